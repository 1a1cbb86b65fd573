"""Year ends of ten fictional organisations, told 9, 6 and 3 months before: how many lie in their interval, how far off.

`year_ends.parquet` has the monthly sums of every headline indicator of `scorecard demo --scale 0.002 --seed N` for ten
seeds, to November 2026: `seed`, `indicator`, `month`, `numerator`, `denominator`. What a home would have told at an
earlier month is told from the months before it.
"""

from datetime import date
from functools import cache, partial
from pathlib import Path

import numpy as np
import polars as pl

from data.words import Frequency
from metrics.calendar.periods import add_months
from metrics.catalogue.registry import declared
from metrics.definition.indicator import Kind
from pipelines.forecast.organisation.period_end import FEWEST_MONTHS, FEWEST_WAVES, _share
from pipelines.forecast.organisation.period_end_models import Sums, foresee
from tests.support.proofs import PROVING, count, proof

SEEDS = range(101, 111)
ENDS = [date(2025, 3, 1), date(2026, 3, 1)]
"""The last months of the fiscal years that are foretold."""
LEFT = (9, 6, 3)
YEAR = 12


@cache
def months_of(seed: int, name: str) -> tuple[list[date], np.ndarray, np.ndarray]:
    """Months, and sums above and below; of waves the months in which they were held."""
    rows = pl.read_parquet(Path(__file__).with_name("year_ends.parquet"))
    rows = rows.filter(pl.col("seed") == seed, pl.col("indicator") == name).sort("month")
    if declared()[name].kind is Kind.GROWTH:
        rows = rows.with_columns(denominator=pl.col("numerator").shift(YEAR))
    rows = rows.drop_nulls(["numerator", "denominator"]).filter(pl.col("denominator") > 0)
    above, below = (rows[side].to_numpy().astype(float) for side in ("numerator", "denominator"))
    return rows["month"].to_list(), above, below


def foretold(seed: int, name: str, end: date, left: int) -> dict[str, object] | None:
    """What was said of a year's end and what it came to; None where too little was known, or all of it."""
    indicator, (months, above, below) = declared()[name], months_of(seed, name)
    value = partial(_share, 1.0)
    known = sum(month <= add_months(end, -left) for month in months)
    if indicator.frequency is Frequency.WAVE:
        last = sum(month <= end for month in months)
        # What was held a year before is held again in this organisation.
        ahead, length, season, fewest = last - known, 1, 0, FEWEST_WAVES
    else:
        last, ahead, length, season, fewest = months.index(end) + 1, left, YEAR, YEAR, FEWEST_MONTHS
    if not ahead:
        return None
    base = below[:last] if indicator.kind is Kind.GROWTH else below[:known]
    ending = foresee(Sums(above=above[:known], base=base, value=value, season=season), length, ahead, fewest)
    if ending is None:
        return None
    actual = above[last - length : last].sum() / below[last - length : last].sum()
    naive = above[max(known - YEAR, 0) : known].sum() / below[max(known - YEAR, 0) : known].sum()
    return {
        "indicator": name,
        "shown": ending.error < ending.naive_error,
        "inside": ending.low <= actual <= ending.high,
        "error": abs(ending.value - actual),
        "naive_error": abs(naive - actual),
    }


@proof("year ends in their interval of 80 %, nearer than the last twelve periods", 10, seed=101, unit="seeds", share=10)
def test_year_ends_lie_in_their_intervals_and_nearer_than_the_last_twelve_periods():
    names = [one.name for one in declared().values() if one.headline]
    seeds = SEEDS[: count(10, 10)]
    told = [foretold(seed, name, end, left) for seed in seeds for name in names for end in ENDS for left in LEFT]
    rows = pl.DataFrame([row for row in told if row is not None])
    shown = rows.filter("shown")
    # Each indicator's errors in units of what the last twelve periods are off, so that all count alike.
    usual = rows.group_by("indicator").agg(usual=pl.col("naive_error").mean())
    units = shown.join(usual, on="indicator").select(pl.col("error", "naive_error") / pl.col("usual"))
    inside = shown["inside"].mean()
    print(f"{shown.height} of {rows.height} told, inside {inside:.3f}, error {units.mean().rows()[0]}")

    assert shown.height >= rows.height / 2
    least, most = (0.76, 0.84) if PROVING else (0.66, 0.94)
    assert least <= inside <= most
    assert units["error"].mean() < units["naive_error"].mean()
