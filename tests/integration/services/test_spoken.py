"""What was said on actions in a session stands with its discussion, for whoever reads it later."""

from dataclasses import replace
from datetime import date

import pytest

from supervision_app.domain.discussions import ActionsThere
from supervision_app.services import following_up, reading, sealing, spoken
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.supervising import ToAgreeThere, ToRecord, record_discussion
from tests.fakes.sessions import AOIFE, begun, only_actions, wait

DUE = date(2026, 12, 1)


def parts(desk: Desk) -> dict[str, str]:
    """Return the parts of the newest discussion."""
    return {part.heading: part.text for part in reading.child_page(desk, "K1").discussions[0].parts}


def agreed(desk: Desk, what: str) -> str:
    """Return an action agreed now."""
    return following_up.agree(desk, ToAgree("K1", what, "Nobody did", AOIFE, DUE))


def sealed(desk: Desk, draft: str) -> None:
    """Seal a session in which the actions alone were looked at."""
    only_actions(desk, draft, "K1")
    sealing.seal(desk, draft, seen=True)


@pytest.fixture
def ring(team: Desk) -> str:
    """An action of before the session, on which something was said before it too."""
    action = agreed(team, "Ring grandma")
    following_up.progress(team, action, "Nobody at home", state="open")
    wait(team)
    return action


def test_a_discussion_tells_what_was_said_on_each_action_and_what_was_agreed(team: Desk, ring: str) -> None:
    draft = begun(team)
    following_up.progress(team, ring, "She will think about it", said_by=AOIFE)
    agreed(team, "Write to the school")
    sealed(team, draft)
    wait(team)
    following_up.progress(team, ring, "She said yes", said_by=AOIFE)

    assert parts(team) == {
        spoken.LOOKED_AT: "Ring grandma. Under way: She will think about it.",
        spoken.AGREED: "Write to the school, Aoife Byrne, by 1 December 2026",
    }


def test_the_next_worker_reads_the_newest_word(team: Desk, ring: str) -> None:
    following_up.progress(team, ring, "She will think about it", said_by=AOIFE)

    [row] = reading.actions(team, child="K1")
    assert row.said == (
        "Under way on 17 November 2026, said by Aoife Byrne (recorded by Moira Khan): She will think about it."
    )


def test_a_discussion_written_down_whole_names_what_was_agreed_in_it(team: Desk) -> None:
    action = ToAgreeThere("Ring the school", "He is tired", AOIFE, date(2026, 11, 20))
    record_discussion(team, ToRecord("K1", date(2026, 11, 13), decision="Ring", reasons="Tired", actions=(action,)))

    assert parts(team) == {spoken.AGREED: "Ring the school, Aoife Byrne, by 20 November 2026"}


def test_an_action_that_is_not_here_is_left_out(team: Desk, ring: str) -> None:
    sealed(team, _said(team, ring))
    [talk] = reading.child_page(team, "K1").discussions
    there = ActionsThere(talk.actions.since, ("gone",), ("gone",))

    assert talk.actions.looked_at == (ring,)
    assert spoken.with_actions(replace(talk, actions=there), {}, {}).parts == talk.parts


def _said(desk: Desk, action: str) -> str:
    draft = begun(desk)
    following_up.progress(desk, action, "Rang")
    return draft
