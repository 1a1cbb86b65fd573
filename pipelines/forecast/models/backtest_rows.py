"""The back-test as rows, so that accuracy can be told by horizon and kept."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from pipelines.forecast.models.backtest import BacktestOrigin
from pipelines.forecast.models.candidates import FLOOR
from pipelines.forecast.series.panel import Panel


def trial_rows(
    panel: Panel,
    tests: Sequence[BacktestOrigin],
    tested: Sequence[np.ndarray],
    limits: Sequence[dict[str, np.ndarray]],
    dates: pl.DataFrame,
) -> pl.DataFrame:
    """One row per series, origin and step whose value is known.

    Columns: `unique_id`, `origin` (date of the last row known), `ds`, `step`, `y`, `yhat`, `naive` and the limits.
    `tested` and `limits` (name → values) belong to `tests` one by one; `dates`: `unique_id`, `period`, `ds` as written.
    """
    names = list(limits[0]) if limits else []
    if not tests:
        empty = dict.fromkeys(("y", "yhat", "naive"), pl.Float64())
        kinds = {"unique_id": dates["unique_id"].dtype, "origin": dates["ds"].dtype, "ds": dates["ds"].dtype}
        return pl.DataFrame(schema={**kinds, "step": pl.Int64(), **empty})
    parts = []
    steps = np.arange(1, panel.horizon + 1)
    for test, yhat, limit in zip(tests, tested, limits, strict=True):
        last = np.array([panel.first[i] + len(panel.values[i]) - 1 - test.cut for i in test.kept])
        columns = {
            "place": np.repeat(test.kept, panel.horizon),
            "before": np.repeat(last, panel.horizon),
            "period": (last[:, None] + steps).ravel(),
            "step": np.tile(steps, len(test.kept)),
            "y": test.y.ravel(),
            "yhat": yhat.ravel(),
            "naive": test.points[FLOOR.name].ravel(),
        }
        parts.append(pl.DataFrame(columns | {name: values.ravel() for name, values in limit.items()}))
    ids = pl.DataFrame(
        {"place": np.arange(len(panel)), "unique_id": pl.Series(panel.ids, dtype=dates["unique_id"].dtype)}
    )
    table = pl.concat(parts).filter(pl.col("y").is_finite()).join(ids, on="place")
    table = table.join(dates, on=["unique_id", "period"]).join(
        dates.rename({"period": "before", "ds": "origin"}), on=["unique_id", "before"], how="left"
    )
    order = ["unique_id", "origin", "ds", "step", "y", "yhat", "naive", *names]
    return table.sort("place", "before", "step").select(order).with_columns(pl.col(pl.Float64).fill_nan(None))
