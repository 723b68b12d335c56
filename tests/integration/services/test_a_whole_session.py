"""Sixteen November 2026: eighteen children, ninety minutes, one worker."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from supervision_app.domain.words_on_actions import NO_CHANGE
from supervision_app.services import following_up, reading, sealing, sessions
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from tests.fakes.desks import MONDAY, FakeCaseload, StandingClock, make_desk, observed
from tests.fakes.desks import reading as file_of
from tests.fakes.sessions import deep, not_today, only_actions, wait

DANA = "Dana Hughes"
CHILDREN = [f"C{number:02}" for number in range(1, 19)]
DEEP, ACTIONS, NOT = CHILDREN[:3], CHILDREN[3:15], CHILDREN[15:]


@pytest.fixture
def riverside(tmp_path: Path) -> Iterator[Desk]:
    """A team in which Dana Hughes has eighteen children, each with an open action of the week before."""
    desk = make_desk(tmp_path, clock=StandingClock(date(2026, 11, 9)))
    rows = [observed(child, DANA, {"name": f"Child {child}"}, row=row) for row, child in enumerate(CHILDREN, 2)]
    import_caseload(desk, FakeCaseload(file_of(rows, date(2026, 11, 9))), ToImport([]))
    for child in CHILDREN:
        following_up.agree(desk, ToAgree(child, f"Visit {child}", "Nobody has", DANA, date(2026, 11, 27)))
    wait(desk, 7)
    yield desk
    desk.vault.close()


def test_eighteen_children_in_ninety_minutes(riverside: Desk) -> None:
    draft = sessions.begin(riverside, DANA, MONDAY)
    assert len(sessions.open_session(riverside, draft).children) == 18
    for child in DEEP:
        deep(riverside, draft, child, f"A day of {child}", decided=f"Plan for {child}")
    for child in ACTIONS:
        only_actions(riverside, draft, child)
    for child in NOT:
        not_today(riverside, draft, child, f"Next time first: {child}")
    opened = sessions.open_session(riverside, draft)
    assert {one.why for one in sealing.missing(riverside, opened)} == {"Nothing was said yet on 1 open action."}
    assert len(sealing.missing(riverside, opened)) == 15
    for row in riverside.vault.views.actions():
        if row.child in {*DEEP, *ACTIONS}:
            following_up.progress(riverside, row.id, NO_CHANGE)
    done = sealing.seal(riverside, draft, seen=True)

    assert done.depths == {"in-depth": 3, "actions-only": 12, "not-today": 3}
    told = {child: reading.child_page(riverside, child).discussions for child in CHILDREN}
    assert all(len(talks) == 1 for talks in told.values())
    assert {child: talks[0].depth for child, talks in told.items()} == {
        **dict.fromkeys(DEEP, "in-depth"),
        **dict.fromkeys(ACTIONS, "actions-only"),
        **dict.fromkeys(NOT, "not-today"),
    }
    assert [told[child][0].parts[0].text for child in NOT] == [f"Next time first: {child}" for child in NOT]
    assert [told[child][0].decision for child in DEEP] == [f"Plan for {child}" for child in DEEP]
    [session] = sealing.own_record(riverside, DANA)
    assert session.depths == {"in-depth": 3, "actions-only": 12, "not-today": 3}
    listed = riverside.vault.views.children(MONDAY)
    assert [row.id for row in listed if not row.last_discussed] == NOT
    assert all(row.open_actions == 1 for row in listed)
    # Whoever was not talked about stands first the next time.
    wait(riverside, 1)
    again = sessions.open_session(riverside, sessions.begin(riverside, DANA, riverside.today()))
    assert [row.id for row in again.children[:3]] == NOT
    assert riverside.vault.rebuild().problems == ()
