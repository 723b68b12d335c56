"""Random histories on a real vault: whatever people do, no action is lost, unheld or told in two ways."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from supervision_app.adapters.files import ExportFolder
from supervision_app.domain.actions import read_action
from supervision_app.domain.discussions import ACTIONS_ONLY, DEPTHS, IN_DEPTH, NOT_TODAY, Said
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import SupervisionError
from supervision_app.domain.holding import ACCEPTED, AWAITING, UNOWNED, Standing, standing
from supervision_app.domain.people import Person
from supervision_app.services import allocating, following_up, people, sealing, sessions
from supervision_app.services import reading as reading_back
from supervision_app.services.desk import Word
from supervision_app.services.exporting import Writers, export_child
from supervision_app.services.following_up import ToAgree
from supervision_app.services.importing import ToImport, import_caseload
from supervision_app.services.read_models import ActionRow
from supervision_app.services.supervising import ToAgreeThere, ToRecord, record_discussion
from supervision_app.services.telling import tell
from tests.fakes.desks import FakeCaseload, FakeDocuments, StandingClock, make_desk, observed, reading

WORDS = {"K1": "quokka", "M1": "marzipan", "L1": "lighthouse"}
"""A word for each child that stands in everything written of them, and nowhere else."""
PRIVATE = "zeppelin"
"""A word that stands only in what is about a worker."""
WORKERS = ("Aoife Byrne", "Ben Okafor", "Cara Lin")
REASONS = ("LEFTRL", "ORGRST", "")

WHICH = st.integers(0, 10_000)
CHILD = st.sampled_from(sorted(WORDS))


class Histories(RuleBasedStateMachine):
    """People at one vault, doing what the rules let them do; what is refused must change nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.clock = StandingClock()
        self.first_dues: dict[str, str] = {}
        self.refused = 0

    @initialize(role=st.sampled_from(["manager", "manager", "worker"]))
    def begin(self, role: str) -> None:
        self.desk = make_desk(self.base, role=role, clock=self.clock)
        self._load(dict(zip(sorted(WORDS), WORKERS, strict=True)), "")

    def _load(self, workers: dict[str, str], reason: str) -> None:
        children = [
            observed(child, worker, {"name": f"{child} {WORDS[child]}"}, row=row)
            for row, (child, worker) in enumerate(workers.items(), 2)
        ]
        import_caseload(self.desk, FakeCaseload(reading(children, self.clock.day)), ToImport([], reason=reason))

    def _try(self, do: Callable[..., object], *args: Any, **named: Any) -> None:
        """Do it, or be refused with nothing changed."""
        before = self.desk.vault.ledger.commits()
        try:
            do(self.desk, *args, **named)
        except SupervisionError:
            assert self.desk.vault.ledger.commits() == before
            self.refused += 1

    def _who(self, which: int) -> str:
        members = self.desk.vault.views.members()
        return members[which % len(members)].person.id

    def _action(self, which: int, *, is_open: bool = True) -> ActionRow:
        rows = [row for row in self.desk.vault.views.actions() if bool(row.holding) == is_open]
        return rows[which % len(rows)]

    def _word(self, row: ActionRow) -> str:
        return WORDS[row.child]

    def _asked(self, row: ActionRow, which: int) -> str:
        """Return somebody who is asked to accept, or anybody where nobody is."""
        names = [holder.name for holder in row.holders if holder.how == "awaiting" and not holder.until]
        return names[which % len(names)] if names else self._who(which)

    def has_open(self) -> bool:
        return any(row.holding for row in self.desk.vault.views.actions())

    def has_closed(self) -> bool:
        return any(not row.holding for row in self.desk.vault.views.actions())

    @rule(child=CHILD, owner=WHICH, by=WHICH, days=st.integers(0, 60))
    def agree(self, child: str, owner: int, by: int, days: int) -> None:
        word, due = WORDS[child], self.clock.day + timedelta(days=days)
        wanted = ToAgree(child, f"Do {word}", f"For {word}", self._who(owner), due, doer=f"Aunt {word}")
        self._try(following_up.agree, wanted, said_by=self._who(by))

    @rule(child=CHILD, owner=WHICH, there=WHICH, days=st.integers(0, 60))
    def discuss(self, child: str, owner: int, there: int, days: int) -> None:
        word, due = WORDS[child], self.clock.day + timedelta(days=days)
        wanted = ToRecord(
            child,
            self.clock.day,
            present=(self._who(there),),
            parts=(Said("How it goes", f"Said {word}"),),
            decision=f"Decided {word}",
            reasons=f"Because {word}",
            actions=(ToAgreeThere(f"Then {word}", f"For {word}", self._who(owner), due),),
        )
        self._try(record_discussion, wanted)

    @precondition(has_open)
    @rule(which=WHICH, state=st.sampled_from(["open", "in-progress", "partly-done"]))
    def progress(self, which: int, state: str) -> None:
        row = self._action(which)
        self._try(following_up.progress, row.id, f"Noted {self._word(row)}", state=state)

    @precondition(has_open)
    @rule(which=WHICH, days=st.integers(-2, 60))
    def move(self, which: int, days: int) -> None:
        row = self._action(which)
        self._try(following_up.move, row.id, self.clock.day + timedelta(days=days), f"Later {self._word(row)}")

    @precondition(has_open)
    @rule(which=WHICH, by=WHICH, days=st.one_of(st.none(), st.integers(0, 30)))
    def accept(self, which: int, by: int, days: int | None) -> None:
        row = self._action(which)
        due = None if days is None else self.clock.day + timedelta(days=days)
        self._try(following_up.accept, row.id, due=due, why=self._word(row), said_by=self._asked(row, by))

    @precondition(has_open)
    @rule(which=WHICH, by=WHICH)
    def give_back(self, which: int, by: int) -> None:
        row = self._action(which)
        self._try(following_up.give_back, row.id, f"Too much {self._word(row)}", said_by=self._asked(row, by))

    @precondition(has_open)
    @rule(which=WHICH, to=WHICH)
    def offer(self, which: int, to: int) -> None:
        row = self._action(which)
        self._try(following_up.offer, row.id, self._who(to), f"Nearer {self._word(row)}")

    @precondition(has_open)
    @rule(which=WHICH, by=WHICH, state=st.sampled_from(["done", "not-needed", "superseded"]))
    def close(self, which: int, by: int, state: str) -> None:
        row = self._action(which)
        self._try(
            following_up.close, row.id, state=state, impact=f"Better {self._word(row)}", said_by=self._who(by)
        )  # fmt: skip

    @precondition(has_closed)
    @rule(which=WHICH)
    def reopen(self, which: int) -> None:
        row = self._action(which, is_open=False)
        self._try(following_up.reopen, row.id, f"Again {self._word(row)}")

    @rule(child=CHILD, to=WHICH, reason=st.sampled_from(REASONS))
    def allocate(self, child: str, to: int, reason: str) -> None:
        self._try(allocating.allocate_child, child, self._who(to), reason)

    @rule(who=WHICH)
    def leave(self, who: int) -> None:
        self._try(people.person_leaves, self._who(who), f"Ill: {PRIVATE}")

    @rule(role=st.sampled_from(["worker", "manager", "senior"]), name=st.sampled_from((*WORKERS, "Dara Finn")))
    def join(self, role: str, name: str) -> None:
        self._try(people.add_person, name, role, another=True)

    @rule(who=WHICH)
    def note_of_a_worker(self, who: int) -> None:
        entry = NewEntry(
            f"worker:{self._who(who)}", "s1", "wellbeing.noted/1", self.clock.day, {"words": f"Is {PRIVATE}"}
        )  # fmt: skip
        self.desk.record([Word(entry, self.desk.owner())])

    @rule(who=WHICH, depths=st.lists(st.sampled_from([*DEPTHS]), min_size=3, max_size=3), seen=st.booleans())
    def supervise(self, who: int, depths: list[str], seen: bool) -> None:
        worker = self._who(who)
        with suppress(SupervisionError):
            draft = sessions.begin(self.desk, worker, self.clock.day)
            opened = sessions.open_session(self.desk, draft)
            for row, depth in zip(opened.children, depths, strict=False):
                fields = _typed(row.stream, depth, WORDS[row.id])
                sessions.keep(self.desk, draft, {**fields, f"stirs/stirs/{row.stream}": f"Feels {PRIVATE}"})
            sessions.keep(self.desk, draft, {"own/how-you-are": f"Is {PRIVATE}"})
            for row in opened.children:
                for action in sessions.child_now(self.desk, opened.session, row.stream).wordless:
                    following_up.progress(self.desk, action.id, f"Looked at {self._word(action)}")
            self._try(sealing.seal, draft, seen=seen)

    def has_unseen(self) -> bool:
        return bool(self.desk.vault.views.unseen_records())

    @precondition(has_unseen)
    @rule(which=WHICH, text=st.sampled_from(["Later", ""]))
    def read_and_add(self, which: int, text: str) -> None:
        rows = self.desk.vault.views.unseen_records()
        row = rows[which % len(rows)]
        record = sealing.SealedRecord(row.stream, row.subject)
        self._try(sealing.add_to, record, text and f"{text} {WORDS.get(row.child, PRIVATE)}", said_by=row.worker_id)
        self._try(sealing.confirm, record)
        gone = {member.person.id for member in self.desk.vault.views.members() if member.left_on}
        # Whoever left cannot have read it here any more.
        assert (row in self.desk.vault.views.unseen_records()) == (row.worker_id in gone)

    @rule(
        workers=st.dictionaries(CHILD, st.sampled_from((*WORKERS, "")), min_size=1), reason=st.sampled_from(REASONS)
    )  # fmt: skip
    def load(self, workers: dict[str, str], reason: str) -> None:
        before = self.desk.vault.ledger.commits()
        try:
            self._load(workers, reason)
        except SupervisionError:
            assert self.desk.vault.ledger.commits() == before

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.clock.day += timedelta(days=days)

    @invariant()
    def every_action_is_told_in_one_way_and_held(self) -> None:
        if not hasattr(self, "desk"):
            return
        vault = self.desk.vault
        rows = vault.views.actions()
        assert self.first_dues.keys() <= {row.id for row in rows}
        arounds = {stream: self.desk.around(self.desk.allocation(stream)) for stream in {row.stream for row in rows}}
        for row in rows:
            action = read_action(tell(vault.ledger.subject(row.stream, row.id)))
            assert self.first_dues.setdefault(row.id, row.first_due) == row.first_due == action.first_due
            assert (row.state, row.due, row.moves) == (action.state, action.due, action.times_moved)
            assert bool(row.holding) == action.is_open
            if action.is_open:
                held = standing(action, arounds[row.stream])
                assert held.accountable != ()
                assert (row.holding, row.owner, row.awaiting) == _as_listed(held)
        self._counts_agree(rows)

    def _counts_agree(self, rows: list[ActionRow]) -> None:
        for child in self.desk.vault.views.children(self.clock.day):
            mine = [row for row in rows if row.stream == child.stream and row.holding]
            assert child.open_actions == len(mine)
            assert child.not_accepted == sum(row.holding != ACCEPTED for row in mine)
            assert child.overdue == sum(row.due < self.clock.day.isoformat() for row in mine)

    @invariant()
    def lists_of_supervision_agree_with_the_records(self) -> None:
        if not hasattr(self, "desk"):
            return
        last = self.desk.vault.views.last_supervised()
        unseen = {(row.stream, row.subject) for row in self.desk.vault.views.unseen_records()}
        waiting = set()
        for member in self.desk.vault.views.members():
            told = sealing.own_record(self.desk, member.person.id)
            assert last.get(member.person.id, "") == max((one.held_on for one in told), default="")
            waiting |= {(f"worker:{member.person.id}", one.id) for one in told if one.unseen}
        for child in self.desk.vault.views.children(self.clock.day):
            talks = reading_back.child_page(self.desk, child.id).discussions
            waiting |= {(talk.stream, talk.id) for talk in talks if talk.unseen}
            talked = [talk.held_on for talk in talks if talk.depth != NOT_TODAY]
            assert child.last_discussed == max(talked, default="")
        assert unseen == waiting

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            try:
                self._no_word_of_another_is_exported()
                assert self.desk.vault.rebuild().problems == ()
                assert self.desk.vault.check().problems == ()
            finally:
                self.desk.vault.close()
        with suppress(OSError):
            shutil.rmtree(self.base)

    def _no_word_of_another_is_exported(self) -> None:
        writers = Writers(FakeDocuments(), ExportFolder(), "9.9.9")
        for child, word in WORDS.items():
            [path] = export_child(self.desk, writers, child, ["txt"], self.base / "out").files
            text = path.read_text(encoding="utf-8").lower()
            others = {*WORDS.values(), PRIVATE} - {word}
            assert word in text
            assert [other for other in others if other in text] == []


def _typed(stream: str, depth: str, word: str) -> dict[str, str]:
    """Return what is typed of a child talked about as deeply as this."""
    wanted = {
        IN_DEPTH: {f"said/day/{stream}": f"Said {word}"},
        ACTIONS_ONLY: {f"decision/{stream}": f"Decided {word}", f"reasons/{stream}": f"Because {word}"},
        NOT_TODAY: {f"not-because/{stream}": f"Away {word}"},
    }
    return {f"depth/{stream}": depth, **wanted[depth]}


def _as_listed(held: Standing) -> tuple[str, str, str]:
    """Return what a list has to say of an open action, as the rules have it."""
    owners = {ACCEPTED: held.accountable, AWAITING: held.awaiting, UNOWNED: held.accountable}[held.holding]
    return held.holding, _names(owners), _names(held.awaiting)


def _names(persons: tuple[Person, ...]) -> str:
    return " and ".join(person.name for person in persons)


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=30,
    stateful_step_count=16,
    suppress_health_check=[HealthCheck.too_slow],
    # Each step writes to a real vault: to look for a shorter history would take minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
