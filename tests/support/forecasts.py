"""Forecasts drawn by hand into a home, so that pages can be looked at without anything being learned."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl

from data.storage.forecast_tables import TABLES, ForecastRun, write_forecasts

PARTS = {("telephone", "dv"): 70, ("telephone", "land"): 35, ("in_person", "dv"): 140}
"""Interactions on an open day, by channel and line; Sundays are closed."""

EVERYTHING, TELEPHONE = sum(PARTS.values()), 70 + 35
ORIGIN = date(2025, 3, 30)
"""A Sunday: the weeks ahead begin with Monday 31 March."""
OPEN = 6
"""Open days of a week."""

FACTOR = 1.5
"""By which recorded times to serve are lengthened, where past weeks were checked."""

WEEKS, MONTHS, PAST_WEEKS, PAST_MONTHS = 13, 18, 60, 24


def foretell(
    home: Path,
    run: str,
    origin: date,
    *,
    grains: tuple[str, ...] = ("day", "month"),
    more: int = 0,
    levels: Mapping[str, tuple[float, float]] | None = None,
) -> None:
    """Publishes forecasts of a run: every open day `PARTS` (+ `more`), months thirty times that, with all their sums.

    `levels`: channel → the share served in time by the queue model and as measured, in each of the last eight weeks.

    `origin`: the last known day. Intervals are ± 10 and ± 20 % of the forecast; back-tests are off by 10 % where the
    naive is off by 20 %, but for the last week (month), where the naive is as good.
    """
    rows_of: dict[str, list[dict]] = {"demand": [], "ahead": [], "choice": [], "error": []}
    for grain in grains:
        _add(rows_of, grain, run, origin, more)
    if "day" in grains:
        _add_weeks(rows_of, run, origin, more)
    forecast_run = ForecastRun(
        run=run,
        made_at=datetime(2026, 11, 1, tzinfo=UTC),
        seconds=1,
        inputs=run,
        origins=_origins(grains, origin),
        tables={},
    )
    profile = [
        {"channel": channel, "location": None, "weekday": day, "half_hour": half, "share": 1 / 16, "handling_s": 300.0}
        for channel in ("telephone", "in_person")
        for day in range(1, 7)
        for half in range(18, 34)
    ]
    tables = {name: pl.DataFrame(rows, schema_overrides=dict(TABLES[name])) for name, rows in rows_of.items()}
    tables["profile"] = pl.DataFrame(profile, schema_overrides=dict(TABLES["profile"]))
    tables["staffing"] = pl.DataFrame(_staffing(levels or {}, origin), schema=dict(TABLES["staffing"]))
    write_forecasts(home, forecast_run, tables)


def _staffing(levels: Mapping[str, tuple[float, float]], origin: date) -> list[dict]:
    return [
        {
            "channel": channel, "week": origin - timedelta(weeks=week) + timedelta(days=1), "contacts": 100,
            "required_hours": 90.0, "people_hours": 80.0, "level_expected": expected, "level_measured": measured,
            "factor": FACTOR,
        }
        for channel, (expected, measured) in levels.items()
        for week in range(8, 0, -1)
    ]  # fmt: skip


def _add(rows_of: dict[str, list[dict]], grain: str, run: str, origin: date, more: int) -> None:
    by_day = grain == "day"
    ahead = [origin + timedelta(days=n + 1) for n in range(WEEKS * 7)] if by_day else _months(origin, 1, MONTHS)
    past = (
        [origin - timedelta(days=n) for n in reversed(range(PAST_WEEKS * 7))]
        if by_day
        else _months(origin, 1 - PAST_MONTHS, PAST_MONTHS)
    )
    for (channel, line), size in _sums().items():
        series = {"grain": grain, "channel": channel, "line": line, "location": None}
        for day in past:
            count = 0 if by_day and day.isoweekday() == 7 else size * (1 if by_day else 30)
            row = {"ds": day, "started": count, "completed": count, "open": count > 0, "teaches": True}
            rows_of["demand"].append(series | row)
        for day in ahead:
            yhat = 0 if by_day and day.isoweekday() == 7 else (size + more) * (1 if by_day else 30)
            bands = {"lo80": 0.9 * yhat, "hi80": 1.1 * yhat, "lo95": 0.8 * yhat, "hi95": 1.2 * yhat}
            rows_of["ahead"].append(
                series
                | bands
                | {"run": run, "origin": origin, "ds": day, "yhat": yhat, "model": "linear", "open": yhat > 0}
            )
        rows_of["choice"].append(
            series | {"run": run, "model": "60% linear + 40% theta", "reason": "blend", "error": 0.8}
            | {"runner_up": "ets", "runner_up_error": 0.9, "margin": 0.11, "floor": False, "note": None}
        )  # fmt: skip
        steps = WEEKS if by_day else MONTHS
        for step in range(1, steps + 1):
            naive = 100.0 if step == steps else 200.0
            sums = {"n": 10, "origins": 10, "actual": 1000.0, "abs_error": 100.0, "error": 20.0}
            sums |= {"naive_abs_error": naive, "scaled_error": 8.0, "n_interval": 10, "inside80": 8, "inside95": 10}
            rows_of["error"].append(series | sums | {"run": run, "ahead": step})


def _add_weeks(rows_of: dict[str, list[dict]], run: str, origin: date, more: int) -> None:
    """The sums of the days ahead; their intervals are ± 5 and ± 8 %, and forecasts of weeks were off by 6 %."""
    for (channel, line), size in _sums().items():
        series = {"grain": "week", "channel": channel, "line": line, "location": None, "run": run}
        yhat = (size + more) * OPEN
        by_day = next(row for row in rows_of["choice"] if (row["channel"], row["line"]) == (channel, line))
        rows_of["choice"].append(by_day | {"grain": "week"})
        bands = {"lo80": 0.95 * yhat, "hi80": 1.05 * yhat, "lo95": 0.92 * yhat, "hi95": 1.08 * yhat}
        for week in range(WEEKS):
            ds = origin + timedelta(days=7 * week + 1)
            day = {"origin": origin, "ds": ds, "yhat": yhat, "model": "linear", "open": True}
            rows_of["ahead"].append(series | bands | day)
            sums = {"n": 10, "origins": 10, "actual": 1000.0, "abs_error": 60.0, "error": 10.0, "scaled_error": 6.0}
            naive = {"naive_abs_error": 60.0 if week + 1 == WEEKS else 120.0}
            sums |= {"n_interval": 10, "inside80": 8, "inside95": 10}
            rows_of["error"].append(series | sums | naive | {"ahead": week + 1})


def _origins(grains: tuple[str, ...], origin: date) -> dict[str, date]:
    """What each grain knew last."""
    known = {"day": origin, "week": origin, "month": origin.replace(day=1) if len(grains) > 1 else origin}
    return {grain: known[grain] for grain in known if grain in grains or (grain == "week" and "day" in grains)}


def _sums() -> dict[tuple[str | None, str | None], int]:
    """Every series: the parts, channels, lines and the total."""
    sizes: dict[tuple[str | None, str | None], int] = {}
    for (channel, line), size in PARTS.items():
        for series in ((channel, line), (channel, None), (None, line), (None, None)):
            sizes[series] = sizes.get(series, 0) + size
    return sizes


def _months(origin: date, first: int, number: int) -> list[date]:
    """Firsts of months, counted from that of the origin."""
    counts = [origin.year * 12 + origin.month - 1 + first + n for n in range(number)]
    return [date(count // 12, count % 12 + 1, 1) for count in counts]
