"""The pages of supervision that are held to the accessibility checks."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from supervision_app.domain.sessions import AT
from supervision_app.services import sessions
from supervision_app.services.desk import Desk
from ui.session.deeds import SessionDeeds
from ui.session.shown import CHECK, CHOOSE, OWN
from ui.session.steps import CheckStep
from ui.session.view import SessionPage
from ui.shared.asking import Asking
from ui.supervision.view import SupervisionPage

WORKER = "Aoife Byrne"
A_CHILD = "a child"


def nothing(*_given: object) -> None:
    """Do nothing: what a page leads to is not looked at here."""


DEEDS = SessionDeeds(nothing, nothing, nothing, nothing)


def begun(desk: Desk) -> str:
    """Return a session that was begun, with one child in depth, some words and a decision without reasons."""
    draft = sessions.begin(desk, WORKER, desk.today())
    stream = stream_of_first(desk, draft)
    fields = {
        f"depth/{stream}": "in-depth",
        f"said/day/{stream}": "Kai woke at his aunt’s, and she noticed. " * 6,
        f"stirs/stirs/{stream}": "I put off the phone calls.",
        f"decision/{stream}": "Ask for the review to be brought forward.",
    }
    sessions.keep(desk, draft, fields)
    return draft


def stream_of_first(desk: Desk, draft: str) -> str:
    """Return the first child of a session."""
    return sessions.open_session(desk, draft).children[0].stream


def _prepared(desk: Desk, step: str) -> str:
    draft = begun(desk)
    sessions.keep(desk, draft, {AT: stream_of_first(desk, draft) if step == A_CHILD else step})
    return draft


def at(step: str) -> Callable[[Asking], QWidget]:
    """Return what makes the page of a session at one of its steps."""

    def makes(vault: Asking) -> QWidget:
        drafts: list[str] = []
        vault.ask(lambda desk: _prepared(desk, step), drafts.append, refused=nothing)
        return SessionPage(vault, drafts[0], DEEDS)

    return makes


def _refused_word(vault: Asking) -> QWidget:
    page = at(A_CHILD)(vault)
    assert isinstance(page, SessionPage)
    cards = getattr(page.step, "cards")  # noqa: B009 - which step it is was chosen above
    next(iter(cards.values())).refuse("Choose how far it has come.")
    return page


def _unsealed(vault: Asking) -> QWidget:
    page = at(CHECK)(vault)
    assert isinstance(page, SessionPage)
    assert isinstance(page.step, CheckStep)
    page.step.seen.refuse("Choose whether Aoife Byrne has read it.")
    return page


def _supervision(vault: Asking) -> QWidget:
    page = SupervisionPage(vault, nothing)
    page.table.selectRow(0)
    return page


SESSION_PAGES: list[tuple[str, Callable[[Asking], QWidget]]] = [
    ("supervision", _supervision),
    ("session, who is talked about", at(CHOOSE)),
    ("session, a child", at(A_CHILD)),
    ("session, a child, word refused", _refused_word),
    ("session, the worker’s own record", at(OWN)),
    ("session, check", at(CHECK)),
    ("session, check, refused", _unsealed),
]
"""Pages by name, each with what makes it over an open vault."""
