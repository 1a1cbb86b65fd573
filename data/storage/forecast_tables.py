"""Forecasts: tables of their own, made visible by a manifest of their own, so that they never hold numbers back.

Fourteen tables lie in `forecast/` below the home. `ahead`, `choice`, `error` and `period_end` keep what every run
forecast, so that it can later be compared with what came; the others are as the latest run knew them, and `PREPARED`
ones are what pages would otherwise work out when they are opened.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from shutil import rmtree

import polars as pl
from deltalake import write_deltalake
from pydantic import BaseModel

from data.storage.atomic import replace_file
from data.storage.delta_table import Table
from data.storage.names import FORECAST
from data.text import Text

MANIFEST = "forecasts.json"
FORECAST_MANIFESTS = "forecasts"

KEYS: dict[str, pl.DataType] = {"channel": pl.String(), "line": pl.String(), "location": pl.String()}
"""What a series is of; null means all of them together."""

_BANDS = dict.fromkeys(("lo80", "hi80", "lo95", "hi95"), pl.Float64())
_PLACE = {"channel": pl.String(), "location": pl.String()}
_FARE = dict.fromkeys(("service_level", "waiting", "wait_s", "occupancy"), pl.Float64())
_SUMS = dict.fromkeys(("actual", "abs_error", "error", "naive_abs_error", "scaled_error"), pl.Float64())

TABLES: dict[str, pl.Schema] = {
    "demand": pl.Schema(
        {"grain": pl.String(), **KEYS, "ds": pl.Date(), "started": pl.Int64(), "completed": pl.Int64()}
        | dict.fromkeys(("open", "teaches"), pl.Boolean())
    ),
    "ahead": pl.Schema(
        {"run": pl.String(), "origin": pl.Date(), "grain": pl.String(), **KEYS, "ds": pl.Date(), "yhat": pl.Int64()}
        | _BANDS
        | {"model": pl.String(), "open": pl.Boolean()}
    ),
    "choice": pl.Schema(
        {"run": pl.String(), "grain": pl.String(), **KEYS, "model": pl.String(), "reason": pl.String()}
        | {"error": pl.Float64(), "runner_up": pl.String(), "runner_up_error": pl.Float64(), "margin": pl.Float64()}
        | {"floor": pl.Boolean(), "note": pl.String()}
    ),
    "error": pl.Schema(
        {"run": pl.String(), "grain": pl.String(), **KEYS, "ahead": pl.Int64(), "n": pl.Int64(), "origins": pl.Int64()}
        | _SUMS
        | dict.fromkeys(("n_interval", "inside80", "inside95"), pl.Int64())
    ),
    "period_end": pl.Schema(
        {"run": pl.String(), "indicator": pl.String(), "grain": pl.String(), "period": pl.String()}
        | {"known_to": pl.Date(), "months": pl.Int64(), "left": pl.Int64(), "wave": pl.Date(), "basis": pl.String()}
        | dict.fromkeys(("value", "low", "high", "error", "naive_error"), pl.Float64())
        | {"tested": pl.Int64(), "inside": pl.Float64()}
    ),
    "profile": pl.Schema(
        {"channel": pl.String(), "location": pl.String(), "weekday": pl.Int64(), "half_hour": pl.Int64()}
        | {"share": pl.Float64(), "handling_s": pl.Float64()}
    ),
    "staffing": pl.Schema(
        {"channel": pl.String(), "week": pl.Date(), "contacts": pl.Int64(), "required_hours": pl.Float64()}
        | dict.fromkeys(("people_hours", "level_expected", "level_measured", "factor"), pl.Float64())
    ),
    "assumed": pl.Schema(
        {"channel": pl.String(), "name": pl.String(), "value": pl.Float64(), "unit": pl.String()}
        | dict.fromkeys(("source_en", "source_fr", "basis"), pl.String())
    ),
    "capacity": pl.Schema({**_PLACE, "weekday": pl.Int64(), "half_hour": pl.Int64(), "people": pl.Int64()}),
    "places": pl.Schema({**_PLACE, "share": pl.Float64()}),
    "half_hours": pl.Schema(
        {"key": pl.String(), **_PLACE, "span": pl.Date(), "weekday": pl.Int64(), "days": pl.Int64()}
        | {"half_hour": pl.Int64(), "contacts": pl.Float64(), "handling_s": pl.Float64(), "people": pl.Int64()}
        | {"required": pl.Int64(), "rostered": pl.Int64(), "gap": pl.Int64(), "warning": pl.String(), **_FARE}
    ),
    "curve": pl.Schema(
        {"key": pl.String(), "share": pl.Float64(), "people_hours": pl.Float64(), "paid_hours": pl.Float64()}
        | {"cost_cents": pl.Int64()}
        | dict.fromkeys(("service_level", "wait_s", "occupancy"), pl.Float64())
        | {"within_cap": pl.Boolean()}
    ),
    "headcount": pl.Schema(
        {"key": pl.String(), "change": pl.Int64(), "people_hours": pl.Float64(), "service_level": pl.Float64()}
        | {"wait_s": pl.Float64(), "occupancy": pl.Float64(), "cost_cents": pl.Int64()}
    ),
    "today": pl.Schema({"key": pl.String(), "channel": pl.String(), "measure": pl.String(), "value": pl.Float64()}),
}
"""Table → its columns.

