"""Looking for words in files, however somebody may have written them there."""

import base64
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

_CODES = ("utf-8", "utf-16-le", "utf-16-be")
_GZIP = b"\x1f\x8b"


def forms(word: str) -> set[bytes]:
    """Return what a word looks like in a file: as text in several encodings, in hexadecimal, and in Base64."""
    spelt = {word, word.lower()}
    return {
        *(one.lower().encode(code) for one in spelt for code in _CODES),
        *(one.encode(code).hex().encode() for one in spelt for code in _CODES),
        *(part for one in spelt for part in _in_base64(one.encode())),
    }


def _in_base64(text: bytes) -> Iterator[bytes]:
    """Give the parts of the Base64 of a text that are the same whatever stands around it, at each of three places."""
    for before in range(3):
        coded = base64.b64encode(bytes(before) + text)
        first = (before * 8 + 5) // 6
        last = (before + len(text)) * 8 // 6
        yield coded[first:last].lower()


def traces(folders: Iterable[Path], words: Iterable[str], *, but: Iterable[Path] = ()) -> list[str]:
    """Return the files below some folders in which any of the words is, with the word; but for those below `but`."""
    looked_for = {word: forms(word) for word in words}
    left_out = tuple(but)
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not any(path.is_relative_to(one) for one in left_out):
                told = [*_contents(path), path.name.lower().encode()]
                found += [f"{path}: {word}" for word, spelt in looked_for.items() if _any_in(told, spelt)]
    return found


def _any_in(texts: Iterable[bytes], spelt: Iterable[bytes]) -> bool:
    return any(one in text for text in texts for one in spelt)


def _contents(path: Path) -> Iterator[bytes]:
    """Give what is in a file in lower case, and what is in it once unpacked."""
    content = path.read_bytes()
    yield content.lower()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name).lower() for name in packed.namelist())
    if content.startswith(_GZIP):
        yield zlib.decompress(content, wbits=31).lower()
