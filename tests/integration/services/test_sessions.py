"""A supervision session while it goes on: begun once, gone on with, and never lost."""

from datetime import date
from pathlib import Path

import pytest

from supervision_app.adapters.reference import ShippedReference
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound, SupervisionError
from supervision_app.services import allocating, following_up, people, sealing, sessions
from supervision_app.services.desk import Desk, Word
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.sessions import ChildNow, child_now, open_session, unfinished
from tests.fakes.desks import MONDAY, FakeCaseload, observed, reading
from tests.fakes.guides import GUIDE_FILE
from tests.fakes.sessions import AOIFE, BEN, begun, deep, not_today, only_actions, wait

DUE = date(2026, 12, 1)


def agreed(desk: Desk, what: str = "Ring grandma", child: str = "K1", owner: str = AOIFE, due: date = DUE) -> str:
    """Return an action agreed today."""
    return following_up.agree(desk, ToAgree(child, what, "Nobody did", owner, due))


def ids(desk: Desk, draft: str) -> list[str]:
    """Return the ids of a session's children."""
    return [row.id for row in open_session(desk, draft).children]


def kai(desk: Desk, draft: str) -> ChildNow:
    """Return Kai as the session shows him."""
    return child_now(desk, open_session(desk, draft).session, desk.child("K1"))


def words_on_kai(desk: Desk, draft: str) -> list[tuple[str, str]]:
    """Return Kai's actions as the session shows them, each with the word on it."""
    return [(one.row.what, one.word) for one in kai(desk, draft).actions]


def test_a_session_begins_with_the_workers_children_and_the_first_guide(team: Desk) -> None:
    opened = open_session(team, begun(team))

    assert (opened.worker.name, opened.guide.name) == (AOIFE, "Supervision cycle")
    assert [row.id for row in opened.children] == ["K1", "M1"]
    session = opened.session
    assert (session.worker, session.held_on) == (opened.worker.id, "2026-11-16")
    assert (session.begun_at, session.talks) == ("2026-11-16T10:00:00+00:00", {})


def test_children_in_need_come_first_and_then_whoever_was_not_talked_about_for_longest(team: Desk) -> None:
    import_caseload(team, FakeCaseload(reading([observed("A1", AOIFE)])), ToImport([]))
    agreed(team, child="M1", due=MONDAY)
    wait(team)

    assert ids(team, begun(team)) == ["M1", "A1", "K1"]


def test_beginning_again_with_the_same_person_and_day_goes_on(team: Desk) -> None:
    first = begun(team)
    deep(team, first, "K1", "He counts buses.")

    assert sessions.begin(team, "Aoife", MONDAY) == first
    others = {sessions.begin(team, AOIFE, date(2026, 11, 15)), begun(team, BEN), first}
    assert len(others) == 3
    assert {one.draft for one in unfinished(team)} == others
    assert open_session(team, first).session.talk(team.child("K1")).said == {"day": "He counts buses."}


def test_sessions_begun_are_listed_the_last_typed_first(team: Desk) -> None:
    first, second = begun(team), begun(team, BEN)
    wait(team)
    only_actions(team, first, "K1")

    assert [(one.draft, one.worker.name, one.held_on, one.kept_at[:10]) for one in unfinished(team)] == [
        (first, AOIFE, "2026-11-16", "2026-11-17"),
        (second, BEN, "2026-11-16", "2026-11-16"),
    ]


@pytest.mark.parametrize(
    ("worker", "day", "refusal", "sentence"),
    [
        ("Moira", MONDAY, InputRefused, "Moira Khan cannot supervise themselves. Choose"),
        ("Aoife", date(2026, 11, 17), InputRefused, "before it took place. Give the date"),
        ("Cara", MONDAY, InputRefused, "Cara Lin left on 16 November 2026. Choose somebody"),
        ("Zoe", MONDAY, NotFound, "Nobody called “Zoe”"),
        ("Dara", MONDAY, AmbiguousName, "could be more than one person"),
        ("", MONDAY, InputRefused, "A name is needed"),
    ],
)
def test_a_session_that_cannot_be_is_refused_and_none_is_begun(
    team: Desk, worker: str, day: date, refusal: type[SupervisionError], sentence: str
) -> None:
    for name in ("Cara Lin", "Dara Finn", "Dara Moss"):
        people.add_person(team, name, "worker")
    people.person_leaves(team, "Cara", "")

    with pytest.raises(refusal, match=sentence):
        sessions.begin(team, worker, day)
    assert unfinished(team) == []


