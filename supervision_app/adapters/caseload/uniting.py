"""One child from several rows: the lists are united, and nothing is chosen without saying so."""

from collections.abc import Iterator, Mapping, Sequence

from supervision_app.adapters.caseload.notes import Notes
from supervision_app.adapters.caseload.rows import ChildList, Listed
from supervision_app.domain.entries import in_words
from supervision_app.domain.observed import DATES, FACTS, ObservedChild, ObservedWorker, Place, Refusal
from supervision_app.domain.people import name_key

_Rows = Sequence[tuple[ChildList, Listed]]


def unite(lists: Sequence[ChildList], refused: list[Refusal], notes: Notes) -> Iterator[ObservedChild]:
    """Give every child of the lists; where two lists give a fact, the earlier list is believed."""
    rows: dict[str, list[tuple[ChildList, Listed]]] = {}
    for one in lists:
        for row in one.rows:
            rows.setdefault(row.case_id, []).append((one, row))
    for case_id, found in rows.items():
        doubts = list(two_births([(row.place, row.facts.get("born", "")) for _, row in found], case_id))
        refused += doubts
        if not doubts:
            yield _child(case_id, found, notes)


def two_births(births: Sequence[tuple[Place, str]], case_id: str) -> Iterator[Refusal]:
    """Give a refusal for every row of an id that has two dates of birth: it may be two children."""
    known = [(place, born) for place, born in births if born]
    if len({born for _, born in known}) <= 1:
        return
    for place, own in births:
        other, born = next((there, born) for there, born in known if there != place and born != own)
        dates = f"{in_words(own)} here and {in_words(born)}" if own else f"{in_words(born)}, and another one elsewhere,"
        why = f"{case_id} has two dates of birth: {dates} in {other}."
        yield Refusal(place, f"{why} They may be two children, so no row of this id was loaded.")


def _child(case_id: str, found: _Rows, notes: Notes) -> ObservedChild:
    by_list: dict[str, list[tuple[ChildList, Listed]]] = {}
    for one, row in found:
        by_list.setdefault(one.name, []).append((one, row))
    chosen = _open_first([(rows[0][0], _current(case_id, rows, notes)) for rows in by_list.values()])
    facts: dict[str, str] = {}
    given: dict[str, Listed] = {}
    for row in chosen:
        for fact, value in row.facts.items():
            if fact not in facts:
                facts[fact], given[fact] = value, row
            elif not _same(fact, facts[fact], value):
                notes.count("differ", _differ(case_id, fact, given[fact], row))
    facts["lists"] = ",".join(sorted({one.short for one, _ in found}))
    return ObservedChild(case_id, facts, worker_of(facts), tuple(row.place for _, row in found))


def _open_first(rows: _Rows) -> list[Listed]:
    """Return the rows in the order they are believed: who has the child now stands in a list they are still open in."""
    return [row for one, row in sorted(rows, key=lambda pair: not _is_open(*pair))]


def worker_of(facts: Mapping[str, str], key: str = "") -> ObservedWorker | None:
    """Return the worker whom the facts name, None when they name nobody."""
    name = facts.get("worker_observed", "")
    return ObservedWorker(name, key) if name else None


def _current(case_id: str, rows: _Rows, notes: Notes) -> Listed:
    """Return the row of one list that counts: the open one, else the one that started last."""
    if len(rows) == 1:
        return rows[0][1]
    one = rows[0][0]
    chosen = max((row for _, row in rows), key=lambda row: (_is_open(one, row), row.facts.get(one.started, "")))
    others = ", ".join(str(row.place) for _, row in rows if row is not chosen)
    notes.count("twice", f"{case_id} is in {one.name} more than once: {chosen.place} was used, not {others}")
    return chosen


def _is_open(one: ChildList, row: Listed) -> bool:
    closed = one.ended in row.facts or name_key(row.facts.get("cin_status", "")).startswith("closed")
    return not closed


def _same(fact: str, one: str, other: str) -> bool:
    return one == other if fact in DATES else name_key(one) == name_key(other)


def _differ(case_id: str, fact: str, used: Listed, other: Listed) -> str:
    return (
        f"{case_id}: {FACTS[fact]} is “{used.facts[fact]}” in {used.place} and “{other.facts[fact]}” in {other.place}; "
        "the first was used"
    )
