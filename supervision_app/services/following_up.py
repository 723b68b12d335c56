"""Agreed actions: agree, progress, move, accept, return, offer, close, reopen."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain import agreements, wording
from supervision_app.domain.actions import Action, read_action
from supervision_app.domain.entries import NewEntry
from supervision_app.domain.errors import AmbiguousName, InputRefused, NotFound
from supervision_app.domain.holding import Around
from supervision_app.domain.people import Person
from supervision_app.domain.spoken_dates import weekday_words
from supervision_app.services.desk import Desk, Word

_SHORTEST_ID = 4


@dataclass(frozen=True, slots=True)
class ToAgree:
    """What somebody wants to agree for a child; names are as typed, and resolved here."""

    child: str
    what: str
    why: str
    owner: str
    due: date
    difference: str = ""
    doer: str = ""
    setting: str = agreements.OVERSIGHT


def agree(desk: Desk, wanted: ToAgree, *, said_by: str = "") -> str:
    """Return the id of the action agreed; it is accepted at once when its owner says so themselves.

    Raises InputRefused or RuleRefused as the rules do, NotFound and AmbiguousName for names.
    """
    stream = desk.child(wanted.child)
    if not wanted.owner.strip():
        message = "An action needs somebody who answers for it. Name them with --owner."
        raise InputRefused(message)
    owner, by = desk.person(wanted.owner), desk.speaker(said_by)
    agreement = agreements.Agreement(
        stream=stream,
        action=str(uuid.uuid4()),
        what=wanted.what,
        why=wanted.why,
        difference=wanted.difference,
        doer=wanted.doer,
        owner=owner,
        due=wanted.due,
        setting=wanted.setting,
    )
    around = desk.around(desk.allocation(stream))
    entry = agreements.agree(agreement, on=desk.today(), accepted=by == owner, manager=desk.manager(), around=around)
    desk.record([Word(entry, by)])
    return agreement.action


def asked_back(desk: Desk, wanted: ToAgree) -> tuple[str, ...]:
    """Return the date with its weekday, and what is asked back about an action's words: it stops nobody."""
    rules, names = desk.reference.wording(), [member.person.name for member in desk.vault.views.members()]
    return (
        f"By {weekday_words(wanted.due)}.",
        *wording.on_day(wanted.due, desk.holidays_ahead()),
        *wording.on_who(wanted.owner, rules.one_person),
        *wording.on_what(wanted.what, rules, names),
    )


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action found by its id, with what decides who holds it."""

    action: Action
    around: Around


def find_action(desk: Desk, action_id: str) -> OpenAction:
    """Return the action that an id, or the start of one, means; raises NotFound or AmbiguousName."""
    wanted = action_id.strip().lower()
    found = desk.vault.views.find_action(wanted) if len(wanted) >= _SHORTEST_ID else []
    if not found:
        message = f"No action has the id {action_id}. “actions” lists them; the first eight characters are enough."
        raise NotFound(message)
    if len(found) > 1:
        ids = ", ".join(subject for _, subject in found)
        message = f"{action_id} could be more than one action: {ids}. Give more of the id."
        raise AmbiguousName(message)
    stream, subject = found[0]
    action = read_action(desk.told(stream, subject))
    return OpenAction(action, desk.around(desk.allocation(stream)))


def progress(desk: Desk, action_id: str, note: str, *, state: str = "in-progress", said_by: str = "") -> None:
    """Record a word on progress."""
    found = find_action(desk, action_id)
    _save(desk, desk.speaker(said_by), [agreements.progress(found.action, note, state=state, on=desk.today())])


def move(desk: Desk, action_id: str, due: date, why: str, *, said_by: str = "") -> None:
    """Move the date, with the reason; the first date and every move stay."""
    found = find_action(desk, action_id)
    _save(desk, desk.speaker(said_by), [agreements.move(found.action, due, why, on=desk.today())])


def accept(desk: Desk, action_id: str, *, due: date | None = None, why: str = "", said_by: str = "") -> None:
    """Accept an offered action, with a new date and its reason where one is given."""
    found, by = find_action(desk, action_id), desk.speaker(said_by)
    entries = [agreements.accept(found.action, by, around=found.around, on=desk.today())]
    if due is not None:
        entries.append(agreements.move(found.action, due, why, on=desk.today()))
    _save(desk, by, entries)


def give_back(desk: Desk, action_id: str, why: str, *, said_by: str = "") -> None:
    """Return an action to the manager, who decides."""
    found, by = find_action(desk, action_id), desk.speaker(said_by)
    entry = agreements.give_back(
        found.action, by, why, manager=desk.manager(), around=found.around, on=desk.today()
    )  # fmt: skip
    _save(desk, by, [entry])


def offer(desk: Desk, action_id: str, to: str, why: str, *, said_by: str = "") -> None:
    """Offer an open action to somebody; the manager holds it as well until they accept."""
    found = find_action(desk, action_id)
    entry = agreements.offer(
        found.action, desk.person(to), why, manager=desk.manager(), around=found.around, on=desk.today()
    )  # fmt: skip
    _save(desk, desk.speaker(said_by), [entry])


def close(desk: Desk, action_id: str, *, state: str, impact: str, said_by: str = "") -> None:
    """Close an action, with what difference it made."""
    found, by = find_action(desk, action_id), desk.speaker(said_by)
    entry = agreements.close(found.action, by, state=state, impact=impact, around=found.around, on=desk.today())
    _save(desk, by, [entry])


def reopen(desk: Desk, action_id: str, why: str, *, said_by: str = "") -> None:
    """Open a closed action again, with the reason."""
    found = find_action(desk, action_id)
    _save(desk, desk.speaker(said_by), [agreements.reopen(found.action, why, on=desk.today())])


def _save(desk: Desk, by: Person, entries: Sequence[NewEntry]) -> None:
    desk.record([Word(entry, by) for entry in entries])
