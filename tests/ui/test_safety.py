"""The page on how the vault is kept: a backup now, a second place, a new passphrase, and when it locks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from supervision_app import bootstrap
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.desk import Desk
from supervision_app.services.errors import CannotWrite, WrongSecret
from supervision_app.services.people import add_person
from supervision_app.services.read_models import Backup
from supervision_app.services.safety import keep_second_place, safety
from tests.fakes.desks import make_desk
from tests.fakes.tampering import desk_over, put_back
from tests.ui.safety_pages import AskedAtOnce, FewPlaces, safety_page
from tests.ui.whole_app import PASSPHRASE, SLOW, app, said, set_up, shown
from ui.keys.changing import ChangingPage
from ui.keys.recovery import RecoveryPage
from ui.main import App
from ui.safety.older import OlderPage
from ui.safety.view import SafetyPage
from ui.shared.asking import AtOnce
from ui.shared.carrying import Carrying
from ui.shared.desk_thread import DeskThread
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

__all__ = ["app"]
NEW = "ribbon cactus marble engine salad"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A vault of which nobody has said yet how it is kept."""
    made = make_desk(tmp_path)
    yield made
    made.vault.close()


def open_safety(app: App, qtbot: QtBot) -> SafetyPage:
    """Go to the page, once it has read."""
    page = app.window.go("Safety")
    assert isinstance(page, SafetyPage)
    qtbot.waitUntil(lambda: bool(page.backups.text()), timeout=SLOW)
    return page


def closed(app: App) -> None:
    """Lock, and return when the vault is closed and carried; the app has another thread then."""
    app.lock()
    app.vault.stop()
    app.vault, app.keeping = DeskThread(), None


def test_a_second_place_is_chosen_and_given_up(desk: Desk, qtbot: QtBot) -> None:
    page = safety_page(AtOnce(desk), "share")
    qtbot.addWidget(page)
    page.show()

    assert safety(desk).second == str(Path("share").absolute())
    assert "copied there from now on. That folder is on the same disk" in page.state.text()
    assert page.leave.isVisible()
    page.leave.click()
    assert safety(desk).second == ""
    assert page.leave.isHidden()
    assert "What is there stays there" in page.state.text()


def test_a_folder_that_cannot_be_one_is_refused_and_the_one_before_stays(desk: Desk, qtbot: QtBot) -> None:
    keep_second_place(desk, Path("/before"))
    page = safety_page(AtOnce(desk), "nowhere")
    qtbot.addWidget(page)

    assert "cannot be reached" in page.notice.words.text()
    assert safety(desk).second == str(Path("/before"))


def test_what_does_not_come_to_the_second_place_is_said_until_it_does(desk: Desk) -> None:
    class Full(FewPlaces):
        """A place with no room, or with room again."""

        room = False

        def carry(self, _folder: Path, place: Path) -> Backup | None:
            if not self.room:
                message = "share cannot be written: there is no room on the disk."
                raise CannotWrite(message)
            return Backup(place, desk.clock.now(), 1)

    places, warned = Full(Path("share")), list[str]()
    carrying = Carrying(AtOnce(desk), AskedAtOnce(), lambda: places, Path("vault"), warned.append)
    carrying.begin()
    assert warned == [""]
    keep_second_place(desk, Path("share"))
    carrying.begin()
    assert warned[-1].startswith("No backup came to the second place. share cannot be written")
    places.room = True
    carrying.begin()
    assert warned[-1] == ""
    assert safety(desk).carried == desk.clock.now()


