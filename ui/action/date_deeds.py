"""What can be agreed about dates: how often somebody is supervised or a child talked about, and planned sessions."""

from dataclasses import replace

from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.rhythm import CHILD, MINUTES, WORKER
from supervision_app.services import planning
from supervision_app.services.desk import Desk
from supervision_app.services.planning import ToPlan
from ui.action.deeds import ANYONE, CHOICE, DATE, DAY_HINT, WHY, About, Ask, Deed, Typed
from ui.action.presenter import about_child, plain_about

_TIME_HINT = "For example 10:00. Left empty, it is the whole day."
_LASTS_HINT = "An hour and a half without interruption is the usual standard."
_SINCE = Ask("since", ANYONE, "From when it counts", starts=lambda about: in_words(about.today))


def _whole_number(text: str, what: str) -> int:
    """Return a number as it was typed; raises InputRefused for what is none."""
    if not text.strip().isdecimal():
        message = f"{what} “{text.strip()}” is not a number. Write it in figures."
        raise InputRefused(message)
    return int(text)


def _every(typed: Typed) -> str:
    return typed["weeks"].strip() or typed["every"]


def _chosen(typed: Typed) -> dict[str, str]:
    return {} if _every(typed) else {"every": "Choose how often, or give a number of weeks."}


def _agree_with_worker(desk: Desk, person: str, typed: Typed) -> str:
    minutes = _whole_number(typed["minutes"], "How long a session is")
    since = desk.past_day(typed["since"], "The day it counts from")
    return f"Agreed: {planning.agree_with_worker(desk, person, _every(typed), since, minutes).name}."


def _agree_for_child(desk: Desk, child: str, typed: Typed) -> str:
    since = desk.past_day(typed["since"], "The day it counts from")
    return f"Agreed: talked about {planning.agree_for_child(desk, child, _every(typed), since).name}."


def _plan(desk: Desk, person: str, typed: Typed) -> str:
    times = _whole_number(typed["times"] or "1", "How many")
    made = planning.plan(desk, ToPlan(person, desk.day(typed["on"]), typed["at"], times=times))
    if len(made) > 1:
        return f"{len(made)} dates are planned, the last for {planning.when(made[-1])}."
    return f"Planned for {planning.when(made[0])}."


def _move(desk: Desk, meeting: str, typed: Typed) -> str:
    return f"Moved to {planning.when(planning.move(desk, meeting, desk.day(typed['on']), typed['why']))}."


def _cancel(desk: Desk, meeting: str, typed: Typed) -> str:
    planning.cancel(desk, meeting, typed["why"])
    return "Cancelled. That it was planned, and why it was cancelled, stays."


def _rhythms(about: About) -> tuple[tuple[str, str], ...]:
    return about.rhythms


def _none_chosen(_about: About) -> str:
    """Return no choice: it is needed unless weeks are given, so it is not called optional."""
    return ""


_WEEKS = Ask("weeks", ANYONE, "Or every so many weeks", "In figures, up to 26.")
_SOURCE = "Newly qualified: at least weekly for six weeks and fortnightly to six months; then at least monthly (LGA)."
RHYTHM = Deed(
    "rhythm",
    "Agree how often",
    "How often are they supervised",
    "Agree this",
    (
        Ask("every", CHOICE, "How often", _SOURCE, starts=_none_chosen, offers=_rhythms),
        _WEEKS,
        _SINCE,
        Ask("minutes", ANYONE, "Minutes for a session", _LASTS_HINT, starts=lambda _about: str(MINUTES)),
    ),
    _agree_with_worker,
    together=_chosen,
    says="It is kept in the worker’s own record. Today says when supervision is due.",
)
CHILD_RHYTHM = Deed(
    "child-rhythm",
    "How often to talk about this child",
    "How often is this child talked about",
    "Agree this",
    (Ask("every", CHOICE, "How often", starts=_none_chosen, offers=_rhythms), _WEEKS, _SINCE),
    _agree_for_child,
    together=_chosen,
    says="The agenda of a session says when it is time.",
)
PLAN = Deed(
    "plan",
    "Plan a date",
    "Plan a date of supervision",
    "Plan it",
    (
        Ask("on", DATE, "Which day", DAY_HINT, needed="Give the day."),
        Ask("at", ANYONE, "At what time", _TIME_HINT),
        Ask("times", ANYONE, "How many dates", "More than one follow each other as agreed, on working days."),
    ),
    _plan,
)
MOVE_DATE = Deed(
    "move-date",
    "Move",
    "Move this date",
    "Move it",
    (Ask("on", DATE, "To which day", DAY_HINT, needed="Give the day."), WHY),
    _move,
)
CANCEL_DATE = Deed("cancel-date", "Cancel this date", "Cancel this date", "Cancel the date", (WHY,), _cancel)
DATE_DEEDS = {deed.code: deed for deed in (RHYTHM, CHILD_RHYTHM, PLAN, MOVE_DATE, CANCEL_DATE)}
"""The deeds that are about dates, by code; their target is a person's id, a planned date's id, or a child's."""


def about_dates(desk: Desk, target: str, code: str) -> About:
    """Return what is said before a deed about dates; raises NotFound."""
    if code == CHILD_RHYTHM.code:
        return replace(about_child(desk, target), rhythms=_offered(desk, CHILD))
    if code in {MOVE_DATE.code, CANCEL_DATE.code}:
        return plain_about(desk, planning.when(planning.find_meeting(desk, target)))
    return replace(plain_about(desk, desk.person(target).name), rhythms=_offered(desk, WORKER))


def _offered(desk: Desk, whom: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.code, one.name[0].upper() + one.name[1:]) for one in planning.patterns(desk, whom))