def test_what_is_typed_is_kept_with_when_and_found_again(team: Desk) -> None:
    draft = begun(team)
    wait(team)
    stream = team.child("K1")

    assert sessions.keep(team, draft, {f"said/day/{stream}": "Buses"}) == "2026-11-17T10:00:00+00:00"
    sessions.keep(team, draft, {f"decision/{stream}": "Ask", "at": stream})
    session = open_session(team, draft).session
    assert (session.at, session.talk(stream).said, session.talk(stream).decision) == (stream, {"day": "Buses"}, "Ask")


def test_half_a_character_does_not_stop_the_rest_from_being_kept(team: Desk) -> None:
    draft, stream = begun(team), team.child("K1")

    sessions.keep(team, draft, {f"said/day/{stream}": "A bus \ud83d here", "own/support": "Whole \U0001f68c"})
    session = open_session(team, draft).session
    assert session.talk(stream).said == {"day": "A bus \ufffd here"}
    assert session.own == {"support": "Whole \U0001f68c"}


def test_a_session_given_up_is_gone_and_what_was_agreed_in_it_stays(team: Desk) -> None:
    draft = begun(team)
    deep(team, draft, "K1", "He counts buses.")
    action = agreed(team)
    sessions.give_up(team, draft)

    assert unfinished(team) == []
    assert team.vault.drafts.read(draft) == {}
    assert [row.id for row in team.vault.views.actions()] == [action]
    with pytest.raises(NotFound, match="sealed or given up meanwhile"):
        open_session(team, draft)


def test_what_is_typed_after_the_end_is_refused_and_leaves_nothing_behind(team: Desk) -> None:
    draft = begun(team)
    sessions.give_up(team, draft)

    with pytest.raises(NotFound, match="sealed or given up meanwhile"):
        sessions.keep(team, draft, {"own/support": "Too late"})
    assert team.vault.drafts.begun("") == {}


def test_a_session_follows_the_guide_that_was_chosen_or_the_first_when_it_is_gone(team: Desk, tmp_path: Path) -> None:
    own = tmp_path / "guides"
    own.mkdir()
    (own / "ours.toml").write_text(GUIDE_FILE, encoding="utf-8")
    desk = Desk(team.vault, team.clock, ShippedReference(own))
    draft = sessions.begin(desk, AOIFE, MONDAY, "Ours")

    assert open_session(desk, draft).guide.name == "Ours"
    (own / "ours.toml").unlink()
    assert open_session(desk, draft).guide.name == "Supervision cycle"


def test_a_child_who_goes_to_somebody_else_meanwhile_keeps_what_was_typed(team: Desk) -> None:
    draft = begun(team)
    deep(team, draft, "K1", "He counts buses.")
    for child in ("K1", "M1"):
        allocating.allocate_child(team, child, BEN, "LEFTRL")
    allocating.allocate_child(team, "L1", AOIFE, "LEFTRL")

    assert ids(team, draft) == ["K1", "L1"]
    assert open_session(team, draft).session.talk(team.child("K1")).said == {"day": "He counts buses."}
    # With everything taken out again the child is Ben's alone.
    sessions.keep(team, draft, {f"depth/{team.child('K1')}": "", f"said/day/{team.child('K1')}": "  "})
    assert ids(team, draft) == ["L1"]


def test_a_worker_who_leaves_in_the_middle_leaves_the_session_as_it_is(team: Desk) -> None:
    draft = begun(team)
    deep(team, draft, "K1", "He counts buses.")
    people.person_leaves(team, AOIFE, "")

    assert open_session(team, draft).worker.name == AOIFE
    assert [one.draft for one in unfinished(team)] == [draft]
    assert "K1" in ids(team, draft)


def test_a_worker_without_children_is_supervised_all_the_same(team: Desk) -> None:
    people.add_person(team, "Cara Lin", "worker")

    assert open_session(team, begun(team, "Cara Lin")).children == ()


def test_children_whose_facts_are_of_a_later_version_do_not_stand_in_the_way(team: Desk) -> None:
    for number in (1, 2):
        later = NewEntry(f"child:{number}", "facts", "facts.observed/9", MONDAY, {"what": "nobody knows yet"})
        team.record([Word(later, team.owner())])

    assert ids(team, begun(team)) == ["K1", "M1"]


def test_a_word_counts_from_the_beginning_of_the_session(team: Desk) -> None:
    action = agreed(team)
    following_up.progress(team, action, "Rang once")
    wait(team)
    draft = sessions.begin(team, AOIFE, team.today())

    assert words_on_kai(team, draft) == [("Ring grandma", "")]
    assert [row.id for row in kai(team, draft).wordless] == [action]
    following_up.progress(team, action, "Rang twice")
    assert words_on_kai(team, draft) == [("Ring grandma", "Under way: Rang twice.")]
    assert kai(team, draft).wordless == ()


