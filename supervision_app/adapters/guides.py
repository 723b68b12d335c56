"""Guides for supervision: those that ship, and a council's own, each read with its faults told by line."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from supervision_app.domain.guides import Guide, GuideFault, read_guide
from supervision_app.services.reference_lists import GuidesRead

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_LARGEST = 1_000_000
_NOT_UTF_8 = "a letter is not in UTF-8. Save the file as UTF-8."
_NOT_A_GUIDE = "it nests too deeply, or holds a number that is too long, to be a guide."
_LONG_TEXT = re.compile(r'"{3}(?:\\.|[^\\])*?"{3}|\'{3}.*?\'{3}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL)
_STAGE, _PROMPT = re.compile(r"\s*\[\[\s*stage\s*\]\]"), re.compile(r"\s*\[\[\s*stage\s*\.\s*prompt\s*\]\]")


def read_guides(own: Path | None) -> GuidesRead:
    """Return the guides that ship and then a council's own; one with a mistake is left out, and the mistake told."""
    guides: list[Guide] = []
    faults: list[str] = []
    for file in _files(own):
        try:
            guides.append(_with_own_name(_read(file), guides))
        except GuideFault as fault:
            faults.append(f"The guide “{file.name}” is not offered: {fault.why} Put it right, and lock and unlock.")
    return GuidesRead(tuple(guides), tuple(faults))


def _files(own: Path | None) -> Iterator[Any]:
    # The shipped ones are read as resources, which are not always files on a disk.
    shipped = [file for file in (files("resources") / "guides").iterdir() if file.name.endswith(".toml")]
    yield from sorted(shipped, key=lambda file: file.name)
    if own and own.is_dir():
        yield from sorted(own.glob("*.toml"))


def _with_own_name(guide: Guide, before: Sequence[Guide]) -> Guide:
    """Return the guide; raises GuideFault where another has its name: a session is kept with the name alone."""
    if any(one.name == guide.name for one in before):
        why = f"another guide is called “{guide.name}” already. Give it a name of its own."
        raise GuideFault(why)
    return guide


def _read(file: Any) -> Guide:
    """Return the guide in a file; raises GuideFault with the line in its sentence."""
    text = _text(file)
    try:
        return read_guide(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        found = _AT.search(said)
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        why = _AT.sub("", said)
        raise _at_line(line, why + ".") from error
    except (RecursionError, ValueError) as error:
        raise GuideFault(_NOT_A_GUIDE) from error
    except GuideFault as fault:
        raise _placed(text, fault) from fault


def _text(file: Any) -> str:
    try:
        with file.open("rb") as opened:
            raw: bytes = opened.read(_LARGEST + 1)
    except OSError as error:
        why = f"it cannot be read ({error.strerror})."
        raise GuideFault(why) from error
    if len(raw) > _LARGEST:
        why = f"it is larger than a guide may be, {_LARGEST:,} bytes."
        raise GuideFault(why)
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _at_line(raw[: error.start].count(b"\n") + 1, _NOT_UTF_8) from error


def _at_line(line: int, why: str) -> GuideFault:
    return GuideFault(f"line {line}: {why}")


def _placed(text: str, fault: GuideFault) -> GuideFault:
    """Return the fault with the line of its stage or prompt, or with their number where no line begins them."""
    lines = _lines(text)
    for place in ((fault.stage, fault.prompt), (fault.stage, 0)):
        if place in lines:
            return _at_line(lines[place], fault.why)
    prompt = f", prompt {fault.prompt}" if fault.prompt else ""
    return GuideFault(f"stage {fault.stage}{prompt}: {fault.why}")


def _lines(text: str) -> dict[tuple[int, int], int]:
    """Return the line at which each stage and prompt begins, by their numbers; that of the whole is the first."""
    found, stage, prompt = {(0, 0): 1}, 0, 0
    for number, line in enumerate(_LONG_TEXT.sub(_blank, text).split("\n"), 1):
        if _STAGE.match(line):
            stage, prompt = stage + 1, 0
        elif _PROMPT.match(line):
            prompt += 1
        else:
            continue
        found[stage, prompt] = number
    return found


def _blank(quoted: re.Match[str]) -> str:
    """Return text in quotation marks as it is, or as so many empty lines: a line of it begins no stage."""
    return "\n" * quoted[0].count("\n") if "\n" in quoted[0] else quoted[0]
