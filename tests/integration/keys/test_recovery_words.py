"""The recovery key as people copy it: no single slip of the pen passes, and no way of writing it is refused."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision_app.adapters.keys.slots import fresh_recovery_secret, read_recovery_words, recovery_words
from supervision_app.services.errors import CannotUnlock

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRETS = st.binary(min_size=20, max_size=20)


@given(secret=SECRETS)
def test_what_was_written_down_is_read_back(secret: bytes) -> None:
    words = recovery_words(secret)

    assert [len(group) for group in words.split("-")] == [4] * 9
    assert read_recovery_words(words) == secret


@given(secret=SECRETS, at=st.integers(0, 35), put=st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(secret: bytes, at: int, put: str) -> None:
    digits = recovery_words(secret).replace("-", "")
    typed = digits[:at] + put + digits[at + 1 :]

    if typed == digits:
        assert read_recovery_words(typed) == secret
    else:
        with pytest.raises(CannotUnlock, match="not a whole recovery key"):
            read_recovery_words(typed)


def test_every_single_wrong_character_in_one_key_is_noticed() -> None:
    """The check is linear: what it notices in one key at a place, it notices there in every key."""
    digits = recovery_words(bytes(range(20))).replace("-", "")
    typed = [digits[:at] + put + digits[at + 1 :] for at in range(36) for put in ALPHABET if put != digits[at]]

    assert len(typed) == 36 * 31
    assert [words for words in typed if reads(words)] == []


def test_every_two_neighbours_changed_about_are_noticed() -> None:
    for secret in (bytes(20), bytes(range(20)), bytes(range(200, 220)), b"\xff" * 20):
        digits = recovery_words(secret).replace("-", "")
        turned = [
            digits[:at] + second + first + digits[at + 2 :]
            for at, (first, second) in enumerate(pairwise(digits))
            if first != second
        ]
        assert [words for words in turned if reads(words)] == []


def reads(words: str) -> bool:
    """Return whether a typed recovery key is taken."""
    try:
        read_recovery_words(words)
    except CannotUnlock:
        return False
    return True


@given(secret=SECRETS, data=st.data())
def test_letters_that_look_like_digits_spaces_and_small_letters_are_taken(secret: bytes, data: st.DataObject) -> None:
    words = recovery_words(secret)
    alike = {"0": "0Oo", "1": "1IiLl", "-": ["-", " ", "", " - ", "\n", "\t"]}
    typed = "".join(data.draw(st.sampled_from(alike.get(one, [one, one.lower()]))) for one in words)

    assert read_recovery_words(f"  {typed}\n") == secret


@pytest.mark.parametrize("typed", ["", "0000", "0" * 35, "0" * 37, "U" * 36, "é" * 36, "٣" * 36, "ß" * 18])
def test_what_is_no_recovery_key_is_refused_with_its_shape(typed: str) -> None:
    with pytest.raises(CannotUnlock, match="nine groups of four letters and digits"):
        read_recovery_words(typed)


def test_no_two_recovery_keys_are_the_same() -> None:
    assert len({fresh_recovery_secret() for _ in range(100)}) == 100
