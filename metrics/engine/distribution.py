"""What is read from distributions: percentiles, and the share of rows that last longer than a standard.

A percentile is the duration that so many per cent of the rows do not exceed: of n rows in order that of number
⌈n × percent ÷ 100⌉, as it is counted by hand. Read from buckets it is the end of that row's bucket: never too short,
and too long by less than the bucket is wide (`metrics.definition.buckets`): by nothing up to 150 seconds, by less than
3.4 % beyond.
"""

from collections.abc import Sequence

import polars as pl

from data.certainty import present
from data.storage.snapshot import Snapshot
from metrics.definition.indicator import Indicator
from metrics.engine.cubes import BUCKET
from metrics.engine.scope import Scope
from metrics.engine.sums import counts_by_bucket

TAIL = 0.025


def percentile_values(indicator: Indicator, scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """The percentile that an indicator declares.

    Out: `period` (first day), the `by` columns, `value` in the indicator's unit, `n` (rows counted), one row per group
    with rows.
    """
    values = percentiles(indicator, scope, [present(indicator.percentile)], snapshot)
    return values.rename({f"p{indicator.percentile}": "value"}).with_columns(pl.col("value") * indicator.scale)


def percentiles(indicator: Indicator, scope: Scope, percents: Sequence[int], snapshot: Snapshot) -> pl.DataFrame:
    """Percentiles of the distribution behind an indicator, per period and group.

    Out: `period` (first day, null without a grain), the `by` columns, `n` (rows counted) and per percent `p<percent>`
    (s, the end of a bucket), one row per group with rows.
    """
    keys = ["period", *scope.by]
    counts = counts_by_bucket(indicator, scope, snapshot).sort(*keys, BUCKET)
    running = counts.with_columns(n=pl.col("count").sum().over(keys), up_to=pl.col("count").cum_sum().over(keys))
    # Whole numbers, so that no rounding decides which row it is.
    ranks = {percent: (pl.col("n") * percent + 99) // 100 for percent in percents}
    return running.group_by(keys).agg(
        pl.col("n").first(),
        *(pl.col(BUCKET).filter(pl.col("up_to") >= rank).min().alias(f"p{p}") for p, rank in ranks.items()),
    )


def percentile_intervals(indicator: Indicator, scope: Scope, snapshot: Snapshot) -> pl.DataFrame:
    """How far the draw of rows alone can move the percentile that an indicator declares, 19 times out of 20.

    By order statistics, which ask nothing of the distribution: how many of n rows do not exceed the true percentile is
    binomial, so the rows of number l and u hold it between them, l the smallest with P(fewer or as many) >= 2.5 % and
    u - 1 the smallest with P(fewer or as many) >= 97.5 %. Out: `period`, the `by` columns, `low`, `high` in the
    indicator's unit, each the end of its row's bucket; null where there is no such row.
    """
    keys = ["period", *scope.by]
    counts = counts_by_bucket(indicator, scope, snapshot).sort(*keys, BUCKET)
    running = counts.with_columns(n=pl.col("count").sum().over(keys), up_to=pl.col("count").cum_sum().over(keys))
    sizes = running["n"].unique().to_list()
    ends = [_ranks(n, present(indicator.percentile) / 100) for n in sizes]
    ranks = pl.DataFrame({"n": sizes, "l": [low for low, _ in ends], "u": [high for _, high in ends]},
                         schema={"n": pl.Int64, "l": pl.Int64, "u": pl.Int64})  # fmt: skip
    held = running.join(ranks, on="n").sort(*keys, BUCKET)
    bounds = {"low": pl.col("l"), "high": pl.col("u")}
    return held.group_by(keys).agg(
        (pl.when(rank.first() > 0).then(pl.col(BUCKET).filter(pl.col("up_to") >= rank).min()) * indicator.scale).alias(
            name
        )
        for name, rank in bounds.items()
    )


def _ranks(n: int, share: float) -> tuple[int, int]:
    """The numbers of the two rows of n in order that hold a percentile; 0 or n + 1 where there is none."""
    return _smallest(n, share, TAIL), _smallest(n, share, 1 - TAIL) + 1


def _smallest(n: int, share: float, chance: float) -> int:
    """The smallest number of n, each with the chance `share`, that is not exceeded with a chance."""
    # Here and not above: most answers need no distribution, and importing it costs as much as importing Polars.
    from scipy.special import bdtr, bdtrik

    at = max(int(bdtrik(chance, n, share)), 0)
    while at > 0 and bdtr(at - 1, n, share) >= chance:
        at -= 1
    while bdtr(at, n, share) < chance:
        at += 1
    return at


def shares_over(indicator: Indicator, scope: Scope, seconds: int, snapshot: Snapshot) -> pl.DataFrame:
    """How many rows of the distribution behind an indicator last longer than a standard, per period and group.

    Out: `period` (first day, null without a grain), the `by` columns, `over`, `n` and `share` (0–1). It is exact where
    the standard is the end of a bucket (each second to 150, each minute to 20, half-hours); else the rows of the
    standard's own bucket count as longer.
    """
    inside = pl.col(BUCKET) <= seconds
    counted = counts_by_bucket(indicator, scope, snapshot).group_by("period", *scope.by)
    sums = counted.agg(pl.col("count").filter(~inside).sum().alias("over"), pl.col("count").sum().alias("n"))
    return sums.with_columns(share=pl.col("over") / pl.col("n"))
