"""Why a series is forecast as it is: the blend, the runner-up and the margin, or what is missing."""

import numpy as np
import polars as pl

from data.errors import UserError
from data.refusals import forecasts as refusals
from pipelines.forecast.models.backtest import BacktestOrigin
from pipelines.forecast.models.blend import Blend
from pipelines.forecast.models.candidates import FLOOR
from pipelines.forecast.series.panel import Panel

FEWEST = 4
# Standard normal quantiles, for series that nothing could be tested on.
NORMAL = {50: 0.674, 80: 1.282, 90: 1.645, 95: 1.96, 99: 2.576}


def constant(panel: Panel) -> np.ndarray:
    """Which series have only ever had one value, long enough that nothing else is to be expected."""
    return np.array([np.isfinite(y).sum() >= FEWEST and np.nanmin(y) == np.nanmax(y) for y in panel.values])


def floors(panel: Panel, tests: list[BacktestOrigin]) -> dict[int, UserError]:
    """Position → reason of the series that only their last values can be repeated for."""
    reasons, steady = {}, constant(panel)
    for i, y in enumerate(panel.values):
        known = y[np.isfinite(y)]
        if steady[i]:
            reasons[i] = refusals.ALWAYS_THE_SAME(value=float(known[0]))
        elif len(known) < FEWEST:
            refusal = refusals.FEW_VALUES if len(known) > 1 else refusals.ONE_VALUE
            reasons[i] = refusal(known=len(known), needed=FEWEST)
        elif not tests:
            reasons[i] = refusals.NOTHING_TESTED()
        elif len(known) < panel.horizon / 8:
            reasons[i] = refusals.FEW_FOR_HORIZON(known=len(known), horizon=panel.horizon)
    return reasons


def notes(panel: Panel, plain: dict[int, UserError]) -> list[UserError]:
    """One sentence per series that is forecast by the floor."""
    season = [panel.season if np.isfinite(panel.values[i]).sum() >= panel.season else 1 for i in plain]
    return [
        (refusals.REPEATS_SEASON if length > 1 else refusals.REPEATS_VALUE)(series=panel.ids[i], why=why)
        for (i, why), length in zip(plain.items(), season, strict=True)
    ]


def default_widths(panel: Panel, level: int) -> np.ndarray:
    """Half-widths where nothing could be tested: normal errors that grow with the root of the seasons ahead."""
    normal = float(np.interp(level, list(NORMAL), list(NORMAL.values())))
    seasons = np.ceil(np.arange(1, panel.horizon + 1) / panel.season)
    return np.tile(1.25 * normal * np.sqrt(seasons), (len(panel), 1))


def choices(panel: Panel, blend: Blend, plain: dict[int, UserError]) -> pl.DataFrame:
    """One row per series: model (names with shares), reason, error, runner_up, runner_up_error, margin, floor, note.

    `error` is the MASE of the candidate with most weight, `runner_up` the best of the others and `margin` the share of
    its error that the first one saves (below zero where the whole file spoke for it); reason: blend | single | floor.
    """
    order = np.argsort(-blend.weights, axis=1, kind="stable")
    rows = []
    for i, name in enumerate(panel.ids):
        shares = [(blend.names[c], blend.weights[i, c]) for c in order[i] if blend.weights[i, c] > 0]
        model = " + ".join(f"{share:.0%} {each}" for each, share in shares) if len(shares) > 1 else shares[0][0]
        first = blend.names.index(shares[0][0])
        error, second, runner = blend.errors[i, first], None, None
        others = [c for c in range(len(blend.names)) if c != first]
        if np.isfinite(error) and others:
            second = min(others, key=lambda c: blend.errors[i, c])
            runner = float(blend.errors[i, second])
        reason = "floor" if i in plain else "blend" if len(shares) > 1 else "single"
        rows.append(
            {
                "unique_id": name,
                "model": FLOOR.name if i in plain else model,
                "reason": reason,
                "error": float(error) if np.isfinite(error) else None,
                "runner_up": None if second is None else blend.names[second],
                "runner_up_error": runner,
                "margin": None if not runner else 1 - float(error) / runner,
                "floor": i in plain,
                "note": refusals.stored_note(plain[i]) if i in plain else None,
            }
        )
    kinds = {"error": pl.Float64, "runner_up": pl.String, "runner_up_error": pl.Float64, "margin": pl.Float64}
    return pl.DataFrame(rows, schema_overrides=kinds | {"note": pl.String})
