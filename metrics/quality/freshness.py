"""How far the data of each source reach, and what of it could not be read."""

from dataclasses import dataclass
from datetime import date

import polars as pl


@dataclass(frozen=True, kw_only=True)
class SourceFreshness:
    """One source: the last day of which it has data, None without a dated record; its records; those that are late."""

    source: str
    data_to: date | None
    records: tuple[str, ...]
    late: tuple[str, ...]

    @property
    def received(self) -> int:
        """How many of its records could be read."""
        return len(self.records) - len(self.late)


def by_source(records: pl.DataFrame) -> list[SourceFreshness]:
    """The sources in the order in which they come.

    In: `source`, `record`, `state` (`good` or `late`), `data_to` (text, null for reference tables), as
    `metrics.quality.health.freshness` gives them.
    """
    sources = []
    for (source,), rows in records.group_by("source", maintain_order=True):
        last = rows["data_to"].drop_nulls().max()
        sources.append(
            SourceFreshness(
                source=str(source),
                data_to=date.fromisoformat(str(last)) if last else None,
                records=tuple(rows["record"]),
                late=tuple(rows.filter(pl.col("state") == "late")["record"]),
            )
        )
    return sources