def test_an_action_agreed_in_the_session_needs_no_word(team: Desk) -> None:
    draft = begun(team)
    agreed(team)

    [one] = kai(team, draft).actions
    assert (one.agreed_now, one.word) == (True, "")
    assert kai(team, draft).wordless == ()


def test_every_way_of_saying_something_of_an_action_is_a_word(team: Desk) -> None:
    names = ("Progress", "Move", "Accept", "Return", "Close", "Reopen", "Twice")
    action = {name: agreed(team, name) for name in names}
    following_up.close(team, action["Reopen"], state="done", impact="It seemed so")
    wait(team)
    draft = sessions.begin(team, AOIFE, team.today())
    following_up.progress(team, action["Progress"], "Is it far?")
    following_up.move(team, action["Move"], date(2026, 12, 9), "She is away")
    following_up.accept(team, action["Accept"], said_by=AOIFE)
    following_up.give_back(team, action["Return"], "Too much", said_by=AOIFE)
    following_up.close(team, action["Close"], state="not-needed", impact="The school does it.")
    following_up.reopen(team, action["Reopen"], "It was not")
    following_up.progress(team, action["Twice"], "Rang")
    following_up.progress(team, action["Twice"], "She rang back!")

    assert dict(words_on_kai(team, draft)) == {
        "Progress": "Under way: Is it far?",
        "Move": "Moved to 9 December 2026: She is away.",
        "Accept": "Accepted by Aoife Byrne.",
        "Return": "Returned: Too much.",
        "Close": "No longer needed: The school does it.",
        "Reopen": "Opened again: It was not.",
        "Twice": "Under way: Rang. Under way: She rang back!",
    }
    assert kai(team, draft).wordless == ()


def test_what_was_closed_before_is_not_shown_and_being_offered_on_is_no_word(team: Desk) -> None:
    before, offered = agreed(team, "Closed before"), agreed(team, "Offered on")
    following_up.close(team, before, state="done", impact="They know")
    wait(team)
    draft = sessions.begin(team, AOIFE, team.today())
    following_up.offer(team, offered, BEN, "Nearer")

    assert words_on_kai(team, draft) == [("Offered on", "")]
    assert [row.id for row in kai(team, draft).wordless] == [offered]


def test_a_word_of_a_later_version_or_withheld_counts_for_none(team: Desk) -> None:
    action = agreed(team)
    wait(team)
    draft = sessions.begin(team, AOIFE, team.today())
    later = NewEntry(team.child("K1"), action, "action.pondered/9", team.today(), {"of": "a later version"})
    team.record([Word(later, team.owner())])

    assert [row.id for row in kai(team, draft).wordless] == [action]


def test_a_draft_that_names_nobody_is_no_session(team: Desk) -> None:
    team.vault.drafts.keep("session/of-nobody", {"own/support": "Words"}, "2026-11-16T10:00:00+00:00")
    team.vault.drafts.keep("export/of-kai", {"worker": team.person(AOIFE).id}, "2026-11-16T10:00:00+00:00")

    assert unfinished(team) == []


def test_children_stand_in_the_order_that_somebody_gave_and_one_can_be_added(team: Desk) -> None:
    draft = begun(team)
    sessions.keep(team, draft, {"order": f"{team.child('M1')} {team.child('K1')}"})
    assert ids(team, draft) == ["M1", "K1"]
    assert sessions.add_child(team, draft, "l1") == team.child("L1")
    assert ids(team, draft) == ["M1", "K1", "L1"]

    for again in ("L1", "K1"):
        with pytest.raises(InputRefused, match="is in this session already"):
            sessions.add_child(team, draft, again)
    with pytest.raises(NotFound):
        sessions.add_child(team, draft, "X9")


def test_points_that_were_put_off_come_first_next_time(team: Desk) -> None:
    for later in ("Rota: no time", "Course: ask HR"):
        draft = begun(team)
        for child in ("K1", "M1"):
            not_today(team, draft, child, "Ill")
        sessions.keep(team, draft, {"points": "Duty", "later": later})
        sealing.seal(team, draft, seen=True)
        wait(team)
        newest = sessions.begin(team, AOIFE, team.today())
        assert open_session(team, newest).session.points == later
        sessions.give_up(team, newest)

    assert open_session(team, begun(team, BEN)).session.points == ""
