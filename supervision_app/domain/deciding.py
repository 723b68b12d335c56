"""Who decided that something is erased, on what ground, and where that decision is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supervision_app.domain.entries import needed, optional
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.sessions import named_in

GROUND, DECIDED_BY, REFERENCE = "ground", "decided_by", "reference"
_CALLED = {GROUND: "The ground", DECIDED_BY: "Who decided it", REFERENCE: "The reference of the decision"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision to erase: its ground, who took it, and the reference under which it is kept elsewhere."""

    ground: str = ""
    decided_by: str = ""
    reference: str = ""

    def as_payload(self) -> dict[str, str]:
        """Return the decision as entries carry it: what is not known is left out."""
        said = {GROUND: self.ground, DECIDED_BY: self.decided_by, REFERENCE: self.reference}
        return {name: text for name, text in said.items() if text}


NO_DECISION = Decision()


def decision_from(payload: Mapping[str, Any]) -> Decision:
    """Return the decision that an entry carries."""
    return Decision(payload.get(GROUND, ""), payload.get(DECIDED_BY, ""), payload.get(REFERENCE, ""))


def check_whole(decision: Decision) -> Decision:
    """Return the decision tidied; raises InputRefused where a part of it is missing."""
    return _checked(decision, whole=True)


def tidied(decision: Decision) -> Decision:
    """Return the decision tidied, of which any part may be missing; raises InputRefused for what cannot be kept."""
    return _checked(decision, whole=False)


def check_silent(decision: Decision, name: str, case_id: str) -> None:
    """Raise InputRefused where a decision names the child: it stays when everything about them is gone."""
    for field, text in decision.as_payload().items():
        if named_in([text], [name]) or case_id.casefold() in text.casefold():
            message = f"{_CALLED[field]} names the child, and it stays. Say it without their name and their id."
            raise InputRefused(message)


def _checked(decision: Decision, *, whole: bool) -> Decision:
    take = needed if whole else optional
    parts: Sequence[str] = (decision.ground, decision.decided_by, decision.reference)
    return Decision(*(take(part, what) for part, what in zip(parts, _CALLED.values(), strict=True)))
