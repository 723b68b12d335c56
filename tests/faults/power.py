"""A disk as a power cut leaves it, rebuilt from what a process had asked of it: only what was flushed is sure.

Whatever was asked and not flushed since may be there, be missing, or, of a write, be there in some of its sectors.
A file's name is its folder's: it is sure once the folder was flushed, whatever was flushed of the file.
"""

import struct
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

_HEAD = struct.Struct("<cQqI")
_CREATED, _TRUNCATED = 1, 2
SECTOR = 512
ACKNOWLEDGED = "acknowledged"
"""The file that a process says its finished work in; it is no part of what is rebuilt."""


class Record(NamedTuple):
    """One thing that was asked of the disk."""

    what: bytes
    file: int
    at: int
    data: bytes


def records(log: Path) -> list[Record]:
    """Return what a log holds, in order."""
    found, whole, at = [], log.read_bytes(), 0
    while at < len(whole):
        what, file, where, size = _HEAD.unpack_from(whole, at)
        at += _HEAD.size
        found.append(Record(what, file, where, whole[at : at + size]))
        at += size
    return found


class Write(NamedTuple):
    """Bytes for a place in a file."""

    at: int
    data: bytes

    def apply(self, content: bytearray) -> None:
        """Put them there; a gap before them is filled with zeros."""
        content.extend(bytes(max(0, self.at - len(content))))
        content[self.at : self.at + len(self.data)] = self.data

    def tear(self, content: bytearray, dice: Random) -> None:
        """Put some of its sectors there."""
        for start in range(0, len(self.data), SECTOR):
            if dice.random() < 0.5:
                Write(self.at + start, self.data[start : start + SECTOR]).apply(content)


class Cut(NamedTuple):
    """A new length for a file."""

    size: int

    def apply(self, content: bytearray) -> None:
        """Make it as long."""
        del content[self.size :]
        content.extend(bytes(self.size - len(content)))


Names = dict[tuple[int, str], int]
"""What stands under each name of each folder."""


class Naming(NamedTuple):
    """Names given, and taken away where nothing is given, all at once: a file put in another's place is one."""

    given: dict[tuple[int, str], int | None]

    def apply(self, names: Names) -> None:
        """Give and take them."""
        for name, node in self.given.items():
            if node is None:
                names.pop(name, None)
            else:
                names[name] = node


@dataclass
class File:
    """What of a file is sure, and what was asked since."""

    sure: bytearray = field(default_factory=bytearray)
    asked: list[Write | Cut] = field(default_factory=list)

    def flush(self) -> None:
        """Make sure of all that was asked."""
        for change in self.asked:
            change.apply(self.sure)
        self.asked.clear()

    def after_a_cut(self, dice: Random, kept: float) -> bytes:
        """Return the file as it may be found."""
        content = bytearray(self.sure)
        for change in self.asked:
            thrown = dice.random()
            if thrown < kept:
                change.apply(content)
            elif isinstance(change, Write) and thrown < (1 + kept) / 2:
                change.tear(content, dice)
        return bytes(content)


@dataclass
class Disk:
    """The files below one folder, as the process saw them and as far as they are sure."""

    root: Path
    files: dict[int, File] = field(default_factory=dict)
    folders: set[int] = field(default_factory=lambda: {0})
    seen: Names = field(default_factory=dict)
    sure: Names = field(default_factory=dict)
    asked: dict[int, list[Naming]] = field(default_factory=dict)
    acknowledged: list[str] = field(default_factory=list)
    _nodes: dict[int, int] = field(default_factory=dict)
    _next: int = 1

    @classmethod
    def of(cls, root: Path) -> "Disk":
        """Return a disk that holds for sure what is below a folder now."""
        disk = cls(root)
        disk._nodes[root.stat().st_ino] = 0
        for path in sorted(root.rglob("*")):
            node = disk._new(path.stat().st_ino, folder=path.is_dir())
            disk.seen[disk._place(path)] = node
            if path.is_file():
                disk.files[node].sure[:] = path.read_bytes()
        disk.sure = dict(disk.seen)
        return disk

    def replay(self, asked: list[Record]) -> None:
        """Take in what was asked of it."""
        ways = {b"O": self._open, b"W": self._write, b"T": self._cut, b"S": self._flush,
                b"U": self._unlink, b"R": self._rename, b"M": self._make}  # fmt: skip
        for record in asked:
            ways[record.what](record)

    def _new(self, number: int, *, folder: bool) -> int:
        node, self._next = self._next, self._next + 1
        self._nodes[number] = node
        if folder:
            self.folders.add(node)
        else:
            self.files[node] = File()
        return node

    def _place(self, path: Path) -> tuple[int, str]:
        folder = 0
        *above, name = path.relative_to(self.root).parts
        for part in above:
            folder = self.seen[folder, part]
        return folder, name

    def _name(self, given: dict[tuple[int, str], int | None]) -> None:
        naming = Naming(given)
        naming.apply(self.seen)
        # A name that goes from one folder into another waits for either to be flushed.
        self.asked.setdefault(next(reversed(given))[0], []).append(naming)

    def _open(self, record: Record) -> None:
        if record.at & _CREATED:
            self._name({self._place(_path(record.data)): self._new(record.file, folder=False)})
        elif record.at & _TRUNCATED:
            self.files[self._nodes[record.file]].asked.append(Cut(0))

    def _write(self, record: Record) -> None:
        node = self._nodes[record.file]
        if self.seen.get((0, ACKNOWLEDGED)) == node:
            self.acknowledged += record.data.decode().splitlines()
        else:
            self.files[node].asked.append(Write(record.at, record.data))

    def _cut(self, record: Record) -> None:
        self.files[self._nodes[record.file]].asked.append(Cut(record.at))

    def _flush(self, record: Record) -> None:
        node = self._nodes[record.file]
        if node in self.files:
            self.files[node].flush()
        for naming in self.asked.pop(node, ()):
            naming.apply(self.sure)

    def _unlink(self, record: Record) -> None:
        self._name({self._place(_path(record.data)): None})

    def _rename(self, record: Record) -> None:
        before, after = map(_path, record.data.split(b"\0"))
        node = self.seen[self._place(before)]
        self._name({self._place(before): None, self._place(after): node})

    def _make(self, record: Record) -> None:
        self._name({self._place(_path(record.data)): self._new(record.file, folder=True)})

    def after_a_cut(self, dice: Random, to: Path) -> None:
        """Write what may be found below a folder when there is power again."""
        kept = dice.choice((0.0, 1 / 3, dice.random(), 1.0))
        names = dict(self.sure)
        for asked in self.asked.values():
            for naming in asked:
                if dice.random() < kept:
                    naming.apply(names)
        to.mkdir(parents=True)
        self._put(names, 0, to, dice, kept)

    def _put(self, names: Names, folder: int, to: Path, dice: Random, kept: float) -> None:
        for (above, name), node in names.items():
            if above != folder or (above, name) == (0, ACKNOWLEDGED):
                continue
            if node in self.folders:
                (to / name).mkdir()
                self._put(names, node, to / name, dice, kept)
            else:
                (to / name).write_bytes(self.files[node].after_a_cut(dice, kept))


def _path(data: bytes) -> Path:
    return Path(data.decode())
