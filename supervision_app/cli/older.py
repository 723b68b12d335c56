"""The command that accepts a vault which is older than the last one this computer knew."""

from typing import Annotated, Any

import typer

from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, PassphraseFile, Vault
from supervision_app.cli.speaking import result
from supervision_app.services.older_vault import LOOK_FIRST, MEANS, accept, older, older_words
from supervision_app.services.read_models import OlderVault


def accept_older(
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it; without this it is only shown what is known of the two.")
    ] = False,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Go on with a vault that is older than the last one this computer knew, where the newer one cannot be found.

    A backup is made before, and what this computer remembers of the newer one is kept.
    """
    with open_desk(vault, passphrase_file) as desk:
        found = older(desk)
        done = accept(desk) if yes else None
    said = older_words(found)
    if done is None:
        more = (LOOK_FIRST, MEANS, "Nothing was changed. To go on, say the same once more with --yes.")
        result(_data(found), "\n".join((*said, *more)), as_json=as_json)
        return
    backup = str(done.backup.folder) if done.backup else None
    made = f" The backup made before is {backup}." if backup else ""
    last = f"This computer remembers the vault as it is from now on.{made} What it remembered before is in {done.kept}."
    value = {**_data(found), "accepted": True, "backup": backup, "kept": str(done.kept)}
    result(value, "\n".join((*said, last)), as_json=as_json)


def _data(found: OlderVault) -> dict[str, Any]:
    return {
        "remembered_saves": found.remembered,
        "remembered_at": found.remembered_at.isoformat(timespec="seconds"),
        "saves": found.saves,
        "saved_at": found.saved_at.isoformat(timespec="seconds"),
        "accepted": False,
        "backup": None,
        "kept": None,
    }
