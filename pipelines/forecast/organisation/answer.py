"""What models say of every series of a grid, before anything has to add up."""

from dataclasses import dataclass

import numpy as np
import polars as pl


@dataclass(frozen=True, eq=False, kw_only=True)
class GridForecasts:
    """Forecasts and what would have been forecast before; NaN where nothing is said.

    `points`: series × steps ahead. `tests`: series × origins × steps, forecasts made at `origins` (how many dates were
    known, the earliest first, `stride` apart). `choices`: `unique_id`, `model`, `reason`, `error`, `runner_up`,
    `runner_up_error`, `margin`, `floor`, `note`. `bounds`: levels × 2 × series × steps, for series without back-test.
    """

    points: np.ndarray
    tests: np.ndarray
    origins: list[int]
    stride: int
    choices: pl.DataFrame
    bounds: np.ndarray | None = None
