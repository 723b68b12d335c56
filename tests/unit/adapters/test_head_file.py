"""The newest heads, remembered outside the vault."""

import json
from pathlib import Path

import pytest

from supervision_app.adapters.storage.head_file import HeadFile, Heads

COMMIT = "ab" * 32


def test_what_was_written_last_is_read(tmp_path: Path) -> None:
    head_file = HeadFile("v1", tmp_path / "state" / "heads")
    assert head_file.read() is None

    head_file.write(1, 2**255, "00" * 32)
    head_file.write(2, 7, COMMIT)

    assert head_file.read() == Heads(2, 7, COMMIT)
    assert HeadFile("v2", tmp_path / "state" / "heads").read() is None
    assert [path.name for path in head_file.path.parent.iterdir()] == ["v1.json"]


def test_it_is_its_owners_alone_and_stands_in_the_state_folder_of_the_person(home: Path) -> None:
    head_file = HeadFile("v1")
    head_file.write(1, 1, COMMIT)

    assert home in head_file.path.parents
    assert head_file.path.stat().st_mode & 0o777 == 0o600
    assert head_file.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_does_not_undo_the_save(tmp_path: Path) -> None:
    (tmp_path / "state").write_bytes(b"in the way")
    head_file = HeadFile("v1", tmp_path / "state")

    head_file.write(1, 1, COMMIT)

    assert head_file.read() is None


WHOLE = {"save": 1, "sum": "01", "commit": COMMIT}


@pytest.mark.parametrize(
    "body",
    [
        "",
        "null",
        "[]",
        "{}",
        "{",
        '{"save": 1e999, "sum": "01", "commit": "ab"}',
        *(json.dumps({**WHOLE, **wrong}) for wrong in ({"save": "x"}, {"sum": "zz"}, {"commit": "zz"}, {"commit": 5})),
    ],
)
def test_one_that_cannot_be_read_remembers_nothing(tmp_path: Path, body: str) -> None:
    head_file = HeadFile("v1", tmp_path)
    head_file.path.write_text(body, encoding="utf-8")

    assert head_file.read() is None
