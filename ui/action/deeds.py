"""What can be done with an action: the questions of each deed, and the use case that does it. Nothing of Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from supervision_app.domain import agreements, wording
from supervision_app.domain.actions import CLOSED_STATES, OPEN_STATES
from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.spoken_dates import EXAMPLES, read_spoken_date, weekday_words
from supervision_app.domain.wording import Wording
from supervision_app.domain.words_on_actions import STATES
from supervision_app.services import following_up, withdrawing
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import ToAgree
from supervision_app.services.read_models import ActionRow

Typed = Mapping[str, str]
"""What stands in each field, by the field's name; a ticked box holds a word, an empty one none."""

TEXT, NAME, ANYONE, DATE, CHOICE, TICK = "text", "name", "anyone", "date", "choice", "tick"
TOO_EARLY = "Too early to say"


@dataclass(frozen=True, slots=True)
class About:
    """What a dialog says before anything is typed: whose vault it is, who is here, which child, which action.

    `worker` is who is supervised just now, and outside a session who has the child; empty where nobody has.
    `at` is the time of day. `wording` is what is asked back about an action's words, `rhythms` what can be agreed.
    """

    owner: str
    names: tuple[str, ...]
    child: str
    today: date
    holidays: frozenset[date]
    action: ActionRow | None = None
    worker: str = ""
    at: str = ""
    wording: Wording | None = None
    rhythms: tuple[tuple[str, str], ...] = ()

    def meant(self, text: str) -> str:
        """Return the day that a date means, with its weekday; nothing where it cannot be read yet."""
        try:
            return self._with_weekday(read_spoken_date(text, self.today, self.holidays)) if text.strip() else ""
        except InputRefused:
            return ""

    def _with_weekday(self, day: date) -> str:
        return " ".join((weekday_words(day) + ".", *wording.on_day(day, self.holidays))).removesuffix(".")


def _on_what(about: About, text: str) -> tuple[str, ...]:
    return wording.on_what(text, about.wording, about.names) if about.wording else ()


def _on_who(about: About, text: str) -> tuple[str, ...]:
    return wording.on_who(text, about.wording.one_person) if about.wording else ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: `needed` is what is said when it is left empty, and empty where it may be.

    `fills` is a sentence that one press types; `starts` gives what stands in the field at first. `tips` gives what is
    asked back about what was typed: it helps, and stops nobody. `offers` gives choices that are not always the same.
    """

    name: str
    kind: str
    label: str
    hint: str = ""
    needed: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    fills: str = ""
    starts: Callable[[About], str] | None = None
    tips: Callable[[About, str], tuple[str, ...]] | None = None
    offers: Callable[[About], tuple[tuple[str, str], ...]] | None = None


def nothing_else(_typed: Typed) -> dict[str, str]:
    """Return that the fields fit together."""
    return {}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done, as a dialog asks for it.

    `target` of `does` is the child's id when an action is agreed, and else the action's id; it
    returns what is said when it is done. `together` says what does not fit between the fields.
    What is typed is kept by the code, or `kept_as` that of another deed which asks the same. What it `leaves` is a
    text that has to be copied elsewhere at once; `afterwards` is done when it is saved, outside any transaction.
    """

    code: str
    name: str
    title: str
    save: str
    asks: tuple[Ask, ...]
    does: Callable[[Desk, str, Typed], str]
    together: Callable[[Typed], dict[str, str]] = nothing_else
    says: str = ""
    kept_as: str = ""
    leaves: Callable[[About, Typed], str] | None = None
    afterwards: Callable[[Desk], None] | None = None


def _said_by(about: About) -> str:
    return about.owner


WORD = Ask(
    "said_by",
    NAME,
    "Who says this",
    "If it is not you, the record says that you typed it for them.",
    starts=_said_by,
)
WHY = Ask("why", TEXT, "Why", needed="Say why.")
DAY_HINT = f"For example {EXAMPLES}."


def _worker(about: About) -> str:
    return about.worker


