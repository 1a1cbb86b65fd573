"""What the pages read of forecasts and of what planners changed in them; nothing here learns."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl

from dashboard.queries.cache import cached, with_forecasts
from dashboard.queries.demand.planning import plan
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.certainty import scalar
from data.state import occurrences
from data.storage.forecast_tables import ForecastRun, forecast_runs
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.calendar.business_days import holiday_names
from metrics.planning import accuracy as accurate
from metrics.planning import demand
from metrics.planning import overrides as planned
from metrics.planning.plan import PARTS

SHOWN = {"day": 26 * 7, "week": 52, "month": 36}
"""How many days, weeks or months of history stand before a forecast."""

YEAR = {"day": 364, "week": 52, "month": 12}
"""A year ago, on the same weekday; a year of weeks or months."""

Series = Mapping[str, str | None]
"""One series: `channel`, `line`, `location`, each a code or None for all together."""


def forecast_run(snapshot: Snapshot) -> ForecastRun | None:
    """The forecasts that belong to the numbers shown, None before any."""
    return demand.forecast_run(snapshot)


def ahead(snapshot: Snapshot, viewer: Viewer, decisions: Decisions) -> pl.DataFrame:
    """Every series ahead with its plan: columns as `metrics.planning.plan.Plan.rows`, as far as the viewer may see."""
    return plan(snapshot, viewer, decisions).rows


def forecast(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, grain: str, series: Series) -> pl.DataFrame:
    """One series ahead with its plan, sorted by day."""
    rows = ahead(snapshot, viewer, decisions).filter(pl.col("grain") == grain)
    return demand.select_series(rows, **series).sort("ds")


def all_series(snapshot: Snapshot, viewer: Viewer, grain: str) -> pl.DataFrame:
    """The series that there are: `channel`, `line`, `location`."""
    return demand.series(snapshot, grain)


def history(snapshot: Snapshot, viewer: Viewer, grain: str, series: Series) -> pl.DataFrame:
    """One series as it was: `ds`, `started`, `completed`, `open`, `teaches`."""
    return demand.history(snapshot, grain, None, origin=None, **series)


def recent(snapshot: Snapshot, viewer: Viewer, grain: str, series: Series) -> pl.DataFrame:
    """The last part of it, as charts show it."""
    return history(snapshot, viewer, grain, series).tail(SHOWN[grain])


def pieces(rows: pl.DataFrame, size: int = 7) -> list[pl.DataFrame]:
    """A forecast by day in pieces of seven days from its first."""
    return [rows.slice(start, size) for start in range(0, rows.height, size)]


def year_before(
    snapshot: Snapshot, viewer: Viewer, grain: str, series: Series, rows: pl.DataFrame
) -> tuple[int, int] | None:
    """The forecast of the first year at most, and what came on the same days a year before; None where not known.

    A year is 364 days, so that a weekday is compared with its like.
    """
    return demand.year_before(rows.head(YEAR[grain]), history(snapshot, viewer, grain, series), grain)


def accuracy(snapshot: Snapshot, viewer: Viewer, grain: str, series: Series) -> pl.DataFrame:
    """How good the forecasts of a series were, by weeks (months) ahead; see `metrics.planning.accuracy`."""
    return demand.accuracy(snapshot, grain, None, **series)


def usable(errors: pl.DataFrame, grain: str) -> Text:
    """The sentence beside a forecast; see `metrics.planning.accuracy.usable`."""
    return accurate.usable(errors, grain)


def choice(snapshot: Snapshot, viewer: Viewer, grain: str, series: Series) -> dict[str, Any] | None:
    """Why a series has its model, None where that is not recorded."""
    rows = demand.select_series(demand.choices(snapshot, grain), **series)
    return rows.row(0, named=True) if rows.height else None


def runs(snapshot: Snapshot) -> list[str]:
    """The runs whose forecasts are retained up to the one shown, newest first."""
    shown = forecast_run(snapshot)
    return [run for run in forecast_runs(snapshot.home) if shown and run <= shown.run]


def earlier(snapshot: Snapshot, viewer: Viewer, run: str, grain: str, series: Series) -> pl.DataFrame:
    """What an earlier run forecast for a series, with what came: `ahead`'s columns and `started`."""
    return demand.past_forecast(snapshot, run, grain, None, **series)


def missed(rows: pl.DataFrame) -> dict[str, float | int] | None:
    """How an earlier forecast fared; see `metrics.planning.accuracy.missed`."""
    return accurate.missed(rows)


@cached(64)
def events(snapshot: Snapshot, channel: str | None, line: str | None, first: date, last: date) -> list[dict[str, Any]]:
    """What happened or will, between two days, to a series: `starts_on`, `ends_on`, `kind`, `text_en`, `text_fr`."""
    if not snapshot.has(lake_table("event")):
        return []
    rows = snapshot.read(lake_table("event")).with_columns(ends=pl.col("ends_on").fill_null(pl.col("starts_on")))
    for column, code in (("channel", channel), ("line_id", line)):
        if code:
            rows = rows.filter(pl.col(column).is_null() | (pl.col(column) == code))
    return rows.filter(pl.col("starts_on") <= last, pl.col("ends") >= first).sort("starts_on").to_dicts()


def special_days(decisions: Decisions, first: date, last: date) -> list[dict[str, Any]]:
    """The special days in force that touch two days' span, once per time they come."""
    return occurrences(decisions.special_days, first, last).to_dicts()


@cached(8, by=with_forecasts)
def worth(snapshot: Snapshot, decisions: Decisions) -> dict[int, dict[str, Any]]:
    """Override → what it was worth, of all ever made; see `metrics.planning.overrides.value_added`."""
    history = decisions.override_history
    retained = set(runs(snapshot))
    of_runs = [demand.rows("ahead", snapshot, run=run) for run in history["forecast_run"].unique() if run in retained]
    forecasts = pl.concat(of_runs) if of_runs else demand.rows("ahead", snapshot).clear()
    rows = planned.value_added(forecasts, history, demand.rows("demand", snapshot))
    return {row["id"]: row for row in rows.to_dicts()}


def total(rows: pl.DataFrame) -> dict[str, int]:
    """The sums of a series over its rows ahead: the parts of its plan, and `plan`."""
    return rows.select(pl.col(*PARTS, "plan").sum()).row(0, named=True)


def holidays(first: date, last: date) -> list[tuple[date, Text]]:
    """The days between two on which public offices close, with their names."""
    years = range(first.year, last.year + 1)
    named = [pair for year in years for pair in holiday_names(year).items()]
    return sorted((day, name) for day, name in named if first <= day <= last)


def horizon(rows: pl.DataFrame) -> tuple[date, date]:
    """The first and the last day of a forecast."""
    return scalar(rows["ds"].min(), date), scalar(rows["ds"].max(), date)


def week_of(first: date, number: int) -> tuple[date, date]:
    """The days of a week ahead, the first being week 1."""
    start = first + timedelta(days=7 * (number - 1))
    return start, start + timedelta(days=6)
