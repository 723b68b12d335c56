"""What came and waits to be part of the record."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of commits that wait."""
    op.create_table(
        "waiting",
        sa.Column("commit_id", sa.LargeBinary(), nullable=False),
        sa.Column("sender", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("commit_id", name="pk_waiting"),
    )


def downgrade() -> None:
    """Refuse: an older version opens no newer vault."""
    raise NotImplementedError