- `demand`, one row per grain (`day`, `month`), series and day `ds` (a month's first): interactions `started` and
  `completed` (null: not known; closed days are zeros), whether it was `open`, and whether the day `teaches` models.
- `ahead`, one row per run, grain (also `week`: seven days from the first on), series and day: made when `origin` was
  the last known day; `yhat` interactions (whole), bounds of the 80 and 95 % intervals (interactions, not rounded:
  they belong to this series alone).
- `choice`, one row per run, grain and series: the `model` chosen, why, its back-test `error` (mean absolute error in
  those of the seasonal naive's history), the `runner_up` with its error and the `margin` between the two;
  `floor`: nothing beat the simplest model.
- `error`, one row per run, grain, series and weeks (months) `ahead`: sums over the back-test, so that any pooling is
  a division: days `n`, `actual` interactions, absolute and signed error, the seasonal naive's absolute error, error
  in units of the series' own naive scale; days that had intervals and how many fell inside.
- `period_end`, one row per run, headline indicator and grain (`quarter`, `year`): the `value` that the `period` (code)
  will end at, in the indicator's unit, with the bounds of its 80 % interval; `basis` (`metrics.planning.period_end`)
  says what it rests on, or why there is none. `known_to`: the last day that counts as it is; `months` of the window,
  the last `left` of which are forecast; of indicators by wave, waves ahead, and `wave` the month of the one it is of.
  Of the back-test: `tested` windows, mean absolute `error` and that of the last twelve periods (`naive_error`), and the
  share of them `inside` their interval.
- `profile`, one row per channel, location (null: all), weekday (1 Monday … 7) and half-hour (0 is 00:00): the
  `share` of the day's contacts and their mean service time in seconds.
- `staffing`, one row per channel that people queue in and past `week` (its Monday): the queue model beside what was,
  see `metrics.planning.staffing_check`.
- `assumed`, `capacity`, `places`: what staffing and scenarios take for granted, see `metrics.planning.assumptions`.
- `half_hours`, `curve`, `headcount`, `today`: weeks of staffing, and what scenarios are compared with, each under the
  `key` of what it was worked out from, see `metrics.planning.prepared`.
"""

BY_RUN = ("ahead", "choice", "error", "period_end")
PREPARED = ("assumed", "capacity", "places", "half_hours", "curve", "headcount", "today")


class ForecastRun(BaseModel):
    """Forecasts that were made together."""

    run: str
    """The run of the numbers that they were made from."""
    made_at: datetime
    seconds: float
    inputs: str
    """Fingerprint of all they depend on: the same inputs need not be forecast again."""
    origins: dict[str, date]
    """Grain → the last day (a month's first) that was known."""
    tables: dict[str, int]
    """Table → Delta version."""
    notes: list[Text] = []
    """What a reader should know: series left out and why."""


def write_forecasts(home: Path, forecast_run: ForecastRun, tables: Mapping[str, pl.DataFrame]) -> ForecastRun:
    """Makes forecasts visible, all of them or none; only a run that holds the home's lock calls it.

    `tables`: every table of `TABLES`, `BY_RUN` ones with the rows of this run.
    Out: `forecast_run` with the tables' versions.
    """
    _undo(home, read_forecasts(home))
    for name, rows in tables.items():
        rows = rows.select(TABLES[name].names()).cast(TABLES[name])
        path = home / FORECAST / name
        if name in BY_RUN and Table.is_deltatable(str(path)):
            write_deltalake(path, rows, mode="overwrite", predicate=f"run = '{forecast_run.run}'", partition_by=["run"])
        else:
            write_deltalake(path, rows, mode="overwrite", partition_by=["run"] if name in BY_RUN else None)
    versions = {name: Table(home / FORECAST / name).version() for name in tables}
    forecast_run = forecast_run.model_copy(update={"tables": versions})
    text = forecast_run.model_dump_json(indent=1)
    (home / FORECAST_MANIFESTS).mkdir(parents=True, exist_ok=True)
    replace_file(home / FORECAST_MANIFESTS / f"{forecast_run.run}.json", text)
    replace_file(home / MANIFEST, text)
    for name in tables:
        # Files that no version in force needs go a day later: nobody reads for that long.
        Table(home / FORECAST / name).vacuum(24, dry_run=False, enforce_retention_duration=False)
    return forecast_run


def write_prepared(home: Path, forecast_run: ForecastRun, tables: Mapping[str, pl.DataFrame]) -> ForecastRun:
    """Adds `PREPARED` tables to the forecasts in force; only a run that holds the home's lock calls it."""
    for name, rows in tables.items():
        typed = rows.select(TABLES[name].names()).cast(TABLES[name])
        write_deltalake(home / FORECAST / name, typed, mode="overwrite")
    versions = {name: Table(home / FORECAST / name).version() for name in tables}
    forecast_run = forecast_run.model_copy(update={"tables": forecast_run.tables | versions})
    text = forecast_run.model_dump_json(indent=1)
    replace_file(home / FORECAST_MANIFESTS / f"{forecast_run.run}.json", text)
    replace_file(home / MANIFEST, text)
    for name in tables:
        Table(home / FORECAST / name).vacuum(24, dry_run=False, enforce_retention_duration=False)
    return forecast_run


def read_forecasts(home: Path, run: str | None = None) -> ForecastRun | None:
    """The forecasts in force, or those that a run made; None where there are none."""
    path = home / MANIFEST if run is None else home / FORECAST_MANIFESTS / f"{run}.json"
    return ForecastRun.model_validate_json(path.read_bytes()) if path.exists() else None


def forecast_runs(home: Path) -> list[str]:
    """The runs whose forecasts are kept, newest first."""
    current = read_forecasts(home)
    names = [path.stem for path in (home / FORECAST_MANIFESTS).glob("*.json")]
    return sorted((run for run in names if current and run <= current.run), reverse=True)


def forecast_table(home: Path, forecast_run: ForecastRun, name: str) -> pl.DataFrame:
    """The rows of a table, of `BY_RUN` tables those of this run; read once, then cached.

    Tables that are not `BY_RUN` are as they are known now, whatever was forecast from them.
    """
    current = read_forecasts(home) or forecast_run
    if name not in current.tables:
        # Forecasts of an earlier version of the program lack it until they are made anew.
        return TABLES[name].to_frame()
    return _table(home, name, current.tables[name], forecast_run.run if name in BY_RUN else None)


@lru_cache(maxsize=16)
def _table(home: Path, name: str, version: int, run: str | None) -> pl.DataFrame:
    rows = pl.scan_delta(Table(home / FORECAST / name, version=version))
    return (rows.filter(pl.col("run") == run) if run else rows).select(TABLES[name].names()).collect()


def _undo(home: Path, forecast_run: ForecastRun | None) -> None:
    """Takes every table back to the version in force: what a forecast run that died left behind goes."""
    for name in TABLES:
        path = home / FORECAST / name
        if not Table.is_deltatable(str(path)):
            continue
        table = Table(path)
        if forecast_run is None or name not in forecast_run.tables:
            rmtree(path)
        elif table.version() != forecast_run.tables[name]:
            table.restore(forecast_run.tables[name])
