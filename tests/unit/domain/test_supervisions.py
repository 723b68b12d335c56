"""A session in the worker's own record, recorded and read."""

from datetime import date
from typing import Any

import pytest

from supervision_app.domain.discussions import Said
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.sealed import SUPERVISION, add, see
from supervision_app.domain.supervisions import RECORDED, read_supervision, record, stream_of
from tests.fakes.told import AOIFE, KHAN, Device

HELD = date(2026, 11, 16)
TODAY = date(2026, 11, 18)
TIRED = Said("How you are", "Tired.")
OWN = "worker:p-aoife"


def recorded(**other: Any) -> NewEntry:
    """Return the entry of a session with Aoife held on 16 November and typed on the 18th."""
    usual: dict[str, Any] = {
        "worker": AOIFE,
        "held_on": HELD,
        "present": [KHAN, AOIFE],
        "parts": [TIRED],
        "depths": {"in-depth": 3, "actions-only": 12, "not-today": 0},
        "today": TODAY,
    }
    return record("s-1", **{**usual, **other})


def test_a_session_is_in_the_workers_own_stream() -> None:
    entry = recorded()

    assert stream_of(AOIFE.id) == OWN
    assert (entry.stream, entry.subject, entry.kind, entry.happened_on) == (OWN, "s-1", RECORDED, HELD)
    assert entry.payload == {
        "worker": AOIFE.as_payload(),
        "present": [KHAN.as_payload(), AOIFE.as_payload()],
        "parts": [{"heading": "How you are", "text": "Tired."}],
        "depths": {"in-depth": 3, "actions-only": 12},
    }


def test_a_session_may_hold_no_word_about_the_worker() -> None:
    assert recorded(parts=[]).payload["parts"] == []


def test_a_session_of_today_is_recorded_and_one_of_tomorrow_is_not() -> None:
    assert recorded(held_on=TODAY).happened_on == TODAY
    with pytest.raises(InputRefused, match=r"cannot be recorded before it took place. Give the date of the meeting"):
        recorded(held_on=date(2026, 11, 19))


@pytest.mark.parametrize("present", [[AOIFE], [AOIFE, AOIFE], []])
def test_nobody_supervises_themselves(present: list[Any]) -> None:
    with pytest.raises(InputRefused, match=r"Aoife Brennan cannot supervise themselves. Choose the person"):
        recorded(present=present)


def test_a_heading_without_words_is_refused() -> None:
    with pytest.raises(InputRefused, match="How you are is needed"):
        recorded(parts=[Said("How you are", " ")])


def test_a_session_reads_as_it_was_recorded_with_what_came_after() -> None:
    device = Device()
    device.write(recorded())
    found = read_supervision(device.told("s-1"))

    assert found is not None
    assert (found.id, found.worker, found.held_on, found.by) == ("s-1", AOIFE, "2026-11-16", "M. Khan")
    assert found.recorded_at == "2026-11-16T15:20:00+00:00"
    assert (found.present, found.parts) == ((KHAN, AOIFE), (TIRED,))
    assert found.depths == {"in-depth": 3, "actions-only": 12}
    assert found.unseen
    device.write(see(SUPERVISION, OWN, "s-1", on=TODAY), by=AOIFE)
    device.write(add(SUPERVISION, OWN, "s-1", "Less so.", on=TODAY), by=AOIFE)
    later = read_supervision(device.told("s-1"))
    assert later is not None
    assert not later.unseen
    assert [one.text for one in later.after.added] == ["Less so."]


def test_a_session_whose_words_are_not_here_is_not_told() -> None:
    device = Device()
    device.withhold(device.write(recorded()))
    device.write(see(SUPERVISION, OWN, "s-1", on=TODAY), by=AOIFE)

    assert read_supervision(device.told("s-1")) is None