def _agree(desk: Desk, child: str, typed: Typed, setting: str = agreements.OVERSIGHT) -> str:
    owner, said_by = desk.person(typed["owner"]), typed["said_by"]
    due = desk.day(typed["due"])
    wanted = ToAgree(
        child, typed["what"], typed["why"], typed["owner"], due, typed["difference"], typed["doer"], setting
    )
    action = following_up.agree(desk, wanted, said_by=said_by)
    accepted = desk.speaker(said_by) == owner
    if typed["here"] and not accepted:
        # Whose word the action is, and who accepts it, are two things: each is recorded as its own.
        following_up.accept(desk, action, said_by=owner.id)
    if typed["here"] or accepted:
        return f"Agreed. {owner.name} has accepted it."
    return f"Agreed, and offered to {owner.name}, who has yet to accept it."


def _agree_there(desk: Desk, child: str, typed: Typed) -> str:
    return _agree(desk, child, typed, agreements.SUPERVISION)


def _accept(desk: Desk, action: str, typed: Typed) -> str:
    day = desk.day(typed["due"]) if typed["due"].strip() else None
    following_up.accept(desk, action, due=day, why=typed["why"], said_by=typed["said_by"])
    return "Accepted." if day is None else f"Accepted, for {in_words(day)}."


def _date_with_reason(typed: Typed) -> dict[str, str]:
    day, why = typed["due"].strip(), typed["why"].strip()
    if day and not why:
        return {"why": "Say why it is another date."}
    if why and not day:
        return {"due": "Give the other date, or leave its reason empty."}
    return {}


def _awaiting(about: About) -> str:
    return about.action.awaiting if about.action else about.owner


def _progress(desk: Desk, action: str, typed: Typed) -> str:
    following_up.progress(desk, action, typed["note"], state=typed["state"], said_by=typed["said_by"])
    return "Recorded how far it has come."


def _state(about: About) -> str:
    return "in-progress" if about.action is None or about.action.state == "open" else about.action.state


def _move(desk: Desk, action: str, typed: Typed) -> str:
    day = desk.day(typed["due"])
    following_up.move(desk, action, day, typed["why"], said_by=typed["said_by"])
    return f"Moved to {in_words(day)}. The first date stays."


def _return(desk: Desk, action: str, typed: Typed) -> str:
    following_up.give_back(desk, action, typed["why"], said_by=typed["said_by"])
    return "Returned to the manager, who decides."


def _holder(about: About) -> str:
    """Return whose word a return most likely is: whoever was asked, or holds it."""
    if about.action is None:
        return about.owner
    return about.action.awaiting or about.action.owner


def _offer(desk: Desk, action: str, typed: Typed) -> str:
    to = desk.person(typed["to"])
    following_up.offer(desk, action, typed["to"], typed["why"], said_by=typed["said_by"])
    return f"Offered to {to.name}. The manager holds it as well until they accept."


def _close(desk: Desk, action: str, typed: Typed) -> str:
    following_up.close(desk, action, state=typed["state"], impact=typed["impact"], said_by=typed["said_by"])
    return "Closed."


def _reopen(desk: Desk, action: str, typed: Typed) -> str:
    following_up.reopen(desk, action, typed["why"], said_by=typed["said_by"])
    return "Open again."


def _withdraw(desk: Desk, action: str, typed: Typed) -> str:
    taken = withdrawing.record_withdrawal(desk, *withdrawing.find(desk, action), typed["why"])
    return " ".join(("Withdrawn: its words are gone.", *withdrawing.who_has_it(taken, removed=False)))


