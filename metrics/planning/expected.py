"""What is expected of each channel, by day: the forecast as planners changed it, with the published plan's steps."""

import polars as pl

from data.errors import UserError
from data.state import SavedScenario
from metrics.planning import scenario_demand, workload
from metrics.planning.assumptions import Assumptions
from metrics.planning.scenario_steps import from_json


def finest(ahead: pl.DataFrame, grain: str) -> pl.DataFrame:
    """The finest series ahead, as planned: `channel`, `line`, `ds`, `demand`; what scenarios start from.

    In: the columns of `planned_forecast.apply`.
    """
    rows = ahead.filter(
        pl.col("grain") == grain,
        pl.all_horizontal(pl.col("channel", "line").is_not_null()),
        pl.col("location").is_null(),
    )
    return rows.select("channel", "line", "ds", pl.col("plan").alias("demand"))


def expected_demand(
    ahead: pl.DataFrame, plan: SavedScenario | None, assumptions: Assumptions
) -> tuple[pl.DataFrame, SavedScenario | None]:
    """Demand per `channel` and `ds`, with the published plan's steps if there is one and it fits; and which plan."""
    rows = finest(ahead, "day")
    if plan is not None:
        try:
            places = workload.known_places(assumptions)
            rows = scenario_demand.demand(rows, from_json(plan.steps), grain="day", places=places)
        except UserError:
            # It was made for another forecast: the forecast stands, and the page says that it has no plan.
            plan = None
    return rows.group_by("channel", "ds").agg(pl.col("demand").sum()).sort("channel", "ds"), plan
