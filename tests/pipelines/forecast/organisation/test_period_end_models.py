"""Where a window of months ends: what is known counts as it is, and nothing that lies ahead is looked at."""

import numpy as np
import pytest

from pipelines.forecast.organisation import period_end_models
from pipelines.forecast.organisation.period_end import _share
from pipelines.forecast.organisation.period_end_models import Sums, foresee

YEAR = 12


def sums(above, below, season=YEAR):
    """A share of 0–1: months `above` of months `below`, which is known ahead where it is longer."""
    return Sums(
        above=np.array(above, float),
        base=np.array(below, float),
        value=lambda a, b, first, end: _share(1.0, a, b, first, end),
        season=season,
    )


def test_what_never_changes_ends_as_it_is():
    ending = foresee(sums([80] * 60, [100] * 60), YEAR, 4, 12)

    assert ending.value == pytest.approx(0.8)
    assert (ending.low, ending.high) == pytest.approx((0.8, 0.8))
    assert ending.error == pytest.approx(0)


def test_known_months_count_as_they_are():
    """Eight months of 60 after years of 80 and four to come: whatever is said of these, the eight weigh two thirds."""
    ending = foresee(sums([80] * 48 + [60] * 8, [100] * 56), YEAR, 4, 12)

    assert (8 * 0.6 + 4 * 0.6) / 12 - 1e-9 <= ending.value <= (8 * 0.6 + 4 * 0.8) / 12 + 1e-9


def test_months_weigh_by_what_they_are_divided_by():
    """Each December has ten times the volume and half the share: 30 known months, of the last window nine."""
    share = [0.5 if n % YEAR == 8 else 1.0 for n in range(60)]
    volume = [1_000 if n % YEAR == 8 else 100 for n in range(60)]
    above = [s * v for s, v in zip(share, volume, strict=True)]
    known = 48 + 8  # to November; December to March are to come

    ending = foresee(sums(above[:known], volume[:known]), YEAR, 4, 12)

    assert ending.value == pytest.approx((11 * 100 + 500) / (11 * 100 + 1_000), abs=0.002)


def test_a_rush_at_the_years_end_is_expected_again():
    march = [50 if n % YEAR == 11 else 100 for n in range(60)]
    ending = foresee(sums(march[: 48 + 9], [100] * (48 + 9)), YEAR, 3, 12)

    assert ending.value == pytest.approx((11 * 100 + 50) / 1_200, abs=0.002)


def test_what_climbs_is_said_to_climb_and_better_so_than_by_the_last_twelve_months():
    above = [40 + 0.5 * n for n in range(56)]
    ending = foresee(sums(above, [100] * 56), YEAR, 4, 12)

    last_twelve = sum(above[-12:]) / 1_200
    truth = sum(40 + 0.5 * n for n in range(48, 60)) / 1_200
    assert last_twelve < ending.value
    assert abs(ending.value - truth) < 0.2 * abs(last_twelve - truth)
    assert ending.error < ending.naive_error


def test_a_base_that_is_known_ahead_is_taken_as_it_is():
    """Twice what it was, month by month, in relation to volumes that are known: of whatever size those are."""
    base = [100.0] * 40 + [10.0, 500.0, 30.0, 70.0] + [100.0] * 8
    seen = []

    def value(above, below, first, end):
        seen.append((above[-1], below[-1]))
        return above / below

    foresee(Sums(above=np.full(40, 200.0), base=np.array(base), value=value), YEAR, 4, 12)

    assert seen[0] == pytest.approx((8 * 200 + 2 * 610, 8 * 100 + 610))


@pytest.mark.parametrize(("known", "told"), [(27, False), (28, True)])
def test_without_two_years_and_what_is_left_it_is_too_short_to_say(known, told):
    assert (foresee(sums([80] * known, [100] * known), YEAR, 4, 12) is not None) == told


def test_nothing_at_all_is_too_short_as_well():
    assert foresee(sums([0] * 60, [0] * 60), YEAR, 4, 12) is None


def test_what_is_said_depends_on_nothing_that_comes_later(monkeypatch):
    """The half-widths and weights at an origin are the same whether or not later months are known by now."""
    rng = np.random.default_rng(5)
    above = rng.binomial(200, np.clip(0.7 + 0.002 * np.arange(60), 0, 1))
    said = []
    for name in ("_weighed", "_half_widths"):
        function = getattr(period_end_models, name)
        monkeypatch.setattr(
            period_end_models, name, lambda *given, function=function: said.append(function(*given)) or said[-1]
        )
    early = foresee(sums(above[:50], [200] * 50), YEAR, 4, 12)
    foresee(sums(above, [200] * 60), YEAR, 4, 12)
    early_values, early_halves, late_values, late_halves = said

    now = len(early_values) - 1
    assert early.value == pytest.approx(late_values[now])
    assert early_values == pytest.approx(late_values[: now + 1], nan_ok=True)
    assert early_halves[now] == pytest.approx(late_halves[now])


def test_waves_have_no_season_and_few_are_enough():
    ending = foresee(sums([70, 71, 70, 71, 70, 71, 70, 71, 70], [100] * 9, season=0), 1, 1, 4)

    assert 0.70 <= ending.value <= 0.71
    assert ending.low < 0.70
    assert ending.high > 0.71
