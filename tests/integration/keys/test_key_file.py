"""The key file and its copy: one of them is enough, and a newer one is left alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from supervision_app.adapters.keys import slots
from supervision_app.adapters.keys.key_file import COPY, NAME, KeyFile, look_after, read_key_file, read_key_files
from supervision_app.services.errors import CannotUnlock

KEY = bytes(range(32))
SECRET = bytes(range(20))
MADE = KeyFile("v1", (slots.recovery_slot("v1", KEY, SECRET),))
OTHER = KeyFile("v1", (slots.recovery_slot("v1", KEY, bytes(20)),))


def put(folder: Path, name: str, content: bytes) -> None:
    """Write a key file as it is."""
    (folder / name).write_bytes(content)


def changed(**parts: Any) -> bytes:
    """Return the key file with other parts; None takes a part away."""
    body = {**json.loads(MADE.as_bytes()), **parts}
    return json.dumps({name: value for name, value in body.items() if value is not None}).encode()


def test_a_key_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    put(tmp_path, NAME, MADE.as_bytes())

    assert read_key_file(tmp_path) == MADE
    assert read_key_file(tmp_path).recover(slots.recovery_words(SECRET)) == KEY
    assert json.loads(MADE.as_bytes())["least_reader"] == 1


DAMAGED = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b'{"least_reader": 1e999}',
    changed(least_reader=None),
    changed(least_reader="one"),
    changed(slots=None),
    changed(slots=5),
    changed(slots=["x"]),
    changed(slots=[{}]),
    changed(vault=None),
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_key_file_is_replaced_by_its_copy(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, NAME, content)
    put(tmp_path, COPY, MADE.as_bytes())

    assert read_key_files(tmp_path) == [MADE]


def test_a_missing_key_file_is_replaced_by_its_copy(tmp_path: Path) -> None:
    put(tmp_path, COPY, MADE.as_bytes())

    assert read_key_file(tmp_path) == MADE


@pytest.mark.parametrize("content", DAMAGED)
def test_with_both_damaged_nothing_opens(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, NAME, content)
    put(tmp_path, COPY, content)

    with pytest.raises(CannotUnlock, match=r"vault.keys and vault.keys.copy.* Restore it from a backup"):
        read_key_file(tmp_path)


def test_a_copy_that_says_something_else_is_read_second(tmp_path: Path) -> None:
    put(tmp_path, NAME, MADE.as_bytes())
    put(tmp_path, COPY, OTHER.as_bytes())

    assert read_key_files(tmp_path) == [MADE, OTHER]
    assert read_key_file(tmp_path) == MADE
    put(tmp_path, COPY, MADE.as_bytes())
    assert read_key_files(tmp_path) == [MADE]


def test_a_newer_key_file_is_left_alone(tmp_path: Path) -> None:
    for name in (NAME, COPY):
        put(tmp_path, name, changed(least_reader=2, slots="of another shape"))

    with pytest.raises(CannotUnlock, match="newer version"):
        read_key_file(tmp_path)


def test_one_bit_that_makes_a_key_file_look_newer_does_not_shut_anybody_out(tmp_path: Path) -> None:
    put(tmp_path, NAME, changed(least_reader=3))
    put(tmp_path, COPY, MADE.as_bytes())

    assert read_key_files(tmp_path) == [MADE]


@pytest.mark.parametrize("damaged", [NAME, COPY])
@pytest.mark.parametrize("content", [None, *DAMAGED])
def test_a_key_file_that_cannot_be_read_is_written_again_and_that_is_said(
    tmp_path: Path, damaged: str, content: bytes | None
) -> None:
    for name in (NAME, COPY):
        put(tmp_path, name, MADE.as_bytes())
    if content is None:
        (tmp_path / damaged).unlink()
    else:
        put(tmp_path, damaged, content)

    assert f"{damaged} could not be read" in look_after(tmp_path, MADE)
    assert (tmp_path / damaged).read_bytes() == MADE.as_bytes()
    assert not look_after(tmp_path, MADE)


def test_of_two_key_files_that_differ_none_is_written_over_and_that_is_said(tmp_path: Path) -> None:
    put(tmp_path, NAME, MADE.as_bytes())
    put(tmp_path, COPY, OTHER.as_bytes())

    assert "differ" in look_after(tmp_path, MADE)
    assert read_key_files(tmp_path) == [MADE, OTHER]


def test_a_newer_file_that_this_version_may_read_is_read(tmp_path: Path) -> None:
    put(tmp_path, NAME, changed(format=2, colour="green"))
    put(tmp_path, COPY, changed(least_reader=2))

    assert read_key_files(tmp_path) == [MADE]


def test_a_way_in_that_is_not_there_is_told(tmp_path: Path) -> None:
    put(tmp_path, NAME, changed(slots=[]))

    with pytest.raises(CannotUnlock, match="no passphrase slot"):
        read_key_file(tmp_path).unlock("five words of a passphrase")
    with pytest.raises(CannotUnlock, match="no recovery slot"):
        read_key_file(tmp_path).recover(slots.recovery_words(SECRET))


def test_a_new_slot_takes_the_place_of_the_one_of_its_kind(tmp_path: Path) -> None:
    renewed, words = MADE.with_new_recovery(KEY)

    assert [slot["kind"] for slot in renewed.slots] == ["recovery"]
    assert renewed.recover(words) == KEY
    with pytest.raises(CannotUnlock, match="was replaced"):
        renewed.recover(slots.recovery_words(SECRET))
    put(tmp_path, NAME, renewed.as_bytes())
    assert KEY.hex().encode() not in (tmp_path / NAME).read_bytes()
