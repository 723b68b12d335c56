"""Files are written whole or not at all, for their owner only."""

from pathlib import Path

import pytest

from supervision_app.adapters.files import ExportFolder, write_whole
from supervision_app.services.errors import CannotWrite
from tests.fakes.tampering import content


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def mode(path: Path) -> int:
    """Return who may do what with a file."""
    return path.stat().st_mode & 0o777


def test_a_file_is_written_for_its_owner_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "keys", b"one")
    write_whole(tmp_path / "keys", b"two")

    assert content(tmp_path) == {"keys": b"two"}
    assert mode(tmp_path / "keys") == 0o600


def test_a_file_that_cannot_be_put_in_place_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()

    with pytest.raises(CannotWrite, match="keys cannot be written: is a directory"):
        write_whole(tmp_path / "keys", b"one")
    assert names(tmp_path) == ["keys"]


@pytest.mark.parametrize("parent", ["file", "nowhere"])
def test_a_file_whose_folder_is_none_is_refused_in_words(tmp_path: Path, parent: str) -> None:
    (tmp_path / "file").write_bytes(b"in the way")

    with pytest.raises(CannotWrite, match="Choose another folder, or make room"):
        write_whole(tmp_path / parent / "keys", b"one")
    assert content(tmp_path) == {"file": b"in the way"}


def test_a_full_disk_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(b"before")
    (tmp_path / ".keys.new").symlink_to("/dev/full")

    with pytest.raises(CannotWrite, match="there is no room on the disk"):
        write_whole(tmp_path / "keys", b"one")
    assert content(tmp_path) == {"keys": b"before"}


def test_a_disk_that_fills_up_during_an_export_leaves_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / ".b.txt.part").symlink_to("/dev/full")

    with (
        pytest.raises(CannotWrite, match="there is no room on the disk"),
        ExportFolder().prepare(tmp_path, {"a.txt": b"A", "b.txt": b"B"}),
    ):
        pytest.fail("nothing was prepared")
    assert names(tmp_path) == []


def test_exports_get_their_names_when_the_context_ends_well(tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    with ExportFolder().prepare(out, {"a.txt": b"A", "b.json": b"B"}) as paths:
        assert list(paths) == [out / "a.txt", out / "b.json"]
        assert names(out) == [".a.txt.part", ".b.json.part"]

    assert content(out) == {"a.txt": b"A", "b.json": b"B"}
    assert mode(out / "a.txt") == 0o600


def test_nothing_is_left_when_the_context_ends_badly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"before")

    with pytest.raises(LookupError), ExportFolder().prepare(tmp_path, {"a.txt": b"A", "b.txt": b"B"}):
        raise LookupError
    assert content(tmp_path) == {"a.txt": b"before"}


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path, below: str) -> None:
    (tmp_path / "out").write_bytes(b"in the way")

    with (
        pytest.raises(CannotWrite, match=r"out.* cannot be written"),
        ExportFolder().prepare(tmp_path / "out" / below, {"a.txt": b"A"}),
    ):
        pytest.fail("nothing was prepared")
    assert content(tmp_path) == {"out": b"in the way"}


def test_a_folder_with_a_files_name_is_told_before_anything_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()

    with (
        pytest.raises(CannotWrite, match="is a directory"),
        ExportFolder().prepare(tmp_path, {"a.txt": b"A", "b.txt": b"B"}),
    ):
        pytest.fail("nothing was prepared")
    assert names(tmp_path) == ["b.txt"]


def test_a_part_that_cannot_be_written_takes_the_others_with_it(tmp_path: Path) -> None:
    (tmp_path / ".b.txt.part").mkdir()

    with pytest.raises(CannotWrite), ExportFolder().prepare(tmp_path, {"a.txt": b"A", "b.txt": b"B"}):
        pytest.fail("nothing was prepared")
    assert names(tmp_path) == [".b.txt.part"]


def test_one_that_cannot_have_its_name_takes_the_new_ones_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"before")

    with (
        pytest.raises(CannotWrite, match="cannot be written"),
        ExportFolder().prepare(tmp_path, {"a.txt": b"A", "b.txt": b"B", "c.txt": b"C"}),
    ):
        (tmp_path / "c.txt").mkdir()
    assert names(tmp_path) == ["a.txt", "c.txt"]


def test_a_folder_that_takes_no_files_is_told() -> None:
    with pytest.raises(CannotWrite), ExportFolder().prepare(Path("/proc/self"), {"a.txt": b"A"}):
        pytest.fail("nothing was prepared")
