"""The queue model run over weeks that are past, beside what was measured in them.

A plan may promise only what it would have told of the weeks that are known. Times to serve are calibrated on the eight
weeks before those, so that what is compared was not fitted: one factor per channel that stands for all that recorded
times leave out (work after the contact, breaks, people lent elsewhere).
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from data.certainty import scalar
from data.storage.forecast_tables import TABLES
from data.storage.snapshot import Snapshot
from metrics.engine.answer import Question, answer
from metrics.planning.assumptions import Assumptions
from metrics.planning.demand import rows as forecast_rows
from metrics.planning.measured_assumptions import WAITED_FOR, queue_assumptions
from metrics.planning.workload import KEYS, half_hours, typical_days
from metrics.staffing.requirements import Rules, achieved, served, summary

WEEKS = 8
"""So many weeks are checked, and so many before them calibrated on."""

APART = 0.05
"""Model and measurement may differ by so much of the contacts before the plan has nothing to say."""

SLOWEST, QUICKEST = 4.0, 0.5
"""No factor beyond these is a time to serve any more: the model is then of another queue."""

STEPS = 12
"""Halvings of the span between them: a thousandth of it."""

COLUMNS = TABLES["staffing"]
STAFFING_WEEKS = [name for name in COLUMNS.names() if name != "factor"]


@dataclass(frozen=True)
class Weeks:
    """Mondays, oldest first: those that are calibrated on, and those that are checked."""

    earlier: list[date]
    checked: list[date]


def past_weeks(last_day: date) -> Weeks:
    """The last sixteen whole weeks that end by `last_day`."""
    monday = last_day - timedelta(days=last_day.weekday())
    end = monday + timedelta(days=7) if last_day.weekday() == 6 else monday
    mondays = [end - timedelta(weeks=back) for back in range(2 * WEEKS, 0, -1)]
    return Weeks(mondays[:WEEKS], mondays[WEEKS:])


def check_staffing(
    snapshot: Snapshot, demand: pl.DataFrame, profile: pl.DataFrame, targets: pl.DataFrame | None = None
) -> pl.DataFrame:
    """What the model says of the last eight whole weeks, and what was.

    In: `demand` (`channel`, `ds`, `started`; days) and `profile` as forecasts know them. Out, sorted: `COLUMNS`;
    `required_hours` by the share to be served in time that is in force now; people and expected level are null where it
    is not recorded who was there, the measured level where no contact was. `factor`: by which recorded times to serve
    are lengthened. A channel that nothing was measured of in the earlier weeks keeps its times.
    """
    last = snapshot.manifest.whole_to
    judged = [channel for channel, (indicator, _) in WAITED_FOR.items() if indicator in snapshot.catalogue]
    came = demand.drop_nulls("started").filter(pl.col("channel").is_in(judged))
    if last is None or came.is_empty():
        return COLUMNS.to_frame()
    weeks = past_weeks(min(last, scalar(came["ds"].max(), date)))
    came = came.select("channel", "ds", pl.col("started").alias("demand"))
    records = _Records(snapshot, profile, targets)
    parts = [_of_channel(channel[0], of, weeks, records) for channel, of in came.group_by("channel")]
    return pl.concat(parts).select(COLUMNS.names()).cast(COLUMNS).sort("channel", "week")


@dataclass(frozen=True)
class _Records:
    """What is known of the queues, to be read week by week."""

    snapshot: Snapshot
    profile: pl.DataFrame
    targets: pl.DataFrame | None

    def assumptions(self, first: date, last: date) -> Assumptions:
        """With the people that were there from `first` to `last`."""
        return queue_assumptions(self.snapshot, self.profile, self.targets, first, last)


def _of_channel(channel: str, demand: pl.DataFrame, weeks: Weeks, records: _Records) -> pl.DataFrame:
    levels = _levels(channel, records.snapshot)
    factor = _factor(channel, demand, levels, weeks.earlier, records)
    rows = [row for week in weeks.checked if (row := _week(channel, demand, week, factor, records))]
    measured = levels.filter(pl.col("of") > 0)
    measured = measured.select("week", (pl.col("in_time") / pl.col("of")).alias("level_measured"))
    checked = COLUMNS.names()
    checked.remove("level_measured")
    found = pl.DataFrame(rows, schema={name: COLUMNS[name] for name in checked})
    return found.join(measured, on="week", how="left").select(COLUMNS.names())


def expected_and_measured(rows: pl.DataFrame) -> tuple[float | None, float | None]:
    """Of one channel's checked weeks, the share served in time by the model and as measured, by contacts.

    Only weeks that have both count; None without any.
    """
    both = rows.drop_nulls(["level_expected", "level_measured"])
    total = scalar(both["contacts"].sum(), int)
    if not total:
        return None, None
    expected, measured = (both[name] * both["contacts"] for name in ("level_expected", "level_measured"))
    return scalar(expected.sum(), float) / total, scalar(measured.sum(), float) / total


def agrees(rows: pl.DataFrame) -> bool | None:
    """Whether model and measurement are within `APART` of each other; None where they cannot be compared."""
    expected, measured = expected_and_measured(rows)
    return None if expected is None or measured is None else abs(expected - measured) <= APART


def checked(snapshot: Snapshot) -> dict[str, pl.DataFrame]:
    """Channel → its past weeks, the queue model beside what was: the columns of `COLUMNS`."""
    rows = forecast_rows("staffing", snapshot)
    return {str(channel): of for (channel,), of in rows.group_by("channel", maintain_order=True)}


def unsure(snapshot: Snapshot) -> list[str]:
    """The channels of which the model told past weeks wrongly."""
    return [channel for channel, rows in checked(snapshot).items() if agrees(rows) is False]


def staffing_weeks(snapshot: Snapshot, outlook: pl.DataFrame) -> pl.DataFrame:
    """The weeks that were checked and those ahead, below each other: the columns of `STAFFING_WEEKS`.

    `outlook`: of `metrics.planning.outlook.outlook`; its expected level is what the model says of people as they are.
    """
    past = forecast_rows("staffing", snapshot).with_columns(pl.col("contacts").cast(pl.Float64))
    ahead = outlook.with_columns(level_measured=pl.lit(None, pl.Float64))
    return pl.concat([frame.select(STAFFING_WEEKS) for frame in (past, ahead)]).sort("channel", "week")


def _levels(channel: str, snapshot: Snapshot) -> pl.DataFrame:
    """Per week (its Monday) the contacts served `in_time`, and `of` how many."""
    name, _ = WAITED_FOR[channel]
    sums = answer(Question(indicator=name, grain="day"), snapshot).drop_nulls("period")
    return (
        sums.with_columns(week=pl.col("period").str.to_date("%Y-%m-%d").dt.truncate("1w"))
        .group_by("week")
        .agg(pl.col("numerator").sum().alias("in_time"), pl.col("denominator").sum().alias("of"))
    )


def _factor(channel: str, demand: pl.DataFrame, levels: pl.DataFrame, weeks: list[date], records: _Records) -> float:
    """The factor on times to serve by which the model gives the level that was measured in these weeks.

    Week by week, as others are checked by it: a mean week is kinder to a queue than the weeks that it is made of.
    """
    measured = levels.filter(pl.col("week").is_in(weeks))
    parts = [part for week in weeks if (part := _load(channel, demand, week, records))]
    if not measured["of"].sum() or not parts:
        return 1.0
    load, rules = pl.concat(rows for rows, _ in parts), parts[-1][1]
    if load["people"].null_count():
        return 1.0
    level = scalar(measured["in_time"].sum(), int) / scalar(measured["of"].sum(), int)
    low, high = QUICKEST, SLOWEST
    for _ in range(STEPS):
        middle = float((low * high) ** 0.5)
        in_time = summary(served(_slowed(load, middle), rules, by=KEYS))["service_level"].item()
        low, high = (middle, high) if in_time > level else (low, middle)
    return float((low * high) ** 0.5)


def _load(channel: str, demand: pl.DataFrame, week: date, records: _Records) -> tuple[pl.DataFrame, Rules] | None:
    """What each place had to serve in a week and who was there, see `half_hours`, and how; None where nobody came."""
    end = week + timedelta(days=6)
    came = demand.filter(pl.col("ds").is_between(week, end))
    if not came["demand"].sum():
        return None
    assumed = records.assumptions(week, end)
    load = half_hours(typical_days(came, [week], assumed, "day"), assumed)
    return (load, assumed.rules(channel)) if load.height else None


def _slowed(load: pl.DataFrame, factor: float) -> pl.DataFrame:
    return load.with_columns(pl.col("handling_s") * factor)


def _week(channel: str, demand: pl.DataFrame, week: date, factor: float, records: _Records) -> dict[str, object] | None:
    """One checked week by the model; None where nobody came."""
    end = week + timedelta(days=6)
    came = demand.filter(pl.col("ds").is_between(week, end))["demand"].sum()
    if not came:
        return None
    row = {"channel": channel, "week": week, "contacts": int(came), "factor": factor}
    part = _load(channel, demand, week, records)
    if part is None or part[0]["people"].null_count():
        return row | dict.fromkeys(("required_hours", "people_hours", "level_expected"))
    load, rules = part
    whole = summary(achieved(_slowed(load, factor), rules, by=KEYS)).row(0, named=True)
    hours = {name: whole[name] for name in ("required_hours", "people_hours")}
    return row | hours | {"level_expected": whole["service_level"]}
