"""What a supervision session shows and keeps, without a window."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from supervision_app.domain import sessions
from supervision_app.domain.agenda import Line
from supervision_app.domain.sessions import read_session
from supervision_app.services import following_up, half_typed, sealing
from supervision_app.services import sessions as going_on
from supervision_app.services.agenda import agenda_of
from supervision_app.services.desk import Desk
from supervision_app.services.exporting import labels_of
from supervision_app.services.half_typed import HalfTyped
from supervision_app.services.read_models import ChildRow
from supervision_app.services.sealing import Sealed
from supervision_app.services.sessions import OpenSession
from ui.session.shown import (
    CHECK,
    CHOOSE,
    OWN,
    CheckShown,
    ChildShown,
    Step,
    check_shown,
    child_shown,
    steps_of,
    words_typed,
)
from ui.shared.asking import ACTIONS, CHILDREN, DISCUSSIONS, PEOPLE, Asking

LAST_TYPED = "last-typed"
"""The field of a draft that says in which field somebody typed last."""
CLOSES = {"done", "not-needed"}


class SessionView(Protocol):
    """What the page can show."""

    def show_session(self, opened: OpenSession, steps: tuple[Step, ...]) -> None:
        """Show with whom the session is, and its steps."""

    def show_children(self, opened: OpenSession, fields: Mapping[str, str], lines: Mapping[str, Line]) -> None:
        """Show the children with why to come to each, and how deeply each is talked about."""

    def show_child(self, shown: ChildShown) -> None:
        """Show one child."""

    def show_actions(self, shown: ChildShown) -> None:
        """Show one child's actions again, and leave what is being typed alone."""

    def keep(self) -> None:
        """Have everything kept that was typed until now."""

    def show_own(self, opened: OpenSession, fields: Mapping[str, str]) -> None:
        """Show the worker's own record."""

    def show_check(self, shown: CheckShown) -> None:
        """Show all of it, to be checked and sealed."""

    def show_sealed(self, sealed: Sealed, talked: Sequence[ChildRow]) -> None:
        """Say what was recorded, and lead to what comes next for the children who were talked about."""

    def refuse_child(self, sentence: str) -> None:
        """Say why a child was not added."""

    def refuse_word(self, action_id: str, sentence: str) -> None:
        """Say beside an action what is wrong with the word on it."""

    def problem(self, sentence: str) -> None:
        """Say what went wrong."""


def is_depth(field: str) -> bool:
    """Return whether a field says how deeply a child is talked about."""
    return field.startswith(sessions.field_of(sessions.DEPTH, ""))


