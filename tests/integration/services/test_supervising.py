"""A discussion with its actions, in one transaction."""

from datetime import date

import pytest

from supervision_app.domain.discussions import Said
from supervision_app.domain.errors import InputRefused
from supervision_app.services import reading
from supervision_app.services.desk import Desk
from supervision_app.services.supervising import ToAgreeThere, ToRecord, record_discussion

HELD = date(2026, 11, 13)


def test_whoever_was_there_has_accepted_and_the_others_are_asked(team: Desk) -> None:
    recorded = record_discussion(
        team,
        ToRecord(
            "K1",
            HELD,
            present=("Aoife", "Moira"),
            parts=(Said("Today", "Kai was tired"),),
            actions=(
                ToAgreeThere("Ring the school", "He is tired", "Aoife", date(2026, 11, 20)),
                ToAgreeThere("Ask the father", "Nobody did", "Ben", date(2026, 11, 20)),
            ),
        ),
    )
    rows = {row.id: row for row in team.vault.views.actions()}
    assert [rows[action].holding for action in recorded.actions] == ["accepted", "awaiting"]
    page = reading.child_page(team, "K1")
    talk = page.discussions[0]
    assert (talk.id, talk.held_on, talk.by) == (recorded.discussion, "2026-11-13", "Moira Khan")
    assert [person.name for person in talk.present] == ["Moira Khan", "Aoife Byrne"]
    assert {action.setting for action in page.actions} == {"supervision"}
    assert {action.agreed_on for action in page.actions} == {"2026-11-13"}
    assert next(row for row in team.vault.views.children(HELD) if row.id == "K1").last_discussed == "2026-11-13"


def test_management_oversight_says_so(team: Desk) -> None:
    action = ToAgreeThere("Ring", "Why", "Aoife", date(2026, 11, 20))
    wanted = ToRecord("K1", HELD, type="management-oversight", decision="Ring today", reasons="Risk", actions=(action,))
    record_discussion(team, wanted)
    page = reading.child_page(team, "K1")
    assert page.actions[0].setting == "management oversight"
    assert page.discussions[0].type == "management-oversight"


def test_one_bad_action_and_nothing_of_the_discussion_is_saved(team: Desk) -> None:
    bad = ToAgreeThere("Ring", "Why", "Aoife", date(2026, 11, 1))
    with pytest.raises(InputRefused, match="is past"):
        record_discussion(team, ToRecord("K1", HELD, parts=(Said("Today", "Kai was tired"),), actions=(bad,)))
    assert reading.child_page(team, "K1").discussions == ()
