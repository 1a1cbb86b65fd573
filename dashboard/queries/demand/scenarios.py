"""What the pages read of scenarios: what each would do, beside today and beside others."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.queries.cache import cached, with_forecasts
from dashboard.queries.demand import planning, staffing
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.errors import UserError
from data.storage.snapshot import Snapshot
from metrics.planning import scenario
from metrics.planning.prepared import prepared_today
from metrics.planning.scenario_steps import from_json

MOST = 3
"""Scenarios beside each other."""

Saved = Mapping[str, Any]
"""A version of a scenario, as `Decisions.scenarios` has it."""


def beside(
    snapshot: Snapshot, viewer: Viewer, decisions: Decisions, chosen: Sequence[Saved], grain: str
) -> tuple[pl.DataFrame, dict[str, UserError]]:
    """Scenarios beside today and each other, and those that do not fit the forecast with why not.

    Out: `channel` (null: all), `measure`, `today`, then a column per scenario's `id`; see `scenario.compare`.
    """
    outcomes, misfits = {}, {}
    for row in chosen[:MOST]:
        try:
            outcomes[str(row["id"])] = outcome(snapshot, viewer, decisions, row["steps"], grain)
        except UserError as error:
            misfits[row["name"]] = error
    return scenario.compare(outcomes) if outcomes else pl.DataFrame(), misfits


def outcome(
    snapshot: Snapshot, viewer: Viewer, decisions: Decisions, steps: Sequence[Any], grain: str
) -> scenario.Outcome:
    """What steps would do to the demand that is planned; raises UserError for steps that cannot be."""
    return _outcome(snapshot, staffing.base(snapshot, viewer, decisions, grain), decisions.targets, steps, grain)


def difference(measures: pl.DataFrame, column: str) -> pl.Series:
    """What a scenario changes, measure by measure: null where one of the two is not known."""
    return measures.select(pl.col(column) - pl.col("today")).to_series().alias(f"{column} difference")


def in_figures(measures: pl.DataFrame) -> pl.DataFrame:
    """The measures as people read them, with their differences: money in dollars, shares in percent, two decimals.

    In: as `beside` gives them. Out: beside each scenario's column `<id>` one `<id> difference`, and `unit`.
    """
    ids = [name for name in measures.columns if name not in ("channel", "measure", "today")]
    measures = measures.with_columns(difference(measures, id) for id in ids)
    units = {measure.value: measure.unit for measure in scenario.Measure}
    measures = measures.with_columns(unit=pl.col("measure").replace_strict(units))
    # Cents and shares are both a hundredth of what people read, in opposite directions.
    scale = pl.when(pl.col("unit") == "cents").then(0.01).when(pl.col("unit") == "share").then(100.0).otherwise(1.0)
    numbers = ["today", *ids, *(f"{id} difference" for id in ids)]
    return measures.with_columns((pl.col(name) * scale).round(2) for name in numbers)


def cost_change(
    snapshot: Snapshot, decisions: Decisions, measures: pl.DataFrame, column: str
) -> tuple[float, float, float] | None:
    """Today's whole cost in cents, what a scenario changes in it, and which share of it is fixed; None without any."""
    assumed = planning.assumptions(snapshot, decisions.targets)
    rows = measures.filter(pl.col("channel").is_null(), pl.col("measure") == scenario.Measure.COST.value)
    fixed = scenario.fixed_share(measures, assumed)
    if rows.is_empty() or fixed is None or rows[column].item() is None:
        return None
    return rows["today"].item(), (rows[column] - rows["today"]).item(), fixed


@cached(32, by=with_forecasts)
def _outcome(
    snapshot: Snapshot, base: pl.DataFrame, targets: pl.DataFrame, steps: Sequence[Any], grain: str
) -> scenario.Outcome:
    # Kept under the demand itself: which scenario is published changes nothing in what each would do.
    assumed, today = planning.assumptions(snapshot, targets), _today(snapshot, base, targets, grain)
    return scenario.outcome(base, from_json(steps), assumed, grain=grain, today=today)


@cached(16, by=with_forecasts)
def _today(snapshot: Snapshot, base: pl.DataFrame, targets: pl.DataFrame, grain: str) -> scenario.Situation:
    assumed = planning.assumptions(snapshot, targets)
    return prepared_today(snapshot, base, assumed, grain) or scenario.today(base, assumed, grain=grain)
