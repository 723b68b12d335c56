"""How a time limit is said: what is late, what is near, and where it is written."""

from supervision_app.domain.clocks import CONFIDENCES, Clock
from supervision_app.domain.entries import counted, in_words

_NOT_KNOWN = "whether it took place is not known from the file"
_NOT_RECORDED = "whether it took place is not recorded here"


def past_words(clock: Clock) -> str:
    """Return that a time limit is past, without a full stop: First review was due by 13 January 2027."""
    return f"{clock.name} {'was on' if clock.is_a_date else 'was due by'} {in_words(clock.due)}"


def ahead_words(clock: Clock) -> str:
    """Return when a time limit ends, without a full stop: First review is due by 13 January 2027."""
    return f"{clock.name} {'is on' if clock.is_a_date else 'is due by'} {in_words(clock.due)}"


def doubt(clock: Clock) -> str:
    """Return why it may have taken place all the same; nothing where it would be known here."""
    return _NOT_KNOWN if clock.unseen else _NOT_RECORDED if clock.unrecorded else ""


def short_words(clock: Clock) -> str:
    """Return a time limit in a line: its name, its day, and whether it may be done."""
    said = doubt(clock)
    return f"{clock.name}: {in_words(clock.due)}{f'; {said}' if said else ''}"


def length_words(amount: int, unit: str) -> str:
    """Return a length of time in words: 1 week, 20 working days; nothing long is the day itself."""
    words = unit.replace("-", " ")
    return counted(amount, words.removesuffix("s"), words) if amount else "that day"


def where_written(clock: Clock) -> tuple[str, ...]:
    """Return sentences on a time limit: from when it runs, its source, how it counts, and how sure that is."""
    said = [
        f"It runs from {in_words(clock.started)}.",
        f"{clock.source}.",
        f"How it counts: {clock.counts}",
        f"How sure this is: {CONFIDENCES[clock.confidence]}.",
        clock.note,
        f"Changed by your council in “{clock.changed_by}”." if clock.changed_by else "",
    ]
    return tuple(filter(None, said))
