"""What is asked back about the words of an action while it is being agreed: questions that help, and refuse nothing."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from supervision_app.domain.spoken_dates import DAYS

MOST = 3
"""How many questions are asked of one text: more would be a form to fill in."""
_SATURDAY = 5
_FIRST_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Soft:
    """Words that leave open what is to be done, and the question that settles it."""

    words: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class Opening:
    """How an action should not begin: words that are no verb, endings of deeds as nouns, people.

    `verbs` are those that have such an ending and are right all the same.
    """

    ask: str
    ask_people: str
    no_verbs: frozenset[str]
    endings: tuple[str, ...]
    verbs: frozenset[str]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnePerson:
    """By what several people in the place of one are known, and what is asked then."""

    ask: str
    between: tuple[str, ...]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """All that is asked back, as data."""

    soft: tuple[Soft, ...]
    opening: Opening
    one_person: OnePerson


def on_what(text: str, wording: Wording, names: Collection[str] = ()) -> tuple[str, ...]:
    """Return what is asked back about what is to be done; `names` are those of people who are known here.

    At most MOST questions, the one on the beginning first, each said once.
    """
    said = _plain(text)
    return tuple(dict.fromkeys((*_of_opening(said, wording.opening, names), *_of_soft_words(said, wording.soft))))[
        :MOST
    ]


def on_who(text: str, one_person: OnePerson) -> tuple[str, ...]:
    """Return what is asked back where somebody named several people, or a group, as who answers for an action."""
    said = _plain(text)
    several = said in one_person.groups or any(sign in f"{said} " for sign in one_person.between)
    return (one_person.ask,) if several else ()


def on_day(day: date, holidays: Collection[date]) -> tuple[str, ...]:
    """Return what is asked back about a day on which offices are closed."""
    if day in holidays:
        return ("That is a bank holiday: is anybody there?",)
    if day.weekday() >= _SATURDAY:
        return (f"That is a {DAYS[day.weekday()]}: is anybody there?",)
    return ()


def _plain(text: str) -> str:
    return " ".join(text.replace("'", "’").lower().split())


def _of_opening(said: str, opening: Opening, names: Collection[str]) -> Iterator[str]:
    first = _FIRST_WORD.match(said)
    if not first:
        return
    if _begins_with_somebody(said, (*opening.people, *_called(names))):
        yield opening.ask_people
    elif first[0] in opening.no_verbs or (first[0] not in opening.verbs and first[0].endswith(opening.endings)):
        yield opening.ask


def _called(names: Collection[str]) -> Iterator[str]:
    """Yield the names in full and the first names, as they are said."""
    for name in map(_plain, names):
        yield name
        yield name.partition(" ")[0]


def _begins_with_somebody(said: str, people: Sequence[str]) -> bool:
    """Return whether it begins as “Mum to ring” does."""
    return any(
        said.startswith((f"{who} to ", f"{who} will ", f"{who} should ", f"{who} must ")) for who in people if who
    )


def _of_soft_words(said: str, soft: Sequence[Soft]) -> Iterator[str]:
    found = ((_place(said, word), -len(word), word, one.ask) for one in soft for word in one.words)
    asked: set[str] = set()
    for place, _length, word, ask in sorted(found):
        if place >= 0 and ask not in asked:
            asked.add(ask)
            yield f"“{word}”: {ask}"


def _place(said: str, word: str) -> int:
    """Return where a word stands in a text as a whole word, -1 where it does not."""
    found = re.search(rf"(?<![\w’-]){re.escape(word)}(?![\w’-])", said)
    return found.start() if found else -1
