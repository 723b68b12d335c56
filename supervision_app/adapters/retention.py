"""Retention rules: those that ship, and a council's own in their place, each read with its faults told."""

import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from supervision_app.domain.errors import InputRefused
from supervision_app.domain.retention import RetentionRule, read_rule
from supervision_app.services.reference_lists import RetentionRead

_LARGEST = 1_000_000


def read_retention(own: Sequence[Path]) -> RetentionRead:
    """Return a rule for each kind: the shipped one, or a council's own, of which that of the last folder counts.

    A file with a mistake is left out and told: whoever prunes has to put it right first, as it may keep for longer.
    """
    rules = {rule.kind: rule for rule in (_read(file, own=False) for file in _shipped())}
    faults = []
    for file in (file for folder in own for file in _files(folder)):
        try:
            rule = _read(file, own=True)
        except (InputRefused, OSError, ValueError, RecursionError) as fault:
            faults.append(f"The retention rule in {file} is not used: {fault} Put it right, or take it out.")
        else:
            rules[rule.kind] = rule
    return RetentionRead(tuple(rules[kind] for kind in sorted(rules)), tuple(faults))


def _shipped() -> Iterator[Any]:
    # Read as resources, which are not always files on a disk.
    yield from (file for file in (files("resources") / "retention").iterdir() if file.name.endswith(".toml"))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []


def _read(file: Any, *, own: bool) -> RetentionRule:
    with file.open("rb") as stream:
        raw = stream.read(_LARGEST)
    return read_rule(tomllib.loads(raw.decode("utf-8-sig")), own=own)
