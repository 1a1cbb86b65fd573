"""The one plan: what is forecast, what planners override in it, and what the published scenario supposes.

Every number that a page, a file or a command calls the plan is a row of `Plan.rows`, and its three parts add up to it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from data.errors import UserError
from data.state import SavedScenario
from data.storage.snapshot import Snapshot
from metrics.definition.limits import limit_series
from metrics.planning import scenario_demand, workload
from metrics.planning.apportionment import whole
from metrics.planning.assumptions import Assumptions
from metrics.planning.planned_forecast import margins
from metrics.planning.scenario_demand import periods_of
from metrics.planning.scenario_steps import Centre, Step, Window, from_json, suppose
from metrics.planning.weeks import with_weeks

SERIES = ["channel", "line", "location"]
CHANGES = ["overrides", "scenario"]
PARTS = ["yhat", *CHANGES]
"""The parts of a plan: the forecast, what overrides and special days change, and what the published scenario does."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Plan:
    """The plan of a home. `rows`: a forecast's with `overrides`, `scenario` and `plan`, whole interactions.

    `scenario`: the published one that is in it, None where there is none or it no longer fits; then `misfit` says why.
    """

    rows: pl.DataFrame
    scenario: SavedScenario | None
    misfit: UserError | None

    def limited(self, snapshot: Snapshot) -> "Plan":
        """The rows of series that who reads the snapshot may see."""
        return Plan(rows=limit_series(self.rows, snapshot), scenario=self.scenario, misfit=self.misfit)

    def by_channel(self) -> pl.DataFrame:
        """What is expected of each channel by day: `channel`, `ds`, `demand`."""
        whole_channels = pl.col("channel").is_not_null() & pl.col("line").is_null() & pl.col("location").is_null()
        days = self.rows.filter(pl.col("grain") == "day", whole_channels)
        return days.select("channel", "ds", pl.col("plan").alias("demand")).sort("channel", "ds")


def plan_ahead(ahead: pl.DataFrame, published: SavedScenario | None, assumptions: Assumptions) -> Plan:
    """The plan of every series, and which scenario is in it.

    In: `ahead`, as `overrides.apply` gives it. A step that lies outside a grain's days changes nothing there; one that
    cannot be at all (a centre without people, a line without a forecast) leaves the whole scenario out.
    """
    rows = ahead.with_columns(scenario=pl.lit(0, pl.Int64))
    misfit = None
    if published is not None:
        try:
            steps = from_json(published.steps)
            suppose(assumptions, steps)
            rows = _with_scenario(rows, steps, assumptions)
        except UserError as error:
            # It was made for another forecast: the forecast stands, and every page says that the plan does not fit.
            published, misfit = None, error
    rows = with_weeks(rows.with_columns(plan=pl.sum_horizontal(PARTS)), [*CHANGES, "plan"])
    return Plan(rows=rows, scenario=published, misfit=misfit)


def finest(ahead: pl.DataFrame, grain: str) -> pl.DataFrame:
    """The finest series ahead without any scenario: `channel`, `line`, `ds`, `demand`; what scenarios start from."""
    rows = ahead.filter(
        pl.col("grain") == grain,
        pl.all_horizontal(pl.col("channel", "line").is_not_null()),
        pl.col("location").is_null(),
    )
    return rows.select("channel", "line", "ds", (pl.col("yhat") + pl.col("overrides")).alias("demand"))


