"""The weeks ahead: does the staff of today suffice for the demand that is forecast?"""

from datetime import timedelta

import polars as pl
from babel.dates import format_date
from babel.numbers import format_decimal

from data.text import Text, Word
from data.words import Channel
from metrics.planning.assumptions import Assumptions
from metrics.planning.workload import KEYS, half_hours, typical_days
from metrics.staffing.requirements import required

WEEKS = 8
DAYS_A_WEEK = 7

MISSING = 0.02
NEARLY = 0.10
"""Shares of the required people-hours: up to 2 % missing is enough (half-hours round up), up to 10 % is near."""


class Enough(Word):
    MET = "met", "Enough people", "Personnel suffisant"
    NEAR = "near", "Almost enough people", "Personnel presque suffisant"
    SHORT = "short", "Too few people", "Trop peu de personnel"
    UNKNOWN = "unknown", "Staff not recorded", "Personnel non recensé"


def outlook(demand: pl.DataFrame, assumptions: Assumptions, weeks: int = WEEKS) -> pl.DataFrame:
    """Demand against capacity, week by week from the first day of the forecast, for the channels that people queue in.

    In: `channel`, `ds` (days), `demand`. Out, sorted: `channel`, `week` (first of seven days), `contacts`,
    `required_hours`, `people_hours`, `gap_hours` (people − required over the week), `missing_hours` (of the half-hours
    that lack people: idle hours at another time do not serve them), `word` (code of `Enough`); hours of people are null
    where no staff is recorded. Weeks that the forecast does not cover wholly are left out.
    """
    if demand.is_empty():
        return _NONE.to_frame()
    first, last = demand["ds"].min(), demand["ds"].max()
    known = min(weeks, ((last - first).days + 1) // DAYS_A_WEEK)
    spans = [first + timedelta(days=DAYS_A_WEEK * week) for week in range(known)]
    within = demand.filter(pl.col("ds") < first + timedelta(days=DAYS_A_WEEK * known))
    rows = half_hours(typical_days(within, spans, assumptions, "day"), assumptions)
    found = [_week_by_week(of, assumptions) for of in rows.partition_by("channel", maintain_order=True)]
    return pl.concat([_NONE.to_frame(), *found]).sort("channel", "week")


_HOURS = dict.fromkeys(("required_hours", "people_hours", "gap_hours", "missing_hours"), pl.Float64())
_NONE = pl.Schema(
    {"channel": pl.String(), "week": pl.Date(), "contacts": pl.Float64()} | _HOURS | {"word": pl.String()}
)


def _week_by_week(rows: pl.DataFrame, assumptions: Assumptions) -> pl.DataFrame:
    rules = assumptions.rules(rows["channel"][0])
    need = required(rows.drop("people"), rules, by=KEYS).with_columns(people=rows["people"])
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


def sentence(found: pl.DataFrame) -> Text:
    """The outlook in one sentence; says so where there is nothing to tell. In: as `outlook` gives it."""
    if found.is_empty():
        return Text("There is no forecast of the weeks ahead yet.", "Il n'y a pas encore de prévision pour la suite.")
    weeks = found["week"].n_unique()
    clauses = [_clause(rows, weeks) for rows in found.partition_by("channel", maintain_order=True)]
    when = Text(f"Next {weeks} weeks", f"{weeks} prochaines semaines")
    if weeks == 1:
        when = Text("Next week", "Semaine prochaine")
    return Text(
        f"{when.en}: {'; '.join(clause.en for clause in clauses)}.",
        f"{when.fr} : {'; '.join(clause.fr for clause in clauses)}.",
    )


def _clause(rows: pl.DataFrame, weeks: int) -> Text:
    channel = Channel(rows["channel"][0]).text
    en, fr = channel.en.lower(), channel.fr.lower()
    if (rows["word"] == Enough.UNKNOWN).any():
        return Text(f"{en}, staff is not recorded", f"{fr}, le personnel n'est pas recensé")
    lacking = rows.filter(pl.col("word") != Enough.MET)
    if lacking.is_empty():
        return Text(f"{en}, enough people", f"{fr}, personnel suffisant")
    worst = lacking.sort("missing_hours", descending=True).row(0, named=True)
    missing, wanted = round(worst["missing_hours"]), round(worst["required_hours"])
    word = (Enough.SHORT if (lacking["word"] == Enough.SHORT).any() else Enough.NEAR).text
    day, number = worst["week"], lacking.height
    return Text(
        f"{en}, {word.en.lower()} in {number} of {weeks} weeks, most from {format_date(day, 'd MMMM', 'en_CA')} "
        f"({format_decimal(missing, locale='en_CA')} of {format_decimal(wanted, locale='en_CA')} hours missing)",
        f"{fr}, {word.fr.lower()} {number} semaine{'s' * (number > 1)} sur {weeks}, surtout dès le "
        f"{format_date(day, 'd MMMM', 'fr_CA')} ({format_decimal(missing, locale='fr_CA')} heures manquantes "
        f"sur {format_decimal(wanted, locale='fr_CA')})",
    )
