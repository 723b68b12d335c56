"""The story of a child so far: what somebody new reads, as it is known now or was known on another day."""

from datetime import date, timedelta

import pytest

from supervision_app.domain.discussions import Said
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.story import Chapter
from supervision_app.services import allocating, following_up
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.story import story_of
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY
from tests.fakes.sessions import AOIFE, BEN, wait

DUE = date(2026, 12, 1)
WORDS, DECIDED, BEGUN, TO_DO, DONE, AHEAD, WORKERS = range(1, 8)


def lines(chapters: tuple[Chapter, ...], number: int) -> list[tuple[str, str, str]]:
    """Return the lines of a chapter."""
    return [(one.on, one.by, one.text) for one in chapters[number].lines]


def agree(desk: Desk, what: str) -> str:
    """Return an action for Kai."""
    return following_up.agree(desk, ToAgree("K1", what, "Nobody has", AOIFE, DUE))


@pytest.fixture
def told(team: Desk) -> Desk:
    """Kai was talked about; one action is half done, one not begun, one closed; then Ben took over."""
    said = (Said("The child’s day", "“I keep a bag by the door.”"), Said("What has changed since last time", "A move"))
    wanted = ToRecord("K1", MONDAY, parts=said, decision="Ask the aunt", reasons="He wants it", present=(AOIFE,))
    record_discussion(team, wanted)
    following_up.progress(team, agree(team, "Assess the aunt"), "Half of it is written", said_by=AOIFE)
    moved = agree(team, "Visit the aunt")
    following_up.move(team, moved, DUE + timedelta(days=7), "She is away")
    following_up.close(team, agree(team, "Ring the school"), state="done", impact="They know why")
    wait(team)
    allocating.allocate_child(team, "K1", BEN, "LEFTRL")
    return team


def test_somebody_new_reads_what_need_not_be_asked_again(told: Desk) -> None:
    chapters = story_of(told, "K1")

    assert lines(chapters, WORDS) == [("2026-11-16", "Moira Khan", "“I keep a bag by the door.”")]
    assert lines(chapters, DECIDED) == [("2026-11-16", "Moira Khan", "Ask the aunt. Because: He wants it.")]
    [(_, _, begun)] = lines(chapters, BEGUN)
    assert begun.startswith("Assess the aunt. Why: Nobody has. Due 1 December 2026. Under way on 16 November 2026")
    [(_, _, to_do)] = lines(chapters, TO_DO)
    assert to_do == "Visit the aunt. Why: Nobody has. Due 8 December 2026, first 1 December 2026."
    assert lines(chapters, DONE) == [("2026-11-16", "Moira Khan", "Ring the school. Done: They know why.")]
    assert lines(chapters, WORKERS) == [
        ("2026-11-16", AOIFE, "From then, or from before. Until 17 November 2026."),
        ("2026-11-17", BEN, "From then. Has the child now."),
    ]


def test_what_was_known_on_another_day_is_told_as_it_was(told: Desk) -> None:
    chapters = story_of(told, "K1", MONDAY)

    assert lines(chapters, WORKERS) == [("2026-11-16", AOIFE, "From then, or from before. Has the child now.")]
    with pytest.raises(InputRefused, match="Nothing was recorded of this child until 1 November 2026"):
        story_of(told, "K1", date(2026, 11, 1))


def test_a_child_of_whom_little_is_known_has_a_story_all_the_same(team: Desk) -> None:
    chapters = story_of(team, "L1")

    assert all(chapter.heading and chapter.empty for chapter in chapters)
    assert lines(chapters, WORDS) == lines(chapters, DECIDED) == []
    assert lines(chapters, WORKERS)[0][1] == BEN
