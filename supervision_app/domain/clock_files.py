"""The files that say which time limits there are: read from plain values, checked, and changed by a council's own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from supervision_app.domain.clocks import CONFIDENCES, UNITS, ClockRule
from supervision_app.domain.events import EventKind
from supervision_app.domain.observed import DATES, FACTS

CLOCK, EVENT = "clock", "event"
_WHOLE_PERIOD = 10_000
"""Days, weeks or months of which a period may hold fewer than this: more is a slip of the hand."""


class ClockFault(Exception):
    """A file that cannot be used: in which table it is wrong (“clock” or “event”) and which of them, counted from 1."""

    def __init__(self, why: str, table: str = "", number: int = 0) -> None:
        """Take the sentence and the place; 0 is the whole file."""
        super().__init__(why)
        self.why, self.table, self.number = why, table, number


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """The rules, and the events whose dates can be noted, each by its id."""

    rules: Mapping[str, ClockRule] = field(default_factory=dict)
    events: Mapping[str, EventKind] = field(default_factory=dict)


Reader = Callable[[str, Any], Any]
_Made = TypeVar("_Made")


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        why = f"“{name}” has to be text in quotation marks."
        raise ClockFault(why)
    return value.strip()


def _number(name: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _WHOLE_PERIOD:
        why = f"“{name}” has to be a whole number from 0 to {_WHOLE_PERIOD - 1:,}, without quotation marks."
        raise ClockFault(why)
    return value


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        why = f"“{name}” has to be true or false."
        raise ClockFault(why)
    return value


def _one_of(*choices: str) -> Reader:
    def read(name: str, value: Any) -> str:
        if value not in choices:
            why = f"“{name}” is “{value}”. Use one of: {', '.join(choices)}."
            raise ClockFault(why)
        return str(value)

    return read


def _names(name: str, value: Any) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list):
        why = f"“{name}” has to be a list of names in quotation marks."
        raise ClockFault(why)
    return tuple(_text(name, one) for one in listed)


def _pairs(name: str, value: Any) -> dict[str, str]:
    return {one: _text(name, other) for one, other in _table(name, value).items()}


def _values(name: str, value: Any) -> dict[str, tuple[str, ...]]:
    return {one: _names(name, other) for one, other in _table(name, value).items()}


def _table(name: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        why = f"“{name}” has to be a table in curly brackets."
        raise ClockFault(why)
    return value


_RULE: Mapping[str, tuple[str, Reader]] = {
    "id": ("id", _text),
    "name": ("name", _text),
    "from": ("starts", _names),
    "amount": ("amount", _number),
    "unit": ("unit", _one_of(*UNITS)),
    "counts": ("counts", _text),
    "source": ("source", _text),
    "confidence": ("confidence", _one_of(*CONFIDENCES)),
    "first_day_counts": ("first_day_counts", _flag),
    "warn_days": ("warn_days", _number),
    "note": ("note", _text),
    "unless": ("unless", _names),
    "needs": ("needs", _names),
    "since": ("since", _pairs),
    "not_since": ("not_since", _pairs),
    "when": ("when", _values),
    "not_when": ("not_when", _values),
    "within": ("within", _text),
    "a_year_after": ("a_year_after", _text),
    "instead_of": ("instead_of", _names),
    "quiet": ("quiet", _flag),
    "is_a_date": ("is_a_date", _flag),
    "enabled": ("enabled", _flag),
}
KEYS = frozenset(_RULE)
"""What a file can say of a time limit."""
_NEEDED = ("id", "name", "from", "amount", "unit", "counts", "source", "confidence")
_EVENT: Mapping[str, tuple[str, Reader]] = {
    "id": ("id", _text),
    "name": ("name", _text),
    "hint": ("hint", _text),
    "ahead": ("ahead", _flag),
}
_LENGTH = frozenset({"amount", "unit", "first_day_counts", "from"})
"""What changes on which day a limit ends: whoever changes it says where that is written, and how it counts."""


def with_file(limits: TimeLimits, values: Mapping[str, Any], changed_by: str = "") -> TimeLimits:
    """Return the time limits with those of another file; what has the id of one that is there changes it.

    `changed_by` names a council's own file. Raises ClockFault for the first thing that does not fit.
    """
    if unknown := sorted(values.keys() - {CLOCK, EVENT}):
        why = f"“{unknown[0]}” means nothing here. Begin each part with [[clock]] or [[event]]."
        raise ClockFault(why)
    events, rules = dict(limits.events), dict(limits.rules)
    for number, table in _tables(values, EVENT):
        made = _at(EVENT, number, partial(_event, table, events))
        events[made.id] = made
    places: dict[str, int] = {}
    for number, table in _tables(values, CLOCK):
        rule = _at(CLOCK, number, partial(_rule, table, rules, changed_by))
        if rule.id in places or (rule.id in rules and not changed_by):
            why = f"There are two time limits with the id “{rule.id}”. Give each its own."
            raise ClockFault(why, CLOCK, number)
        rules[rule.id] = rule
        places[rule.id] = number
    for one, number in places.items():
        _at(CLOCK, number, partial(_check_names, rules[one], events, rules))
    return TimeLimits(rules, events)


def _at(table: str, number: int, make: Callable[[], _Made]) -> _Made:
    """Return what is made; a fault gets its place."""
    try:
        return make()
    except ClockFault as fault:
        raise ClockFault(fault.why, table, number) from fault


def _tables(values: Mapping[str, Any], name: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    tables = values.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(one, Mapping) for one in tables):
        why = f"Begin each part with [[{name}]], in two square brackets."
        raise ClockFault(why)
    yield from enumerate(tables, 1)


def _read(table: Mapping[str, Any], keys: Mapping[str, tuple[str, Reader]]) -> dict[str, Any]:
    if unknown := sorted(table.keys() - keys.keys()):
        why = f"“{unknown[0]}” means nothing here. Use {_listed(keys)}."
        raise ClockFault(why)
    return {keys[name][0]: keys[name][1](name, value) for name, value in table.items()}


def _needs_keys(table: Mapping[str, Any], needed: Iterable[str]) -> None:
    if missing := [name for name in needed if name not in table]:
        why = f"“{missing[0]}” is missing."
        raise ClockFault(why)


def _event(table: Mapping[str, Any], events: Mapping[str, EventKind]) -> EventKind:
    read = _read(table, _EVENT)
    _needs_keys(table, ["id"])
    there = events.get(read["id"])
    if there:
        return replace(there, **read)
    _needs_keys(table, ["name"])
    if read["id"] in FACTS and read["id"] not in DATES:
        why = f"“{read['id']}” is what a file tells and no date. Choose another id."
        raise ClockFault(why)
    return EventKind(**read)


def _rule(table: Mapping[str, Any], rules: Mapping[str, ClockRule], changed_by: str) -> ClockRule:
    read = _read(table, _RULE)
    _needs_keys(table, ["id"])
    there = rules.get(read["id"]) if changed_by else None
    if changed_by:
        read = {"confidence": "local", "changed_by": changed_by} | read
    if there is None:
        _needs_keys(table, [name for name in _NEEDED if name != "confidence" or not changed_by])
        return _checked(ClockRule(**read))
    if table.keys() & _LENGTH:
        _needs_keys(table, ["counts", "source"])
    elif "confidence" not in table:
        read["confidence"] = there.confidence
    return _checked(replace(there, **read))


def _checked(rule: ClockRule) -> ClockRule:
    if not rule.starts:
        why = "“from” is empty: a time limit runs from a date."
        raise ClockFault(why)
    if rule.first_day_counts and not rule.amount:
        why = "“amount” is 0, and the first day counts: nothing is left. Leave “first_day_counts” out."
        raise ClockFault(why)
    return rule


def _check_names(rule: ClockRule, events: Mapping[str, EventKind], rules: Mapping[str, ClockRule]) -> None:
    """Raise ClockFault where a rule names a date, fact or rule that there is not."""
    dates = {*DATES, *events}
    pairs = [*rule.since.items(), *rule.not_since.items()]
    named = [*rule.starts, *rule.needs, *(one for pair in pairs for one in pair)]
    unknown = [one for one in (*named, *filter(None, [rule.a_year_after])) if one not in dates]
    unknown += [one for one in rule.unless if one not in dates and one not in FACTS]
    unknown += [one for one in (*rule.when, *rule.not_when) if one not in FACTS]
    if unknown:
        why = f"“{unknown[0]}” is no date or fact that is known here. Add an event with [[event]], or name a fact."
        raise ClockFault(why)
    missing = [one for one in (*rule.instead_of, *filter(None, [rule.within])) if one not in rules]
    if missing:
        why = f"“{missing[0]}” is no time limit here. Check its id."
        raise ClockFault(why)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
