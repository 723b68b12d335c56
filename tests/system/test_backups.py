"""Backups on the command line: made, listed, shown before they are restored, and restored."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.system.conftest import Program, in_process, load, table

CASELOAD = ("Child ID,Name,Allocated worker", "T1,Kai,Aoife Byrne")


@pytest.fixture
def own(program: Program, tmp_path: Path) -> Program:
    """The program on a vault of this test's own."""
    return replace(program, vault=Path(shutil.copytree(program.vault, tmp_path / "own")))


def test_a_backup_is_made_listed_and_restored_with_what_would_be_lost_shown_before(
    program: Program, tmp_path: Path
) -> None:
    load(program, table(tmp_path / "caseload.csv", *CASELOAD))
    program.agree("T1", "Aoife Byrne", "Ring the grandmother")
    made = program.data("vault", "backup")
    assert set(made) == {"backup", "made_at", "bytes", "second_place"}
    kept = Path(shutil.copytree(made["backup"], tmp_path / "kept"))
    program.agree("T1", "Aoife Byrne", "Agreed since")

    assert made.pop("second_place") is None
    assert made in in_process("vault", "backups", "--vault", program.vault, "--json").data

    shown = program.data("vault", "restore", str(kept))
    assert [one["what"] for one in shown["lost_actions"]] == ["Agreed since"]
    assert (shown["open_actions"], shown["lost_saves"], shown["unknown"]) == (1, 1, None)
    said = program.done("vault", "restore", str(kept))
    assert "Not in the backup: Kai: Agreed since" in said
    assert said.endswith("Nothing was changed. To go on, say the same once more with --yes.")
    assert len(program.data("actions")) == 2

    restored = program.data("vault", "restore", str(kept), "--yes")
    assert (Path(restored["aside"]) / "vault.db").exists()
    assert [row["what"] for row in program.data("actions")] == ["Ring the grandmother"]
    assert program.data("vault", "check")["ok"] is True


def test_backups_go_to_a_second_place_and_are_restored_from_there(own: Program, tmp_path: Path) -> None:
    assert own.done("vault", "second-place").startswith("There is no second place for backups")
    share = tmp_path / "share"
    assert "no folder" in own.refused(2, "vault", "second-place", share)
    share.mkdir()
    said = own.done("vault", "second-place", share)
    assert said.startswith(f"Backups are copied to {share}. None has come there yet. That folder is on the same disk")

    made = own.data("vault", "backup")
    assert made["second_place"] == str(share)
    (there,) = share.glob("*/*")
    assert there.name == Path(made["backup"]).name
    assert own.data("vault", "second-place")["newest"] == made["made_at"]
    assert "Nothing was changed" in own.done("vault", "restore", there)

    share.rename(tmp_path / "away")
    answer = own("vault", "backup")
    assert (answer.code, "cannot be written" in answer.err) == (7, True)
    assert "Copy the whole folder" in answer.out
    assert own.data("vault", "second-place", "--none") == {"second_place": None, "newest": None}
    assert own.data("vault", "backup")["second_place"] is None


def test_a_second_place_is_named_in_full_however_it_was_typed(
    own: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "share").mkdir()
    monkeypatch.chdir(tmp_path / "share")
    assert f"The vault is in {own.vault.resolve()}." in own.refused(2, "vault", "second-place", "..")

    share = str((tmp_path / "share").resolve())
    assert own.data("vault", "second-place", "../share")["second_place"] == share
    assert own.done("vault", "second-place").startswith(f"Backups are copied to {share}.")


def test_a_backup_that_cannot_be_opened_is_refused_by_its_kind(program: Program, tmp_path: Path) -> None:
    made = Path(program.data("vault", "backup")["backup"])
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("another passphrase", encoding="utf-8")
    answer = in_process("vault", "restore", made, "--vault", program.vault, "--passphrase-file", wrong)
    assert (answer.code, "passphrase does not open" in answer.err) == (3, True)

    damaged = Path(shutil.copytree(made, tmp_path / "damaged"))
    (damaged / "vault.db").write_bytes((damaged / "vault.db").read_bytes()[:8192])
    assert "Use another one" in program.refused(5, "vault", "restore", damaged, "--yes")
    assert program.data("vault", "check")["ok"] is True


def test_what_is_no_backup_is_refused(program: Program, tmp_path: Path) -> None:
    said = program.refused(2, "vault", "restore", str(tmp_path), "--yes")
    assert said.startswith(f"There is no backup in {tmp_path}")
    assert program.data("vault", "check")["ok"] is True
