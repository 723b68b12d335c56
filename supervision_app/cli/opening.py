"""Opening the vault for one command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from supervision_app import bootstrap
from supervision_app.services.desk import Desk
from supervision_app.services.errors import WrongUse


@contextmanager
def open_desk(vault: Path | None, passphrase_file: str) -> Iterator[Desk]:
    """Return a context with the vault open."""
    with bootstrap.open_vault(folder(vault), secret(passphrase_file, "Passphrase")) as desk:
        for sentence in (*desk.vault.noticed, *desk.reference.clock_faults()):
            typer.echo(sentence, err=True)
        yield desk


def folder(vault: Path | None) -> Path:
    """Return the vault's folder."""
    return vault or bootstrap.default_vault()


def secret(file: str, what: str, *, twice: bool = False) -> str:
    """Return a secret from a file, from standard input (-), or typed at the terminal."""
    if file:
        try:
            return _line(sys.stdin.buffer.readline() if file == "-" else Path(file).read_bytes())
        except (OSError, UnicodeDecodeError):
            source = "standard input" if file == "-" else f"the file {file}"
            message = f"{what}: {source} cannot be read as text. Give a text file that holds nothing else."
            raise WrongUse(message) from None
    if not sys.stdin.isatty():
        option = f"--{what.lower().replace(' ', '-')}-file"
        message = f"{what} needed. Name a file that holds it with {option}; - takes standard input."
        raise WrongUse(message)
    typed: str = typer.prompt(what, hide_input=True, confirmation_prompt=twice, err=True)
    return typed


def _line(content: bytes) -> str:
    """Return the first line; a secret is UTF-8 wherever it comes from, and whatever the computer's language."""
    return content.decode("utf-8-sig").split("\n", 1)[0].rstrip("\r")
