"""The options that several commands share, each described once."""

from pathlib import Path
from typing import Annotated

import typer

Vault = Annotated[
    Path | None,
    typer.Option(
        "--vault", metavar="DIR", help="The vault’s folder. Default: the per-user data folder.", show_default=False
    ),
]
PassphraseFile = Annotated[
    str,
    typer.Option("--passphrase-file", metavar="FILE", help="Read the passphrase from this file; - for standard input."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]
Child = Annotated[str, typer.Argument(metavar="ID", help="The child’s id in the case system.")]
ActionId = Annotated[
    str, typer.Argument(metavar="ACTION", help="The action’s id; its first eight characters are enough.")
]
SaidBy = Annotated[str, typer.Option("--as", metavar="NAME", help="Whose word it is. Default: the vault’s owner.")]
Ground = Annotated[str, typer.Option("--ground", metavar="TEXT", help="On what ground, without any words that go.")]
DecidedBy = Annotated[str, typer.Option("--decided-by", metavar="NAME", help="Who in information governance decided.")]
Reference = Annotated[str, typer.Option("--reference", metavar="TEXT", help="Where the decision is kept.")]
EarlierBackups = Annotated[
    bool, typer.Option("--and-earlier-backups", help="Remove the backups of before too: they still hold the words.")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would happen and save nothing.")]
