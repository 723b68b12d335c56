"""A supervision session of the story, held as people hold one in the window: begun, kept, talked through, sealed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from supervision_app.demonstration import talk
from supervision_app.demonstration.cast import FAMILY_FINDER, MANAGER
from supervision_app.demonstration.clock import StoryClock
from supervision_app.domain import agreements, sessions
from supervision_app.domain.discussions import ACTIONS_ONLY, IN_DEPTH, NOT_TODAY
from supervision_app.domain.guides import Guide, Stage
from supervision_app.domain.words_on_actions import NO_CHANGE
from supervision_app.services import following_up, sealing
from supervision_app.services import sessions as going_on
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.read_models import ActionRow, ChildRow
from supervision_app.services.sealing import Sealed
from supervision_app.services.sessions import OpenSession

IN_DEPTH_EACH = 3
"""Children who are talked about in depth in a session."""
_LATER = timedelta(days=28)


@dataclass(slots=True)
class Meeting:
    """A manager and a worker at one desk; `instead` is what happens with certain children in place of chance."""

    desk: Desk
    clock: StoryClock
    chance: Random
    instead: Mapping[str, Callable[[OpenSession, ChildRow], dict[str, str]]] = field(default_factory=dict)

    def hold(self, worker: str, *, days_ago: int = 0, seen: bool = True) -> Sealed:
        """Return a session held so many days ago, written up and sealed today; `seen` by the worker at once."""
        return sealing.seal(self.desk, self.talk_through(worker, days_ago), seen=seen)

    def talk_through(self, worker: str, days_ago: int = 0) -> str:
        """Return the draft of a session in which all was said; it waits to be sealed."""
        opened = self.begin(worker, days_ago)
        draft, depths = opened.session.draft, self._depths(opened)
        self.clock.pass_by(5)
        for row in opened.children:
            going_on.keep(self.desk, draft, self._talk(opened, row, depths[row.stream]))
        going_on.keep(self.desk, draft, self.about_the_worker(opened.guide))
        self.clock.pass_by(60)
        return draft

    def begin(self, worker: str, days_ago: int = 0) -> OpenSession:
        """Return a session that was begun."""
        draft = going_on.begin(self.desk, worker, self.desk.today() - timedelta(days=days_ago))
        return going_on.open_session(self.desk, draft)

    def _depths(self, opened: OpenSession) -> dict[str, str]:
        """Return how deeply each child is talked about, by stream: a few in depth, most for their actions."""
        by_chance = [row.stream for row in opened.children if row.id not in self.instead]
        deep = set(self.chance.sample(by_chance, min(IN_DEPTH_EACH, len(by_chance))))
        depths = {}
        for stream in by_chance:
            not_today = stream not in deep and self.chance.random() < 0.1  # noqa: PLR2004
            depths[stream] = IN_DEPTH if stream in deep else NOT_TODAY if not_today else ACTIONS_ONLY
        return {row.stream: depths.get(row.stream, IN_DEPTH) for row in opened.children}

    def _talk(self, opened: OpenSession, row: ChildRow, depth: str) -> dict[str, str]:
        """Return what is typed of one child; words on actions, and new ones, are live at once."""
        if row.id in self.instead:
            return {sessions.field_of(sessions.DEPTH, row.stream): IN_DEPTH, **self.instead[row.id](opened, row)}
        fields = {sessions.field_of(sessions.DEPTH, row.stream): depth}
        if depth == NOT_TODAY:
            return fields | {sessions.field_of(sessions.NOT_BECAUSE, row.stream): self.chance.choice(talk.WHY_NOT)}
        self.a_word_on_each(row.stream, opened.worker.name)
        if depth == IN_DEPTH:
            fields |= self._in_depth(opened.guide, row.stream)
            for plan in self.chance.sample(talk.PLANS, self.chance.randint(1, 3)):
                self._agree(row.id, opened.worker.name, plan)
        return fields

    def _in_depth(self, guide: Guide, stream: str) -> dict[str, str]:
        decision, reasons = self.chance.choice(talk.DECISIONS)
        return {
            **self.conversation(guide.asked_with_each_child(), stream, talk.WITH_EACH_CHILD),
            sessions.field_of(sessions.DECISION, stream): decision,
            sessions.field_of(sessions.REASONS, stream): reasons,
        }

    def conversation(self, stages: Sequence[Stage], stream: str, words: talk.Words) -> dict[str, str]:
        """Return words for each stage that there are any for, by the field in which they are typed."""
        return {
            sessions.field_of_stage(stage, stream): self.chance.choice(words[stage.code])
            for stage in stages
            if stage.code in words
        }

    def about_the_worker(self, guide: Guide) -> dict[str, str]:
        """Return words for the worker's own record."""
        return self.conversation(guide.asked_once(), "", talk.ABOUT_THE_WORKER)

    def _agree(self, child: str, worker: str, plan: talk.Plan) -> None:
        owner = worker
        if "family finder" in plan.what:
            owner = FAMILY_FINDER
        elif "agreement" in plan.what:
            owner = MANAGER
        due = self.desk.today() + timedelta(days=self.chance.randint(10, 70))
        wanted = ToAgree(child, plan.what, plan.why, owner, due, plan.difference, setting=agreements.SUPERVISION)
        # Whoever is in the room accepts what they are given; the family finder is asked later.
        following_up.agree(self.desk, wanted, said_by="" if owner == FAMILY_FINDER else owner)

    def a_word_on_each(self, stream: str, worker: str) -> None:
        """Say a word on each open action of a child: few are done, some move, of most there is little to say."""
        rows = self.desk.vault.views.actions(child=stream, state="any-open")
        for row in sorted(rows, key=lambda row: (row.agreed_on, row.what)):
            self._a_word(row, worker, self.chance.random())

    def _a_word(self, row: ActionRow, worker: str, luck: float) -> None:
        desk, chance, today = self.desk, self.chance, self.desk.today()
        if row.awaiting in {worker, FAMILY_FINDER} and luck < 0.8:  # noqa: PLR2004
            following_up.accept(desk, row.id, said_by=row.awaiting)
        elif luck < 0.16:  # noqa: PLR2004
            following_up.close(desk, row.id, state="done", impact=chance.choice(talk.IMPACTS))
        elif row.due < today.isoformat() and luck < 0.5:  # noqa: PLR2004
            following_up.move(desk, row.id, today + _LATER, chance.choice(talk.MOVED_FOR))
        elif luck < 0.8:  # noqa: PLR2004
            following_up.progress(desk, row.id, chance.choice(talk.NOTES))
        else:
            following_up.progress(desk, row.id, NO_CHANGE, state=row.state)
