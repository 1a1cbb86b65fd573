"""Run by Alembic: applies the steps on the connection, and in the transaction, that `data.state` has opened."""

from alembic import context

from data.state import State
from data.state.engine import VERSION_TABLE

# Batch mode copies a table to change a column, the only way in which SQLite can.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=State.metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
