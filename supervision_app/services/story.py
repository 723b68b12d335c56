"""The story of a child so far, as it is known today or was known on another day."""

from datetime import date

from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.handover import read_handover
from supervision_app.domain.observed import FACTS
from supervision_app.domain.story import Chapter, Record, story
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import labels_of
from supervision_app.services.handing_over import chapters
from supervision_app.services.read_models import ChildPage
from supervision_app.services.reading import fold_child
from supervision_app.services.summarising import Labels, fact_words
from supervision_app.services.telling import by_subject

_TOLD = ("born", "care_started", "legal_status", "placement", "placement_started", "permanence_plan", "cp_started")
"""The facts that say who a child is; the others stand on the child's page."""


def story_of(desk: Desk, case_id: str, known_on: date | None = None) -> tuple[Chapter, ...]:
    """Return the story from all that was recorded up to a day, today unless another is given.

    Raises NotFound, and InputRefused for a day before anything was recorded of the child.
    """
    entries = desk.vault.ledger.stream(desk.child(case_id))
    if known_on is not None:
        entries = [entry for entry in entries if entry.recorded_at[:10] <= known_on.isoformat()]
        if not entries:
            message = f"Nothing was recorded of this child until {in_words(known_on)}. Give a later day."
            raise InputRefused(message)
    page = fold_child(desk, entries, desk.around)
    left = [one for one in map(read_handover, by_subject(entries, desk.same()).values()) if one]
    return chapters(left) + story(
        Record(
            facts=_facts(page, labels_of(desk)),
            allocation=page.allocation,
            discussions=page.discussions,
            actions=page.actions,
            clocks=page.clocks,
            words_of_the_child=_headings(desk),
            today=desk.today().isoformat(),
        )
    )


def _facts(page: ChildPage, labels: Labels) -> list[str]:
    known = page.known
    return [f"{FACTS[name]}: {fact_words(name, known.value(name), labels)}." for name in _TOLD if known.value(name)]


def _headings(desk: Desk) -> frozenset[str]:
    """Return the headings under which a child's own words stand, in whichever guide."""
    guides = desk.reference.guides().guides
    return frozenset(stage.heading for guide in guides for stage in guide.stages if stage.childs_words)
