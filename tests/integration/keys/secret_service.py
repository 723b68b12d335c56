"""What the test of a real key store runs inside a session of its own: a vault, a PIN, and the faults it can have."""

import sys
from pathlib import Path

import keyring
import secretstorage

from supervision_app.adapters.keys import slots
from supervision_app.adapters.keys.key_file import read_key_file
from supervision_app.adapters.keys.remembered import digest
from supervision_app.adapters.vaults import VaultFolders
from supervision_app.services.errors import CannotUnlock

PASSPHRASE, PIN = "five words of my own", "395172"


def told(what: str, said: object) -> None:
    """Print one line of what was seen."""
    sys.stdout.write(f"{what}: {said}\n")


def refused(door: VaultFolders, folder: Path, pin: str) -> str:
    """Return how a PIN is refused."""
    try:
        door.open_with_pin(folder, pin).close()
    except CannotUnlock as refusal:
        return f"{type(refusal).__name__} {refusal}"
    return "opened"


def allow_pin(door: VaultFolders, folder: Path) -> None:
    """Set the PIN."""
    vault = door.open(folder, PASSPHRASE)
    vault.allow_pin(PIN)
    vault.close()


def main(folder: Path) -> None:
    """Set a PIN, use it, and take the key store's record away, change it and lock it."""
    slots.MEMORY_KIB = 64 * 1024
    door = VaultFolders()
    door.create(folder, PASSPHRASE)[0].close()
    service = f"Supervision Companion {digest(read_key_file(folder).vault)}"
    told("back end", type(keyring.get_keyring()).__module__)
    told("before", door.ways_in(folder))
    allow_pin(door, folder)
    record = keyring.get_password(service, "quick unlock") or ""
    told("short", 0 < len(record) <= 1280)
    told("after", door.ways_in(folder))
    told("right", refused(VaultFolders(), folder, PIN))
    told("wrong", refused(VaultFolders(), folder, "395173"))
    keyring.set_password(service, "quick unlock", record[: len(record) // 2])
    told("cut", refused(door, folder, PIN))
    told("left", keyring.get_password(service, "quick unlock"))
    allow_pin(door, folder)
    keyring.delete_password(service, "quick unlock")
    told("gone", door.ways_in(folder).why)
    allow_pin(door, folder)
    door.change_passphrase(folder, PASSPHRASE, PASSPHRASE + " again")
    told("changed", keyring.get_password(service, "quick unlock"))
    secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
    door = VaultFolders()
    vault = door.open(folder, PASSPHRASE + " again")
    try:
        vault.allow_pin(PIN)
    except CannotUnlock as refusal:
        told("locked", refusal)
    vault.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
