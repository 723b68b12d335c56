"""A pack of 5,000 entries: made, looked at, and taken in; and the cost of a small pack beside how much is there."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import insert

from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.rows import commit_row, entry_rows
from supervision_app.adapters.storage.tables import CommitRow, EntryRow, Lasting
from supervision_app.domain import packs
from supervision_app.ledger.union import Signed
from supervision_app.services import following_up, taking_in
from supervision_app.services.desk import Desk
from supervision_app.services.importing import ToImport, import_caseload
from tests.benchmarks.saving import words_on_actions
from tests.benchmarks.timing import once, row
from tests.fakes.desks import FakeCaseload, make_desk, observed
from tests.fakes.desks import reading as file_of
from tests.fakes.pair import FILES, Road

_CHILDREN, _ACTIONS = 100, 900


def measure(folder: Path) -> Iterator[dict[str, object]]:
    """Give the lines of this part."""
    giver, taker = make_desk(folder, folder="giver"), make_desk(folder, name="Grace Oduya", folder="taker")
    children = [observed(f"C{number:05}", "Worker 00") for number in range(_CHILDREN)]
    import_caseload(giver, FakeCaseload(file_of(children)), ToImport([]))
    giver.record(list(words_on_actions(giver, _ACTIONS)))
    (folder / "road").mkdir()
    road = Road(folder / "road")
    road.card(taker, giver)
    road.card(giver, taker)
    bare = once(lambda: _bare_rows(folder / "bare-rows.db", giver.vault.ledger.signed(giver.vault.ledger.streams())))
    made = []
    making = once(lambda: made.append(road.send(giver, taker, packs.TEAM)))
    name = f"a pack of {made[0].tally.entries:,} entries"
    rows = "the same rows put into bare SQLCipher"
    yield row(f"{name}: made", making, rows, bare, "≤ 1,000 ms for 5,000")
    yield row(f"{name}: looked at", once(lambda: taking_in.look_at_pack(taker, FILES, made[0].path)), rows, bare)
    yield row(f"{name}: taken in", once(lambda: road.take(taker, made[0])), rows, bare, "≤ 3,000 ms for 5,000")
    yield _small(folder, giver, taker, road)
    for desk in (giver, taker):
        desk.vault.close()


def _bare_rows(path: Path, commits: list[Signed]) -> None:
    """Put the rows of these commits into a database that does nothing with them."""
    database = Database(path, bytes(32))
    with database.transaction() as connection:
        Lasting.metadata.create_all(connection)
        connection.execute(insert(CommitRow), [commit_row(one.commit, 1) for one in commits])
        connection.execute(insert(EntryRow), [each for one in commits for each in entry_rows(one, "now")])
    database.close()


def _small(folder: Path, giver: Desk, taker: Desk, road: Road) -> dict[str, object]:
    """Return what one child's pack costs where much is there, against an empty vault."""
    action = giver.vault.views.actions(child=giver.child("C00001"))[0].id
    following_up.progress(giver, action, "Rang")
    empty = make_desk(folder, name="Ben Okafor", folder="empty")
    road.card(empty, giver)
    road.card(giver, empty)
    there = once(lambda: road.take(taker, road.send(giver, taker, packs.CHILD, children=["C00001"])))
    alone = once(lambda: road.take(empty, road.send(giver, empty, packs.CHILD, children=["C00001"])))
    empty.vault.close()
    return row("one child's pack, made and taken in where 5,000 entries are", there, "in an empty vault", alone, "flat")
