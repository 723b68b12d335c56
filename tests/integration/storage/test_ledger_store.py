"""The ledger on SQLCipher: what goes in comes out, whoever wrote it and in whatever order it came."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.adapters.storage import checking
from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.ledger_store import StoredLedger
from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.entry import Entry
from supervision_app.ledger.union import Signed
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree, agree
from supervision_app.services.ports import silent
from supervision_app.services.read_models import CheckReport
from tests.fakes.desks import MONDAY
from tests.fakes.several_authors import AUTHORS, Author, history
from tests.fakes.tampering import bare_database, bare_ledger

CHILD, OTHER = "child:1", "child:2"
NOW = "2026-11-16T10:00:00+00:00"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database with its tables."""
    made = bare_database(tmp_path / "vault.db")
    yield made
    made.close()


@pytest.fixture
def ledger(database: Database) -> StoredLedger:
    """An empty ledger."""
    return bare_ledger(database)


def note(author: Author, stream: str = CHILD, subject: str = "s1", after: Sequence[Entry] = ()) -> Signed:
    """Return one signed note."""
    return author.sign(stream, author.write(stream, subject, "note.kept/1", {"words": "x"}, after))


def test_an_empty_ledger_holds_nothing(ledger: StoredLedger, database: Database) -> None:
    ledger.append([], NOW)

    assert ledger.commits() == frozenset()
    assert ledger.stream(CHILD) == []
    assert ledger.subject(CHILD, "s1") == []
    assert ledger.tips("ab" * 32, {CHILD}) == {}
    assert ledger.tips("ab" * 32, set()) == {}
    assert ledger.heads(set()) == {}
    assert ledger.heads({(CHILD, "s1")}) == {}
    assert checking.check(database, None, silent).problems == ()


def test_entries_come_out_as_they_went_in(ledger: StoredLedger) -> None:
    author = Author(0)
    first = note(author)
    second = note(author, subject="s2")
    third = note(author, after=first.entries)
    ledger.append([first, second], NOW)
    ledger.append([third], NOW)

    assert ledger.stream(CHILD) == [*first.entries, *second.entries, *third.entries]
    assert ledger.subject(CHILD, "s1") == [*first.entries, *third.entries]
    assert ledger.commits() == {first.commit.id, second.commit.id, third.commit.id}


def test_a_withheld_payload_stays_away(ledger: StoredLedger, database: Database) -> None:
    author = Author(0)
    signed = note(author)
    withheld = author.withhold(signed)
    ledger.append([withheld], NOW)

    assert ledger.stream(CHILD) == list(withheld.entries)
    assert ledger.stream(CHILD)[0].payload is None
    assert checking.check(database, None, silent).problems == ()


def test_tips_are_each_authors_own_in_each_stream(ledger: StoredLedger) -> None:
    one, other = Author(0), Author(1)
    entries = [note(one), note(one), note(one, OTHER), note(other)]
    ledger.append(entries, NOW)

    assert ledger.tips(one.id, {CHILD, OTHER, "child:3"}) == {
        CHILD: (2, entries[1].entries[0].id),
        OTHER: (1, entries[2].entries[0].id),
    }
    assert ledger.tips(other.id, {CHILD}) == {CHILD: (1, entries[3].entries[0].id)}


def test_heads_are_what_nobody_has_seen_yet(ledger: StoredLedger) -> None:
    one, other = Author(0), Author(1)
    first = note(one)
    second, third = note(one, after=first.entries), note(other, after=first.entries)
    ledger.append([first, second, third], NOW)

    both = tuple(sorted([second.entries[0].id, third.entries[0].id]))
    assert ledger.heads({(CHILD, "s1"), (CHILD, "s2"), (OTHER, "s1")}) == {(CHILD, "s1"): both}
    last = note(other, after=(*second.entries, *third.entries))
    ledger.append([last], NOW)
    assert ledger.heads({(CHILD, "s1")}) == {(CHILD, "s1"): (last.entries[0].id,)}


def test_more_streams_and_subjects_than_one_question_holds(ledger: StoredLedger, database: Database) -> None:
    author = Author(0)
    signed = [note(author, f"child:{number}", "s1") for number in range(1001)]
    ledger.append(signed, NOW)
    ledger.append([note(author, f"child:{number}", "s1", signed[number].entries) for number in range(1001)], NOW)

    tips = ledger.tips(author.id, {f"child:{number}" for number in range(1001)})
    assert len(tips) == 1001
    assert {number for number, _ in tips.values()} == {2}
    assert len(ledger.heads({(f"child:{number}", "s1") for number in range(1001)})) == 1001
    assert checking.check(database, None, silent) == CheckReport(2002, 1001, 1, ())


def test_many_commits_in_one_append_and_checking_tells_how_far_it_is(ledger: StoredLedger, database: Database) -> None:
    author = Author(0)
    ledger.append([note(author, subject=f"s{number}") for number in range(2005)], NOW)
    told: list[tuple[str, int, int]] = []

    report = checking.check(database, None, lambda *what: told.append(what))
    assert (report.entries, report.problems) == (2005, ())
    assert told == [("Checking signatures", 2000, 2005)]
    with database.transaction() as connection:
        assert checking.build(connection, lambda *what: told.append(what)) == 2005
    assert [what for what, _, _ in told] == ["Checking signatures", "Building the tables"]


