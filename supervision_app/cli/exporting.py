"""Commands that put a child's summary on its way to the case file."""

from pathlib import Path
from typing import Annotated

import typer

from supervision_app import bootstrap
from supervision_app.cli.opening import open_desk
from supervision_app.cli.options import AsJson, Child, PassphraseFile, Vault
from supervision_app.cli.speaking import result
from supervision_app.domain.entries import counted
from supervision_app.services.exporting import confirm_on_file, export_child
from supervision_app.services.subject_access import write_bundle


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(rich_help_panel="Case file")(export)
    app.command("on-file", rich_help_panel="Case file")(on_file)
    app.command("subject-access", rich_help_panel="Case file")(subject_access)


def export(
    child: Child,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the files.")],
    format_: Annotated[str, typer.Option("--format", metavar="LIST", help="Any of pdf,docx,txt,json.")] = "pdf",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Write one child's summary for the case file. The export is recorded; no name stands in a file name."""
    with open_desk(vault, passphrase_file) as desk:
        done = export_child(desk, bootstrap.writers(), child, format_.split(","), out)
    value = {"id": done.id, "version": done.number, "files": [str(path) for path in done.files]}
    text = "\n".join(
        ["Written:", *(f"  {path}" for path in done.files), f"When it is on file: on-file {done.id[:8]} --reference …"]
    )
    result(value, text, as_json=as_json)


def on_file(
    export_id: Annotated[
        str, typer.Argument(metavar="EXPORT", help="The export’s id; its first eight characters are enough.")
    ],
    reference: Annotated[str, typer.Option("--reference", metavar="TEXT", help="The case system’s reference.")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="When. Default: today.")] = "",
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Confirm that an export is on the child's file."""
    with open_desk(vault, passphrase_file) as desk:
        confirm_on_file(desk, export_id, reference, on=desk.past_day(on) if on else None)
    result({"export": export_id, "reference": reference}, "Confirmed on file.", as_json=as_json)


def subject_access(
    child: Child,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the files.")],
    vault: Vault = None,
    passphrase_file: PassphraseFile = "",
    as_json: AsJson = False,
) -> None:
    """Write everything recorded about one child, and a table of who else is named in it; nothing is taken out."""
    with open_desk(vault, passphrase_file) as desk:
        bundle = write_bundle(desk, bootstrap.writers(), child, out)
    value = {
        "records": bundle.records,
        "files": [str(path) for path in bundle.files],
        "third_parties": [
            {"name": name, "who": who, "records": where, "times": times}
            for name, who, where, times in bundle.third_parties
        ],
        "elsewhere": list(bundle.elsewhere),
    }
    named = counted(len(bundle.third_parties), "other person is", "other people are")
    lines = [f"Written, {counted(bundle.records, 'record', 'records')}:", *(f"  {path}" for path in bundle.files)]
    lines += [f"{named} named. Look at each before anything is given out: nothing was taken out."]
    lines += ["Look there too:", *(f"  {place}" for place in bundle.elsewhere)] if bundle.elsewhere else []
    result(value, "\n".join(lines), as_json=as_json)
