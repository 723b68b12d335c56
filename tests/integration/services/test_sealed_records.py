"""A sealed record: whose it is, who has read it, and what was added to it."""

from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.documents.writer import DocumentFiles
from supervision_app.adapters.files import ExportFolder
from supervision_app.domain import supervisions
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, RuleRefused
from supervision_app.domain.people import Person
from supervision_app.services import following_up, people, sessions
from supervision_app.services.desk import Desk, Word
from supervision_app.services.exporting import Writers, export_child
from supervision_app.services.following_up import ToAgree
from supervision_app.services.sealing import SealedRecord, add_to, confirm, own_record, seal
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.fakes.desks import MONDAY, make_desk
from tests.fakes.sessions import (
    AOIFE,
    BEN,
    begun,
    own,
    record_of,
    talk_of,
    typed,
    wait,
)

DUE = date(2026, 12, 1)
WRITERS = Writers(DocumentFiles(), ExportFolder(), "9.9.9")


def everything_of(desk: Desk, stream: str) -> str:
    """Return every byte of the words of a stream as text."""
    return "".join((entry.payload or b"").decode() for entry in desk.vault.ledger.stream(stream))


def exported(desk: Desk, child: str, out: Path) -> tuple[str, str]:
    """Return a child's export as text and as data."""
    text, data = export_child(desk, WRITERS, child, ["txt", "json"], out).files
    return text.read_text(encoding="utf-8"), data.read_text(encoding="utf-8")


def test_the_record_of_a_worker_is_in_no_childs_stream_and_in_no_childs_export(team: Desk, tmp_path: Path) -> None:
    seal(team, typed(team), seen=False)
    add_to(team, own(team), "One evening fewer zeppelin")

    for child in ("K1", "M1", "L1"):
        assert "zeppelin" not in everything_of(team, team.child(child))
        assert [words for words in exported(team, child, tmp_path) if "zeppelin" in words] == []
    theirs = everything_of(team, own(team).stream)
    assert theirs.count("zeppelin") == 3
    assert [word for word in ("Kai", "Mia", "He counts buses", "Ask the aunt", "gran") if word in theirs] == []


def test_a_worker_who_reads_it_at_once_has_seen_every_record(team: Desk) -> None:
    assert seal(team, typed(team), seen=True).seen

    assert team.vault.views.unseen_records() == []
    for after in (talk_of(team, "K1").after, talk_of(team, "M1").after, own_record(team, AOIFE)[0].after):
        assert [(one.person.name, one.on, one.means) for one in after.seen] == [
            (AOIFE, "2026-11-16", "at the same screen")
        ]


def test_a_record_waits_until_the_worker_has_read_it(team: Desk) -> None:
    seal(team, typed(team), seen=False)
    assert [row.child for row in team.vault.views.unseen_records()] == ["", "K1", "M1"]
    wait(team)
    confirm(team, record_of(team, "K1"))
    confirm(team, own(team))

    assert [row.child for row in team.vault.views.unseen_records()] == ["M1"]
    assert not talk_of(team, "K1").unseen
    assert not own_record(team, AOIFE)[0].unseen
    [seen] = talk_of(team, "K1").after.seen
    assert (seen.person.name, seen.on, seen.means) == (AOIFE, "2026-11-17", "at the same screen")
    before = team.vault.ledger.commits()
    with pytest.raises(RuleRefused, match="Aoife Byrne has read this record already"):
        confirm(team, record_of(team, "K1"))
    assert team.vault.ledger.commits() == before


def test_a_worker_confirms_on_their_own_device(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, name="Wilma Stone", role="worker")
    manager = Person("p-moira", "Moira Khan", "manager")
    worker = desk.owner()
    entry = supervisions.record(
        "s-1", worker=worker, held_on=MONDAY, present=[manager, worker], parts=[], depths={}, today=MONDAY
    )
    desk.record([Word(entry, manager)])
    confirm(desk, SealedRecord(entry.stream, "s-1"))

    [session] = own_record(desk, "Wilma")
    assert [(one.person, one.means) for one in session.after.seen] == [(worker, "own device")]
    desk.vault.close()


def test_a_discussion_outside_supervision_is_nobodys_to_confirm(team: Desk) -> None:
    record_discussion(team, ToRecord("K1", MONDAY, decision="Ring today", reasons="Risk"))

    with pytest.raises(RuleRefused, match=r"of nobody’s supervision. Add to it"):
        confirm(team, record_of(team, "K1"))
    add_to(team, record_of(team, "K1"), "He rang himself.")
    assert [one.text for one in talk_of(team, "K1").after.added] == ["He rang himself."]


