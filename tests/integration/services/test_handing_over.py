"""What a leaver says on a child reaches whoever comes next, and stands first in the child's story."""

from datetime import date

import pytest

from supervision_app.domain.errors import InputRefused, NotFound
from supervision_app.services import following_up
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.handing_over import hand_over, handed_over, still_to_hand_over
from supervision_app.services.story import story_of

DUE = date(2026, 12, 1)


def test_words_stand_at_the_head_of_the_story_the_newest_first(team: Desk) -> None:
    hand_over(team, "K1", {"told": "He is afraid of buses", "part_done": "The life story book"}, said_by="Aoife")
    team.clock.day = DUE  # type: ignore[attr-defined]
    hand_over(team, "K1", {"told": "He wants to see his sister"})

    chapters = story_of(team, "K1")
    assert [one.heading for one in chapters[:2]] == [
        "What they have told us already, and should not be asked again",
        "What is part-done: to be finished, not restarted",
    ]
    assert [(line.text, line.by) for line in chapters[0].lines] == [
        ("He wants to see his sister", "Moira Khan"),
        ("He is afraid of buses", "Aoife Byrne"),
    ]
    assert len(story_of(team, "M1")) == len(chapters) - 2
    assert handed_over(team, team.child("M1")) == []


def test_something_has_to_be_said(team: Desk) -> None:
    with pytest.raises(InputRefused, match="at least one thing"):
        hand_over(team, "K1", {"told": "  "})
    with pytest.raises(NotFound):
        hand_over(team, "X9", {"told": "x"})


def test_it_is_said_which_children_have_no_words_yet(team: Desk) -> None:
    following_up.agree(team, ToAgree("K1", "Ring", "Why", "Aoife", DUE))
    hand_over(team, "K1", {"trusts": "His grandmother"}, said_by="Aoife")

    found = {one.child: one for one in still_to_hand_over(team, "Aoife")}
    assert (found["K1"].open_actions, found["K1"].said_on) == (1, "2026-11-16")
    assert (found["M1"].name, found["M1"].open_actions, found["M1"].said_on) == ("Mia", 0, "")
    assert still_to_hand_over(team, "Moira") == []
