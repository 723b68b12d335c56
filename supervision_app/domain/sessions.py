"""A supervision session while it is being typed: what is kept under which name, and what it lacks before sealing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from supervision_app.domain.discussions import ACTIONS_ONLY, IN_DEPTH, NOT_TODAY, WHY_NOT, Said
from supervision_app.domain.entries import LONGEST_TEXT
from supervision_app.domain.guides import CHILD, Guide, Stage

DRAFT = "session/"
"""How the name of a session's draft begins."""

WORKER, HELD_ON, BEGUN_AT, GUIDE, AT = "worker", "held-on", "begun-at", "guide", "at"
DEPTH, NOT_BECAUSE, SAID, STIRS, DECISION, REASONS = "depth", "not-because", "said", "stirs", "decision", "reasons"
OWN, WORD, STATE, BY = "own", "word", "state", "by"
ORDER, ADDED, POINTS, LATER = "order", "added", "points", "later"
"""The manager’s own order, children who were added, other points, and those put off to next time with why."""
POINTS_HEADING, LATER_HEADING = "Other points", "Put off to next time"
OWN_FIRST = "own-first"
"""The field that says that the session began with how the worker is."""

_WORD = re.compile(r"[^\W\d_][\w’'-]+[^\W_]")
_IN_BRACKETS = re.compile(r"\([^)]*\)")

Fields = Mapping[str, str]
"""A draft: each field's name with its text."""


def field_of(what: str, *where: str) -> str:
    """Return the name under which one field of a session is kept."""
    return "/".join((what, *where))


def field_of_stage(stage: Stage, stream: str) -> str:
    """Return where the words of a stage are kept; its record is in the name, so that a changed guide moves nothing."""
    if not stage.with_each_child:
        return field_of(OWN, stage.code)
    return field_of(SAID if stage.record == CHILD else STIRS, stage.code, stream)


@dataclass(frozen=True, slots=True)
class Talk:
    """What was typed of one child; `said` and `stirs` hold words by the code of their stage."""

    stream: str
    depth: str
    why_not: str
    said: Mapping[str, str]
    stirs: Mapping[str, str]
    decision: str
    reasons: str

    @property
    def has_words(self) -> bool:
        """Return whether anything was typed that would go on the child's record."""
        return bool(any(self.said.values()) or self.decision or self.reasons)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return everything that was typed."""
        return (*self.said.values(), *self.stirs.values(), self.decision, self.reasons, self.why_not)


@dataclass(frozen=True, slots=True)
class Session:
    """A session as it was typed so far; `at` is the step that was open last, `held_on` and `begun_at` are ISO 8601.

    `words` holds by action what was typed on it and not recorded yet. `order` are the children in the order that
    somebody gave them, and `added` those who are talked about besides the worker's; `points` and `later` are the
    points besides the children, and those that are put off.
    """

    draft: str
    worker: str
    held_on: str
    begun_at: str
    guide: str
    at: str
    talks: Mapping[str, Talk]
    own: Mapping[str, str]
    words: Mapping[str, str]
    order: tuple[str, ...] = ()
    added: frozenset[str] = frozenset()
    points: str = ""
    later: str = ""

    def place(self, stream: str) -> int:
        """Return where a child stands in the order that somebody gave; who is not in it comes after all who are."""
        return self.order.index(stream) if stream in self.order else len(self.order)

    def talk(self, stream: str) -> Talk:
        """Return what was typed of a child: nothing yet but that their actions are looked at."""
        return self.talks.get(stream) or _talk(stream, {})


def read_session(draft: str, fields: Fields) -> Session:
    """Return the session that a draft holds."""
    cleaned = {name: text.replace("\x00", "").strip() for name, text in fields.items()}
    typed = {name: text for name, text in cleaned.items() if text}
    places = (DEPTH, NOT_BECAUSE, SAID, STIRS, DECISION, REASONS)
    streams = {name.rpartition("/")[2] for name in typed if name.partition("/")[0] in places}
    return Session(
        draft=draft,
        worker=typed.get(WORKER, ""),
        held_on=typed.get(HELD_ON, ""),
        begun_at=typed.get(BEGUN_AT, ""),
        guide=typed.get(GUIDE, ""),
        at=typed.get(AT, ""),
        talks={stream: _talk(stream, typed) for stream in sorted(streams)},
        own=_under(typed, OWN),
        words=_under(typed, WORD),
        order=tuple(typed.get(ORDER, "").split()),
        added=frozenset(_under(typed, ADDED)),
        points=typed.get(POINTS, ""),
        later=typed.get(LATER, ""),
    )


def _talk(stream: str, typed: Fields) -> Talk:
    return Talk(
        stream=stream,
        depth=typed.get(field_of(DEPTH, stream), ACTIONS_ONLY),
        why_not=typed.get(field_of(NOT_BECAUSE, stream), ""),
        said=_under(typed, SAID, stream),
        stirs=_under(typed, STIRS, stream),
        decision=typed.get(field_of(DECISION, stream), ""),
        reasons=typed.get(field_of(REASONS, stream), ""),
    )


def _under(typed: Fields, what: str, stream: str = "") -> dict[str, str]:
    """Return the words by the code of their stage."""
    start, end = f"{what}/", f"/{stream}" if stream else ""
    return {
        name.removeprefix(start).removesuffix(end): text
        for name, text in typed.items()
        if name.startswith(start) and name.endswith(end)
    }


def lacks(talk: Talk) -> str:
    """Return a sentence on what a child's part lacks before it can be sealed, or nothing."""
    if too_long := _too_long(talk.texts):
        return too_long
    if talk.depth == NOT_TODAY:
        return _lacks_not_today(talk)
    if talk.depth == IN_DEPTH and not talk.has_words:
        return "Nothing was written. Write what was said, or choose another depth."
    if talk.decision and not talk.reasons:
        return "Give the reasons for the decision."
    if talk.reasons and not talk.decision:
        return "Reasons are there without a decision. Write the decision, or move the reasons."
    return ""


