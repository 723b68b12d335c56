"""Any plain table of children: a column of ids, and whatever else of it is known."""

from collections.abc import Sequence

from supervision_app.adapters.caseload.codes import shipped
from supervision_app.adapters.caseload.headers import Aliases, Header, find_header
from supervision_app.adapters.caseload.notes import Notes
from supervision_app.adapters.caseload.rows import ID, ChildList, RowReader
from supervision_app.adapters.caseload.sheet import Sheet, Source
from supervision_app.adapters.caseload.uniting import unite
from supervision_app.adapters.caseload.values import Values
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.observed import FACTS, ObservedChild, Refusal
from supervision_app.services.ports import Progress

TABLE = "table"

_ADDED = frozenset({"lists"})


def aliases() -> Aliases:
    """Return the headings of a table: those that are listed, and what each fact is called here."""
    listed = shipped("table")["columns"]
    own = {fact: [*listed.get(fact, ()), label, fact] for fact, label in FACTS.items() if fact not in _ADDED}
    return {ID: listed[ID], **own}


class Table:
    """Reads the first sheet with an id column of each file."""

    def __init__(self, values: Values, notes: Notes, refused: list[Refusal]) -> None:
        """Take how values are read, and where notes and refusals go."""
        self._values, self._notes, self._refused = values, notes, refused

    def read(self, sources: Sequence[Source], progress: Progress) -> tuple[list[ObservedChild], frozenset[str]]:
        """Return the children; raises InputRefused when a file has no column of ids."""
        lists = [self._read(source, progress) for source in sources]
        return list(unite(lists, self._refused, self._notes)), frozenset({TABLE})

    def _read(self, source: Source, progress: Progress) -> ChildList:
        sheet, header = _find(source)
        for other in source.sheets:
            if other is not sheet:
                self._notes.say(f"{other.title} was not used: one table is read from each file.")
        if unknown := header.unknown(()):
            self._notes.say(f"{sheet.title}: columns not known and not used: {'; '.join(unknown)}.")
        rows = list(RowReader(sheet, header, self._values, self._refused).read(progress))
        return ChildList(sheet.title, TABLE, rows)


def has_ids(source: Source) -> bool:
    """Return whether a sheet of the file has a column of ids."""
    return any(find_header(sheet.rows, aliases(), ID) for sheet in source.sheets)


def _find(source: Source) -> tuple[Sheet, Header]:
    for sheet in source.sheets:
        header = find_header(sheet.rows, aliases(), ID)
        if header:
            return sheet, header
    message = (
        f"{source.file.name} has no column of child ids that is known. "
        "Call the column with the case system's id “Child ID” and load the file again."
    )
    raise InputRefused(message)
