"""What the tables of a home are called, which is where they lie below it."""

LAKE, PUBLISHED, SHOWN = "lake", "published", "shown"
REJECTED, GONE, RESTATEMENT = "rejected", "gone", "restatement"
KEPT = "kept"

ROOTS = (LAKE, PUBLISHED, SHOWN, REJECTED, GONE, RESTATEMENT, KEPT)
"""The folders of all that the manifest of runs gives a version; other folders of a home have manifests of their own."""

CONTACTS_KEPT = f"{KEPT}/contacts"
"""Contacts by day and series of months whose rows are gone: what forecasts learn from."""

REGISTERED = ".register"
"""The source of rows that people registered; none that is read can be called so (`data.connectors.definition.NAME`)."""

FORECAST = "forecast"
"""The folder of the forecasts' tables, which have a manifest of their own."""


def lake_table(record: str) -> str:
    """The stored rows of a record, as `lake/transaction`."""
    return f"{LAKE}/{record}"


def record_of(table: str) -> str | None:
    """The record whose stored rows a table holds, None where it holds something else."""
    folder, _, record = table.partition("/")
    return record if folder == LAKE and record else None


def published_table(rows: str, cube: str) -> str:
    """The sums of a row set in one cube, as `published/transaction.month`."""
    return f"{PUBLISHED}/{rows}.{cube}"


def kept_table(rows: str, cube: str) -> str:
    """The sums of months whose rows are gone, as they were published when these went."""
    return f"{KEPT}/{rows}.{cube}"


def shown_table(rows: str) -> str:
    """The restricted answers that a published list was made of, with the editions in which they count."""
    return f"{SHOWN}/{rows}"


def is_published(table: str) -> bool:
    """Whether a table holds sums that are published."""
    return table.startswith(f"{PUBLISHED}/")
