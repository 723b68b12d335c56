"""A discussion of one child, recorded and read."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from supervision_app.domain.discussions import (
    DEPTHS,
    RECORDED,
    TYPES,
    Discussion,
    Said,
    read_discussion,
    record,
)
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.people import Person
from supervision_app.domain.sealed import DISCUSSION, add, see
from tests.fakes.told import AOIFE, KAI, KHAN, Device

HELD = date(2026, 11, 16)
TODAY = date(2026, 11, 18)
DAY = Said("A day in Kai’s life", "He counts the buses from his window.")


def recorded(parts: Sequence[Said] = (DAY,), **other: Any) -> NewEntry:
    """Return the entry of a discussion held on 16 November and typed on the 18th, changed as `other` says."""
    usual: dict[str, Any] = {
        "type_": "case-supervision",
        "depth": "in-depth",
        "held_on": HELD,
        "present": [KHAN, AOIFE],
        "decision": "Ask the aunt",
        "reasons": "She has offered twice",
        "today": TODAY,
    }
    return record(KAI, "d-1", parts=parts, **{**usual, **other})


def test_a_discussion_carries_the_day_of_the_meeting_and_who_was_there() -> None:
    entry = recorded()

    assert (entry.stream, entry.subject, entry.kind, entry.happened_on) == (KAI, "d-1", RECORDED, HELD)
    assert entry.payload == {
        "type": "case-supervision",
        "depth": "in-depth",
        "present": [KHAN.as_payload(), AOIFE.as_payload()],
        "parts": [{"heading": DAY.heading, "text": DAY.text}],
        "decision": "Ask the aunt",
        "reasons": "She has offered twice",
    }


@pytest.mark.parametrize("type_", TYPES)
@pytest.mark.parametrize("depth", DEPTHS)
def test_every_type_and_depth_of_ours_is_taken(type_: str, depth: str) -> None:
    assert recorded(type_=type_, depth=depth).kind == RECORDED


def test_another_type_is_refused_with_the_list() -> None:
    with pytest.raises(InputRefused, match=r"“chat” is not a kind of discussion. Use one of: case-supervision, manage"):
        recorded(type_="chat")


def test_another_depth_is_refused_with_the_list() -> None:
    with pytest.raises(InputRefused, match=r"“deep” is not a depth. Use one of: in-depth, actions-only, not-today"):
        recorded(depth="deep")


def test_a_discussion_of_today_is_recorded() -> None:
    assert recorded(held_on=TODAY).happened_on == TODAY


def test_a_discussion_is_not_recorded_before_it_took_place() -> None:
    with pytest.raises(InputRefused, match="cannot be recorded before it took place"):
        recorded(held_on=date(2026, 11, 19))


def test_headings_without_a_word_are_left_out() -> None:
    entry = recorded([Said("Strengths", " \n"), DAY])

    assert entry.payload["parts"] == [{"heading": DAY.heading, "text": DAY.text}]


@pytest.mark.parametrize("nothing", ["", "  ", "\x00"])
def test_a_discussion_without_a_word_is_refused(nothing: str) -> None:
    with pytest.raises(InputRefused, match="Nothing was written"):
        recorded([Said("Strengths", " ")], decision=nothing)


def test_a_decision_alone_is_a_discussion() -> None:
    assert recorded([]).payload["decision"] == "Ask the aunt"


def test_words_alone_are_a_discussion_and_need_no_reasons() -> None:
    entry = recorded(decision=" ", reasons="")

    assert (entry.payload["decision"], entry.payload["reasons"]) == ("", "")


def test_a_decision_without_its_reasons_is_refused() -> None:
    with pytest.raises(InputRefused, match="A reason for the decision is needed"):
        recorded(reasons=" ")


def test_a_discussion_reads_as_it_was_recorded() -> None:
    device = Device()
    device.write(recorded(), by=KHAN)

    assert read_discussion(device.told("d-1")) == Discussion(
        id="d-1",
        stream=KAI,
        type="case-supervision",
        depth="in-depth",
        held_on="2026-11-16",
        recorded_at="2026-11-16T15:20:00+00:00",
        present=(Person(KHAN.id, "M. Khan", "manager"), Person(AOIFE.id, "Aoife Brennan", "worker")),
        parts=(DAY,),
        decision="Ask the aunt",
        reasons="She has offered twice",
        by="M. Khan",
    )


def test_a_discussion_whose_words_were_withheld_is_not_told() -> None:
    device = Device()
    device.withhold(device.write(recorded()))

    assert read_discussion(device.told("d-1")) is None


def test_an_entry_of_another_kind_is_no_discussion() -> None:
    device = Device()
    device.write(NewEntry(KAI, "d-1", "discussion.signed/1", HELD, {"word": "yes"}))

    assert read_discussion(device.told("d-1")) is None


def test_a_discussion_of_nothing_but_actions_needs_no_words_of_its_own() -> None:
    entry = recorded([], depth="actions-only", decision="", reasons="")

    assert (entry.payload["parts"], entry.payload["depth"]) == ([], "actions-only")


@pytest.mark.parametrize("depth", ["in-depth", "not-today"])
def test_at_another_depth_words_are_needed(depth: str) -> None:
    with pytest.raises(InputRefused, match="Nothing was written"):
        recorded([], depth=depth, decision="", reasons="")


def test_whose_supervision_it_was_is_told_and_whether_they_have_read_it() -> None:
    device = Device()
    device.write(recorded(worker=AOIFE))
    device.write(see(DISCUSSION, KAI, "d-1", on=TODAY), by=KHAN)
    found = read_discussion(device.told("d-1"))

    assert found is not None
    assert (found.worker, found.unseen) == (AOIFE, True)
    device.write(see(DISCUSSION, KAI, "d-1", on=TODAY), by=AOIFE)
    device.write(add(DISCUSSION, KAI, "d-1", "The aunt rang.", on=TODAY), by=AOIFE)
    later = read_discussion(device.told("d-1"))
    assert later is not None
    assert not later.unseen
    assert [one.text for one in later.after.added] == ["The aunt rang."]


def test_a_discussion_outside_supervision_waits_for_nobody() -> None:
    device = Device()
    device.write(recorded())
    found = read_discussion(device.told("d-1"))

    assert found is not None
    assert (found.worker, found.unseen) == (None, False)
