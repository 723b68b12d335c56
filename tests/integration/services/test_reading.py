"""Reading it all back: lists, one child, and the log."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.files import ExportFolder
from supervision_app.domain.errors import NotFound, RuleRefused
from supervision_app.ledger.commit import DeviceKey
from supervision_app.ledger.entry import Link, write_entry
from supervision_app.ledger.union import Signed
from supervision_app.services import following_up, knowing, people, reading
from supervision_app.services.desk import Desk
from supervision_app.services.errors import ChecksFailed
from supervision_app.services.exporting import Writers, export_child, find_export
from supervision_app.services.following_up import ToAgree
from supervision_app.services.receiving import receive
from tests.fakes.desks import FakeDocuments

DUE = date(2026, 12, 1)
WANTED = ToAgree("K1", "Ring grandma", "Why", "Aoife Byrne", DUE)


def test_children_are_listed_with_what_is_open_overdue_and_not_accepted(team: Desk) -> None:
    following_up.agree(team, WANTED)
    following_up.agree(team, replace(WANTED, due=team.today()), said_by="Aoife")
    rows = {row.id: row for row in team.vault.views.children(date(2026, 11, 17))}

    assert [row.id for row in reading.children(team)] == ["K1", "L1", "M1"]
    assert (rows["K1"].open_actions, rows["K1"].overdue, rows["K1"].not_accepted) == (2, 1, 1)
    assert [row.id for row in reading.children(team, worker="Aoife")] == ["K1", "M1"]


def test_actions_are_listed_by_child_worker_and_state(team: Desk) -> None:
    first = following_up.agree(team, WANTED)
    second = following_up.agree(team, ToAgree("L1", "Visit", "Why", "Ben", date(2026, 11, 20)), said_by="Ben")
    following_up.close(team, first, state="done", impact="Too early to say")

    assert [row.id for row in reading.actions(team)] == [second, first]
    assert [row.id for row in reading.actions(team, child="K1")] == [first]
    assert [row.id for row in reading.actions(team, worker="Ben")] == [second]
    assert reading.actions(team, worker="Aoife") == []
    assert [row.id for row in reading.actions(team, state="any-open")] == [second]
    assert [row.id for row in reading.actions(team, state="done")] == [first]
    with pytest.raises(NotFound):
        reading.actions(team, child="X1")


def test_a_childs_page_holds_facts_findings_and_clocks(team: Desk) -> None:
    page = reading.child_page(team, "k1")
    assert (page.known.case_id, page.known.value("name")) == ("K1", "Kai")
    assert {finding.code for finding in page.findings} >= {"no-permanence-plan", "not-known"}
    assert {clock.id for clock in page.clocks} == {"first-review", "permanence-plan"}
    assert [person.name for person in page.managers] == ["Moira Khan"]


def test_a_name_given_here_is_shown(team: Desk) -> None:
    knowing.name_child(team, "K1", "  Kai   B. ")
    assert reading.child_page(team, "K1").known.value("name") == "Kai B."


def test_the_log_shows_whose_word_it_was_and_who_typed_it(team: Desk) -> None:
    action = following_up.agree(team, WANTED, said_by="Aoife")
    rows = reading.log(team, "K1")
    assert [row.kind for row in rows] == ["facts.observed/1", "child.allocated/1", "action.agreed/1"]
    assert (rows[-1].by, rows[-1].recorded_by, rows[-1].means) == ("Aoife Byrne", "Moira Khan", "at the same screen")
    assert "Ring grandma" in rows[-1].words
    assert [row.kind for row in reading.log(team, action[:8])] == ["action.agreed/1"]
    with pytest.raises(NotFound):
        reading.log(team, "nobody-at-all")


def signed_by_another(team: Desk, kind: str, subject: str, payload: dict[str, object]) -> Signed:
    """Return one entry of another device on Kai's stream, that has seen what stands there."""
    key = DeviceKey(DeviceKey.fresh())
    stream = team.child("K1")
    heads = team.vault.ledger.heads([(stream, subject)]).get((stream, subject), ())
    entry = write_entry(
        Link(key.author, 1, None, heads),
        stream=stream,
        subject=subject,
        kind=kind,
        happened_on="2026-11-16",
        recorded_at="2026-11-16T10:00:00+00:00",
        payload=payload,
    )
    return Signed(key.commit(stream, [entry]), (entry,))


