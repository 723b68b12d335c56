"""A commit: signed by its author and nobody else."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision_app.ledger.commit import Commit, DeviceKey, verify_commit
from supervision_app.ledger.entry import canonical
from supervision_app.ledger.errors import LedgerFault
from tests.fakes.told import KAI, chain

KEY = DeviceKey(bytes(range(32)))
OTHER = DeviceKey(bytes(range(1, 33)))
COMMIT = KEY.commit(KAI, chain(KEY.author, 3))


def test_a_commit_names_its_entries_in_order_under_its_authors_signature() -> None:
    entries = chain(KEY.author, 2)
    commit = KEY.commit(KAI, entries)

    assert (commit.author, commit.stream) == (KEY.author, KAI)
    assert commit.entries == (entries[0].id, entries[1].id)
    verify_commit(commit)


def test_the_id_is_the_hash_of_what_was_signed() -> None:
    signed = canonical(
        {
            "author": KEY.author,
            "entries": list(COMMIT.entries),
            "purpose": "supervision-companion commit 1",
            "stream": KAI,
        }
    )

    assert COMMIT.id == hashlib.sha256(signed).hexdigest()


def test_a_keys_author_is_the_same_each_time_it_is_taken_up() -> None:
    # RFC 8032, section 7.1, test 1.
    secret = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")

    assert DeviceKey(secret).author == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_a_fresh_key_is_a_new_one_and_signs() -> None:
    one, other = DeviceKey.fresh(), DeviceKey.fresh()

    assert (len(one), one != other) == (32, True)
    verify_commit(DeviceKey(one).commit(KAI, chain(DeviceKey(one).author, 1)))


@pytest.mark.parametrize(
    "change",
    [
        lambda: replace(COMMIT, signature=OTHER.commit(KAI, chain(OTHER.author, 1)).signature),
        lambda: replace(COMMIT, signature=b""),
        lambda: replace(COMMIT, author=OTHER.author),
        lambda: replace(COMMIT, author="not a key"),
        lambda: replace(COMMIT, author=KEY.author[:-2]),
        lambda: replace(COMMIT, stream="child:leo"),
        lambda: replace(COMMIT, entries=COMMIT.entries[:2]),
        lambda: replace(COMMIT, entries=()),
        lambda: replace(COMMIT, entries=COMMIT.entries[::-1]),
        lambda: replace(COMMIT, entries=(*COMMIT.entries, "0" * 64)),
    ],
    ids=[
        "another's signature",
        "no signature",
        "another author",
        "no key",
        "short key",
        "another stream",
        "an entry fewer",
        "no entries",
        "another order",
        "an entry more",
    ],
)
def test_a_commit_of_which_anything_was_changed_is_refused(change: Callable[[], Commit]) -> None:
    with pytest.raises(LedgerFault, match=f"The signature on commit {COMMIT.id[:12]} in .* does not fit"):
        verify_commit(change())


@settings(deadline=None)
@given(st.integers(0, 511))
def test_any_changed_bit_of_the_signature_is_refused(place: int) -> None:
    flipped = bytearray(COMMIT.signature)
    flipped[place // 8] ^= 1 << place % 8
    with pytest.raises(LedgerFault):
        verify_commit(replace(COMMIT, signature=bytes(flipped)))


def test_a_commit_under_the_id_of_another_is_refused() -> None:
    with pytest.raises(LedgerFault, match="carries the id of another"):
        verify_commit(replace(COMMIT, id="0" * 64))


class Shouting(DeviceKey):
    """A device that signs under its own key, written another way."""

    def __init__(self, private: bytes, author: Callable[[str], str]) -> None:
        super().__init__(private)
        self.author = author(self.author)


@pytest.mark.parametrize("author", [str.upper, lambda name: f"{name[:2]} {name[2:]}"], ids=["upper case", "spaced"])
def test_a_second_way_to_write_one_key_is_no_second_author(author: Callable[[str], str]) -> None:
    shouting = Shouting(bytes(range(32)), author)
    with pytest.raises(LedgerFault, match="does not fit"):
        verify_commit(shouting.commit(KAI, chain(shouting.author, 1)))
