"""Saying things: results on standard output, messages on standard error, faults as one sentence and a code."""

import json
import sys
import traceback
from collections.abc import Mapping
from typing import Any

import typer

from supervision_app.domain.errors import InputRefused, RuleRefused, SupervisionError
from supervision_app.services.errors import CannotUnlock, CannotWrite, ChecksFailed, VaultInUse, WrongUse

DONE, OUR_FAULT, WRONG_USE, CANNOT_UNLOCK, REFUSED, CHECKS_FAILED, IN_USE, CANNOT_WRITE = range(8)

_CODES: Mapping[type[SupervisionError], int] = {
    WrongUse: WRONG_USE,
    CannotUnlock: CANNOT_UNLOCK,
    InputRefused: REFUSED,
    RuleRefused: REFUSED,
    ChecksFailed: CHECKS_FAILED,
    VaultInUse: IN_USE,
    CannotWrite: CANNOT_WRITE,
}


def code_for(error: SupervisionError) -> int:
    """Return the exit code of an error."""
    return next((code for kind, code in _CODES.items() if isinstance(error, kind)), OUR_FAULT)


# Left as they are, these would move the cursor or recolour the terminal of whoever reads a pasted text.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\ufffd")


def result(value: Any, text: str, *, as_json: bool) -> None:
    """Print a result: as one JSON document, or as words; raises CannotWrite when it cannot be printed."""
    try:
        typer.echo(json.dumps(value, ensure_ascii=False, indent=2) if as_json else text.translate(_CONTROLS))
    except BrokenPipeError:
        raise
    except OSError as fault:
        why = f"It was done, but the answer could not be written: {fault.strerror}. Make room, and ask for it again."
        raise CannotWrite(why) from fault


def counted(count: int, one: str, many: str) -> str:
    """Return a count with its noun: 1 child, 2 children."""
    return f"{count:,} {one if count == 1 else many}"


def message(text: str) -> None:
    """Say something to the person on standard error."""
    typer.echo(text.translate(_CONTROLS), err=True)


def progress(what: str, done: int, whole: int) -> None:
    """Show progress on a terminal, and nothing anywhere else."""
    if sys.stderr.isatty():
        end = "\n" if done >= whole else ""
        typer.echo(f"\r{what}: {done:,} of {whole:,}{end}", err=True, nl=False)


def fault(error: BaseException) -> str:
    """Return one sentence on a fault of ours: where it was, and none of the words that were being worked on."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "unknown place"
    return (
        f"This is a fault of ours, not of what you did: {type(error).__name__} in {where}. "
        "Nothing was half saved. Please report this line."
    )