def test_a_backup_goes_to_the_second_place_when_it_is_made_and_when_the_vault_is_locked(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    set_up(app, qtbot)
    page = open_safety(app, qtbot)
    page._choose_folder = lambda _over: str(share)  # noqa: SLF001 - the dialog is the system's own
    page.choose.click()
    qtbot.waitUntil(lambda: "The newest there is of" in page.second.text(), timeout=SLOW)
    before = bootstrap.backups_found(share)
    app.vault.ask(lambda desk: add_person(desk, "Zora Hill", "worker"), lambda _done: None, refused=pytest.fail)
    app.lock()
    qtbot.waitUntil(lambda: len(bootstrap.backups_found(share)) > len(before), timeout=SLOW)


def test_at_the_end_of_the_program_the_last_backup_is_carried(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    share = tmp_path / "share"
    share.mkdir()
    set_up(app, qtbot)
    assert app.keeping is not None
    app.vault.ask(lambda desk: keep_second_place(desk, share), lambda _done: None, refused=pytest.fail)
    app.keeping.carrying.begin()
    page = open_safety(app, qtbot)
    qtbot.waitUntil(lambda: "The newest there is of" in page.second.text(), timeout=SLOW)
    app.vault.ask(lambda desk: add_person(desk, "Zora Hill", "worker"), lambda _done: None, refused=pytest.fail)
    keeping, before = app.keeping, len(bootstrap.backups_found(share))
    app.vault.stop()
    app.vault, app.keeping = DeskThread(), None
    keeping.at_the_end()

    assert len(bootstrap.backups_found(share)) == before + 1


def test_a_backup_is_made_now(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    set_up(app, qtbot)
    page = open_safety(app, qtbot)
    before = len(bootstrap.backups_in(tmp_path / "vault"))
    page.back_up.setFocus()
    page.back_up.click()
    page.back_up.click()
    assert page.window().focusWidget() is page.back_up
    qtbot.waitUntil(lambda: page.state.text() == "The backup was made and checked.", timeout=SLOW)

    assert len(bootstrap.backups_in(tmp_path / "vault")) == before + 1


def test_the_passphrase_is_changed_with_the_one_of_now(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    set_up(app, qtbot)
    open_safety(app, qtbot).passphrase.click()
    page = app.window.page()
    assert isinstance(page, ChangingPage)
    for line in page.new.lines():
        line.setText(NEW)
    page.change.click()
    assert "Type the passphrase of now" in said(app)
    page.now.line.setText("not this one")
    page.change.click()
    qtbot.waitUntil(lambda: "does not open this vault" in said(app), timeout=SLOW)
    page.now.line.setText(PASSPHRASE)
    page.change.click()
    qtbot.waitUntil(lambda: "The passphrase was changed" in page.state.text(), timeout=SLOW)
    assert [line.text() for line in (page.now.line, *page.new.lines())] == ["", "", ""]
    page.back.click()
    assert shown(app, SafetyPage)
    closed(app)

    folders = VaultFolders()
    folders.open(tmp_path / "vault", NEW).close()
    with pytest.raises(WrongSecret):
        folders.open(tmp_path / "vault", PASSPHRASE)
    for backup in bootstrap.backups_in(tmp_path / "vault"):
        assert (backup.folder / "vault.keys").read_bytes() == (tmp_path / "vault" / "vault.keys").read_bytes()


def test_a_new_recovery_key_is_made_on_request_and_typed_back(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    set_up(app, qtbot)
    open_safety(app, qtbot).recovery.click()
    page = app.window.page()
    assert isinstance(page, RecoveryPage)
    assert page.title.text() == "A new recovery key"
    page.on.click()
    qtbot.waitUntil(lambda: page.title.text() == "Keep your new recovery key", timeout=SLOW)
    key = page.step.key.text()
    for line in page.step.lines():
        line.setText(key.split()[int(line.accessibleName().split()[2]) - 1])
    page.on.click()
    qtbot.waitUntil(lambda: shown(app, SafetyPage), timeout=SLOW)
    closed(app)
    VaultFolders().check_recovery(tmp_path / "vault", key)


def older_vault(app: App, qtbot: QtBot) -> None:
    """Set up, put an older copy in the vault's place, and open that."""
    set_up(app, qtbot)
    closed(app)
    copy = shutil.copytree(app.folder, app.folder.with_name("copy"))
    vault = VaultFolders().open(app.folder, PASSPHRASE)
    add_person(desk_over(vault), "Zora Hill", "worker")
    vault.close()
    put_back(copy, app.folder)
    app.begin()
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    page.field.line.setText(PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)


def test_an_older_vault_is_accepted_once_it_was_said_what_that_means(app: App, qtbot: QtBot) -> None:
    older_vault(app, qtbot)
    qtbot.waitUntil(lambda: "older than the last one" in app.window.warning, timeout=SLOW)
    safety_page = open_safety(app, qtbot)
    assert "This computer remembers 2 saves" in safety_page.older.text()
    assert safety_page.accept.isVisible()
    safety_page.accept.click()
    page = app.window.page()
    assert isinstance(page, OlderPage)
    qtbot.waitUntil(lambda: "The vault that is here has 1 save," in said(app), timeout=SLOW)
    assert "Look for the newer file first" in said(app)
    backups = len(bootstrap.backups_in(app.folder))
    page.on.click()
    qtbot.waitUntil(lambda: "warns no more" in page.state.text(), timeout=SLOW)
    assert len(bootstrap.backups_in(app.folder)) == backups + 1
    assert not page.on.isVisible()
    qtbot.waitUntil(lambda: app.window.warning == "", timeout=SLOW)
    page.back.click()
    assert shown(app, SafetyPage)
    qtbot.waitUntil(lambda: not safety_page.accept.isVisible(), timeout=SLOW)


def test_where_no_backup_can_be_made_the_older_vault_is_not_accepted(app: App, qtbot: QtBot) -> None:
    older_vault(app, qtbot)
    shutil.rmtree(app.folder / "backups", ignore_errors=True)
    (app.folder / "backups").touch()
    open_safety(app, qtbot).accept.click()
    page = app.window.page()
    assert isinstance(page, OlderPage)
    page.on.click()
    qtbot.waitUntil(lambda: "cannot be written" in page.notice.words.text(), timeout=SLOW)

    assert page.on.isEnabled()
    assert "older than the last one" in app.window.warning


def test_when_it_locks_is_chosen_and_remembered(app: App, qtbot: QtBot) -> None:
    set_up(app, qtbot)
    page = open_safety(app, qtbot)
    assert page.minutes.value() == "15"
    page.minutes.choose("5")
    page.minutes.box.setCurrentIndex(page.minutes.box.findData("30"))

    assert app.idle.after == 30 * 60_000
    assert app.appearance.minutes() == 30


def test_nonsense_among_what_is_remembered_locks_as_ever(app: App) -> None:
    app.appearance.keep_minutes(100_000)

    assert app.appearance.minutes() == 15


def test_today_leads_there_while_anything_is_missing(app: App, qtbot: QtBot, tmp_path: Path) -> None:
    set_up(app, qtbot)
    page = app.window.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: "Not ready for real records: 2" in said(app), timeout=SLOW)
    next(lead for name, lead in page._leads.items() if "second place" in name).click()  # noqa: SLF001
    assert shown(app, SafetyPage)
    shutil.rmtree(tmp_path / "vault" / "backups", ignore_errors=True)
    app.lock()
    assert shown(app, UnlockPage)
