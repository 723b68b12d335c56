"""The dialogs of what can be done with an action and of a child, as they are held to the accessibility checks."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from supervision_app.domain.discussions import Said
from supervision_app.services import planning
from supervision_app.services.desk import Desk
from supervision_app.services.planning import ToPlan
from supervision_app.services.supervising import ToRecord, record_discussion
from ui.action.child_deeds import CHILD_DEEDS
from ui.action.copying import CopyText
from ui.action.date_deeds import CANCEL_DATE, CHILD_RHYTHM, DATE_DEEDS, MOVE_DATE, about_dates
from ui.action.deeds import AGREE_THERE, DEEDS, About, Deed
from ui.action.disagreement_deeds import DISAGREEMENT_DEEDS, about_discussion
from ui.action.presenter import about_action, about_child
from ui.action.view import DeedDialog
from ui.shared.asking import Asking

_TEXT = (
    "URGENT. Management decision on 7 December 2026 at 10:00\nChild: Kai (K1)\nWhat is happening: nobody opens the door"
)
_OF_CHILD = {**CHILD_DEEDS, AGREE_THERE.code: AGREE_THERE}


def _about(deed: Deed, desk: Desk) -> About:
    if deed in (MOVE_DATE, CANCEL_DATE):
        planned = desk.vault.views.meetings() or planning.plan(desk, ToPlan("Aoife Byrne", desk.today()))
        return about_dates(desk, planned[0].id, deed.code)
    if deed.code in DISAGREEMENT_DEEDS:
        wanted = ToRecord("K1", desk.today(), parts=(Said("The day", "Well"),))
        return about_discussion(desk, record_discussion(desk, wanted).discussion)
    if deed.code in DATE_DEEDS:
        return about_dates(desk, "K1" if deed is CHILD_RHYTHM else "Aoife Byrne", deed.code)
    if deed.code in _OF_CHILD:
        return about_child(desk, "K1")
    return about_action(desk, desk.vault.views.actions(child=desk.child("K1"))[0].id)


def _deed(deed: Deed, vault: Asking, over: QWidget) -> QDialog:
    """Return the dialog of a deed with a fault beside its first field: what is said there has to be heard, too."""
    known: list[About] = []
    vault.ask(partial(_about, deed), known.append, refused=print)
    dialog = DeedDialog(over, deed, known[0])
    dialog.refuse({deed.asks[0].name: "Say what is to be done."})
    return dialog


def _copying(_vault: Asking, over: QWidget) -> QDialog:
    return CopyText(over, _TEXT)


DEED_DIALOGS: list[tuple[str, Callable[[Asking, QWidget], QDialog]]] = [
    *(
        (deed.code, partial(_deed, deed))
        for deed in {**DEEDS, **_OF_CHILD, **DATE_DEEDS, **DISAGREEMENT_DEEDS}.values()
    ),
    ("text to copy", _copying),
]
"""Dialogs by name; each is made over the vault and the window."""
