"""Which series of a table can be forecast at all, and a sentence for each that cannot."""

import polars as pl

from data.errors import UserError
from data.refusals import forecasts as refusals
from pipelines.forecast.series.frequency import SeriesFrequency, number_periods


def select_eligible(rows: pl.DataFrame, frequency: SeriesFrequency) -> tuple[pl.DataFrame, dict[object, UserError]]:
    """The rows of series that can be put on a regular grid, sorted by series and date, and why others cannot.

    Models see the series in this order, so that an answer does not depend on the order of the rows of the question.
    """
    if rows["unique_id"].null_count():
        raise refusals.FORECAST_UNNAMED_SERIES()
    dated = not rows["ds"].dtype.is_integer()
    places = number_periods(rows.filter(pl.col("ds").is_not_null()), frequency)
    values = rows.group_by("unique_id", maintain_order=True).agg(
        empty=pl.col("ds").null_count(), unknown=~pl.col("y").is_finite().fill_null(False).any()
    )
    first, last = pl.col("ds").min(), pl.col("ds").max()
    grids = places.group_by("unique_id", maintain_order=True).agg(
        twice=pl.col("ds").filter(pl.col("period").is_duplicated()).min(),
        off=pl.col("off").sum(),
        far=pl.col("period").max() - pl.col("period").min() > 1000 + 100 * pl.len(),
        first=first.dt.date() if dated else first,
        last=last.dt.date() if dated else last,
    )
    left_out: dict[object, UserError] = {}
    for name, empty, unknown, twice, off, far, begin, end in values.join(grids, on="unique_id", how="left").iter_rows():
        if empty:
            left_out[name] = refusals.LEFT_OUT_NO_DATE(series=name, rows=empty)
        elif off:
            left_out[name] = refusals.LEFT_OUT_OFF_GRID(
                series=name, dates=off, periods=refusals.PERIODS[frequency.value]
            )
        elif twice is not None:
            left_out[name] = refusals.LEFT_OUT_TWICE(
                series=name, period=refusals.PERIOD[frequency.value], at=str(twice).removesuffix(" 00:00:00")
            )
        elif far:
            left_out[name] = refusals.LEFT_OUT_FAR(series=name, first=begin, last=end)
        elif unknown:
            left_out[name] = refusals.LEFT_OUT_UNKNOWN(series=name)
    readable_rows = rows.filter(~pl.col("unique_id").is_in(list(left_out))) if left_out else rows
    return readable_rows.sort("unique_id", "ds"), left_out
