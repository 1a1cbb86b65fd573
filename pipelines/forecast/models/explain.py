"""Why a series is forecast as it is: the blend, the runner-up and the margin, or what is missing."""

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from data.errors import UserError
from data.refusals.demand import forecasts as refusals
from pipelines.forecast.models.backtest import BacktestOrigin
from pipelines.forecast.models.candidates import FLOOR
from pipelines.forecast.series.panel import Panel

if TYPE_CHECKING:
    from pipelines.forecast.models.panel_forecast import PanelForecast

FEWEST = 4
# Periods without any change after which a series has stopped, where a rest so long is no chance.
RESTS = {"hour": 168, "day": 28, "week": 24, "month": 24, "quarter": 8, "year": 8}
CHANCE = 0.001


def still(panel: Panel) -> dict[int, UserError]:
    """Position → reason of the series that never moved, or stopped moving longer ago than chance can tell."""
    reasons: dict[int, UserError] = {}
    for i, y in enumerate(panel.values):
        known = y[np.isfinite(y)]
        if len(known) < FEWEST:
            continue
        moves = np.flatnonzero(np.diff(known))
        if not len(moves):
            reasons[i] = refusals.ALWAYS_THE_SAME(value=float(known[0]))
            continue
        rest = len(known) - 1 - moves[-1]
        longest = int(np.max(np.diff(moves, prepend=-1)))
        seldom = 1 - len(moves) / (moves[-1] + 1)
        if rest >= RESTS[panel.frequency.value] and rest > 1.5 * longest and seldom**rest < CHANCE:
            reasons[i] = refusals.STOPPED(value=float(known[-1]), known=int(rest))
    return reasons


def floors(panel: Panel, tests: list[BacktestOrigin]) -> dict[int, UserError]:
    """Position → reason of the series that only their last values can be repeated for."""
    reasons: dict[int, UserError] = {}
    for i, y in enumerate(panel.values):
        known = y[np.isfinite(y)]
        if len(known) < FEWEST:
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


def unseen_notes(panel: Panel, unseen: dict[int, np.ndarray]) -> list[UserError]:
    """One sentence per series with steps at positions of the season that it never had a value for."""
    sentences = []
    for i, steps in unseen.items():
        times = panel.times(i)[-panel.horizon :][steps] if panel.dated else np.flatnonzero(steps) + 1
        sentences.append(refusals.NEVER_SEEN(series=panel.ids[i], steps=int(steps.sum()), first=_moment(times[0])))
    return sentences


def _moment(time: object) -> str:
    return str(time).replace("T", " ") + (":00" if isinstance(time, np.datetime64) and "T" in str(time) else "")


def choices(panel: Panel, made: "PanelForecast") -> pl.DataFrame:
    """One row per series: model (names with shares), reason, error, runner_up, runner_up_error, margin, floor, note.

    `error` is the MASE of the candidate with most weight, `runner_up` the best of the others and `margin` the share of
    its error that the first one saves (below zero where the whole file spoke for it); reason: blend | single | floor.
    """
    blend, plain = made.blend, made.plain
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
