"""Withdrawing: the words go, that it was withdrawn stays, and no open action is lost for it."""

from dataclasses import replace
from datetime import date

import pytest

from supervision_app.domain.actions import PROGRESSED
from supervision_app.domain.agreements import close, progress, reopen
from supervision_app.domain.entries import NewEntry, Told
from supervision_app.domain.errors import InputRefused, RuleRefused
from supervision_app.domain.withdrawing import read_withdrawn, withdraw
from tests.fakes.told import ACTION, KAI, KHAN, Device, agreed, around

TENTH, ELEVENTH = date(2026, 11, 10), date(2026, 11, 11)
WHY = "It is about another child"


def closed() -> Device:
    """Return a device with an action that is closed."""
    device = Device()
    device.write(agreed())
    device.write(progress(device.action(), "Rang", state="in-progress", on=TENTH))
    device.write(close(device.action(), KHAN, state="not-needed", impact="Wrong child", around=around(), on=TENTH))
    return device


def withdrawn(device: Device) -> Told:
    """Withdraw the action, and let its words go as the vault does."""
    entry = device.write(withdraw(device.told(), WHY, on=ELEVENTH))
    named = (entry.payload or {})["entries"]
    for one in [told for told in device.told() if told.id in named]:
        device.withhold(one)
    return entry


def test_a_withdrawal_names_every_entry_and_none_of_the_words() -> None:
    device = closed()
    before = [told.id for told in device.told()]
    entry = withdrawn(device)

    assert entry.kind == "action.withdrawn/1"
    assert (entry.payload or {})["entries"] == before
    assert "Rang" not in str(entry.payload)
    found = read_withdrawn(device.told())
    assert found is not None
    assert (found.family, found.on, found.by, found.why) == ("action", "2026-11-11", "M. Khan", WHY)


def test_a_withdrawn_action_is_not_open_and_says_so() -> None:
    device = closed()
    assert read_withdrawn(device.told()) is None
    withdrawn(device)
    action = device.action()

    assert (action.is_open, action.state, action.closed_by) == (False, "withdrawn", "M. Khan")
    assert action.what == "Withdrawn: it was recorded on the wrong child"
    assert (action.impact, action.notes) == (WHY, ())
    with pytest.raises(RuleRefused, match="was withdrawn, and its words are gone"):
        reopen(action, "It is not", on=ELEVENTH)


def test_what_somebody_else_wrote_meanwhile_keeps_the_action_open() -> None:
    device, other = closed(), Device("other")
    device.exchange(other)
    withdrawn(device)
    other.write(NewEntry(KAI, ACTION, PROGRESSED, ELEVENTH, {"note": "She rang", "state": "in-progress"}))
    device.take(*[told for told in other.told() if told.kind == PROGRESSED])

    assert device.action().is_open
    assert device.action().what.startswith("An action that was withdrawn here, and changed elsewhere: ask whoever")
    other.take(*[told for told in device.told() if told.kind == "action.withdrawn/1"])
    assert (other.action().is_open, other.action().what) == (True, closed().action().what)


def test_an_open_action_is_not_withdrawn_unless_it_was_elsewhere() -> None:
    device = Device()
    device.write(agreed())
    with pytest.raises(RuleRefused, match="is open, and would be lost"):
        withdraw(device.told(), WHY, on=ELEVENTH)

    assert withdraw(device.told(), WHY, on=ELEVENTH, again=True).kind == "action.withdrawn/1"


def test_nothing_is_withdrawn_twice_nor_without_a_reason() -> None:
    device = closed()
    with pytest.raises(InputRefused, match="The reason is needed"):
        withdraw(device.told(), " ", on=ELEVENTH)
    withdrawn(device)
    with pytest.raises(RuleRefused, match="withdrawn already"):
        withdraw(device.told(), WHY, on=ELEVENTH)


def test_what_is_neither_a_record_nor_an_action_is_refused() -> None:
    device = closed()
    fact = replace(device.told()[0], kind="facts.observed/1")
    with pytest.raises(RuleRefused, match="Only a discussion"):
        withdraw([fact], WHY, on=ELEVENTH)
