"""Commands on backups: make one, list them, and put one in the vault's place."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from supervision_app import bootstrap
from supervision_app.cli.opening import folder, open_desk, secret
from supervision_app.cli.options import AsJson, PassphraseFile, Vault
from supervision_app.cli.speaking import result
from supervision_app.domain.errors import SupervisionError
from supervision_app.services.desk import Desk
from supervision_app.services.read_models import Backup, RestorePreview
from supervision_app.services.restoring import ToRestore, preview, preview_words, restore, when
from supervision_app.services.safety import (
    keep_second_place,
    leave_second_place,
    look_at_place,
    note_carried,
    safety,
    second_place,
    second_words,
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("backup")(backup)
    app.command("backups")(backups)
    app.command("restore")(restore_)
    app.command("second-place")(second_place_)


def backup(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """Make a backup now: a copy that was opened, checked and compared; it is copied to the second place as well.

    Where the second place cannot be written the backup is there all the same, and said before the refusal.
    """
    with open_desk(vault, passphrase_file) as desk:
        desk.vault.back_up(always=True)
        made, place = desk.vault.backups()[0], second_place(desk)
        carried, fault = _carried(desk, folder(vault), place)
    more = f"It was copied to {place}." if carried else "Copy the whole folder to keep it in another place."
    value = {**_data(made), "second_place": str(place) if carried else None}
    result(value, f"The backup is {made.folder}. {more}", as_json=as_json)
    if fault:
        raise fault


def _carried(desk: Desk, where: Path, place: Path | None) -> tuple[Backup | None, SupervisionError | None]:
    """Return what came to the second place, and what kept it from it."""
    if place is None:
        return None, None
    try:
        carried = bootstrap.second_places().carry(where, place)
    except SupervisionError as fault:
        return None, fault
    if carried:
        note_carried(desk, carried)
    return carried, None


def second_place_(
    place: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Such as a network share; without it, what is so now.")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="Copy backups to no second place any more.")] = False,
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Say where backups are copied to, besides beside the vault. They are encrypted like the vault."""
    where, against = folder(vault), ""
    if place:
        place = place.resolve()
        against = look_at_place(bootstrap.second_places(), where, place)
    with open_desk(vault, passphrase_file) as desk:
        if place:
            keep_second_place(desk, place)
        elif none:
            leave_second_place(desk)
        kept = safety(desk)
    value = {
        "second_place": kept.second or None,
        "newest": kept.carried.isoformat(timespec="seconds") if kept.carried else None,
    }
    result(value, " ".join(filter(None, (second_words(kept), against))), as_json=as_json)


def backups(vault: Vault = None, as_json: AsJson = False) -> None:
    """List the backups beside the vault, the newest first; no passphrase is needed."""
    found = bootstrap.backups_in(folder(vault))
    lines = [f"{when(one.made_at)}  {one.folder}" for one in found]
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
        text = "\n".join([*preview_words(shown), "Nothing was changed. To go on, say the same once more with --yes."])
        result(_preview_data(shown), text, as_json=as_json)
        return
    done = restore(restores, bootstrap.sit_down(), wanted)
    text = f"The vault in {where} is that of {when(wanted.made_at)} now. What was there before is kept in {done.aside}."
    value = {
        "vault": str(where),
        "of": wanted.made_at.isoformat(),
        "aside": str(done.aside),
        "not_carried": list(done.not_carried),
    }
    result(value, "\n".join((text, *done.not_carried)), as_json=as_json)


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
