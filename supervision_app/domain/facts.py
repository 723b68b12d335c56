"""What has been observed of a child, each fact with the date it was true as of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from supervision_app.domain import events
from supervision_app.domain.entries import NewEntry, Sight, Told, how_many, in_words, needed
from supervision_app.domain.errors import RuleRefused
from supervision_app.domain.events import Noted, read_noted

OBSERVED = "facts.observed/1"
BIRTH_SETTLED = "facts.birth-settled/1"
SUBJECT = events.SUBJECT

TYPED = "typed here"


@dataclass(frozen=True, slots=True)
class Fact:
    """A value, the date it was true as of, and where it came from."""

    value: str
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one child; `births` holds more than one date while two claims stand against each other.

    `noted` are the dates that somebody noted, by event: they stand beside the facts, and an import changes none.
    """

    case_id: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    births: tuple[str, ...] = ()
    noted: Mapping[str, Noted] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """Return a fact's value, or the date that was noted, the later where both are known; empty when neither is."""
        fact = self.facts.get(name)
        told = fact.value if fact else ""
        # Asked for every rule and every child: most children have nothing noted.
        return max(told, self.noted[name].on) if name in self.noted else told

    def day(self, name: str) -> date | None:
        """Return a fact's date, None when it is not known."""
        value = self.value(name)
        return date.fromisoformat(value) if value else None


def read_facts(entries: Sequence[Told]) -> Known:
    """Return what is known; for each fact the latest as-of date wins, and on one day the later entry.

    Settling a date of birth settles the claims its author had seen: one made meanwhile stands against it.
    """
    facts: dict[str, Fact] = {}
    births: list[tuple[Told, str]] = []
    sight = Sight(entries)
    case_id = ""
    for entry in entries:
        payload: Mapping[str, Any] = entry.payload or {}
        if entry.kind == BIRTH_SETTLED and payload:
            births = [(claim, born) for claim, born in births if not sight.saw(entry, claim)]
            births.append((entry, payload["born"]))
            facts["born"] = Fact(payload["born"], entry.happened_on, TYPED)
        if entry.kind == OBSERVED and payload:
            case_id = payload["case_id"]
            if born := payload["facts"].get("born"):
                births.append((entry, born))
            _take(facts, payload)
    return Known(case_id, facts, tuple(sorted({born for _, born in births})), read_noted(entries))


def _take(facts: dict[str, Fact], payload: Mapping[str, Any]) -> None:
    for name, value in payload["facts"].items():
        known = facts.get(name)
        if known is None or payload["as_of"] >= known.as_of:
            facts[name] = Fact(value, payload["as_of"], payload["source"])


def changes(known: Known, observed: Mapping[str, str], as_of: date) -> dict[str, str]:
    """Return the observed facts that are new or differ; an older observation changes nothing that is known."""
    day = as_of.isoformat()
    return {
        name: value
        for name, value in sorted(observed.items())
        if name not in known.facts or (known.facts[name].value != value and day >= known.facts[name].as_of)
    }


def observe(stream: str, case_id: str, facts: Mapping[str, str], *, as_of: date, source: str, on: date) -> NewEntry:
    """Return the entry that holds what one import, or one person, newly saw."""
    payload = {"case_id": case_id, "as_of": as_of.isoformat(), "source": source, "facts": dict(facts)}
    return NewEntry(stream, SUBJECT, OBSERVED, on, payload)


def settle_birth(stream: str, known: Known, born: date, why: str, *, on: date) -> NewEntry:
    """Return the entry that settles which date of birth is right; raises RuleRefused when nothing is in doubt."""
    if len(known.births) < 2:  # noqa: PLR2004 - two claims are what a doubt is
        message = "Only one date of birth is known for this child, so there is nothing to settle."
        raise RuleRefused(message)
    return NewEntry(stream, SUBJECT, BIRTH_SETTLED, on, {"born": born.isoformat(), "why": needed(why, "The reason")})


def identity_doubt(known: Known) -> str:
    """Return the alarm when two dates of birth stand for one id, else nothing: exports wait for the answer."""
    if len(known.births) < 2:  # noqa: PLR2004
        return ""
    dates = " and ".join(in_words(born) for born in known.births)
    return (
        f"Two children, one id? {known.case_id} has {how_many(len(known.births)).lower()} dates of birth: {dates}. "
        "Check in the case system which is right, then settle it with “settle-birth”."
    )
