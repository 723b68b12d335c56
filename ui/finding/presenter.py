"""What Ctrl+K finds, without a window."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rapidfuzz import fuzz, process

from supervision_app.services.desk import Desk
from ui.shared.asking import Asking

SHOWN, LEAST_LIKE = 12, 60


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to go to or to do: its words, what sort of thing it is, and the keys that do it too."""

    text: str
    sort: str
    leads: Callable[[], object]
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Leads:
    """Where children and people lead to; without the second, people are not found."""

    child: Callable[[str], object]
    person: Callable[[str], object] | None = None


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
        children = desk.vault.views.children(desk.today())
        found = [(f"{one.name} ({one.id})" if one.name else one.id, "Child", one.id) for one in children]
        if self.leads.person:
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
