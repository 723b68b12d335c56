"""Whatever words are withheld or erased, every fold still tells, and no action is closed or dropped for it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.adapters.storage import projected
from supervision_app.adapters.storage.projecting import rows_of
from supervision_app.domain.actions import ACTION_KINDS, Action, read_action
from supervision_app.domain.cards import read_contact
from supervision_app.domain.directory import read_import
from supervision_app.domain.erasing import read_erased
from supervision_app.domain.handover import read_handover
from supervision_app.domain.holds import read_hold
from supervision_app.domain.packs import read_passages
from supervision_app.domain.same_person import read_also
from supervision_app.domain.withdrawing import read_withdrawn
from supervision_app.ledger.entry import Entry
from supervision_app.services.telling import KNOWN_KINDS, tell
from tests.fakes.several_authors import AUTHORS, DAYS, MANAGER, PEOPLE, Author

STREAM = "child:1"
BEN = PEOPLE[2]
OFFER: dict[str, Any] = {"manager": MANAGER, "as_worker": True, "why": "because"}
WITHDRAWN: dict[str, Any] = {"entries": ["e1"], "why": "Another child", "state": "withdrawn", "rule": "closed-actions"}
DECIDED = {"ground": "A court", "decided_by": "Ines", "reference": "7"}
EXPORT: dict[str, Any] = {
    "number": 1,
    "written_at": "2026-11-16T10:00:00+00:00",
    "formats": ["txt"],
    "upto": {"a": 1},
    "left": [],
    "managers": [MANAGER],
    "version": "1",
    "digest": "0",
}
TALK: dict[str, Any] = {
    "type": "case-supervision",
    "depth": "in-depth",
    "present": [MANAGER, BEN],
    "parts": [{"heading": "The day", "text": "Buses"}],
    "decision": "Ring",
    "reasons": "Nobody has",
    "worker": BEN,
    "actions": {"since": DAYS[0], "looked_at": ["a1"], "agreed": []},
}
PASSAGE: dict[str, Any] = {
    "purpose": "team",
    "people": [BEN],
    "tally": {"entries": 1, "children": 1, "open_actions": 0, "root": "0"},
    "streams": ["child:1"],
    "actions": [],
}
SUBJECTS: Mapping[str, Mapping[str, dict[str, Any]]] = {
    "action": {
        "action.agreed/1": {**OFFER, "what": "Ring", "owner": BEN, "accepted": False, "due": DAYS[0]},
        "action.progressed/1": {"note": "Rang", "state": "partly-done"},
        "action.moved/1": {"was": DAYS[0], "due": DAYS[1], "why": "ill"},
        "action.offered/1": {**OFFER, "to": BEN, "instead_of": ["p0"]},
        "action.accepted/1": {"as_worker": True},
        "action.returned/1": {"why": "full", "manager": MANAGER},
        "action.closed/1": {"state": "done", "impact": "some"},
        "action.reopened/1": {"why": "again"},
        "action.withdrawn/1": WITHDRAWN,
        "action.pondered/9": {"of": "a later version"},
    },
    "allocation": {"child.allocated/1": {"to": BEN, "from": [MANAGER], "reason": "LEFTRL"}},
    "erased": {"child.erased/1": {**DECIDED, "open_actions": 0, "exports": []}},
    "facts": {
        "facts.observed/1": {"case_id": "K1", "as_of": DAYS[0], "source": "table", "facts": {"born": DAYS[0]}},
        "facts.birth-settled/1": {"born": DAYS[1], "why": "Seen the certificate"},
    },
    "discussion": {
        "discussion.recorded/1": TALK,
        "discussion.seen/1": {"means": "own device"},
        "discussion.added/1": {"text": "More"},
        "discussion.disagreed/1": {"text": "I see it differently", "means": "own device"},
        "discussion.escalated/1": {"to": BEN, "why": "We are stuck"},
        "discussion.settled/1": {"text": "We wait"},
        "discussion.withdrawn/1": WITHDRAWN,
    },
    "supervision": {
        "supervision.recorded/1": {"worker": BEN, "present": [MANAGER, BEN], "parts": [], "depths": {"in-depth": 1}},
        "supervision.seen/1": {"means": "own device"},
        "supervision.added/1": {"text": "More"},
        "supervision.withdrawn/1": WITHDRAWN,
    },
    "export": {"export.recorded/1": EXPORT, "export.confirmed/1": {"reference": "DOC-1"}},
    "hold": {"hold.placed/1": {"why": "Review"}, "hold.lifted/1": {"why": "Over"}},
    "team": {"team.named/1": {"name": "Riverside", "authority": "Demonshire", "demonstration": False}},
    "person": {
        "person.joined/1": {"name": "Ben", "role": "worker", "key": ""},
        "person.left/1": {"why": "Another job"},
        "person.same/1": {"also": BEN},
        "person.not-same/1": {"id": "p2"},
    },
    "device": {
        "device.introduced/1": {"person": BEN, "key": "00"},
        "device.renewed/1": {"before": "00", "key": "11", "of": DAYS[0], "proof": "22"},
    },
    "card": {
        "card.pinned/1": {"person": BEN, "team": "North", "key": "00", "box": "age1"},
        "card.left/1": {"why": "Another job"},
    },
    "pack": {
        "pack.sent/1": PASSAGE,
        "pack.received/1": {**PASSAGE, "author": "00", "introduced": [{"key": "00", "person": BEN}]},
        "pack.receipted/1": {"received": PASSAGE["tally"], "person": BEN},
    },
    "meeting": {
        "meeting.planned/1": {"on": DAYS[0], "at": "10:00", "minutes": 90},
        "meeting.moved/1": {"on": DAYS[1], "why": "ill"},
        "meeting.cancelled/1": {"why": "left"},
    },
    "rhythm": {
        "rhythm.agreed/1": {
            "code": "4", "name": "every 4 weeks", "since": DAYS[0], "minutes": 90,
            "steps": [{"every": 28, "until": ""}],
        }
    },
    "handover": {"handover.written/1": {"parts": {"told": "Buses"}}},
    "import": {
        "import.recorded/1": {
            "as_of": DAYS[0], "source": "table", "lists": ["8"], "teams": [], "files": [], "counts": {"new": 1},
        }
    },
}  # fmt: skip
"""Every kind of entry with words that it may hold, by what it is about."""


@st.composite
def told_with_gaps(draw: st.DrawFn, about: str) -> tuple[list[Entry], list[Entry]]:
    """Draw a subject as several people wrote it, whole, and the same with some words gone."""
    authors = [Author(number) for number in range(AUTHORS)]
    kinds = SUBJECTS[about]
    entries: list[Entry] = []
    for _ in range(draw(st.integers(1, 8))):
        seen = [entry for entry in entries if draw(st.booleans())] if draw(st.booleans()) else entries
        kind = draw(st.sampled_from(sorted(kinds)))
        payload = {"by": MANAGER, "recorded_by": MANAGER, **kinds[kind]}
        author = authors[draw(st.integers(0, AUTHORS - 1))]
        entries.append(author.write(STREAM, about, kind, payload, seen))
    gone = [replace(entry, payload=None, salt=None) if draw(st.booleans()) else entry for entry in entries]
    return entries, gone


def action_of(entries: Sequence[Entry]) -> Action:
    """Return the action that the entries tell."""
    return read_action(tell(entries))


def test_every_kind_that_is_known_is_tried() -> None:
    tried = {kind for kinds in SUBJECTS.values() for kind in kinds}
    assert tried >= KNOWN_KINDS
    assert set(SUBJECTS["action"]) >= ACTION_KINDS


@pytest.mark.parametrize("about", sorted(SUBJECTS))
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_fold_stumbles_over_words_that_are_gone(about: str, data: st.DataObject) -> None:
    whole, gone = data.draw(told_with_gaps(about))
    for entries in (whole, gone, [replace(entry, payload=None, salt=None) for entry in whole]):
        rows = rows_of(entries, {})
        assert [row for model, row in rows if model is projected.SubjectHeadRow]
        told = tell(entries)
        for read in (read_withdrawn, read_hold, read_erased, read_contact, read_passages, read_handover, read_also):
            read(told)
        for entry in told:
            read_import(entry)


@settings(max_examples=600, deadline=None)
@given(data=st.data())
def test_no_action_is_closed_or_dropped_because_words_are_gone(data: st.DataObject) -> None:
    whole, gone = data.draw(told_with_gaps("action"))
    [row] = [row for model, row in rows_of(gone, {}) if model is projected.ActionRow]

    assert action_of(gone).is_open or not action_of(whole).is_open
    assert row["is_open"] is action_of(gone).is_open
    assert action_of([replace(entry, payload=None, salt=None) for entry in whole]).is_open
    if row["is_open"]:
        assert not [one for model, one in rows_of(gone, {}) if model is projected.WithdrawnRow]
