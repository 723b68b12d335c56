"""Errors in words, in one place: what a person reads when something cannot be done."""

import traceback

from supervision_app.domain.errors import SupervisionError


def in_words(error: BaseException) -> str:
    """Return one sentence: the error's own, or one that says that the fault is ours."""
    if isinstance(error, SupervisionError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "an unknown place"
    return (
        f"This is a fault of ours, not of what you did: {type(error).__name__} in {where}. "
        "What you typed is still here. Please report this line."
    )
