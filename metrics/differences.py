"""Sums brought up to date: what the rows that a run changed add now, less what they added before."""

from dataclasses import dataclass

import polars as pl

KEPT_ROWS = 1_000_000
"""Up to so many changed rows sums are brought up to date; beyond that, making them anew is as quick and needs less."""


@dataclass(frozen=True)
class Changed:
    """The rows of a record that a run changed, as they were stored and as they are: those new have no row before."""

    before: pl.DataFrame
    after: pl.DataFrame

    @property
    def rows(self) -> int:
        """How many are held."""
        return self.before.height + self.after.height

    def and_those(self, other: "Changed") -> "Changed":
        """The rows of both: of two sources."""
        return Changed(
            pl.concat([self.before, other.before], how="diagonal_relaxed"),
            pl.concat([self.after, other.after], how="diagonal_relaxed"),
        )
