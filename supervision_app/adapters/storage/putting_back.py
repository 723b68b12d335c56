"""Putting the files of a restored vault in the place of those that are there, so that a crash loses neither.

From the moment at which the finished folder has its name the restoring is only ever finished: at every later start.
"""

import shutil
from pathlib import Path

from supervision_app.adapters.files import PRIVATE_FOLDER, flush, in_words, write_whole

STAGED, READY, ASIDE = ".restoring", "restored", "aside"
HEADS = "heads"
DATABASE, KEYS, COPY = "vault.db", "vault.keys", "vault.keys.copy"
LOG = "vault.db-wal"
_LOGS = (LOG, "vault.db-shm")
_WHERE = "put-aside-as"


def begin(folder: Path) -> Path:
    """Return an empty folder in which a vault can be made ready; what was begun before and not finished goes."""
    staged = folder / STAGED
    with in_words(folder):
        shutil.rmtree(staged, ignore_errors=True)
        staged.mkdir(mode=PRIVATE_FOLDER, parents=True)
    return staged


def put_in_place(folder: Path, name: str, heads: Path) -> Path:
    """Put what was made ready in its place; returns the folder in which what was there before is kept."""
    staged = folder / STAGED
    write_whole(staged / _WHERE, name.encode())
    with in_words(folder):
        for path in staged.rglob("*"):
            if path.is_file():
                flush(path)
        staged.rename(folder / READY)
        flush(folder)
    finish(folder, heads)
    return folder / ASIDE / name


def is_unfinished(folder: Path) -> bool:
    """Return whether a restoring has to be finished before anything else."""
    return (folder / READY).exists()


def finish(folder: Path, heads: Path) -> None:
    """Finish a restoring wherever it stood; `heads` is the folder of the head files. Raises CannotWrite."""
    ready = folder / READY
    with in_words(folder):
        aside = folder / ASIDE / (ready / _WHERE).read_text(encoding="utf-8")
        aside.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        if (ready / DATABASE).exists():
            # The log first: beside another database it would be taken for that one's.
            for name in (*_LOGS, DATABASE):
                if (folder / name).exists():
                    (folder / name).replace(aside / name)
            (ready / DATABASE).replace(folder / DATABASE)
        for name in (COPY, KEYS):
            if (ready / name).exists():
                # Copied, so that there is a key file at every moment.
                if (folder / name).exists() and not (aside / name).exists():
                    write_whole(aside / name, (folder / name).read_bytes())
                (ready / name).replace(folder / name)
        heads.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        for head in (ready / HEADS).glob("*.json"):
            write_whole(heads / head.name, head.read_bytes())
        flush(folder)
        # Away from its name first: from then on it counts for nothing, however far the removal comes.
        shutil.rmtree(folder / STAGED, ignore_errors=True)
        ready.rename(folder / STAGED)
        shutil.rmtree(folder / STAGED, ignore_errors=True)
