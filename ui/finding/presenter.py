"""What Ctrl+K finds, without a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rapidfuzz import fuzz, process

from supervision_app.services import reading
from supervision_app.services.desk import Desk
from ui.shared.asking import Asking

SHOWN, LEAST_LIKE, LONGEST = 12, 60, 80


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to go to or to do: its words, what sort of thing it is, and the keys that do it too."""

    text: str
    sort: str
    leads: Callable[[], object]
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Leads:
    """Where children, their actions and people lead to; without the second, people are not found.

    With a worker, only that person's children are found, and nobody else: somebody looks over one's shoulder.
    """

    child: Callable[[str], object]
    person: Callable[[str], object] | None = None
    worker: str = ""


class FindingView(Protocol):
    """What the dialog can show."""

    def show_choices(self, choices: Sequence[Choice], said: str) -> None:
        """Show these, the best first, and say how many they are."""


@dataclass
class FindingPresenter:
    """Keeps what fits the letters typed; children and people come as soon as they are read."""

    view: FindingView
    vault: Asking
    commands: Sequence[Choice]
    leads: Leads
    wanted: str = ""
    known: Sequence[Choice] = field(default_factory=list)

    def begin(self) -> None:
        """Show the commands, and read whom else there is."""
        self._show()
        self.vault.ask(self._read, self._take, refused=lambda _sentence: None)

    def search(self, wanted: str) -> None:
        """Keep what fits these letters."""
        self.wanted = wanted
        self._show()

    def _read(self, desk: Desk) -> list[tuple[str, str, str]]:
        children = reading.children(desk, worker=self.leads.worker)
        found = [(f"{one.name} ({one.id})" if one.name else one.id, "Child", one.id) for one in children]
        theirs = {one.stream for one in children}
        rows = [row for row in desk.vault.views.actions(state="any-open") if row.stream in theirs]
        found += [(f"{_short(row.what)}, {row.child_name or row.child}", "Action", row.child) for row in rows]
        if self.leads.person and not self.leads.worker:
            here = [member.person for member in desk.vault.views.members() if not member.left_on]
            found += [(person.name, "Person", person.id) for person in here]
        return found

    def _take(self, found: Sequence[tuple[str, str, str]]) -> None:
        self.known = [Choice(text, sort, self._lead(sort, key)) for text, sort, key in found]
        self._show()

    def _lead(self, sort: str, key: str) -> Callable[[], object]:
        to = self.leads.person if sort == "Person" and self.leads.person else self.leads.child
        return lambda: to(key)

    def _show(self) -> None:
        found = fitting([*self.commands, *self.known], self.wanted)
        said = f"The first {SHOWN} that fit." if len(found) == SHOWN else f"{len(found)} found."
        self.view.show_choices(found, said if found else "Nothing fits these letters.")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def fitting(choices: Sequence[Choice], wanted: str) -> list[Choice]:
    """Return what fits the letters, the best first; with no letters, the first of all."""
    if not wanted.strip():
        return list(choices[:SHOWN])
    typed = wanted.strip().casefold()
    whole = [one for one in choices if typed in one.text.casefold()]
    whole.sort(key=lambda one: one.text.casefold().find(typed))
    names = {number: one.text.casefold() for number, one in enumerate(choices)}
    alike = process.extract(typed, names, scorer=fuzz.WRatio, limit=SHOWN, score_cutoff=LEAST_LIKE)
    rest = [choices[number] for _, _, number in alike if choices[number] not in whole]
    return [*whole, *rest][:SHOWN]
