"""Measure everything and print one JSON table."""

import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import files, keeping, saving, starting, window


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        table = [line for part in (starting, window, saving, keeping, files) for line in part.measure(Path(folder))]
    sys.stdout.write(json.dumps(table, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
