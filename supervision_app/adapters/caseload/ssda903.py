"""The SSDA903 return: where each child is now, from the rows of several tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from supervision_app.adapters.caseload.codes import shipped
from supervision_app.adapters.caseload.notes import Notes
from supervision_app.adapters.caseload.sheet import Source
from supervision_app.adapters.caseload.ssda903_tables import Child903, Row903, TableReader, table_of
from supervision_app.adapters.caseload.uniting import two_births, worker_of
from supervision_app.adapters.caseload.values import Values
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import ObservedChild, Refusal
from supervision_app.services.ports import Progress

LIST_903 = "903"

_STARTED_CARE, _ONLY_LEGAL_STATUS, _GOES_ON = "S", "L", "X1"
_MAIN_TABLES = ("header", "episodes")
_SIDE_TABLES = ("reviews", "sw_episodes")


class Ssda903:
    """Reads the tables of a return, given as several files at once."""

    def __init__(self, values: Values, notes: Notes, refused: list[Refusal], as_of: date) -> None:
        """Take how values are read, where notes and refusals go, and the day the return was true."""
        self._notes, self._refused, self._as_of = notes, refused, as_of.isoformat()
        self._tables = TableReader(values, notes, refused)

    def read(self, sources: Sequence[Source], progress: Progress) -> tuple[list[ObservedChild], frozenset[str]]:
        """Return the children; raises InputRefused when there is neither a header nor an episodes table."""
        children: dict[str, Child903] = {}
        seen = set()
        for source in sources:
            for sheet in source.sheets:
                table = table_of(sheet)
                if table in (*_MAIN_TABLES, *_SIDE_TABLES):
                    seen.add(table)
                    self._tables.read(sheet, table, children, progress)
                else:
                    what = f"the SSDA903 table {table[1:]}" if table else "not a known SSDA903 table"
                    self._notes.say(f"{sheet.title} was not used: it is {what}.")
        if not seen & set(_MAIN_TABLES):
            raise _none_found(sources)
        return list(self._observed(children)), frozenset({LIST_903})

    def _observed(self, children: dict[str, Child903]) -> Iterator[ObservedChild]:
        for case_id, child in children.items():
            doubts = self._doubts(case_id, child)
            self._refused += doubts
            if not doubts:
                yield self._child(case_id, child)

    def _doubts(self, case_id: str, child: Child903) -> list[Refusal]:
        rows = _all_rows(child)
        if not any(child.rows(table) for table in _MAIN_TABLES):
            why = f"{case_id} is in neither the header nor the episodes, so the row was not loaded."
            return [Refusal(row.place, why) for row in rows]
        return list(two_births([(row.place, row.value("DOB")) for row in rows], case_id))

    def _child(self, case_id: str, child: Child903) -> ObservedChild:
        born = next((row.value("DOB") for row in _all_rows(child) if row.value("DOB")), "")
        key = self._worker(case_id, child.rows("sw_episodes"))
        found = {
            "born": born,
            "lists": LIST_903,
            **self._care(child.rows("episodes")),
            "last_review": self._last_review(child.rows("reviews")),
            "worker_observed": key,
        }
        facts = {fact: value for fact, value in found.items() if value}
        return ObservedChild(case_id, facts, worker_of(facts, key), tuple(row.place for row in _all_rows(child)))

    def _care(self, episodes: Sequence[Row903]) -> dict[str, str]:
        """Return what the episodes say of the latest period of care."""
        known = sorted(_once(episodes), key=lambda row: row.value("DECOM"))
        if not known:
            return {}
        starts = [place for place, row in enumerate(known) if row.value("RNE") == _STARTED_CARE]
        period = known[starts[-1] if starts else 0 :]
        latest = period[-1]
        return {
            "care_started": period[0].value("DECOM"),
            "legal_status": latest.value("LS"),
            "legal_status_started": _since(period, "LS") if latest.value("LS") else "",
            "placement": latest.value("PLACE"),
            "placement_started": _placed_since(period) if latest.value("PLACE") else "",
            **self._end(latest),
        }

    def _end(self, latest: Row903) -> dict[str, str]:
        ended, reason = latest.value("DEC"), latest.value("REC")
        if reason == _GOES_ON or not (ended or reason):
            return {}
        if ended and reason:
            return {"care_ended": ended, "care_ended_reason": reason}
        missing = "reason (REC)" if ended else "date (DEC)"
        self._notes.count("end", f"The last episode gives an end without a {missing}: no end of care was taken")
        return {}

    def _last_review(self, reviews: Sequence[Row903]) -> str:
        """Return the latest review that was held; a code that is not known is no proof of one."""
        held = shipped("ssda903")["codes"]["REVIEW_CODE"]
        days = [row.value("REVIEW") for row in reviews if row.value("REVIEW_CODE") in held]
        ahead = sum(day > self._as_of for day in days)
        if ahead:
            self._notes.count("reviews", "Reviews dated after the day of the file were not taken as held")
        return max((day for day in days if day <= self._as_of), default="")

    def _worker(self, case_id: str, spells: Sequence[Row903]) -> str:
        current = [row for row in spells if row.value("SW_ID") and not row.value("SW_DEC")]
        if len(current) > 1:
            self._notes.count(
                "workers", f"{case_id} has {len(current)} social workers without an end: the latest was taken"
            )
        return max(current, key=lambda row: row.value("SW_DECOM")).value("SW_ID") if current else ""


def _all_rows(child: Child903) -> list[Row903]:
    return [row for table in (*_MAIN_TABLES, *_SIDE_TABLES) for row in child.rows(table)]


def _once(episodes: Sequence[Row903]) -> Iterable[Row903]:
    """Return the episodes with a date; one that returns of two years give is the one that tells its end."""
    found: dict[tuple[str, ...], Row903] = {}
    for row in episodes:
        same = tuple(row.value(column) for column in ("DECOM", "RNE", "LS", "PLACE"))
        if same[0] and (same not in found or row.value("DEC")):
            found[same] = row
    return found.values()


def _since(period: Sequence[Row903], column: str) -> str:
    """Return when the last run of episodes with the same code began."""
    first = period[-1]
    for row in reversed(period):
        if row.value(column) != first.value(column):
            break
        first = row
    return first.value("DECOM")


def _placed_since(period: Sequence[Row903]) -> str:
    """Return when the latest placement began: an episode may begin for a change of legal status alone."""
    first = period[-1]
    for row in reversed(period[:-1]):
        if first.value("RNE") != _ONLY_LEGAL_STATUS or row.value("PLACE") != first.value("PLACE"):
            break
        first = row
    return first.value("DECOM")


def _none_found(sources: Sequence[Source]) -> InputRefused:
    names = ", ".join(source.file.name for source in sources)
    return InputRefused(
        f"{names}: there is neither a header (CHILD, DOB, ETHNIC) nor an episodes table (CHILD, DECOM, RNE, LS, PLACE) "
        "of the SSDA903 return. Give these files too."
    )
