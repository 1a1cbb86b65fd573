"""How many came for each person who served: by place, by place and half-hour, and by half-hour of the week.

Who came is counted as the standard of the channel counts, so that each number leads to its records; who was there is
the record `capacity`. Days of a place of which nobody is recorded count on neither side. Telephones are one queue for
all centres, as everywhere in planning, so there calls are set against the people of all of them together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf

import polars as pl

from data.storage.snapshot import Snapshot
from data.text import Word
from data.words import Channel, HalfHour
from metrics.assessment.hot_spots import STEPS, Spot, Spots
from metrics.calendar.periods import Period
from metrics.definition.rowsets import has_rows, scan_rows
from metrics.engine.answer import Question, answer

OF_PLACES = ("channel", "region", "location", "operator", "run_by")
"""Filters that leave places whole; by any other, people would be set against some of their visitors alone."""
ABOVE = (1.0, 1.25, 1.5)
"""Times the mean of all: a shade darker beyond each."""


class Unknown(Word):
    """Why it cannot be told how many came for each person."""

    NO_PEOPLE = (
        "no_people",
        "It is not known how many people served, so arrivals per desk cannot be told.",
        "On ne sait pas combien de personnes servaient : les arrivées par poste ne peuvent être données.",
    )
    PARTLY = (
        "partly",
        "Desks serve all who come: with a filter to some of them, arrivals per desk are not told.",
        "Les postes servent tous ceux qui viennent : avec un filtre sur une partie, les arrivées par poste ne sont pas "
        "données.",
    )


@dataclass(frozen=True, kw_only=True)
class DeskLoad:
    """Spots whose value is contacts per person and half-hour, infinite where nobody served; the highest first.

    `step`: how far above the `mean` of all. `left_out`: contacts of days of which nobody is recorded at their place.
    """

    unknown: Unknown | None = None
    places: Spots = field(default_factory=Spots)
    both: Spots = field(default_factory=Spots)
    days: Spots = field(default_factory=Spots)
    mean: float | None = None
    left_out: int = 0


def desk_load(
    snapshot: Snapshot, channel: Channel, indicator: str, period: Period, where: Mapping[str, Sequence[str]]
) -> DeskLoad:
    """The load of a channel in a period; `indicator`: the standard by which who came is counted."""
    pooled = channel is Channel.TELEPHONE
    if where.keys() - set(OF_PLACES[:1] if pooled else OF_PLACES):
        return DeskLoad(unknown=Unknown.PARTLY)
    if not has_rows("capacity", snapshot):
        return DeskLoad(unknown=Unknown.NO_PEOPLE)
    by = ("hour",) if pooled else ("location", "hour")
    question = Question(indicator=indicator, by=by, grain="day", period=period.code, where=where)
    came = answer(question, snapshot).select(
        pl.col("period").cast(pl.String).str.to_date().alias("day"), *by, came=pl.col("n")
    )
    there = _people(snapshot, channel, period)
    if pooled:
        came, there = (rows.with_columns(location=pl.lit(channel.value)) for rows in (came, there))
    # Who was there is looked at where somebody came at all: a place outside what was asked for is none of it.
    there = there.join(came.select("location").unique(), on="location", how="semi")
    known = there.select("location", "day").unique()
    placed = came.drop_nulls().join(known, on=["location", "day"])
    if placed.is_empty():
        return DeskLoad(unknown=Unknown.NO_PEOPLE)
    grid = (
        pl.concat([placed, there], how="diagonal")
        .group_by("location", "day", "hour")
        .agg(pl.col("came", "people").sum())
        .with_columns(weekday=pl.col("day").dt.weekday().cast(pl.String))
    )
    arrived, every = (int(rows["came"].sum()) for rows in (placed, came))
    present = int(grid["people"].sum())
    mean = arrived / present if present else None
    enough = snapshot.catalogue[indicator].enough
    by_place, both, days = (
        _spots(grid, by, mean, enough) for by in (("location",), ("location", "hour"), ("weekday", "hour"))
    )
    told = DeskLoad(days=days, mean=mean, left_out=every - arrived)
    return told if pooled else replace(told, places=by_place, both=both)


def _people(snapshot: Snapshot, channel: Channel, period: Period) -> pl.DataFrame:
    """`location`, `day`, `hour` (code `09:30`), `people` of the places that contacts of the channel came to."""
    codes = [word.value for word in HalfHour]
    of_channel = (pl.col("channel") == channel.value) & pl.col("started_on").is_between(period.start, period.end)
    contacts = scan_rows("transaction", snapshot).filter(of_channel)
    there = scan_rows("capacity", snapshot).filter(pl.col("on_date").is_between(period.start, period.end))
    return (
        there.join(contacts.select("location_id").unique(), on="location_id", how="semi")
        .group_by(
            pl.col("location_id").alias("location"),
            pl.col("on_date").alias("day"),
            pl.col("half_hour").replace_strict(range(len(codes)), codes, return_dtype=pl.String).alias("hour"),
        )
        .agg(pl.col("people").sum())
        .collect()
    )


def _spots(grid: pl.DataFrame, by: Sequence[str], mean: float | None, enough: int) -> Spots:
    """Where somebody came, the highest load first; what is of too few last."""
    sums = grid.group_by(by).agg(pl.col("came", "people").sum()).filter(pl.col("came") > 0).sort(by)
    found = []
    for row in sums.iter_rows(named=True):
        value = row["came"] / row["people"] if row["people"] else inf
        step = None if mean is None else sum(value > times * mean for times in ABOVE[:STEPS])
        codes = {name: row[name] for name in by}
        found.append(Spot(codes=codes, value=value, of=row["came"], step=step, few=row["came"] < enough))
    return Spots(listed=sorted(found, key=lambda spot: (spot.few, -spot.value, -spot.of)))
