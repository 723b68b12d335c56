"""A child erased somewhere in a random history: in whatever order it comes, nothing is kept but under a hold."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.adapters.storage import checking, projected, projecting
from supervision_app.adapters.storage.views import StoredViews
from supervision_app.ledger.union import Signed
from supervision_app.services.ports import silent
from supervision_app.services.read_models import CheckReport
from tests.fakes.several_authors import AUTHORS, MANAGER, STREAMS, Author, history
from tests.fakes.tampering import bare_database, bare_ledger

CHILD = STREAMS[0]
ERASED = {"by": MANAGER, "ground": "A court", "decided_by": "Ines", "reference": "7", "open_actions": 0, "exports": []}
HOLD = {"by": MANAGER, "why": "Review"}


class Store:
    """A ledger in a database of its own."""

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True)
        self.database = bare_database(path / "vault.db")
        self.ledger = bare_ledger(self.database)

    def take(self, groups: Sequence[Sequence[Signed]]) -> None:
        """Take groups of commits in, one save each."""
        for group in groups:
            self.ledger.append(group, "2026-11-16T10:00:00+00:00")

    def dump(self) -> str:
        """Return a digest of the tables."""
        with self.database.reading() as connection:
            return checking.dump(connection)

    def reports(self) -> tuple[CheckReport, CheckReport]:
        """Return what the checks find, and what building the tables again does."""
        return checking.check(self.database, None, silent), checking.rebuild(self.database, silent, lambda _: None)

    def words_of(self, stream: str) -> set[str]:
        """Return what the words that are kept of a stream are about."""
        return {entry.subject for entry in self.ledger.stream(stream) if entry.payload is not None}

    def tables_of(self, stream: str) -> set[str]:
        """Return the tables that have a row of a stream."""
        found = set()
        with self.database.reading() as connection:
            for model in projected.ALL:
                table = projecting.table_of(model)
                if connection.execute(table.select().where(table.c.stream == stream)).first():
                    found.add(str(table.name))
        return found


@st.composite
def erased_history(draw: st.DrawFn) -> tuple[list[Signed], bool]:
    """Draw a history with a child erased in it, in any order; returns whether a legal hold lasts."""
    signed = draw(history())
    governance = Author(AUTHORS)
    signed.append(governance.sign(CHILD, governance.write(CHILD, "erased", "child.erased/1", ERASED, [])))
    ends = draw(st.integers(0, 2))
    if ends:
        placed = governance.write(CHILD, "hold", "hold.placed/1", HOLD, [])
        signed.append(governance.sign(CHILD, placed))
        if ends > 1:
            signed.append(governance.sign(CHILD, governance.write(CHILD, "hold", "hold.lifted/1", HOLD, [placed])))
    return draw(st.permutations(signed)), ends == 1


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_in_whatever_order_it_comes_the_tables_equal_a_rebuild_and_nothing_is_kept_but_under_a_hold(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    signed, held = data.draw(erased_history())
    cuts = sorted(data.draw(st.sets(st.integers(0, len(signed)), max_size=4)))
    groups = [signed[start:end] for start, end in pairwise([0, *cuts, len(signed)])]
    base = tmp_path_factory.mktemp("erased")
    store, in_turn = Store(base / "a"), Store(base / "b")
    store.take(groups)
    in_turn.take([[one] for one in sorted(signed, key=lambda one: one.commit.id)])

    for one in (store, in_turn):
        for report in one.reports():
            assert report.problems == ()
        assert StoredViews(one.database).erased() == ([] if held else [CHILD])
        if not held:
            assert one.words_of(CHILD) == {"erased"}
            assert one.tables_of(CHILD) == {"subject_head", "erased"}
        else:
            assert one.words_of(CHILD) >= {"erased", "hold"}
    if not held:
        assert store.dump() == in_turn.dump()
    for one in (store, in_turn):
        one.database.close()
