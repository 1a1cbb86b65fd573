"""What planners write: overrides, special days, withdrawals of them, scenarios and which of them is the plan."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002_planning"
down_revision = "0001_target"


def upgrade() -> None:
    """Adds the five tables; targets stay as they are."""
    _create(
        "override",
        *_texts("name", "reason", "author"),
        *_optional("channel", "line", "location"),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("amount", sa.Double, nullable=False),
        sa.Column("forecast_run", sa.String, nullable=False),
        sa.Column("origin", sa.Date, nullable=False),
    )
    _create(
        "special_day",
        *_texts("name"),
        *_optional("name_fr"),
        *_texts("author"),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        *_optional("channel", "line"),
        sa.Column("effect", sa.String, nullable=False),
        sa.Column("percent", sa.Double),
        sa.Column("every_year", sa.Boolean, nullable=False),
    )
    _create("withdrawal", *_texts("of"), sa.Column("row", sa.Integer, nullable=False), *_texts("author", "reason"))
    _create(
        "scenario",
        *_texts("name", "author"),
        *_optional("description"),
        *_texts("steps", "base_run"),
        *_optional("result"),
    )
    _create("publication", sa.Column("scenario", sa.Integer), *_texts("author"), *_optional("reason"))


def downgrade() -> None:
    """Drops them, with every decision in them."""
    for name in ("publication", "scenario", "withdrawal", "special_day", "override"):
        op.drop_table(name)


def _create(table: str, *columns: sa.Column[Any]) -> None:
    moment = sa.Column("recorded_at", sa.DateTime, nullable=False)
    op.create_table(table, sa.Column("id", sa.Integer, primary_key=True), moment, *columns)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]


def _optional(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String) for name in names]
