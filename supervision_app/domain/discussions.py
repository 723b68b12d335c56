"""A discussion of one child: who was there, what was said, what was decided and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from supervision_app.domain.disagreements import Disagreement, read_disagreement
from supervision_app.domain.entries import NewEntry, Told, needed, optional
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.people import Person, person_from
from supervision_app.domain.sealed import NOTHING_YET, After, read_after, waits_for

RECORDED = "discussion.recorded/1"

MANAGEMENT_OVERSIGHT = "management-oversight"
TYPES = {
    "case-supervision": "Case supervision",
    MANAGEMENT_OVERSIGHT: "Management oversight",
    "group-supervision": "Group supervision",
}
"""The kinds of discussion that belong on a child's record, and how each is called."""

IN_DEPTH, ACTIONS_ONLY, NOT_TODAY = "in-depth", "actions-only", "not-today"
DEPTHS = {IN_DEPTH: "in depth", ACTIONS_ONLY: "actions only", NOT_TODAY: "not today"}


def counted_depths(counts: Mapping[str, int]) -> str:
    """Return how many children were talked about how deeply: 3 in depth, 12 by actions only, 3 not today."""
    how = {IN_DEPTH: "in depth", ACTIONS_ONLY: "by actions only", NOT_TODAY: "not today"}
    return ", ".join(f"{counts[depth]} {words}" for depth, words in how.items() if counts.get(depth))


WHY_NOT = "Why not today"
"""The heading under which stands why a child was not talked about."""


@dataclass(frozen=True, slots=True)
class Said:
    """One part of a discussion: its heading and the words."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ActionsThere:
    """The ids of the actions that were looked at and agreed in a discussion, which began at `since`, ISO 8601."""

    since: str = ""
    looked_at: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


NO_ACTIONS = ActionsThere()


@dataclass(frozen=True, slots=True)
class Discussion:
    """A discussion as it is recorded; dates are ISO 8601, `held_on` is the meeting's, not the typing's.

    `worker` is whose supervision it was, None where it was none.
    """

    id: str
    stream: str
    type: str
    depth: str
    held_on: str
    recorded_at: str
    present: tuple[Person, ...]
    parts: tuple[Said, ...]
    decision: str
    reasons: str
    by: str
    worker: Person | None = None
    after: After = NOTHING_YET
    actions: ActionsThere = NO_ACTIONS
    disagreement: Disagreement | None = None

    @property
    def in_depth(self) -> bool:
        """Return whether the child was talked about in depth: a decision in passing is no conversation."""
        return self.depth == IN_DEPTH and not self.in_passing

    @property
    def in_passing(self) -> bool:
        """Return whether it was a decision between sessions."""
        return self.type == MANAGEMENT_OVERSIGHT

    @property
    def unseen(self) -> bool:
        """Return whether the worker whose supervision it was has yet to read it."""
        return waits_for(self.worker, self.after)


def record(
    stream: str,
    subject: str,
    *,
    type_: str,
    depth: str,
    held_on: date,
    present: Sequence[Person],
    parts: Sequence[Said],
    decision: str,
    reasons: str,
    today: date,
    worker: Person | None = None,
    actions: ActionsThere = NO_ACTIONS,
) -> NewEntry:
    """Return the entry of a discussion.

    Raises InputRefused for a meeting in the future, an unknown type or depth, a decision without its
    reasons, or a discussion without a word: only one of nothing but actions may have none of its own.
    """
    _known(type_, TYPES, "a kind of discussion")
    _known(depth, DEPTHS, "a depth")
    if held_on > today:
        message = "A discussion cannot be recorded before it took place. Give the date of the meeting."
        raise InputRefused(message)
    decided = optional(decision, "The decision")
    said = [{"heading": part.heading, "text": needed(part.text, part.heading)} for part in parts if part.text.strip()]
    if not said and not decided and depth != ACTIONS_ONLY:
        message = "Nothing was written. Say what was discussed, or what was decided."
        raise InputRefused(message)
    payload = {
        "type": type_,
        "depth": depth,
        "present": [person.as_payload() for person in present],
        "parts": said,
        "decision": decided,
        "reasons": needed(reasons, "A reason for the decision") if decided else "",
        **_where_known(worker, actions),
    }
    return NewEntry(stream, subject, RECORDED, held_on, payload)


def _where_known(worker: Person | None, actions: ActionsThere) -> dict[str, Any]:
    """Return whose supervision it was and which actions came up, as far as there is anything to say."""
    there = {"since": actions.since, "looked_at": list(actions.looked_at), "agreed": list(actions.agreed)}
    return {
        **({"worker": worker.as_payload()} if worker else {}),
        **({"actions": there} if actions.looked_at or actions.agreed else {}),
    }


def _known(word: str, words: Mapping[str, str], what: str) -> None:
    if word not in words:
        message = f"“{word}” is not {what}. Use one of: {', '.join(words)}."
        raise InputRefused(message)


def read_discussion(entries: Sequence[Told]) -> Discussion | None:
    """Return the discussion; None when its words are not here."""
    for entry in entries:
        if entry.kind == RECORDED and entry.payload:
            return replace(_told(entry, entry.payload, read_after(entries)), disagreement=read_disagreement(entries))
    return None


def _told(entry: Told, payload: Mapping[str, Any], after: After) -> Discussion:
    worker, there = payload.get("worker"), payload.get("actions")  # entries of before they were kept have none
    return Discussion(
        id=entry.subject,
        stream=entry.stream,
        type=payload["type"],
        depth=payload["depth"],
        held_on=entry.happened_on,
        recorded_at=entry.recorded_at,
        present=tuple(person_from(person) for person in payload["present"]),
        parts=tuple(Said(part["heading"], part["text"]) for part in payload["parts"]),
        decision=payload["decision"],
        reasons=payload["reasons"],
        by=payload["by"]["name"],
        worker=person_from(worker) if worker else None,
        after=after,
        actions=ActionsThere(there["since"], tuple(there["looked_at"]), tuple(there["agreed"]))
        if there
        else NO_ACTIONS,
    )
