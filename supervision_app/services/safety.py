"""How a vault is kept: whether its backups are new, where else they are, and whether it is ready for real records."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from supervision_app.domain.entries import in_words, moment_in_words
from supervision_app.services.desk import Desk
from supervision_app.services.needs import PLACE, Need, NeedItem, WayIn
from supervision_app.services.ports import SecondPlaces
from supervision_app.services.read_models import Backup, Safety

SAFETY = "Safety"
"""The page on which all of this is seen to."""
NOT_READY = "not-ready"
"""The code of what is missing before real records go into a vault."""
OLD = timedelta(days=2)
"""How old the last backup may be while anything changed since, before that is said."""
LONG_NOT_CARRIED = timedelta(days=7)
"""How far the second place may be behind the backups here, before that is said."""

COUNCIL, COUNCIL_KEY = "organisation", "organisation-recipient"
"""Under these names a vault remembers whose key opens it besides its owner's, and which."""
_SECOND, _CARRIED = "second-place", "carried"

_NO_SECOND = "There is no second place for backups: what is only on this computer is lost with it."
_NO_COUNCIL = (
    "Your council cannot open this vault. "
    "If you lose both your passphrase and your recovery key, what is in it is lost."
)
_START = 12
"""How much of a council's public key is shown, to be compared with the paper."""
_SAME_DISK = "That folder is on the same disk as the vault: it is lost with this computer. Better is a network share."


def safety(desk: Desk) -> Safety:
    """Return how the vault is kept, from what it remembers itself: the second place may be far away and slow."""
    vault = desk.vault
    made = vault.backups()
    return Safety(
        len(made),
        made[0].made_at if made else None,
        vault.backup_due(),
        vault.remembered.get(_SECOND),
        _moment(vault.remembered.get(_CARRIED)),
        vault.remembered.get(COUNCIL),
        vault.remembered.get(COUNCIL_KEY),
        vault.views.team().demonstration,
        vault.older(),
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def second_place(desk: Desk) -> Path | None:
    """Return the second place for backups; None where there is none."""
    place = desk.vault.remembered.get(_SECOND)
    return Path(place) if place else None


def look_at_place(places: SecondPlaces, folder: Path, place: Path) -> str:
    """Return what there is to say against a folder as the second place of the vault in `folder`.

    Raises WrongUse or CannotWrite where it cannot be one. It may take as long as a network takes.
    """
    places.check(folder, place)
    return _SAME_DISK if places.is_same_disk(folder, place) else ""


def keep_second_place(desk: Desk, place: Path) -> None:
    """Take a folder as the second place for backups."""
    desk.vault.remembered.set({_SECOND: str(place.absolute()), _CARRIED: ""})


def leave_second_place(desk: Desk) -> None:
    """Have no second place any more. What is there stays there."""
    desk.vault.remembered.set({_SECOND: "", _CARRIED: ""})


def note_carried(desk: Desk, backup: Backup) -> None:
    """Remember which backup came to the second place last."""
    desk.vault.remembered.set({_CARRIED: backup.made_at.isoformat()})


def missing(kept: Safety) -> list[str]:
    """Return what is missing before real records go into the vault, a sentence each."""
    return [
        *([] if kept.second else [_NO_SECOND]),
        *([] if kept.council else [_NO_COUNCIL]),
    ]


def late(kept: Safety, now: datetime) -> list[str]:
    """Return what is said of backups that are old."""
    found = []
    if kept.behind and kept.last and now - kept.last > OLD:
        since = "and something was recorded or typed since"
        found.append(f"The last backup is of {_day(kept.last)}, {since}. Make one under “{SAFETY}”.")
    if kept.second and kept.last and kept.last - (kept.carried or kept.last - 2 * LONG_NOT_CARRIED) > LONG_NOT_CARRIED:
        newest = f"The newest there is of {_day(kept.carried)}" if kept.carried else "No backup has come there yet"
        found.append(f"{newest}: the second place for backups, {kept.second}. See to it under “{SAFETY}”.")
    return found


def backup_words(kept: Safety) -> str:
    """Return what is said of the backups beside the vault."""
    if kept.last is None:
        return "There is no backup yet."
    many = "It is the only one." if kept.backups == 1 else f"{kept.backups} are kept."
    return f"The last backup was made on {moment_in_words(kept.last.astimezone())}. {many}"


def second_words(kept: Safety) -> str:
    """Return what is said of the second place."""
    if not kept.second:
        return _NO_SECOND
    if kept.carried is None:
        return f"Backups are copied to {kept.second}. None has come there yet."
    return f"Backups are copied to {kept.second}. The newest there is of {moment_in_words(kept.carried.astimezone())}."


def council_words(kept: Safety) -> str:
    """Return what is said of the council's key."""
    if not kept.council:
        return _NO_COUNCIL
    return f"The key of {kept.council} opens this vault too. It begins with {kept.council_key[:_START]}."


def keeping_needs(desk: Desk) -> tuple[Need, Need]:
    """Return what has to be done so that the vault is kept well; for a demonstration nothing."""
    kept = safety(desk)
    old = [] if kept.demonstration else late(kept, desk.clock.now())
    lacks = [] if kept.demonstration else missing(kept)
    return (
        Need("backups-old", "The last backup is old", _items(old)),
        Need(NOT_READY, "Not ready for real records", _items(lacks)),
    )


def _items(sentences: Iterable[str]) -> tuple[NeedItem, ...]:
    return tuple(NeedItem(sentence, WayIn(PLACE, SAFETY)) for sentence in sentences)


def _day(moment: datetime) -> str:
    return in_words(moment.astimezone().date())
