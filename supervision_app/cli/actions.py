"""Commands on agreed actions."""

from typing import Annotated

import typer

from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import ActionId, AsJson, Child, PassphraseFile, SaidBy, Vault
from supervision_app.cli.reading import action_data, action_words
from supervision_app.cli.speaking import message, result
from supervision_app.services import following_up
from supervision_app.services.desk import Desk
from supervision_app.services.errors import WrongUse
from supervision_app.services.following_up import ToAgree, asked_back

Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")]
Due = Annotated[str, typer.Option("--due", metavar="DATE", help="A new date, like 9/11/2026 or “in two weeks”.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (agree, progress, accept, offer, move, close, reopen):
        app.command(rich_help_panel="Actions")(command)
    app.command("return", rich_help_panel="Actions")(return_)


def agree(
    child: Child,
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What is to be done.")],
    due: Annotated[str, typer.Option("--due", metavar="DATE", help="By when, like 9/11/2026 or “in two weeks”.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why it is needed.")],
    owner: Annotated[str, typer.Option("--owner", metavar="NAME", help="Who answers for it: one of ours.")] = "",
    difference: Annotated[
        str, typer.Option("--difference", metavar="TEXT", help="What should be different for the child.")
    ] = "",
    doer: Annotated[str, typer.Option("--doer", metavar="NAME", help="Who does it, if somebody else: anyone.")] = "",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Agree an action outside a session (management oversight) and print its id.

    It is offered to its owner; with --as OWNER they are there and accept it at once. What is asked back about its
    words stands on standard error, with the date and its weekday; it stops nobody.
    """
    with open_desk(vault, passphrase_file) as desk:
        wanted = ToAgree(child, text, why, owner, desk.day(due, "The due date"), difference, doer)
        action = following_up.agree(desk, wanted, said_by=said_by)
        for asked in asked_back(desk, wanted):
            message(asked)
        _show(desk, action, as_json=as_json, id_only=True)


def progress(
    action: ActionId,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What has happened.")],
    state: Annotated[str, typer.Option("--state", help="open, in-progress or partly-done.")] = "in-progress",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Say how far it has come."""
    with open_desk(vault, passphrase_file) as desk:
        following_up.progress(desk, action, note, state=state, said_by=said_by)
        _show(desk, action, as_json=as_json)


def accept(
    action: ActionId,
    due: Due = "",
    why: Why = "",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Accept an offered action; with --due and --why, from another date on."""
    if why and not due:
        message = "--why gives the reason for another date: give that date too, with --due."
        raise WrongUse(message)
    with open_desk(vault, passphrase_file) as desk:
        day = desk.day(due, "The due date") if due else None
        following_up.accept(desk, action, due=day, why=why, said_by=said_by)
        _show(desk, action, as_json=as_json)


def return_(
    action: ActionId,
    why: Why = "",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Return an action to the manager, who decides."""
    with open_desk(vault, passphrase_file) as desk:
        following_up.give_back(desk, action, why, said_by=said_by)
        _show(desk, action, as_json=as_json)


def offer(
    action: ActionId,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="Who is asked to take it on.")],
    why: Why = "",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Offer an open action to somebody; the manager holds it as well until they accept."""
    with open_desk(vault, passphrase_file) as desk:
        following_up.offer(desk, action, to, why, said_by=said_by)
        _show(desk, action, as_json=as_json)


def move(
    action: ActionId,
    due: Due,
    why: Why = "",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Move the date, with the reason; the first date and every move stay."""
    with open_desk(vault, passphrase_file) as desk:
        following_up.move(desk, action, desk.day(due, "The due date"), why, said_by=said_by)
        _show(desk, action, as_json=as_json)


def close(
    action: ActionId,
    state: Annotated[str, typer.Option("--state", help="done, not-needed or superseded.")],
    impact: Annotated[
        str, typer.Option("--impact", metavar="TEXT", help="What difference it made, or “too early to say”.")
    ] = "",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Close an action and say what difference it made."""
    with open_desk(vault, passphrase_file) as desk:
        following_up.close(desk, action, state=state, impact=impact, said_by=said_by)
        _show(desk, action, as_json=as_json)


def reopen(
    action: ActionId,
    why: Why = "",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Open a closed action again, with the reason."""
    with open_desk(vault, passphrase_file) as desk:
        following_up.reopen(desk, action, why, said_by=said_by)
        _show(desk, action, as_json=as_json)


def _show(desk: Desk, action: str, *, as_json: bool, id_only: bool = False) -> None:
    found = following_up.find_action(desk, action).action
    row = desk.vault.views.actions(child=found.stream, action=found.id)[0]
    result(action_data(row), row.id if id_only else action_words(row), as_json=as_json)
