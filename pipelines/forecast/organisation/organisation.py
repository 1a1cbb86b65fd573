"""The organisation's forecasts: the engine's, made to add up, with bands and accuracy of what is published."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.forecast.organisation.answer import Answer
from pipelines.forecast.organisation.backtest import Trial, error_sums
from pipelines.forecast.organisation.daily_models import daily_answer
from pipelines.forecast.organisation.demand import SERIES, Demand
from pipelines.forecast.organisation.grid import Grid, came, grid, naive, scales
from pipelines.forecast.organisation.intervals import bands
from pipelines.forecast.organisation.monthly import monthly_answer
from pipelines.forecast.organisation.reconcile import METHODS, agreed, weights, whole

JUDGED = {"day": 64, "month": 24}
"""Origins that accuracy is told of, a year of them even at the longest step; those before only teach the bands."""
REACH = {"day": 0, "month": 5}
"""Months ahead that lend theirs to each: one month is tested but two dozen times."""
GROUP = {"day": 7, "month": 1}
"""Days or months whose errors are told together: a week, a month."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Outlook:
    """The forecasts of one grain: frames with the columns of `data.storage.forecast_tables.TABLES` but for `run`."""

    ahead: pl.DataFrame
    choice: pl.DataFrame
    error: pl.DataFrame


def outlook(demand: Demand, grain: str) -> Outlook:
    """Forecasts of every series of a grain (`day`, `month`) of which there is history enough.

    What is judged, and what teaches the bands, is what engine and reconciliation together would have published at each
    origin of the back-test. Bands belong to each series; they are never sums of others'.
    """
    of = grid(demand, grain)
    answer = daily_answer(of, JUDGED[grain]) if grain == "day" else monthly_answer(of, demand)
    pull = _pull(of, answer)
    tests = _agreed(of, answer.tests, answer.origins, pull)
    trial = _trial(of, tests, answer)
    last = naive(of, [of.past])
    points = np.where(np.isfinite(answer.points), answer.points, np.nan_to_num(last[:, 0]))
    points = _agreed(of, points[:, None], [of.past], pull)[:, 0]
    seen = np.ones((trial.groups.max() + 1, len(answer.origins)), bool)
    bounds = bands(points, trial.scores, trial.groups, seen, trial.reach)
    spare = points[None, None] if answer.bounds is None else np.nan_to_num(answer.bounds)
    bounds = np.where(np.isfinite(bounds), bounds, spare)
    sums = len(of.of.keys)
    points[:sums], points[sums:] = whole(points[:sums], of.of), np.rint(points[sums:])
    choice = _keyed(of, answer.choices.rename({"unique_id": "name"}))
    return Outlook(ahead=_ahead(of, points, bounds, choice), choice=choice, error=_errors(of, trial))


def _agreed(of: Grid, forecasts: np.ndarray, origins: list[int], pull: np.ndarray) -> np.ndarray:
    """Forecasts that add up, are not negative and are 0 where closed: series × origins × steps."""
    out = forecasts.copy()
    sums, parts = len(of.of.keys), slice(len(of.of.keys) - of.of.parts, len(of.of.keys))
    for k, origin in enumerate(origins):
        opened = of.open[:, origin : origin + of.horizon]
        out[:sums, k] = agreed(forecasts[:sums, k], of.of, pull, opened[parts])
        out[sums:, k] = np.where(opened[sums:], np.maximum(forecasts[sums:, k], 0), 0)
    return out


def _pull(of: Grid, answer: Answer) -> np.ndarray:
    """The reconciliation that did best in the back-test, over all series alike; bottom-up without one."""
    sums = len(of.of.keys)
    actual = came(of, answer.origins)[:sums]
    errors = (actual - answer.tests[:sums])[:, :, : GROUP[of.grain]].reshape(sums, -1)
    typical = scales(of)[:sums]
    best, least = weights("bottom_up", of.of, errors), np.inf
    for method in METHODS if answer.origins else ():
        pull = weights(method, of.of, np.nan_to_num(errors))
        off = np.abs(_agreed(of, answer.tests, answer.origins, pull)[:sums] - actual) / typical[:, None, None]
        if np.nanmean(off) < least:
            best, least = pull, np.nanmean(off)
    return best


def _trial(of: Grid, tests: np.ndarray, answer: Answer) -> Trial:
    return Trial(
        yhat=tests,
        actual=came(of, answer.origins),
        naive=naive(of, answer.origins),
        counts=of.open_at(answer.origins),
        groups=np.arange(of.horizon) // GROUP[of.grain],
        scales=scales(of),
        judged=JUDGED[of.grain],
        stride=answer.stride,
        reach=REACH[of.grain],
    )


def _ahead(of: Grid, points: np.ndarray, bounds: np.ndarray, choice: pl.DataFrame) -> pl.DataFrame:
    """One row per series and date ahead; a band holds its point, and a closed day has none but 0."""
    opened = of.open[:, of.past :]
    lo = np.where(opened, np.minimum(bounds[:, 0], points), 0)
    hi = np.where(opened, np.maximum(bounds[:, 1], points), 0)
    steps = of.horizon
    rows = pl.DataFrame(
        {
            "name": np.repeat(of.names, steps),
            "ds": of.dates[of.past :] * len(of.keys),
            "yhat": points.ravel().astype(np.int64),
            "lo80": lo[0].ravel().round(1),
            "hi80": hi[0].ravel().round(1),
            "lo95": lo[1].ravel().round(1),
            "hi95": hi[1].ravel().round(1),
            "open": opened.ravel(),
        }
    ).with_columns(grain=pl.lit(of.grain), origin=pl.lit(of.dates[of.past - 1]))
    return _keyed(of, rows).join(choice.select(*SERIES, "model"), on=SERIES, how="left", nulls_equal=True)


def _errors(of: Grid, trial: Trial) -> pl.DataFrame:
    if not trial.yhat.shape[1]:
        return pl.DataFrame()
    sums = error_sums(trial)
    groups = trial.groups.max() + 1
    rows = pl.DataFrame(
        {"name": np.repeat(of.names, groups), "ahead": np.tile(np.arange(1, groups + 1), len(of.keys))}
        | {name: values.ravel() for name, values in sums.items()}
    )
    return _keyed(of, rows.filter(pl.col("n") > 0))


def _keyed(of: Grid, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the keys of the series that `name` stands for."""
    schema = {"name": pl.String} | dict.fromkeys(SERIES, pl.String)
    keys = pl.DataFrame(
        [(name, *key) for name, key in zip(of.names, of.keys, strict=True)], schema=schema, orient="row"
    )
    return rows.join(keys, on="name").drop("name").with_columns(grain=pl.lit(of.grain))
