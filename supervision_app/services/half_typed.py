"""What was begun in a dialog and not recorded: an action half agreed, a closing without its last word."""

from collections.abc import Collection
from dataclasses import dataclass

from supervision_app.services.desk import Desk
from supervision_app.services.needs import Need, of_child
from supervision_app.services.read_models import ActionRow

AGREE, DECIDE, ACT_NOW, HAND_OVER = "agree", "decide", "act-now", "hand-over"
NOTE_DATE, TAKE_BACK = "note-date", "take-date-back"
"""The dialogs about a child: an action agreed, a decision recorded, urgent risk answered, words left, a date noted."""
_DIALOGS = "dialog/"
_LONGEST = 140
_BEGUN = {
    AGREE: ("what", "An action was begun and not agreed"),
    DECIDE: ("decision", "A decision was begun and not recorded"),
    ACT_NOW: ("risk", "“Act now” was begun and not recorded"),
    HAND_OVER: ("told", "Words for whoever comes next were begun and not kept"),
    NOTE_DATE: ("on", "A date was begun and not noted"),
    TAKE_BACK: ("why", "Taking a date back was begun and not recorded"),
}
"""The field that says most, and how it is said that it waits, by the dialog."""


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """Something begun in a dialog: which one, on which child and action, and what was typed.

    `action` is empty where it is about the child; `what` is the action, or what was typed.
    """

    draft: str
    dialog: str
    child: str
    child_name: str
    stream: str
    action: str
    what: str

    @property
    def words(self) -> str:
        """Return in a sentence what was begun."""
        what = self.what.splitlines()[0][:_LONGEST] if self.what else ""
        if self.action:
            return f"Something was typed on “{what}” and not recorded."
        begun = _BEGUN[self.dialog][1]
        return f"{begun}: “{what}”." if what else f"{begun}."


def draft_of(dialog: str, about: str) -> str:
    """Return the name under which what is typed in a dialog is kept; `about` is the child's id, or the action's."""
    return f"{_DIALOGS}{dialog}/{about}"


def half_typed(desk: Desk, streams: Collection[str] | None = None) -> list[HalfTyped]:
    """Return what was begun in dialogs and not recorded, of all children or of those in these streams, newest first."""
    found = [_found(desk, draft) for draft in desk.vault.drafts.begun(_DIALOGS)]
    return [one for one in found if one and (streams is None or one.stream in streams)]


def _found(desk: Desk, draft: str) -> HalfTyped | None:
    """Return what a draft is about; None where the child or the action is not here any more."""
    dialog, _, about = draft.removeprefix(_DIALOGS).partition("/")
    if dialog in _BEGUN:
        held = desk.vault.views.held_children().get(about)
        typed = desk.vault.drafts.read(draft)
        what = typed.get(_BEGUN[dialog][0], "").strip()
        return HalfTyped(draft, dialog, about, held.known.value("name"), held.stream, "", what) if held else None
    rows = [row for stream, one in desk.vault.views.find_action(about) for row in _rows(desk, stream, one)]
    if not rows:
        return None
    row = rows[0]
    return HalfTyped(draft, dialog, row.child, row.child_name, row.stream, row.id, row.what)


def _rows(desk: Desk, stream: str, action: str) -> list[ActionRow]:
    return desk.vault.views.actions(child=stream, action=action)


def forget(desk: Desk, draft: str) -> None:
    """Forget what was begun: nothing of it was recorded."""
    desk.vault.drafts.drop(draft)


def forget_of(desk: Desk, action: str) -> None:
    """Forget whatever was begun in dialogs on an action."""
    for draft in desk.vault.drafts.begun(_DIALOGS):
        if draft.endswith(f"/{action}"):
            desk.vault.drafts.drop(draft)


def need(desk: Desk) -> Need:
    """Return what was begun in dialogs and not recorded, each leading to its child."""
    items = [of_child(f"{one.child_name or one.child}: {one.words}", one.child) for one in half_typed(desk)]
    return Need("half-typed", "Typed, and not recorded yet", tuple(items))
