"""Commands on the team's people, on who has a child, and on what is known of a child."""

from typing import Annotated

import typer

from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, Child, PassphraseFile, SaidBy, Vault
from supervision_app.cli.speaking import counted, result
from supervision_app.domain.dates import read_date
from supervision_app.domain.entries import in_words
from supervision_app.domain.people import ROLES
from supervision_app.services.allocating import allocate_child
from supervision_app.services.knowing import name_child, settle_birth
from supervision_app.services.people import add_person, person_leaves

app = typer.Typer(help="The team: who is here, who joins, who leaves.", no_args_is_help=True)


def register(main: typer.Typer) -> None:
    """Add the commands that stand on their own."""
    main.command(rich_help_panel="Children")(allocate)
    main.command(rich_help_panel="Children")(name)
    main.command("settle-birth", rich_help_panel="Children")(settle)


@app.command("list")
def list_(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """List everybody, those who left included."""
    with open_desk(vault, passphrase_file) as desk:
        members = desk.vault.views.members()
    rows = [
        {
            "id": m.person.id,
            "name": m.person.name,
            "role": m.person.role,
            "key": m.key or None,
            "left_on": m.left_on or None,
        }
        for m in members
    ]
    words = [
        f"{m.person.name}, {ROLES[m.person.role]}{f', left on {in_words(m.left_on)}' if m.left_on else ''}"
        for m in members
    ]
    result(rows, "\n".join(words), as_json=as_json)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="First and last name.")],
    role: Annotated[str, typer.Option("--role", help=f"One of: {', '.join(ROLES)}.")] = "worker",
    key: Annotated[str, typer.Option("--key", help="Their id in the case system, where it gives one.")] = "",
    another: Annotated[
        bool, typer.Option("--another", help="There is somebody of this name, and this is somebody else.")
    ] = False,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Add somebody to the team."""
    with open_desk(vault, passphrase_file) as desk:
        person = add_person(desk, name, role, key=key, another=another)
    result(person.as_payload(), f"{person.name}, {ROLES[person.role]}, was added.", as_json=as_json)


@app.command("leave")
def leave(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Who leaves.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason.")] = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Record that somebody left. Their open actions stay, as unowned, and the manager holds them."""
    with open_desk(vault, passphrase_file) as desk:
        left = person_leaves(desk, name, why)
    value = {"name": left.name, "unowned": left.unowned, "children_without_worker": left.children}
    text = (
        f"{left.name} left: {counted(left.unowned, 'open action waits', 'open actions wait')} for somebody, "
        f"{counted(left.children, 'child has', 'children have')} no worker."
    )
    result(value, text, as_json=as_json)


def allocate(
    child: Child,
    to: Annotated[str, typer.Option("--to", metavar="NAME", help="The new worker.")],
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="CODE",
            help="MANAGE, FCONTA, LEFTRL, ORGRST, TSPROC, ABSENC, CHCHAN, PCCHAN, SWDIED or OTHERS.",
        ),
    ],
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="The day from which it is so; today unless given.")
    ] = "",
    said_by: SaidBy = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Change the worker: what the outgoing worker held is offered to the new one, and nothing else moves."""
    with open_desk(vault, passphrase_file) as desk:
        day = desk.past_day(since, "The day of the change") if since else None
        moved = allocate_child(desk, child, to, reason, said_by=said_by, since=day)
    value = {"child": child, "from": list(moved.outgoing), "to": moved.to, "offered": list(moved.offered)}
    offered = counted(len(moved.offered), "open action was", "open actions were")
    text = (
        f"{moved.to} has {child} now. {offered} offered to {moved.to}; "
        "the manager holds them too until they are accepted."
    )
    result(value, text, as_json=as_json)


def name(
    child: Child,
    known_as: Annotated[str, typer.Argument(metavar="NAME", help="A name or initials, shown here only.")],
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Give a child the name or initials by which you know them: files from the case system often have none."""
    with open_desk(vault, passphrase_file) as desk:
        name_child(desk, child, known_as)
    result({"child": child, "name": known_as}, f"{child} is shown as {known_as}.", as_json=as_json)


def settle(
    child: Child,
    born: Annotated[str, typer.Option("--born", metavar="DATE", help="The right date of birth.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="How you know.")],
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Settle which date of birth is right, when one id has two."""
    day = read_date(born, "The date of birth")
    with open_desk(vault, passphrase_file) as desk:
        settle_birth(desk, child, day, why)
    value = {"child": child, "born": day.isoformat()}
    result(value, f"The date of birth of {child} is settled: {in_words(day)}.", as_json=as_json)
