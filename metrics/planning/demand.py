"""What pages and the command line ask of demand: its history, what is ahead, and how good earlier forecasts were."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from data.certainty import scalar
from data.errors import nearest
from data.refusals.demand import planning as refusals
from data.storage.forecast_tables import KEYS, TABLES, ForecastRun, forecast_runs, forecast_table, read_forecasts
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.definition.limits import check_series, limit_series
from metrics.planning.accuracy import accuracy as measured
from metrics.planning.weeks import DAYS, weeks_before

GRAINS = ("day", "week", "month")
SERIES = list(KEYS)

Where = Mapping[str, Sequence[str]]
"""What a reader may see: a key of a series and its codes. A series that is more than that (null) is left out."""


def forecast_run(snapshot: Snapshot) -> ForecastRun | None:
    """The forecasts that belong to these numbers: of their run, else the newest before; None without any."""
    runs = [run for run in forecast_runs(snapshot.home) if run <= snapshot.manifest.run]
    return read_forecasts(snapshot.home, runs[0]) if runs else None


def rows(name: str, snapshot: Snapshot, *, run: str | None = None, where: Where | None = None) -> pl.DataFrame:
    """The rows of a forecast table (columns `forecast_tables.TABLES`) that a reader may see; none before any forecast.

    `run`: as that run said, else as `forecast_run`. Raises: UserError, for a run that made no forecasts.
    """
    forecasts = forecast_run(snapshot) if run is None else read_forecasts(snapshot.home, run)
    if run is not None and forecasts is None:
        raise refusals.DEMAND_NO_RUN(run=run, nearest=nearest(run, forecast_runs(snapshot.home)))
    table = forecast_table(snapshot.home, forecasts, name) if forecasts else TABLES[name].to_frame()
    table = limit_series(table, snapshot)
    for key, codes in (where or {}).items():
        table = table.filter(pl.col(key).is_in(list(codes))) if key in table.columns else table
    return table


def select_series(frame: pl.DataFrame, **keys: str | None) -> pl.DataFrame:
    """The rows of exactly one series: `channel`, `line`, `location`, each a code or None for all together."""
    return frame.filter(pl.col(key).eq_missing(pl.lit(keys.get(key), pl.String)) for key in SERIES)


def series(snapshot: Snapshot, grain: str, where: Where | None = None) -> pl.DataFrame:
    """The series that have forecasts: `channel`, `line`, `location` (null: all together), sums first.

    Raises: UserError where they cannot be limited to what who reads may see.
    """
    check_series(KEYS, snapshot)
    ahead = rows("ahead", snapshot, where=where).filter(pl.col("grain") == _check_grain(grain))
    return ahead.select(SERIES).unique().sort(SERIES, nulls_last=False)


def history(
    snapshot: Snapshot, grain: str, where: Where | None = None, *, origin: date | None = None, **keys: str | None
) -> pl.DataFrame:
    """One series as it was, sorted: `ds`, `started`, `completed` (null: not known), `open`, `teaches`.

    Weeks end with the last day that the forecasts knew, or with `origin`.
    """
    by_day = _check_grain(grain) == "week"
    rows_of_grain = rows("demand", snapshot, where=where).filter(pl.col("grain") == ("day" if by_day else grain))
    table = select_series(rows_of_grain, **keys).select("ds", "started", "completed", "open", "teaches").sort("ds")
    forecasts = forecast_run(snapshot)
    if by_day and forecasts:
        return weeks_before(table, origin or forecasts.origins["day"])
    return table


def ahead(
    snapshot: Snapshot, grain: str, where: Where | None = None, *, run: str | None = None, **keys: str | None
) -> pl.DataFrame:
    """One series ahead, sorted: `origin`, `ds`, `yhat`, `lo80`, `hi80`, `lo95`, `hi95`, `model`, `open`."""
    table = select_series(
        rows("ahead", snapshot, run=run, where=where).filter(pl.col("grain") == _check_grain(grain)), **keys
    )
    return table.drop("run", "grain", *SERIES).sort("ds")


def accuracy(snapshot: Snapshot, grain: str, where: Where | None = None, **keys: str | None) -> pl.DataFrame:
    """How good the forecasts of one series were in their back-test: as `metrics.planning.accuracy.accuracy`.

    Its sentence is `metrics.planning.accuracy.usable`.
    """
    return measured(
        select_series(rows("error", snapshot, where=where).filter(pl.col("grain") == _check_grain(grain)), **keys)
    )


def choices(snapshot: Snapshot, grain: str, where: Where | None = None) -> pl.DataFrame:
    """Why each series has its model: `channel`, `line`, `location` and the columns of `choice`."""
    table = rows("choice", snapshot, where=where).filter(pl.col("grain") == _check_grain(grain))
    return table.drop("run", "grain").sort(SERIES, nulls_last=False)


def read_forecast(
    snapshot: Snapshot, grain: str, planned: pl.DataFrame | None = None, **keys: str | None
) -> tuple[ForecastRun, pl.DataFrame, pl.DataFrame]:
    """For the command line: the forecasts, their rows and their accuracy, of all series that `keys` leave.

    `planned`: the rows of `metrics.planning.plan.Plan`, whose parts then stand at the end of each row.

    `keys`: `channel` keeps that channel and its lines, `line` that line in every channel, `location` one centre;
    without a location centres are left out. Rows: `channel`, `line`, `location` (null: all together), then the columns
    of `ahead`.
    Accuracy is pooled over the series of a channel and a line, or told of the centre.
    Raises: UserError, where there are no forecasts, and for a code that none of them is of.
    """
    check_series(KEYS, snapshot)
    forecasts = forecast_run(snapshot)
    if forecasts is None and snapshot.as_of and (retained := forecast_runs(snapshot.home)):
        raise refusals.DEMAND_NOT_RETAINED(run=snapshot.manifest.run, first=retained[-1])
    if forecasts is None:
        raise refusals.DEMAND_NONE(home=snapshot.home)
    if _check_grain(grain) not in forecasts.origins:
        reasons = Text(*(" ".join(getattr(note, lang) for note in forecasts.notes) for lang in ("en", "fr")))
        raise refusals.DEMAND_NOT_BY_GRAIN(grain=refusals.GRAINS[grain], reasons=reasons)
    table, errors = (
        frame.filter(pl.col("grain") == grain)
        for frame in (rows("ahead", snapshot) if planned is None else planned, rows("error", snapshot))
    )
    for key in SERIES:
        code, codes = keys.get(key), sorted(table[key].drop_nulls().unique())
        if code is not None and code not in codes:
            raise refusals.DEMAND_NO_SERIES(key=refusals.KEYS[key], code=code, nearest=nearest(code, codes))
        if code is not None or key == "location":
            table, errors = (frame.filter(pl.col(key).eq_missing(pl.lit(code, pl.String))) for frame in (table, errors))
    if keys.get("location") is None:
        errors = errors.filter(pl.all_horizontal(pl.col("channel", "line").is_not_null()))
    columns = [*SERIES, "ds", "yhat", "lo80", "hi80", "lo95", "hi95", "model", "open"]
    columns += ["overrides", "scenario", "plan"] if planned is not None else []
    return forecasts, table.select(columns).sort(*SERIES, "ds", nulls_last=False), measured(errors)


def past_forecast(
    snapshot: Snapshot, run: str, grain: str, where: Where | None = None, **keys: str | None
) -> pl.DataFrame:
    """What a run forecast for one series, beside what came: `ahead`'s columns and `started` (null: not known yet)."""
    believed = ahead(snapshot, grain, where, run=run, **keys)
    # The weeks of an earlier forecast begin on other days than today's; those that are not whole yet are left out.
    end = scalar(believed["ds"].max(), date) + timedelta(days=DAYS - 1) if believed.height else None
    came = history(snapshot, grain, where, origin=end, **keys).select("ds", "started")
    return believed.join(came, on="ds", how="left").sort("ds")


def _check_grain(grain: str) -> str:
    if grain not in GRAINS:
        raise refusals.DEMAND_NO_GRAIN(grain=grain)
    return grain


def year_before(ahead: pl.DataFrame, past: pl.DataFrame, grain: str) -> tuple[int, int] | None:
    """What is ahead in all, and what came on the same days a year before; None where that is not known for all.

    In: rows `ds`, `yhat` and rows `ds`, `started`. A year of days is 364 of them, so that a weekday is compared with
    its like.
    """
    ago = pl.col("ds").dt.offset_by("1y" if grain == "month" else "364d").alias("ds")
    joined = ahead.join(past.select(ago, "started"), on="ds", how="left")
    if joined.is_empty() or joined["started"].null_count() or not joined["started"].sum():
        return None
    return int(joined["yhat"].sum()), int(joined["started"].sum())