def _with_scenario(rows: pl.DataFrame, steps: Sequence[Step], assumptions: Assumptions) -> pl.DataFrame:
    """The rows with what a scenario changes in each, and rows for what it brings in."""
    places = workload.known_places(assumptions) if any(isinstance(step, Centre) for step in steps) else {}
    changes = []
    for grain in ("day", "month"):
        base = finest(rows, grain)
        if base.is_empty():
            continue
        inside = within(steps, base, grain)
        supposed = scenario_demand.demand(base, inside, grain=grain, places=places)
        moved = supposed.with_columns(
            location=pl.lit(None, pl.String), change=pl.col("demand") - pl.col("today")
        ).filter(pl.col("change") != 0)
        sums = margins(moved.select(*SERIES, "ds", "change")).filter(pl.col("change") != 0)
        located = _centres_follow(rows.filter(pl.col("grain") == grain), supposed, inside, grain, places)
        changes += [frame.with_columns(grain=pl.lit(grain)) for frame in (sums, located)]
    if not changes:
        return rows
    types = pl.Schema({name: rows.schema[name] for name in ("grain", *SERIES, "ds")})
    change = (
        pl.concat(changes)
        .select(*types, pl.col("change").alias("scenario"))
        .cast(pl.Schema({**types, "scenario": pl.Int64()}))
    )
    keys = list(types)
    joined = rows.drop("scenario").join(change, on=keys, how="left", nulls_equal=True, maintain_order="left")
    brought = change.join(rows, on=keys, how="anti", nulls_equal=True)
    new = brought.with_columns(yhat=pl.lit(0), overrides=pl.lit(0), open=pl.lit(True))
    known = {name: rows[name].first() for name in ("run", "origin") if name in rows.columns}
    new = new.with_columns(pl.lit(value).alias(name) for name, value in known.items())
    return pl.concat([joined.with_columns(pl.col("scenario").fill_null(0)), _like(new, joined)])


def _like(new: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the columns of others; what they do not say is null."""
    return new.select(
        (pl.col(name) if name in new.columns else pl.lit(None)).cast(dtype).alias(name)
        for name, dtype in rows.schema.items()
    )


def within(steps: Sequence[Step], base: pl.DataFrame, grain: str) -> list[Step]:
    """The steps of which some part falls in these days or months; the others change nothing there."""
    periods = periods_of(base, grain)
    return [step for step in steps if not isinstance(step, Window) or periods.part(step).any()]


def _centres_follow(
    rows: pl.DataFrame, supposed: pl.DataFrame, steps: Sequence[Step], grain: str, places: scenario_demand.Places
) -> pl.DataFrame:
    """What a scenario changes at the centres: one that closes loses its visitors, the others move with their channel.

    The visitors of a closed centre who stay in its channel go to the other centres, in proportion.
    """
    schema = pl.Schema({**dict.fromkeys(SERIES, pl.String()), "ds": pl.Date(), "change": pl.Int64()})
    located = rows.filter(pl.col("location").is_not_null()).sort("location", "ds")
    if located.is_empty():
        return pl.DataFrame(schema=schema)
    periods = periods_of(supposed, grain)
    closed = {step.location: periods.part(step) for step in steps if isinstance(step, Centre) and step.closed}
    frames = []
    for (channel,), centres in located.group_by("channel", maintain_order=True):
        sums = _by_period(supposed.filter(pl.col("channel") == channel), periods.first)
        today, then = sums["today"].to_numpy(), sums["demand"].to_numpy()
        lost = np.zeros(len(today))
        for location, part in closed.items():
            of_channel, share = places.get(location, (None, 0.0))
            lost += today * share * part * (of_channel == channel)
        stays = np.maximum(today - lost, 0)
        factor = np.divide(then, stays, out=np.zeros(len(today)), where=stays > 0)
        for (location,), own in centres.group_by("location", maintain_order=True):
            own = own.with_columns(_at=pl.col("ds").replace_strict({d: n for n, d in enumerate(periods.first)}))
            at = own["_at"].to_numpy()
            before = (own["yhat"] + own["overrides"]).to_numpy()
            open_part = 1 - closed.get(str(location), np.zeros(len(today)))
            after = whole(np.maximum(before * open_part[at] * factor[at], 0))
            frames.append(own.select(*SERIES, "ds").with_columns(change=pl.Series(after - before, dtype=pl.Int64)))
    return pl.concat(frames).select(*schema).cast(schema).filter(pl.col("change") != 0)


def _by_period(rows: pl.DataFrame, periods: Sequence[date]) -> pl.DataFrame:
    """A channel's sums in every period, 0 where it has none."""
    days = pl.DataFrame({"ds": list(periods)}, schema={"ds": pl.Date})
    sums = rows.group_by("ds").agg(pl.col("today", "demand").sum())
    return days.join(sums, on="ds", how="left", maintain_order="left").fill_null(0)
