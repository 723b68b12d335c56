"""Hold domain, ledger and services at full coverage, and report the rest: python tools/coverage_gate.py."""

import json
import sys
from collections import defaultdict
from pathlib import Path, PurePath
from typing import Any

REPORT = Path(__file__).parent.parent / ".coverage.json"
FULL = ("supervision_app/domain", "supervision_app/ledger", "supervision_app/services")

Files = dict[str, dict[str, Any]]


def package(path: str) -> str:
    """Return the part of the app a file belongs to: its first two folders, or one where there is no second."""
    return "/".join(PurePath(path).parent.parts[:2])


def share(covered: int, whole: int) -> str:
    """Return a share in per cent, rounded down so that 100 means all."""
    return f"{100 * covered // whole if whole else 100} %"


def table(files: Files) -> list[str]:
    """Return a line for each part of the app, with its lines and branches covered."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for path, report in files.items():
        found = report["summary"]
        counts = ("covered_lines", "num_statements", "covered_branches", "num_branches")
        sums[package(path)] = [a + found[b] for a, b in zip(sums[package(path)], counts, strict=True)]
    rows = [(name, share(n[0], n[1]), share(n[2], n[3])) for name, n in sorted(sums.items())]
    return [
        f"{name:<32}{lines:>8}{branches:>10}" for name, lines, branches in [("Coverage", "lines", "branches"), *rows]
    ]


def gaps(files: Files) -> list[str]:
    """Return a line for each file that has to be covered in full and is not."""
    found = []
    for path, report in sorted(files.items()):
        lines, branches = report["missing_lines"], report["missing_branches"]
        if package(path) in FULL and (lines or branches):
            jumps = ", ".join(f"{start} to {end}" if end > 0 else f"{start} to the end" for start, end in branches)
            found.append(f"{path}: lines {', '.join(map(str, lines)) or 'none'}; branches {jumps or 'none'}")
    return found


def absent(files: Files) -> list[str]:
    """Return a line for each part that has to be covered in full and was not measured at all."""
    measured = {package(path) for path in files}
    return [f"{name}: not measured" for name in FULL if name not in measured]


def main() -> int:
    """Print the report; returns 1 where something that has to be covered is not."""
    files = json.loads(REPORT.read_text(encoding="utf-8"))["files"]
    print("\n".join(table(files)))
    found = gaps(files) + absent(files)
    if found:
        print("Domain, ledger and services have to be covered in full. Not covered:", *found, sep="\n  ")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
