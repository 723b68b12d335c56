"""Refusals of the practice: each message is a sentence that says what to do next."""


class SupervisionError(Exception):
    """The base of everything a person can be told in words."""


class InputRefused(SupervisionError):
    """What was given cannot be taken as it is; nothing was changed."""


class RuleRefused(SupervisionError):
    """A rule of the practice does not allow this; nothing was changed."""


class NotFound(InputRefused):
    """Nothing here goes by that name or id."""


class AmbiguousName(InputRefused):
    """A name or short id that could mean more than one."""
