"""The agenda as it is read from the tables, against each child's record folded whole."""

from datetime import date

from supervision_app.domain.agenda import Due, Line, agenda
from supervision_app.domain.discussions import Said
from supervision_app.domain.situations import Circumstances
from supervision_app.services import allocating, following_up, sessions
from supervision_app.services.agenda import agenda_of, asked_in
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.reading import fold_child
from supervision_app.services.sessions import OpenSession
from supervision_app.services.supervising import ToRecord, record_discussion
from supervision_app.services.withdrawing import withdraw_record
from tests.fakes.desks import MONDAY, FakeCaseload, observed, reading
from tests.fakes.sessions import begun, wait


def agreed(desk: Desk, what: str, child: str, due: date, said_by: str = "") -> str:
    """Return an action of Aoife's, accepted where she says so herself."""
    return following_up.agree(desk, ToAgree(child, what, "Nobody did", "Aoife", due), said_by=said_by)


def talked(desk: Desk, child: str, depth: str, *parts: Said) -> str:
    """Return a discussion of today."""
    return record_discussion(desk, ToRecord(child, desk.today(), depth=depth, parts=parts)).discussion


def folded(desk: Desk, opened: OpenSession) -> dict[str, Line]:
    """Return the agenda from each child's record folded whole."""
    children = {}
    for row in opened.children:
        page = fold_child(desk, desk.vault.ledger.stream(row.stream), desk.around)
        child = Circumstances(page.known, page.allocation, page.actions, page.discussions, desk.today())
        children[row.stream] = Due(child, page.clocks, sum(bool(held.awaiting) for held in page.standings.values()))
    return agenda(children, asked_in(desk, opened))


def test_the_tables_say_what_the_folded_record_says(team: Desk) -> None:
    more = [observed(f"A{number}", "Aoife Byrne", {"last_visit": "2026-09-01"}, row=number) for number in range(2, 5)]
    import_caseload(team, FakeCaseload(reading(more)), ToImport([]))
    late = agreed(team, "Ring", "K1", date(2026, 11, 17), "Aoife")
    agreed(team, "Ask", "K1", date(2026, 11, 18))
    moved = agreed(team, "Visit", "M1", date(2026, 11, 20), "Aoife")
    closed = agreed(team, "Book", "M1", date(2026, 11, 17), "Aoife")
    for day in (21, 23):
        following_up.move(team, moved, date(2026, 11, day), "Later")
    following_up.close(team, closed, state="done", impact="It helped")
    following_up.offer(team, late, "Ben", "He knows her")
    talked(team, "K1", "in-depth", Said("The child’s day", "He counts buses."))
    talked(team, "A2", "not-today", Said("Why not today", "Ill"))
    gone = talked(team, "A3", "in-depth", Said("The child’s day", "Wrong child"))
    withdraw_record(team, team.child("A3"), gone, "Recorded on the wrong child")
    allocating.allocate_child(team, "L1", "Aoife", "MANAGE", since=MONDAY)
    wait(team, 7)
    opened = sessions.open_session(team, sessions.begin(team, "Aoife", team.today()))

    found = agenda_of(team, opened)
    assert found == folded(team, opened)
    assert list(found) == list(folded(team, opened))
    told = {row.id: found[row.stream].reasons for row in opened.children}
    assert told["K1"][0] == "2 actions are past their date, the oldest since 17 November 2026."
    assert "2 actions wait to be accepted." in told["K1"]
    assert "1 action was moved twice or more." in told["M1"]
    assert "Not today on 16 November 2026: Ill." in told["A2"]
    assert "Not talked about in depth here yet." in told["A3"]
    assert "With Aoife Byrne since 16 November 2026." in told["L1"]


def test_a_session_without_children_has_no_agenda(team: Desk) -> None:
    allocating.allocate_child(team, "L1", "Aoife", "MANAGE", since=MONDAY)

    assert agenda_of(team, sessions.open_session(team, begun(team, "Ben"))) == {}
