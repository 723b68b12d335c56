"""The pages that the window leads to: to add one is a line here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from supervision_app.services.exporting import Writers
from supervision_app.services.needing import BRING_IN, SEND
from supervision_app.services.needs import CHANGE, CHILD, PLACE, SESSION, SEVERAL, SUPERVISION, WayIn
from supervision_app.services.pack_ports import PackFiles
from supervision_app.services.ports import CaseloadFiles
from supervision_app.services.safety import SAFETY
from supervision_app.version import VERSION
from ui.action.view import ActionDialogs
from ui.actions.view import ActionsPage
from ui.changing_worker.view import ChangingWorkerPage
from ui.child.deeds import ChildDeeds
from ui.child.view import ChildView
from ui.child_strip.view import StripPage
from ui.children.view import ChildrenPage
from ui.exporting.view import ExportingPage
from ui.importing.view import ImportPage
from ui.navigation import Place
from ui.packs.view import PacksPage
from ui.people.view import PeoplePage
from ui.session.deeds import SessionDeeds
from ui.session.view import SessionPage
from ui.shared.asking import Asking
from ui.shared.dropping import Dropped
from ui.story.view import StoryPage
from ui.supervision.view import SupervisionPage
from ui.today.listing import NeedPage
from ui.today.view import TodayPage

SUPERVISE = "Supervision"
"""The page on which sessions are begun."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What pages are given to lead on: the open vault, and where to go from it."""

    vault: Asking
    open_child: Callable[[str], None]
    go: Callable[[str], object]
    show_over: Callable[[QWidget], None]
    back: Callable[[], object]
    over: Callable[[], Sequence[QWidget]]
    show_again: Callable[[QWidget], None]
    files: Callable[[], CaseloadFiles]
    writers: Callable[[], Writers]
    packs: Callable[[], PackFiles]
    dialogs: ActionDialogs
    supervises: bool
    hold_off: Callable[[bool], object]
    safety: Callable[[], QWidget]


def places(ways: Ways) -> list[Place]:
    """Return the pages in the order in which they are offered; Ctrl and the number leads to each."""
    supervision = Place(SUPERVISE, "messages-square", lambda: _supervision_page(ways))
    record = partial(_supervise, ways) if ways.supervises else None
    return [
        Place("Today", "house", lambda: TodayPage(ways.vault, ways_in(ways))),
        *([supervision] if ways.supervises else []),
        Place("Children", "users", lambda: ChildrenPage(ways.vault, ways.open_child)),
        Place("Actions", "list-checks", lambda: ActionsPage(ways.vault, ways.open_child)),
        Place("People", "user-round-cog", lambda: PeoplePage(ways.vault, record)),
        Place(BRING_IN, "folder-input", lambda: _import_page(ways)),
        Place(SEND, "repeat", lambda: PacksPage(ways.vault, ways.packs, VERSION)),
        Place(SAFETY, "key-round", ways.safety),
    ]


def _supervision_page(ways: Ways) -> QWidget:
    return SupervisionPage(ways.vault, partial(hold, ways), ways.dialogs.act)


def ways_in(ways: Ways) -> Mapping[str, Callable[[WayIn], object]]:
    """Return what leads to what needs somebody, by the kind of the way in: to add one is a line here."""
    return {
        CHILD: lambda way: ways.open_child(way.to),
        CHANGE: lambda way: ways.show_over(change_of_worker(ways, way.to, to=way.choice, back_words="Back")),
        PLACE: lambda way: ways.go(way.to),
        SESSION: lambda way: hold(ways, way.to),
        SUPERVISION: lambda way: _supervise(ways, way.to),
        SEVERAL: lambda way: ways.show_over(NeedPage(ways.vault, way.to, ways_in(ways), ways.back)),
    }


def change_of_worker(ways: Ways, case_id: str, *, to: str = "", back_words: str = "Back to the child") -> QWidget:
    """Return the page on which a child gets another worker; it leads back to the page that led to it."""
    return ChangingWorkerPage(ways.vault, case_id, lambda _child: ways.back(), to=to, back_words=back_words)


def _from_the_import(ways: Ways) -> Callable[[str, str], None]:
    return lambda child, to: ways.show_over(change_of_worker(ways, child, to=to, back_words="Back to the import"))


def _import_page(ways: Ways) -> QWidget:
    return ImportPage(ways.vault, ways.files, _from_the_import(ways), lambda: ways.go("Children"))


def bring_in(ways: Ways, dropped: Dropped) -> None:
    """Go to where caseloads are brought in, and look at what was dropped."""
    page = ways.go(BRING_IN)
    if isinstance(page, ImportPage):
        page.take(dropped.paths, dropped.elsewhere)


def open_person(ways: Ways, person: str) -> None:
    """Show somebody: their supervision where sessions are held, and the list of people otherwise."""
    if ways.supervises:
        _supervise(ways, person)
    else:
        ways.go("People")


def _supervise(ways: Ways, person: str) -> None:
    """Show somebody's supervision, ready to begin a session."""
    page = ways.go(SUPERVISE)
    if isinstance(page, SupervisionPage):
        page.choose(person)


def hold(ways: Ways, draft: str) -> None:
    """Show a supervision session: the one page of it where it is shown already."""
    for page in ways.over():
        if isinstance(page, SessionPage) and page.draft == draft:
            ways.show_again(page)
            return
    deeds = SessionDeeds(
        agree=ways.dialogs.agree_there,
        act=ways.dialogs.act,
        write_out=lambda child: _write_out(ways, child),
        leave=lambda: ways.go(SUPERVISE),
    )
    ways.show_over(SessionPage(ways.vault, draft, deeds, ways.hold_off))


def _write_out(ways: Ways, case_id: str) -> None:
    """Show the page on which a child's summary is written out; it leads back to the page that led to it."""
    ways.show_over(ExportingPage(ways.vault, case_id, ways.writers, lambda _child: ways.back()))


def _child_at(ways: Ways, case_id: str) -> Callable[[str], None]:
    """Return what shows a child's page at a record, an action or a part of it; back leads to where one was."""
    return lambda at: ways.show_over(child_page(ways, case_id, at))


def child_page(ways: Ways, case_id: str, at: str = "") -> QWidget:
    """Return one child's page with what can be done there, at the record, the action or the part that is given."""
    deeds = ChildDeeds(
        agree=ways.dialogs.agree,
        act=ways.dialogs.act,
        change_worker=lambda child: ways.show_over(change_of_worker(ways, child)),
        write_out=lambda child: _write_out(ways, child),
        story=lambda child: ways.show_over(StoryPage(ways.vault, child, ways.back, _child_at(ways, child))),
        strip=lambda child: ways.show_over(StripPage(ways.vault, child, _child_at(ways, child), ways.back)),
    )
    return ChildView(ways.vault, case_id, deeds, ways.back, at)
