"""What pages read of the day that is under way, or of the last that is known; limited to what the viewer may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard.queries.cache import cached, with_forecasts, with_readings
from dashboard.queries.demand.planning import assumptions_of_plan, plan
from dashboard.queries.indicators import Where
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.definition.breakdowns import dimensions_of
from metrics.planning import intraday
from metrics.planning.intraday import SLOTS, Intraday
from metrics.planning.week_ahead import week_ahead

SEEN = 0.05
"""Fewer contacts than this in a half-hour are none that a reader would look for."""
CHANNELS = ("in_person", "telephone")
"""Where people wait for people, so that a half-hour matters."""

NOBODY = pl.DataFrame(schema={"half_hour": pl.Int64, "needed": pl.Int64, "there": pl.Int64})


@dataclass(frozen=True)
class Today:
    """One channel's day, and the people of it.

    `under_way`: whether it is today and not over. `people`: `half_hour`, `needed` and `there` (null where no staff is
    recorded), of half-hours with either; no rows where the channel has no queue.
    """

    course: Intraday
    under_way: bool
    people: pl.DataFrame

    def half_hours(self) -> list[dict[str, Any]]:
        """The rows of the day from the first half-hour with anything in it to the last, people beside them."""
        rows = self.course.rows.join(self.people, on="half_hour", how="left").sort("half_hour")
        counted = pl.max_horizontal(pl.col("arrived").fill_null(0), "forecast", pl.col("needed", "there").fill_null(0))
        told = rows.filter(counted >= SEEN)["half_hour"]
        if told.is_empty():
            return []
        return rows.filter(pl.col("half_hour").is_between(told.min(), told.max())).to_dicts()

    def short(self) -> list[dict[str, Any]]:
        """The half-hours that are not over and lack people, the worst first; of a day that is over all of them."""
        known = 0 if self.course.over else self.course.known
        ahead = self.people.filter(pl.col("half_hour") >= known, pl.col("there") < pl.col("needed"))
        return ahead.sort(pl.col("needed") - pl.col("there"), "half_hour", descending=[True, False]).to_dicts()


def shown_day(snapshot: Snapshot) -> tuple[date, bool] | None:
    """The day that is under way, else the last that is known; and whether it is under way. None without any data."""
    states = [records["transaction"] for records in snapshot.manifest.sources.values() if "transaction" in records]
    last = max((state.data_to for state in states if state.data_to), default=None)
    return (last, any(state.under_way and state.data_to == last for state in states)) if last else None


def _edition(snapshot: Snapshot) -> tuple[str, ...]:
    return *with_readings(snapshot), *with_forecasts(snapshot)


@cached(32, by=_edition)
def today(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, where: Where) -> Mapping[str, Today]:
    """Channel → its day, of channels that people queue in and of which anything is known; see `Today`.

    Forecasts and people are of whole channels: of a part of one it is told what usually comes, and nobody is counted.
    """
    shown, limited = shown_day(snapshot), viewer.limited(where)
    if shown is None or not limited.keys() <= set(dimensions_of("transaction")):
        return {}
    day, under_way = shown
    came = intraday.arrivals(snapshot, day, limited)
    known = intraday.known_half_hours(came, day) if under_way else SLOTS
    whole = limited.keys() <= {"channel"}
    planned = plan(snapshot, viewer, decisions).by_channel().filter(pl.col("ds") == day)
    forecasts = dict(planned.select("channel", "demand").iter_rows())
    courses = {}
    for channel in CHANNELS:
        of_channel = came.filter(pl.col("channel") == channel)
        course = intraday.follow(of_channel, day, known, forecasts.get(channel) if whole else None)
        if course:
            people = _people(snapshot, viewer, decisions, channel, course) if whole else NOBODY
            courses[channel] = Today(course, under_way, people)
    return courses


def _people(snapshot: Snapshot, viewer: Viewer, decisions: Decisions, channel: str, course: Intraday) -> pl.DataFrame:
    """Whom the contacts of the day, as they are expected now, need in each half-hour, and who is there."""
    assumed = assumptions_of_plan(snapshot, viewer, decisions)
    demand = pl.DataFrame({"channel": [channel], "ds": [course.day], "demand": [course.total]})
    rows = week_ahead(demand, channel, course.day, assumed)
    summed = rows.group_by("half_hour").agg(
        pl.col("required").sum().alias("needed"),
        pl.when(pl.col("people").null_count() == 0).then(pl.col("people").sum()).alias("there"),
    )
    return summed.filter((pl.col("needed") > 0) | (pl.col("there") > 0)).sort("half_hour")
