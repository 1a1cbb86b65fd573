"""Is a movement real, and will the target be met: the XmR chart of NHS England's "Making Data Count".

The rules are those of NHSRplotthedots 0.2.2 (github.com/nhs-r-community/NHSRplotthedots), so that a
reader can have any verdict checked by software that is not ours.
"""

from collections.abc import Sequence
from itertools import chain, pairwise, repeat
from math import fsum, nan

import numpy as np
import polars as pl

from data.errors import Refusal
from data.refusals import assessment as refusals

DIRECTIONS = ("higher", "lower", "neutral")
CAUSES = (None, "outside", "trend", "two_in_three", "one_side")  # the first that applies

# 3 / 1.128: an average range of two neighbouring points is 1.128 standard deviations of pure noise.
LIMIT = 2.66
NEAR = 2 * (LIMIT / 3)
# A range this many times the average is an accident and would widen the limits for everyone else.
ACCIDENT = 3.267
RUN = 7
ENOUGH_POINTS = 13
JUDGED = [
    *("series", "date", "value", "mean", "lower", "upper"),
    *("point_type", "cause", "direction", "trial", "target", "better"),
]


def judge(points: pl.LazyFrame | pl.DataFrame) -> pl.DataFrame:
    """Judge every point of every series: common cause, improvement or concern.

    In: `series`, `date`, `value` (any unit; null, NaN or infinite means missing); optionally `target`
    (same unit), `better` ('higher', 'lower', 'neutral'; empty takes what the series says elsewhere, else
    'higher') and `group`, whose changes along the dates rebase: mean, limits and runs start again.
    Out, one row per row and in the same order: `series`, `date`, `value`; `mean`, `lower`, `upper` (same
    unit, never clamped, null where there is no range to judge by); `point_type`; `cause` ('outside',
    'trend', 'two_in_three', 'one_side' or null) and `direction` ('high', 'low' or null) behind it;
    `trial` (fewer than 13 values set the limits); `target`, `better`.

    Raises UserError for two points with one date, an unknown direction, or two directions in a series.
    """
    rows = _prepared(points)
    value, block = rows["value"].to_numpy(), rows["block"].to_numpy()
    values = rows.group_by("block", maintain_order=True).agg("value")["value"].to_list()
    mean, spread = np.array([_mean_and_spread(v) for v in values]).reshape(-1, 2)[block].T
    lower, upper = mean - LIMIT * spread, mean + LIMIT * spread

    starts = np.diff(block, prepend=-1) > 0
    side = np.sign(value - mean)
    step = np.where(starts, nan, np.diff(value, prepend=nan))
    outside = (value < lower) | (value > upper)
    near = ~outside & ((value < mean - NEAR * spread) | (value > mean + NEAR * spread))
    trend = _trend(step)
    found = [outside, trend, _two_in_three(near, side, starts), _one_side(side, starts)]
    cause = np.select(found, range(1, len(CAUSES)), 0)
    high = np.where(cause == CAUSES.index("trend"), _rising(step, trend), side > 0)
    direction = np.where(cause == 0, np.array(None), np.where(high, "high", "low")).tolist()

    return (
        rows.with_columns(
            *pl.DataFrame({"mean": mean, "lower": lower, "upper": upper}).fill_nan(None),
            pl.Series("cause", [CAUSES[number] for number in cause], pl.String),
            pl.Series("direction", direction, pl.String),
            trial=pl.col("value").count().over("block") < ENOUGH_POINTS,
        )
        .with_columns(point_type=_point_type())
        .sort("row")
        .select(JUDGED)
    )


def summary(judged: pl.DataFrame) -> pl.DataFrame:
    """Sum up each judged series by its last point.

    In: what `judge` returns. Out, one row per series in order of appearance: `series`; `variation`, the
    type of the last point; `assurance` ('consistent_pass', 'inconsistent', 'consistent_fail'; null
    without a target or a good direction), the last target against the last limits, never against values.
    """
    good_when_high = pl.col("better") == "higher"
    passes, fails = pl.lit("consistent_pass"), pl.lit("consistent_fail")
    return (
        judged.group_by("series", maintain_order=True)
        .agg(pl.col("point_type", "target", "better", "lower", "upper").sort_by("date").last())
        .select(
            "series",
            variation="point_type",
            assurance=pl.when(pl.col("target").is_null() | (pl.col("better") == "neutral"))
            .then(None)
            .when(pl.col("target") > pl.col("upper"))
            .then(pl.when(good_when_high).then(fails).otherwise(passes))
            .when(pl.col("target") < pl.col("lower"))
            .then(pl.when(good_when_high).then(passes).otherwise(fails))
            .otherwise(pl.lit("inconsistent")),
        )
    )


