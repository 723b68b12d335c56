"""The sizes of the code, told at the end of a run beside what they aim at."""

import statistics

import pytest

from tests.architecture.tree import ALL, APP, functions, length, modules


def _row(name: str, sizes: list[int], aims: tuple[int, int, int]) -> str:
    ninth = statistics.quantiles(sizes, n=10)[8]
    found = f"median {statistics.median(sizes):.0f}, nine in ten up to {ninth:.0f}, longest {max(sizes)}"
    return f"lines per {name}: {found} (aim: {aims[0]}, {aims[1]}, {aims[2]})"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report the sizes: only the limits are asserted, the medians are an aim."""
    app = modules(*APP)
    files = [module.lines for module in app if module.lines > 1]
    bodies = [length(function) for module in app for function in functions(module)]
    tests = sum(module.lines for module in modules(*ALL) if module.name.startswith("tests"))
    terminalreporter.write_sep("=", "sizes")
    terminalreporter.write_line(_row("file", files, (90, 250, 400)))
    terminalreporter.write_line(_row("function", bodies, (8, 30, 40)))
    terminalreporter.write_line(f"lines of tests for a line of code: {tests / sum(files):.2f} (aim: 1 or more)")
