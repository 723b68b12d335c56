"""Taking the time: the median of several runs, in milliseconds."""

from collections.abc import Callable
from statistics import median
from time import perf_counter


def once(work: Callable[[], object]) -> float:
    """Return how long one run took, in milliseconds."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def typical(work: Callable[[], object], runs: int) -> float:
    """Return the median of several runs, in milliseconds."""
    return median(once(work) for _ in range(runs))


def row(name: str, ours: float, baseline: str, base: float, aim: str = "") -> dict[str, object]:
    """Return one line of the table."""
    return {
        "measure": name,
        "ms": round(ours, 2),
        "baseline": baseline,
        "baseline_ms": round(base, 2),
        "ratio": round(ours / base, 2),
        "aim": aim,
    }
