"""How dates that somebody noted stand in the table of facts: under names of their own, apart from what files tell."""

from collections.abc import Mapping

from supervision_app.domain.events import Noted
from supervision_app.domain.facts import Fact

_PREFIX = "noted "


def as_facts(noted: Mapping[str, Noted]) -> dict[str, Fact]:
    """Return noted dates as rows of the table hold them."""
    return {
        f"{_PREFIX}{event}": Fact(one.on, one.noted_on, "\n".join((one.by, " ".join(one.also), one.source)))
        for event, one in noted.items()
    }


def apart(facts: Mapping[str, Fact]) -> tuple[dict[str, Fact], dict[str, Noted]]:
    """Return the facts of files by themselves, and the noted dates by event."""
    noted = {name.removeprefix(_PREFIX): _noted(fact) for name, fact in facts.items() if name.startswith(_PREFIX)}
    return {name: fact for name, fact in facts.items() if not name.startswith(_PREFIX)}, noted


def _noted(fact: Fact) -> Noted:
    by, also, source = fact.source.split("\n", 2)
    return Noted(fact.value, by, source, fact.as_of, tuple(also.split()))
