"""Forecasts of unchanged inputs stay as they are while `METHOD` does.

Every model learns from a small drawn panel of each frequency; where one answers otherwise than before, either something
slipped, or the change is meant: then raise `METHOD` in `organisation/publish.py`, so that homes are forecast anew, and
write the new figures here (`python -m tests.pipelines.forecast.models.test_method` prints them).
"""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from pipelines.forecast.models import backtest, candidates
from pipelines.forecast.models.blend import weigh
from pipelines.forecast.models.candidates import Candidate
from pipelines.forecast.models.pool import pool
from pipelines.forecast.models.spread import measure
from pipelines.forecast.organisation.publish import METHOD
from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.forecast.series.panel import Panel

FIGURES = Path(__file__).with_name("method.json")
MODELS = {name.lower(): model for name, model in vars(candidates).items() if isinstance(model, Candidate)}
LENGTHS = {"hour": 24 * 17, "day": 800, "week": 220, "month": 84, "quarter": 44, "year": 26}
FIRST = {"hour": 481_000, "day": 17_900, "week": 2_600, "month": 24_200, "quarter": 8_050, "year": 2_000}
OF_LIBRARIES = ("ets", "theta", "ces", "arima")
"""Models that other people's code fits, in seconds: asked for where it takes least; the house's own, everywhere."""
QUICK = {"ets": ("month",), "arima": ("year",)}


@cache
def panel(frequency: str, shorter: int = 0) -> Panel:
    """Three drawn series: one above zero with a trend and gaps, one that touches zero, one that goes below it."""
    season, length = SeriesFrequency(frequency).season, LENGTHS[frequency] - shorter
    rng, values = np.random.default_rng(7), []
    for base, swing in ((100, 20), (6, 5), (0, 20)):
        t = np.arange(length)
        year = {"day": 365.25, "hour": 168}.get(frequency, max(season, 2))
        wave = np.sin(2 * np.pi * t / max(season, 2)) + 0.7 * np.cos(2 * np.pi * t / year)
        values.append(base + 0.02 * t * (base > 50) + swing * wave + rng.normal(0, 0.2 * swing, length))
    values[0][::37] = np.nan
    values[1] = np.maximum(values[1], 0).round()
    first = np.full(3, FIRST[frequency])
    return Panel(["a", "b", "c"], values, first, SeriesFrequency(frequency), season, 9, country="CA-ON")


def digest(forecasts: np.ndarray) -> list[float | None]:
    """Two numbers per series that change when any of its forecasts does."""
    weights = np.stack([np.ones(forecasts.shape[1]), np.arange(1, forecasts.shape[1] + 1) ** 0.5])
    sums = (forecasts @ weights.T).ravel()
    return [float(f"{value:.7g}") if np.isfinite(value) else None for value in sums]


def forecast_figures(name: str, frequency: str) -> list[float | None]:
    return digest(MODELS[name].predict(panel(frequency)))


def choice_figures(frequency: str) -> dict[str, object]:
    """Which models take part, where they are tested, how they are weighed, and what the past says of errors."""
    whole = panel(frequency)
    cuts = {str(origins): backtest.cuts(whole, origins, None) for origins in (0, 4, 14)}
    short = [backtest.cuts(panel(frequency, LENGTHS[frequency] - left), 0, None) for left in (8, 14, 19, 24, 34, 44)]
    models = {str(tests): [model.name for model in pool(whole, tests)] for tests in (3, 14)}
    blend = weigh(
        backtest.run(whole, [candidates.FLOOR, candidates.MEAN, candidates.CALM_MEAN], cuts["4"]),
        ["seasonal_naive", "seasonal_mean", "calm_mean"], ["seasonal_naive"], whole.scales,
    )  # fmt: skip
    guessed = digest(measure(whole).units)
    return {
        "cuts": cuts, "short": short, "models": models, "guessed": guessed,
        "weights": digest(blend.weights), "errors": digest(blend.errors), "scales": digest(whole.scales[:, None]),
    }  # fmt: skip


def asked_for(name: str) -> tuple[str, ...]:
    library = next((library for library in OF_LIBRARIES if library in name.split("_")), None)
    return QUICK.get(library, ("month", "week")) if library else tuple(LENGTHS)


def is_grown(name: str) -> bool:
    """Trees: where two splits are as good, the last bit decides, which processors round differently."""
    return "trees" in name or "boost" in name


CASES = [(name, frequency) for name in MODELS for frequency in asked_for(name)]


@pytest.fixture(scope="module")
def figures() -> dict:
    return json.loads(FIGURES.read_text("utf-8"))


def test_the_figures_are_of_the_method_in_force(figures):
    assert figures["method"] == METHOD


@pytest.mark.parametrize(("name", "frequency"), CASES)
def test_a_model_answers_as_it_did(name, frequency, figures):
    before = figures["forecasts"][f"{name} {frequency}"]
    now = forecast_figures(name, frequency)
    assert [value is None for value in now] == [value is None for value in before]
    told = [value for value in before if value is not None]
    close = {"rel": 0.03, "abs": 0.03 * max(map(abs, told))} if is_grown(name) else {"rel": 1e-4, "abs": 1e-4}
    assert [value for value in now if value is not None] == pytest.approx(told, **close)


@pytest.mark.parametrize("frequency", LENGTHS)
def test_models_are_chosen_tested_and_weighed_as_they_were(frequency, figures):
    now, before = choice_figures(frequency), figures["choices"][frequency]
    assert {name: now[name] for name in ("cuts", "short", "models")} == {
        name: before[name] for name in ("cuts", "short", "models")
    }
    for name in ("guessed", "weights", "errors", "scales"):
        assert now[name] == pytest.approx(before[name], rel=1e-4)


if __name__ == "__main__":
    made = {
        "method": METHOD,
        "forecasts": {f"{name} {frequency}": forecast_figures(name, frequency) for name, frequency in CASES},
        "choices": {frequency: choice_figures(frequency) for frequency in LENGTHS},
    }
    FIGURES.write_text(json.dumps(made, indent=0).replace("\n", " ") + "\n", "utf-8")
