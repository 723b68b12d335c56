"""What is typed in a session outlives a full disk and a lock, however long and in whatever script."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from supervision_app.adapters.open_vault import OpenVault
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.head_file import HeadFile
from supervision_app.services import reading
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite
from tests.ui.in_session import child_step, in_depth, page_of, type_in
from ui.session.steps import CheckStep
from ui.session.view import STUCK
from ui.shared.asking import AtOnce


class FullDisk:
    """Drafts on a disk without room until somebody makes some."""

    def __init__(self, desk: Desk, patch: pytest.MonkeyPatch) -> None:
        self.full, self._keep = True, desk.vault.drafts.keep
        patch.setattr(desk.vault.drafts, "keep", self.keep)

    def keep(self, draft: str, fields: Mapping[str, str], kept_at: str) -> None:
        if self.full:
            message = "There is no room on the disk."
            raise CannotWrite(message)
        self._keep(draft, fields, kept_at)


def test_on_a_full_disk_what_is_typed_stays_in_memory_until_there_is_room(
    desk: Desk, draft: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    disk = FullDisk(desk, monkeypatch)
    type_in(page, f"said/day/{kai}", "He asked for his drum.")
    page.next.click()
    assert page.saved.text().startswith(STUCK)
    assert "no room on the disk" in page.saved.text()
    page.back.click()
    assert child_step(page).fields[f"said/day/{kai}"].property("plainText") == "He asked for his drum."
    disk.full = False

    qtbot.waitUntil(lambda: not page.keeping.unkept, timeout=5_000)
    assert desk.vault.drafts.read(draft)[f"said/day/{kai}"] == "He asked for his drum."


def reopened(folder: Path) -> OpenVault:
    """Return the vault as the next start finds it."""
    lock = FileLock(folder / "vault" / "vault.lock")
    lock.acquire()
    return OpenVault(Database(folder / "vault" / "vault.db", bytes(32)), lock, HeadFile("vault", folder / "state"))


def test_locking_keeps_the_last_letter_that_was_typed(desk: Desk, draft: str, qtbot: QtBot, tmp_path: Path) -> None:
    kai = in_depth(desk, draft)
    asking = AtOnce(desk)
    page = page_of(desk, draft, qtbot, asking)
    type_in(page, f"said/day/{kai}", "He asked for his dru")
    asking.close()

    vault = reopened(tmp_path)
    assert vault.drafts.read(draft)[f"said/day/{kai}"] == "He asked for his dru"
    vault.close()


def test_a_long_note_and_a_name_in_arabic_are_kept_whole(desk: Desk, draft: str, qtbot: QtBot) -> None:
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    note = "كاي said: “I’d like my drum.” " * 700
    field = page.step.fields[f"said/day/{kai}"]
    field.setProperty("plainText", note)
    page.keep()

    assert len(note) > 20_000
    assert desk.vault.drafts.read(draft)[f"said/day/{kai}"] == note


def test_a_session_that_went_on_elsewhere_is_read_again_when_it_is_shown_again(
    desk: Desk, draft: str, qtbot: QtBot
) -> None:
    kai = in_depth(desk, draft)
    first = page_of(desk, draft, qtbot)
    type_in(first, f"said/day/{kai}", "He asked")
    first.hide()
    second = page_of(desk, draft, qtbot)
    QTest.keyClicks(second.step.fields[f"said/day/{kai}"], " for his drum.")
    second.hide()
    first.show()
    first.activateWindow()
    type_in(first, f"decision/{kai}", "Ask the aunt.")
    first.keep()

    kept = desk.vault.drafts.read(draft)
    assert kept[f"said/day/{kai}"] == "He asked for his drum."
    assert kept[f"decision/{kai}"] == "Ask the aunt."


def test_what_the_disk_did_not_take_yet_is_checked_and_sealed_all_the_same(
    desk: Desk, draft: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    for card in list(child_step(page).cards):
        child_step(page).cards[card].same.click()
    disk = FullDisk(desk, monkeypatch)
    type_in(page, f"said/day/{kai}", "He asked for his drum.")
    page.next.click()
    page.next.click()
    assert isinstance(page.step, CheckStep)
    assert page.step.seal.isEnabled()
    disk.full = False
    page.step.seen.buttons["seen"].setChecked(True)
    page.step.seal.click()

    talk = reading.child_page(desk, "K1").discussions[0]
    assert talk.parts[0].text == "He asked for his drum."
    assert desk.vault.drafts.begun("") == {}
    assert not page.keeping.unkept


def test_what_was_kept_while_nobody_pressed_anything_is_there_on_coming_back_and_is_sealed(
    desk: Desk, draft: str, qtbot: QtBot
) -> None:
    kai = in_depth(desk, draft)
    page = page_of(desk, draft, qtbot)
    for card in list(child_step(page).cards):
        child_step(page).cards[card].same.click()
    type_in(page, f"said/day/{kai}", "He asked for his drum.")
    qtbot.waitUntil(lambda: not page.keeping.unkept, timeout=5_000)
    page.next.click()
    page.back.click()
    assert child_step(page).fields[f"said/day/{kai}"].property("plainText") == "He asked for his drum."
    page.next.click()
    page.next.click()
    assert isinstance(page.step, CheckStep)
    page.step.seen.buttons["seen"].setChecked(True)
    page.step.seal.click()

    assert reading.child_page(desk, "K1").discussions[0].parts[0].text == "He asked for his drum."
