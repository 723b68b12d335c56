"""Bringing the lasting tables to this version, inside the vault's own connection."""

from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, inspect, text

HEAD = "0003"
"""The newest revision; a test holds it against the migration scripts."""


def revision_of(connection: Connection) -> str:
    """Return the revision the vault is at, empty for a new one."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""


def known_revisions() -> frozenset[str]:
    """Return every revision this version knows."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


def _scripts() -> Any:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(files("supervision_app.adapters.storage") / "migrations"))
    return ScriptDirectory.from_config(config)


def migrate(connection: Connection) -> None:
    """Bring the lasting tables to the newest revision; call inside a transaction, with foreign keys off."""
    from alembic.runtime.migration import MigrationContext

    scripts = _scripts()

    def steps(revision: Any, _context: Any) -> Any:
        return scripts._upgrade_revs(HEAD, revision)  # noqa: SLF001 - what Alembic's own command does

    context = MigrationContext.configure(
        connection, opts={"fn": steps, "transactional_ddl": True, "transaction_per_migration": False}
    )
    with _operations(context):
        context.run_migrations()


def _operations(context: Any) -> Any:
    from alembic.operations import Operations

    return Operations.context(context)
