"""What is wrong with a passphrase typed twice, without a window."""

SHORTEST = 8
"""The vault asks for as many characters too, whatever is said here."""


def passphrase_problems(passphrase: str, again: str) -> list[tuple[str, str]]:
    """Return what is wrong, as the name of a field with a sentence."""
    if len(passphrase) < SHORTEST:
        return [("passphrase", f"Use at least {SHORTEST} characters: five words are best.")]
    if passphrase != again:
        return [("again", "The two are not the same. Type the passphrase again.")]
    return []
