"""How a vault is kept, in words: what is missing for real records, and which backup is old."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.desk import Desk
from supervision_app.services.needing import what_needs_me
from supervision_app.services.needs import PLACE, WayIn
from supervision_app.services.people import add_person
from supervision_app.services.read_models import Backup, Safety
from supervision_app.services.safety import (
    COUNCIL,
    COUNCIL_KEY,
    backup_words,
    council_words,
    keep_second_place,
    late,
    leave_second_place,
    look_at_place,
    missing,
    note_carried,
    safety,
    second_place,
    second_words,
)
from tests.fakes.desks import make_desk
from tests.fakes.sealed_vaults import PASSPHRASE
from tests.fakes.tampering import desk_over

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A vault of which nobody has said yet how it is kept."""
    made = make_desk(tmp_path)
    yield made
    made.vault.close()


class Places:
    """Second places that are on the disk of the vault, or on another."""

    def __init__(self, *, same_disk: bool) -> None:
        self.same_disk = same_disk
        self.looked: list[tuple[Path, Path]] = []

    def check(self, folder: Path, place: Path) -> None:
        self.looked.append((folder, place))

    def is_same_disk(self, folder: Path, place: Path) -> bool:
        assert (folder, place) in self.looked
        return self.same_disk

    def carry(self, folder: Path, place: Path) -> Backup | None:
        raise NotImplementedError(folder, place)


CANNOT_OPEN = (
    "Your council cannot open this vault. "
    "If you lose both your passphrase and your recovery key, what is in it is lost."
)


def kept(last: timedelta | None, carried: timedelta | None = None, *, behind: bool = True, second: str = "") -> Safety:
    """Return how a vault is kept whose last backup, and last one carried, are this old."""
    return Safety(
        backups=3,
        last=None if last is None else NOW - last,
        behind=behind,
        second=second,
        carried=None if carried is None else NOW - carried,
        council="",
        council_key="",
        demonstration=False,
    )


def test_a_new_vault_says_on_today_that_it_is_not_ready_for_real_records(desk: Desk) -> None:
    need = next(need for need in what_needs_me(desk) if need.heading == "Not ready for real records")

    assert [item.text.partition(":")[0] for item in need.items] == [
        "There is no second place for backups",
        CANNOT_OPEN,
    ]
    assert {item.way for item in need.items} == {WayIn(PLACE, "Safety")}


def test_with_a_second_place_and_the_councils_key_nothing_is_missing(desk: Desk, tmp_path: Path) -> None:
    keep_second_place(desk, tmp_path / "share")
    assert len(missing(safety(desk))) == 1
    desk.vault.remembered.set({COUNCIL: "Demonshire", COUNCIL_KEY: "age1abcdefghijkl"})

    assert missing(safety(desk)) == []
    assert council_words(safety(desk)) == "The key of Demonshire opens this vault too. It begins with age1abcdefgh."
    assert second_place(desk) == tmp_path / "share"
    assert "not-ready" not in [need.code for need in what_needs_me(desk)]
    leave_second_place(desk)
    assert second_place(desk) is None
    assert len(missing(safety(desk))) == 1


def test_a_demonstration_is_spared(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, demonstration=True)

    assert [need for need in what_needs_me(desk) if need.code == "not-ready"] == []
    desk.vault.close()


@pytest.mark.parametrize(
    ("known", "says"),
    [
        (kept(2 * DAY), []),
        (kept(2 * DAY + timedelta(seconds=1)), ["The last backup is of 21 November 2026, and something"]),
        (kept(40 * DAY, behind=False), []),
        (kept(None), []),
        (kept(DAY, 8 * DAY, second="share"), []),
        (kept(DAY, 8 * DAY + timedelta(seconds=1), second="share"), ["The newest there is of 15 November 2026"]),
        (kept(DAY, second="share"), ["No backup has come there yet"]),
        (kept(None, second="share"), []),
        (kept(DAY, 90 * DAY), []),
    ],
)
def test_an_old_backup_is_said(known: Safety, says: list[str]) -> None:
    assert [sentence[: len(start)] for sentence, start in zip(late(known, NOW), says, strict=True)] == says


def test_backups_are_counted_in_words(folder: Path) -> None:
    shutil.rmtree(folder / "backups")
    desk = desk_over(VaultFolders(folder.parent / "state").open(folder, PASSPHRASE))
    assert backup_words(safety(desk)) == "There is no backup yet."
    desk.vault.back_up()
    assert "It is the only one." in backup_words(safety(desk))
    add_person(desk, "Zora Hill", "worker")
    assert safety(desk).behind
    desk.vault.back_up()
    assert "2 are kept." in backup_words(safety(desk))
    assert not safety(desk).behind
    desk.vault.close()


def test_what_came_to_the_second_place_is_remembered(desk: Desk, tmp_path: Path) -> None:
    assert second_words(safety(desk)).startswith("There is no second place")
    keep_second_place(desk, tmp_path)
    assert second_words(safety(desk)) == f"Backups are copied to {tmp_path}. None has come there yet."
    note_carried(desk, Backup(tmp_path, NOW, 1))
    assert "The newest there is of 23 November 2026" in second_words(safety(desk))
    keep_second_place(desk, tmp_path / "other")
    assert "None has come there yet" in second_words(safety(desk))


def test_a_folder_on_the_same_disk_is_taken_with_a_word_of_caution(tmp_path: Path) -> None:
    assert "same disk" in look_at_place(Places(same_disk=True), tmp_path / "vault", tmp_path / "share")
    assert look_at_place(Places(same_disk=False), tmp_path / "vault", tmp_path / "share") == ""