def _prepared(points: pl.LazyFrame | pl.DataFrame) -> pl.DataFrame:
    """Rows by series and date, defaults filled in, with the number of their `block` (series and group)."""
    rows = points.lazy().collect()
    optional = {"target": pl.Float64, "better": pl.String, "group": pl.Int8}
    rows = rows.select(
        *("series", "date", "value"),
        *(name if name in rows.columns else pl.lit(None, kind).alias(name) for name, kind in optional.items()),
    )
    stated = pl.col("better").drop_nulls().first().over("series")
    value = pl.col("value").cast(pl.Float64)
    rows = (
        rows.with_row_index("row")
        .with_columns(
            pl.col("target").cast(pl.Float64).fill_nan(None),
            value=pl.when(value.is_finite()).then(value),
            better=pl.coalesce(pl.col("better"), stated, pl.lit("higher")),
        )
        .sort("series", "date", maintain_order=True)
        .with_columns(block=pl.struct("series", "group").rle_id().cast(pl.Int64))
    )
    better, date = pl.col("better"), pl.struct("series", "date")
    _refuse(rows, ~better.is_in(DIRECTIONS), refusals.VARIATION_NO_DIRECTION)
    _refuse(rows, better.n_unique().over("series") > 1, refusals.VARIATION_TWO_DIRECTIONS)
    _refuse(rows, date.is_duplicated(), refusals.VARIATION_DATE_TWICE)
    return rows


def _refuse(rows: pl.DataFrame, wrong: pl.Expr, refusal: Refusal) -> None:
    for row in rows.filter(wrong).head(1).iter_rows(named=True):
        raise refusal(series=repr(row["series"]), better=repr(row["better"]), date=row["date"])


def _mean_and_spread(values: Sequence[float | None]) -> tuple[float, float]:
    """Mean of the values and of their screened moving ranges; NaN where there are none."""
    ranges = [abs(value - before) for before, value in pairwise(values) if value is not None and before is not None]
    most = ACCIDENT * _mean(ranges)
    return _mean([value for value in values if value is not None]), _mean([r for r in ranges if r < most])


def _mean(values: Sequence[float]) -> float:
    # The second pass takes back what the division rounded: seven times 0.1 must average 0.1 to the last
    # bit, or a flat series would lie on one side of its own mean.
    if not values:
        return nan
    about = fsum(values) / len(values)
    return about + fsum(chain(values, repeat(-about, len(values)))) / len(values)


def _run_lengths(kind: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Per point, the length of the unbroken run of one `kind` it lies in; NaN, equal to nothing, is alone."""
    begins = starts | (kind != np.concatenate([[nan], kind[:-1]]))
    run = np.cumsum(begins) - 1
    return np.bincount(run)[run] if len(run) else run


def _trend(step: np.ndarray) -> np.ndarray:
    """Points of a rise or fall over seven points: six steps of one sign, and the point before them."""
    way = np.sign(step)
    inside = (np.abs(way) == 1) & (_run_lengths(way, np.isnan(step)) >= RUN - 1)
    points: np.ndarray = inside | _next(inside, False)
    return points


def _rising(step: np.ndarray, trend: np.ndarray) -> np.ndarray:
    """Whether a trend rises here; at a turning point the trend that begins decides."""
    ahead = _next(step, nan)
    return np.where(_next(trend, False) & ~np.isnan(ahead), ahead, step) > 0


def _two_in_three(near: np.ndarray, side: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Near points of three consecutive ones strictly on one side, of which at least two are near."""
    first, second, third = slice(None, -2), slice(1, -1), slice(2, None)  # of each three in a row
    together = (side[first] == side[second]) & (side[second] == side[third]) & (side[third] != 0)
    unbroken = ~starts[second] & ~starts[third]
    two = near[first].astype(int) + near[second] + near[third] >= 2
    last = np.zeros(len(near), bool)
    last[third] = together & unbroken & two
    points: np.ndarray = near & (last | _next(last, False) | _next(_next(last, False), False))
    return points


def _one_side(side: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Points of a run of seven strictly on one side of the mean."""
    points: np.ndarray = (np.abs(side) == 1) & (_run_lengths(side, starts) >= RUN)
    return points


def _next(array: np.ndarray, after_last: float | bool) -> np.ndarray:
    return np.append(array[1:], after_last) if len(array) else array


def _point_type() -> pl.Expr:
    good = (pl.col("better") == "higher") == (pl.col("direction") == "high")
    improvement, concern = pl.lit("special_cause_improvement"), pl.lit("special_cause_concern")
    return (
        pl.when(pl.col("cause").is_null())
        .then(pl.lit("common_cause"))
        .when(pl.col("better") == "neutral")
        .then(pl.format("special_cause_neutral_{}", "direction"))
        .otherwise(pl.when(good).then(improvement).otherwise(concern))
    )
