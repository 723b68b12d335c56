"""A small vault to show, and the looks in which everything is shown."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from supervision_app.services import following_up, sessions
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.knowing import name_child
from tests.fakes.desks import MONDAY, FakeCaseload, StandingClock, make_desk, observed, reading
from ui.shared.asking import AtOnce
from ui.shared.theme import enlarge, wear

OFFSCREEN = r"This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"
"""What Qt says of windows and lists that drop down without a screen; no fault of the page."""

LOOKS = [(dark, times) for dark in (False, True) for times in (1.0, 2.0)]
FAMILY_TIME = "Ask the grandparents whether family time could be at their home, and write down what they say"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let windows be shown without a screen, and treat every other warning of Qt as a fault."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


def fill(desk: Desk, clock: StandingClock) -> Desk:
    """Put three children with actions of every sort into an empty vault, and let three weeks go by."""
    caseload = FakeCaseload(reading([observed("K1"), observed("K2", "Ben Okafor"), observed("K3", "")]))
    import_caseload(desk, caseload, ToImport([]))
    name_child(desk, "K1", "Kai")
    names = {name: desk.person(name).name for name in ("Aoife", "Ben")}
    later = MONDAY + timedelta(days=10)
    first = following_up.agree(desk, ToAgree("K1", FAMILY_TIME, "They asked", names["Aoife"], later))
    following_up.accept(desk, first, said_by=names["Aoife"])
    second = following_up.agree(desk, ToAgree("K1", "Chase the school", "No plan yet", names["Aoife"], later))
    following_up.accept(desk, second, said_by=names["Aoife"])
    following_up.move(desk, second, later + timedelta(days=40), "The school is shut")
    following_up.agree(desk, ToAgree("K2", "Visit", "Not seen", names["Ben"], later + timedelta(days=60)))
    third = following_up.agree(desk, ToAgree("K2", "Ring the nursery", "Absent", desk.owner().name, later))
    following_up.close(desk, third, state="done", impact="They know why")
    clock.day = MONDAY + timedelta(days=21)
    return desk


@pytest.fixture
def small_desk(tmp_path: Path) -> Iterator[Desk]:
    """An open vault with three children and their actions, in a folder that the test knows."""
    clock = StandingClock()
    desk = fill(make_desk(tmp_path, clock=clock), clock)
    yield desk
    desk.vault.close()


@pytest.fixture
def desk(small_desk: Desk) -> Desk:
    """The small vault, for tests that have no other."""
    return small_desk


@pytest.fixture
def draft(desk: Desk) -> str:
    """A supervision session with Aoife Byrne, who has Kai."""
    return sessions.begin(desk, "Aoife Byrne", desk.today())


@pytest.fixture
def asking(small_desk: Desk) -> AtOnce:
    """The small vault, answering at once."""
    return AtOnce(small_desk)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtOnce]:
    """The small vault, for tests that only look at it."""
    clock = StandingClock()
    desk = fill(make_desk(tmp_path_factory.mktemp("seen"), clock=clock), clock)
    yield AtOnce(desk)
    desk.vault.close()


@pytest.fixture
def looks(qapp: QApplication) -> Iterator[Callable[[bool, float], None]]:
    """Return what puts on a theme and a size of text; afterwards all is light and of plain size again."""

    def put_on(dark: bool, times: float) -> None:
        enlarge(qapp, times)
        wear(qapp, dark=dark)

    yield put_on
    put_on(dark=False, times=1.0)


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Leave nothing on the clipboard: what Python put there must not outlive Python."""
    yield
    qapp.clipboard().clear()
