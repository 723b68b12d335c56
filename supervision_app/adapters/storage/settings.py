"""What a vault remembers for itself, its count of saves among it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.tables import SettingRow

SETTING: Any = SettingRow.__table__  # type: ignore[attr-defined]
SUM_SPACE = 1 << 256
_SETTING = select(SETTING.c.value).where(SETTING.c.name == bindparam("setting"))
_SET = update(SETTING).where(SETTING.c.name == bindparam("setting")).values(value=bindparam("to"))


def running(connection: Connection) -> tuple[int, int]:
    """Return how many saves there were, and the sum of all entry ids."""
    found = connection.execute(_SETTING, {"setting": "running"}).scalar() or "0 0"
    save, total = found.split(" ")
    return int(save), int(total, 16)


def remember_running(connection: Connection, save: int, total: int) -> None:
    """Remember how many saves there were, and the sum of all entry ids."""
    _remember(connection, "running", f"{save} {total:064x}")


def weight(entry: bytes, *, whole: bool) -> int:
    """Return what an entry adds to the sum of a vault; without its words it is another number."""
    return int.from_bytes(entry) if whole else 2 * int.from_bytes(entry)


def _remember(connection: Connection, name: str, value: str) -> None:
    done = connection.execute(_SET, {"setting": name, "to": value})
    if not done.rowcount:
        connection.execute(insert(SETTING).values(name=name, value=value))


class Settings:
    """What the vault remembers for itself."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def get(self, name: str) -> str:
        """Return a setting, empty when it was never set."""
        with self._database.reading() as connection:
            return connection.execute(_SETTING, {"setting": name}).scalar() or ""

    def set(self, values: Mapping[str, str]) -> None:
        """Remember these settings."""
        with self._database.transaction() as connection:
            for name, value in values.items():
                _remember(connection, name, value)
