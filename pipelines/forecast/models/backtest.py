"""How every candidate would have done from earlier origins, each seeing only what was known then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipelines.forecast.models.candidates import Candidate
from pipelines.forecast.series.panel import Panel

LESSONS, FEW_LESSONS = 5, 3


@dataclass(frozen=True, eq=False)
class BacktestOrigin:
    """One origin: `cut` periods before each end; the series that had begun (`kept`), what came, what each model said.

    `y` and every forecast have one row per kept series and one column per step; NaN where nothing is known. `scales`
    are the series' scales as they were then.
    """

    cut: int
    kept: np.ndarray
    y: np.ndarray
    points: dict[str, np.ndarray]
    scales: np.ndarray


def cuts(panel: Panel, origins: int, step: int | None) -> list[int]:
    """Periods before the end of each origin, the latest first; shorter than the horizon only where there is no room."""
    middle = int(np.median(panel.lengths))
    least = fewest(panel)
    room = middle - panel.horizon - least
    if room < 0:
        longest = int(panel.lengths.max()) - least
        return [min(panel.horizon, max(1, min(middle // 3, longest)))] if longest >= 1 else []
    step = step or max(1, panel.season if panel.season < panel.horizon // 2 else panel.horizon // 3)
    if origins <= 0:
        work = panel.lengths.sum() * 1.0
        origins = 2 if len(panel) > 1000 else 3 if work > 100_000 else 5
        step = max(step, min(panel.horizon, room // (2 * origins)))
    elif origins > 12:
        return [step * k + max(1, step) for k in range(origins)]
    return [panel.horizon + step * k for k in range(origins) if step * k <= room]


def fewest(panel: Panel) -> int:
    """The fewest known values a series needs to be tested."""
    return panel.season + 3 if 1 < panel.season <= 24 else 5


def sample_size(panel: Panel) -> int:
    """How many series are tested: all, of very many an even sample, as the file speaks for the rest."""
    most = 150 if np.median(panel.lengths) > 300 else 300
    return most if len(panel) > 1.6 * most else len(panel)


def run(panel: Panel, models: Sequence[Candidate], at: Sequence[int]) -> list[BacktestOrigin]:
    """The forecasts of all models from the origins `at`; of very many series an even sample.

    Models that learn from all series do so at `FEW_LESSONS` origins, of many origins at `LESSONS`; in between they only
    see the new values.
    """
    sample = np.unique(np.linspace(0, len(panel) - 1, sample_size(panel)).astype(int))
    chosen = panel.take(sample)
    size = max(1, -(-len(at) // (LESSONS if len(at) > 12 else FEW_LESSONS)))
    tests = []
    for begin in range(0, len(at), size):
        group = at[begin : begin + size]
        taught, kept = chosen.cut(group[-1], fewest(panel))
        if not len(kept):
            continue
        full = chosen.take(kept)
        for cut in group:
            # Of the first origin of a group, too, so that nothing is learned twice.
            past = replace(full.cut(cut, 0)[0], taught=taught)
            y = np.full((len(kept), panel.horizon), np.nan)
            for row, values in enumerate(full.values):
                came = values[len(values) - cut :][: panel.horizon]
                y[row, : len(came)] = came
            tests.append(
                BacktestOrigin(cut, sample[kept], y, {model.name: model.predict(past) for model in models}, past.scales)
            )
    return tests
