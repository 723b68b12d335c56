"""What a person is told about a file beside the rows that were refused."""

from collections import Counter

_SHOWN = 20


class Notes:
    """Sentences in the order they came up; the same sentence is said once, with how often it held."""

    def __init__(self) -> None:
        """Begin with nothing to say."""
        self._groups: dict[str, Counter[str]] = {}

    def say(self, sentence: str) -> None:
        """Say a sentence once."""
        self._groups.setdefault(sentence, Counter())[sentence] = 1

    def count(self, group: str, sentence: str) -> None:
        """Say a sentence about rows; when a group grows long, the rest of it is only counted."""
        self._groups.setdefault(group, Counter())[sentence] += 1

    def told(self) -> tuple[str, ...]:
        """Return every sentence that is to be shown."""
        return tuple(line for group in self._groups.values() for line in _lines(group))


def _lines(group: Counter[str]) -> list[str]:
    lines = [sentence if times == 1 else f"{sentence} ({times} rows)" for sentence, times in group.items()]
    rest = len(lines) - _SHOWN
    return lines if rest <= 0 else [*lines[:_SHOWN], f"And {rest} more notes like the last one."]
