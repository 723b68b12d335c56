"""Every page and dialog that is held to the accessibility checks: whoever adds one, adds a line here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from supervision_app.adapters.documents.writer import DocumentFiles
from supervision_app.adapters.files import ExportFolder
from supervision_app.domain.observed import Reading
from supervision_app.services import needs
from supervision_app.services.exporting import Writers
from supervision_app.services.ports import WaysIn
from supervision_app.services.read_models import Backup, RestorePreview
from supervision_app.services.restoring import Restored
from tests.fakes.desks import FakeCaseload, observed, reading
from tests.fakes.doors import FakeDoor
from tests.ui.dialog_pages import DEED_DIALOGS
from tests.ui.pack_pages import PACK_PAGES
from tests.ui.safety_pages import SAFETY_PAGES
from tests.ui.session_pages import SESSION_PAGES
from ui.actions.view import ActionsPage
from ui.changing_worker.view import ChangingWorkerPage
from ui.child.view import ChildView
from ui.child_strip.view import StripPage
from ui.children.view import ChildrenPage
from ui.exporting.view import ExportingPage
from ui.finding.presenter import Choice, Leads
from ui.finding.view import FindingDialog
from ui.first_start.view import FirstStartPage
from ui.importing.view import ImportPage
from ui.keys.forgotten import ForgottenPage, KeyStep, SharesStep
from ui.keys.recovery import RecoveryPage
from ui.people.view import PeoplePage
from ui.restoring.view import RestorePage
from ui.shared.asking import Asking
from ui.shared.widgets import Lead
from ui.story.view import StoryPage
from ui.today.listing import NeedPage
from ui.today.view import TodayPage
from ui.unlock.presenter import CHOOSING, PIN, Refusal
from ui.unlock.view import UnlockPage

WRITERS = Writers(DocumentFiles(), ExportFolder(), "9.9.9")
CHILD = "K1"
"""A child of the small vault with open and overdue actions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A page by its name, and what makes it over an open vault."""

    name: str
    makes: Callable[[Asking], QWidget]


def nothing(*_given: object) -> None:
    """Do nothing: what a page leads to is not looked at here."""


WAYS = dict.fromkeys((needs.CHILD, needs.CHANGE, needs.PLACE, needs.SEVERAL), nothing)
"""Every kind of way in that the first page knows."""


def at_once(done: Callable[[], None], _refused: Callable[[str], None]) -> None:
    """Do what is asked at once."""
    done()


def _refused_unlock(_vault: Asking) -> QWidget:
    page = unlock(FakeDoor(PIN_OFFERED, [Refusal("That passphrase does not fit.", 60)]))
    page.field.line.setText("not the passphrase")
    page.button.click()
    return page


PIN_OFFERED = WaysIn(0, pin=False, pin_offered=True, why="The 8 hours of the PIN are over. Use the passphrase.")
PIN_READY = WaysIn(0, pin=True, pin_offered=True, why="")


def unlock(door: FakeDoor) -> UnlockPage:
    """Return the unlock page of a door."""
    return UnlockPage("a folder", door, nothing)


def _refused_pin(_vault: Asking) -> QWidget:
    page = unlock(FakeDoor(PIN_READY, [Refusal("That PIN is not right.")], answers=False))
    page.ask(PIN)
    page.refuse("That PIN is not right. 2 tries are left; after that, the passphrase is asked.")
    return page


def _new_pin(_vault: Asking) -> QWidget:
    page = unlock(FakeDoor(answers=False))
    page.ask(CHOOSING)
    page.refuse("The two are not the same. Type the PIN again.", again=True)
    return page


def recovery_page(*, shown: bool) -> RecoveryPage:
    """Return the page that makes a new recovery key, before or after it was made."""
    page = RecoveryPage(lambda done, _refused: done(KEY), nothing, nothing, lambda _groups: [2, 9])
    if shown:
        page.go_on()
        page.step.lines()[0].setText("2XTE")
        page.go_on()
    return page


class _Recovers:
    """A recovery key that opens the vault."""

    def check(self, _key: str, done: Callable[[], None], _refused: Callable[[str], None]) -> None:
        done()

    def recover(
        self, _key: str, _passphrase: str, done: Callable[[str, str], None], _refused: Callable[[str], None]
    ) -> None:
        done(KEY, "The vault’s file is damaged. Restore the newest backup.")

    def confirm(self, done: Callable[[], None], _refused: Callable[[str], None]) -> None:
        done()


def forgotten(step: int) -> ForgottenPage:
    """Return the page for a forgotten passphrase at one of its steps; the first with nothing typed is refused."""
    page = ForgottenPage(lambda: WORDS, _Recovers(), KeyStep(nothing), nothing, nothing, draw=lambda _groups: [2, 9])
    page.go_on()
    page.key.lines()[0].setText(KEY if step else "")
    for line in page.passphrase.lines():
        line.setText(WORDS)
    for _ in range(step):
        page.go_on()
    return page


def _shares(_vault: Asking) -> QWidget:
    page = ForgottenPage(lambda: WORDS, _Recovers(), SharesStep(), nothing, nothing)
    page.go_on()
    return page


def _files() -> Reading:
    return reading([observed("K1", "Ben Okafor"), observed("N1"), observed("H1", team="Hillside")])


def _looked_at(vault: Asking) -> QWidget:
    page = ImportPage(vault, lambda: FakeCaseload(_files()), nothing)
    page.choose([Path("annex-a.xlsx")])
    return page


def _link_dropped(vault: Asking) -> QWidget:
    page = ImportPage(vault, lambda: FakeCaseload(_files()), nothing)
    page.choose([Path("annex-a.xlsx")])
    page.take([], ["https://example.org/list.csv"])
    return page


def _reading(vault: Asking) -> QWidget:
    page = ImportPage(vault, lambda: FakeCaseload(_files()), nothing)
    page.wait("Reading annex-a.xlsx.", stops=True)
    page.show_progress("Reading List 8: 1,000 of 2,675", 1_000, 2_675)
    return page


def _every_line(vault: Asking) -> QWidget:
    many = reading([observed(f"N{number}") for number in range(30)])
    page = ImportPage(vault, lambda: FakeCaseload(many), nothing)
    page.choose([Path("annex-a.xlsx")])
    next(lead for lead in page.findChildren(Lead) if lead.text() == "Show all 30").click()
    return page


def _from_the_import(vault: Asking) -> QWidget:
    return ChangingWorkerPage(vault, CHILD, nothing, to="Ben Okafor", back_words="Back to the import")


def _long_names(vault: Asking) -> QWidget:
    page = ActionsPage(vault, nothing)
    page.offer_workers(["The manager of Riverside and Hillside North"])
    page.worker.box.setCurrentIndex(1)
    return page


def _leaves(vault: Asking) -> QWidget:
    page = PeoplePage(vault)
    page.show()
    page.table.selectRow(0)
    page.leaves.click()
    return page


def _strip_as_a_table(vault: Asking) -> QWidget:
    page = StripPage(vault, CHILD, nothing, nothing)
    page.turn()
    return page


KEY = "K7QM-2XTD-9HBA-R4WE-ZP6N-C3JV-8FYS-5GKU-TR2M"
WORDS = "harbour lantern weasel velvet thunder"


def first_start(step: int) -> FirstStartPage:
    """Return the first start at one of its steps."""
    page = FirstStartPage(
        lambda: WORDS, lambda _who, _typed, done, _refused: done(KEY), at_once, nothing, lambda _groups: [2, 9]
    )
    for line, text in zip(page.who.lines(), ("Moira Khan", "Riverside", "Demonshire"), strict=True):
        line.setText(text)
    page.who.fields["role"].buttons["manager"].setChecked(True)  # type: ignore[union-attr]
    for line in page.passphrase.lines():
        line.setText(WORDS)
    for line, text in zip(page.recovery.lines(), ("2xtd", " TR2M "), strict=True):
        line.setText(text)
    for _ in range(step):
        page.go_on()
    return page


def _refused_start(_vault: Asking) -> QWidget:
    page = FirstStartPage(lambda: WORDS, nothing, nothing, nothing)
    page.go_on()
    return page


def _find(vault: Asking, window: QWidget) -> QDialog:
    return FindingDialog(window, vault, [Choice("Lock", "Command", nothing, "Ctrl+L")], Leads(nothing, nothing))


class _Backups:
    """Two backups beside the vault; one of them is looked at."""

    def find(self, found: Callable[[Sequence[Backup]], None]) -> None:
        found([Backup(Path("backups") / str(day), datetime(2026, 11, day, 10, tzinfo=UTC), 1) for day in (16, 9)])

    def read(self, _folder: Path, found: Callable[[Sequence[Backup]], None]) -> None:
        found([])

    def look(
        self, backup: Backup, passphrase: str, done: Callable[[RestorePreview], None], _refused: Callable[[str], None]
    ) -> None:
        assert passphrase
        done(RestorePreview(backup.made_at, 41, 3, (), 1))

    def restore(
        self, _backup: Backup, _passphrase: str, done: Callable[[Restored], None], _refused: Callable[[str], None]
    ) -> None:
        done(Restored(Path("aside"), ("Legal holds could not be carried over.",)))


def restoring(step: int) -> RestorePage:
    """Return the page of backups at one of its steps: asked, refused, looked at, done."""
    page = RestorePage(_Backups(), nothing, nothing)
    if step:
        page.passphrase.line.setText(WORDS if step > 1 else "")
        page.look.click()
    if step > 2:
        page.restore.click()
    return page


PAGES = [
    *(Shown(f"restore, step {step}", lambda _vault, step=step: restoring(step)) for step in range(4)),  # type: ignore[misc]
    Shown("unlock", lambda _vault: unlock(FakeDoor())),
    Shown("unlock, refused, waiting, PIN offered", _refused_unlock),
    Shown("unlock, PIN", lambda _vault: unlock(FakeDoor(PIN_READY))),
    Shown("unlock, PIN refused", _refused_pin),
    Shown("unlock, new PIN", _new_pin),
    Shown("recovery key not confirmed", lambda _vault: recovery_page(shown=False)),
    Shown("recovery key not confirmed, new key", lambda _vault: recovery_page(shown=True)),
    Shown("forgotten passphrase, recovery key", lambda _vault: forgotten(0)),
    Shown("the council opens, two shares", _shares),
    Shown("forgotten passphrase, new one", lambda _vault: forgotten(1)),
    Shown("forgotten passphrase, new key", lambda _vault: forgotten(2)),
    Shown("today", lambda vault: TodayPage(vault, WAYS)),
    Shown("today, all of one sort", lambda vault: NeedPage(vault, "overdue", WAYS, nothing)),
    Shown("children", lambda vault: ChildrenPage(vault, nothing)),
    Shown("actions", lambda vault: ActionsPage(vault, nothing)),
    Shown("actions, long names", _long_names),
    Shown("first start, who", lambda _vault: first_start(0)),
    Shown("first start, who, refused", _refused_start),
    Shown("first start, passphrase", lambda _vault: first_start(1)),
    Shown("first start, recovery key", lambda _vault: first_start(2)),
    Shown("first start, ready", lambda _vault: first_start(3)),
    Shown("child, with the way back", lambda vault: ChildView(vault, CHILD, back=nothing)),
    Shown("child, to read", lambda vault: ChildView(vault, CHILD)),
    Shown("bring in", lambda vault: ImportPage(vault, lambda: FakeCaseload(_files()), nothing)),
    Shown("bring in, looked at", _looked_at),
    Shown("bring in, refused", _link_dropped),
    Shown("bring in, reading", _reading),
    Shown("bring in, every line", _every_line),
    Shown("change of worker, from the import", _from_the_import),
    Shown("summary for the case file", lambda vault: ExportingPage(vault, CHILD, lambda: WRITERS, nothing)),
    Shown("story", lambda vault: StoryPage(vault, CHILD, nothing, nothing)),
    Shown("strip", lambda vault: StripPage(vault, CHILD, nothing, nothing)),
    Shown("strip, as a table", _strip_as_a_table),
    Shown("people", PeoplePage),
    Shown("people, somebody leaves", _leaves),
    *(Shown(name, makes) for name, makes in SESSION_PAGES),
    *(Shown(name, makes) for name, makes in SAFETY_PAGES),
    *(Shown(name, makes) for name, makes in PACK_PAGES),
]

DIALOGS: list[tuple[str, Callable[[Asking, QWidget], QDialog]]] = [("find", _find), *DEED_DIALOGS]
"""Dialogs by name; each is made over the vault and the window, and shown by the check."""