@dataclass
class SessionPresenter:
    """Goes from step to step; `fields` is all that was typed, as the vault keeps it."""

    view: SessionView
    vault: Asking
    draft: str
    fields: dict[str, str] = field(default_factory=dict)
    opened: OpenSession | None = None
    at: str = CHOOSE
    lines: Mapping[str, Line] = field(default_factory=dict)

    def begin(self) -> None:
        """Read the session and go to where it was left."""
        self.vault.listen({ACTIONS}, self.read_actions)
        self.vault.ask(self._read, self._begun, refused=self.view.problem)

    def read_again(self) -> None:
        """Read the session again: it may have gone on elsewhere while this page was hidden."""
        if self.opened:
            self.vault.ask(self._read, self._begun, refused=self.view.problem)

    def _read(self, desk: Desk) -> tuple[OpenSession, dict[str, str], Mapping[str, Line]]:
        opened = going_on.open_session(desk, self.draft)
        return opened, desk.vault.drafts.read(self.draft), agenda_of(desk, opened)

    def _begun(self, found: tuple[OpenSession, dict[str, str], Mapping[str, Line]]) -> None:
        self.opened, self.fields, self.lines = found
        wanted = self.fields.get(sessions.AT, CHOOSE)
        known = {step.key for step in self.steps()}
        self.go(wanted if wanted in known else CHOOSE)

    def steps(self) -> tuple[Step, ...]:
        """Return the steps as they follow from what is chosen now."""
        return steps_of(self.opened, self.fields) if self.opened else ()

    def keeps(self, desk: Desk, fields: Mapping[str, str]) -> str:
        """Keep what was typed; returns when, ISO 8601."""
        return going_on.keep(desk, self.draft, fields)

    def typed(self, fields: Mapping[str, str]) -> None:
        """Take what was typed into account."""
        self.fields.update(fields)
        if self.opened:
            self.opened = replace(self.opened, session=read_session(self.draft, self.fields))
            if any(is_depth(name) for name in fields):
                self.view.show_session(self.opened, self.steps())  # who is talked about in depth comes first

    def go(self, step: str) -> None:
        """Show a step; what was typed before has been kept."""
        if self.opened is None:
            return
        self.at = step
        self.view.problem("")
        self.view.show_session(self.opened, self.steps())
        if step == CHOOSE:
            self.view.show_children(self.opened, self.fields, self.lines)
        elif step == OWN:
            self.view.show_own(self.opened, self.fields)
        elif step == CHECK:
            self.vault.ask(self._check, self._take_check, refused=self.view.problem)
        else:
            self.vault.ask(lambda desk: self._child(desk, step), self._take_child, refused=self.view.problem)

    def beside(self, by: int) -> str:
        """Return the step before or after this one, or nothing at an end."""
        keys = [step.key for step in self.steps()]
        place = keys.index(self.at) + by if self.at in keys else 0
        return keys[place] if 0 <= place < len(keys) else ""

    def _child(self, desk: Desk, stream: str) -> ChildShown:
        if self.opened is None:
            raise RuntimeError  # pragma: no cover - a child is asked for only once the session was read
        now = going_on.child_now(desk, self.opened.session, stream)
        return child_shown(self.opened, now, self.fields, labels_of(desk))

    def _take_child(self, shown: ChildShown) -> None:
        if shown.stream == self.at:
            self.view.show_child(shown)

    def _take_check(self, shown: CheckShown) -> None:
        if self.at == CHECK:
            self.view.show_check(shown)

    def read_actions(self) -> None:
        """Read the actions of the child that is shown again: one was agreed, or something was said of one."""
        stream = self.at
        if stream not in {CHOOSE, OWN, CHECK} and self.opened:
            self.vault.ask(lambda desk: self._child(desk, stream), self._take_actions, refused=self.view.problem)

    def _take_actions(self, shown: ChildShown) -> None:
        if shown.stream == self.at and self.opened:
            # The cards are made anew: what is being typed in them is read first.
            self.view.keep()
            self.view.show_actions(replace(shown, words=words_typed(self.opened, shown.actions, self.fields)))

    def say_word(self, action_id: str, state: str, text: str, by: str) -> None:
        """Record a word on an action, and whose it is: live at once, whenever the session is sealed."""
        if not state:
            self.view.refuse_word(action_id, "Choose how far it has come.")
            return
        if not text.strip():
            ask = "Say what difference it made, or that it is too early to say." if state in CLOSES else "Say a word."
            self.view.refuse_word(action_id, ask)
            return
        self.view.keep()
        self.vault.ask(
            lambda desk: self._say(desk, action_id, state, text, by),
            lambda _: self._said(action_id),
            refused=lambda sentence: self.view.refuse_word(action_id, sentence),
            changes={ACTIONS, CHILDREN},
        )

    def _say(self, desk: Desk, action_id: str, state: str, text: str, by: str) -> None:
        """Record the word and forget its draft, both or neither."""
        gone = _nothing_typed(action_id)
        with desk.vault.ledger.transaction():
            if state in CLOSES:
                following_up.close(desk, action_id, state=state, impact=text, said_by=by)
            else:
                following_up.progress(desk, action_id, text, state=state, said_by=by)
            going_on.keep(desk, self.draft, gone)

    def take_out(self, action_id: str) -> None:
        """Forget what was typed on an action and not recorded."""
        self.view.keep()
        gone = _nothing_typed(action_id)
        self._said(action_id)
        self.vault.ask(
            lambda desk: going_on.keep(desk, self.draft, gone),
            lambda _: self.read_actions(),
            refused=self.view.problem,
        )

    def add_child(self, case_id: str) -> None:
        """Talk about a child besides the worker's, and show them with the others."""
        self.view.keep()
        self.vault.ask(
            lambda desk: going_on.add_child(desk, self.draft, case_id),
            lambda _stream: self.read_again(),
            refused=self.view.refuse_child,
        )

    def forget(self, one: HalfTyped) -> None:
        """Forget what was begun in a dialog and not recorded."""
        self.vault.ask(
            lambda desk: half_typed.forget(desk, one.draft),
            lambda _: None,
            refused=self.view.problem,
            changes={ACTIONS},
        )

    def _said(self, action_id: str) -> None:
        for field_name in _nothing_typed(action_id):
            self.fields.pop(field_name, None)

    def _check(self, desk: Desk) -> CheckShown:
        opened = going_on.open_session(desk, self.draft, self.fields)
        return check_shown(opened, sealing.review(desk, opened))

    def seal(self, checked: Collection[str], *, seen: bool) -> None:
        """Record the whole session, of the children that were shown for checking."""
        typed = dict(self.fields)
        self.vault.ask(
            lambda desk: sealing.seal(desk, self.draft, seen=seen, typed=typed, checked=checked),
            self._sealed,
            refused=self.view.problem,
            changes={CHILDREN, DISCUSSIONS, PEOPLE},
        )

    def _sealed(self, sealed: Sealed) -> None:
        opened, self.opened = self.opened, None
        rows = opened.children if opened else ()
        self.view.show_sealed(sealed, [row for row in rows if row.stream in sealed.talked])


def _nothing_typed(action_id: str) -> dict[str, str]:
    """Return the fields of the word on an action as they are when nothing is typed in them."""
    return {sessions.field_of(what, action_id): "" for what in (sessions.WORD, sessions.STATE, sessions.BY)}
