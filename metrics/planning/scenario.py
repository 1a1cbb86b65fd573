"""What a scenario would do: demand, people, waits, standards, cost and guarantees, beside today's.

"Today" is the forecast as it stands with the staff of today, over the same days. Cost keeps its fixed part where it is:
moving volume online does not close a counter by itself; a centre that closes takes its part
of the fixed cost along. Beside it stands the figure of GOV.UK's service manual, as if all cost moved with the volume:
A + ((B − A) ÷ (1 − X)) × (Y − X), with A the cost of a transaction, B that of a digital one, X and Y digital take-up
today and then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from data.certainty import scalar
from data.refusals.demand import planning as refusals
from data.text import Word
from data.words import Channel
from metrics.planning.assumptions import SHARED_COST, A, Assumptions
from metrics.planning.scenario_demand import Periods, demand, periods_of
from metrics.planning.scenario_steps import Centre, Step, suppose
from metrics.planning.workload import KEYS, half_hours, known_places, months, typical_days
from metrics.staffing.requirements import achieved, required, summary

DIGITAL = Channel.ONLINE.value


class Measure(Word):
    """Money in cents, waits in seconds, shares 0..1, people in hours."""

    DEMAND = "demand", "Demand", "Demande"
    REQUIRED = "required_hours", "Person-hours required", "Heures-personnes requises"
    PAID = "paid_hours", "Paid hours required", "Heures payées requises"
    PEOPLE = "people_hours", "Person-hours available", "Heures-personnes disponibles"
    SHORT = "short_hours", "Person-hours short", "Heures-personnes manquantes"
    OCCUPANCY = "occupancy", "Occupancy", "Occupation"
    WAIT = "wait_s", "Mean wait", "Attente moyenne"
    MET = "met", "Served within the standard", "Servis selon la norme"
    COST = "cost_cents", "Cost", "Coût"
    PER_TRANSACTION = "cost_per_transaction", "Cost per transaction", "Coût par opération"
    IF_ALL_MOVED = "cost_if_all_moved", "Cost per transaction, if all cost moved", "Coût par opération, si tout suivait"
    TAKE_UP = "take_up", "Digital take-up", "Adoption du numérique"
    EXPOSURE = "exposure_cents", "Guarantees likely to be refunded", "Garanties à rembourser, à prévoir"

    @property
    def unit(self) -> str:
        """`cents`, `share`, `s` (seconds), or empty: interactions and hours."""
        return _UNITS.get(self, "")


M = Measure
_UNITS = dict.fromkeys((M.COST, M.PER_TRANSACTION, M.IF_ALL_MOVED, M.EXPOSURE), "cents")
_UNITS |= dict.fromkeys((M.OCCUPANCY, M.MET, M.TAKE_UP), "share") | {M.WAIT: "s"}
Situation = dict[tuple[str | None, Measure], float | None]
"""Every measure of one demand: of each channel, and of all together (None)."""


@dataclass(frozen=True, eq=False)
class Outcome:
    """What a scenario gives over the whole base.

    `demand`: `channel`, `line`, `ds`, `today`, `demand`. `measures`: `channel` (null: all together), `measure` (code of
    `Measure`), `today`, `value` (null: not applicable). `staffing`: per `channel` and `span` (first day of a month, or
    of a part of it) the columns of `metrics.staffing.requirements.summary`, with the scenario's demand and staff.
    """

    demand: pl.DataFrame
    measures: pl.DataFrame
    staffing: pl.DataFrame


def today(base: pl.DataFrame, assumptions: Assumptions, *, grain: str = "day") -> Situation:
    """The forecast as it stands with the staff of today: what scenarios are compared with."""
    return _situation(demand(base, [], grain=grain), [], assumptions, grain)[0]


def outcome(
    base: pl.DataFrame,
    steps: Sequence[Step],
    assumptions: Assumptions,
    *,
    grain: str = "day",
    today: Situation | None = None,
) -> Outcome:
    """A forecast with some steps supposed; `base` and what is raised as for `scenario_demand.demand` and `suppose`.

    `today`: of the same base and assumptions, where it is known already.
    """
    wanted = demand(base, steps, grain=grain, places=known_places(assumptions))
    now = dict(today or _situation(demand(base, [], grain=grain), [], assumptions, grain)[0])
    then, staffing = _situation(wanted, steps, suppose(assumptions, steps), grain)
    then |= _if_all_moved(now, then)
    channels = [channel.value for channel in Channel if (channel.value, M.DEMAND) in then]
    rows = [
        (channel, measure.value, now.get((channel, measure)), then.get((channel, measure)))
        for channel in [*channels, None]
        for measure in Measure
        if (channel, measure) in then or (channel, measure) in now
    ]
    schema = {"channel": pl.String, "measure": pl.String, "today": pl.Float64, "value": pl.Float64}
    return Outcome(wanted, pl.DataFrame(rows, schema=schema, orient="row"), staffing)


def outcomes(
    base: pl.DataFrame, scenarios: Mapping[str, Sequence[Step]], assumptions: Assumptions, *, grain: str = "day"
) -> dict[str, Outcome]:
    """Several scenarios of one base, by name; today is worked out once."""
    now = today(base, assumptions, grain=grain)
    return {name: outcome(base, steps, assumptions, grain=grain, today=now) for name, steps in scenarios.items()}


def compare(outcomes: Mapping[str, Outcome]) -> pl.DataFrame:
    """Scenarios beside today and beside each other: `channel`, `measure`, `today`, then a column per scenario.

    Raises: UserError for scenarios that do not start from the same forecast and assumptions, or are named as a column.
    """
    if not outcomes:
        raise refusals.SCENARIOS_NONE()
    reserved = {"channel", "measure", "today"} & set(outcomes)
    if reserved:
        raise refusals.SCENARIO_NAME_TAKEN(name=reserved.pop())
    order = {channel.value: place for place, channel in enumerate(Channel)}
    tables = [outcome.measures.select("channel", "measure", "today") for outcome in outcomes.values()]
    rows = pl.concat(tables).unique(["channel", "measure"], maintain_order=True)
    for name, outcome in outcomes.items():
        joined = rows.join(outcome.measures, on=["channel", "measure"], how="left", nulls_equal=True)
        if (joined["today"] != joined["today_right"]).any():
            raise refusals.SCENARIO_OTHER_FORECAST(name=name)
        rows = rows.with_columns(joined["value"].alias(name))
    place = pl.col("channel").replace_strict(order, default=len(order), return_dtype=pl.Int64)
    measure = pl.col("measure").replace_strict({code.value: n for n, code in enumerate(Measure)}, return_dtype=pl.Int64)
    return rows.sort(place, measure)


def _situation(
    wanted: pl.DataFrame, steps: Sequence[Step], assumptions: Assumptions, grain: str
) -> tuple[Situation, pl.DataFrame]:
    """Every measure of one demand, and its staffing by span."""
    centres = [step for step in steps if isinstance(step, Centre)]
    volumes = wanted.group_by("channel", maintain_order=True).agg(pl.col("today", "demand").sum())
    values: Situation = {(channel, M.DEMAND): float(number) for channel, _, number in volumes.iter_rows()}
    staffing, by_channel = _staffed(wanted, centres, assumptions, grain)
    for row in by_channel.iter_rows(named=True):
        for measure, column in _STAFF.items():
            values[row["channel"], measure] = row[column]
        values[row["channel"], M.PAID] = row["required_hours"] / (1 - assumptions.rules(row["channel"]).shrinkage)
    for channel, today, number in volumes.iter_rows():
        _priced(
            values,
            channel,
            today,
            number,
            _desks_lost(channel, centres, periods_of(wanted, grain), assumptions),
            assumptions,
        )
    _together(values, [channel for channel, *_ in volumes.iter_rows()], volumes, assumptions)
    return values, staffing


_STAFF = {M.REQUIRED: "required_hours", M.PEOPLE: "people_hours", M.SHORT: "short_hours",
          M.OCCUPANCY: "occupancy", M.WAIT: "wait_s", M.MET: "service_level"}  # fmt: skip


def _staffed(
    wanted: pl.DataFrame, centres: Sequence[Centre], assumptions: Assumptions, grain: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The summary per channel and span, and per channel; a typical day counts as often as it comes."""
    changes = [day for step in centres for day in (step.starts, step.ends) if day]
    spans = months(wanted["ds"].unique().to_list(), changes)
    load = half_hours(typical_days(wanted, spans, assumptions, grain), assumptions, centres)
    frames = []
    for (channel,), rows in load.group_by("channel", maintain_order=True):
        rules = assumptions.rules(str(channel))
        if rows["people"].null_count():
            # Nobody knows who is there: only what is needed can be said.
            need = required(rows.drop("people"), rules, by=KEYS)
            unknown = [pl.lit(None, kind).alias(name) for name, kind in _UNKNOWN.items()]
            frames.append(need.with_columns(unknown))
        else:
            frames.append(achieved(rows, rules, by=KEYS))
    if not frames:
        return pl.DataFrame(), pl.DataFrame()
    counted = ("contacts", "people", "required", "gap")
    rows = pl.concat(frames, how="diagonal_relaxed").with_columns(pl.col(counted) * pl.col("days"))
    by_span, by_channel = summary(rows, ["channel", "span"]), summary(rows, ["channel"])
    return _known(by_span).sort("channel", "span"), _known(by_channel)


