"""Accountability: agreements, accepted results, audit recommendations, attestations."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008_accountability"
down_revision = "0007_links_and_meetings"


def upgrade() -> None:
    """Adds the four tables; what people decided stays as it is."""
    _create(
        "agreement",
        *_texts("code"),
        sa.Column("signed", sa.Date, nullable=False),
        sa.Column("expires", sa.Date),
        *_texts("kind", "party", "partner"),
        *_optional("name_en", "name_fr"),
        *_texts("title_en"),
        *_optional("title_fr"),
        sa.Column("principles", sa.Boolean, nullable=False),
        sa.Column("accept_within", sa.Integer),
        sa.Column("results_from", sa.Date),
        *_texts("measures"),
    )
    _create(
        "acceptance",
        *_texts("agreement", "partner", "period", "side"),
        sa.Column("accepted", sa.Boolean, nullable=False),
        *_optional("text_en", "text_fr"),
        *_texts("figures", "run", "role", "author"),
    )
    _create(
        "recommendation",
        *_texts("code", "body_en"),
        *_optional("body_fr"),
        sa.Column("year", sa.Integer, nullable=False),
        *_texts("text_en"),
        *_optional("text_fr", "action_en", "action_fr"),
        *_texts("owner"),
        sa.Column("due", sa.Date, nullable=False),
        *_texts("status"),
        *_optional("indicator", "note"),
        *_texts("author"),
    )
    _create(
        "attestation",
        *_texts("obligation", "kind"),
        *_optional("text_en", "text_fr", "approval"),
        sa.Column("approved_on", sa.Date),
        *_texts("role", "author"),
    )


def downgrade() -> None:
    """Drops them, with everything that was written in them."""
    for name in ("attestation", "recommendation", "acceptance", "agreement"):
        op.drop_table(name)


def _create(table: str, *columns: sa.Column[Any]) -> None:
    moment = sa.Column("recorded_at", sa.DateTime, nullable=False)
    op.create_table(table, sa.Column("id", sa.Integer, primary_key=True), moment, *columns)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _optional(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String) for name in names]
