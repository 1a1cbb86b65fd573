"""What the pages read of forecasts and of what planners made of them; nothing here learns.

As in `queries`, what is kept is kept under the forecasts, what planners have written, and who is looking.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl
import streamlit as st

from dashboard.queries.indicators import current, edition, tables
from dashboard.request.viewer import Viewer
from data.state import occurrences, override_history, overrides, special_day_history, special_days
from data.storage.forecast_tables import KEYS, Forecasts, forecast_runs
from metrics.planning import accuracy as accurate
from metrics.planning import demand
from metrics.planning import overrides as planned

SHOWN = {"day": 26 * 7, "month": 36}
"""How many days or months of history stand before a forecast."""

YEAR = {"day": 364, "month": 12}
"""A year ago, on the same weekday; a year of months."""

NOBODY = dict.fromkeys(KEYS, ("",))
"""The scope of someone whose limits forecasts do not know: they see none."""

Of = Mapping[str, str | None]


def made() -> Forecasts | None:
    """The forecasts that belong to the numbers shown, None before any."""
    return demand.made(tables())


def version() -> str:
    """What everything about forecasts is kept under."""
    found = made()
    return f"{edition()} {found.run} {found.made_at}" if found else edition()


def scope(viewer: Viewer) -> dict[str, tuple[str, ...]]:
    """What a viewer may see of forecasts; a limit that series do not tell lets nothing through."""
    limits = dict(viewer.scope)
    return limits if limits.keys() <= KEYS.keys() else NOBODY


def written() -> str:
    """Changes with every override and special day."""
    url = current().state_url
    kept = [override_history(url), special_day_history(url)]
    return str([frame.select(pl.len(), pl.col("withdrawn_at").count()).row(0) for frame in kept])


def ahead(viewer: Viewer) -> pl.DataFrame:
    """Every series ahead with its `plan`: columns as `overrides.apply`, as far as the viewer may see them."""
    found = _ahead(version(), current().state_url, written())
    for key, codes in scope(viewer).items():
        found = found.filter(pl.col(key).is_in(list(codes)))
    return found


@st.cache_resource(max_entries=8, show_spinner=False)
def _ahead(version: str, url: str, written: str) -> pl.DataFrame:
    return planned.apply(demand.rows("ahead", tables()), overrides(url), special_days(url))


def forecast(viewer: Viewer, grain: str, of: Of) -> pl.DataFrame:
    """One series ahead with its plan, sorted by day."""
    return demand.one(ahead(viewer).filter(pl.col("grain") == grain), **of).sort("ds")


def series(viewer: Viewer, grain: str) -> pl.DataFrame:
    """The series that there are: `channel`, `line`, `location`."""
    return demand.series(tables(), grain, scope(viewer))


def history(viewer: Viewer, grain: str, of: Of) -> pl.DataFrame:
    """One series as it was: `ds`, `started`, `completed`, `open`, `teaches`."""
    return demand.history(tables(), grain, scope(viewer), **of)


def recent(viewer: Viewer, grain: str, of: Of) -> pl.DataFrame:
    """The last part of it, as charts show it."""
    return history(viewer, grain, of).tail(SHOWN[grain])


def folded(found: pl.DataFrame, size: int = 7) -> list[pl.DataFrame]:
    """A forecast by day in pieces of seven days from its first."""
    return [found.slice(start, size) for start in range(0, found.height, size)]


def before(viewer: Viewer, grain: str, of: Of, found: pl.DataFrame) -> tuple[int, int] | None:
    """The forecast of the first year at most, and what came on the same days a year before; None where not known.

    A year is 364 days, so that a weekday is compared with its like.
    """
    return demand.year_before(found.head(YEAR[grain]), history(viewer, grain, of), grain)


def accuracy(viewer: Viewer, grain: str, of: Of) -> pl.DataFrame:
    """How good the forecasts of a series were, by weeks (months) ahead; see `metrics.planning.accuracy`."""
    return demand.accuracy(tables(), grain, scope(viewer), **of)


def usable(found: pl.DataFrame, grain: str):
    """The sentence beside a forecast; see `metrics.planning.accuracy.usable`."""
    return accurate.usable(found, grain)


def choice(viewer: Viewer, grain: str, of: Of) -> dict[str, Any] | None:
    """Why a series has its model, None where that is not kept."""
    found = demand.one(demand.choices(tables(), grain, scope(viewer)), **of)
    return found.row(0, named=True) if found.height else None


def runs() -> list[str]:
    """The runs whose forecasts are kept up to the one shown, newest first."""
    found = made()
    return [run for run in forecast_runs(tables().home) if found and run <= found.run]


def believed(viewer: Viewer, run: str, grain: str, of: Of) -> pl.DataFrame:
    """What an earlier run forecast for a series, with what came: `ahead`'s columns and `started`."""
    return demand.believed(tables(), run, grain, scope(viewer), **of)