def lacks_own(session: Session) -> str:
    """Return a sentence on what the worker's part lacks before it can be sealed, or nothing."""
    return _too_long((*session.own.values(), session.points, session.later))


def _too_long(texts: Iterable[str]) -> str:
    if any(len(text) > LONGEST_TEXT for text in texts):
        return f"One field holds more than {LONGEST_TEXT:,} characters. Keep the main point, and attach the rest."
    return ""


def _lacks_not_today(talk: Talk) -> str:
    if talk.has_words:
        return "Something was written, and the child is marked “not today”. Choose another depth, or take it out."
    return "" if talk.why_not else "Say why not today."


def parts_of_child(talk: Talk, guide: Guide) -> tuple[Said, ...]:
    """Return what goes on the child's record, in the guide's order."""
    if talk.depth == NOT_TODAY:
        return (Said(WHY_NOT, talk.why_not),)
    return _in_order(talk.said, guide)


def parts_of_worker(session: Session, guide: Guide) -> tuple[Said, ...]:
    """Return what goes on the worker's record: without a child's name, whichever child stirred it up."""
    stirred = [part for talk in session.talks.values() for part in _in_order(talk.stirs, guide)]
    points = [Said(POINTS_HEADING, session.points), Said(LATER_HEADING, session.later)]
    return (*_in_order(session.own, guide), *stirred, *(part for part in points if part.text))


def moved(order: Sequence[str], one: str, by: int) -> tuple[str, ...]:
    """Return the order with one of it so many places further, and no further than its ends."""
    others = [other for other in order if other != one]
    at = min(max(0, order.index(one) + by), len(others))
    return (*others[:at], one, *others[at:])


def named_in(texts: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return which words of these names stand in the texts: a child's name may slip into the worker's own record.

    What stands in brackets belongs to no name, and of a name only words of three letters and more are looked for.
    """
    wanted = {word for name in names for word in _WORD.findall(_IN_BRACKETS.sub("", name)) if word[0].isupper()}
    there = {word for text in texts for word in _WORD.findall(text)}
    return tuple(sorted(wanted & there))


def _in_order(words: Mapping[str, str], guide: Guide) -> tuple[Said, ...]:
    """Return the words under the headings of their stages; what a changed guide no longer has stands last."""
    headings = {stage.code: stage.heading for stage in guide.stages}
    codes = [*headings, *sorted(words.keys() - headings.keys())]
    return tuple(Said(headings.get(code, code), words[code]) for code in codes if words.get(code))
