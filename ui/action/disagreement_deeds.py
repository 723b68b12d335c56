"""What can be said of a disagreement on a discussion: somebody’s own words, to whom it goes, how it was settled."""

from supervision_app.domain.entries import in_words
from supervision_app.services import disagreeing
from supervision_app.services.desk import Desk
from ui.action.deeds import NAME, TEXT, WHY, About, Ask, Deed, Typed
from ui.action.presenter import plain_about
from ui.shared.record_card import ESCALATE, SAY, SETTLE

_WHOSE = "If it is not you, the record says that you typed it for them."


def _say(desk: Desk, record: str, typed: Typed) -> str:
    disagreeing.disagree(desk, record, typed["text"], said_by=typed["said_by"])
    return "Recorded. Nobody else changes these words, and they go out with the record."


def _escalate(desk: Desk, record: str, typed: Typed) -> str:
    disagreeing.escalate(desk, record, typed["to"], typed["why"], said_by=typed["said_by"])
    return f"Taken to {desk.person(typed['to']).name}, who says how it is settled."


def _settle(desk: Desk, record: str, typed: Typed) -> str:
    disagreeing.settle(desk, record, typed["text"], said_by=typed["said_by"])
    return "Recorded how it was settled. What each said stays."


def _owner(about: About) -> str:
    return about.owner


_BY = Ask("said_by", NAME, "Whose words these are", _WHOSE, needed="Say whose words these are.", starts=_owner)
DISAGREEMENT_DEEDS = {
    deed.code: deed
    for deed in (
        Deed(
            SAY,
            "Somebody sees it differently",
            "What is seen differently",
            "Record these words",
            (Ask("text", TEXT, "In their own words", needed="Write what is seen differently."), _BY),
            _say,
            says="It stands on the child’s record, beside what was decided. The others can put down their own words.",
        ),
        Deed(
            ESCALATE,
            "Take it to somebody",
            "Take a disagreement to somebody",
            "Take it to them",
            (Ask("to", NAME, "To whom", "Somebody who can decide it.", needed="Name them."), WHY, _BY),
            _escalate,
        ),
        Deed(
            SETTLE,
            "It is settled",
            "How was it settled",
            "Record this",
            (Ask("text", TEXT, "How it was settled", needed="Say how it was settled."), _BY),
            _settle,
            says="Where it was taken to somebody, this is their word.",
        ),
    )
}
"""The deeds with a disagreement, by code; their target is the discussion's id."""


def about_discussion(desk: Desk, record: str) -> About:
    """Return what is said before a deed with a disagreement; raises NotFound."""
    talk = disagreeing.find_discussion(desk, record).talk
    decided = f": {talk.decision}" if talk.decision else ""
    return plain_about(desk, f"Talked about on {in_words(talk.held_on)}{decided}")
