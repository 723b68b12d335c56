"""Files with a wrong bit or a missing end, what is noticed of it, and the files put right again."""

from collections.abc import Callable
from pathlib import Path
from random import Random

from supervision_app.services.errors import CannotUnlock, ChecksFailed
from tests.faults.saving import opened

UNSEEN = "nobody could see anything"
Bytes = dict[str, bytes]
Damage = Callable[[bytes, Random], bytes]


def one_bit(content: bytes, dice: Random) -> bytes:
    """Return the content with one bit of it the other way round."""
    damaged = bytearray(content)
    damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def cut_short(content: bytes, dice: Random) -> bytes:
    """Return the content without its end: any number of bytes, or, half of the time, of whole pages."""
    kept = dice.randrange(len(content))
    return content[: kept // 4096 * 4096 if dice.random() < 0.5 else kept]


def bytes_of(folder: Path) -> Bytes:
    """Return every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def put_right(folder: Path, whole: Bytes) -> None:
    """Give a folder just these files again."""
    for name in bytes_of(folder).keys() - whole.keys():
        (folder / name).unlink()
    for name, content in whole.items():
        if not (folder / name).exists() or (folder / name).read_bytes() != content:
            (folder / name).write_bytes(content)


def noticed(base: Path) -> str:
    """Open a vault and check it: returns in which words that, or the opening, or the checks, complain."""
    try:
        vault = opened(base)
    except (CannotUnlock, ChecksFailed) as refusal:
        return str(refusal)
    try:
        return " ".join([*vault.noticed, *vault.check().problems]) or UNSEEN
    except ChecksFailed as refusal:
        return str(refusal)
    finally:
        vault.close()