def test_an_append_that_fails_leaves_nothing_of_it(ledger: StoredLedger, database: Database) -> None:
    author = Author(0)
    first, second = note(author), note(author)
    ledger.append([first], NOW)
    with database.reading() as connection:
        before = checking.dump(connection)

    with pytest.raises(Exception, match="UNIQUE constraint failed"):
        ledger.append([second, first], NOW)
    assert ledger.stream(CHILD) == list(first.entries)
    with database.reading() as connection:
        assert checking.dump(connection) == before
    ledger.append([second], NOW)
    assert checking.check(database, None, silent).problems == ()


def test_the_witness_hears_of_a_save_once_it_is_kept_and_of_no_other(database: Database) -> None:
    heard: list[tuple[int, int, str]] = []
    ledger = StoredLedger(database, lambda *news: heard.append(news))
    author = Author(0)
    lost, kept, last = note(author, "child:lost"), note(author), note(author)

    with pytest.raises(LookupError), ledger.transaction():
        _append_and_fail(ledger, lost)
    with ledger.transaction():
        assert ledger.commits() == frozenset()
    assert heard == []
    with ledger.transaction():
        ledger.append([kept], NOW)
        ledger.append([last], NOW)
        assert heard == []

    both = int(kept.entries[0].id, 16) + int(last.entries[0].id, 16)
    assert heard == [(2, both % 2**256, last.commit.id)]


def _append_and_fail(ledger: StoredLedger, signed: Signed) -> None:
    ledger.append([signed], NOW)
    raise LookupError


def test_a_later_kind_or_a_withheld_word_does_not_unname_the_team(desk: Desk) -> None:
    before = desk.vault.views.team()
    key = DeviceKey(desk.vault.device)
    later = Author(0)
    heads = desk.vault.ledger.heads({(before.stream, "team")})[before.stream, "team"]
    seen = [entry for entry in desk.vault.ledger.stream(before.stream) if entry.id in heads]
    signed = later.sign(before.stream, later.write(before.stream, "team", "team.renamed/1", {"word": "x"}, seen))
    desk.vault.ledger.append([signed], NOW)

    assert desk.vault.views.team() == before
    assert desk.vault.rebuild().problems == ()
    assert key.author != later.id


def test_the_team_of_the_vault_stays_its_own_when_entries_of_another_team_come_in(team: Desk) -> None:
    before = team.vault.views.team()
    for number, stream in enumerate(("team:00000000", "team:zzzzzzzz")):
        author = Author(number)
        named = {"name": "Hillside", "authority": "Elsewhere", "demonstration": False}
        team.vault.ledger.append([author.sign(stream, author.write(stream, "team", "team.named/1", named, ()))], NOW)

    assert team.vault.views.team() == before


def test_an_action_offered_twice_at_once_to_one_person_awaits_them_once(team: Desk) -> None:
    action = agree(team, ToAgree("K1", "Ring grandma", "Why", "Moira", MONDAY), said_by="Moira")
    [row] = team.vault.views.actions()
    entries = team.vault.ledger.subject(row.stream, action)
    ben = team.person("Ben").as_payload()
    words = {"to": ben, "why": "x", "manager": team.owner().as_payload(), "as_worker": False}
    for number in range(2):
        author = Author(number)
        offer = author.write(row.stream, action, "action.offered/1", words, entries)
        team.vault.ledger.append([author.sign(row.stream, offer)], NOW)

    [row] = team.vault.views.actions()
    assert (row.holding, row.owner, row.awaiting) == ("awaiting", "Ben Okafor", "Ben Okafor")


Places = Callable[[], Path]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Give a folder of its own to each example."""
    return lambda: tmp_path_factory.mktemp("example")


def _dump(database: Database) -> str:
    with database.reading() as connection:
        return checking.dump(connection)


def _stored(place: Path, groups: Sequence[Sequence[Signed]]) -> tuple[str, Any]:
    """Append these groups in turn and return the dump, with what the checks and a rebuild found."""
    database = bare_database(place / "vault.db")
    ledger = bare_ledger(database)
    for group in groups:
        ledger.append(group, NOW)
    dump = _dump(database)
    found = checking.check(database, None, silent), checking.rebuild(database, silent, lambda _: None)
    database.close()
    return dump, found


@settings(max_examples=30)
@given(data=st.data())
def test_order_and_grouping_do_not_matter_and_the_tables_equal_a_rebuild(places: Places, data: st.DataObject) -> None:
    signed = data.draw(history())
    place = places()
    shuffled = data.draw(st.permutations(signed))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(signed)), max_size=4)))
    edges = [0, *cuts, len(signed)]
    groups = [shuffled[start:end] for start, end in pairwise(edges)]

    (place / "a").mkdir()
    (place / "b").mkdir()
    one, in_turn = _stored(place / "a", [[commit] for commit in signed])
    other, at_once = _stored(place / "b", groups)

    assert one == other
    for report in (*in_turn, *at_once):
        assert report.problems == ()
        assert report.entries == sum(len(commit.entries) for commit in signed)
        assert report.authors == len({commit.commit.author for commit in signed}) <= AUTHORS
