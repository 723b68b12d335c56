"""The demonstration as a command."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from supervision_app.cli.options import AsJson
from supervision_app.cli.speaking import message, result
from supervision_app.demonstration.demo import demonstrate


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel="Getting to know it")(demo)


def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="An empty folder for the exports.")],
    as_json: AsJson = False,
) -> None:
    """Tell the main job on synthetic data, and write its exports and a throw-away vault into a folder."""
    told = demonstrate(out, datetime.now(UTC).astimezone(), message if as_json else typer.echo)
    if as_json:
        value = asdict(told) | {"files": [str(path) for path in told.files], "vault": str(told.vault)}
        result(value, "", as_json=True)
