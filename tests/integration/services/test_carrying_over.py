"""What a restore must not undo is carried over, and where it cannot be read, that is said and the restore goes on."""

import json
from pathlib import Path

import pytest

from supervision_app.adapters.vaults import VaultFolders
from supervision_app.cli.app import run
from supervision_app.services import holds, withdrawing
from supervision_app.services.restoring import preview, restore
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY
from tests.fakes.sealed_vaults import PASSPHRASE, Made, actions_in
from tests.fakes.tampering import behind, desk_over
from tests.integration.test_restoring import Scene

WHY = "Judicial review"
PAGE = 4096
HOLDS, WITHDRAWALS = "carry over legal holds", "carry over what was withdrawn"


@pytest.fixture
def scene(folders: VaultFolders, folder: Path, tmp_path: Path) -> Scene:
    """Return a vault with a hold and a withdrawal, and a backup of before both."""
    vault = folders.open(folder, PASSPHRASE)
    desk = desk_over(vault)
    talk = record_discussion(desk, ToRecord("K1", MONDAY, decision="Ring", reasons="Nobody has")).discussion
    vault.back_up(always=True)
    backup = vault.backups()[0].folder.rename(tmp_path / "before")
    withdrawing.withdraw_record(desk, desk.child("K1"), talk, "Another child")
    holds.place_hold(desk, "K1", WHY)
    vault.shut()
    return Scene(folders, folder, backup)


def spoil(scene: Scene, key: bytes, table: str) -> None:
    """Damage the first page of a table or an index, so that it cannot be read and what is read before it can."""
    path = scene.folder / "vault.db"
    with behind(path, key) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = connection.execute(query, (table,)).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE + 100] ^= 0xFF
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("table", "said"),
    [("sqlite_autoindex_withdrawn_1", [HOLDS, WITHDRAWALS]), ("child", [HOLDS]), ("entry", [HOLDS, WITHDRAWALS])],
)
def test_a_damaged_page_does_not_stand_in_the_way_of_a_restore(
    scene: Scene, made: Made, table: str, said: list[str]
) -> None:
    spoil(scene, made.key, table)
    done = restore(scene.restorer, desk_over, scene.wanted())

    assert [words in sentence for words, sentence in zip(said, done.not_carried, strict=True)] == [True] * len(said)
    vault = scene.folders.open(scene.folder, PASSPHRASE)
    assert [whose for whose, _ in holds.holds_now(desk_over(vault))] == ([] if HOLDS in said else ["K1"])
    assert bool(vault.views.withdrawn()) is (WITHDRAWALS not in said)
    assert vault.check().problems == ()
    assert actions_in(vault)


def test_what_would_be_lost_is_not_known_where_a_page_of_it_cannot_be_read(scene: Scene, made: Made) -> None:
    spoil(scene, made.key, "action")
    assert preview(scene.restorer, scene.wanted()).unknown.startswith("What would be lost cannot be told: ")


def test_a_vault_that_does_not_open_at_all_is_said_to_carry_nothing_over(
    scene: Scene, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (scene.folder / "vault.db").write_bytes(b"damaged" * 4000)
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE, encoding="utf-8")
    where = ("--vault", str(scene.folder), "--passphrase-file", str(secret))
    assert run(["vault", "restore", str(scene.backup), "--yes", "--json", *where]) == 0
    not_carried = json.loads(capsys.readouterr().out)["not_carried"]

    assert [words in sentence for words, sentence in zip([HOLDS, WITHDRAWALS], not_carried, strict=True)] == [True] * 2


def test_nothing_is_said_where_there_was_no_vault_or_another_one(scene: Scene, tmp_path: Path) -> None:
    other = scene.folders.create(tmp_path / "other", PASSPHRASE)[0]
    other.shut()
    for folder in (tmp_path / "other", tmp_path / "new"):
        assert restore(scene.restorer, desk_over, scene.wanted(folder)).not_carried == ()


def test_a_hold_that_was_lifted_since_does_not_last_again(scene: Scene, tmp_path: Path) -> None:
    vault = scene.folders.open(scene.folder, PASSPHRASE)
    desk = desk_over(vault)
    vault.back_up(always=True)
    scene.backup = vault.backups()[0].folder.rename(tmp_path / "held")
    holds.lift_hold(desk, "K1", "The matter is over")
    vault.shut()
    assert restore(scene.restorer, desk_over, scene.wanted()).not_carried == ()
    vault = scene.folders.open(scene.folder, PASSPHRASE)

    assert holds.holds_now(desk_over(vault)) == []
    vault.shut()
