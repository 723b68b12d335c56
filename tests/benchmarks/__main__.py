"""Measure everything and print one JSON table."""

import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import agenda, files, keeping, packs, saving, spelling, starting, window


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        parts = (starting, window, saving, agenda, spelling, packs, keeping, files)
        table = [line for part in parts for line in part.measure(Path(folder))]
    sys.stdout.write(json.dumps(table, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
