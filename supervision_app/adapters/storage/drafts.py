"""What is being typed, kept field by field beside the ledger and never in it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from supervision_app.adapters.storage.database import Database
from supervision_app.adapters.storage.tables import DraftRow

DRAFT: Any = DraftRow.__table__  # type: ignore[attr-defined]
_NEW = insert(DRAFT)
_KEEP = _NEW.on_conflict_do_update(
    index_elements=[DRAFT.c.draft, DRAFT.c.field],
    set_={"text": _NEW.excluded.text, "kept_at": _NEW.excluded.kept_at},
)


class StoredDrafts:
    """Drafts in the vault. Inside a transaction of the ledger everything here joins it."""

    def __init__(self, database: Database) -> None:
        """Take the open database."""
        self._database = database

    def keep(self, draft: str, fields: Mapping[str, str], kept_at: str) -> None:
        """Keep these fields of a draft as they are now; a field without text goes."""
        typed = [
            {"draft": draft, "field": field, "text": text, "kept_at": kept_at} for field, text in fields.items() if text
        ]
        empty = [field for field, text in fields.items() if not text]
        with self._database.transaction() as connection:
            if typed:
                connection.execute(_KEEP, typed)
            if empty:
                connection.execute(delete(DRAFT).where(DRAFT.c.draft == draft, DRAFT.c.field.in_(empty)))

    def read(self, draft: str) -> dict[str, str]:
        """Return the fields of a draft with their text; none where nothing was typed."""
        query = select(DRAFT.c.field, DRAFT.c.text).where(DRAFT.c.draft == draft).order_by(DRAFT.c.field)
        with self._database.reading() as connection:
            return {row.field: row.text for row in connection.execute(query)}

    def begun(self, start: str) -> dict[str, str]:
        """Return the drafts whose name starts like this, each with when it was last kept, the newest first."""
        newest = func.max(DRAFT.c.kept_at)
        query = (
            select(DRAFT.c.draft, newest.label("kept_at"))
            .where(DRAFT.c.draft.startswith(start, autoescape=True))
            .group_by(DRAFT.c.draft)
            .order_by(newest.desc(), DRAFT.c.draft)
        )
        with self._database.reading() as connection:
            return {row.draft: row.kept_at for row in connection.execute(query)}

    def drop(self, draft: str) -> None:
        """Forget a draft whole."""
        with self._database.transaction() as connection:
            connection.execute(delete(DRAFT).where(DRAFT.c.draft == draft))
