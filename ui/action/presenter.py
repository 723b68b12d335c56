"""What the dialogs ask of the vault, without a window."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from supervision_app.domain.entries import in_words
from supervision_app.domain.errors import NotFound, SupervisionError
from supervision_app.services import knowing
from supervision_app.services.desk import Desk
from supervision_app.services.following_up import find_action
from supervision_app.services.half_typed import draft_of
from supervision_app.services.read_models import ActionRow
from ui.action.deeds import DATE, NAME, About, Ask, Deed, Typed
from ui.shared.asking import ACTIONS, Asking

WHOLE = ""
"""Where a refusal stands that is not of one field."""


class DialogView(Protocol):
    """What a dialog can show."""

    def wait(self, *, waiting: bool) -> None:
        """Show that it is being saved, or no longer."""

    def refuse(self, faults: Mapping[str, str]) -> None:
        """Show what is wrong, each sentence beside its field, and keep all that was typed."""

    def finish(self, said: str) -> None:
        """Close, and say what was done."""


@dataclass
class DeedPresenter:
    """Checks what was typed, and does the deed."""

    view: DialogView
    vault: Asking
    deed: Deed
    target: str

    def save(self, typed: Typed) -> None:
        """Do it, or say what is wrong."""
        self.view.wait(waiting=True)
        self.vault.ask(
            lambda desk: faults(desk, self.deed, typed),
            lambda found: self._checked(found, typed),
            refused=self._refused,
        )

    def _checked(self, found: Mapping[str, str], typed: Typed) -> None:
        if found:
            self.view.wait(waiting=False)
            self.view.refuse(found)
            return
        self.vault.ask(
            lambda desk: self._do(desk, typed),
            self.view.finish,
            refused=self._refused,
            changes={ACTIONS},
        )

    def _do(self, desk: Desk, typed: Typed) -> str:
        """Do the deed and forget its draft, both or neither."""
        with desk.vault.ledger.transaction():
            said = self.deed.does(desk, self.target, typed)
            desk.vault.drafts.drop(self.draft)
        if self.deed.afterwards:
            self.deed.afterwards(desk)
        return said

    @property
    def draft(self) -> str:
        """Return the name under which what is typed is kept."""
        return draft_of(self.deed.kept_as or self.deed.code, self.target)

    def keep(self, desk: Desk, fields: Mapping[str, str]) -> str:
        """Keep what was typed; returns when, ISO 8601."""
        at = desk.clock.now().isoformat(timespec="seconds")
        desk.vault.drafts.keep(self.draft, fields, at)
        return at

    def forget(self) -> None:
        """Forget what was typed: it is as it was at first."""
        self.vault.ask(lambda desk: desk.vault.drafts.drop(self.draft), _nothing, refused=_nothing)

    def _refused(self, sentence: str) -> None:
        self.view.wait(waiting=False)
        self.view.refuse({WHOLE: sentence})


def _nothing(_answer: object) -> None:
    return None


def faults(desk: Desk, deed: Deed, typed: Typed) -> dict[str, str]:
    """Return what is wrong with the fields, in their order; nothing where all can be read."""
    found = {ask.name: sentence for ask in deed.asks if (sentence := _fault(desk, ask, typed[ask.name]))}
    return {**deed.together(typed), **found}


def _fault(desk: Desk, ask: Ask, text: str) -> str:
    if not text.strip():
        return ask.needed
    try:
        if ask.kind == DATE:
            return _past(desk, text)
        if ask.kind == NAME:
            desk.person(text)
    except NotFound:
        return (
            f"Nobody called “{text.strip()}” is known here. Choose a name from the list, "
            "or add the person on the page “People” first."
        )
    except SupervisionError as error:
        return str(error)
    return ""


def _past(desk: Desk, text: str) -> str:
    day, today = desk.day(text), desk.today()
    return f"The date {in_words(day)} is past. Give a date from {in_words(today)} on." if day < today else ""


def about_child(desk: Desk, case_id: str, worker: str = "") -> About:
    """Return what is said before an action is agreed for a child; raises NotFound.

    The worker, where none is given, is who has the child now.
    """
    known = knowing.known_of(desk, case_id)
    here = worker or next((one.name for one in desk.allocation(desk.child(case_id)).workers), "")
    return _about(desk, _child(known.value("name"), known.case_id), worker=here)


def plain_about(desk: Desk, what: str) -> About:
    """Return what is said before something that is about no child and no action."""
    return _about(desk, what)


def _about(desk: Desk, child: str, *, row: ActionRow | None = None, worker: str = "") -> About:
    owner = desk.owner().name
    return About(
        owner,
        names_here(desk),
        child,
        desk.today(),
        desk.holidays_ahead(),
        row,
        worker,
        f"{desk.clock.now():%H:%M}",
        desk.reference.wording(),
    )


def about_action(desk: Desk, action_id: str) -> About:
    """Return what is said of an action before something is done with it; raises NotFound."""
    found = find_action(desk, action_id).action
    row = desk.vault.views.actions(child=found.stream, action=found.id)[0]
    return _about(desk, _child(row.child_name, row.child), row=row)


def _child(name: str, case_id: str) -> str:
    return f"{name} ({case_id})" if name else case_id


def names_here(desk: Desk) -> tuple[str, ...]:
    """Return the names of those who are here."""
    return tuple(member.person.name for member in desk.vault.views.members() if not member.left_on)


def standing_words(row: ActionRow) -> str:
    """Return in a sentence when an action is due, what its date was, and who holds it."""
    if not row.holding:
        return f"Closed: {row.state.replace('-', ' ')}."
    due = f"Due {in_words(row.due)}" if row.due else "No date is here"
    moved = ""
    if row.moves and row.first_due:
        times = {1: "once", 2: "twice"}.get(row.moves, f"{row.moves} times")
        moved = f", first {in_words(row.first_due)}, moved {times}"
    held = {
        "awaiting": f"{row.awaiting} has yet to accept it.",
        "unowned": f"Nobody has taken it on; {row.owner} holds it.",
        "accepted": f"{row.owner} holds it.",
    }[row.holding]
    return f"{due}{moved}. {held}"
