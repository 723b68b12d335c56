"""Locking a file for one or more letter boxes, and opening it with one: age, whole, in memory."""

from collections.abc import Iterable

from supervision_app.services.errors import CannotUnlock, ChecksFailed, WrongUse

START = b"age-encryption.org/v1\n"
_OTHERS = "This pack was locked for somebody else. Ask for one that is made for your card: “card show” writes it."


def fresh_box() -> str:
    """Return the private half of a new letter box."""
    import pyrage  # noqa: PLC0415 - nobody waits for it who sends and receives nothing

    return str(pyrage.x25519.Identity.generate())


def box_of(private: str) -> str:
    """Return the public half of a letter box."""
    import pyrage  # noqa: PLC0415 - as above

    return str(pyrage.x25519.Identity.from_str(private).to_public())


def check_box(box: str) -> str:
    """Return the public half of a letter box; raises WrongUse where it is none, or nothing can be locked for it."""
    import pyrage  # noqa: PLC0415 - as above

    message = "The letter box on this card is none. Ask for the card again."
    try:
        whole = pyrage.x25519.Recipient.from_str(box)
        pyrage.encrypt(b"", [whole])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:
        # What is no point on its curve ends in a panic of the library below, which is no ordinary exception.
        raise WrongUse(message) from fault
    return str(whole)


def lock(content: bytes, boxes: Iterable[str]) -> bytes:
    """Return the content so that each of these boxes opens it; raises WrongUse where one is none."""
    import pyrage  # noqa: PLC0415 - as above

    recipients = [pyrage.x25519.Recipient.from_str(check_box(box)) for box in boxes]
    return bytes(pyrage.encrypt(content, recipients))


def unlock(locked: bytes, private: str) -> bytes:
    """Return what a box opens; raises CannotUnlock for another's, and ChecksFailed where the file is damaged."""
    import pyrage  # noqa: PLC0415 - as above

    if not locked.startswith(START):
        message = "This is no pack. Packs end in .scpack, and “pack make” writes them."
        raise ChecksFailed(message)
    if b"\n-> scrypt " in locked[:4096]:
        message = "This file was locked with a passphrase, not for a card. Ask for one that is made for your card."
        raise CannotUnlock(message)
    try:
        return bytes(pyrage.decrypt(locked, [pyrage.x25519.Identity.from_str(private)]))
    except pyrage.DecryptError as fault:
        if "No matching keys" in str(fault):
            raise CannotUnlock(_OTHERS) from fault
        message = "This pack is damaged, or was changed on its way. Ask for it again; nothing was taken in."
        raise ChecksFailed(message) from fault
