"""An action in a sentence, and what can be done with it: the same on every page."""

from datetime import date

from supervision_app.domain.actions import ACCEPTS, STANDS_IN
from supervision_app.domain.entries import in_words
from supervision_app.domain.words_on_actions import STATES
from supervision_app.services.read_models import ActionRow

_DAYS_IN_DAYS, _WEEK = 14, 7
WITHDRAWN = "withdrawn"
ACCEPT = ("accept", "Accept")
WITH_OPEN = (
    ("progress", "Say how far it has come"),
    ("move", "Move the date"),
    ("return", "Return to the manager"),
    ("offer", "Offer to somebody"),
    ("close", "Close"),
)
WITH_CLOSED = (("reopen", "Open again"), ("withdraw", "Recorded on the wrong child"))


def deeds_of(row: ActionRow) -> tuple[tuple[str, str], ...]:
    """Return what can be done with an action: each deed's code and what its button says."""
    if not row.holding:
        return () if row.state == WITHDRAWN else WITH_CLOSED
    return (ACCEPT, *WITH_OPEN) if row.awaiting else WITH_OPEN


def open_for(agreed: date, today: date) -> str:
    """Return how long an action has been open: in days for two weeks, and in weeks from then on."""
    days = (today - agreed).days
    if days < 1:
        return "agreed today"
    if days < _DAYS_IN_DAYS:
        return f"open for {days} day{'' if days == 1 else 's'}"
    return f"open for {days // _WEEK} weeks"


def age_line(row: ActionRow, today: date) -> str:
    """Return how old an open action is, and through whose hands it went, where there was more than one."""
    age = open_for(date.fromisoformat(row.agreed_on), today)
    since = "" if age == "agreed today" else f", since {in_words(row.agreed_on)}"
    hands = list(dict.fromkeys(one.name for one in row.holders if one.how != STANDS_IN))
    went = f" Held by or offered to {', then '.join(hands)}." if len(hands) > 1 else ""
    return f"{age[0].upper()}{age[1:]}{since}.{went}"


def _accepted(row: ActionRow) -> bool:
    """Return whether whoever holds it said so: to a manager it may have come back."""
    return any(one.how == ACCEPTS and not one.until and not one.reason.startswith("returned") for one in row.holders)


def action_line(row: ActionRow) -> str:
    """Return in a sentence when an action is due, what its date was, and who holds it; or how it ended."""
    if not row.holding:
        answered = f" {row.owner} answered for it." if row.owner else ""
        return f"{STATES.get(row.state, row.state)}.{answered}"
    held = {
        "awaiting": f"{row.awaiting} has yet to accept; the manager holds it too",
        "unowned": f"Nobody has taken it on; {row.owner} holds it",
        "accepted": f"{row.owner} {'has accepted it' if _accepted(row) else 'answers for it'}",
    }[row.holding]
    due = f"Due {in_words(row.due)}" if row.due else "No date is here"
    times = {1: "once", 2: "twice"}.get(row.moves, f"{row.moves} times")
    moved = f", first {in_words(row.first_due)}, moved {times}" if row.moves and row.first_due else ""
    return f"{due}{moved}. {held}."
