"""The pages that the window leads to: to add one is a line here."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from supervision_app.services.exporting import Writers
from supervision_app.services.ports import CaseloadFiles
from ui.action.view import ActionDialogs
from ui.actions.view import ActionsPage
from ui.changing_worker.view import ChangingWorkerPage
from ui.child.deeds import ChildDeeds
from ui.child.view import ChildView
from ui.children.view import ChildrenPage
from ui.exporting.view import ExportingPage
from ui.importing.view import ImportPage
from ui.navigation import Place
from ui.people.view import PeoplePage
from ui.shared.asking import Asking
from ui.today.view import TodayPage


@dataclass(frozen=True, slots=True)
class Ways:
    """What pages are given to lead on: the open vault, and where to go from it."""

    vault: Asking
    open_child: Callable[[str], None]
    go: Callable[[str], object]
    show_over: Callable[[QWidget], None]
    files: Callable[[], CaseloadFiles]
    writers: Callable[[], Writers]
    dialogs: ActionDialogs


def places(ways: Ways) -> list[Place]:
    """Return the pages in the order in which they are offered; Ctrl and the number leads to each."""
    return [
        Place("Today", "house", lambda: TodayPage(ways.vault, ways.open_child)),
        Place("Children", "users", lambda: ChildrenPage(ways.vault, ways.open_child)),
        Place("Actions", "list-checks", lambda: ActionsPage(ways.vault, ways.open_child)),
        Place("People", "user-round-cog", lambda: PeoplePage(ways.vault)),
        Place("Bring in", "folder-input", lambda: ImportPage(ways.vault, ways.files)),
    ]


def child_page(ways: Ways, case_id: str) -> QWidget:
    """Return one child's page, with what can be done there."""
    deeds = ChildDeeds(
        agree=ways.dialogs.agree,
        act=ways.dialogs.act,
        change_worker=lambda child: ways.show_over(ChangingWorkerPage(ways.vault, child, ways.open_child)),
        write_out=lambda child: ways.show_over(ExportingPage(ways.vault, child, ways.writers, ways.open_child)),
    )
    return ChildView(ways.vault, case_id, deeds)