AGREE = Deed(
    "agree",
    "Agree an action",
    "Agree an action",
    "Agree this action",
    (
        Ask("what", TEXT, "What is to be done", needed="Say what is to be done.", tips=_on_what),
        Ask("why", TEXT, "Why", needed="Say why it is needed."),
        Ask(
            "owner",
            NAME,
            "Who answers for it",
            "Somebody in the team, who sees that it is done. They need not do it themselves.",
            needed="Name somebody in the team who answers for it.",
            starts=_worker,
            tips=_on_who,
        ),
        Ask("here", TICK, "They are here and accept it", "Left empty, it is offered to them until they accept."),
        Ask("due", DATE, "By when", DAY_HINT, needed="Give the date by which it should be done."),
        Ask("difference", TEXT, "What should be different for the child"),
        Ask("doer", ANYONE, "Who does it, if somebody else", "Anyone: a school, a health visitor, a grandmother."),
        WORD,
    ),
    _agree,
    says="This is agreed outside a supervision session, and is recorded as management oversight.",
)
AGREE_THERE = replace(
    AGREE,
    code="agree-there",
    kept_as=AGREE.code,
    does=_agree_there,
    says="It counts from now on, also if the session is sealed later or not at all.",
)
ACCEPT = Deed(
    "accept",
    "Accept",
    "Accept this action",
    "Accept",
    (
        Ask("said_by", NAME, WORD.label, "Only whoever it was offered to can accept it.", starts=_awaiting),
        Ask("due", DATE, "Another date", f"Leave it empty if the date is right. {DAY_HINT}"),
        Ask("why", TEXT, "Why another date"),
    ),
    _accept,
    together=_date_with_reason,
    says="Accepting means: seen, and the date is right.",
)
PROGRESS = Deed(
    "progress",
    "Say how far it has come",
    "How far has it come",
    "Record this",
    (
        Ask("note", TEXT, "What has happened", needed="Say what has happened."),
        Ask(
            "state",
            CHOICE,
            "How far it is",
            needed="Choose how far it is.",
            choices=tuple((code, STATES[code]) for code in OPEN_STATES),
            starts=_state,
        ),
        WORD,
    ),
    _progress,
)
MOVE = Deed(
    "move",
    "Move the date",
    "Move the date",
    "Move the date",
    (
        Ask("due", DATE, "The new date", DAY_HINT, needed="Give the new date."),
        Ask("why", TEXT, "Why another date", needed="Say why it is another date."),
        WORD,
    ),
    _move,
    says="The first date and every move stay on record.",
)
RETURN = Deed(
    "return",
    "Return to the manager",
    "Return this action to the manager",
    "Return it",
    (
        WHY,
        Ask("said_by", NAME, WORD.label, "Only whoever holds it, or was offered it, can return it.", starts=_holder),
    ),
    _return,
    says="The manager holds it from then on, and decides: keep it, change it, or offer it to somebody.",
)
OFFER = Deed(
    "offer",
    "Offer to somebody",
    "Offer this action to somebody",
    "Offer it",
    (
        Ask("to", NAME, "To whom", needed="Name whom it is offered to."),
        WHY,
        WORD,
    ),
    _offer,
    says="The manager holds it as well until they accept.",
)
CLOSE = Deed(
    "close",
    "Close",
    "Close this action",
    "Close it",
    (
        Ask(
            "state",
            CHOICE,
            "How it ended",
            needed="Choose how it ended.",
            choices=tuple((code, STATES[code]) for code in CLOSED_STATES),
        ),
        Ask(
            "impact",
            TEXT,
            "What difference it made for the child",
            needed="Say what difference it made, or that it is too early to say.",
            fills=TOO_EARLY,
        ),
        WORD,
    ),
    _close,
)
REOPEN = Deed(
    "reopen",
    "Open again",
    "Open this action again",
    "Open it again",
    (WHY, WORD),
    _reopen,
    says="What was said when it was closed stays on record.",
)

WITHDRAW = Deed(
    "withdraw",
    "Recorded on the wrong child",
    "This action was recorded on the wrong child",
    "Erase its words for good",
    (Ask("why", TEXT, "Why", "Do not repeat any of its words here.", needed="Say why."),),
    _withdraw,
    says="Its words are erased here for good. That something was withdrawn, by whom and why, stays on the record.",
    afterwards=withdrawing.clear_away,
)

DEEDS = {deed.code: deed for deed in (AGREE, ACCEPT, PROGRESS, MOVE, RETURN, OFFER, CLOSE, REOPEN, WITHDRAW)}
"""Every deed by its code."""
