"""The council's key on the command line: made, proven, and opening a vault whose owner is gone."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from supervision_app.adapters import files, policy
from supervision_app.services.errors import CannotWrite
from tests.system.conftest import Program, in_process

PASSPHRASE = "ribbon cactus marble engine salad"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A folder with a new key of a council."""
    made = in_process("council-key", "make", "--name", "Demonshire", "--out", tmp_path / "key", "--json")
    assert made.code == 0
    assert made.data["recipient"].startswith("age1")
    return tmp_path / "key"


@pytest.fixture
def own(program: Program, tmp_path: Path, key: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program on a vault of this test's own, on a computer where the policy was installed since."""
    own = replace(program, vault=Path(shutil.copytree(program.vault, tmp_path / "vault")))
    monkeypatch.setitem(policy._FOLDERS, "linux", tmp_path / "etc")  # noqa: SLF001 - as IT installs it
    (tmp_path / "etc").mkdir()
    shutil.copy(key / "policy.toml", tmp_path / "etc")
    return own


def test_every_file_of_a_key_is_its_makers_alone_and_no_two_shares_are_alike(key: Path) -> None:
    files = sorted(key.iterdir())
    assert [path.name for path in files] == ["policy.toml", "share-1.txt", "share-2.txt", "share-3.txt"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert len({path.read_text(encoding="utf-8") for path in files}) == 4
    assert all("AGE-SECRET-KEY" not in path.read_text(encoding="utf-8").upper() for path in files)


def test_nothing_is_written_over(key: Path) -> None:
    answer = in_process("council-key", "make", "--name", "Demonshire", "--out", key)
    assert (answer.code, "not an empty folder" in answer.err) == (2, True)
    assert len(list(key.iterdir())) == 4


@pytest.mark.parametrize("name", ["", " - "])
def test_a_key_is_made_for_a_council_with_a_name(tmp_path: Path, name: str) -> None:
    answer = in_process("council-key", "make", "--name", name, "--out", tmp_path / "key")
    assert (answer.code, answer.out) == (4, "")
    assert "The name of your council is needed" in answer.err
    assert not (tmp_path / "key").exists()


def test_a_drill_then_the_vault_of_somebody_who_is_gone(own: Program, key: Path, tmp_path: Path) -> None:
    assert "The key of Demonshire opens this vault too" in own("children").err
    shares = ("--share", key / "share-3.txt", "--share", key / "share-1.txt")
    before = {path: path.read_bytes() for path in own.vault.rglob("*") if path.is_file()}
    drilled = in_process("council-key", "drill", *shares, "--vault", own.vault, "--json").data
    assert drilled["vault"] == str(own.vault)
    assert drilled["policy"] == drilled["recipient"]
    assert drilled["recipient"] in (key / "policy.toml").read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in own.vault.rglob("*") if path.is_file()} == before

    new = tmp_path / "new.txt"
    new.write_text(PASSPHRASE, encoding="utf-8")
    opened = in_process(
        "council-key", "open", *shares, "--vault", own.vault, "--new-passphrase-file", new, "--json"
    ).data
    assert len(opened["recovery_key"].split("-")) == 9
    assert own.refused(3, "children").startswith("That passphrase does not open")
    assert replace(own, passphrase_file=new).data("vault", "check")["ok"] is True


def test_what_does_not_open_is_refused_before_anything_is_asked(own: Program, key: Path, tmp_path: Path) -> None:
    own("children")
    other = in_process("council-key", "make", "--name", "Other", "--out", tmp_path / "other", "--json")
    assert other.code == 0
    theirs = ("--share", tmp_path / "other" / "share-1.txt", "--share", tmp_path / "other" / "share-2.txt")
    for command in ("drill", "open"):
        answer = in_process("council-key", command, *theirs, "--vault", own.vault)
        assert (answer.code, "key of another council" in answer.err) == (3, True)
        one = in_process("council-key", command, "--share", key / "share-1.txt", "--vault", own.vault)
        assert (one.code, "One share opens nothing" in one.err) == (3, True)
        gone = in_process("council-key", command, "--share", tmp_path / "none", "--vault", own.vault)
        assert (gone.code, "cannot be read as text" in gone.err) == (2, True)


def test_where_no_policy_was_installed_the_council_cannot_open_it(program: Program, key: Path) -> None:
    shares = ("--share", key / "share-1.txt", "--share", key / "share-2.txt")
    answer = in_process("council-key", "drill", *shares, "--vault", program.vault)

    assert (answer.code, "No council’s key opens this vault" in answer.err) == (3, True)


def test_without_a_vault_a_drill_proves_the_shares(key: Path) -> None:
    answer = in_process("council-key", "drill", "--share", key / "share-2.txt", "--share", key / "share-3.txt")

    assert (answer.code, "No vault was tried" in answer.out) == (0, True)
    assert "No policy is on this computer" in answer.out


def test_a_policy_that_names_another_key_is_said_in_a_drill(own: Program, tmp_path: Path) -> None:
    in_process("council-key", "make", "--name", "Other", "--out", tmp_path / "other")
    shares = ("--share", tmp_path / "other" / "share-1.txt", "--share", tmp_path / "other" / "share-2.txt")

    assert "names ANOTHER key" in in_process("council-key", "drill", *shares).out
    assert own.vault.exists()


def test_a_full_disk_leaves_no_policy_of_a_key_that_nobody_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writes = files.write_whole

    def full(path: Path, content: bytes) -> None:
        if path.name == "policy.toml":
            message = "There is no room on the disk."
            raise CannotWrite(message)
        writes(path, content)

    monkeypatch.setattr(files, "write_whole", full)
    answer = in_process("council-key", "make", "--name", "Demonshire", "--out", tmp_path / "key")
    assert answer.code == 7
    assert list((tmp_path / "key").iterdir()) == []
