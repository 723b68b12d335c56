"""What an import changes: new, changed, moved to another worker, gone. It never closes a child."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from supervision_app.domain.entries import counted, in_words
from supervision_app.domain.errors import InputRefused
from supervision_app.domain.facts import Known, changes
from supervision_app.domain.identity import tidy
from supervision_app.domain.observed import ObservedChild, Reading, Refusal
from supervision_app.domain.people import Person, name_key


@dataclass(frozen=True, slots=True)
class Held:
    """A child as this vault knows them; `since` is the day of the latest allocation, and `reason` what it was for."""

    stream: str
    known: Known
    workers: tuple[Person, ...]
    since: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """One child of the import beside what was known: only what is new or differs is in `facts`."""

    child: ObservedChild
    held: Held | None
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """An import held against the vault."""

    new: tuple[Seen, ...]
    changed: tuple[Seen, ...]
    unchanged: int
    gone: tuple[Held, ...]


def keep_teams(reading: Reading, teams: Sequence[str]) -> Reading:
    """Return the reading with the named teams only; nothing of the others is kept, and they are counted.

    Raises InputRefused when no child is in any of the teams. Children of whom the files name no team
    are refused row by row.
    """
    if not teams:
        return reading
    wanted = {name_key(team) for team in teams} - {""}
    kept = tuple(child for child in reading.children if name_key(child.facts.get("team", "")) in wanted)
    teamless = [child for child in reading.children if not child.facts.get("team")]
    if not kept:
        found = sorted({tidy(child.facts["team"]) for child in reading.children if child.facts.get("team")})
        listed = f"The file has: {'; '.join(found)}." if found else "The file names no teams."
        message = f"No child is in the team {' or '.join(f'“{team}”' for team in teams)}. {listed}"
        raise InputRefused(message)
    refused = tuple(
        Refusal(place, f"{child.case_id} has no team, and only named teams are loaded.")
        for child in teamless
        for place in child.places
    )
    others = len(reading.children) - len(kept) - len(teamless)
    left_out = counted(others, "child of another team was", "children of other teams were")
    note = (f"{left_out} left out and nothing of them was stored.",) if others else ()
    return replace(reading, children=kept, refused=reading.refused + refused, notes=reading.notes + note)


def check_not_older(as_of: date, last: str) -> None:
    """Raise InputRefused when a file is older than the last one that was loaded."""
    if last and as_of.isoformat() < last:
        message = (
            f"This file is as of {in_words(as_of)}; one as of {in_words(last)} was loaded already. "
            "Use a newer file, or give its true date with --as-of."
        )
        raise InputRefused(message)


def compare(reading: Reading, held: Mapping[str, Held], teams: Collection[str]) -> Comparison:
    """Return what the reading changes. `held` is by case id; `teams` are those this import covers, none for all.

    A child is gone when an earlier file of the same lists and teams had them and this one does not.
    """
    seen = [_beside(child, held.get(child.case_id), reading.as_of) for child in reading.children]
    here = {child.case_id for child in reading.children}
    covered = {name_key(team) for team in teams}
    gone = tuple(
        one for case_id, one in sorted(held.items()) if case_id not in here and _covers(reading, covered, one.known)
    )
    return Comparison(
        new=tuple(one for one in seen if one.held is None),
        changed=tuple(one for one in seen if one.held is not None and one.facts),
        unchanged=sum(one.held is not None and not one.facts for one in seen),
        gone=gone,
    )


def _beside(child: ObservedChild, held: Held | None, as_of: date) -> Seen:
    known = held.known if held else Known()
    return Seen(child, held, changes(known, child.facts, as_of))


def _covers(reading: Reading, teams: Collection[str], known: Known) -> bool:
    lists = set(known.value("lists").split(","))
    return bool(lists & reading.lists) and (not teams or name_key(known.value("team")) in teams)


def moved_to(observed: Person | None, held: Held, as_of: date) -> bool:
    """Return whether the case system shows another worker than the vault.

    A blank worker moves nothing, and neither does a file from before the latest allocation here.
    """
    if observed is None or observed in held.workers:
        return False
    return held.since <= as_of.isoformat()
