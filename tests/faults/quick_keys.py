"""Passphrases that open at once: what is tested here is the disk, and each real one costs a second."""

from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from supervision_app.adapters.keys import slots


def quickly(slot: dict[str, Any], passphrase: str) -> bytes:
    """Return what stands for the stretched passphrase: another one for any other salt or setting of the slot."""
    settings = f"{int(slot['memory_kib'])} {int(slot['iterations'])} {int(slot['lanes'])}"
    return HKDF(SHA256(), 32, bytes.fromhex(slot["salt"]), settings.encode()).derive(passphrase.encode())


def use_quick_keys() -> None:
    """Stretch no passphrase in this process any more."""
    slots._stretch = quickly  # noqa: SLF001 - the one place that all stretching goes through
