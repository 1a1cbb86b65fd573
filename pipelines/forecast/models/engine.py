"""Forecasts of many series at once: candidates, back-test, blend, intervals."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from data.errors import UserError
from data.refusals import forecasts as refusals
from pipelines.forecast.models import backtest, blend, candidates, explain
from pipelines.forecast.models.backtest_rows import trial_rows
from pipelines.forecast.models.intervals import Widths
from pipelines.forecast.models.pool import pool
from pipelines.forecast.series.eligibility import select_eligible
from pipelines.forecast.series.frequency import SeriesFrequency, ahead, number_periods
from pipelines.forecast.series.panel import Panel, build_panel
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
    intervals from errors known at that origin, null where there were none. `left_out`: series → why.
    """

    frame: pl.DataFrame
    choices: pl.DataFrame
    backtest: pl.DataFrame
    notes: list[UserError] = field(default_factory=list)
    left_out: dict[object, UserError] = field(default_factory=dict)


def forecast(history: pl.DataFrame, request: Request, known: pl.DataFrame | None = None) -> Forecasts:
    """Forecasts every series of `history` (`unique_id`, `ds`, `y` and numeric columns known in advance).

    `known` continues those columns over the horizon (`unique_id`, `ds`, columns). Raises `UserError` for a history that
    cannot be read at all; a single series that cannot be is in `left_out`, with a sentence.
    """
    ds, stamps = parse_dates(history["ds"], request.frequency)
    rows, left_out = select_eligible(history.with_columns(ds=ds), request.frequency)
    if rows.is_empty():
        raise next(iter(left_out.values()), refusals.FORECAST_NO_ROWS())
    season = request.season_length or request.frequency.season
    future = None if known is None else known.with_columns(ds=parse_dates(known["ds"], request.frequency)[0])
    panel = build_panel(rows, request.frequency, season, request.horizon, request.holidays, future)
    cuts = backtest.cuts(panel, request.origins, request.step)
    models = pool(panel, len(cuts))
    names = [model.name for model in models]
    tests = backtest.run(panel, models, cuts)
    weights = blend.weigh(tests, names, candidates.FLOOR.name, panel.scales)
    least = _least(panel)
    points = np.maximum(weights.combine({model.name: model.predict(panel) for model in models}), least[:, None])
    tested = [np.maximum(weights.combine(test.points, test.kept), least[test.kept, None]) for test in tests]
    plain = explain.floors(panel, tests)
    naive = candidates.seasonal_naive(panel)
    points[list(plain)] = naive[list(plain)]
    widths = _widths(panel, tests, tested)
    varies, every = ~explain.constant(panel), np.arange(len(panel))
    columns = {
        "yhat": points,
        **_intervals(panel, points, widths, 0, every, request.levels, least, varies * panel.scales),
    }
    grid = ahead(rows, request.frequency, request.horizon)
    at = np.repeat(np.arange(len(panel)), request.horizon)
    frame = grid.select("unique_id", ds=stamps.write(grid["ds"])).with_columns(
        **{name: pl.Series(values[at, grid["step"].to_numpy() - 1]) for name, values in columns.items()}
    )
    limits = [
        _intervals(panel, yhat, widths, test.cut, test.kept, request.levels, least, varies[test.kept] * test.scales)
        for test, yhat in zip(tests, tested, strict=True)
    ]
    dates = number_periods(rows, request.frequency).select("unique_id", "period", ds=stamps.write(rows["ds"]))
    order = history["unique_id"].unique(maintain_order=True).to_frame()
    return Forecasts(
        order.join(frame, on="unique_id", maintain_order="left_right"),
        explain.choices(panel, weights, plain),
        trial_rows(panel, tests, tested, limits, dates),
        explain.notes(panel, plain),
        left_out,
    )


def _least(panel: Panel) -> np.ndarray:
    """Zero for series that were never below it."""
    return np.array([0.0 if np.nanmin(y) >= 0 else -np.inf for y in panel.values])


def _widths(panel: Panel, tests: list[backtest.BacktestOrigin], tested: list[np.ndarray]) -> Widths | None:
    if not tests:
        return None
    errors = np.full((len(tests), len(panel), panel.horizon), np.nan)
    for origin, (test, yhat) in enumerate(zip(tests, tested, strict=True)):
        errors[origin, test.kept] = np.abs(test.y - yhat) / test.scales[:, None]
    return Widths([test.cut for test in tests], errors)


def _intervals(
    panel: Panel,
    points: np.ndarray,
    widths: Widths | None,
    cut: int,
    rows: np.ndarray,
    levels: tuple[int, ...],
    least: np.ndarray,
    scales: np.ndarray,
) -> dict[str, np.ndarray]:
    """`lo80`, `hi80`, …: wider levels hold narrower ones; NaN where nothing earlier tells."""
    columns: dict[str, np.ndarray] = {}
    reach = np.zeros_like(points)
    for level in sorted(levels):
        width = widths.at(cut, level / 100) if widths else None
        if width is None and cut:
            half = np.full_like(points, np.nan)
        else:
            width = explain.default_widths(panel, level) if width is None else width
            half = reach = np.maximum(reach, width[rows] * scales[:, None])
        columns[f"lo{level}"] = np.maximum(points - half, least[rows, None])
        columns[f"hi{level}"] = points + half
    return columns
