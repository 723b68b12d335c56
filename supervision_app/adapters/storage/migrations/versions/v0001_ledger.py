"""The ledger: commits, entries, and the vault's own settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "ledger_commit",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("author", sa.LargeBinary(), nullable=False),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("save", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_commit"),
    )
    _make_entry()
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_setting"),
    )


def _make_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.LargeBinary(), nullable=False),
        sa.Column("commit_id", sa.LargeBinary(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("author", sa.LargeBinary(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("prev", sa.LargeBinary(), nullable=True),
        sa.Column("stream", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("happened_on", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.String(), nullable=False),
        sa.Column("after", sa.LargeBinary(), nullable=False),
        sa.Column("payload_hash", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("received_at", sa.String(), nullable=False),
        sa.CheckConstraint("(payload IS NULL) = (salt IS NULL)", name="ck_entry_payload_with_salt"),
        sa.ForeignKeyConstraint(["commit_id"], ["ledger_commit.id"], name="fk_entry_commit_id_ledger_commit"),
        sa.PrimaryKeyConstraint("id", name="pk_entry"),
    )
    op.create_index("ix_entry_chain", "entry", ["author", "stream", "seq"])
    op.create_index("ix_entry_subject", "entry", ["stream", "subject"])
    op.create_index("ix_entry_commit", "entry", ["commit_id", "place"])


def downgrade() -> None:
    """Refuse: an older version opens no newer vault."""
    raise NotImplementedError
