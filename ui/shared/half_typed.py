"""What was begun in a dialog and not recorded, as a card: it can be gone on with, or forgotten."""

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QFrame, QLayout, QVBoxLayout

from supervision_app.services.half_typed import HalfTyped
from ui.shared.flow import Flow
from ui.shared.widgets import button, kind, words


def half_typed_cards(
    column: QLayout,
    begun: Iterable[HalfTyped],
    go_on: Callable[[HalfTyped], object],
    forget: Callable[[HalfTyped], object],
) -> None:
    """Add a card for each thing that was begun; it counts for nothing until it is recorded."""
    for one in begun:
        column.addWidget(_card(one, go_on, forget))


def _card(one: HalfTyped, go_on: Callable[[HalfTyped], object], forget: Callable[[HalfTyped], object]) -> QFrame:
    card = QFrame()
    kind(card, "error")
    inside = QVBoxLayout(card)
    inside.addWidget(words(f"{one.words} It counts for nothing yet."))
    deeds = []
    for text, does in (("Go on with it", go_on), ("Forget it", forget)):
        made = button(text, lambda does=does: does(one), look="link")  # type: ignore[misc]
        made.setAccessibleName(f"{text}: {one.what or 'an action'}")
        deeds.append(made)
    inside.addWidget(Flow(deeds))
    return card
