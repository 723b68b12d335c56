"""A disagreement: nobody changes another's words, it is taken to somebody, and it is settled in sight of all of it."""

from datetime import date

import pytest

from supervision_app.domain import disagreements
from supervision_app.domain.disagreements import Disagreement, read_disagreement, told
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.people import Person
from tests.fakes.told import AOIFE, KAI, KHAN, SENIOR, Device

ON = date(2026, 11, 16)
TALK = "talk-1"


def said(device: Device, text: str, by: Person = AOIFE) -> None:
    """Say on a device what somebody sees differently."""
    device.write(disagreements.say(KAI, TALK, text, on=ON), by)


def read(device: Device) -> Disagreement:
    """Return the disagreement as a device holds it."""
    found = read_disagreement(device.told(TALK))
    assert found is not None
    return found


def taken(device: Device, to: Person = SENIOR, by: Person = KHAN) -> None:
    """Take it to somebody."""
    entry = disagreements.escalate(KAI, TALK, read(device), to, "We cannot agree", by=by, on=ON)
    device.write(entry, by)


def settled(device: Device, by: Person = SENIOR) -> None:
    """Say that it was settled."""
    device.write(disagreements.settle(KAI, TALK, read(device), "The aunt is asked", by=by, on=ON), by)


def test_each_says_it_in_their_own_words_and_both_stand() -> None:
    device = Device()
    said(device, "He is not ready to move")
    said(device, "He asked to move himself", KHAN)

    assert [(one.text, one.by.name) for one in read(device).views] == [
        ("He is not ready to move", "Aoife Brennan"),
        ("He asked to move himself", "M. Khan"),
    ]
    assert read(device).is_open
    with pytest.raises(InputRefused, match="What is seen differently is needed"):
        disagreements.say(KAI, TALK, " ", on=ON)


def test_it_is_taken_to_somebody_once_who_says_how_it_is_settled() -> None:
    device = Device()
    said(device, "He is not ready to move")
    taken(device)
    with pytest.raises(RuleRefused, match="Jo Whitfield has it already"):
        taken(device)
    with pytest.raises(RuleRefused, match=r"M\. Khan has it already"):
        taken(device, KHAN)
    with pytest.raises(RuleRefused, match="taken to Jo Whitfield, who says how it is settled"):
        settled(device, KHAN)
    settled(device)

    found = read(device)
    assert not found.is_open
    assert told(found) == [
        ("Aoife Brennan sees it differently, 16 November 2026", "He is not ready to move"),
        ("Taken to Jo Whitfield by M. Khan, 16 November 2026", "We cannot agree"),
        ("Settled by Jo Whitfield, 16 November 2026", "The aunt is asked"),
    ]
    for again in (taken, settled):
        with pytest.raises(RuleRefused, match="It was settled on 16 November 2026"):
            again(device)


def test_without_being_taken_to_anybody_those_who_disagree_settle_it() -> None:
    device = Device()
    said(device, "He is not ready to move")
    settled(device, AOIFE)

    assert not read(device).is_open


def test_what_is_said_after_the_settling_opens_it_again() -> None:
    device = Device()
    said(device, "He is not ready to move")
    settled(device, AOIFE)
    said(device, "Nobody asked the aunt")

    assert read(device).is_open
    assert len(told(read(device))) == 2


@pytest.mark.parametrize("names", [("one", "other"), ("other", "one")])
def test_a_settling_that_had_not_seen_what_was_said_elsewhere_settles_nothing(names: tuple[str, str]) -> None:
    one, other = Device(names[0]), Device(names[1])
    said(one, "He is not ready to move")
    one.exchange(other)
    settled(one, AOIFE)
    said(other, "He asked to move himself", KHAN)
    one.exchange(other)

    assert read(one) == read(other)
    assert read(one).is_open
    assert len(read(one).views) == 2


def test_without_a_disagreement_there_is_nothing_to_take_or_settle() -> None:
    assert read_disagreement([]) is None
    with pytest.raises(RuleRefused, match="Nobody disagrees here yet"):
        disagreements.escalate(KAI, TALK, None, SENIOR, "Why", by=KHAN, on=ON)
    with pytest.raises(RuleRefused, match="Nobody disagrees here yet"):
        disagreements.settle(KAI, TALK, None, "How", by=KHAN, on=ON)
