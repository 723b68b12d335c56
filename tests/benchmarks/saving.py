"""One saved entry against a bare commit, and a vault of 100,000 entries."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

from supervision_app.adapters.storage.database import Database
from supervision_app.domain import agreements
from supervision_app.domain.entries import NewEntry
from supervision_app.services import following_up, reading
from supervision_app.services.desk import Desk, Word
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from tests.benchmarks.timing import once, row, typical
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed
from tests.fakes.desks import reading as file_of

_RUNS = 200
_CHILDREN, _ACTIONS, _NOTES = 1_000, 20_000, 4


def measure(folder: Path) -> Iterator[dict[str, object]]:
    """Give the lines of this part."""
    bare = _bare_commit(folder / "bare.db")
    desk = make_desk(folder, folder="small")
    import_caseload(desk, FakeCaseload(file_of([observed("K1")])), ToImport([]))
    action = following_up.agree(desk, ToAgree("K1", "Ring", "Why", "Aoife Byrne", MONDAY + timedelta(7)))
    numbers = count()

    def note() -> None:
        entry = agreements.progress(
            following_up.find_action(desk, action).action, f"Note {next(numbers)}", state="open", on=MONDAY
        )
        desk.record([Word(entry, desk.owner())])

    def sign_and_save() -> None:
        subject = str(uuid.uuid4())
        desk.record(
            [Word(NewEntry(desk.child("K1"), subject, "note.kept/1", MONDAY, {"text": "x" * 200}), desk.owner())]
        )

    yield row("save one signed entry", typical(sign_and_save, _RUNS), "bare SQLCipher commit of one row", bare, "≤ 5")
    yield row("a word on an action, rules and tables included", typical(note, 50), "the same bare commit", bare)
    desk.vault.close()
    yield from _large(folder)


def _bare_commit(path: Path) -> float:
    database = Database(path, bytes(32))
    with database.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE bare (id INTEGER PRIMARY KEY, words BLOB)")
    driver = database.connection.connection.driver_connection
    assert driver is not None
    numbers = count()

    def commit() -> None:
        driver.execute("BEGIN IMMEDIATE")
        driver.execute("INSERT INTO bare VALUES (?, ?)", (next(numbers), bytes(600)))
        driver.execute("COMMIT")

    taken = typical(commit, _RUNS)
    database.close()
    return taken


def _large(folder: Path) -> Iterator[dict[str, object]]:
    desk = make_desk(folder, folder="large")
    children = [observed(f"C{number:05}", f"Worker {number % 60:02}") for number in range(_CHILDREN)]
    import_caseload(desk, FakeCaseload(file_of(children)), ToImport([]))
    desk.record(list(words_on_actions(desk, _ACTIONS)))
    entries = desk.vault.check().entries
    read = once(desk.vault.ledger.commits)
    rebuild = once(desk.vault.rebuild)
    yield {
        "measure": f"rebuild of {entries:,} entries",
        "ms": round(rebuild, 1),
        "entries_a_second": round(entries / rebuild * 1000),
        "aim": "≥ 20,000 a second",
    }
    yield row(f"check of {entries:,} entries", once(desk.vault.check), "rebuild of the same", rebuild)
    rows = typical(lambda: reading.actions(desk), 3)
    one = typical(lambda: reading.actions(desk, child="C00001"), 20)
    yield row(f"list of {_ACTIONS:,} actions", rows, "reading every commit's id", read)
    yield row("list of one child's actions", one, "the whole list", rows)
    yield row("one child's page", typical(lambda: reading.child_page(desk, "C00001"), 20), "the whole list", rows)
    yield row("list of 1,000 children", typical(lambda: reading.children(desk), 3), "the whole list", rows)
    desk.vault.close()


def words_on_actions(desk: Desk, actions: int) -> Iterator[Word]:
    """Give so many actions with four words on each, and a fourth of them closed."""
    owner, manager = desk.owner(), desk.manager()
    held = list(desk.vault.views.held_children().values())
    arounds = [desk.around(desk.allocation(child.stream)) for child in held]
    for number in range(actions):
        child, around = held[number % len(held)], arounds[number % len(held)]
        agreement = agreements.Agreement(
            child.stream, str(uuid.uuid4()), f"Action {number}", "Why", "", "", child.workers[0],
            MONDAY + timedelta(days=number % 90), agreements.SUPERVISION,
        )  # fmt: skip
        yield Word(agreements.agree(agreement, on=MONDAY, accepted=True, manager=manager, around=around), owner)
        for note in range(_NOTES):
            payload = {"note": f"Note {note} on {number}", "state": "in-progress"}
            yield Word(NewEntry(child.stream, agreement.action, "action.progressed/1", MONDAY, payload), owner)
            if note == _NOTES - 1 and number % 4 == 0:
                done = {"state": "done", "impact": "Too early to say"}
                yield Word(NewEntry(child.stream, agreement.action, "action.closed/1", MONDAY, done), owner)