def missed(found: pl.DataFrame) -> dict[str, float | int] | None:
    """How an earlier forecast fared; see `metrics.planning.accuracy.missed`."""
    return accurate.missed(found)


def events(of: Of, first: date, last: date) -> list[dict[str, Any]]:
    """What happened or will, between two days, to a series: `starts_on`, `ends_on`, `kind`, `text_en`, `text_fr`."""
    return _events(edition(), of.get("channel"), of.get("line"), first, last)


@st.cache_resource(max_entries=64, show_spinner=False)
def _events(run: str, channel: str | None, line: str | None, first: date, last: date) -> list[dict[str, Any]]:
    if not tables().has("lake/event"):
        return []
    known = tables().kept("lake/event").with_columns(ends=pl.col("ends_on").fill_null(pl.col("starts_on")))
    for column, code in (("channel", channel), ("line_id", line)):
        if code:
            known = known.filter(pl.col(column).is_null() | (pl.col(column) == code))
    return known.filter(pl.col("starts_on") <= last, pl.col("ends") >= first).sort("starts_on").to_dicts()


def specials(first: date, last: date) -> list[dict[str, Any]]:
    """The special days in force that touch two days' span, once per time they come."""
    return occurrences(special_days(current().state_url), first, last).to_dicts()


def every_special() -> list[dict[str, Any]]:
    """The special days in force, as they were entered."""
    return special_days(current().state_url).to_dicts()


def in_force() -> list[dict[str, Any]]:
    """The overrides in force, in the order in which they apply."""
    return overrides(current().state_url).to_dicts()


def worth() -> dict[int, dict[str, Any]]:
    """Override → what it was worth, of all ever made; see `metrics.planning.overrides.value_added`."""
    return _worth(version(), current().state_url, written())


@st.cache_resource(max_entries=8, show_spinner=False)
def _worth(version: str, url: str, written: str) -> dict[int, dict[str, Any]]:
    ever = override_history(url)
    kept = set(runs())
    of_runs = [demand.rows("ahead", tables(), run=run) for run in ever["forecast_run"].unique() if run in kept]
    believed = pl.concat(of_runs) if of_runs else demand.rows("ahead", tables()).clear()
    rows = planned.value_added(believed, ever, demand.rows("demand", tables()))
    return {row["id"]: row for row in rows.to_dicts()}


def ever() -> list[dict[str, Any]]:
    """Every override ever made, newest first, with when and why it was withdrawn."""
    return override_history(current().state_url).to_dicts()[::-1]


def horizon(found: pl.DataFrame) -> tuple[date, date]:
    """The first and the last day of a forecast."""
    last = found["ds"].max()
    return found["ds"].min(), last


def week_of(first: date, number: int) -> tuple[date, date]:
    """The days of a week ahead, the first being week 1."""
    start = first + timedelta(days=7 * (number - 1))
    return start, start + timedelta(days=6)
