"""An import in words: what it comes to, part by part, and each child with another worker."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from supervision_app.domain.entries import counted, in_words
from supervision_app.domain.observed import FACTS
from supervision_app.domain.people import name_key
from supervision_app.services.importing import ChildLine, MoveLine, Outcome


@dataclass(frozen=True, slots=True)
class Move:
    """A child with another worker in the file; `waits` until somebody says why, `leads` where that can be done."""

    id: str
    to: str
    text: str
    waits: bool
    leads: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An import as the page shows it: what it comes to, part by part, and what may still be chosen."""

    said: str
    moves: tuple[Move, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    teams: tuple[tuple[str, bool], ...]
    waiting: int
    done: bool

    @property
    def why(self) -> str:
        """Return the question for the reason."""
        have = counted(self.waiting, "child has", "children have")
        return f"{have} another worker in the file. Say why here for all of them, or go through them one by one above."

    @property
    def button(self) -> str:
        """Return what the button below says."""
        return f"Change the worker of {counted(self.waiting, 'child', 'children')}" if self.done else "Load"


def shown(outcome: Outcome, moved: Collection[str] = ()) -> Shown:
    """Return the outcome in words; `moved` are the ids of children who have the new worker by now."""
    chosen = {team.casefold() for team in outcome.teams}
    moves = tuple(_move(line, outcome, has=line.id in moved) for line in outcome.moved)
    return Shown(
        said=_said(outcome),
        moves=moves,
        parts=(
            ("New here", tuple(_new(line) for line in outcome.new)),
            ("Changed", tuple(_change(line) for line in outcome.changed)),
            ("Gone from the file; nothing is closed", outcome.gone),
            ("Refused", tuple(f"{one.place}: {one.why}" for one in outcome.refused)),
            ("To know", tuple(for_the_window(note) for note in outcome.notes)),
        ),
        teams=tuple((team, not chosen or team.casefold() in chosen) for team in outcome.teams_in_file),
        waiting=sum(move.waits for move in moves),
        done=not outcome.dry_run,
    )


def for_the_window(sentence: str) -> str:
    """Return a sentence of the reader with what stands on the page in the place of options of the command line."""
    return sentence.replace(", or say which with --as.", ".").replace("--as-of", "the day above")


def done_already(moves: Sequence[MoveLine], workers: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the ids of those who have the worker of the file by now; `workers` are the names by child."""
    return {
        line.id for line in moves if name_key(line.to) in {name_key(name) for name in workers.get(line.id, ())}
    }  # fmt: skip


def _new(line: ChildLine) -> str:
    """Return a new child so that whoever knows them can check: the id, and the name and worker where they are known."""
    return ": ".join(filter(None, (line.id, ", ".join(filter(None, (line.name, line.worker))))))


def _said(outcome: Outcome) -> str:
    be = ("would be", "would be") if outcome.dry_run else ("was", "were")
    new = counted(len(outcome.new), f"child {be[0]}", f"children {be[1]}")
    moved = counted(len(outcome.moved), "has", "have")
    gone = counted(len(outcome.gone), "is", "are")
    refused = counted(len(outcome.refused), f"row or cell {be[0]}", f"rows or cells {be[1]}")
    return (
        f"As of {in_words(outcome.as_of)}: {new} new, {len(outcome.changed):,} changed and {outcome.unchanged:,} "
        f"unchanged; {moved} another worker, {gone} gone, {refused} refused.{_taken(outcome)}"
    )


def _taken(outcome: Outcome) -> str:
    """Return what the file tells of the children, so that whoever knows it sees what was not read."""
    told = dict.fromkeys(what for line in (*outcome.new, *outcome.changed) for what, _, _ in line.changes)
    names = [what[0].lower() + what[1:] for what in told if what != FACTS["lists"]]
    return f" Read from the file: {', '.join(names)}." if names else ""


def _move(line: MoveLine, outcome: Outcome, *, has: bool) -> Move:
    outgoing = line.outgoing or "nobody"
    if has and (line.waiting or outcome.dry_run):
        return Move(line.id, line.to, f"{line.id}: {line.to} has this child now.", waits=False, leads=False)
    if not line.waiting:
        offered = counted(line.offered, "open action is", "open actions are")
        return Move(
            line.id, line.to, f"{line.id}: {outgoing} → {line.to}, {offered} offered on.", waits=False, leads=False
        )
    if line.joins and outcome.dry_run:
        why = f"{line.to} is not known here yet. Load first; then say here why."
        return Move(line.id, line.to, f"{line.id}: {outgoing} → {line.to}. {why}", waits=True, leads=False)
    return Move(line.id, line.to, f"{line.id}: {outgoing} → {line.to}. Change the worker", waits=True, leads=True)


def _change(line: ChildLine) -> str:
    parts = (f"{what} {was} → {now}" if was else f"{what} {now}" for what, was, now in line.changes)
    return f"{line.id}: {'; '.join(parts)}"
