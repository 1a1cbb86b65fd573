"""Which models take part where: none is declared in vain."""

import numpy as np
import pytest

from pipelines.forecast.models import candidates
from pipelines.forecast.models.candidates import Candidate
from pipelines.forecast.models.pool import FEW, MANY, pool
from pipelines.forecast.series.frequency import SeriesFrequency
from pipelines.forecast.series.panel import Panel

DECLARED = {model.name for model in vars(candidates).values() if isinstance(model, Candidate)}


def panel(frequency: str, series: int, length: int = 800) -> Panel:
    """So many series of the same drawn values."""
    y, season = np.random.default_rng(0).normal(100, 9, length), SeriesFrequency(frequency).season
    return Panel([*range(series)], [y] * series, np.full(series, 18_000), SeriesFrequency(frequency), season, 9)


def names(frequency: str, series: int = 1, tests: int = 3, length: int = 800) -> list[str]:
    return [model.name for model in pool(panel(frequency, series, length), tests)]


@pytest.fixture(scope="module")
def every() -> set[str]:
    asked = [
        names(frequency, series, tests)
        for frequency in SeriesFrequency
        for series in (1, FEW + 1, MANY + 1)
        for tests in (3, 14)
    ]
    return {name for pool_names in asked for name in pool_names}


def test_every_declared_model_takes_part_somewhere(every):
    assert every == DECLARED


def test_names_are_of_one_model_each():
    models = [model for model in vars(candidates).values() if isinstance(model, Candidate)]
    assert len(DECLARED) == len({id(model) for model in models})


@pytest.mark.parametrize("frequency", SeriesFrequency)
@pytest.mark.parametrize("tests", [3, 14])
def test_the_floor_is_first_and_no_model_twice(frequency, tests):
    taking_part = names(frequency, tests=tests)
    assert taking_part[0] == "seasonal_naive"
    assert len(taking_part) == len(set(taking_part))


@pytest.mark.parametrize(("length", "takes_part"), [(364 + 9, True), (364 + 8, False)])
def test_the_year_before_takes_part_where_days_have_seen_one(length, takes_part):
    assert ("naive_of_longer_season" in names("day", length=length)) is takes_part


@pytest.mark.parametrize(("series", "takes_part"), [(3, True), (2, False)])
def test_boosting_takes_part_where_days_are_many_enough(series, takes_part):
    # Three series of 1,000 days are just enough.
    assert ("boosted" in names("day", series, length=1000)) is takes_part
    assert "boosted" in names("hour", 1)
