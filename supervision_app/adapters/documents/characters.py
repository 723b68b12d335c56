"""Which characters of a person's text a file can carry."""

import re

_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ILLEGAL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_RIGHT_TO_LEFT = re.compile(r"[\W\d_]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

REPLACEMENT = "\ufffd"


def legal(text: str) -> str:
    """Give the text with one kind of line end and without control characters, tabs excepted."""
    return whole(_ILLEGAL.sub("", _LINE_ENDS.sub("\n", text)))


def whole(text: str) -> str:
    """Give the text with each half of a broken character pair shown as a replacement mark."""
    return _SURROGATES.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Give the text as it can stand on one line."""
    return " ".join(legal(text).split())


def right_to_left(text: str) -> bool:
    """Say whether the first letter belongs to a script that is read from the right."""
    return _RIGHT_TO_LEFT.match(text) is not None


def paragraphs(text: str) -> list[str]:
    """Split a text at its empty lines; single line breaks stay inside their paragraph."""
    return legal(text).split("\n\n")
