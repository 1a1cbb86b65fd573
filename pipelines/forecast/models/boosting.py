"""Gradient boosting over all series of a file: lags of season and year, levels, the calendar, the step ahead."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from pipelines.forecast.models.adjust import comparable
from pipelines.forecast.series.calendar import holiday_distance
from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.forecast.series.panel import Panel

MOST = 40_000
# Periods whose mean is the level that a forecast starts from, and the means that tell where the level is going.
LEVEL = {"hour": 96, "day": 28, "week": 4, "month": 12, "quarter": 4, "year": 1}
MEANS = {"hour": (24, 168), "day": (7, 14, 91), "week": (13, 52), "month": (3, 6, 24), "quarter": (2, 8), "year": (3,)}


@dataclass(frozen=True, eq=False)
class PreparedSeries:
    """One series on its scale, gap-filled, with running sums and calendar columns up to the end of the horizon."""

    z: np.ndarray
    sums: np.ndarray
    calendar: np.ndarray


def _seasons(panel: Panel) -> tuple[int, ...]:
    more = {"hour": (168,), "day": (364,)}.get(panel.frequency.value, ())
    longest = int(np.max(panel.lengths))
    return (panel.season, *(s for s in more if s > panel.season and longest >= 1.3 * s + panel.horizon))


def _prepared(panel: Panel) -> list[PreparedSeries]:
    taught = panel.taught or panel
    out = []
    for i, y in enumerate(panel.filled):
        base = taught.values[i]
        least = float(np.nanmin(base)) if np.isfinite(base).any() else 0.0
        z = comparable(base)[0](np.maximum(y, least))
        out.append(PreparedSeries(z, np.concatenate([[0.0], np.cumsum(z)]), _calendar(panel, i)))
    return out


def _calendar(panel: Panel, i: int) -> np.ndarray:
    parts = [np.zeros((len(panel.values[i]) + panel.horizon, 0))]
    if panel.dated and panel.frequency in (SeriesFrequency.DAY, SeriesFrequency.HOUR):
        times = panel.times(i)
        days = times.astype("datetime64[D]")
        parts.append(((days.astype(int) + 3) % 7)[:, None])
        if panel.frequency is SeriesFrequency.HOUR:
            parts.append((times - days.astype("datetime64[h]")).astype(int)[:, None])
        else:
            parts.append((days - days.astype("datetime64[Y]").astype("datetime64[D]")).astype(int)[:, None])
            parts.append((days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(int)[:, None])
            parts.append(holiday_distance(times, panel.country))
    elif panel.dated:
        times = panel.times(i)
        parts.append((times - times.astype("datetime64[Y]").astype("datetime64[D]")).astype(int)[:, None])
    else:
        parts.append(((np.arange(len(parts[0])) + panel.first[i]) % panel.season)[:, None])
    if panel.known:
        parts.append(panel.known[i])
    return np.hstack(parts).astype(float)


def _mean(sums: np.ndarray, end: np.ndarray, width: int) -> np.ndarray:
    """Mean of the `width` values before `end`, of those there are."""
    end = np.clip(end, 1, len(sums) - 1)
    begin = np.maximum(end - width, 0)
    return (sums[end] - sums[begin]) / np.maximum(end - begin, 1)


def _features(
    one: PreparedSeries, origins: np.ndarray, steps: np.ndarray, seasons: tuple[int, ...], kind: str
) -> tuple[np.ndarray, np.ndarray]:
    """One row per (origin, step): all values as distance from the level at the origin, which comes second."""
    z = one.z
    level = _mean(one.sums, origins, LEVEL[kind])
    target = origins + steps - 1
    columns = [steps, z[origins - 1] - level]
    for width in MEANS[kind]:
        columns.append(_mean(one.sums, origins, width) - level)
    for length in seasons:
        back = target - length * np.ceil(steps / length).astype(int)
        same = []
        for _ in range(4 if length < 300 else 2):
            inside = back >= 0
            same.append(np.where(inside, z[np.maximum(back, 0)], np.nan))
            back = back - length
        with np.errstate(invalid="ignore"):
            if length > 300:
                year = origins - length
                then = np.where(year > 28, _mean(one.sums, year, LEVEL[kind]), np.nan)
                there = target - length * np.ceil(steps / length).astype(int)
                near = np.where(there > 14, _mean(one.sums, np.minimum(there + 11, origins), 21), np.nan)
                columns += [
                    same[0] - then,
                    near - then,
                    same[1] - _mean(one.sums, year - length, LEVEL[kind]),
                    level - then,
                ]
            else:
                columns += [value - level for value in same]
                columns.append(sum(same) / len(same) - level)
    return np.column_stack([*columns, one.calendar[target]]), level


@lru_cache(maxsize=8)
def _taught(panel: Panel) -> Any:
    seasons, horizon = _seasons(panel), panel.horizon
    least = max(seasons[-1] if len(seasons) > 1 else 0, LEVEL[panel.frequency.value], seasons[0]) + 2
    rows, targets = [], []
    rng = np.random.default_rng(0)
    series = _prepared(panel)
    rooms = [max(len(one.z) - least, 0) for one in series]
    share = min(1.0, MOST / max(sum(rooms), 1))
    repeats = max(1, min(4, int(MOST / max(sum(rooms), 1))))
    for one, room, y in zip(series, rooms, panel.values, strict=True):
        size = int(room * share) * repeats
        if size < 5:
            continue
        recent = 1 - rng.random(size) ** 1.5 if room > 1500 else rng.random(size)
        target = least + (recent * room).astype(int)
        steps = rng.integers(1, horizon + 1, size)
        steps = np.minimum(steps, target - least + 1)
        origins = target - steps + 1
        seen = np.isfinite(y[target])
        features, level = _features(one, origins[seen], steps[seen], seasons, panel.frequency.value)
        rows.append(features)
        targets.append(one.z[target[seen]] - level)
    if not rows or sum(map(len, rows)) < 200:
        return None
    from sklearn.ensemble import HistGradientBoostingRegressor
    from threadpoolctl import threadpool_limits

    x, t = np.vstack(rows), np.concatenate(targets)
    telling = np.isfinite(x).any(axis=0)
    model = HistGradientBoostingRegressor(
        max_iter=250 if len(x) > 4000 else 120,
        learning_rate=0.06,
        max_leaf_nodes=24,
        min_samples_leaf=20,
        l2_regularization=1.0,
        random_state=0,
    )
    # On busy machines the learner's threads wait for each other far longer than they work.
    with threadpool_limits(1):
        return model.fit(x[:, telling], t), telling, seasons, least


def boost(panel: Panel) -> np.ndarray:
    """A candidate: every step of every series from one boosted model."""
    forecasts = np.full((len(panel), panel.horizon), np.nan)
    lesson = _taught(panel.taught or panel)
    if lesson is None:
        return forecasts
    model, telling, seasons, least = lesson
    steps = np.arange(1, panel.horizon + 1)
    taught = panel.taught or panel
    rows, which, levels = [], [], []
    for i, one in enumerate(_prepared(panel)):
        if len(one.z) < least:
            continue
        features, level = _features(one, np.full(len(steps), len(one.z)), steps, seasons, panel.frequency.value)
        rows.append(features)
        which.append(i)
        levels.append(level)
    if rows:
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1):
            ahead = model.predict(np.vstack(rows)[:, telling]).reshape(-1, panel.horizon) + np.array(levels)
        for i, row in zip(which, ahead, strict=True):
            forecasts[i] = comparable(taught.values[i])[1](row)
    return forecasts
