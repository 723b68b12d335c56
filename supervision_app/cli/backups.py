"""Commands on backups: make one, list them, and put one in the vault's place."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from supervision_app import bootstrap
from supervision_app.cli.opening import folder, open_desk, secret
from supervision_app.cli.options import AsJson, PassphraseFile, Vault
from supervision_app.cli.speaking import counted, result
from supervision_app.domain.entries import in_words
from supervision_app.services.read_models import Backup, RestorePreview
from supervision_app.services.restoring import ToRestore, preview, restore

_FEW = 20


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup")(backup)
    app.command("backups")(backups)
    app.command("restore")(restore_)


def backup(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """Make a backup now: a copy that was opened, checked and compared. They are encrypted like the vault."""
    with open_desk(vault, passphrase_file) as desk:
        desk.vault.back_up(always=True)
        made = desk.vault.backups()[0]
    text = f"The backup is {made.folder}. Copy the whole folder to keep it in another place."
    result(_data(made), text, as_json=as_json)


def backups(vault: Vault = None, as_json: AsJson = False) -> None:
    """List the backups beside the vault, the newest first; no passphrase is needed."""
    found = bootstrap.backups_in(folder(vault))
    lines = [f"{_when(one.made_at)}  {one.folder}" for one in found]
    text = "\n".join(lines) or "There are no backups beside this vault."
    result([_data(one) for one in found], text, as_json=as_json)


def restore_(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="The folder of a backup.")],
    yes: Annotated[
        bool, typer.Option("--yes", help="Do it; without this it is only shown what would be lost.")
    ] = False,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Put a backup in the vault's place. What is there now is kept beside it, in the folder “aside”."""
    where = folder(vault)
    found = bootstrap.backup_at(backup)
    made_at = found.made_at if found else datetime.now(UTC)
    wanted = ToRestore(where, backup, made_at, secret(passphrase_file, "Passphrase"))
    restores = bootstrap.restores()
    if not yes:
        shown = preview(restores, wanted)
        result(_preview_data(shown), _preview_words(shown, backup), as_json=as_json)
        return
    aside = restore(restores, bootstrap.sit_down(), wanted)
    text = f"The vault in {where} is that of {_when(wanted.made_at)} now. What was there before is kept in {aside}."
    result({"vault": str(where), "of": wanted.made_at.isoformat(), "aside": str(aside)}, text, as_json=as_json)


def _when(moment: datetime) -> str:
    here = moment.astimezone()
    return f"{in_words(here.date())} at {here:%H:%M}"


def _data(one: Backup) -> dict[str, Any]:
    return {"backup": str(one.folder), "made_at": one.made_at.isoformat(timespec="seconds"), "bytes": one.size}


def _preview_data(shown: RestorePreview) -> dict[str, Any]:
    return {
        "made_at": shown.made_at.isoformat(timespec="seconds"),
        "open_actions": shown.open_actions,
        "lost_saves": shown.lost_saves,
        "lost_actions": [{"id": row.id, "child": row.child, "what": row.what} for row in shown.lost_actions],
        "lost_drafts": shown.lost_drafts,
        "unknown": shown.unknown or None,
    }


def _preview_words(shown: RestorePreview, backup: Path) -> str:
    actions = counted(shown.open_actions, "open action", "open actions")
    lines = [f"The backup of {_when(shown.made_at)} opens and is whole. It holds {actions}."]
    if shown.unknown:
        lines.append(shown.unknown)
    elif not (shown.lost_saves or shown.lost_drafts):
        lines.append("The vault holds nothing beyond it.")
    else:
        saves = counted(shown.lost_saves, "save", "saves")
        drafts = counted(shown.lost_drafts, "draft", "drafts")
        lines.append(f"Beyond it the vault holds {saves} and {drafts}, which would be put aside with it.")
        lines += [f"  not in the backup: {row.child}: {row.what}" for row in shown.lost_actions[:_FEW]]
        more = len(shown.lost_actions) - _FEW
        lines += [f"  and {more} more (all of them with --json)"] if more > 0 else []
    return "\n".join([*lines, f"Nothing was changed. To go on: supervision-app vault restore {backup} --yes"])
