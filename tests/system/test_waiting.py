"""After wrong passphrases the command line says how long to wait, and tries nothing until then."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.system.conftest import Program


@pytest.fixture
def own(program: Program, tmp_path: Path) -> Program:
    """A copy of the vault, as it was never tried before."""
    return replace(program, vault=Path(shutil.copytree(program.vault, tmp_path / "vault")))


def test_the_wait_is_said_with_its_seconds_and_is_the_same_for_the_right_passphrase(
    own: Program, tmp_path: Path, home: Path
) -> None:
    guess = tmp_path / "guess.txt"
    guess.write_text("not the passphrase\n", encoding="utf-8")
    guessing = replace(own, passphrase_file=guess)
    for _ in range(2):
        assert guessing.refused(3, "children").startswith("That passphrase does not open this vault.")
    path = next(home.rglob("*.passphrase.json"))
    path.write_text(path.read_text(encoding="utf-8").replace('"wrong": 2', '"wrong": 8'), encoding="utf-8")

    said = own.refused(3, "children")
    assert said.startswith("The last passphrases did not open this vault. Wait ")
    assert said.endswith(" seconds, then try again.")
    assert 0 < int(said.split("Wait ")[1].split()[0]) <= 60
    assert path.stat().st_mode & 0o077 == 0

    path.write_text(path.read_text(encoding="utf-8").replace('"last": "20', '"last": "19'), encoding="utf-8")
    assert own.data("children") == []
    assert not path.exists()
