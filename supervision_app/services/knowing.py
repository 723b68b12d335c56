"""What people here know of a child, beside what the case system shows."""

from datetime import date

from supervision_app.domain.entries import needed
from supervision_app.domain.facts import SUBJECT, TYPED, Known, observe, read_facts
from supervision_app.domain.facts import settle_birth as settle
from supervision_app.domain.identity import tidy
from supervision_app.services.desk import Desk, Word


def name_child(desk: Desk, child: str, name: str) -> None:
    """Record the name or initials by which a child is shown here; raises NotFound."""
    stream, today = desk.child(child), desk.today()
    known = known_of(desk, child)
    facts = {"name": tidy(needed(name, "The name"))}
    desk.record([Word(observe(stream, known.case_id, facts, as_of=today, source=TYPED, on=today), desk.owner())])


def settle_birth(desk: Desk, child: str, born: date, why: str) -> None:
    """Record which date of birth is right; raises RuleRefused when nothing is in doubt."""
    stream, known = desk.child(child), known_of(desk, child)
    desk.record([Word(settle(stream, known, born, why, on=desk.today()), desk.owner())])


def known_of(desk: Desk, case_id: str) -> Known:
    """Return what is known of one child; raises NotFound."""
    return read_facts(desk.told(desk.child(case_id), SUBJECT))
