"""The key file beside a vault: its slots, and in the clear which version may read it."""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from supervision_app.adapters.files import write_whole
from supervision_app.adapters.keys import organisation, slots
from supervision_app.adapters.keys.organisation import Council
from supervision_app.adapters.keys.slots import Slot
from supervision_app.services.errors import CannotUnlock, CannotWrite, WrongSecret

FORMAT = 1
NAME, COPY = "vault.keys", "vault.keys.copy"
NEWER = (
    "This vault was made by a newer version of Supervision Companion. Nothing was opened and nothing was changed: "
    "install the newer version on this computer."
)
_NO_COUNCIL = (
    "No council’s key opens this vault: it was never opened on a computer on which a policy of a council is installed."
)
DIFFER = (
    "The two key files of this vault differ, so one of them may be damaged. Make a new recovery key under "
    "“Safety”: both are written again then."
)


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The vault's id and the slots that wrap its key."""

    vault: str
    slots: tuple[Slot, ...]

    def as_bytes(self) -> bytes:
        """Return the file's content."""
        body = {"format": FORMAT, "least_reader": FORMAT, "slots": list(self.slots), "vault": self.vault}
        return (json.dumps(body, indent=1, sort_keys=True) + "\n").encode()

    def digest(self) -> str:
        """Return what stands for this very set of ways in: with another passphrase or recovery key it is another."""
        return sha256(self.as_bytes()).hexdigest()

    def unlock(self, passphrase: str) -> bytes:
        """Return the vault's key; raises CannotUnlock."""
        return slots.open_passphrase(self.vault, self._slot("passphrase"), passphrase)

    def recover(self, recovery_key: str) -> bytes:
        """Return the vault's key from a typed recovery key; raises CannotUnlock."""
        return slots.open_recovery(self.vault, self._slot("recovery"), slots.read_recovery_words(recovery_key))

    def with_passphrase(self, key: bytes, passphrase: str) -> "KeyFile":
        """Return the key file with another passphrase."""
        return self._with(slots.passphrase_slot(self.vault, key, slots.check_passphrase(passphrase)))

    def with_new_recovery(self, key: bytes) -> tuple["KeyFile", str]:
        """Return the key file with another recovery key, and that key in words."""
        secret = slots.fresh_recovery_secret()
        return self._with(slots.recovery_slot(self.vault, key, secret)), slots.recovery_words(secret)

    def with_council(self, key: bytes, council: Council) -> "KeyFile":
        """Return the key file that the council's key opens as well."""
        return self._with(organisation.seal(self.vault, key, council))

    def open_by_council(self, identity: str) -> bytes:
        """Return the vault's key from the council's private key; raises CannotUnlock."""
        if self.council is None:
            raise CannotUnlock(_NO_COUNCIL)
        return organisation.open_sealed(self.vault, self.council, identity)

    @property
    def council(self) -> Slot | None:
        """Return the council's slot; None where there is none."""
        return next((slot for slot in self.slots if slot["kind"] == organisation.KIND), None)

    def _with(self, slot: Slot) -> "KeyFile":
        others = tuple(one for one in self.slots if one["kind"] != slot["kind"])
        return KeyFile(self.vault, (*others, slot))

    def _slot(self, kind: str) -> Slot:
        for slot in self.slots:
            if slot["kind"] == kind:
                return slot
        message = f"This vault has no {kind} slot, so it cannot be opened that way."
        raise CannotUnlock(message)


def read_key_file(folder: Path) -> KeyFile:
    """Return the key file, or its copy when the first is damaged; raises CannotUnlock when neither can be read."""
    return read_key_files(folder)[0]


def read_key_files(folder: Path) -> list[KeyFile]:
    """Return the key file and, where it says something else, its copy: one of them may be damaged inside a slot.

    Raises CannotUnlock when neither can be read, or where none of them is of this version: only one that says to be of
    a newer one is damaged, as a newer version writes the copy first.
    """
    read: list[KeyFile] = []
    newer = False
    for name in (NAME, COPY):
        key_file, is_newer = _read(folder / name)
        newer = newer or is_newer
        read += [key_file] if key_file and key_file not in read else []
    if read:
        return read
    if newer:
        raise CannotUnlock(NEWER)
    message = f"The key file of this vault is missing or damaged ({NAME} and {COPY}). Restore it from a backup."
    raise CannotUnlock(message)


def _read(path: Path) -> tuple[KeyFile | None, bool]:
    """Return a key file, None where it cannot be read, and whether a newer version made it."""
    try:
        found = json.loads(path.read_bytes())
        newer = int(found["least_reader"]) > FORMAT
    except (OSError, OverflowError, ValueError, KeyError, TypeError):
        return None, False
    return (None if newer else _parsed(found)), newer


def key_file_in(folder: Path) -> KeyFile | None:
    """Return the one key file of a backup; None where it cannot be read."""
    return _read(folder / NAME)[0]


def look_after(folder: Path, opened: KeyFile) -> str:
    """Write a key file that cannot be read again, from the one that opened; returns what is to be said of the two.

    One that can be read is never written over: which of two is damaged inside, a passphrase alone does not tell.
    """
    differ = False
    for name in (NAME, COPY):
        found, _newer = _read(folder / name)
        if found is None:
            with suppress(CannotWrite):
                write_whole(folder / name, opened.as_bytes())
                return f"{name} could not be read any more, and was written again. Look whether the disk is well."
        differ = differ or found != opened
    return DIFFER if differ else ""


def unlocked(known: Sequence[KeyFile], key_of: Callable[[KeyFile], bytes]) -> tuple[KeyFile, bytes]:
    """Return the key, and the key file that gave it: the copy where the first is damaged inside.

    Raises WrongSecret when one of them is whole and it was not its secret, and CannotUnlock otherwise.
    """
    refusals: list[CannotUnlock] = []
    for key_file in known:
        try:
            return key_file, key_of(key_file)
        except CannotUnlock as refusal:
            refusals.append(refusal)
    raise next((one for one in refusals if isinstance(one, WrongSecret)), refusals[-1])


def write_key_files(folder: Path, key_file: KeyFile) -> None:
    """Write the key file and its copy; raises CannotWrite."""
    # The copy first: while the key file itself is the old one, nothing has changed for whoever has to try again.
    for name in (COPY, NAME):
        write_whole(folder / name, key_file.as_bytes())


def _parsed(found: dict[str, Any]) -> KeyFile | None:
    try:
        known = tuple(dict(slot) for slot in found["slots"])
        return KeyFile(str(found["vault"]), known) if all("kind" in slot for slot in known) else None
    except (ValueError, KeyError, TypeError):
        return None
