"""Drafts: what is being typed, field by field."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of drafts."""
    op.create_table(
        "draft",
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("draft", "field", name="pk_draft"),
    )


def downgrade() -> None:
    """Refuse: an older version opens no newer vault."""
    raise NotImplementedError
