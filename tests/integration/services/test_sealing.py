"""Sealing: a record for each child and one of the worker’s own, all or nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, cast

import pytest

from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import InputRefused, NotFound, RuleRefused
from supervision_app.domain.words_on_actions import NO_CHANGE
from supervision_app.services import allocating, following_up, people, reading, sealing, sessions
from supervision_app.services.desk import Desk, Word
from supervision_app.services.errors import CannotWrite
from supervision_app.services.following_up import ToAgree
from supervision_app.services.ports import Progress, Vault, silent
from supervision_app.services.sealing import Missing, SealedRecord, own_record, seal
from tests.fakes.desks import MONDAY
from tests.fakes.sessions import (
    AOIFE,
    BEN,
    STIRRED,
    TIRED,
    begun,
    deep,
    not_today,
    only_actions,
    talk_of,
    typed,
    wait,
)

DUE = date(2026, 12, 1)


def sentences(desk: Desk, draft: str) -> list[tuple[str, str]]:
    """Return what the session lacks, child by child."""
    return [(one.child, one.why) for one in sealing.missing(desk, sessions.open_session(desk, draft))]


class Stopped(Desk):
    """A desk that writes the entries and then finds the disk full."""

    def record(self, words: Sequence[Word], progress: Progress = silent) -> list[Any]:
        """Record, and fail before the transaction ends."""
        super().record(words, progress)
        message = "The disk is full."
        raise CannotWrite(message)


class DraftsThatStay:
    """A vault in which no draft can be taken away: the disk is full by then."""

    def __init__(self, vault: Vault) -> None:
        """Take the real vault."""
        self._vault = vault

    @property
    def drafts(self) -> "DraftsThatStay":
        """Return itself as the drafts."""
        return self

    def read(self, draft: str) -> Mapping[str, str]:
        """Read a draft."""
        return self._vault.drafts.read(draft)

    def begun(self, start: str) -> Mapping[str, str]:
        """Return the drafts whose name starts like this."""
        return self._vault.drafts.begun(start)

    def drop(self, draft: str) -> None:
        """Refuse."""
        message = f"The disk is full: {draft}"
        raise CannotWrite(message)

    def __getattr__(self, name: str) -> Any:
        """Return what the real vault has."""
        return getattr(self._vault, name)


def test_a_sealed_session_is_on_each_childs_record_and_on_the_workers_own(team: Desk) -> None:
    draft = typed(team)
    wait(team)
    done = seal(team, draft, seen=False)

    assert (done.worker.name, done.held_on, done.seen) == (AOIFE, "2026-11-16", False)
    assert done.depths == {"in-depth": 1, "not-today": 1}
    talk = talk_of(team, "K1")
    assert (talk.type, talk.depth, talk.held_on, talk.recorded_at[:10]) == (
        "case-supervision", "in-depth", "2026-11-16", "2026-11-17"
    )  # fmt: skip
    assert [person.name for person in talk.present] == ["Moira Khan", AOIFE]
    assert (talk.worker, talk.by) == (done.worker, "Moira Khan")
    assert [(part.heading, part.text) for part in talk.parts] == [("The child’s day", "He counts buses.")]
    assert (talk.decision, talk.reasons) == ("Ask the aunt", "Because Ask the aunt")
    mia = talk_of(team, "M1")
    assert [(part.heading, part.text) for part in mia.parts] == [("Why not today", "At her gran’s all week")]
    [session] = own_record(team, AOIFE)
    assert [(part.heading, part.text) for part in session.parts] == [
        ("How you are", TIRED),
        ("What this work stirs up", STIRRED),
    ]
    assert (session.held_on, session.depths) == ("2026-11-16", {"in-depth": 1, "not-today": 1})


def test_the_draft_is_gone_with_the_sealing_and_cannot_be_sealed_twice(team: Desk) -> None:
    draft = typed(team)
    seal(team, draft, seen=True)

    assert sessions.unfinished(team) == []
    assert team.vault.drafts.begun("") == {}
    before = team.vault.ledger.commits()
    with pytest.raises(NotFound, match="sealed or given up meanwhile"):
        seal(team, draft, seen=True)
    assert team.vault.ledger.commits() == before


@pytest.mark.parametrize("breaks", ["while recording", "while the draft ends"])
def test_when_sealing_fails_nothing_is_recorded_and_the_draft_is_whole(team: Desk, breaks: str) -> None:
    draft = typed(team)
    before, fields = team.vault.ledger.commits(), team.vault.drafts.read(draft)
    stuck = cast("Vault", DraftsThatStay(team.vault))
    desk = Stopped(team.vault, team.clock, team.reference) if breaks == "while recording" else Desk(
        stuck, team.clock, team.reference
    )  # fmt: skip

    with pytest.raises(CannotWrite, match="The disk is full"):
        seal(desk, draft, seen=True)
    assert team.vault.ledger.commits() == before
    assert team.vault.drafts.read(draft) == fields
    assert own_record(team, AOIFE) == []
    assert reading.child_page(team, "K1").discussions == ()
    assert seal(team, draft, seen=True).depths == {"in-depth": 1, "not-today": 1}


def test_what_a_session_lacks_is_said_child_by_child(team: Desk) -> None:
    draft = begun(team)
    following_up.agree(team, ToAgree("K1", "Agreed now", "Why", AOIFE, DUE))
    assert sentences(team, draft) == []
    deep(team, draft, "K1", stirs=STIRRED)
    not_today(team, draft, "M1", " ")

    assert sealing.missing(team, sessions.open_session(team, draft)) == [
        Missing(team.child("K1"), "Kai", "Nothing was written. Write what was said, or choose another depth."),
        Missing(team.child("M1"), "Mia", "Say why not today."),
    ]
    before = team.vault.ledger.commits()
    with pytest.raises(InputRefused, match=r"^Kai: Nothing was written. Write"):
        seal(team, draft, seen=True)
    assert team.vault.ledger.commits() == before
    assert [one.draft for one in sessions.unfinished(team)] == [draft]


def test_each_open_action_of_before_needs_a_word_unless_the_child_is_not_talked_about(team: Desk) -> None:
    first, second = (following_up.agree(team, ToAgree("K1", what, "Why", AOIFE, DUE)) for what in ("One", "Two"))
    wait(team)
    draft = sessions.begin(team, AOIFE, team.today())

    assert sentences(team, draft) == [("Kai", "Nothing was said yet on 2 open actions.")]
    following_up.progress(team, first, NO_CHANGE)
    assert sentences(team, draft) == [("Kai", "Nothing was said yet on 1 open action.")]
    with pytest.raises(InputRefused, match=r"Kai: Nothing was said yet on 1 open action."):
        seal(team, draft, seen=True)
    not_today(team, draft, "K1", "Ill")
    assert sentences(team, draft) == []
    only_actions(team, draft, "K1")
    following_up.close(team, second, state="done", impact="He knows")
    assert sentences(team, draft) == []


def test_a_word_that_was_typed_and_not_recorded_is_not_sealed_away(team: Desk) -> None:
    action = following_up.agree(team, ToAgree("K1", "Ring grandma", "Why", AOIFE, DUE))
    wait(team)
    draft = sessions.begin(team, AOIFE, team.today())
    not_today(team, draft, "K1", "Ill")
    sessions.keep(team, draft, {f"word/{action}": "She said yes", f"state/{action}": "done"})

    [(child, why)] = sentences(team, draft)
    assert (child, why[:47]) == ("Kai", "A word on an action was typed and not recorded.")
    following_up.progress(team, action, "She said yes")
    assert sentences(team, draft) == []


def test_a_child_without_a_name_here_is_told_by_their_id(team: Desk) -> None:
    people.add_person(team, "Cara Lin", "worker")
    stream = "child:unnamed"
    facts = {"case_id": "X9", "as_of": "2026-11-16", "source": "table", "facts": {"team": "Riverside"}}
    team.record([Word(NewEntry(stream, "facts", "facts.observed/1", MONDAY, facts), team.owner())])
    allocating.allocate_child(team, "X9", "Cara Lin", "LEFTRL")
    draft = begun(team, "Cara Lin")
    deep(team, draft, "X9")

    assert [child for child, _ in sentences(team, draft)] == ["X9"]


def test_what_is_too_long_is_said_with_the_child_and_nothing_is_sealed(team: Desk) -> None:
    draft = begun(team)
    deep(team, draft, "M1", "x" * 50_001)

    with pytest.raises(InputRefused, match=r"^Mia: One field holds more than 50,000"):
        seal(team, draft, seen=True)
    deep(team, draft, "M1", "x" * 50_000)
    sessions.keep(team, draft, {"own/support": "x" * 50_001})
    with pytest.raises(InputRefused, match="Aoife Byrne: One field holds more than 50,000"):
        seal(team, draft, seen=True)
    assert [one.draft for one in sessions.unfinished(team)] == [draft]


def test_a_session_without_children_or_words_is_sealed(team: Desk) -> None:
    people.add_person(team, "Cara Lin", "worker")
    done = seal(team, begun(team, "Cara Lin"), seen=True)

    assert done.depths == {}
    [session] = own_record(team, "Cara Lin")
    assert (session.parts, session.depths) == ((), {})


def test_what_was_typed_of_a_child_who_went_to_somebody_else_is_sealed_on_their_record(team: Desk) -> None:
    draft = typed(team)
    allocating.allocate_child(team, "K1", BEN, "LEFTRL")
    allocating.allocate_child(team, "M1", BEN, "LEFTRL")
    assert sentences(team, draft) == []
    done = seal(team, draft, seen=False)

    assert done.depths == {"in-depth": 1, "not-today": 1}
    assert [part.text for part in talk_of(team, "K1").parts] == ["He counts buses."]
    assert talk_of(team, "K1").worker == done.worker
    assert own_record(team, BEN) == []


def test_a_session_with_a_worker_who_left_meanwhile_can_still_be_sealed(team: Desk) -> None:
    draft = typed(team)
    people.person_leaves(team, AOIFE, "")
    done = seal(team, draft, seen=False)

    assert done.worker.name == AOIFE
    assert talk_of(team, "K1").unseen
    [session] = own_record(team, AOIFE)
    assert session.parts[0].text == TIRED


def test_what_was_typed_since_it_was_kept_last_is_sealed_as_well(team: Desk) -> None:
    draft, stream = typed(team), team.child("K1")
    since = {
        f"said/day/{stream}": "He counts \ud83d buses and trams.",
        f"stirs/stirs/{stream}": "",
        "own/support": "Time",
    }
    seal(team, draft, seen=True, typed=since)

    assert [part.text for part in talk_of(team, "K1").parts] == ["He counts \ufffd buses and trams."]
    [session] = own_record(team, AOIFE)
    assert [part.text for part in session.parts] == [TIRED, "Time"]


def test_what_was_typed_since_can_be_what_is_missing(team: Desk) -> None:
    draft = typed(team)
    because = f"not-because/{team.child('M1')}"

    with pytest.raises(InputRefused, match=r"^Mia: Say why not today."):
        seal(team, draft, seen=True, typed={because: " "})
    assert team.vault.drafts.read(draft)[because] == "At her gran’s all week"


def test_a_child_who_came_after_the_check_is_not_recorded_unseen(team: Desk) -> None:
    draft = begun(team, AOIFE)
    shown = [row.stream for row in sessions.open_session(team, draft).children]
    for stream in shown:
        sessions.keep(team, draft, {f"depth/{stream}": "not-today", f"not-because/{stream}": "Ill"})
    allocating.allocate_child(team, "L1", AOIFE, "LEFTRL")

    with pytest.raises(InputRefused, match="others than those shown"):
        sealing.seal(team, draft, seen=True, checked=shown)
    assert reading.child_page(team, "L1").discussions == ()
    assert team.vault.drafts.read(draft) != {}


def test_a_child_of_whom_there_is_nothing_to_say_gets_no_record(team: Desk) -> None:
    draft = begun(team, AOIFE)
    sealed = sealing.seal(team, draft, seen=True)

    assert sealed.depths == {}
    assert reading.child_page(team, "K1").discussions == ()
    assert {row.last_discussed for row in team.vault.views.children(team.today())} == {""}


def test_a_word_typed_on_an_action_of_a_child_who_went_to_somebody_else_is_not_sealed_away(team: Desk) -> None:
    action = following_up.agree(team, ToAgree("K1", "Ring grandma", "Why", AOIFE, DUE))
    wait(team)
    draft = begun(team, AOIFE)
    sessions.keep(team, draft, {f"word/{action}": "She said yes"})
    allocating.allocate_child(team, "K1", "Ben", "LEFTRL")

    assert "K1" in {row.id for row in sessions.open_session(team, draft).children}
    with pytest.raises(InputRefused, match="said yet on 1 open action"):
        sealing.seal(team, draft, seen=True)


def test_who_has_left_has_not_read_it_here(team: Desk) -> None:
    draft = begun(team, AOIFE)
    people.person_leaves(team, AOIFE, "Moved away")
    with pytest.raises(RuleRefused, match="Seal it as not yet seen"):
        sealing.seal(team, draft, seen=True)
    sealing.seal(team, draft, seen=False)

    own = sealing.own_record(team, AOIFE)[0]
    with pytest.raises(RuleRefused, match="stays as not yet seen"):
        sealing.confirm(team, SealedRecord(f"worker:{own.worker.id}", own.id))
