"""Contact cards: mine out, others' in."""

from pathlib import Path
from typing import Annotated, Any

import typer

from supervision_app import bootstrap
from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, PassphraseFile, Vault
from supervision_app.cli.speaking import message, result
from supervision_app.domain.cards import Contact
from supervision_app.domain.errors import InputRefused
from supervision_app.services import cards, taking_in

app = typer.Typer(help="Contact cards: who may send you a pack, and for whom you can lock one.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="Whose card.")]


@app.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it, ending in .sccard.")],
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Write your card to a file, and print the six words that the other person hears from you."""
    with open_desk(vault, passphrase_file) as desk:
        words = cards.show_card(desk, bootstrap.pack_files(), file)
    text = f"Your card is in {file}. Its six words, to be read aloud: {words}"
    result({"file": str(file), "words": words}, text, as_json=as_json)


@app.command()
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The card that somebody gave you.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="The six words were compared, by telephone or face to face.")
    ] = False,
    is_person: Annotated[
        str, typer.Option("--is", metavar="NAME", help="Who in your directory this is, where they are known already.")
    ] = "",
    joins: Annotated[bool, typer.Option("--joins", help="They come into your team: the next manager, say.")] = False,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Add somebody's card, once its six words were compared; without --yes they are only shown."""
    with open_desk(vault, passphrase_file) as desk:
        files = bootstrap.pack_files()
        read = cards.look_at_card(desk, files, file)
        lines = [f"The card of {read.card.person.name}, {read.card.team}. Its six words: {read.words}"]
        lines += [cards.changed_words(read, one) for one in read.changed]
        if not yes:
            _ask(lines, read)
        contact = cards.pin_card(desk, read, is_person=is_person, joins=joins)
        released = taking_in.release(desk)
    lines.append(f"{contact.card.person.name} is a contact now.")
    if released.new:
        lines.append(f"What waited for them was taken in: {released.new:,} entries.")
    result({**_value(contact), "words": read.words, "released": released.new}, "\n".join(lines), as_json=as_json)


def _ask(lines: list[str], read: cards.CardRead) -> None:
    """Say what is on a card, and raise InputRefused: nothing is pinned that was not compared."""
    for line in lines:
        message(line)
    if read.could_be:
        names = " or ".join(f"{one.name} ({one.id[:8]})" for one in read.could_be)
        message(f"This may be {names} of your directory: say so with --is.")
    why = "Nothing was added. Compare the six words with the person, and add the card with --yes."
    raise InputRefused(why)


@app.command("list")
def list_cards(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """List whose cards are here, those who left included."""
    with open_desk(vault, passphrase_file) as desk:
        found = cards.contacts(desk)
    text = "\n".join(map(cards.contact_words, found)) or "No card of anybody is here."
    result([_value(one) for one in found], text, as_json=as_json)


@app.command()
def left(
    name: Name,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, and who said so.")],
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Mark somebody's card as left: what they send from now on waits beside the record."""
    with open_desk(vault, passphrase_file) as desk:
        contact = cards.mark_left(desk, name, why)
    text = f"The card of {contact.card.person.name} is marked as left. What it signs from now on waits."
    result({"name": contact.card.person.name, "left": True}, text, as_json=as_json)


def _value(contact: Contact) -> dict[str, Any]:
    card = contact.card
    return {
        "name": card.person.name,
        "role": card.person.role,
        "team": card.team,
        "key": card.key,
        "since": contact.since,
        "left_on": contact.left_on or None,
    }
