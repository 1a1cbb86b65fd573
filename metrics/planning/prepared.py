"""What planners look at, worked out when the forecast is made, so that no page has to do it while they wait.

Everything lies under a key of what it was worked out from. What is asked of other demand or other rules by now (an
override, another target, an earlier forecast) is not found, and worked out anew by whoever asks.
"""

from hashlib import sha256

import polars as pl

from data.storage.forecast_tables import TABLES, read_forecasts
from data.storage.snapshot import Snapshot
from metrics.planning import scenario
from metrics.planning.assumptions import A, Assumptions
from metrics.planning.demand import forecast_run
from metrics.planning.demand import rows as forecast_rows
from metrics.planning.plan import Plan, finest
from metrics.planning.scenario import Measure, Situation
from metrics.planning.week_ahead import cost_curve, days_of, few_more, first_days, week_ahead

CURVES = 2
"""Weeks of which the costs of service levels are prepared: the dearest to work out, and seldom asked for later ones."""


def week_key(days: pl.DataFrame, channel: str, assumptions: Assumptions) -> str:
    """What a week is worked out from, beside what was measured: its demand day by day, and the rules."""
    values = [float(assumptions.value(channel, name)) for name in (A.HANDLING, A.WAGE)]
    return _digest(channel, days.select("ds", "demand").rows(), assumptions.rules(channel), values)


def base_key(base: pl.DataFrame, assumptions: Assumptions, grain: str) -> str:
    """The same of what scenarios start from."""
    rows = base.sort("channel", "line", "ds").select("channel", "line", "ds", "demand").rows()
    return _digest(grain, rows, sorted(assumptions.listed().rows(), key=str))


def prepared(snapshot: Snapshot, table: str, key: str) -> pl.DataFrame:
    """What lies under a key in a table of `PREPARED`; no rows where nothing does."""
    if forecast_run(snapshot) != read_forecasts(snapshot.home):
        return TABLES[table].to_frame().drop("key")
    return forecast_rows(table, snapshot).filter(pl.col("key") == key).drop("key")


def prepared_today(snapshot: Snapshot, base: pl.DataFrame, assumptions: Assumptions, grain: str) -> Situation | None:
    """What scenarios are compared with, None where it was not prepared."""
    rows = prepared(snapshot, "today", base_key(base, assumptions, grain))
    return {(channel, Measure(name)): value for channel, name, value in rows.iter_rows()} if rows.height else None


def prepare(plan: Plan, assumptions: Assumptions) -> dict[str, pl.DataFrame]:
    """The rows of every table of `data.storage.forecast_tables.PREPARED`."""
    demand = plan.by_channel()
    queues = [channel for channel in assumptions.staffed() if channel in set(demand["channel"])]
    found: dict[str, list[pl.DataFrame]] = {name: [] for name in ("half_hours", "curve", "headcount", "today")}
    for channel in queues:
        for number, first in enumerate(first_days(demand)):
            days = days_of(demand, channel, first)
            key = pl.lit(week_key(days, channel, assumptions)).alias("key")
            rows = week_ahead(days, channel, first, assumptions)
            found["half_hours"].append(rows.with_columns(key))
            if number < CURVES and rows.height:
                found["curve"].append(cost_curve(days, channel, first, assumptions).with_columns(key))
                if not rows["people"].null_count():
                    found["headcount"].append(few_more(rows, channel, assumptions).with_columns(key))
    base = finest(plan.rows, "day")
    if base.height:
        measures = scenario.today(base, assumptions)
        listed = [(channel, measure.value, value) for (channel, measure), value in measures.items()]
        values = pl.DataFrame(listed, schema=["channel", "measure", "value"], orient="row", infer_schema_length=None)
        found["today"].append(values.with_columns(key=pl.lit(base_key(base, assumptions, "day"))))
    tables = {name: _stacked(name, frames) for name, frames in found.items()}
    return {"assumed": assumptions.listed(), "capacity": assumptions.capacity, "places": assumptions.places} | tables


def _stacked(name: str, frames: list[pl.DataFrame]) -> pl.DataFrame:
    schema = TABLES[name]
    return pl.concat([schema.to_frame(), *(rows.select(schema.names()).cast(schema) for rows in frames)])


def _digest(*inputs: object) -> str:
    return sha256(repr(inputs).encode()).hexdigest()
