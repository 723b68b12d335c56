"""Several devices that write of one child, each having seen only part of what the others wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.entry import Entry, Link, write_entry
from supervision_app.ledger.order import heads
from supervision_app.ledger.union import Signed

AUTHORS = 3
PEOPLE = tuple(
    {"id": f"p{number}", "name": name, "role": role}
    for number, (name, role) in enumerate([("Moira Khan", "manager"), ("Aoife Byrne", "worker"), ("Ben", "worker")])
)
MANAGER = PEOPLE[0]
DAYS = ("2026-11-16", "2026-11-20", "2026-12-01")
STREAMS = ("child:1", "child:2")


class Author:
    """A device with its key and its chains."""

    def __init__(self, number: int) -> None:
        """Take a number: the same number is the same device."""
        self.key = DeviceKey(bytes([number + 1]) * 32)
        self.id = self.key.author
        self._tips: dict[str, Entry] = {}

    def write(self, stream: str, subject: str, kind: str, payload: Mapping[str, Any], after: Sequence[Entry]) -> Entry:
        """Return this device's next entry of a stream, having seen these entries of its subject."""
        before = self._tips.get(stream)
        link = Link(self.id, before.seq + 1 if before else 1, before.id if before else None, heads(after))
        entry = write_entry(
            link,
            stream=stream,
            subject=subject,
            kind=kind,
            happened_on=DAYS[0],
            recorded_at="2026-11-16T10:00:00+00:00",
            payload=payload,
        )
        self._tips[stream] = entry
        return entry

    def sign(self, stream: str, *entries: Entry) -> Signed:
        """Return the entries under one signature."""
        return Signed(self.key.commit(stream, entries), entries)

    @staticmethod
    def withhold(signed: Signed) -> Signed:
        """Return the same commit without its words."""
        return Signed(signed.commit, tuple(replace(entry, payload=None, salt=None) for entry in signed.entries))


def _payload(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    by, other = draw(st.sampled_from(PEOPLE)), draw(st.sampled_from(PEOPLE))
    day, flag = draw(st.sampled_from(DAYS)), draw(st.booleans())
    offered = {"manager": MANAGER, "as_worker": flag, "why": "because"}
    payloads: dict[str, dict[str, Any]] = {
        "action.agreed/1": {**offered, "what": "Ring", "owner": other, "accepted": flag, "due": day},
        "action.progressed/1": {"note": "x", "state": "partly-done" if flag else "in-progress"},
        "action.moved/1": {"was": DAYS[0], "due": day, "why": "ill"},
        "action.offered/1": {**offered, "to": other},
        "action.accepted/1": {"as_worker": flag},
        "action.returned/1": {"why": "full", "manager": MANAGER},
        "action.closed/1": {"state": "done" if flag else "superseded", "impact": "some"},
        "action.reopened/1": {"why": "again"},
        "child.allocated/1": {"to": other, "from": [by], "reason": "LEFTRL"},
        "facts.observed/1": {"case_id": "K1", "as_of": day, "source": "table", "facts": {"name": other["name"]}},
        "discussion.recorded/1": {
            "type": "case-supervision",
            "depth": "in-depth" if flag else "not-today",
            "present": [MANAGER, other],
            "parts": [{"heading": "The day", "text": "Buses"}],
            "decision": "",
            "reasons": "",
            **({"worker": other} if flag else {}),
        },
        "supervision.recorded/1": {
            "worker": other,
            "present": [MANAGER, other],
            "parts": [],
            "depths": {"in-depth": 1},
        },
        "discussion.seen/1": {"means": "on their own device"},
        "supervision.seen/1": {"means": "at the same screen"},
        "discussion.added/1": {"text": "More"},
        "supervision.added/1": {"text": "More"},
        "action.pondered/9": {"of": "a later version"},
        "wellbeing.noted/1": {"of": "a later version"},
    }
    return {"by": by, **payloads[kind]}


_ACTION = ("progressed", "moved", "offered", "accepted", "returned", "closed", "reopened")
KINDS = {
    "a1": tuple(f"action.{kind}/1" for kind in _ACTION),
    "a2": (*(f"action.{kind}/1" for kind in _ACTION), "action.pondered/9"),
    "allocation": ("child.allocated/1",),
    "facts": ("facts.observed/1",),
    "d1": tuple(f"discussion.{kind}/1" for kind in ("recorded", "seen", "added")),
    "s1": tuple(f"supervision.{kind}/1" for kind in ("recorded", "seen", "added")),
    "w1": ("wellbeing.noted/1",),
}


@st.composite
def history(draw: st.DrawFn) -> list[Signed]:
    """Draw signed commits of several authors, who each saw some of the others' before they wrote."""
    authors = [Author(number) for number in range(AUTHORS)]
    seen: list[dict[str, Entry]] = [{} for _ in authors]
    everything: dict[str, Entry] = {}
    commits = []
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, AUTHORS - 1))
        author, known = authors[at], seen[at]
        if draw(st.booleans()):
            known.update(everything)
        stream = draw(st.sampled_from(STREAMS))
        new: list[Entry] = []
        for subject in draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=3)):
            mine = [entry for entry in known.values() if (entry.stream, entry.subject) == (stream, subject)]
            begins = not mine and subject.startswith("a") and subject != "allocation"
            kind = "action.agreed/1" if begins else draw(st.sampled_from(KINDS[subject]))
            entry = author.write(stream, subject, kind, _payload(draw, kind), mine)
            known[entry.id] = entry
            new.append(entry)
        everything.update({entry.id: entry for entry in new})
        signed = author.sign(stream, *new)
        commits.append(author.withhold(signed) if draw(st.integers(0, 9)) == 0 else signed)
    return commits
