"""Commands on the vault itself: make it, check it, build its tables again, change who may open it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from supervision_app import bootstrap
from supervision_app.cli import backups, older
from supervision_app.cli.opening import folder, open_desk, secret
from supervision_app.cli.options import AsJson, PassphraseFile, Vault
from supervision_app.cli.speaking import CHECKS_FAILED, counted, progress, result
from supervision_app.domain.people import ROLES
from supervision_app.services.read_models import CheckReport
from supervision_app.services.safety import COUNCIL
from supervision_app.services.setting_up import NewVault

if TYPE_CHECKING:
    from pathlib import Path

app = typer.Typer(help="The store: make it, check it, back it up, and who may open it.", no_args_is_help=True)
backups.register(app)
app.command("accept-older")(older.accept_older)


@app.command("create")
def create(
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Your first and last name.")],
    team: Annotated[str, typer.Option("--team", metavar="NAME", help="Your team.")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE", help="manager, worker or senior.")] = "manager",
    authority: Annotated[
        str,
        typer.Option(
            "--authority", help="Your council. Vaults of one council must spell it alike, to meet in one record."
        ),
    ] = "local",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Make an encrypted vault. The recovery key is printed once and kept nowhere: write it down."""
    new = NewVault(folder(vault), name, role, team, authority)
    made = bootstrap.make_vault(new, secret(passphrase_file, "Passphrase", twice=True))
    owner = made.desk.owner()
    value = {
        "vault": str(new.folder),
        "name": owner.name,
        "role": owner.role,
        "team": team,
        "authority": authority,
        "device": made.desk.author,
        "recovery_key": made.recovery_key,
    }
    council = made.desk.vault.remembered.get(COUNCIL)
    made.desk.vault.close()
    text = (
        f"The vault is in {new.folder}, for {owner.name}, {ROLES[owner.role]}.\n\n"
        f"Recovery key (shown this once):\n\n    {made.recovery_key}\n\n"
        "Write it down or print it, and keep it away from this computer. Without it, a forgotten passphrase\n"
        "cannot be mended."
    ) + (f"\n\nThe key of {council} opens this vault too." if council else "")
    result(value, text, as_json=as_json)


@app.command("check")
def check(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """Check hashes, signatures, chains, the head file, the database and its tables."""
    with open_desk(vault, passphrase_file) as desk:
        report = desk.vault.check(progress)
    _report(report, "All is well", as_json=as_json)


@app.command("rebuild")
def rebuild(vault: Vault = None, passphrase_file: PassphraseFile = "", as_json: AsJson = False) -> None:
    """Drop the tables made from the entries, build them again, and compare."""
    with open_desk(vault, passphrase_file) as desk:
        report = desk.vault.rebuild(progress)
    _report(report, "Built again, and the same as before", as_json=as_json)


def _report(report: CheckReport, well: str, *, as_json: bool) -> None:
    value: dict[str, Any] = {
        "ok": not report.problems,
        "entries": report.entries,
        "streams": report.streams,
        "authors": report.authors,
        "problems": list(report.problems),
    }
    counts = (
        f"{counted(report.entries, 'entry', 'entries')} in {counted(report.streams, 'stream', 'streams')} "
        f"by {counted(report.authors, 'device', 'devices')}."
    )
    result(
        value, "\n".join([f"{well}: {counts}"] if not report.problems else [counts, *report.problems]), as_json=as_json
    )
    if report.problems:
        raise typer.Exit(CHECKS_FAILED)


@app.command("passphrase")
def passphrase(
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    new_passphrase_file: Annotated[
        str, typer.Option("--new-passphrase-file", metavar="FILE", help="Read the new one from here.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Change the passphrase."""
    where = folder(vault)
    old = secret(passphrase_file, "Passphrase")
    new = secret(new_passphrase_file, "New passphrase", twice=True)
    bootstrap.vault_folders().change_passphrase(where, old, new)
    result({"vault": str(where)}, "The passphrase was changed.", as_json=as_json)


@app.command("recover")
def recover(
    vault: Vault = None,
    recovery_key_file: Annotated[
        str, typer.Option("--recovery-key-file", metavar="FILE", help="Read the recovery key from here.")
    ] = "",
    new_passphrase_file: Annotated[
        str, typer.Option("--new-passphrase-file", metavar="FILE", help="Read the new passphrase from here.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Set a new passphrase with the recovery key. The used key is spent and a new one is printed."""
    where: Path = folder(vault)
    key = secret(recovery_key_file, "Recovery key")
    new = secret(new_passphrase_file, "New passphrase", twice=True)
    renewed = bootstrap.vault_folders().recover(where, key, new)
    text = f"The passphrase was changed. The recovery key you used is spent; this is the new one:\n\n    {renewed}"
    result({"vault": str(where), "recovery_key": renewed}, text, as_json=as_json)
