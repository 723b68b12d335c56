"""A disagreement on a recorded decision: in the record, on the agenda, in the summary, and gone with a withdrawal."""

import pytest

from supervision_app.domain.discussions import Said
from supervision_app.domain.errors import AmbiguousName, NotFound
from supervision_app.services import disagreeing, people, reading, sessions
from supervision_app.services.agenda import agenda_of
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import preview_document
from supervision_app.services.summarising import discussion_data
from supervision_app.services.supervising import ToRecord, record_discussion
from supervision_app.services.withdrawing import withdraw_record
from tests.fakes.sessions import begun

NOT_READY = "He is not ready to move zeppelin"


@pytest.fixture
def talk(team: Desk) -> str:
    """A decision about Kai, with a senior manager known."""
    people.add_person(team, "Jo Whitfield", "senior")
    wanted = ToRecord(
        "K1", team.today(), parts=(Said("The child’s day", "He counts buses."),), decision="Move", reasons="He asked"
    )
    return record_discussion(team, wanted).discussion


def on_the_agenda(team: Desk) -> bool:
    """Return whether the agenda comes to Kai for a disagreement."""
    before = sessions.unfinished(team)
    opened = sessions.open_session(team, before[0].draft if before else begun(team))
    reasons = agenda_of(team, opened)[team.child("K1")].reasons
    return "The disagreement on what was said on 16 November 2026 is not settled." in reasons


def test_words_typed_for_somebody_are_theirs_and_say_who_typed_them(team: Desk, talk: str) -> None:
    assert not on_the_agenda(team)
    found = disagreeing.disagree(team, talk[:8], NOT_READY, said_by="Aoife").disagreement
    assert found is not None
    assert [(one.text, one.by.name, one.means) for one in found.views] == [
        (NOT_READY, "Aoife Byrne", "at the same screen")
    ]
    assert on_the_agenda(team)
    disagreeing.escalate(team, talk, "Jo", "We cannot agree")
    disagreeing.settle(team, talk, "Ask the aunt first", said_by="Jo")
    assert not on_the_agenda(team)
    before = reading.child_page(team, "K1").discussions[0]
    assert (before.decision, before.reasons) == ("Move", "He asked")


def test_it_stands_in_the_summary_in_words_and_as_values(team: Desk, talk: str) -> None:
    disagreeing.disagree(team, talk, NOT_READY, said_by="Aoife")
    disagreeing.escalate(team, talk, "Jo", "We cannot agree")
    page = reading.child_page(team, "K1")
    data = discussion_data(page.discussions[0])["disagreement"]

    assert data["open"]
    assert data["views"][0] == {
        "text": NOT_READY, "by": "Aoife Byrne", "on": "2026-11-16", "means": "at the same screen",
    }  # fmt: skip
    assert data["escalated"][0]["to"] == "Jo Whitfield"
    assert data["settled"] is None
    disagreeing.settle(team, talk, "Ask the aunt first", said_by="Jo")
    settled = discussion_data(reading.child_page(team, "K1").discussions[0])["disagreement"]["settled"]
    assert settled == {"text": "Ask the aunt first", "by": "Jo Whitfield", "on": "2026-11-16"}
    text = str(preview_document(team, "K1", "1").sections)
    for words in ("Aoife Byrne sees it differently, 16 November 2026", NOT_READY, "Ask the aunt first"):
        assert words in text


def test_a_withdrawal_takes_the_words_of_the_disagreement_too(team: Desk, talk: str) -> None:
    disagreeing.disagree(team, talk, NOT_READY)
    withdraw_record(team, team.child("K1"), talk, "Recorded on the wrong child")

    assert "zeppelin" not in "".join(row.words for row in reading.log(team, "K1"))
    with pytest.raises(NotFound, match="No discussion has the id"):
        disagreeing.find_discussion(team, talk)


def test_an_id_that_means_none_or_several_is_refused(team: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = iter(["aaaa-1", "aaaa-2"])
    monkeypatch.setattr("supervision_app.services.supervising.uuid.uuid4", lambda: next(ids))
    for child in ("K1", "M1"):
        record_discussion(team, ToRecord(child, team.today(), parts=(Said("The child’s day", "Well"),)))
    with pytest.raises(AmbiguousName, match="Several discussions"):
        disagreeing.find_discussion(team, "AAAA")
    for wrong in ("aaa", "bbbb"):
        with pytest.raises(NotFound):
            disagreeing.find_discussion(team, wrong)
