"""What must be published, as plain data: whoever knows the meaning hands it over, and nothing here computes it."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.verify.rowsets_sql import Breakdown


@dataclass(frozen=True)
class Sum:
    """One part in a published table.

    `name` and `counted`: the columns of its sum and of its number of rows (one column where each row adds one).
    `expression`: what a row adds, as Polars writes it down. `answers`: its rows are the respondents of a question.
    """

    name: str
    counted: str
    dated: str
    deadline: bool
    expression: str
    answers: bool = False

    @property
    def columns(self) -> list[str]:
        """Both columns, each once."""
        return list(dict.fromkeys((self.name, self.counted)))


@dataclass(frozen=True)
class Published:
    """A published table: the sums over a row set by `grain` (day or month) and the breakdowns `by`.

    `least`: of restricted rows the smallest group that may be shown; they are one list of groups per day, each by one
    breakdown, and who is in none of them is in the group `nobody`.
    """

    table: str
    rows: str
    record: str
    grain: str
    by: tuple[Breakdown, ...]
    sums: tuple[Sum, ...]
    least: int | None = None
    nobody: str = ""


@dataclass(frozen=True)
class Declared:
    """All that must be published of what the lake holds, and the mark of how it was computed."""

    tables: tuple[Published, ...]
    fingerprint: str
    keys: Mapping[str, list[str]]
    """Table of the lake → the columns that tell its rows apart."""
