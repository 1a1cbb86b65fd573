"""A week of one channel's queues: whom it needs, half-hour by half-hour, and what each service level would cost."""

from datetime import date, timedelta

import polars as pl

from data.certainty import scalar
from data.storage.forecast_tables import TABLES
from metrics.planning.assumptions import A, Assumptions
from metrics.planning.workload import KEYS, half_hours, typical_days
from metrics.staffing import requirements
from metrics.staffing.headcount import headcount

HALF_HOURS = TABLES["half_hours"]
CURVE = TABLES["curve"]
HEADCOUNT = [name for name in TABLES["headcount"].names() if name != "key"]
DAYS = 7
_UNKNOWN = {"people": pl.Int64, "gap": pl.Int64, "warning": pl.String}


def days_of(demand: pl.DataFrame, channel: str, first: date) -> pl.DataFrame:
    """The seven days of a channel from a day on. In: `channel`, `ds`, `demand`."""
    last = first + timedelta(days=DAYS - 1)
    return demand.filter(pl.col("channel") == channel, pl.col("ds").is_between(first, last)).sort("ds")


def week_ahead(days: pl.DataFrame, channel: str, first: date, assumptions: Assumptions) -> pl.DataFrame:
    """Every half-hour at every place: the columns of `HALF_HOURS` but for `key`, no rows without demand.

    Where no staff is recorded `people`, `gap` and `warning` are null, and contacts fare as with the people needed.
    """
    load = _load(days, first, assumptions)
    if load.is_empty():
        return HALF_HOURS.to_frame().drop("key")
    rules = assumptions.rules(channel)
    if load["people"].null_count():
        rows = requirements.required(load.drop("people"), rules, by=KEYS)
        rows = rows.with_columns(pl.lit(None, dtype).alias(name) for name, dtype in _UNKNOWN.items())
    else:
        rows = requirements.achieved(load, rules, by=KEYS)
    return rows.select(name for name in HALF_HOURS.names() if name != "key")


def cost_curve(days: pl.DataFrame, channel: str, first: date, assumptions: Assumptions) -> pl.DataFrame:
    """What each service level would cost in a week: the columns of `CURVE` but for `key`."""
    load = _load(days, first, assumptions)
    wage = round(assumptions.value(channel, A.WAGE))
    return requirements.curve(load.drop("people"), assumptions.rules(channel), wage, by=KEYS)


def few_more(rows: pl.DataFrame, channel: str, assumptions: Assumptions) -> pl.DataFrame:
    """What a few people more or fewer would change in a week. In: rows of `week_ahead` with people."""
    wage = round(assumptions.value(channel, A.WAGE))
    return headcount(rows, assumptions.rules(channel), wage, KEYS).select(HEADCOUNT)


def first_days(demand: pl.DataFrame, most: int | None = None) -> list[date]:
    """The first days of the whole weeks ahead."""
    if demand.is_empty():
        return []
    first, last = (scalar(day, date) for day in (demand["ds"].min(), demand["ds"].max()))
    whole = ((last - first).days + 1) // DAYS
    return [first + timedelta(days=DAYS * week) for week in range(whole if most is None else min(whole, most))]


def _load(days: pl.DataFrame, first: date, assumptions: Assumptions) -> pl.DataFrame:
    if days.is_empty():
        return pl.DataFrame()
    return half_hours(typical_days(days, [first], assumptions, "day"), assumptions)
