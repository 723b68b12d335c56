"""The authority for a placement with relatives, friends or parents: what of it is recorded here, and what is not.

Nothing here says that an approval was not given: a file does not tell, and what is not noted may stand elsewhere.
"""

from collections.abc import Iterator

from supervision_app.domain.entries import in_words
from supervision_app.domain.facts import Known

_FRIENDS_OR_FAMILY = frozenset({"U1", "U2", "U3"})
_WITH_PARENTS = "P1"

NOT_RECORDED, CHECKED, REVIEWED = "approval-not-recorded", "approval-checked", "approval-review"
ANSWERED = frozenset({CHECKED, REVIEWED})
"""What stands on the child's page and needs nobody."""


def authority(known: Known) -> Iterator[tuple[str, str]]:
    """Yield a code and a sentence for what is not recorded here, or was answered another way."""
    placement = known.value("placement")
    if placement in _FRIENDS_OR_FAMILY and not _is_approved(known):
        yield _not_recorded(
            known, f"Placed with relatives or friends ({placement})", "no approval recorded here", "regs 24 and 25"
        )
    if placement == _WITH_PARENTS and not _is_decided(known):
        yield _not_recorded(
            known, "Placed with parents (P1)", "no assessment and approval recorded here", "regs 17 and 18"
        )
    asked = known.value("reg24_review_asked")
    if asked and asked >= known.value("reg24_approved") and asked > known.value("reg24_review_decided"):
        words = "a temporary approval may be extended until its outcome (reg 25(3))"
        yield REVIEWED, f"A review of the refusal of full approval was asked for on {in_words(asked)}: {words}."


def _not_recorded(known: Known, what: str, missing: str, where: str) -> tuple[str, str]:
    checked = known.noted.get("approval_checked")
    if checked and checked.on >= known.value("placement_started"):
        answer = f"{checked.source} on {in_words(checked.on)} by {checked.by}"
        return CHECKED, f"{what}: approval not recorded here, {answer} ({where})."
    return NOT_RECORDED, f"{what}: {missing} ({where})."


def _is_approved(known: Known) -> bool:
    """Return whether an approval of the carer is noted for this placement, and not its end."""
    given = [one for one in ("reg24_approved", "carer_approved") if _of_this_placement(known, one)]
    return any(known.value("reg24_ended") < known.value(one) for one in given)


def _is_decided(known: Known) -> bool:
    """Return whether a decision is noted, or that the child came first: the time limit for the rest is running then."""
    first = known.value("placed_before_assessment")
    return _of_this_placement(known, "parents_decided") or bool(first and first >= known.value("placement_started"))


def _of_this_placement(known: Known, event: str) -> bool:
    """Return whether an event is about where the child lives now: it may lie before, and be noted since."""
    noted = known.noted.get(event)
    return noted is not None and max(noted.on, noted.noted_on) >= known.value("placement_started")
