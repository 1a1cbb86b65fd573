"""Forecasts of many series at once: candidates, back-test, blend, intervals."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from data.problem import Problem
from pipelines.forecast import backtest, blend, candidates, explain
from pipelines.forecast.frequency import Frequency, ahead, numbered
from pipelines.forecast.intervals import Widths
from pipelines.forecast.panel import Panel, gridded
from pipelines.forecast.pool import pool
from pipelines.forecast.stamps import Stamps, understood


@dataclass(frozen=True)
class Request:
    """What is asked: how many periods ahead, of what frequency, and what is known of the calendar.

    `holidays` is a code of the `holidays` package, as CA-ON; `levels` are percentages of the intervals; `origins` is
    how many earlier origins the back-test keeps (0: as many as selection needs), `step` the periods between them
    (none: chosen from the horizon). With more than 12 origins only candidates take part that are cheap enough.
    """

    horizon: int
    frequency: Frequency
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
    notes: list[str] = field(default_factory=list)
    left_out: dict[object, str] = field(default_factory=dict)


def forecast(history: pl.DataFrame, request: Request, known: pl.DataFrame | None = None) -> Forecasts:
    """Forecasts every series of `history` (`unique_id`, `ds`, `y` and numeric columns known in advance).

    `known` continues those columns over the horizon (`unique_id`, `ds`, columns). Raises `Problem` for a history that
    cannot be read at all; a single series that cannot be is in `left_out`, with a sentence.
    """
    ds, stamps = understood(history["ds"], request.frequency)
    rows, left_out = _readable(history.with_columns(ds=ds), history["ds"], request.frequency)
    if rows.is_empty():
        raise Problem(next(iter(left_out.values()), "There are no rows to forecast from: give unique_id, ds and y."))
    season = request.season_length or request.frequency.season
    future = None if known is None else known.with_columns(ds=understood(known["ds"], request.frequency)[0])
    panel = gridded(rows, request.frequency, season, request.horizon, request.holidays, future)
    cuts = backtest.cuts(panel, request.origins, request.step)
    models = pool(panel, len(cuts))
    names = [model.name for model in models]
    tests = backtest.run(panel, models, cuts)
    weights = blend.weigh(tests, names, candidates.FLOOR.name, panel.scales)
    least = _least(panel)
    points = np.maximum(weights.of({model.name: model.predict(panel) for model in models}), least[:, None])
    tested = [np.maximum(weights.of(test.points, test.kept), least[test.kept, None]) for test in tests]
    plain = explain.floors(panel, tests)
    naive = candidates.seasonal_naive(panel)
    points[list(plain)] = naive[list(plain)]
    widths = _widths(panel, tests, tested)
    columns = {"yhat": points, **_intervals(panel, points, widths, 0, np.arange(len(panel)), request.levels, least)}
    grid = ahead(rows, request.frequency, request.horizon)
    at = np.repeat(np.arange(len(panel)), request.horizon)
    frame = grid.select("unique_id", ds=stamps.write(grid["ds"])).with_columns(
        **{name: pl.Series(values[at, grid["step"].to_numpy() - 1]) for name, values in columns.items()}
    )
    order = history["unique_id"].unique(maintain_order=True).to_frame()
    return Forecasts(
        order.join(frame, on="unique_id", maintain_order="left_right"),
        explain.choices(panel, weights, plain),
        _tested(panel, tests, tested, widths, request, least, rows, stamps),
        explain.notes(panel, plain),
        left_out,
    )


def _readable(rows: pl.DataFrame, written: pl.Series, frequency: Frequency) -> tuple[pl.DataFrame, dict[object, str]]:
    """The rows of series that can be put on a regular grid, sorted by series and date, and why others cannot.

    Models see the series in this order, so that an answer does not depend on the order of the rows of the question.
    """
    if rows["unique_id"].null_count():
        raise Problem("Column unique_id is empty in some rows: name the series of every row.")
    dated = not rows["ds"].dtype.is_integer()
    places = numbered(rows.filter(pl.col("ds").is_not_null()), frequency)
    judged = rows.group_by("unique_id", maintain_order=True).agg(
        empty=pl.col("ds").null_count(), unknown=~pl.col("y").is_finite().fill_null(False).any()
    )
    grids = places.group_by("unique_id", maintain_order=True).agg(
        twice=pl.col("period").is_duplicated().sum(),
        off=pl.col("off").sum(),
        far=pl.col("period").max() - pl.col("period").min() > 1000 + 100 * pl.len(),
        dates=pl.format(
            "from {} to {}",
            *(
                pl.col("ds").pipe(side).dt.date() if dated else pl.col("ds").pipe(side)
                for side in (pl.Expr.min, pl.Expr.max)
            ),
        ),
    )
    left_out: dict[object, str] = {}
    for name, empty, unknown, twice, off, far, dates in judged.join(grids, on="unique_id", how="left").iter_rows():
        if empty:
            left_out[name] = f"Series {name} is left out: {empty} of its rows have no date."
        elif off:
            left_out[name] = (
                f"Series {name} is left out: {off} of its dates do not lie a whole number of {frequency.value}s "
                "from its last one; give the frequency they have."
            )
        elif twice:
            left_out[name] = f"Series {name} is left out: it has more than one row for a {frequency.value}; keep one."
        elif far:
            left_out[name] = f"Series {name} is left out: it has dates {dates} and few between; correct the wrong one."
        elif unknown:
            left_out[name] = f"Series {name} is left out: it has no known value."
    kept = rows.filter(~pl.col("unique_id").is_in(list(left_out))) if left_out else rows
    return kept.sort("unique_id", "ds"), left_out


def _least(panel: Panel) -> np.ndarray:
    """Zero for series that were never below it."""
    return np.array([0.0 if np.nanmin(y) >= 0 else -np.inf for y in panel.values])


def _widths(panel: Panel, tests: list[backtest.Test], tested: list[np.ndarray]) -> Widths | None:
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
    scales: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """`lo80`, `hi80`, …: wider levels hold narrower ones; NaN where nothing earlier tells."""
    columns: dict[str, np.ndarray] = {}
    reach = np.zeros_like(points)
    scales = panel.scales[rows] if scales is None else scales
    for level in sorted(levels):
        width = widths.at(cut, level / 100) if widths else None
        if width is None and cut:
            half = np.full_like(points, np.nan)
        else:
            width = explain.guessed(panel, level) if width is None else width
            half = reach = np.maximum(reach, width[rows] * scales[:, None])
        columns[f"lo{level}"] = np.maximum(points - half, least[rows, None])
        columns[f"hi{level}"] = points + half
    return columns


def _tested(
    panel: Panel,
    tests: list[backtest.Test],
    tested: list[np.ndarray],
    widths: Widths | None,
    request: Request,
    least: np.ndarray,
    rows: pl.DataFrame,
    stamps: Stamps,
) -> pl.DataFrame:
    """The back-test as rows, one per series, origin and step whose value is known."""
    parts = []
    for test, yhat in zip(tests, tested, strict=True):
        steps = np.arange(1, panel.horizon + 1)
        last = np.array([panel.first[i] + len(panel.values[i]) - 1 - test.cut for i in test.kept])
        columns = {
            "place": np.repeat(test.kept, panel.horizon),
            "before": np.repeat(last, panel.horizon),
            "period": (last[:, None] + steps).ravel(),
            "step": np.tile(steps, len(test.kept)),
            "y": test.y.ravel(),
            "yhat": yhat.ravel(),
            "naive": test.points[candidates.FLOOR.name].ravel(),
        }
        limits = _intervals(panel, yhat, widths, test.cut, test.kept, request.levels, least, test.scales)
        parts.append(pl.DataFrame(columns | {name: values.ravel() for name, values in limits.items()}))
    names = [f"{side}{level}" for level in sorted(request.levels) for side in ("lo", "hi")]
    dates = numbered(rows, request.frequency).select("unique_id", "period", ds=stamps.write(rows["ds"]))
    if not parts:
        empty = dict.fromkeys(("y", "yhat", "naive", *names), pl.Float64)
        kinds = {"unique_id": rows["unique_id"].dtype, "origin": dates["ds"].dtype, "ds": dates["ds"].dtype}
        return pl.DataFrame(schema=kinds | {"step": pl.Int64} | empty)
    ids = pl.DataFrame(
        {"place": np.arange(len(panel)), "unique_id": pl.Series(panel.ids, dtype=rows["unique_id"].dtype)}
    )
    table = pl.concat(parts).filter(pl.col("y").is_finite()).join(ids, on="place")
    table = table.join(dates, on=["unique_id", "period"]).join(
        dates.rename({"period": "before", "ds": "origin"}), on=["unique_id", "before"], how="left"
    )
    order = ["unique_id", "origin", "ds", "step", "y", "yhat", "naive", *names]
    return table.sort("place", "before", "step").select(order).with_columns(pl.col(pl.Float64).fill_nan(None))
