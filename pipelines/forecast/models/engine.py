"""Forecasts of many series at once: candidates, back-test, blend, intervals."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from data.errors import UserError
from data.refusals.demand import forecasts as refusals
from pipelines.forecast.models import explain
from pipelines.forecast.models.backtest_rows import trial_rows
from pipelines.forecast.models.panel_forecast import forecast_panel
from pipelines.forecast.series.eligibility import select_eligible
from pipelines.forecast.series.frequency import SeriesFrequency, ahead, number_periods
from pipelines.forecast.series.panel import build_panel
from pipelines.forecast.series.timestamps import parse_dates


@dataclass(frozen=True)
class Request:
    """What is asked: how many periods ahead, of what frequency, and what is known of the calendar.

    `holidays` is a code of the `holidays` package, as CA-ON; `levels` are percentages of the intervals; `origins` is
    how many earlier origins the back-test keeps (0: as many as selection needs), `step` the periods between them
    (none: chosen from the horizon). With more than 12 origins only candidates take part that are cheap enough; of
    months, quarters and years these are still Theta and CES.
    """

    horizon: int
    frequency: SeriesFrequency
    season_length: int | None = None
    holidays: str | None = None
    levels: tuple[int, ...] = (80, 95)
    origins: int = 0
    step: int | None = None


@dataclass(frozen=True, eq=False)
class Forecasts:
    """What was forecast and how well it would have done before.

    `frame`: unique_id, ds, yhat, lo80, hi80, …. `choices`: unique_id, model, reason, error, runner_up, runner_up_error,
    margin, floor, note (errors in units of MASE). `backtest`: unique_id, origin, ds, step, y, yhat, naive, lo80, …, its
    intervals from errors known at that origin, null where there were none. `left_out`: series → why. `weights`: model →
    its mean weight over all series.
    """

    frame: pl.DataFrame
    choices: pl.DataFrame
    backtest: pl.DataFrame
    notes: list[UserError] = field(default_factory=list)
    left_out: dict[object, UserError] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)


def forecast(history: pl.DataFrame, request: Request, known: pl.DataFrame | None = None) -> Forecasts:
    """Forecasts every series of `history` (`unique_id`, `ds`, `y` and numeric columns known in advance).

    `known` continues those columns over the horizon (`unique_id`, `ds`, columns). Raises `UserError` for a history that
    cannot be read at all; a single series that cannot be is in `left_out`, with a sentence.
    """
    ds, stamps = parse_dates(history["ds"], request.frequency)
    eligible = select_eligible(history.with_columns(ds=ds), request.frequency)
    rows, left_out = eligible.rows, eligible.left_out
    if rows.is_empty():
        raise next(iter(left_out.values()), refusals.FORECAST_NO_ROWS())
    season = request.season_length or request.frequency.season
    future = None if known is None else known.with_columns(ds=parse_dates(known["ds"], request.frequency)[0])
    panel = build_panel(rows, request.frequency, season, request.horizon, request.holidays, future)
    made = forecast_panel(panel, request.levels, request.origins, request.step)
    columns = {"yhat": made.points, **made.limits}
    grid = ahead(rows, request.frequency, request.horizon)
    at = np.repeat(np.arange(len(panel)), request.horizon)
    frame = grid.select("unique_id", ds=stamps.write(grid["ds"])).with_columns(
        **{name: pl.Series(values[at, grid["step"].to_numpy() - 1]) for name, values in columns.items()}
    )
    dates = number_periods(rows, request.frequency).select("unique_id", "period", ds=stamps.write(rows["ds"]))
    order = history["unique_id"].unique(maintain_order=True).to_frame()
    return Forecasts(
        order.join(frame, on="unique_id", maintain_order="left_right"),
        explain.choices(panel, made),
        trial_rows(panel, made.tests, made.tested, made.tested_limits, dates),
        [*eligible.notes, *explain.notes(panel, made.plain), *explain.unseen_notes(panel, made.unseen)],
        left_out,
        {
            name: float(share)
            for name, share in zip(made.blend.names, made.blend.weights.mean(axis=0), strict=True)
            if share
        },
    )
