"""The agenda of a session with 120 children in a vault of 20,000 entries."""

from collections.abc import Iterator
from pathlib import Path

from supervision_app.domain.discussions import Said
from supervision_app.services import sessions
from supervision_app.services.agenda import agenda_of
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.reading import child_page
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.benchmarks.saving import words_on_actions
from tests.benchmarks.timing import row, typical
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed
from tests.fakes.desks import reading as file_of

_CHILDREN, _ACTIONS, _TALKS = 120, 3_600, 4


def measure(folder: Path) -> Iterator[dict[str, object]]:
    """Give the lines of this part."""
    desk = make_desk(folder, folder="agenda")
    children = [observed(f"C{number:05}", "Worker 00") for number in range(_CHILDREN)]
    import_caseload(desk, FakeCaseload(file_of(children)), ToImport([]))
    desk.record(list(words_on_actions(desk, _ACTIONS)))
    for child in children:
        for talk in range(_TALKS):
            record_discussion(desk, ToRecord(child.case_id, MONDAY, parts=(Said("The child’s day", f"Talk {talk}"),)))
    entries = desk.vault.check().entries
    opened = sessions.open_session(desk, sessions.begin(desk, "Worker 00", desk.today()))
    page = typical(lambda: child_page(desk, "C00001"), 20)
    ours = typical(lambda: agenda_of(desk, opened), 5)
    name = f"the agenda of {_CHILDREN} children, with {entries:,} entries"
    yield row(name, ours, "one child's page", page, "≤ 300 ms")
    desk.vault.close()
