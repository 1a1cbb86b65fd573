"""Tokens of data links, what people follow and choose, notes of meetings, digests, and promises of comments."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007_links_and_meetings"
down_revision = "0006_reporting"

PROMISE = ("effect_indicator", "effect_direction")


def upgrade() -> None:
    """Adds the five tables and two columns of comments; what people decided stays as it is."""
    _create("access_token", *_texts("email"), sa.Column("mark", sa.String), *_texts("author"))
    for name in ("email", "mark"):
        op.create_index(f"ix_access_token_{name}", "access_token", [name])
    _create("follow", *_texts("email", "indicator"), sa.Column("following", sa.Boolean, nullable=False))
    op.create_index("ix_follow_email", "follow", ["email"])
    chosen = [sa.Column(name, sa.String) for name in ("owner", "cadence", "language")]
    _create("preference", *_texts("email"), *chosen)
    op.create_index("ix_preference_email", "preference", ["email"])
    about = sa.Column("indicator", sa.String)
    _create("meeting_note", *_texts("period", "part"), about, *_texts("text", "language", "author"))
    _create("digest_delivery", *_texts("recipient", "period", "outcome"), sa.Column("reason", sa.String))
    for name in PROMISE:
        op.add_column("comment", sa.Column(name, sa.String))


def downgrade() -> None:
    """Drops them, with every token and note in them."""
    for name in PROMISE:
        op.drop_column("comment", name)
    for name in ("digest_delivery", "meeting_note", "preference", "follow", "access_token"):
        op.drop_table(name)


def _create(table: str, *columns: sa.Column[Any]) -> None:
    moment = sa.Column("recorded_at", sa.DateTime, nullable=False)
    op.create_table(table, sa.Column("id", sa.Integer, primary_key=True), moment, *columns)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]
