"""How a child's id in the case system becomes the name of a stream."""

import re
import unicodedata
import uuid

_SPACE = re.compile(r"\s+")
_WHOLE_FLOAT = re.compile(r"(\d+)\.0+")
_CHILDREN = uuid.UUID("6b2f1c52-0c3d-5a5e-9f7e-2f6f0d1b7c11")


def tidy(text: str) -> str:
    """Return the text in NFC with every run of white space (non-breaking too) as one space."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def normalise_case_id(raw: str | float) -> str:
    """Return the id as every reader writes it: upper case, tidied, a whole-number float as its integer."""
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else tidy(tidy(str(raw)).upper())
    whole = _WHOLE_FLOAT.fullmatch(text)
    return whole.group(1) if whole else text


def child_stream(authority: str, case_id: str) -> str:
    """Return the child's stream: the same for everyone who imports this id from this authority."""
    return f"child:{uuid.uuid5(_CHILDREN, f'{tidy(authority).casefold()}/{normalise_case_id(case_id)}')}"
