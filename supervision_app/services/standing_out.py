"""What stands out about the children held here, from what is known of them: no stream is folded for it."""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from supervision_app.domain.allocation import Allocation, Spell
from supervision_app.domain.authority import ANSWERED
from supervision_app.domain.caseload import Held
from supervision_app.domain.clocks import running
from supervision_app.domain.directory import IMPORTED, Import, read_import
from supervision_app.domain.entries import counted, in_words
from supervision_app.domain.findings import ChildNow, Finding, findings
from supervision_app.services.desk import Desk, around
from supervision_app.services.needs import CHANGE, PLACE, SEVERAL, Need, NeedItem, WayIn, of_child
from supervision_app.services.telling import told

NO_WORKER = "no-worker"

SORTS: Mapping[str, str] = {
    "two-births": "Two dates of birth for one id",
    "two-workers": "More than one worker at once",
    "worker-differs": "The case system shows another worker",
    "section-20-with-parents": "Section 20 and placed with parents",
    "under-16": "Under 16 in supported or semi-independent accommodation",
    "approval-not-recorded": "With relatives, friends or parents, and no approval recorded here",
    "noted-twice": "Two dates were noted at once for one event",
    "no-permanence-plan": "Looked after for over four months, and no plan for permanence known",
    "clock-past": "A review, visit or other time limit is past its date",
    "not-known": "Whether a review or visit took place is not known from the file",
}
"""The sorts of findings that facts alone give, the most pressing first, and how each is headed."""

_HOLIDAYS_BACK = 2
"""Years for which bank holidays are counted before this one."""
_HOLIDAYS_AHEAD = timedelta(days=366)

Found = Mapping[str, list[NeedItem]]
"""Findings by their code, each child's in words with its way in."""


def found_in_facts(desk: Desk) -> Found:
    """Return what stands out in the facts of every child that is held here, by sort."""
    today = desk.today()
    rules = desk.reference.clock_rules()
    holidays = desk.reference.bank_holidays(today.year - _HOLIDAYS_BACK, (today + _HOLIDAYS_AHEAD).year)
    last_file = desk.vault.views.newest_file()
    by_sort: dict[str, list[NeedItem]] = {}
    # One for all: who has the child decides only who holds actions, and no action is looked at here.
    nobody = around(desk.vault.views.members(), Allocation(), desk.vault.views.team().name)
    for held in desk.vault.views.held_children().values():
        allocation = Allocation(tuple(Spell(person, held.since, "", held.reason) for person in held.workers))
        clocks = running(rules, held.known, holidays)
        now = ChildNow(held.known, allocation, (), nobody, clocks, today, last_file, desk.reference.event_kinds())
        for finding in findings(now):
            if finding.code not in ANSWERED:
                by_sort.setdefault(finding.code, []).append(_item(held, finding))
    return by_sort


def _item(held: Held, finding: Finding) -> NeedItem:
    known = held.known
    text = f"{known.value('name') or known.case_id}: {finding.text}"
    if finding.code == "worker-differs":
        return NeedItem(text, WayIn(CHANGE, known.case_id, known.value("worker_observed")))
    return of_child(text, known.case_id)


def without_worker(found: Found) -> Need:
    """Return the children whom nobody has: never allocated, or their worker left."""
    return Need(NO_WORKER, "No worker has these children", tuple(found.get(NO_WORKER, ())))


def standing_out(found: Found) -> Need:
    """Return the other findings, those of one sort together under a count; one alone stands by itself."""
    # A sort that is not headed here is still said: nothing that was found is dropped.
    codes = (*SORTS, *sorted(found.keys() - SORTS.keys() - {NO_WORKER}))
    grouped = tuple(_sort(code, found[code]) for code in codes if code in found)
    return Need("findings", "What stands out in what is known of the children", grouped)


def _sort(code: str, items: list[NeedItem]) -> NeedItem:
    if len(items) == 1:
        return items[0]
    children = len({item.way.to for item in items})
    return NeedItem(
        f"{SORTS.get(code, 'Something else stands out')}: {counted(children, 'child', 'children')}",
        WayIn(SEVERAL, code),
        tuple(items),
    )


def refused_rows(desk: Desk, place: str) -> Need:
    """Return, for each kind of file, how many rows or cells its last import refused; `place` is where to bring it in.

    The words of refused rows are not kept: looking at the file again shows them.
    """
    refused = [(done, done.counts.get("refused", 0)) for done in _last_of_each_kind(desk)]
    way = WayIn(PLACE, place)
    items = tuple(NeedItem(_refused_words(done, count), way, number=count) for done, count in refused if count)
    return Need("refused-rows", "Refused at the last import", items)


def _last_of_each_kind(desk: Desk) -> Iterable[Import]:
    last: dict[str, Import] = {}
    for entry in desk.vault.ledger.stream(desk.vault.views.team().stream):
        if entry.kind == IMPORTED and (done := read_import(told(entry))):
            last[done.kind] = done
    return last.values()


def _refused_words(done: Import, count: int) -> str:
    files = ", ".join(file.rpartition(" ")[0] for file in done.files)
    rows = counted(count, "row or cell was", "rows or cells were")
    return (
        f"{rows} refused from {files}, as of {in_words(done.as_of)}. "
        "Look at the file again to see which and why, and put them right in the case system."
    )
