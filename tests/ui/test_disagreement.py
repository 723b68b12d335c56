"""A disagreement on the child's page: said, taken to somebody, settled, and shown with the record."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from supervision_app.domain.discussions import Said
from supervision_app.services import people
from supervision_app.services.desk import Desk
from supervision_app.services.supervising import ToRecord, record_discussion
from tests.ui.in_dialog import desk
from ui.action.disagreement_deeds import DISAGREEMENT_DEEDS, about_discussion
from ui.action.view import ActionDialogs, DeedDialog
from ui.child.deeds import ChildDeeds
from ui.child.view import ChildView
from ui.shared.asking import AtOnce
from ui.shared.record_card import RecordCard

__all__ = ["desk"]


@pytest.fixture
def child(desk: Desk, qtbot: QtBot) -> ChildView:
    """Kai's page with a decision on it, and a senior manager."""
    people.add_person(desk, "Jo Whitfield", "senior")
    wanted = ToRecord("K1", desk.today(), parts=(Said("The day", "Well"),), decision="Move", reasons="He asked")
    record_discussion(desk, wanted)
    vault = AtOnce(desk)
    dialogs = ActionDialogs(vault)
    nothing = list[object]().append
    deeds = ChildDeeds(dialogs.agree, dialogs.act, nothing, nothing, nothing, nothing)
    made = ChildView(vault, "K1", deeds, lambda: None)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def card(child: ChildView) -> RecordCard:
    """Return the card of the decision as it is now."""
    return child.findChildren(RecordCard)[-1]


def offered(child: ChildView) -> list[str]:
    """Return what the card offers about a disagreement."""
    wanted = {"Somebody sees it differently", "Take it to somebody", "It is settled"}
    return [one.text() for one in card(child).findChildren(QPushButton) if one.text() in wanted]


def fill(child: ChildView, button: str, **typed: str) -> DeedDialog:
    """Press a button of the card, and save what is typed in its dialog."""
    next(one for one in card(child).findChildren(QPushButton) if one.text() == button).click()
    dialog = child.findChildren(DeedDialog)[-1]
    for name, text in typed.items():
        dialog.fields[name].fill(text)
    dialog.save.click()
    return dialog


def words_of(child: ChildView) -> str:
    """Return all words of the card."""
    return "\n".join(one.text() for one in card(child).findChildren(QLabel))


def test_it_is_said_taken_to_somebody_and_settled(child: ChildView) -> None:
    assert offered(child) == ["Somebody sees it differently"]
    fill(child, "Somebody sees it differently", text="He is not ready", said_by="Aoife")
    assert "Aoife Byrne sees it differently, 16 November 2026\nHe is not ready" in words_of(child)
    assert offered(child) == ["Somebody sees it differently", "Take it to somebody", "It is settled"]

    fill(child, "Take it to somebody", to="Jo", why="We cannot agree")
    refused = fill(child, "It is settled", text="I decide")
    assert refused.isVisible()
    assert "It was taken to Jo Whitfield" in "\n".join(one.text() for one in refused.findChildren(QLabel))
    refused.fields["said_by"].fill("Jo")
    refused.save.click()
    assert "Settled by Jo Whitfield, 16 November 2026" in words_of(child)
    assert offered(child) == ["Somebody sees it differently"]


def test_the_dialog_names_the_decision(child: ChildView, desk: Desk) -> None:
    record = card(child)._shown.record  # noqa: SLF001 - which record the card shows
    assert about_discussion(desk, record.id).child == "Talked about on 16 November 2026: Move"
    assert list(DISAGREEMENT_DEEDS) == ["disagree", "escalate", "settle"]
