"""Writing files whole or not at all, readable by their owner only."""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from supervision_app.services.errors import CannotWrite

_WHY = {
    errno.ENOSPC: "there is no room on the disk",
    errno.EFBIG: "there is no room on the disk",
    errno.EDQUOT: "there is no room on the disk",
    errno.EEXIST: "a file of that name is in the way",
    errno.ENOTDIR: "a file of that name is in the way",
    errno.EACCES: "it is not allowed there",
    errno.EPERM: "it is not allowed there",
    errno.EROFS: "the disk is read-only",
    errno.ENAMETOOLONG: "its name is too long",
}
PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, flush to the disk, then put in place; raises CannotWrite and leaves what was there."""
    beside = path.with_name(f".{path.name}.new")
    try:
        _write(beside, content)
        beside.replace(path)
        flush(path.parent)
    except OSError as fault:
        _forget(beside)
        raise _cannot(path, fault) from fault


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def make_folder(path: Path) -> None:
    """Make a folder of its owner's alone, with those it stands in; their names are on the disk before this returns."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    path.chmod(PRIVATE_FOLDER)
    for one in missing:
        flush(one.parent)


def flush(path: Path) -> None:
    """Have a file, or the list of a folder, be on the disk before this returns; on Windows no folder can be asked."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cannot(path: Path, fault: OSError) -> CannotWrite:
    why = _WHY.get(fault.errno or 0) or (fault.strerror or "unknown fault").lower()
    return CannotWrite(f"{path} cannot be written: {why}. Choose another folder, or make room, and try again.")


class ExportFolder:
    """Putting finished files where people want them: all of them, or none."""

    @contextmanager
    def prepare(self, folder: Path, files: Mapping[str, bytes]) -> Iterator[Sequence[Path]]:
        """Write the files under temporary names; they get their own names when the context ends well.

        Raises CannotWrite when the folder is full, read-only or not a folder, or a folder has a file's name;
        nothing of ours is left behind then.
        """
        beside = {folder / name: folder / f".{name}.part" for name in files}
        try:
            with in_words(folder):
                folder.mkdir(parents=True, exist_ok=True)
                for path, part in beside.items():
                    _write(part, files[path.name])
                _check_free(beside)
            yield tuple(beside)
            with in_words(folder):
                _put_in_place(beside)
            with suppress(OSError):  # a share may not be able to
                flush(folder)
        finally:
            for part in beside.values():
                _forget(part)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Return a context in which a fault of the disk becomes CannotWrite, with the path and what to do."""
    try:
        yield
    except OSError as fault:
        raise _cannot(path, fault) from fault


def _check_free(paths: Iterable[Path]) -> None:
    for path in paths:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


def _put_in_place(beside: Mapping[Path, Path]) -> None:
    """Give each file its own name; where one cannot have it, those that had no file of that name before go again."""
    new: list[Path] = []
    try:
        for path, part in beside.items():
            taken = path.exists()
            part.replace(path)
            new += [] if taken else [path]
    except OSError:
        for path in new:
            _forget(path)
        raise


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