_UNKNOWN = {"people": pl.Int64, "service_level": pl.Float64, "waiting": pl.Float64, "wait_s": pl.Float64,
            "occupancy": pl.Float64, "gap": pl.Int64, "warning": pl.String}  # fmt: skip


def _known(summed: pl.DataFrame) -> pl.DataFrame:
    """What cannot be said without recorded staff is null, not 0."""
    said = pl.col("service_level").is_not_null() | (pl.col("people_hours") > 0)
    return summed.with_columns(pl.when(said).then(pl.col("people_hours", "short_hours", "busy_half_hours")))


def _priced(values: Situation, channel: str, today: int, number: int, lost: float, assumptions: Assumptions) -> None:
    """Adds a channel's cost, cost per transaction, guarantees, and where nobody queues its standard."""

    def value(name: A) -> float:
        return assumptions.value(channel, name)

    fixed = today * value(A.COST) * value(A.FIXED) * (1 - lost)
    cost = fixed + number * value(A.COST) * (1 - value(A.FIXED))
    completed = number * value(A.COMPLETED)
    values[channel, M.COST] = cost
    values[channel, M.PER_TRANSACTION] = cost / completed if completed else None
    values[channel, M.EXPOSURE] = number * value(A.GUARANTEED) * value(A.BREACHED) * value(A.FEE)
    if values.get((channel, M.MET)) is None and number:
        values[channel, M.MET] = value(A.MET)


