"""An older file, an older page or a lost log is noticed while the head file is there; what is not is said here."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from supervision_app.adapters.keys.key_file import read_key_file
from tests.fakes.sealed_vaults import PASSPHRASE
from tests.fakes.tampering import behind, desk_over
from tests.faults.conftest import Small
from tests.faults.damage import UNSEEN, Bytes, bytes_of, noticed, put_right
from tests.faults.saving import opened, save
from tests.faults.soak import dice, times

PAGE, SAVES, COPIES, LOGS = 4096, 8, 40, 30
OLDER = "This vault is older than the last one this computer knew"
UNWATCHED = {"draft", "sqlite_autoindex_draft_1"}
"""What no head remembers: what is being typed."""


@dataclass(frozen=True)
class Told:
    """A vault that was saved to: its database after each save, as it was closed and as a lost log leaves it."""

    base: Path
    closed: list[bytes]
    without_log: list[bytes]
    vault: Bytes
    state: Bytes
    tables: dict[int, str]

    def put(self, database: bytes, *, state: Bytes | None = None) -> str:
        """Put a database in the vault's place; returns in which words it is noticed."""
        put_right(self.base / "vault", self.vault | {"vault.db": database})
        put_right(self.base / "state", self.state if state is None else state)
        return noticed(self.base)


@pytest.fixture
def told(small: Small, tmp_path: Path) -> Iterator[Told]:
    """A vault with some history, put right at the end."""
    base, closed, without_log = small.copy(tmp_path / "base"), list[bytes](), list[bytes]()
    database = base / "vault" / "vault.db"
    for turn in range(SAVES):
        vault = opened(base)
        vault.drafts.keep("begun", {"said": f"He said {turn}"}, f"{turn}")
        save(desk_over(vault), f"{turn}", _unheard)
        without_log.append(database.read_bytes())
        vault.close()
        closed.append(database.read_bytes())
    with behind(database, read_key_file(base / "vault").unlock(PASSPHRASE)) as connection:
        tables = {page: name for name, page in connection.execute("SELECT name, rootpage FROM sqlite_master")}
    yield Told(base, closed, without_log, bytes_of(base / "vault"), bytes_of(base / "state"), tables)
    shutil.rmtree(base)


def _unheard(line: str) -> None:
    assert line != ""


def test_an_older_copy_put_back_is_noticed(told: Told) -> None:
    throws = dice("copies")
    found = [told.put(throws.choice(told.closed[:-1])) for _ in range(times(COPIES))]

    assert [words for words in found if not words.startswith(OLDER)] == []


def test_a_log_lost_after_a_crash_is_noticed(told: Told) -> None:
    throws = dice("logs")
    found = [told.put(throws.choice(told.without_log)) for _ in range(times(LOGS))]

    assert [words for words in found if not words.startswith(OLDER)] == []


def _replays(told: Told) -> Iterator[tuple[str, bytes]]:
    """Return the newest file with one page of an older one in it, for each page that differs, and whose page it is."""
    newest = told.closed[-1]
    for older in told.closed[:-1]:
        for start in range(0, len(older), PAGE):
            page = older[start : start + PAGE]
            if page != newest[start : start + PAGE]:
                name = told.tables.get(start // PAGE + 1, "a page below")
                yield name, newest[:start] + page + newest[start + PAGE :]


def test_an_older_page_of_entries_or_of_tables_made_from_them_is_noticed(told: Told) -> None:
    found = [(name, told.put(database)) for name, database in _replays(told) if name not in UNWATCHED]

    assert [name for name, words in found if words == UNSEEN] == []
    assert {"entry", "ledger_commit", "action"} & {name for name, _ in found} != set()
    assert len(found) > 100 - COPIES - LOGS


def test_an_older_page_of_what_the_vault_remembers_is_noticed_and_the_saves_are_counted_again(told: Told) -> None:
    found = [told.put(database) for name, database in _replays(told) if name == "setting"]

    assert found
    assert [words for words in found if "It was counted again" not in words] == []
    vault = opened(told.base)
    save(desk_over(vault), "after", _unheard)
    assert not vault.check().problems
    assert not vault.noticed
    vault.close()


def test_an_older_page_of_what_is_typed_is_not_noticed(told: Told) -> None:
    """What is typed has no signature yet."""
    found = {name: told.put(database) for name, database in _replays(told) if name in UNWATCHED}

    assert set(found.values()) == {UNSEEN}
    assert found.keys() == UNWATCHED


def test_without_the_head_file_neither_an_older_copy_nor_a_lost_log_is_noticed(told: Told) -> None:
    assert told.put(told.closed[-2], state={}) == UNSEEN
    assert told.put(told.without_log[-1], state={}) == UNSEEN
