"""Eighteen months of one team: files come in, workers leave, actions drift, and nothing is lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from supervision_app.demonstration import talk
from supervision_app.demonstration.cast import FAMILY_FINDER, Cast, CastChild, caseload_table
from supervision_app.demonstration.clock import StoryClock
from supervision_app.demonstration.session import Meeting
from supervision_app.domain.discussions import Said
from supervision_app.domain.entries import in_words
from supervision_app.services import people
from supervision_app.services.desk import Desk
from supervision_app.services.importing import Outcome, ToImport, import_caseload
from supervision_app.services.ports import CaseloadFiles, Progress, silent
from supervision_app.services.supervising import ToRecord, record_discussion

MONTHS = 18
_MONTH = timedelta(days=30)
_LEAVING_MONTHS = {3: "Tom Sallis", 6: "Lena Marsh", 9: "Priya Nair", 12: "Jo Whitfield", 17: "Owen Pryce"}
_NOT_YET_ALLOCATED = 17
_WATCHED = 3
_EVERY = 3
"""Each worker has supervision in one of so many months."""
_BETWEEN_SESSIONS = timedelta(days=3)
LEFT_WAITING = "Femi Adewale"
"""The worker whose session of the last month is the one that was begun and not sealed."""


@dataclass(slots=True)
class Story:
    """The team while its months go by."""

    desk: Desk
    clock: StoryClock
    files: CaseloadFiles
    cast: Cast
    folder: Path
    say: Callable[[str], None]
    begun_on: date
    progress: Progress = silent
    sessions: int = 0

    def begin(self) -> None:
        """Bring the caseload in for the first time."""
        people.add_person(self.desk, FAMILY_FINDER, "family-finder")
        outcome = self.bring_in("")
        self.say(f"  {in_words(self.clock.day)}: the first caseload comes in: {len(outcome.new)} children.")

    def live_through(self, months: int = MONTHS) -> None:
        """Let the months go by."""
        for month in range(1, months):
            self.clock.go_to(self.begun_on + month * _MONTH)
            self._month(month)

    def _month(self, month: int) -> None:
        for child in self.cast.children:
            self._visit(child)
        leaver = _LEAVING_MONTHS.get(month)
        if leaver:
            self._leaves(leaver, month)
        else:
            self.bring_in("")
        self._supervise(month)
        self.progress("Eighteen months of a team", month, MONTHS)

    def _supervise(self, month: int) -> None:
        """Hold supervision with a third of the workers, in the last month with nearly all: not often enough."""
        last = month == MONTHS - 1
        meeting = Meeting(self.desk, self.clock, self.cast.chance)
        for number, worker in enumerate(self.cast.workers):
            self.clock.go_to(self.clock.day + _BETWEEN_SESSIONS)
            if worker != LEFT_WAITING if last else (number + month) % _EVERY == 0:
                meeting.hold(worker, days_ago=self.cast.chance.choice((0, 0, 0, 2)), seen=not last or number != 1)
                self.sessions += 1

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
            self._watch_over(self.cast.of(leaver)[:_WATCHED])
            return
        new = self.cast.waiting.pop(0)
        self.cast.workers.append(new)
        for child in self.cast.of(leaver):
            child.worker = new
        outcome = self.bring_in("LEFTRL")
        offered = sum(line.offered for line in outcome.moved)
        self.say(f"{said} The next file shows {len(outcome.moved)} children with {new}: {offered} are offered on.")

    def _watch_over(self, children: Sequence[CastChild]) -> None:
        """Let the manager write a word on children who have no worker: management oversight, outside any session."""
        for child in children:
            part = Said(talk.OVERSIGHT["heading"], talk.OVERSIGHT["text"])
            record_discussion(self.desk, ToRecord(child.id, self.clock.day, type="management-oversight", parts=(part,)))

    def bring_in(self, reason: str) -> Outcome:
        """Load what the case system shows now."""
        path = self.folder / f"caseload-{self.clock.day:%Y-%m-%d}.csv"
        path.write_text(caseload_table(self.cast.children), encoding="utf-8")
        wanted = ToImport([path], kind="table", as_of=self.clock.day, reason=reason)
        return import_caseload(self.desk, self.files, wanted)
