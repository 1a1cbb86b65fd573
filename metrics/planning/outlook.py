"""The weeks ahead: does the staff of today suffice for the demand that is forecast?"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import polars as pl

from data.text import Word
from metrics.planning.assumptions import Assumptions
from metrics.planning.workload import KEYS, half_hours, typical_days
from metrics.staffing.requirements import required, served

WEEKS = 8
DAYS_A_WEEK = 7

MISSING = 0.02
NEARLY = 0.10
"""Shares of the required people-hours: up to 2 % missing is enough (half-hours round up), up to 10 % is near."""


class Enough(Word):
    MET = "met", "Enough people", "Personnel suffisant"
    NEAR = "near", "Almost enough people", "Personnel presque suffisant"
    SHORT = "short", "Too few people", "Trop peu de personnel"
    UNSURE = "unsure", "Cannot say", "Impossible à dire"
    UNKNOWN = "unknown", "Staff not recorded", "Personnel non recensé"


WORST_FIRST = [word.value for word in (Enough.SHORT, Enough.NEAR, Enough.UNSURE, Enough.UNKNOWN, Enough.MET)]


def outlook(
    demand: pl.DataFrame, assumptions: Assumptions, weeks: int = WEEKS, unsure: Collection[str] = ()
) -> pl.DataFrame:
    """Demand against capacity, week by week from the first day of the forecast, for the channels that people queue in.

    In: `channel`, `ds` (days), `demand`. Out, sorted: `channel`, `week` (first of seven days), `contacts`,
    `required_hours`, `people_hours`, `gap_hours` (people − required over the week), `missing_hours` (of the half-hours
    that lack people: idle hours at another time do not serve them), `level_expected` (share served in time by the
    people that are there), `word` (code of `Enough`); hours of people are null
    where no staff is recorded. Weeks that the forecast does not cover wholly are left out. `unsure`: channels of which
    the model told past weeks wrongly (see `staffing_check.agrees`), so that nothing is said of the weeks ahead.
    """
    if demand.is_empty():
        return _NONE.to_frame()
    first, last = demand["ds"].min(), demand["ds"].max()
    covered = min(weeks, ((last - first).days + 1) // DAYS_A_WEEK)
    spans = [first + timedelta(days=DAYS_A_WEEK * week) for week in range(covered)]
    within = demand.filter(pl.col("ds") < first + timedelta(days=DAYS_A_WEEK * covered))
    rows = half_hours(typical_days(within, spans, assumptions, "day"), assumptions)
    parts = [_week_by_week(of, assumptions) for of in rows.partition_by("channel", maintain_order=True)]
    withheld = pl.col("channel").is_in(list(unsure)) & (pl.col("word") != Enough.UNKNOWN.value)
    word = pl.when(withheld).then(pl.lit(Enough.UNSURE.value)).otherwise("word").alias("word")
    return pl.concat([_NONE.to_frame(), *parts]).with_columns(word).sort("channel", "week")


_HOURS = dict.fromkeys(("required_hours", "people_hours", "gap_hours", "missing_hours"), pl.Float64())
_NONE = pl.Schema(
    {"channel": pl.String(), "week": pl.Date(), "contacts": pl.Float64()}
    | _HOURS
    | {"level_expected": pl.Float64(), "word": pl.String()}
)


def _week_by_week(rows: pl.DataFrame, assumptions: Assumptions) -> pl.DataFrame:
    rules = assumptions.rules(rows["channel"][0])
    need = required(rows.drop("people"), rules, by=KEYS).with_columns(people=rows["people"])
    known = not rows["people"].null_count()
    level = served(rows, rules, by=KEYS)["service_level"] if known else None
    need = need.with_columns(_level=level if known else pl.lit(None, pl.Float64))
    came = (pl.col("contacts") * pl.col("days")).filter(pl.col("_level").is_not_null())
    people, wanted = pl.col("people") * pl.col("days") / 2, pl.col("required") * pl.col("days") / 2
    missing = pl.when(people < wanted).then(wanted - people).otherwise(0)
    share = pl.col("missing_hours") / pl.col("required_hours")
    return (
        need.group_by("channel", pl.col("span").alias("week"))
        .agg(
            (pl.col("contacts") * pl.col("days")).sum(),
            wanted.sum().alias("required_hours"),
            pl.when(pl.col("people").is_not_null().all()).then(people.sum()).alias("people_hours"),
            pl.when(pl.col("people").is_not_null().all()).then(missing.sum()).alias("missing_hours"),
            ((pl.col("_level") * pl.col("contacts") * pl.col("days")).sum() / came.sum())
            .fill_nan(None)
            .alias("level_expected"),
        )
        .with_columns(gap_hours=pl.col("people_hours") - pl.col("required_hours"))
        .with_columns(
            word=pl.when(pl.col("people_hours").is_null())
            .then(pl.lit(Enough.UNKNOWN.value))
            .when((pl.col("required_hours") == 0) | (share <= MISSING))
            .then(pl.lit(Enough.MET.value))
            .when(share <= NEARLY)
            .then(pl.lit(Enough.NEAR.value))
            .otherwise(pl.lit(Enough.SHORT.value))
        )
        .select(_NONE.names())
    )


def worst_weeks(outlook: pl.DataFrame) -> list[dict[str, Any]]:
    """Per channel of an outlook the `word` (`Enough`) of its worst week, how many `weeks` have it and `of` how many.

    Out also: `contacts`, `required_hours`, `people_hours`, `missing_hours` of all its weeks.
    """
    rows = []
    for weeks in outlook.partition_by("channel", maintain_order=True):
        word = min(weeks["word"], key=WORST_FIRST.index)
        sums = weeks.select(pl.col("contacts", "required_hours", "people_hours", "missing_hours").sum())
        same = weeks.filter(pl.col("word") == word)
        rows.append(
            {"channel": weeks["channel"][0], "word": Enough(word), "weeks": same.height, "of": weeks.height}
            | sums.row(0, named=True)
        )
    return rows
