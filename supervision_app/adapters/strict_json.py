"""JSON as our own files hold it: no key twice, whole numbers only, nothing nested without end."""

import json
from collections.abc import Iterable
from typing import Any

_DEEPEST = 40


class NotOurJson(ValueError):
    """The text is not JSON as this program writes it."""


def read_strictly(text: str | bytes) -> Any:
    """Return the value; raises NotOurJson for a key twice, a fraction, NaN, or what is no JSON at all."""
    try:
        value = json.loads(
            text, object_pairs_hook=_once, parse_float=_no_number, parse_constant=_no_number, parse_int=_small
        )
    except (ValueError, RecursionError) as fault:
        raise NotOurJson(str(fault)) from fault
    _check_depth(value)
    return value


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            message = f"“{name[:40]}” stands twice"
            raise NotOurJson(message)
        found[name] = value
    return found


def _no_number(written: str) -> Any:
    message = f"{written[:40]} is no whole number"
    raise NotOurJson(message)


def _small(written: str) -> int:
    if len(written) > len("-9007199254740991"):
        _no_number(written)
    return int(written)


def _check_depth(value: Any) -> None:
    """Raise NotOurJson for more levels than any entry has: found without recursion."""
    stack = [(value, 0)]
    while stack:
        part, depth = stack.pop()
        if depth > _DEEPEST:
            message = "it is nested too deeply"
            raise NotOurJson(message)
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        stack.extend((one, depth + 1) for one in inner)
