"""Accepting an older vault on the command line: shown first, and done when it is said once more."""

import shutil
from pathlib import Path

from tests.system.conftest import Program, fingerprint

OLDER = "This vault is older than the last one this computer knew"
SHOWN = {"remembered_saves", "remembered_at", "saves", "saved_at", "accepted", "backup", "kept"}


def test_an_older_vault_is_accepted_once_it_was_shown_what_is_known(program: Program, tmp_path: Path) -> None:
    assert "is not older" in program.refused(2, "vault", "accept-older")
    copy = shutil.copytree(program.vault, tmp_path / "copy")
    program.done("people", "add", "Zora Hill", "--role", "worker")
    shutil.rmtree(program.vault)
    shutil.copytree(copy, program.vault)
    assert "with “vault accept-older”" in program("vault", "check").out

    before = fingerprint(program.vault)
    answer = program("vault", "accept-older")
    remembered, here, look, means, asks = answer.out.splitlines()
    assert answer.code == 0
    assert answer.err.startswith(OLDER)
    assert remembered.startswith("This computer remembers 2 saves of this vault, the last on ")
    assert here.startswith("The vault that is here has 1 save, the last on ")
    assert look.startswith("Look for the newer file first")
    assert "A backup is made before" in means
    assert asks.endswith("with --yes.")
    assert fingerprint(program.vault)["vault.keys"] == before["vault.keys"]
    assert program("children").err.startswith(OLDER)

    done = program("vault", "accept-older", "--yes", "--json").data
    assert set(done) == SHOWN
    assert (done["accepted"], done["remembered_saves"], done["saves"]) == (True, 2, 1)
    assert (Path(done["backup"]) / "vault.db").exists()
    assert Path(done["kept"]).exists()
    assert program.done("vault", "check").startswith("All is well")
    assert "is not older" in program.refused(2, "vault", "accept-older", "--yes")
