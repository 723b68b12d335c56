"""The commands together, and what each fault becomes."""

import sys
from collections.abc import Sequence
from typing import Annotated, cast

import typer

from supervision_app.cli import (
    actions,
    cards,
    caseload,
    council_key,
    demo,
    disagreeing,
    erasing,
    exporting,
    handing_over,
    holds,
    packs,
    people,
    planning,
    reading,
    retention,
    vault,
    withdrawing,
)
from supervision_app.cli.speaking import DONE, OUR_FAULT, WRONG_USE, code_for, fault, message
from supervision_app.domain.errors import SupervisionError
from supervision_app.services.errors import WrongUse
from supervision_app.version import VERSION

NAME = "supervision-app"
_ABOUT = """Supervision Companion: agreed actions survive every change of worker or manager.

Start with:  vault create  →  caseload import  →  children  →  agree  →  export.
"""

app = typer.Typer(
    help=_ABOUT, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)  # fmt: skip
app.add_typer(vault.app, name="vault")
app.add_typer(caseload.app, name="caseload")
app.add_typer(council_key.app, name="council-key")
app.add_typer(people.app, name="people")
app.add_typer(holds.app, name="hold")
app.add_typer(cards.app, name="card")
app.add_typer(packs.app, name="pack")
app.add_typer(retention.app, name="retention")
app.add_typer(disagreeing.app, name="disagreement")
app.add_typer(planning.rhythm_app, name="rhythm")
app.add_typer(planning.plan_app, name="plan")
for module in (demo, reading, actions, people, exporting, withdrawing, erasing, handing_over):
    module.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(VERSION)
        raise typer.Exit


@app.callback()
def _about(
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Take the options that stand before any command."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 done, 1 our fault, 2 wrong use, 3 to 7 as the guide lists them."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        _check_readable(arguments)
        code = app(list(arguments), prog_name=NAME, standalone_mode=False)
    except typer.TyperException as wrong:
        # Every one of them can show itself; Typer makes only this class public that says so.
        cast("typer.BadParameter", wrong).show()
        return WRONG_USE
    except typer.Abort:
        message("Stopped. Nothing was changed.")
        return WRONG_USE
    except SupervisionError as error:
        message(str(error))
        return code_for(error)
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes a sentence
        message(fault(error))
        return OUR_FAULT
    return code if isinstance(code, int) else DONE


def _check_readable(arguments: Sequence[str]) -> None:
    """Raise WrongUse for bytes that are no text: nothing could be found or kept under them."""
    for argument in arguments:
        try:
            argument.encode()
        except UnicodeEncodeError:
            why = f"“{argument}” holds characters that cannot be read (from a broken copy). Type it again."
            raise WrongUse(why) from None
