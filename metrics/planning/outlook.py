"""The weeks ahead: does the staff of today suffice for the demand that is forecast?"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from data.text import Word
from metrics.planning.assumptions import Assumptions
from metrics.planning.week_ahead import days_of, first_days, week_ahead

WEEKS = 8

MISSING = 0.02
NEARLY = 0.10
"""Shares of the required people-hours: up to 2 % missing is enough (half-hours round up), up to 10 % is near.

The word must not contradict the level beside it: a week whose goal is expected to be reached never has too few people,
and one whose goal is expected to be missed never enough.
"""


class Enough(Word):
    MET = "met", "Enough people", "Personnel suffisant"
    NEAR = "near", "Almost enough people", "Personnel presque suffisant"
    SHORT = "short", "Too few people", "Trop peu de personnel"
    UNSURE = "unsure", "Cannot say", "Impossible à dire"
    UNKNOWN = "unknown", "Staff not recorded", "Personnel non recensé"


WORST_FIRST = [word.value for word in (Enough.SHORT, Enough.NEAR, Enough.UNSURE, Enough.UNKNOWN, Enough.MET)]


def outlook(weeks: Iterable[pl.DataFrame], goals: Mapping[str, float], unsure: Collection[str] = ()) -> pl.DataFrame:
    """Demand against capacity, week by week from the first day of the forecast, for the channels that people queue in.

    In: weeks of channels as `week_ahead.week_ahead` gives them. Out, sorted: `channel`, `week` (first of seven days),
    `contacts`, `required_hours`, `people_hours`, `gap_hours` (people − required over the week), `missing_hours` (of the
    half-hours that lack people: idle hours at another time do not serve them), `level_expected` (share served in time
    by the people that are there), `word` (code of `Enough`); hours of people are null where no staff is recorded.
    `goals`: channel → the share to be served in time.
    `unsure`: channels of which the model told past weeks wrongly (see `staffing_check.agrees`), so that nothing is said
    of the weeks ahead.
    """
    parts = [_week_by_week(rows, goals) for rows in weeks if rows.height]
    withheld = pl.col("channel").is_in(list(unsure)) & (pl.col("word") != Enough.UNKNOWN.value)
    word = pl.when(withheld).then(pl.lit(Enough.UNSURE.value)).otherwise("word").alias("word")
    return pl.concat([_NONE.to_frame(), *parts]).with_columns(word).sort("channel", "week")


def weeks_of(demand: pl.DataFrame, assumptions: Assumptions, weeks: int = WEEKS) -> Iterator[pl.DataFrame]:
    """The weeks ahead of every channel that people queue in, worked out; weeks that are not whole are left out.

    In: `channel`, `ds` (days), `demand`.
    """
    for channel in assumptions.staffed():
        for first in first_days(demand, weeks):
            yield week_ahead(days_of(demand, channel, first), channel, first, assumptions)


_HOURS = dict.fromkeys(("required_hours", "people_hours", "gap_hours", "missing_hours"), pl.Float64())
_NONE = pl.Schema(
    {"channel": pl.String(), "week": pl.Date(), "contacts": pl.Float64()}
    | _HOURS
    | {"level_expected": pl.Float64(), "word": pl.String()}
)


def _week_by_week(need: pl.DataFrame, goals: Mapping[str, float]) -> pl.DataFrame:
    known = not need["people"].null_count()
    need = need.with_columns(_level=pl.col("service_level") if known else pl.lit(None, pl.Float64))
    came = (pl.col("contacts") * pl.col("days")).filter(pl.col("_level").is_not_null())
    people, wanted = pl.col("people") * pl.col("days") / 2, pl.col("required") * pl.col("days") / 2
    missing = pl.when(people < wanted).then(wanted - people).otherwise(0)
    share = pl.col("missing_hours") / pl.col("required_hours")
    goal = pl.col("channel").replace_strict(dict(goals), default=None, return_dtype=pl.Float64)
    level = pl.col("level_expected")
    reached, failed = (level >= goal).fill_null(False), (level < goal).fill_null(False)
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
            .when((pl.col("required_hours") == 0) | ((share <= MISSING) & ~failed))
            .then(pl.lit(Enough.MET.value))
            .when((share <= NEARLY) | reached)
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
