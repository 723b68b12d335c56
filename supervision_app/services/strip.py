"""The strip of a child, read from the vault: what was at the same time, and what is still open."""

from collections.abc import Iterable, Iterator

from supervision_app.domain.directory import JOINED
from supervision_app.domain.people import Member
from supervision_app.domain.strip import Managed, Record, strip
from supervision_app.domain.strip_items import LEGAL, PLACE
from supervision_app.domain.strip_seen import LEGAL_STATUSES, PLACEMENTS, seen
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import labels_of
from supervision_app.services.read_models import ChildPage, ChildStrip
from supervision_app.services.reading import child_page
from supervision_app.services.summarising import Labels

_FACTS = {PLACE: "placement", LEGAL: "legal_status"}


def strip_of(desk: Desk, case_id: str) -> ChildStrip:
    """Return the strip of a child; raises NotFound."""
    return strip_from(desk, child_page(desk, case_id))


def strip_from(desk: Desk, page: ChildPage) -> ChildStrip:
    """Return the strip of a child whose page was read already."""
    facts = desk.told(page.stream, "facts")
    members = desk.vault.views.members()
    team = desk.vault.views.team()
    record = Record(
        placements=seen(facts, PLACEMENTS),
        legal_statuses=seen(facts, LEGAL_STATUSES),
        allocation=page.allocation,
        managers=tuple(_managers(desk, members, team.stream)),
        discussions=page.discussions,
        actions=page.actions,
        clocks=page.clocks,
        today=desk.today(),
        left={member.person.id: member.left_on for member in members if member.left_on},
        in_words=_meanings(labels_of(desk)),
    )
    return ChildStrip(page.known.case_id, page.known.value("name"), strip(record), team.demonstration)


def _managers(desk: Desk, members: Iterable[Member], team: str) -> Iterator[Managed]:
    for member in members:
        if member.person.role == "manager":
            told = desk.told(team, member.person.id)
            since = min(entry.happened_on for entry in told if entry.kind == JOINED)
            yield Managed(member.person, since, member.left_on)


def _meanings(labels: Labels) -> dict[str, str]:
    """Return what each code means, as the strip asks for it."""
    return {f"{tone} {code}": words for tone, fact in _FACTS.items() for code, words in labels[fact].items()}
