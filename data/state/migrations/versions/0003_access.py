"""Who may look and act, and what everybody did."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003_access"
down_revision = "0002_planning"


def upgrade() -> None:
    """Adds the two tables; what people decided stays as it is."""
    _create("permission", *_texts("email"), sa.Column("role", sa.String), *_texts("scope", "author"))
    op.create_index("ix_permission_email", "permission", ["email"])
    number = sa.Column("number", sa.Integer, nullable=False, unique=True)
    _create("audit_line", number, *_texts("who", "role", "scope", "event", "what", "details", "previous", "hash"))


def downgrade() -> None:
    """Drops them: nobody has a role any more, and the trail ends."""
    for name in ("audit_line", "permission"):
        op.drop_table(name)


def _create(table: str, *columns: sa.Column[Any]) -> None:
    moment = sa.Column("recorded_at", sa.DateTime, nullable=False)
    op.create_table(table, sa.Column("id", sa.Integer, primary_key=True), moment, *columns)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String, nullable=False) for name in names]