def test_entries_of_another_author_are_taken_in_once(team: Desk) -> None:
    action = following_up.agree(team, WANTED)
    ben = {"by": {"id": "b", "name": "Ben", "role": "worker"}}
    incoming = signed_by_another(team, "action.progressed/1", action, {"note": "Rang", "state": "partly-done", **ben})

    assert receive(team, [incoming]).new == 1
    assert receive(team, [incoming]).new == 0
    assert team.vault.views.actions(action=action)[0].state == "partly-done"
    assert team.vault.check().problems == ()
    assert team.vault.check().authors == 2


def test_a_forged_entry_is_refused_whole(team: Desk) -> None:
    action = following_up.agree(team, WANTED)
    good = signed_by_another(team, "action.closed/1", action, {"state": "done", "impact": "None"})
    forged = replace(good, entries=(replace(good.entries[0], happened_on="2026-01-01"),))
    with pytest.raises(ChecksFailed, match="Nothing was taken in"):
        receive(team, [forged])
    assert team.vault.views.actions(action=action)[0].state == "open"


def test_an_unknown_kind_is_kept_and_leaves_the_action_open(team: Desk) -> None:
    action = following_up.agree(team, WANTED, said_by="Aoife")
    following_up.close(team, action, state="done", impact="Done")
    receive(team, [signed_by_another(team, "action.dreamt/7", action, {"text": "from later"})])

    assert team.vault.views.actions(action=action)[0].state == "open"
    assert "newer version" in reading.log(team, action)[-1].words


def test_withheld_words_are_said_to_be_not_here(team: Desk) -> None:
    action = following_up.agree(team, WANTED)
    incoming = signed_by_another(team, "action.closed/1", action, {"state": "done", "impact": "None"})
    withheld = replace(incoming, entries=(replace(incoming.entries[0], payload=None, salt=None),))
    receive(team, [withheld])

    assert team.vault.views.actions(action=action)[0].state == "open"
    assert "withheld or erased" in reading.log(team, action)[-1].words


def test_an_action_and_an_export_whose_beginnings_are_withheld_are_still_there(team: Desk, tmp_path: Path) -> None:
    for kind, subject in (("action.agreed/1", "abcdabcd-1"), ("export.recorded/1", "abcdabcd-2")):
        incoming = signed_by_another(team, kind, subject, {"what": "kept back"})
        receive(team, [replace(incoming, entries=(replace(incoming.entries[0], payload=None, salt=None),))])

    row = team.vault.views.actions(action="abcdabcd-1")[0]
    assert (row.state, row.holding, row.owner) == ("open", "unowned", "Moira Khan")
    done = export_child(team, Writers(FakeDocuments(), ExportFolder(), "1"), "K1", ["txt"], tmp_path / "out")
    assert "no date is here" in done.files[0].read_text(encoding="utf-8")
    with pytest.raises(NotFound):
        find_export(team, "abcdabcd-2")


def test_people_join_once_and_leave_once(team: Desk) -> None:
    with pytest.raises(RuleRefused, match="in the directory already"):
        people.add_person(team, "aoife  byrne", "worker")
    people.add_person(team, "Aoife Byrne", "worker", another=True)
    with pytest.raises(RuleRefused, match="only manager"):
        people.person_leaves(team, "Moira", "")
    people.add_person(team, "Grace Obi", "manager")
    assert people.person_leaves(team, "Moira Khan", "").unowned == 0
    with pytest.raises(RuleRefused, match="already"):
        people.person_leaves(team, "Moira Khan", "")
