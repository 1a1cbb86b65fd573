"""Which series of a table can be forecast at all, and a sentence for each that cannot."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from data.errors import UserError
from data.refusals.demand import forecast_series as refusals
from data.refusals.demand.forecasts import FORECAST_UNNAMED_SERIES
from pipelines.forecast.series.frequency import SeriesFrequency, number_periods

# Weeks of a series may begin on another day than most, by a holiday, in as many as one of so many; gaps that tell a
# change of frequency are all alike, and at least so many before and after it.
MOVED, GAPS = 5, 5


@dataclass(frozen=True)
class Eligible:
    """`rows` on regular grids, sorted by series and date; `left_out`: series → why; `notes` of what was put right."""

    rows: pl.DataFrame
    left_out: dict[object, UserError]
    notes: list[UserError]


def select_eligible(rows: pl.DataFrame, frequency: SeriesFrequency) -> Eligible:
    """The rows of series that can be put on a regular grid, and why others cannot.

    Models see the series in their order, so that an answer does not depend on the order of the rows of the question.
    """
    if rows["unique_id"].null_count():
        raise FORECAST_UNNAMED_SERIES()
    dated = not rows["ds"].dtype.is_integer()
    notes: list[UserError] = []
    if dated and frequency is SeriesFrequency.WEEK:
        rows, notes = _weeks(rows)
    if dated and frequency is SeriesFrequency.HOUR:
        rows, notes = _repeated_hours(rows)
    places = number_periods(rows.filter(pl.col("ds").is_not_null()), frequency)
    values = rows.group_by("unique_id", maintain_order=True).agg(
        empty=pl.col("ds").null_count(), unknown=~pl.col("y").is_finite().fill_null(False).any()
    )
    first, last = pl.col("ds").min(), pl.col("ds").max()
    form = "%Y-%m-%d %H:%M" if frequency is SeriesFrequency.HOUR else "%Y-%m-%d"
    shown = pl.col("ds").dt.to_string(form) if dated else pl.col("ds").cast(pl.String)
    grids = places.group_by("unique_id", maintain_order=True).agg(
        twice=shown.filter(pl.col("period").is_duplicated()).min(),
        off=pl.col("off").sum(),
        first_off=shown.filter(pl.col("off")).min(),
        far=pl.col("period").max() - pl.col("period").min() > 1000 + 100 * pl.len(),
        first=first.dt.date() if dated else first,
        last=last.dt.date() if dated else last,
    )
    left_out: dict[object, UserError] = {}
    for name, empty, unknown, twice, off, first_off, far, begin, end in values.join(
        grids, on="unique_id", how="left"
    ).iter_rows():
        if empty:
            left_out[name] = refusals.LEFT_OUT_NO_DATE(series=name, rows=empty)
        elif off:
            left_out[name] = refusals.LEFT_OUT_OFF_GRID(
                series=name, dates=off, first=first_off, periods=refusals.PERIODS[frequency.value]
            )
        elif twice:
            left_out[name] = refusals.LEFT_OUT_TWICE(series=name, period=refusals.PERIOD[frequency.value], date=twice)
        elif far:
            left_out[name] = refusals.LEFT_OUT_FAR(series=name, first=begin, last=end)
        elif unknown:
            left_out[name] = refusals.LEFT_OUT_UNKNOWN(series=name)
    left_out |= _changes(places, frequency, left_out)
    readable_rows = rows.filter(~pl.col("unique_id").is_in(list(left_out))) if left_out else rows
    notes = [note for note in notes if note.values["series"] not in left_out]
    return Eligible(readable_rows.sort("unique_id", "ds"), left_out, notes)


def _weeks(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[UserError]]:
    """Weeks that begin up to three days from the weekday of most, where few do, as if they began on it."""
    place = pl.col("ds").dt.weekday().cast(pl.Int64)
    usual = place.mode(maintain_order=True).first().over("unique_id")
    away = (place - usual + 3).mod(7) - 3
    few = (away != 0).sum().over("unique_id") * MOVED <= pl.len().over("unique_id")
    marked = rows.with_columns(away=pl.when(few).then(away).otherwise(0).fill_null(0))
    moved = marked.filter(pl.col("away") != 0).group_by("unique_id", maintain_order=True)
    notes = [
        refusals.WEEKS_MOVED(series=name, dates=number, first=_day(first), weekday=refusals.WEEKDAYS[first.weekday()])
        for name, number, first in moved.agg(pl.len(), pl.col("ds").min()).iter_rows()
    ]
    at = pl.col("ds") - pl.duration(days=pl.col("away"))
    return marked.with_columns(ds=at).drop("away"), notes


def _repeated_hours(rows: pl.DataFrame) -> tuple[pl.DataFrame, list[UserError]]:
    """Local hours written twice when clocks went back, as the mean of both: at night, once in half a year."""
    twice = pl.len().over("unique_id", "ds") == 2
    night = pl.col("ds").dt.hour() <= 3
    half = pl.col("ds").dt.year() * 2 + (pl.col("ds").dt.month() > 6)
    marked = rows.with_columns(twice=(twice & night).fill_null(False), half=half)
    marked = marked.with_columns(twice=pl.col("twice") & (pl.col("twice").sum().over("unique_id", "half") == 2))
    found = marked.filter("twice").unique(["unique_id", "ds"], maintain_order=True)
    if found.is_empty():
        return rows, []
    notes = [
        refusals.HOUR_TWICE(series=name, hour=moment.strftime("%Y-%m-%d %H:%M"))
        for name, moment in found.select("unique_id", "ds").iter_rows()
    ]
    other = [name for name in rows.columns if name not in ("unique_id", "ds", "y")]
    means = found.drop("y").join(
        marked.filter("twice").group_by("unique_id", "ds").agg(pl.col("y").mean()), on=["unique_id", "ds"]
    )
    kept = pl.concat([marked.filter(~pl.col("twice")), means.select(marked.columns)])
    return kept.select("unique_id", "ds", "y", *other), notes


def _changes(
    places: pl.DataFrame, frequency: SeriesFrequency, left_out: dict[object, UserError]
) -> dict[object, UserError]:
    """Series whose rows lie one distance apart at first and another later, each all alike."""
    gap = pl.col("period").diff().over("unique_id")
    gaps = places.sort("unique_id", "period").with_columns(gap=gap).drop_nulls("gap")
    runs = (
        gaps.with_columns(run=pl.col("gap").rle_id().over("unique_id"))
        .group_by("unique_id", "run", maintain_order=True)
        .agg(pl.len(), pl.col("gap").first(), since=pl.col("ds").first())
        .group_by("unique_id", maintain_order=True)
        .agg(runs=pl.len(), least=pl.col("len").min(), before=pl.col("gap").first(), after=pl.col("gap").last(),
             since=pl.col("since").last())
        .filter(pl.col("runs") == 2, pl.col("least") >= GAPS)
    )  # fmt: skip
    return {
        name: refusals.LEFT_OUT_CHANGES(
            series=name, before=before, after=after, since=_day(since), periods=refusals.PERIODS[frequency.value]
        )
        for name, _, _, before, after, since in runs.iter_rows()
        if name not in left_out
    }


def _day(moment: date | datetime | int) -> str:
    return moment.strftime("%Y-%m-%d") if isinstance(moment, date) else str(moment)
