"""Handing a child over: the words of whoever leaves."""

from typing import Annotated

import typer

from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, Child, PassphraseFile, SaidBy, Vault
from supervision_app.cli.speaking import counted, result
from supervision_app.domain.entries import in_words
from supervision_app.services import handing_over


def register(main: typer.Typer) -> None:
    """Add the commands."""
    main.command("hand-over", rich_help_panel="Children")(hand_over)
    main.command(rich_help_panel="Children")(handovers)


def hand_over(
    child: Child,
    told: Annotated[str, typer.Option("--told", metavar="TEXT", help="What the child has told us already.")] = "",
    promised: Annotated[str, typer.Option("--promised", metavar="TEXT", help="What was promised to the child.")] = "",
    trusts: Annotated[str, typer.Option("--trusts", metavar="TEXT", help="Whom the child trusts.")] = "",
    part_done: Annotated[
        str, typer.Option("--part-done", metavar="TEXT", help="What is part-done: to be finished, not restarted.")
    ] = "",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Leave words on a child for whoever comes next, so that the child need not tell it again."""
    parts = {"told": told, "promised": promised, "trusts": trusts, "part_done": part_done}
    with open_desk(vault, passphrase_file) as desk:
        made = handing_over.hand_over(desk, child, parts, said_by=said_by)
    text = f"Kept on the record of {child}: whoever comes next reads it first."
    result({"child": child, "handover": made}, text, as_json=as_json)


def handovers(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who leaves.")],
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """List the children of somebody who leaves, what goes on with each, and whether words were left."""
    with open_desk(vault, passphrase_file) as desk:
        found = handing_over.still_to_hand_over(desk, name)
    value = [
        {"child": one.child, "name": one.name, "open_actions": one.open_actions, "said_on": one.said_on or None}
        for one in found
    ]
    lines = [
        f"{one.name or one.child}: {counted(one.open_actions, 'open action', 'open actions')}; "
        + (f"words left on {in_words(one.said_on)}" if one.said_on else "no words left yet")
        for one in found
    ]
    result(value, "\n".join(lines) or "Nobody’s children are to be handed over.", as_json=as_json)
