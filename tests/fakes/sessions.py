"""Supervision sessions of the tests: begun, typed and moved on in time."""

from datetime import timedelta

from supervision_app.domain.discussions import ACTIONS_ONLY, IN_DEPTH, NOT_TODAY, Discussion
from supervision_app.services import reading, sessions
from supervision_app.services.desk import Desk
from supervision_app.services.sealing import SealedRecord, own_record
from tests.fakes.desks import MONDAY, StandingClock

AOIFE, BEN = "Aoife Byrne", "Ben Okafor"
STIRRED = "I put off ringing; it reminds me of my brother zeppelin"
TIRED = "Tired, and three evenings late zeppelin"


def wait(desk: Desk, days: int = 1) -> None:
    """Let days go by."""
    assert isinstance(desk.clock, StandingClock)
    desk.clock.day += timedelta(days=days)


def begun(desk: Desk, worker: str = AOIFE) -> str:
    """Return the draft of a session of 16 November."""
    return sessions.begin(desk, worker, MONDAY)


def deep(desk: Desk, draft: str, child: str, said: str = "", *, stirs: str = "", decided: str = "") -> None:
    """Type of a child who is talked about in depth."""
    stream = desk.child(child)
    fields = {f"depth/{stream}": IN_DEPTH, f"said/day/{stream}": said, f"stirs/stirs/{stream}": stirs}
    reasons = f"Because {decided}" if decided else ""
    sessions.keep(desk, draft, fields | {f"decision/{stream}": decided, f"reasons/{stream}": reasons})


def only_actions(desk: Desk, draft: str, child: str) -> None:
    """Choose that a child's actions are looked at and nothing else."""
    sessions.keep(desk, draft, {f"depth/{desk.child(child)}": ACTIONS_ONLY})


def not_today(desk: Desk, draft: str, child: str, why: str) -> None:
    """Choose that a child is not talked about, and why."""
    stream = desk.child(child)
    sessions.keep(desk, draft, {f"depth/{stream}": NOT_TODAY, f"not-because/{stream}": why})


def typed(desk: Desk) -> str:
    """Return a session ready to be sealed: Kai in depth with words about the worker, Mia not today."""
    draft = begun(desk)
    deep(desk, draft, "K1", "He counts buses.", stirs=STIRRED, decided="Ask the aunt")
    not_today(desk, draft, "M1", "At her gran’s all week")
    sessions.keep(desk, draft, {"own/how-you-are": TIRED})
    return draft


def talk_of(desk: Desk, child: str) -> Discussion:
    """Return the newest discussion of a child."""
    return reading.child_page(desk, child).discussions[0]


def record_of(desk: Desk, child: str) -> SealedRecord:
    """Return where the newest discussion of a child is."""
    return SealedRecord(desk.child(child), talk_of(desk, child).id)


def own(desk: Desk) -> SealedRecord:
    """Return where Aoife's newest own record is."""
    [newest, *_] = own_record(desk, AOIFE)
    return SealedRecord(f"worker:{newest.worker.id}", newest.id)
