"""Eighteen months of one team: files come in, workers leave, actions drift, and nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from supervision_app.demonstration import talk
from supervision_app.demonstration.cast import FAMILY_FINDER, MANAGER, Cast, CastChild, caseload_table
from supervision_app.domain.discussions import Said
from supervision_app.domain.entries import in_words
from supervision_app.services import following_up, people
from supervision_app.services.desk import Desk
from supervision_app.services.importing import Outcome, ToImport, import_caseload
from supervision_app.services.ports import CaseloadFiles
from supervision_app.services.supervising import ToAgreeThere, ToRecord, record_discussion

MONTHS = 18
_MONTH = timedelta(days=30)
_LEAVING_MONTHS = {3: "Tom Sallis", 6: "Lena Marsh", 9: "Priya Nair", 12: "Jo Whitfield", 17: "Owen Pryce"}
_NOT_YET_ALLOCATED = 17
_DISCUSSED_A_MONTH = 24


@dataclass(slots=True)
class StoryClock:
    """A clock that stands at ten in the morning of whatever day the story has reached."""

    day: date

    def now(self) -> datetime:
        """Return ten in the morning of that day."""
        return datetime.combine(self.day, time(10), UTC)


@dataclass(slots=True)
class Story:
    """The team while its months go by."""

    desk: Desk
    clock: StoryClock
    files: CaseloadFiles
    cast: Cast
    folder: Path
    say: Callable[[str], None]

    def begin(self) -> None:
        """Bring the caseload in for the first time."""
        people.add_person(self.desk, FAMILY_FINDER, "family-finder")
        outcome = self.bring_in("")
        self.say(f"  {in_words(self.clock.day)}: the first caseload comes in: {len(outcome.new)} children.")

    def live_through(self, months: int = MONTHS) -> None:
        """Let the months go by."""
        for month in range(1, months):
            self.clock.day += _MONTH
            self._month(month)

    def _month(self, month: int) -> None:
        for child in self.cast.children:
            self._visit(child)
        leaver = _LEAVING_MONTHS.get(month)
        if leaver:
            self._leaves(leaver, month)
        else:
            self.bring_in("")
        allocated = [child for child in self.cast.children if child.worker in self.cast.workers]
        for child in self.cast.chance.sample(allocated, _DISCUSSED_A_MONTH):
            self._discuss(child)
        self._follow_up()

    def _visit(self, child: CastChild) -> None:
        """Let most children be visited in a month, and some be reviewed."""
        if self.cast.chance.random() < 0.6:  # noqa: PLR2004
            child.last_visit = self.clock.day - timedelta(days=self.cast.chance.randint(1, 20))
        if self.cast.chance.random() < 0.15:  # noqa: PLR2004
            child.last_review = self.clock.day - timedelta(days=self.cast.chance.randint(1, 20))

    def _leaves(self, leaver: str, month: int) -> None:
        """Let a worker go; the next file shows their children with somebody new, but for the last one's."""
        left = people.person_leaves(self.desk, leaver, "left for another authority")
        said = f"  {in_words(self.clock.day)}: {leaver} leaves; {left.unowned} open actions wait for somebody."
        self.cast.workers.remove(leaver)
        if month == _NOT_YET_ALLOCATED:
            self.say(f"{said} Nobody has the {left.children} children yet.")
            self.bring_in("")
            return
        new = self.cast.waiting.pop(0)
        self.cast.workers.append(new)
        for child in self.cast.of(leaver):
            child.worker = new
        outcome = self.bring_in("LEFTRL")
        offered = sum(line.offered for line in outcome.moved)
        self.say(f"{said} The next file shows {len(outcome.moved)} children with {new}: {offered} are offered on.")

    def bring_in(self, reason: str) -> Outcome:
        """Load what the case system shows now."""
        path = self.folder / f"caseload-{self.clock.day:%Y-%m-%d}.csv"
        path.write_text(caseload_table(self.cast.children), encoding="utf-8")
        wanted = ToImport([path], kind="table", as_of=self.clock.day, reason=reason)
        return import_caseload(self.desk, self.files, wanted)

    def _discuss(self, child: CastChild) -> None:
        chance = self.cast.chance
        decision, reasons = chance.choice(talk.DECISIONS)
        plans = chance.sample(talk.PLANS, chance.randint(0, 2))
        record_discussion(
            self.desk,
            ToRecord(
                child=child.id,
                held_on=self.clock.day - timedelta(days=chance.choice((0, 0, 0, 4))),
                present=(child.worker,),
                parts=(
                    Said("What is life like for this child today?", chance.choice(talk.DAYS)),
                    Said("What do we know, what do we only think?", chance.choice(talk.THOUGHTS)),
                ),
                decision=decision,
                reasons=reasons,
                actions=[self._action(child, plan) for plan in plans],
            ),
        )

    def _action(self, child: CastChild, plan: talk.Plan) -> ToAgreeThere:
        owner = child.worker
        if "family finder" in plan.what:
            owner = FAMILY_FINDER
        elif "agreement" in plan.what:
            owner = MANAGER
        due = self.clock.day + timedelta(days=self.cast.chance.randint(10, 70))
        return ToAgreeThere(plan.what, plan.why, owner, due, plan.difference)

    def _follow_up(self) -> None:
        """Let what usually happens happen: some are accepted, some done, some moved, most wait."""
        chance = self.cast.chance
        today = self.clock.day.isoformat()
        rows = self.desk.vault.views.actions(state="any-open")
        for row in sorted(rows, key=lambda row: (row.child, row.agreed_on, row.what)):
            luck = chance.random()
            if row.awaiting and luck < 0.5:  # noqa: PLR2004 - half of what is offered is looked at in a month
                following_up.accept(self.desk, row.id, said_by=row.awaiting)
            elif row.holding == "accepted" and luck < 0.08:  # noqa: PLR2004
                impact = chance.choice(talk.IMPACTS)
                following_up.close(self.desk, row.id, state="done", impact=impact, said_by=row.owner)
            elif row.holding == "accepted" and row.due < today and luck < 0.3:  # noqa: PLR2004
                later = self.clock.day + timedelta(days=28)
                following_up.move(self.desk, row.id, later, chance.choice(talk.MOVED_FOR), said_by=row.owner)
            elif row.holding == "accepted" and luck < 0.4:  # noqa: PLR2004
                following_up.progress(self.desk, row.id, chance.choice(talk.NOTES), said_by=row.owner)
