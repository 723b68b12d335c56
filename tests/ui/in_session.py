"""A supervision session on the screen, and what a person does in it."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from supervision_app.services import sessions
from supervision_app.services.desk import Desk
from ui.session.deeds import SessionDeeds
from ui.session.steps import ChildStep
from ui.session.view import SessionPage
from ui.shared.asking import AtOnce


class Left:
    """Remembers what the session led to."""

    def __init__(self) -> None:
        self.to: list[tuple[str, ...]] = []

    def deeds(self) -> SessionDeeds:
        return SessionDeeds(
            lambda _page, child, worker: self.to.append(("agree", child, worker)),
            lambda _page, code, action: self.to.append(("act", code, action)),
            lambda child: self.to.append(("write out", child)),
            lambda: self.to.append(("leave",)),
        )


def page_of(
    desk: Desk, draft: str, qtbot: QtBot, asking: AtOnce | None = None, left: Left | None = None
) -> SessionPage:
    """Return the page of a session, shown."""
    page = SessionPage(asking or AtOnce(desk), draft, (left or Left()).deeds())
    qtbot.addWidget(page)
    page.resize(1100, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def stream(desk: Desk, draft: str) -> str:
    """Return Kai's stream."""
    return sessions.open_session(desk, draft).children[0].stream


def in_depth(desk: Desk, draft: str) -> str:
    """Let Kai be talked about in depth; returns Kai's stream."""
    kai = stream(desk, draft)
    sessions.keep(desk, draft, {f"depth/{kai}": "in-depth", "at": kai})
    return kai


def child_step(page: SessionPage) -> ChildStep:
    """Return the step of the child that is shown."""
    assert isinstance(page.step, ChildStep)
    return page.step


def words_of(widget: QWidget) -> str:
    """Return all words that are shown."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def type_in(page: SessionPage, field: str, text: str) -> None:
    """Type in a field as a person does."""
    widget = page.step.fields[field]
    widget.setFocus()
    QTest.keyClicks(widget, text)
