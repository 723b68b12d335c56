"""The agenda of a session, made from the record in one go: each child with the reasons to come to it."""

from datetime import date

from supervision_app.domain.agenda import Due, Line, agenda
from supervision_app.domain.guides import CHILD
from supervision_app.domain.situations import Circumstances
from supervision_app.services.desk import Desk
from supervision_app.services.reading import fold_child
from supervision_app.services.sessions import OpenSession


def agenda_of(desk: Desk, opened: OpenSession) -> dict[str, Line]:
    """Return a line for each child of the session by their stream, the most pressing first."""
    on = date.fromisoformat(opened.session.held_on)
    rhythms, children = desk.vault.views.rhythms(), {}
    for row in opened.children:
        page = fold_child(desk, desk.vault.ledger.stream(row.stream), desk.around)
        child = Circumstances(page.known, page.allocation, page.actions, page.discussions, on)
        waiting = sum(bool(held.awaiting) for held in page.standings.values())
        children[row.stream] = Due(child, page.clocks, waiting, rhythms.get(row.stream))
    return agenda(children, [stage.heading for stage in opened.guide.stages if stage.record == CHILD])