def test_words_are_added_to_a_sealed_record_that_stays_as_it_was(team: Desk) -> None:
    seal(team, typed(team), seen=True)
    before = talk_of(team, "K1")
    wait(team)
    add_to(team, record_of(team, "K1"), " The aunt rang. ")
    add_to(team, record_of(team, "K1"), "Twice.", said_by="Aoife")

    after = talk_of(team, "K1")
    assert [(one.text, one.on, one.by.name) for one in after.after.added] == [
        ("The aunt rang.", "2026-11-17", "Moira Khan"),
        ("Twice.", "2026-11-17", AOIFE),
    ]
    assert (after.parts, after.decision, after.recorded_at) == (before.parts, before.decision, before.recorded_at)
    with pytest.raises(InputRefused, match="What you want to add is needed"):
        add_to(team, record_of(team, "K1"), " ")
    with pytest.raises(NotFound, match="Nobody called"):
        add_to(team, record_of(team, "K1"), "Words", said_by="Zoe")


def test_a_record_that_is_not_here_is_neither_confirmed_nor_added_to(team: Desk) -> None:
    action = following_up.agree(team, ToAgree("K1", "Ring grandma", "Why", AOIFE, DUE))
    for wanted in (SealedRecord(team.child("K1"), "nothing"), SealedRecord(team.child("K1"), action)):
        with pytest.raises(InputRefused, match="This record is not here"):
            confirm(team, wanted)
        with pytest.raises(InputRefused, match="This record is not here"):
            add_to(team, wanted, "Words")


def test_a_workers_own_record_is_told_newest_first_and_of_nobody_else(team: Desk) -> None:
    seal(team, typed(team), seen=True)
    seal(team, begun(team, BEN), seen=True)
    private = f"worker:{team.person(AOIFE).id}"
    team.record([Word(NewEntry(private, "w1", "wellbeing.noted/9", MONDAY, {"of": "later"}), team.owner())])
    wait(team, 28)
    draft = sessions.begin(team, AOIFE, team.today())
    seal(team, draft, seen=False)

    assert [(one.held_on, one.unseen) for one in own_record(team, "Aoife")] == [
        ("2026-12-14", True),
        ("2026-11-16", False),
    ]
    with pytest.raises(NotFound):
        own_record(team, "Zoe")
    for name in ("Dara Finn", "Dara Moss"):
        people.add_person(team, name, "worker")
    with pytest.raises(AmbiguousName):
        own_record(team, "Dara")


def test_the_export_says_whether_the_worker_has_read_it_and_what_was_added(team: Desk, tmp_path: Path) -> None:
    seal(team, typed(team), seen=False)
    text, data = exported(team, "K1", tmp_path)
    assert "not yet seen by Aoife Byrne" in text
    assert '"seen": []' in data
    wait(team)
    confirm(team, record_of(team, "K1"))
    add_to(team, record_of(team, "K1"), "The aunt rang.")
    text, data = exported(team, "K1", tmp_path)

    assert "not yet seen" not in text
    assert "17 November 2026, on the screen of whoever supervised" in text
    assert "Added on 17 November 2026 by Moira Khan" in text
    assert "The aunt rang." in text
    assert '"text": "The aunt rang."' in data
    assert '"worker": "Aoife Byrne"' in data


def test_a_child_not_talked_about_was_not_discussed_that_day(team: Desk) -> None:
    seal(team, typed(team), seen=True)

    last = {row.id: row.last_discussed for row in team.vault.views.children(MONDAY)}
    assert last == {"K1": "2026-11-16", "M1": "", "L1": ""}
    assert team.vault.views.last_supervised() == {team.person(AOIFE).id: "2026-11-16"}


def test_after_sealing_and_all_that_follows_the_tables_can_be_built_again_alike(team: Desk) -> None:
    seal(team, typed(team), seen=False)
    seal(team, begun(team, BEN), seen=True)
    confirm(team, record_of(team, "K1"))
    add_to(team, own(team), "Words")
    views = team.vault.views
    before = (views.unseen_records(), views.last_supervised(), views.children(MONDAY))

    assert len(before[0]) == 2
    assert team.vault.rebuild().problems == ()
    assert (views.unseen_records(), views.last_supervised(), views.children(MONDAY)) == before
    assert team.vault.check().problems == ()
