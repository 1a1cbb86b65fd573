"""What must be published, as plain data: whoever knows the meaning hands it over, and nothing here computes it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Breakdown:
    """A breakdown of rows: by a `column` of their own, else by what table `table` holds as `attribute` of `key`.

    `of_day`: else it is told by the day by which a part counts: SQL in which `{day}` stands for it.
    """

    name: str
    column: str | None = None
    key: str | None = None
    attribute: str | None = None
    table: str | None = None
    of_day: str = ""


@dataclass(frozen=True)
class PublishedSum:
    """One part in a published table.

    `name` and `counted`: the columns of its sum and of its number of rows (one column where each row adds one).
    `expression`: what a row adds, as Polars writes it down. `answers`: its rows are the respondents of a question.
    `bucketed`: of a distribution, the duration of a row, written likewise; `bucket`: SQL of the bucket of `{value}`.
    """

    name: str
    counted: str
    dated: str
    deadline: bool
    expression: str
    answers: bool = False
    bucketed: str = ""
    bucket: str = ""

    @property
    def columns(self) -> list[str]:
        """Both columns, each once."""
        return list(dict.fromkeys((self.name, self.counted)))


@dataclass(frozen=True)
class PublishedTable:
    """A published table: the sums over a row set by `grain` (day or month) and the breakdowns `by`.

    `rows` names the row set and `select` says in SQL what its rows are, every table of the lake being a view of its
    name. `once`: that costs so much that the rows are made once for all tables of the set. `buckets`: the column of the
    bucket, where sums are counts by bucket.
    `least`: of restricted rows the smallest group that may be shown; they are one list of groups per day, each by one
    breakdown, and who is in none of them is in the group `nobody`. `answers`: the table of the answers that were shown,
    with the editions in which they count, told apart by `keys`; where there is none, all answers are of one edition.
    `kept_from`: the first day of which rows are retained. `kept`: in SQL the sums that are kept of the time before, not
    yet added up; empty where there are none.
    """

    table: str
    rows: str
    select: str
    record: str
    grain: str
    by: tuple[Breakdown, ...]
    sums: tuple[PublishedSum, ...]
    once: bool = False
    buckets: str = ""
    least: int | None = None
    nobody: str = ""
    answers: str = ""
    keys: tuple[str, ...] = ()
    kept_from: str = ""
    kept: str = ""


@dataclass(frozen=True)
class Specification:
    """All that must be published of what the lake holds, and the marks of how it was computed.

    `fingerprint` is of definitions and references together, `references` of the latter alone.
    """

    tables: tuple[PublishedTable, ...]
    fingerprint: str
    references: str
    keys: Mapping[str, list[str]]
    """Table of the lake → the columns that tell its rows apart."""
    unread: frozenset[str] = frozenset()
    """Tables of a past run whose rows are not retained any more, and those that would be recomputed from them."""
