"""What can be recorded of a child outside a session: a decision in passing, and what urgent risk asks for at once."""

from supervision_app.domain.discussions import MANAGEMENT_OVERSIGHT, Said
from supervision_app.domain.entries import in_words
from supervision_app.domain.handover import PARTS
from supervision_app.services.desk import Desk
from supervision_app.services.half_typed import ACT_NOW as URGENT
from supervision_app.services.half_typed import DECIDE as DECIDING
from supervision_app.services.half_typed import HAND_OVER as HANDING_OVER
from supervision_app.services.handing_over import hand_over
from supervision_app.services.supervising import ToRecord, record_discussion
from ui.action.deeds import AGREE, ANYONE, NAME, TEXT, About, Ask, Deed, Typed
from ui.action.noted_deeds import NOTED_DEEDS

DECIDED_BY = Ask("said_by", NAME, "Who decides", "Somebody in the team.", starts=lambda about: about.owner)


def _decide(desk: Desk, child: str, typed: Typed) -> str:
    with_whom = [typed["present"]] if typed["present"].strip() else []
    wanted = ToRecord(
        child,
        desk.today(),
        type=MANAGEMENT_OVERSIGHT,
        present=with_whom,
        parts=(Said("What it was about", typed["about"]),),
        decision=typed["decision"],
        reasons=typed["reasons"],
    )
    record_discussion(desk, wanted, said_by=typed["said_by"])
    return "The decision is on the child’s record."


def _act_now(desk: Desk, child: str, typed: Typed) -> str:
    wanted = ToRecord(
        child,
        desk.today(),
        type=MANAGEMENT_OVERSIGHT,
        parts=(Said("Urgent: decided at", typed["at"]), Said("Who was told", typed["told"])),
        decision=typed["decision"],
        reasons=typed["risk"],
    )
    record_discussion(desk, wanted, said_by=typed["said_by"])
    return "Recorded. Put the text into the case system now."


def _hand_over(desk: Desk, child: str, typed: Typed) -> str:
    hand_over(desk, child, typed, said_by=typed["said_by"])
    return "Kept. Whoever comes next reads it first, under “The story so far”."


def urgent_text(about: About, typed: Typed) -> str:
    """Return the text for the case system: nobody outside this vault sees what was recorded in it."""
    return "\n".join(
        (
            f"URGENT. Management decision on {in_words(about.today)} at {typed['at']}",
            f"Child: {about.child}",
            f"What is happening: {typed['risk']}",
            f"Decided by {typed['said_by']}: {typed['decision']}",
            f"Who was told: {typed['told']}",
        )
    )


DECIDE = Deed(
    DECIDING,
    "Record a decision",
    "Record a decision between sessions",
    "Record it",
    (
        Ask("decision", TEXT, "What was decided", needed="Say what was decided."),
        Ask("reasons", TEXT, "Why", needed="Say why: a decision is read with its reasons."),
        Ask("about", TEXT, "What it was about"),
        Ask("present", NAME, "With whom it was talked through", "Somebody in the team."),
        DECIDED_BY,
    ),
    _decide,
    says="It goes on the child’s record at once, as management oversight.",
)
ACT_NOW = Deed(
    URGENT,
    "Act now",
    "Act now: a child may be at urgent risk",
    "Record it, and show the text",
    (
        Ask("risk", TEXT, "What is happening, and how you know", needed="Say what is happening."),
        Ask("decision", TEXT, "What is done now, and who does it", needed="Say what is done now."),
        Ask("at", ANYONE, "At what time this was decided", needed="Give the time.", starts=lambda about: about.at),
        Ask(
            "told",
            TEXT,
            "Who was told, and when",
            "For example the duty manager at 16:40, the police at 16:45.",
            needed="Say who was told, or that nobody was reached.",
        ),
        DECIDED_BY,
    ),
    _act_now,
    says=(
        "If a child is in danger, ring 999 first. The out-of-hours team cannot see what you record here: a text for "
        "the case system is shown as soon as it is recorded."
    ),
    leaves=urgent_text,
)
HAND_OVER = Deed(
    HANDING_OVER,
    "Words for whoever comes next",
    "Words for whoever comes next",
    "Keep them",
    (
        *(Ask(part, TEXT, heading) for part, heading in PARTS.items()),
        Ask("said_by", NAME, "Whose words these are", "Somebody in the team.", starts=lambda about: about.owner),
    ),
    _hand_over,
    says="They stand at the head of the child’s story. The child should not have to tell anybody a second time.",
)
CHILD_DEEDS = {deed.code: deed for deed in (AGREE, DECIDE, ACT_NOW, HAND_OVER, *NOTED_DEEDS)}
"""The deeds that are about a child and no action of theirs, by code."""
