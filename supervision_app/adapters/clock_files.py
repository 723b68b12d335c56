"""Time limits and bank holidays: those that ship, and a council's own, each file read with its faults told by line."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from supervision_app.domain.clock_files import ClockFault, TimeLimits, with_file

HOLIDAYS = "bank-holidays.toml"
"""The name of a council's own file of bank holidays, in the same folder as its time limits."""
_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_LARGEST = 1_000_000
_PUT_RIGHT = "Put it right, and lock and unlock."


@dataclass(frozen=True, slots=True)
class ClockFiles:
    """What the files say: the time limits, the bank holidays a council changed, and a sentence on each bad file."""

    limits: TimeLimits
    added: frozenset[date] = field(default_factory=frozenset)
    removed: frozenset[date] = field(default_factory=frozenset)
    faults: tuple[str, ...] = ()


@cache
def shipped() -> TimeLimits:
    """Return the time limits that ship."""
    found = [file for file in (files("resources") / "clocks").iterdir() if file.name.endswith(".toml")]
    whole: dict[str, list[Any]] = {}
    # All at once: a rule of one file may stand in the place of a rule of another.
    for file in sorted(found, key=lambda file: file.name):
        for name, tables in tomllib.loads(file.read_text(encoding="utf-8")).items():
            whole.setdefault(name, []).extend(tables)
    return with_file(TimeLimits(), whole)


@cache
def shipped_holidays() -> Mapping[int, frozenset[date]]:
    """Return the bank holidays that ship, by year."""
    text = (files("resources") / "calendars" / HOLIDAYS).read_text(encoding="utf-8")
    return {int(year): frozenset(days) for year, days in tomllib.loads(text)["years"].items()}


def read_clock_files(own: Sequence[Path]) -> ClockFiles:
    """Return the time limits with those of these folders, the last of which counts most; a bad file changes nothing."""
    read = ClockFiles(shipped())
    for folder in own:
        for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
            read = _with(read, file)
    return read


def _with(read: ClockFiles, file: Path) -> ClockFiles:
    """Return what was read with another file; where that is bad, only with a sentence on it."""
    stands = "The bank holidays" if file.name == HOLIDAYS else "The time limits"
    try:
        text = _text(file)
        values = _parsed(text)
        if file.name == HOLIDAYS:
            added, removed = _days(values)
            return ClockFiles(read.limits, read.added | added - removed, read.removed - added | removed, read.faults)
        return ClockFiles(_limits(read.limits, values, text, file.name), read.added, read.removed, read.faults)
    except ClockFault as fault:
        why = f"“{file.name}” in {file.parent} is not used: {fault.why} {stands} of before stand. {_PUT_RIGHT}"
        return ClockFiles(read.limits, read.added, read.removed, (*read.faults, why))


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            raw = opened.read(_LARGEST + 1)
    except OSError as error:
        why = f"it cannot be read ({error.strerror})."
        raise ClockFault(why) from error
    if len(raw) > _LARGEST:
        why = f"it is larger than {_LARGEST:,} bytes."
        raise ClockFault(why)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise _at_line(line, "a letter is not in UTF-8. Save the file as UTF-8.") from error


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        raise _at_line(line, _AT.sub("", str(error)) + ".") from error
    except (RecursionError, ValueError) as error:
        why = "it nests too deeply, or holds a number or a date that cannot be."
        raise ClockFault(why) from error


def _limits(limits: TimeLimits, values: Mapping[str, Any], text: str, name: str) -> TimeLimits:
    try:
        return with_file(limits, values, changed_by=name)
    except ClockFault as fault:
        raise _placed(text, fault) from fault


def _placed(text: str, fault: ClockFault) -> ClockFault:
    """Return the fault with the line at which its table begins."""
    begins = re.compile(rf"\s*\[\[\s*{fault.table}\s*\]\]")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if begins.match(line)] if fault.table else []
    if len(lines) >= fault.number > 0:
        return _at_line(lines[fault.number - 1], fault.why)
    return fault


def _at_line(line: int, why: str) -> ClockFault:
    return ClockFault(f"line {line}: {why}")


def _days(values: Mapping[str, Any]) -> tuple[frozenset[date], frozenset[date]]:
    """Return the days that a council adds and removes."""
    if unknown := sorted(values.keys() - {"added", "removed"}):
        why = f"“{unknown[0]}” means nothing here. Use “added” and “removed”."
        raise ClockFault(why)
    return _dates("added", values.get("added", [])), _dates("removed", values.get("removed", []))


def _dates(name: str, value: Any) -> frozenset[date]:
    listed: Iterable[Any] = value if isinstance(value, list) else [None]
    days = [day for day in listed if isinstance(day, date) and not isinstance(day, datetime)]
    if not isinstance(value, list) or len(days) != len(value):
        why = f"“{name}” has to be a list of dates like 2026-05-04, without quotation marks."
        raise ClockFault(why)
    return frozenset(days)
