"""The statements that were published; a version of a quarter is there once."""

import sqlalchemy as sa
from alembic import op

revision = "0005_statement"
down_revision = "0004_alerts"


def upgrade() -> None:
    """Adds the table; what people decided stays as it is."""
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        sa.Column("period", sa.String, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("reason", sa.String),
        sa.Column("figures", sa.String, nullable=False),
        sa.UniqueConstraint("period", "version"),
    )


def downgrade() -> None:
    """Drops it: nothing was ever published."""
    op.drop_table("statement")
