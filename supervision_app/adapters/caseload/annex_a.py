"""Ofsted's Annex A: the caseload is the union of Lists 6, 7, 8 and 9."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from supervision_app.adapters.caseload.codes import shipped
from supervision_app.adapters.caseload.headers import Aliases, Header, find_header, squash, widest
from supervision_app.adapters.caseload.notes import Notes
from supervision_app.adapters.caseload.rows import ID, ChildList, Listed, RowReader
from supervision_app.adapters.caseload.sheet import Sheet, Source
from supervision_app.adapters.caseload.uniting import unite
from supervision_app.adapters.caseload.values import Values
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import ObservedChild, Refusal
from supervision_app.services.ports import Progress

BELIEVED_FIRST = ("8", "7", "6", "9")
"""Where lists name different teams or workers, the first of these counts."""

_STARTED = {"6": "cin_started", "7": "cp_started", "8": "care_started", "9": ""}
_ENDED = {"6": "cin_closed", "7": "cp_ended", "8": "care_ended", "9": ""}
_NUMBERED = re.compile(r"(?:annexa|aa)?(?P<list>list)?0?(?P<number>\d{1,2})(?P<rest>(?!\d).*)", re.DOTALL)
_TELLING = 2
_GOES_ON = "X1"


@dataclass(frozen=True, slots=True)
class FoundList:
    """A sheet that is one of the lists; `header` is None when no column holds the ids."""

    number: str
    sheet: Sheet
    header: Header | None


def aliases(number: str) -> Aliases:
    """Return the headings of one list."""
    content = shipped("annex_a")
    columns: Mapping[str, Sequence[str]] = {**content["common"]["columns"], **content["lists"][number]["columns"]}
    return columns


def find_list(sheet: Sheet) -> FoundList | None:
    """Return which list the sheet is, by its name or else by its headings; None when it is none of them."""
    number = _by_name(sheet)
    if number in BELIEVED_FIRST:
        return FoundList(number, sheet, find_header(sheet.rows, aliases(number), ID))
    return None if number else _by_headings(sheet)


def _by_name(sheet: Sheet) -> str:
    """Return the number in a name such as "List 8", or "8 Children in care"; "6 months" is no list."""
    found = _NUMBERED.fullmatch(squash(sheet.name or sheet.file.rpartition(".")[0]))
    if found is None:
        return ""
    titles = {squash(title) for title in shipped("annex_a")["lists"].get(found["number"], {}).get("sheets", ())}
    return found["number"] if found["list"] or found["rest"] in {"", *titles} else ""


def _by_headings(sheet: Sheet) -> FoundList | None:
    best: tuple[int, FoundList | None] = (_TELLING - 1, None)
    for number in BELIEVED_FIRST:
        header = find_header(sheet.rows, aliases(number), ID)
        score = _own(header, number) if header else 0
        if score > best[0]:
            best = score, FoundList(number, sheet, header)
    return best[1]


def _own(header: Header, number: str) -> int:
    """Return how many headings of this list alone are there; a sheet with children's names is no Annex A."""
    headings = {squash(heading) for heading in header.headings}
    if headings & {squash(name) for name in shipped("table")["columns"]["name"]}:
        return 0
    one = shipped("annex_a")["lists"][number]
    own = {squash(name) for names in (*one["columns"].values(), one["not_used"]) for name in names}
    return len(own & headings)


class AnnexA:
    """Reads the lists of one or several workbooks."""

    def __init__(self, values: Values, notes: Notes, refused: list[Refusal]) -> None:
        """Take how values are read, and where notes and refusals go."""
        self._values, self._notes, self._refused = values, notes, refused

    def read(self, sources: Sequence[Source], progress: Progress) -> tuple[list[ObservedChild], frozenset[str]]:
        """Return the children and the lists that were read; raises InputRefused when there is no list."""
        found: dict[str, ChildList] = {}
        for source in sources:
            for sheet in source.sheets:
                one = find_list(sheet)
                if one is None or one.header is None:
                    self._pass_over(sheet, one)
                    continue
                self._report(one, one.header)
                reader = RowReader(sheet, one.header, self._values, self._refused)
                listed = found.setdefault(one.number, _empty(one.number)).rows
                listed.extend(self._row(row) for row in reader.read(progress))
        if not found:
            raise self._none_found(sources)
        ordered = [found[number] for number in BELIEVED_FIRST if number in found]
        return list(unite(ordered, self._refused, self._notes)), frozenset(found)

    def _row(self, row: Listed) -> Listed:
        """Return the row, without an end of care where only an episode ended."""
        if row.facts.get("care_ended_reason") != _GOES_ON:
            return row
        self._notes.count(
            "goes-on", "Reason care ended is X1, which ends an episode and not the care: no end was taken"
        )
        kept = {fact: value for fact, value in row.facts.items() if fact not in ("care_ended", "care_ended_reason")}
        return Listed(row.place, row.case_id, kept)

    def _pass_over(self, sheet: Sheet, one: FoundList | None) -> None:
        if one is None:
            self._notes.say(f"{sheet.title} was not used: only Lists 6, 7, 8 and 9 are.")
            return
        header = widest(sheet.rows, aliases(one.number))
        lost = len(sheet.rows) - header.row
        why = f"List {one.number} has no column “Child Unique ID”, so none of its {lost} rows was loaded."
        self._refused.append(Refusal(sheet.place(header.row), why))

    def _report(self, one: FoundList, header: Header) -> None:
        content = shipped("annex_a")
        known = aliases(one.number)
        missing = [known[fact][0] for fact in known if fact not in header.columns]
        unknown = header.unknown([*content["common"]["not_used"], *content["lists"][one.number]["not_used"]])
        if missing:
            self._notes.say(f"{one.sheet.title}: columns not found: {'; '.join(missing)}.")
        if unknown:
            self._notes.say(f"{one.sheet.title}: columns not known and not used: {'; '.join(unknown)}.")

    def _none_found(self, sources: Sequence[Source]) -> InputRefused:
        names = ", ".join(source.file.name for source in sources)
        if self._refused:
            first = self._refused[0]
            return InputRefused(f"{first.place}: {first.why} Add the column and load the file again.")
        return InputRefused(
            f"{names} has none of Annex A Lists 6, 7, 8 and 9. "
            "Give an Annex A workbook, or load the file with --as table."
        )


def _empty(number: str) -> ChildList:
    return ChildList(f"List {number}", number, started=_STARTED[number], ended=_ENDED[number])
