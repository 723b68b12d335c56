"""A check looks, and leaves every byte as it was."""

from pathlib import Path

from supervision_app.services import following_up
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree


def test_a_check_changes_no_byte_of_the_vault(team: Desk, tmp_path: Path) -> None:
    following_up.agree(team, ToAgree("K1", "Ring", "Why", "Aoife", team.today()))
    assert team.vault.check().problems == ()
    before = (tmp_path / "vault" / "vault.db").read_bytes()

    assert team.vault.check().problems == ()
    assert (tmp_path / "vault" / "vault.db").read_bytes() == before
