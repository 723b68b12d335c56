"""Words that stand nowhere else, and looking for them in every file in any writing they could have been left in."""

import base64
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_TURNS = 3
"""Where a word can begin within the three bytes that base64 writes as four letters."""


def folded(word: str) -> Iterator[bytes]:
    """Yield a word in the writings in which capitals do not matter."""
    for code in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.encode(code).lower()
    yield word.encode().hex().encode()
    yield word.lower().encode().hex().encode()


def exact(word: str) -> Iterator[bytes]:
    """Yield a word in base64, at each place where it can begin; the letters that its neighbours share are left off."""
    for code in ("utf-8", "utf-16-le"):
        plain = word.encode(code)
        for turn in range(_TURNS):
            whole = len(plain) - (len(plain) + turn) % _TURNS
            written = base64.b64encode(bytes(turn) + plain[:whole])
            yield written[4 if turn else 0 :]


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yield a file as it is, and what is packed in it."""
    yield content
    if content.startswith(_ZIP):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from unpacked(packed.read(name))
    if content.startswith(_GZIP):
        yield from unpacked(gzip.decompress(content))
    at = content.find(b"stream\n")
    while at >= 0:
        unpack = zlib.decompressobj()
        try:
            yield unpack.decompress(content[at + len(b"stream\n") :])
        except zlib.error:
            yield b""
        at = content.find(b"stream\n", at + 1)


def found_in(content: bytes, words: Iterable[str]) -> set[str]:
    """Return which of the words are in some bytes, in whatever writing."""
    found: set[str] = set()
    for part in unpacked(content):
        small = part.lower()
        for word in words:
            if any(one in small for one in folded(word)) or any(one in part for one in exact(word)):
                found.add(word)
    return found


def files_below(folders: Iterable[Path], but: Iterable[Path] = ()) -> list[Path]:
    """Return every file in these folders, except below those."""
    left_out = tuple(but)
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and not any(path.is_relative_to(one) for one in left_out)
    )


def left_in(paths: Iterable[Path], words: Iterable[str]) -> dict[str, set[str]]:
    """Return what is in which files, and in their names; a file that is gone by now is nothing."""
    wanted = tuple(words)
    found: dict[str, set[str]] = {}
    for path in paths:
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            continue
        if hits := found_in(content, wanted) | found_in(str(path).encode(), wanted):
            found[str(path)] = hits
    return found
