"""A sealed record in words, for every page that shows one. Nothing of Qt."""

from dataclasses import dataclass

from supervision_app.services.sealing import SealedRecord


@dataclass(frozen=True, slots=True)
class RecordShown:
    """A sealed record in words; `worker` is named where they have yet to read it, `own` says that it is theirs.

    `typed` is what somebody was about to add to it, `typed_why` why it was about to be withdrawn.
    `disputed` is None where nobody disagrees, and says otherwise whether that has yet to be settled.
    """

    record: SealedRecord
    title: str
    parts: tuple[tuple[str, str], ...]
    seen: str
    worker: str
    own: bool
    typed: str = ""
    typed_why: str = ""
    disputed: bool | None = None
