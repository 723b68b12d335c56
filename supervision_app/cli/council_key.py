"""Commands on the council's own key: make it, prove each year that it opens, and open a vault whose owner is gone."""

from pathlib import Path
from typing import Annotated

import typer

from supervision_app import bootstrap
from supervision_app.cli.opening import folder, secret
from supervision_app.cli.options import AsJson, Vault
from supervision_app.cli.speaking import result
from supervision_app.services.errors import WrongUse

app = typer.Typer(help="The council’s own key, for vaults that nobody else can open.", no_args_is_help=True)

_POLICY = "policy.toml"
_ON_PAPER = """Share {number} of {whole} of the key of {name} for Supervision Companion
Key: {recipient}

Any two of the three shares open every vault of this council. One opens nothing.
Print this, give it to one person to lock away, and delete the file. Never keep two shares in one place.

{words}
"""

Shares = Annotated[
    list[Path], typer.Option("--share", metavar="FILE", help="A file with one share; name the option twice.")
]


@app.command("make")
def make(
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Your council.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="An empty folder, best on a stick.")],
    as_json: AsJson = False,
) -> None:
    """Make the council’s key: a policy for its computers, and three shares on paper. The key itself is kept nowhere."""
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        message = f"{out} is not an empty folder, and nothing is written over. Name another with --out."
        raise WrongUse(message)
    made = bootstrap.make_council_key(name)
    files = {
        f"share-{number}.txt": _ON_PAPER.format(
            number=number, whole=len(made.shares), name=name, recipient=made.recipient, words=_in_lines(words)
        )
        for number, words in enumerate(made.shares, 1)
    } | {_POLICY: made.policy}
    bootstrap.write_private(out, files)
    text = (
        f"The key of {name} is {made.recipient}.\n"
        f"{out / _POLICY}: IT puts it into {bootstrap.policy_folder()} on every computer with this program.\n"
        "share-1.txt, share-2.txt, share-3.txt: print each, give each to another person, and delete the files. "
        "Any two of them open every vault; with one left, nobody ever can."
    )
    result({"recipient": made.recipient, "files": [str(out / one) for one in files]}, text, as_json=as_json)


@app.command("drill")
def drill(shares: Shares, vault: Vault = None, as_json: AsJson = False) -> None:
    """Prove that two shares give the key back and, with --vault, that it opens that vault. Nothing is changed."""
    identity = bootstrap.council_key_of(read_shares(shares))
    recipient = bootstrap.recipient_of(identity)
    if vault:
        bootstrap.vault_folders().check_council(vault, identity)
    proven = f"They open the vault in {vault}." if vault else "No vault was tried: name one with --vault."
    here = bootstrap.council_here()
    named = {recipient: "The policy of this computer names the same key.", "": "No policy is on this computer."}
    policy = named.get(here, f"The policy of this computer names ANOTHER key, {here}: find out why.")
    value = {"recipient": recipient, "vault": str(vault) if vault else None, "policy": here or None}
    text = f"The shares give back the key {recipient}. {policy} {proven} Nothing was changed."
    result(value, text, as_json=as_json)


@app.command("open")
def open_(
    shares: Shares,
    vault: Vault = None,
    new_passphrase_file: Annotated[
        str, typer.Option("--new-passphrase-file", metavar="FILE", help="Read the new passphrase from here.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Set a new passphrase with two shares of the council’s key. The recovery key is made anew and printed."""
    identity, where = bootstrap.council_key_of(read_shares(shares)), folder(vault)
    folders = bootstrap.vault_folders()
    folders.check_council(where, identity)
    renewed = folders.open_by_council(where, identity, secret(new_passphrase_file, "New passphrase", twice=True))
    text = (
        "The passphrase was changed with the council’s key. The recovery key of before is spent; this is the new one:"
        f"\n\n    {renewed}\n\nWrite down who opened this vault, when and why: the law asks for it."
    )
    result({"vault": str(where), "recovery_key": renewed}, text, as_json=as_json)


def read_shares(files: list[Path]) -> dict[str, str]:
    """Return the words in the files, by their names; what stands above the words is left out."""
    found = {}
    for path in files:
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            message = f"The share {path} cannot be read as text. Give a text file with its 33 words."
            raise WrongUse(message) from None
        found[str(path)] = text.strip().rsplit("\n\n", 1)[-1]
    return found


def _in_lines(words: str) -> str:
    each = words.split()
    return "\n".join(" ".join(each[at : at + 3]) for at in range(0, len(each), 3))
