"""Writing files whole or not at all, readable by their owner only."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from supervision_app.services.errors import CannotWrite

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def write_whole(path: Path, content: bytes) -> None:
    """Write beside, flush to the disk, then put in place; raises CannotWrite and leaves what was there."""
    beside = path.with_name(f".{path.name}.new")
    try:
        _write(beside, content)
        beside.replace(path)
        _flush_folder(path.parent)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise _cannot(path, fault) from fault


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _cannot(path: Path, fault: OSError) -> CannotWrite:
    why = fault.strerror or "unknown fault"
    return CannotWrite(f"{path} cannot be written: {why}. Choose another folder, or make room, and try again.")


class ExportFolder:
    """Putting finished files where people want them: all of them, or none."""

    @contextmanager
    def prepare(self, folder: Path, files: Mapping[str, bytes]) -> Iterator[Sequence[Path]]:
        """Write the files under temporary names; they get their own names when the context ends well.

        Raises CannotWrite when the folder is full, read-only or not a folder; nothing of ours is left behind then.
        """
        beside = {folder / name: folder / f".{name}.part" for name in files}
        try:
            try:
                folder.mkdir(parents=True, exist_ok=True)
                for path, part in beside.items():
                    _write(part, files[path.name])
            except OSError as fault:
                raise _cannot(folder, fault) from fault
            yield tuple(beside)
            for path, part in beside.items():
                part.replace(path)
        finally:
            for part in beside.values():
                _forget(part)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
