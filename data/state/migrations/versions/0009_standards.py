"""The register of service standards."""

import sqlalchemy as sa
from alembic import op

revision = "0009_standards"
down_revision = "0008_accountability"

NEEDED = ("standard_id", "channel", "measure", "text_en")
TEXTS = (
    "service_id", "approval_ref", "text_fr", "method", "audience", "circumstance", "description_en", "description_fr",
    "pledge_en", "pledge_fr", "access_en", "access_fr", "accuracy_en", "accuracy_fr", "redress_en", "redress_fr",
)  # fmt: skip


def upgrade() -> None:
    """Adds the table; what people decided stays as it is."""
    op.create_table(
        "standard",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("recorded_at", sa.DateTime, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in NEEDED),
        *(sa.Column(name, sa.String) for name in TEXTS),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("valid_to", sa.Date),
        sa.Column("approved_on", sa.Date),
        sa.Column("threshold", sa.Integer, nullable=False),
        sa.Column("target_millionths", sa.Integer),
        sa.Column("fee_cents", sa.Integer),
        sa.Column("is_guarantee", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    """Drops it: nothing was ever registered."""
    op.drop_table("standard")
