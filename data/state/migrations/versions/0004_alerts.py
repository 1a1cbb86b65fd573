"""Alerts: the rules that people add, what runs raised, what people did about it, and what was sent to whom."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004_alerts"
down_revision = "0003_access"


def upgrade() -> None:
    """Adds the four tables; what people decided stays as it is."""
    limits = sa.Column("limit", sa.Double), sa.Column("periods", sa.Integer)
    _create("alert_rule", *_texts("name", "kind", "indicator", "scope"), *limits, *_texts("author"))
    weight = sa.Column("weight", sa.Double, nullable=False)
    names = ("run", "event", "key", "rule", "kind", "indicator", "codes", "subject", "period", "severity")
    _create("alert_event", *_texts(*names), weight, *_texts("facts"))
    numbers = sa.Column("alert", sa.Integer, nullable=False), sa.Column("event", sa.Integer, nullable=False)
    until = sa.Column("until", sa.Date)
    _create("alert_decision", *numbers, *_texts("decision"), until, sa.Column("note", sa.String), *_texts("author"))
    _create("alert_delivery", *_texts("recipient", "events", "outcome"), sa.Column("reason", sa.String))


def downgrade() -> None:
    """Drops them: every rule that people added is gone, and what was raised is raised again."""
    for name in ("alert_delivery", "alert_decision", "alert_event", "alert_rule"):
        op.drop_table(name)


def _create(table: str, *columns: sa.Column[Any]) -> None:
    moment = sa.Column("recorded_at", sa.DateTime, nullable=False)
    op.create_table(table, sa.Column("id", sa.Integer, primary_key=True), moment, *columns)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]
