"""How often a series is measured, and what that says about its seasons and its next dates."""

from enum import StrEnum

import polars as pl


class SeriesFrequency(StrEnum):
    """The time from one row of a series to its next."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def season(self) -> int:
        """Periods in the season that is looked for unless another is named."""
        return {"hour": 24, "day": 7, "week": 52, "month": 12, "quarter": 4, "year": 1}[self.value]

    @property
    def months(self) -> int:
        """Months in one period; 0 where a period is counted in hours."""
        return {"month": 1, "quarter": 3, "year": 12}.get(self.value, 0)

    @property
    def hours(self) -> int:
        """Hours in one period; 0 where a period is counted in months."""
        return {"hour": 1, "day": 24, "week": 168}.get(self.value, 0)


HOUR = 3_600_000_000


def longer_season(frequency: SeriesFrequency, season: int) -> int:
    """The season beyond the one asked for: hours have a week, days a year of whole weeks; 0 where there is none."""
    longer = {SeriesFrequency.HOUR: 168, SeriesFrequency.DAY: 364}.get(frequency, 0)
    return longer if season > 1 and longer > season and longer % season == 0 else 0


def _months(ds: pl.Expr) -> pl.Expr:
    return ds.dt.year().cast(pl.Int64) * 12 + ds.dt.month() - 1


def number_periods(rows: pl.DataFrame, frequency: SeriesFrequency) -> pl.DataFrame:
    """Adds to rows of `unique_id`, `ds` (whole numbers or moments) the number of each row's period within its series.

    New columns: `period`: Int64, consecutive periods differ by 1; `off`: whether `ds` does not lie a whole number of
    periods from the series' last row. Months, quarters and years are told by the month alone, so month ends fit.
    """
    last = pl.col("ds").max().over("unique_id")
    if rows["ds"].dtype.is_integer():
        return rows.with_columns(period=pl.col("ds").cast(pl.Int64), off=pl.lit(False))
    if frequency.months:
        distance = _months(pl.col("ds")) - _months(last)
        size, position = frequency.months, _months(last)
    else:
        moment = pl.col("ds").dt.timestamp("us")
        distance = moment - moment.max().over("unique_id")
        size = frequency.hours * HOUR
        position = moment.max().over("unique_id")
    return rows.with_columns(
        period=position.floordiv(size) + distance.floordiv(size),
        off=distance.mod(size) != 0,
    )


def ahead(rows: pl.DataFrame, frequency: SeriesFrequency, horizon: int) -> pl.DataFrame:
    """The next `horizon` dates of every series: `unique_id`, `step` (1 …), `ds` in the anchor of its own rows.

    A series whose rows are all month ends goes on with month ends; otherwise with its largest day of the month, or the
    month's last day where that is earlier.
    """
    if rows.is_empty():
        return rows.select("unique_id", "ds").with_columns(step=pl.lit(0, pl.Int64)).select("unique_id", "step", "ds")
    steps = pl.DataFrame({"step": range(1, horizon + 1)}, schema={"step": pl.Int64})
    if rows["ds"].dtype.is_integer():
        series = rows.group_by("unique_id", maintain_order=True).agg(pl.col("ds").max())
        return series.join(steps, how="cross").with_columns(ds=pl.col("ds") + pl.col("step"))[
            ["unique_id", "step", "ds"]
        ]
    series = rows.group_by("unique_id", maintain_order=True).agg(
        pl.col("ds").max(),
        ends=(pl.col("ds").dt.month_end() == pl.col("ds")).all(),
        day=pl.col("ds").dt.day().max(),
    )
    grid = series.join(steps, how="cross")
    if frequency.hours:
        grid = grid.with_columns(ds=pl.col("ds") + pl.duration(hours=pl.col("step") * frequency.hours))
        return grid["unique_id", "step", "ds"]
    months = _months(pl.col("ds")) + pl.col("step") * frequency.months
    first = pl.datetime(months.floordiv(12), months.mod(12) + 1, 1)
    days = first.dt.month_end().dt.day()
    day = pl.when("ends").then(days).otherwise(pl.min_horizontal("day", days))
    time = pl.col("ds") - pl.col("ds").dt.truncate("1d")
    return grid.with_columns(ds=first + pl.duration(days=day.cast(pl.Int64) - 1) + time)["unique_id", "step", "ds"]
