"""What was asked of each channel and line, day by day and month by month, without gaps."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from data.certainty import scalar
from data.storage.forecast_tables import KEYS, TABLES
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.calendar.periods import add_months, containing
from pipelines.forecast.organisation.counts import counts, monthly_totals, silent_days
from pipelines.forecast.organisation.disruptions import disrupted_days, disruption_spans
from pipelines.forecast.organisation.months import monthly
from pipelines.forecast.organisation.opening_days import opening

CENTRES = 10
"""Centres that get series of their own: those with the most visits of the last year."""
FEWEST = {"day": 56, "month": 12}
"""Days or months of history below which there is nothing to forecast from."""
SERIES = list(KEYS)
SUMS = [["channel"], ["line"], []]
"""Series of a channel and a line are also summed to these; what is not named is all of it."""
AHEAD = {"day": 91, "month": 18}
"""Days and months that openings, and later forecasts, are told for."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Demand:
    """The series, where they end, and when the places will be open.

    `rows`: columns `TABLES["demand"]`. `openings`: one row per channel, centre (null: the whole channel) and day `ds`,
    past and ahead: `open`. `origins`: grain → the last known day (a month's first), without grains of which nothing is
    known. `notes`: what a reader should know.
    """

    rows: pl.DataFrame
    openings: pl.DataFrame
    origins: dict[str, date]
    notes: list[Text]

    def enough(self, grain: str) -> bool:
        """Whether there is history enough to forecast from."""
        return self.rows.filter(pl.col("grain") == grain)["ds"].n_unique() >= FEWEST[grain]


def demand(snapshot: Snapshot, special_days: pl.DataFrame | None = None) -> Demand:
    """All demand series of a home: channel × line, the sums over them, and the largest centres.

    Sources that publish totals only have months and no days. `special_days`: `first_day`, `last_day`, `channel`,
    `line` of days that teach nothing, besides those that the home's events and outages tell of.
    """
    counted, notes = counts(snapshot)
    totals, more = monthly_totals(snapshot)
    rows: list[pl.DataFrame] = []
    origins: dict[str, date] = {}
    openings = _openings(counted)
    if counted.height:
        origins["day"] = scalar(counted["ds"].max(), date)
        daily = with_sums(_daily(counted, openings))
        daily = pl.concat([daily, _centres(counted, openings)], how="diagonal_relaxed")
        lost = disrupted_days(daily, disruption_spans(snapshot, special_days)).with_columns(teaches=pl.lit(False))
        daily = daily.join(lost, on=[*SERIES, "ds"], how="left", nulls_equal=True)
        rows.append(daily.with_columns(pl.col("teaches").fill_null(True), grain=pl.lit("day")))
    months, ended = monthly(rows[0] if rows else None, totals)
    if months.height:
        origins["month"] = scalar(months["ds"].max(), date)
        rows.append(with_sums(months).with_columns(grain=pl.lit("month"), open=pl.lit(True)))
    frames = [frame.select(TABLES["demand"].names()).cast(TABLES["demand"]) for frame in rows]
    every = pl.concat([TABLES["demand"].to_frame(), *frames]).sort("grain", *SERIES, "ds", nulls_last=False)
    return Demand(rows=every, openings=openings, origins=origins, notes=[*notes, *more, *ended])


def _openings(counted: pl.DataFrame) -> pl.DataFrame:
    """Opening days of each channel, and of the largest centres, to the end of what is forecast."""
    keys = ["channel", "location"]
    schema = {"channel": pl.String, "location": pl.String, "ds": pl.Date, "open": pl.Boolean}
    if counted.is_empty():
        return pl.DataFrame(schema=schema)
    until = containing(add_months(scalar(counted["ds"].max(), date), AHEAD["month"]), "month").end
    channels = counted.with_columns(location=pl.lit(None, pl.String))
    both = pl.concat([channels, counted.filter(pl.col("location").is_in(_largest(counted)))])
    by_day = both.group_by(*keys, "ds").agg(pl.col("started").sum())
    return opening(by_day, keys, until).select(list(schema))


def _largest(counted: pl.DataFrame) -> list[str]:
    year = scalar(counted["ds"].max(), date) - timedelta(days=365)
    recent = counted.filter(pl.col("location").is_not_null(), pl.col("ds") > year)
    visits = recent.group_by("location").agg(pl.col("started").sum())
    return visits.sort("started", "location", descending=[True, False])["location"].head(CENTRES).to_list()


def _daily(counted: pl.DataFrame, openings: pl.DataFrame) -> pl.DataFrame:
    """Channel × line, every day from the series' first to the last known one; null where a source was silent."""
    keys = ["channel", "line"]
    channels = openings.filter(pl.col("location").is_null()).drop("location")
    daily = counted.group_by(*keys, "ds").agg(pl.col("started", "completed").sum())
    first = daily.group_by(keys).agg(pl.col("ds").filter(pl.col("started") > 0).min().alias("first")).drop_nulls()
    days = first.join(channels.filter(pl.col("ds") <= counted["ds"].max()), on="channel")
    days = days.filter(pl.col("ds") >= pl.col("first")).drop("first").join(daily, on=[*keys, "ds"], how="left")
    silent = (
        counted.select("source", *keys).unique().join(silent_days(counted, channels), on="source").select(*keys, "ds")
    )
    silent = silent.unique().with_columns(silent=pl.lit(True))
    values = pl.when(pl.col("silent").is_null()).then(pl.col("started", "completed").fill_null(0))
    return days.join(silent, on=[*keys, "ds"], how="left").select(*keys, "ds", "open", values)


def _centres(counted: pl.DataFrame, openings: pl.DataFrame) -> pl.DataFrame:
    """The largest centres, all lines together."""
    centres = openings.filter(pl.col("location").is_not_null(), pl.col("ds") <= counted["ds"].max())
    daily = counted.group_by("channel", "location", "ds").agg(pl.col("started", "completed").sum())
    filled = centres.join(daily, on=["channel", "location", "ds"], how="left")
    silent = counted.filter(pl.col("location").is_not_null()).select("source", "location").unique()
    silent = silent.join(silent_days(counted, openings.filter(pl.col("location").is_null())), on="source")
    silent = silent.select("location", "ds").unique().with_columns(silent=pl.lit(True))
    values = pl.when(pl.col("silent").is_null()).then(pl.col("started", "completed").fill_null(0))
    return filled.join(silent, on=["location", "ds"], how="left").with_columns(values, line=pl.lit(None, pl.String))


def with_sums(parts: pl.DataFrame) -> pl.DataFrame:
    """The series and the sums over them; a sum of which one part is unknown is unknown."""
    counted = pl.col("started", "completed")
    whole = pl.when(counted.is_not_null().all()).then(counted.sum())
    extra = [pl.col(name).any() for name in ("open", "teaches") if name in parts.columns]
    sums = [parts.group_by(*level, "ds").agg(whole, *extra) for level in SUMS]
    return pl.concat([parts, *sums], how="diagonal_relaxed").with_columns(
        pl.lit(None, pl.String).alias(name) for name in SERIES if name not in parts.columns
    )
