"""The council's key: sealed for one vault, split into three shares of which any two give it back."""

from base64 import b64encode
from itertools import combinations, permutations

import bech32
import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.adapters.keys import organisation
from supervision_app.adapters.keys.organisation import Council
from supervision_app.services.errors import CannotUnlock, WrongSecret, WrongUse

KEY = bytes(range(32))
MINE, OTHERS = organisation.fresh_identity(), organisation.fresh_identity()
COUNCIL = Council("Demonshire", organisation.recipient_of(MINE))
SLOT = organisation.seal("v1", KEY, COUNCIL)
SPLIT = organisation.split(MINE)


def at(*words: str) -> dict[str, str]:
    """Return shares by where they are from."""
    return {f"share {number}": one for number, one in enumerate(words, 1)}


def test_what_was_sealed_opens_with_the_private_key_and_holds_no_key_in_clear() -> None:
    assert organisation.open_sealed("v1", SLOT, MINE) == KEY
    assert KEY.hex() not in str(SLOT)
    assert organisation.council_of(SLOT) == COUNCIL
    assert organisation.council_of(None) is None


def test_another_councils_key_is_told_from_a_damaged_slot() -> None:
    with pytest.raises(WrongSecret, match="key of another council"):
        organisation.open_sealed("v1", SLOT, OTHERS)
    for harm in ({"sealed": SLOT["sealed"][:-8]}, {"sealed": "?"}, {"sealed": None}):
        with pytest.raises(CannotUnlock, match="is damaged"):
            organisation.open_sealed("v1", SLOT | harm, MINE)
    with pytest.raises(CannotUnlock, match="is damaged"):
        organisation.open_sealed("v1", {"recipient": COUNCIL.recipient}, MINE)


def test_a_slot_that_was_moved_to_another_vault_opens_nothing() -> None:
    with pytest.raises(CannotUnlock, match="that of another vault"):
        organisation.open_sealed("v2", SLOT, MINE)


def test_an_exchanged_slot_has_another_mark() -> None:
    assert organisation.mark_of(SLOT) == organisation.mark_of(dict(reversed(SLOT.items())))
    assert organisation.mark_of(SLOT) != organisation.mark_of(organisation.seal("v1", KEY, COUNCIL))


@settings(max_examples=25, deadline=None)
@given(st.binary(min_size=32, max_size=32))
def test_any_two_shares_of_any_key_give_it_back_in_any_order(raw: bytes) -> None:
    identity = bech32.bech32_encode("age-secret-key-", bech32.convertbits(raw, 8, 5) or []).upper()
    shares = organisation.split(identity)

    assert len(set(shares)) == organisation.SHARES
    for two in permutations(shares, 2):
        assert organisation.join(at(*two)) == identity
    assert organisation.join(at(*shares)) == identity


def test_a_share_is_read_however_it_is_typed() -> None:
    typed = at(SPLIT[0].upper().replace(" ", "\n"), f"  {SPLIT[2]}  ")

    assert organisation.join(typed) == MINE


@pytest.mark.parametrize("shares", [(SPLIT[0],), (SPLIT[1], SPLIT[1]), ()])
def test_one_share_opens_nothing(shares: tuple[str, ...]) -> None:
    with pytest.raises(WrongSecret, match="One share opens nothing"):
        organisation.join(at(*shares))


def test_shares_of_two_keys_are_told() -> None:
    with pytest.raises(WrongSecret, match="not of one key"):
        organisation.join(at(SPLIT[0], organisation.split(OTHERS)[1]))


def test_a_mistyped_share_is_named() -> None:
    words = SPLIT[1].split()
    for wrong in (words[1:], [*words[:-1], "xylophone"], [words[1], words[0], *words[2:]], []):
        with pytest.raises(WrongSecret, match="share 2 is no whole share"):
            organisation.join(at(SPLIT[0], " ".join(wrong)))


def test_every_pair_of_shares_is_as_good_as_another() -> None:
    assert {organisation.join(at(*two)) for two in combinations(SPLIT, 2)} == {MINE}


def test_a_third_share_of_another_key_is_named_wherever_it_stands() -> None:
    dud = organisation.split(OTHERS)[1]
    for shares in permutations((SPLIT[0], SPLIT[2], dud)):
        with pytest.raises(WrongSecret, match=f"share {shares.index(dud) + 1} is a share of another key"):
            organisation.join(at(*shares))


def test_a_public_key_is_kept_as_age_writes_it() -> None:
    assert organisation.check_recipient(COUNCIL.recipient.upper()) == COUNCIL.recipient


def test_a_point_that_nothing_can_be_sealed_to_is_refused() -> None:
    nothing = bech32.bech32_encode("age", bech32.convertbits(bytes(32), 8, 5) or [])
    with pytest.raises(WrongUse, match="no public key"):
        organisation.check_recipient(nothing)


def test_a_slot_of_endless_depth_is_damaged() -> None:
    deep = pyrage.encrypt(b"[" * 100_000, [pyrage.x25519.Recipient.from_str(COUNCIL.recipient)])
    with pytest.raises(CannotUnlock, match="is damaged"):
        organisation.open_sealed("v1", SLOT | {"sealed": b64encode(deep).decode()}, MINE)


@pytest.mark.parametrize("wrong", ["", "age1", COUNCIL.recipient[:-1], MINE, COUNCIL.recipient.upper() + "x"])
def test_what_is_no_public_key_is_refused(wrong: str) -> None:
    with pytest.raises(WrongUse, match="no public key"):
        organisation.check_recipient(wrong)


def test_what_is_no_private_key_is_refused() -> None:
    with pytest.raises(WrongSecret, match="not of a council"):
        organisation.recipient_of(COUNCIL.recipient)
    with pytest.raises(WrongUse, match="no private key"):
        organisation.split("AGE-SECRET-KEY-1NONSENSE")
