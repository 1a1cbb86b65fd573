"""The reporting cycle: comments, actions and decisions, locks of periods and the figures that they keep."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006_reporting"
down_revision = "0005_statement"


def upgrade() -> None:
    """Adds the four tables; what people decided stays as it is."""
    _create(
        "comment",
        *_texts("indicator", "period"),
        *_days("first_day", "last_day"),
        *_texts("part"),
        sa.Column("draft", sa.Boolean, nullable=False),
        *_optional("happened_en", "happened_fr", "why_en", "why_fr", "action_en", "action_fr", "action_owner"),
        sa.Column("action_due", sa.Date),
        *_optional("effect_en", "effect_fr"),
        sa.Column("effect_by", sa.Date),
        *_texts("author"),
    )
    _create(
        "action_item",
        sa.Column("number", sa.Integer, nullable=False),
        *_texts("kind"),
        *_optional("indicator"),
        *_texts("period", "part"),
        sa.Column("of_comment", sa.Boolean, nullable=False),
        *_optional("text_en", "text_fr"),
        *_texts("owner"),
        *_days("due"),
        *_texts("status"),
        *_optional("note"),
        *_texts("author"),
    )
    _create(
        "period_lock",
        *_texts("period"),
        *_days("first_day", "last_day"),
        sa.Column("locked", sa.Boolean, nullable=False),
        *_texts("reason", "role", "run", "open_points", "author"),
    )
    _create(
        "locked_figure",
        sa.Column("lock", sa.Integer, nullable=False),
        *_texts("indicator", "title_en", "title_fr"),
        sa.Column("value", sa.Double),
        *(sa.Column(name, sa.BigInteger) for name in ("numerator", "denominator", "n")),
        *_optional("absence"),
        *(sa.Column(name, sa.Double) for name in ("target", "near")),
        *_texts("status", "variation", "text_en", "text_fr"),
    )


def downgrade() -> None:
    """Drops them, with every comment, action and locked figure in them."""
    for name in ("locked_figure", "period_lock", "action_item", "comment"):
        op.drop_table(name)


def _create(table: str, *columns: sa.Column[Any]) -> None:
    moment = sa.Column("recorded_at", sa.DateTime, nullable=False)
    op.create_table(table, sa.Column("id", sa.Integer, primary_key=True), moment, *columns)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _optional(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String) for name in names]


def _days(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Date, nullable=False) for name in names]
