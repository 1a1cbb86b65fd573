"""The table of targets."""

import sqlalchemy as sa
from alembic import op

revision = "0001_target"
down_revision = None


def upgrade() -> None:
    """Adds it."""
    op.create_table(
        "target",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        sa.Column("indicator", sa.String, nullable=False),
        sa.Column("fiscal_year", sa.String, nullable=False),
        sa.Column("channel", sa.String),
        sa.Column("line", sa.String),
        sa.Column("location", sa.String),
        sa.Column("partner", sa.String),
        sa.Column("target", sa.Double, nullable=False),
        sa.Column("near", sa.Double, nullable=False),
        sa.Column("path", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("approved_by", sa.String),
        sa.Column("approved_on", sa.Date),
        sa.Column("reason", sa.String),
    )


def downgrade() -> None:
    """Drops it, with every decision in it."""
    op.drop_table("target")