def _together(values: Situation, channels: Sequence[str], volumes: pl.DataFrame, assumptions: Assumptions) -> None:
    """Adds the measures of all channels together."""
    number: dict[str, int] = dict(volumes.select("channel", "demand").iter_rows())
    today = int(volumes["today"].sum())

    def each(measure: Measure) -> list[tuple[str, float]]:
        return [(c, v) for c in channels if (v := values.get((c, measure))) is not None]

    for measure in (M.DEMAND, M.REQUIRED, M.PAID, M.PEOPLE, M.SHORT, M.EXPOSURE):
        known = each(measure)
        values[None, measure] = sum(value for _, value in known) if known else None
    for measure in (M.MET, M.WAIT):
        weighted = [(number[channel], value) for channel, value in each(measure)]
        weight = sum(part for part, _ in weighted)
        values[None, measure] = sum(part * value for part, value in weighted) / weight if weight else None
    unborne = assumptions.value(SHARED_COST, A.COST)
    fixed = assumptions.value(SHARED_COST, A.FIXED)
    shared = unborne * (fixed * today + (1 - fixed) * sum(number.values()))
    completed = {channel: count * assumptions.value(channel, A.COMPLETED) for channel, count in number.items()}
    done = sum(completed.values())
    cost = shared + sum(value for _, value in each(M.COST))
    values[None, M.COST] = cost
    values[None, M.PER_TRANSACTION] = cost / done if done else None
    values[None, M.TAKE_UP] = completed.get(DIGITAL, 0) / done if done else None


def _if_all_moved(today: Situation, then: Situation) -> Situation:
    """The figure of GOV.UK's service manual; null where digital costs nothing known, or everything is digital."""
    cost, digital = today[None, M.PER_TRANSACTION], today.get((DIGITAL, M.PER_TRANSACTION))
    now, goal = today[None, M.TAKE_UP], then[None, M.TAKE_UP]
    if cost is None or digital is None or now is None or goal is None or now == 1:
        return {(None, M.IF_ALL_MOVED): None}
    today[None, M.IF_ALL_MOVED] = cost
    return {(None, M.IF_ALL_MOVED): if_all_moved(cost, digital, now, goal)}


def if_all_moved(cost: float, digital: float, now: float, goal: float) -> float:
    """A + ((B − A) ÷ (1 − X)) × (Y − X): what a transaction would cost at another digital take-up."""
    return cost + (digital - cost) / (1 - now) * (goal - now)


def _desks_lost(channel: str, centres: Sequence[Centre], periods: Periods, assumptions: Assumptions) -> float:
    """The share of a channel's fixed cost that its closed desks no longer cause: as its people, over the whole time."""
    seats = assumptions.capacity.filter(pl.col("channel") == channel)
    everybody = scalar(seats["people"].sum(), int)
    lost = 0.0
    for step in centres:
        here = scalar(seats.filter(pl.col("location") == step.location)["people"].sum(), int)
        if here:
            in_force = float(np.average(periods.part(step), weights=periods.lengths))
            lost += here / everybody * (1 - step.desks) * in_force
    return min(lost, 1.0)


def fixed_share(measures: pl.DataFrame, assumptions: Assumptions) -> float | None:
    """The part of today's whole cost that stays whatever comes; None where there is no cost.

    In: the columns of `Outcome.measures`, or of `compare`.
    """
    costs = measures.filter(pl.col("measure") == M.COST.value).select("channel", "today")
    whole = costs.filter(pl.col("channel").is_null())["today"].sum()
    by_channel = [(channel, cents) for channel, cents in costs.drop_nulls().iter_rows()]
    fixed = sum(cents * assumptions.value(channel, A.FIXED) for channel, cents in by_channel)
    shared = whole - sum(cents for _, cents in by_channel)
    fixed += shared * assumptions.value(SHARED_COST, A.FIXED)
    return fixed / whole if whole else None
