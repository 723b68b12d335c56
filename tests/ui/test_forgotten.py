"""A forgotten passphrase: three steps from the recovery key back into the vault, and what may go wrong on the way."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from supervision_app import bootstrap
from supervision_app.adapters import policy
from supervision_app.adapters.keys.slots import recovery_words
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import WrongSecret
from tests.ui.whole_app import PASSPHRASE, SLOW, app, said, set_up, shown
from ui.keys.forgotten import ForgottenPage, KeyStep, SharesStep
from ui.keys.recovery import RecoveryPage
from ui.main import App
from ui.safety.view import SafetyPage
from ui.shared.desk_thread import DeskThread
from ui.shared.stepped import SteppedPage
from ui.shared.typing_back import TypingBack
from ui.shared.widgets import Lead
from ui.today.view import TodayPage
from ui.unlock.view import UnlockPage

__all__ = ["app"]
NEW = "ribbon cactus marble engine salad"


@pytest.fixture
def recovery_key(app: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> str:
    """Set up, lock, and return the recovery key that was shown."""
    keys: list[str] = []
    ask = TypingBack.ask

    def noted(typing_back: TypingBack, key: str) -> Sequence[int]:
        keys.append(key)
        return ask(typing_back, key)

    monkeypatch.setattr(TypingBack, "ask", noted)
    set_up(app, qtbot)
    app.lock()
    return keys[0]


def ended(app: App) -> None:
    """Return when the vault is closed; the app has another thread for it then."""
    app.vault.stop()
    app.vault, app.keeping = DeskThread(), None


def lead_on(app: App) -> ForgottenPage:
    """Go from the unlock page to the page for a forgotten passphrase."""
    page = app.window.page()
    assert isinstance(page, UnlockPage)
    (lead,) = [one for one in page.findChildren(Lead) if one.text() == "I have forgotten my passphrase"]
    lead.click()
    there = app.window.page()
    assert isinstance(there, ForgottenPage)
    return there


def at_step(page: SteppedPage, number: int) -> Callable[[], bool]:
    """Return what says whether a page is at this step of three."""
    return lambda: page.progress.text() == f"Step {number} of 3"


def change_passphrase(page: ForgottenPage, key: str, qtbot: QtBot) -> None:
    """Type the recovery key and a new passphrase, Enter after Enter, up to the new key."""
    assert page.window().focusWidget() is page.key.lines()[0]
    qtbot.keyClicks(page.key.lines()[0], key.replace("-", " ").lower())
    qtbot.keyClick(page.key.lines()[0], Qt.Key.Key_Return)
    choose_new(page, qtbot)


def choose_new(page: ForgottenPage, qtbot: QtBot) -> None:
    """Type a new passphrase twice, once the first step is done, up to the new key."""
    qtbot.waitUntil(at_step(page, 2), timeout=SLOW)
    for line in page.passphrase.lines():
        line.setText(NEW)
    qtbot.keyClick(page.passphrase.lines()[-1], Qt.Key.Key_Return)
    qtbot.waitUntil(at_step(page, 3), timeout=SLOW)


def type_back(page: ForgottenPage, qtbot: QtBot) -> None:
    """Type the two groups that are asked for."""
    groups = page.recovery.key.text().split()
    for line in page.recovery.lines():
        line.setText(groups[int(line.accessibleName().split()[2]) - 1])
    qtbot.keyClick(page.recovery.lines()[-1], Qt.Key.Key_Return)


def type_wrong_shares(app: App, page: ForgottenPage, step: SharesStep, shares: Sequence[str], qtbot: QtBot) -> None:
    """Type too few shares, half of one, and the same one twice: each is refused beside the one that is wrong."""
    page.go_on()
    assert "Type two of the three shares" in said(app)
    step.shares[0].fill(shares[2].replace(" ", "\n"))
    page.go_on()
    assert beside(step) == ["", SharesStep.missing]
    step.shares[1].fill(shares[1][:-4])
    page.go_on()
    qtbot.waitUntil(page.on.isEnabled, timeout=SLOW)
    said_first, said_second = beside(step)
    assert said_first == ""
    assert "The second share is no whole share" in said_second
    step.shares[1].fill(shares[2])
    page.go_on()
    qtbot.waitUntil(page.on.isEnabled, timeout=SLOW)
    assert "One share opens nothing" in said(app)


def beside(step: SharesStep) -> list[str]:
    """Return what is said beside each of the two shares, after the word “Error: ”."""
    return [share.error.text().removeprefix("Error: ") for share in step.shares]


def test_three_steps_from_the_recovery_key_to_today(app: App, qtbot: QtBot, recovery_key: str, tmp_path: Path) -> None:
    page = lead_on(app)
    change_passphrase(page, recovery_key, qtbot)
    assert not page.back.isVisible()
    new_key = page.recovery.key.text()
    type_back(page, qtbot)
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)
    app.lock()
    ended(app)

    folders = VaultFolders()
    folders.open(tmp_path / "vault", NEW).close()
    with pytest.raises(WrongSecret):
        folders.open(tmp_path / "vault", PASSPHRASE)
    folders.check_recovery(tmp_path / "vault", new_key)
    with pytest.raises(WrongSecret):
        folders.check_recovery(tmp_path / "vault", recovery_key)


def test_a_key_that_does_not_fit_is_refused_beside_the_field_and_changes_nothing(
    app: App, qtbot: QtBot, recovery_key: str, tmp_path: Path
) -> None:
    before = (tmp_path / "vault" / "vault.keys").read_bytes()
    page = lead_on(app)
    for typed, refusal in (
        ("", "Type the recovery key"),
        (recovery_key[:-1], "not a whole recovery key"),
        (recovery_words(bytes(range(20))), "belongs to another vault"),
    ):
        page.key.lines()[0].setText(typed)
        page.go_on()
        qtbot.waitUntil(page.on.isEnabled, timeout=SLOW)
        assert refusal in said(app)
        assert page.key.lines()[0].text() == typed
    page.back.click()
    assert shown(app, UnlockPage)
    assert (tmp_path / "vault" / "vault.keys").read_bytes() == before


def test_a_new_key_that_was_not_typed_back_is_made_again_at_the_next_opening(
    app: App, qtbot: QtBot, recovery_key: str
) -> None:
    page = lead_on(app)
    change_passphrase(page, recovery_key, qtbot)
    for line in page.recovery.lines():
        line.setText("0000")
    page.go_on()
    assert "This is not group" in said(app)
    app.lock()
    unlock = app.window.page()
    assert isinstance(unlock, UnlockPage)
    unlock.field.line.setText(NEW)
    unlock.button.click()
    qtbot.waitUntil(lambda: shown(app, RecoveryPage), timeout=SLOW)


def test_with_a_damaged_vault_the_new_key_is_shown_all_the_same(
    app: App, qtbot: QtBot, recovery_key: str, tmp_path: Path
) -> None:
    ended(app)
    (tmp_path / "vault" / "vault.db").write_bytes(b"")
    (tmp_path / "vault" / "vault.db-wal").unlink(missing_ok=True)
    app.begin()
    page = lead_on(app)
    change_passphrase(page, recovery_key, qtbot)
    assert "Restore the newest backup" in said(app)
    assert page.on.text() == "Go to the unlock page"
    type_back(page, qtbot)
    qtbot.waitUntil(lambda: shown(app, UnlockPage), timeout=SLOW)
    VaultFolders().check_recovery(tmp_path / "vault", page.recovery.key.text())


def test_the_owner_is_gone_and_two_shares_of_the_councils_key_open_the_vault(
    app: App, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bootstrap.make_council_key("Demonshire")
    monkeypatch.setitem(policy._FOLDERS, "linux", tmp_path / "etc")  # noqa: SLF001 - as IT installs it
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "policy.toml").write_text(made.policy, encoding="utf-8")
    set_up(app, qtbot)
    safety = app.window.go("Safety")
    assert isinstance(safety, SafetyPage)
    qtbot.waitUntil(lambda: "The key of Demonshire opens this vault too" in safety.council.text(), timeout=SLOW)
    app.lock()
    first = lead_on(app).key
    assert isinstance(first, KeyStep)
    first.council.click()
    page = app.window.page()
    assert isinstance(page, ForgottenPage)
    step = page.key
    assert isinstance(step, SharesStep)
    assert page.title.text() == "Type two shares of the council’s key"
    type_wrong_shares(app, page, step, made.shares, qtbot)
    step.shares[1].fill(made.shares[0].upper())
    page.go_on()
    choose_new(page, qtbot)
    type_back(page, qtbot)
    qtbot.waitUntil(lambda: shown(app, TodayPage), timeout=SLOW)
    app.lock()
    ended(app)
    VaultFolders().open(tmp_path / "vault", NEW).close()
