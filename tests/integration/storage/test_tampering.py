"""What somebody with the key changes behind the app's back is noticed: every entry, every part of it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, func, insert, select, update

from supervision_app.adapters.storage import checking
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.head_file import Heads
from supervision_app.adapters.storage.ledger_store import COMMIT, ENTRY
from supervision_app.adapters.storage.projected import LAYOUT
from supervision_app.adapters.storage.settings import SETTING
from supervision_app.domain.entries import NewEntry
from supervision_app.services import allocating, following_up, people
from supervision_app.services.desk import Desk, Word
from supervision_app.services.errors import ChecksFailed
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.ports import silent
from tests.fakes.desks import MONDAY, FakeCaseload, make_desk, observed, reading
from tests.fakes.several_authors import Author
from tests.fakes.tampering import KEY, behind, desk_over, head_file_of, put_back, reopen, undone

DUE = date(2026, 12, 1)
HEADER = [
    "author", "seq", "prev", "stream", "subject", "kind", "happened_on", "recorded_at", "after", "payload_hash",
    "payload", "salt", "id", "commit_id",
]  # fmt: skip
SIGNED = ["id", "author", "stream", "signature"]


def fill(desk: Desk) -> None:
    """Put a small history into a vault, with an entry of somebody else in it."""
    children = [observed("K1", "Aoife Byrne", {"name": "Kai"}), observed("L1", "Ben Okafor", {"name": "Leo"}, row=3)]
    import_caseload(desk, FakeCaseload(reading(children)), ToImport([]))
    action = following_up.agree(desk, ToAgree("K1", "Ring grandma", "Why", "Aoife", DUE))
    following_up.accept(desk, action, due=date(2026, 12, 8), why="I start on Monday", said_by="Aoife")
    following_up.progress(desk, action, "Rang once")
    following_up.progress(desk, action, "Rang twice")
    allocating.allocate_child(desk, "K1", "Ben", "LEFTRL")
    closed = following_up.agree(desk, ToAgree("L1", "Ask the school", "Why", "Moira", DUE), said_by="Moira")
    following_up.close(desk, closed, state="done", impact="They know", said_by="Moira")
    people.person_leaves(desk, "Aoife", "moved away")
    author, stream = Author(0), desk.child("K1")
    words = {"by": desk.owner().as_payload(), "note": "From afar", "state": "partly-done"}
    seen = desk.vault.ledger.subject(stream, action)
    desk.vault.ledger.append(
        [author.sign(stream, author.write(stream, action, "action.progressed/1", words, seen))], ""
    )


@dataclass(frozen=True)
class Sealed:
    """A vault with a history, opened from behind, and what is remembered outside it."""

    database: Database
    heads: Heads

    def problems(self, heads: Heads | None = None) -> tuple[str, ...]:
        """Return what the checks find, with the head file unless another is given."""
        return checking.check(self.database, heads or self.heads, silent).problems

    def ids(self, column: Any, *order: Any) -> list[Any]:
        """Return one column of a table."""
        with self.database.reading() as connection:
            return [row[0] for row in connection.execute(select(column).order_by(*(order or (column,))))]


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    """The vault of this file; every test leaves it as it was."""
    base = tmp_path_factory.mktemp("sealed")
    desk = make_desk(base)
    fill(desk)
    desk.vault.close()
    heads = head_file_of(base / "vault").read()
    assert heads is not None
    made = Sealed(Database(base / "vault" / "vault.db", KEY), heads)
    assert made.problems() == ()
    yield made
    assert made.problems() == ()
    made.database.close()


def other(value: Any) -> Any:
    """Return another value of the same kind."""
    if value is None:
        return b"\x01" * 32
    if isinstance(value, bytes):
        return bytes([value[0] ^ 1]) + value[1:] if value else b"\x01" * 32
    return value + 1 if isinstance(value, int) else f"{value}0"


@pytest.mark.parametrize("column", HEADER)
def test_any_part_of_any_entry_changed_is_noticed(sealed: Sealed, column: str) -> None:
    for entry in sealed.ids(ENTRY.c.id):
        with undone(sealed.database) as connection:
            was = connection.execute(select(ENTRY.c[column]).where(ENTRY.c.id == entry)).scalar()
            connection.execute(update(ENTRY).where(ENTRY.c.id == entry).values({column: other(was)}))

            assert sealed.problems() != ()


@pytest.mark.parametrize("column", SIGNED)
def test_any_part_of_any_signature_changed_is_noticed(sealed: Sealed, column: str) -> None:
    for commit in sealed.ids(COMMIT.c.id):
        with undone(sealed.database) as connection:
            was = connection.execute(select(COMMIT.c[column]).where(COMMIT.c.id == commit)).scalar()
            connection.execute(update(COMMIT).where(COMMIT.c.id == commit).values({column: other(was)}))

            assert sealed.problems() != ()


def test_any_entry_dropped_is_noticed_with_its_signature_and_without(sealed: Sealed) -> None:
    for entry, whole in ((entry, whole) for entry in sealed.ids(ENTRY.c.id) for whole in (False, True)):
        with undone(sealed.database) as connection:
            of = connection.execute(select(ENTRY.c.commit_id).where(ENTRY.c.id == entry)).scalar()
            connection.execute(delete(ENTRY).where(ENTRY.c.commit_id == of if whole else ENTRY.c.id == entry))
            connection.execute(delete(COMMIT).where(COMMIT.c.id == (of if whole else None)))

            assert sealed.problems() != ()


def test_a_stream_cut_short_by_a_whole_commit_is_noticed_by_the_head_file_alone(sealed: Sealed) -> None:
    newest = sealed.ids(COMMIT.c.id, COMMIT.c.save)[-1]
    with undone(sealed.database) as connection:
        connection.execute(delete(ENTRY).where(ENTRY.c.commit_id == newest))
        connection.execute(delete(COMMIT).where(COMMIT.c.id == newest))
        checking.build(connection, silent)

        [problem] = sealed.problems()
        assert "an earlier copy was put back, or entries were cut off" in problem
        assert checking.check(sealed.database, None, silent).problems == ()


def test_a_stream_of_another_device_left_out_is_noticed_by_the_head_file_alone(sealed: Sealed) -> None:
    with undone(sealed.database) as connection:
        single = select(COMMIT.c.id).where(COMMIT.c.save < sealed.heads.save).order_by(COMMIT.c.save.desc()).limit(1)
        connection.execute(delete(ENTRY).where(ENTRY.c.commit_id.in_(single)))
        connection.execute(delete(COMMIT).where(COMMIT.c.id.in_(select(single.subquery()))))
        checking.build(connection, silent)

        assert sealed.problems() == (
            "Entries are missing or were exchanged since this computer last saved to the vault.",
        )


def test_the_words_of_any_entry_taken_away_are_noticed(sealed: Sealed) -> None:
    """An entry may stand without its words, so that its hashes still fit: the sum of what was saved does not."""
    for entry in sealed.ids(ENTRY.c.id):
        with undone(sealed.database) as connection:
            connection.execute(update(ENTRY).where(ENTRY.c.id == entry).values(payload=None, salt=None))
            checking.build(connection, silent)

            assert len(sealed.problems()) == 1


def test_entries_of_one_commit_in_another_order_are_noticed(sealed: Sealed) -> None:
    with sealed.database.reading() as connection:
        several = select(ENTRY.c.commit_id).group_by(ENTRY.c.commit_id).having(func.count() > 1)
        commits = [row[0] for row in connection.execute(several)]
    assert commits != []
    for commit in commits:
        with undone(sealed.database) as connection:
            connection.execute(update(ENTRY).where(ENTRY.c.commit_id == commit).values(place=-ENTRY.c.place))

            assert sealed.problems() != ()


def test_signatures_changed_about_are_noticed(sealed: Sealed) -> None:
    commits = sealed.ids(COMMIT.c.id, COMMIT.c.save)
    for one, two in pairwise(commits):
        with undone(sealed.database) as connection:
            signatures = {row.id: row.signature for row in connection.execute(select(COMMIT))}
            connection.execute(update(COMMIT).where(COMMIT.c.id == one).values(signature=signatures[two]))
            connection.execute(update(COMMIT).where(COMMIT.c.id == two).values(signature=signatures[one]))

            assert sealed.problems() != ()


def test_an_entry_under_no_signature_is_noticed(sealed: Sealed) -> None:
    for signed in (False, True):
        with undone(sealed.database) as connection:
            row = dict(connection.execute(select(ENTRY)).mappings().first() or {})
            row |= {"id": b"\x02" * 32, "seq": 1000, "commit_id": row["commit_id"] if signed else b"\x03" * 32}
            connection.execute(insert(ENTRY).values(row))

            found = sealed.problems()
            assert ("1 entries stand under no signature." in found) != signed
            assert found != ()


def test_words_put_into_a_row_that_no_reader_understands_are_noticed_and_never_read(sealed: Sealed) -> None:
    for column, value in (
        ("payload", "text where bytes were"),
        ("payload", b"{not json"),
        ("prev", "text"),
        ("after", 5),
        ("kind", b"bytes"),
        ("seq", "many"),
        ("seq", 2**62),
        ("seq", -1),
        ("author", b""),
        ("id", "text"),
        ("stream", b"bytes"),
    ):
        for entry in sealed.ids(ENTRY.c.id)[:4]:
            with undone(sealed.database) as connection:
                driver = connection.connection.driver_connection
                assert driver is not None
                was = ENTRY.c[column].name
                driver.execute(f"UPDATE entry SET {was} = ? WHERE id = ?", (value, entry))  # noqa: S608

                assert sealed.problems() != ()


@settings(max_examples=220)
@given(data=st.data())
def test_no_random_edit_passes(sealed: Sealed, data: st.DataObject) -> None:
    table, columns = data.draw(st.sampled_from([(ENTRY, HEADER), (ENTRY, HEADER), (COMMIT, SIGNED)]))
    row = data.draw(st.sampled_from(sealed.ids(table.c.id)))
    column = data.draw(st.sampled_from(columns))
    with undone(sealed.database) as connection:
        was = connection.execute(select(table.c[column]).where(table.c.id == row)).scalar()
        changed = data.draw(_another(was))
        connection.execute(update(table).where(table.c.id == row).values({column: changed}))

        assert sealed.problems() != ()


def _another(value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, bytes):
        flips = st.tuples(st.integers(0, max(len(value) - 1, 0)), st.integers(0, 7)).map(
            lambda at: _flipped(value, *at)
        )
        cuts = st.integers(0, max(len(value) - 1, 0)).map(lambda at: value[:at])
        return st.one_of(flips, cuts, st.binary(max_size=64)).filter(lambda one: one != value)
    if isinstance(value, int):
        return st.integers(-(2**62), 2**62).filter(lambda one: one != value)
    if value is None:
        return st.binary(max_size=40)
    letters = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)
    return letters.filter(lambda one: one != value)


def _flipped(value: bytes, at: int, bit: int) -> bytes:
    if not value:
        return b"\x00"
    changed = bytearray(value)
    changed[at] ^= 1 << bit
    return bytes(changed)


@pytest.mark.parametrize("edit", ["move the first", "drop the first", "rename the last"])
def test_any_table_made_from_the_entries_is_held_against_them(tmp_path: Path, edit: str) -> None:
    desk = make_desk(tmp_path)
    fill(desk)
    kept = desk.vault.views.actions()
    desk.vault.close()
    folder = tmp_path / "vault"
    tables = ("action", "child", "fact", "holder", "import_done", "person", "spell", "subject_head", "team")
    statements = {
        "move the first": "UPDATE {} SET stream = stream || 'x' WHERE rowid = (SELECT min(rowid) FROM {})",
        "drop the first": "DELETE FROM {} WHERE rowid = (SELECT min(rowid) FROM {})",
        "rename the last": "UPDATE {} SET subject = subject || 'x' WHERE rowid = (SELECT max(rowid) FROM {})",
    }
    for table in tables:
        with behind(folder / "vault.db") as connection:
            connection.execute(statements[edit].replace("{}", table))
        vault = reopen(folder)
        assert vault.check().problems == ("The tables do not say what the entries say: run “vault rebuild”.",)
        assert vault.rebuild().problems == ("The tables did not say what the entries say. They do now.",)
        assert vault.check().problems == vault.rebuild().problems == ()
        assert vault.views.actions() == kept
        vault.close()


@pytest.mark.parametrize("damage", ["DROP TABLE action", "ALTER TABLE action DROP COLUMN why"])
def test_a_table_or_a_column_that_is_gone_is_mended(tmp_path: Path, damage: str) -> None:
    desk = make_desk(tmp_path)
    fill(desk)
    kept = desk.vault.views.actions()
    desk.vault.close()
    with behind(tmp_path / "vault" / "vault.db") as connection:
        connection.execute(damage)

    vault = reopen(tmp_path / "vault")
    assert len(vault.check().problems) == len(vault.rebuild().problems) == 1
    assert vault.check().problems == ()
    assert vault.views.actions() == kept
    vault.close()


def test_tables_of_another_layout_are_said_to_be_and_built_again_without_a_complaint(sealed: Sealed) -> None:
    with undone(sealed.database) as connection:
        connection.execute(update(SETTING).where(SETTING.c.name == "layout").values(value="0"))
        remembered: list[str] = []

        assert sealed.problems() == ("The tables made from the entries are of another version: run “vault rebuild”.",)
        assert checking.rebuild(sealed.database, silent, remembered.append).problems == ()
        assert remembered == [LAYOUT]


def test_words_that_cannot_be_read_are_not_built_from(sealed: Sealed) -> None:
    def build(connection: Connection) -> None:
        connection.execute(update(ENTRY).values(payload=b"{not json"))
        checking.build(connection, silent)

    with undone(sealed.database) as connection, pytest.raises(ChecksFailed, match="run “vault check”"):
        build(connection)


def saved_more(folder: Path) -> None:
    """Add to a vault that was closed."""
    vault = reopen(folder)
    following_up.agree(desk_over(vault), ToAgree("K1", "Newest", "Why", "Ben", DUE))
    vault.close()


def test_an_older_copy_put_back_is_noticed_and_stays_noticed(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    fill(desk)
    desk.vault.close()
    folder, copy = tmp_path / "vault", Path(shutil.copytree(tmp_path / "vault", tmp_path / "copy"))
    saved_more(folder)
    put_back(copy, folder)

    for _ in range(2):
        vault = reopen(folder)
        [problem] = vault.check().problems
        assert "an earlier copy was put back" in problem
        vault.close()
        saved_more(folder)


def test_without_the_head_file_an_older_copy_is_not_said_to_be_one(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    fill(desk)
    desk.vault.close()
    folder, copy = tmp_path / "vault", Path(shutil.copytree(tmp_path / "vault", tmp_path / "copy"))
    saved_more(folder)
    put_back(copy, folder)
    head_file_of(folder).path.unlink()

    vault = reopen(folder)
    assert vault.check().problems == ()
    vault.close()


def test_a_head_file_older_than_the_vault_is_no_fault(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    fill(desk)
    desk.vault.close()
    older = head_file_of(tmp_path / "vault").path.read_bytes()
    saved_more(tmp_path / "vault")
    head_file_of(tmp_path / "vault").path.write_bytes(older)

    vault = reopen(tmp_path / "vault")
    assert vault.check().problems == ()
    vault.close()


def test_a_database_copied_without_its_log_is_noticed(tmp_path: Path) -> None:
    make_desk(tmp_path).vault.close()
    vault = reopen(tmp_path / "vault")
    fill(desk_over(vault))
    without = (tmp_path / "vault" / "vault.db").read_bytes()
    assert (tmp_path / "vault" / "vault.db-wal").stat().st_size > 0
    vault.close()
    (tmp_path / "vault" / "vault.db").write_bytes(without)

    vault = reopen(tmp_path / "vault")
    [problem] = vault.check().problems
    assert "entries were cut off" in problem
    vault.close()


def test_what_others_may_hold_back_is_no_tampering(desk: Desk) -> None:
    author, stream = Author(0), desk.vault.views.team().stream
    signed = author.sign(stream, author.write(stream, "s1", "note.kept/1", {"words": "x"}, ()))
    desk.vault.ledger.append([author.withhold(signed)], "")
    desk.record([Word(NewEntry(stream, "s1", "note.kept/1", MONDAY, {"words": "y"}), desk.owner())])

    assert desk.vault.check().problems == ()
