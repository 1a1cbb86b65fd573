"""The public statement as pages read it: what would be published, and what was."""

from collections.abc import Mapping

import polars as pl

from dashboard.queries.cache import cached
from data.state import published_statements
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import parse
from metrics.standards.statement import Statement, Version, read_versions, statement

Published = Mapping[str, list[Version]]
"""Quarter → every version that was published, the oldest first."""


@cached(8)
def draft(snapshot: Snapshot, period: str) -> Statement:
    """What would be published now; raises UserError as `metrics.standards.statement.statement`."""
    return statement(snapshot, parse(period))


def published(url: str) -> Published:
    """Everything that was published; raises UserError for a database that cannot be used."""
    return _read(published_statements(url))


@cached(4)
def _read(rows: pl.DataFrame) -> Published:
    return read_versions(rows)
