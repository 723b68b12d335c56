"""Backups on the command line: made, listed, shown before they are restored, and restored."""

import shutil
from pathlib import Path

from tests.system.conftest import Program, in_process, load, table

CASELOAD = ("Child ID,Name,Allocated worker", "T1,Kai,Aoife Byrne")


def test_a_backup_is_made_listed_and_restored_with_what_would_be_lost_shown_before(
    program: Program, tmp_path: Path
) -> None:
    load(program, table(tmp_path / "caseload.csv", *CASELOAD))
    program.agree("T1", "Aoife Byrne", "Ring the grandmother")
    made = program.data("vault", "backup")
    assert set(made) == {"backup", "made_at", "bytes"}
    kept = Path(shutil.copytree(made["backup"], tmp_path / "kept"))
    program.agree("T1", "Aoife Byrne", "Agreed since")

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


def test_what_is_no_backup_is_refused(program: Program, tmp_path: Path) -> None:
    said = program.refused(2, "vault", "restore", str(tmp_path), "--yes")
    assert said.startswith(f"There is no backup in {tmp_path}")
    assert program.data("vault", "check")["ok"] is True
