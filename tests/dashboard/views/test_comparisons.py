"""What a value is compared with, and when a difference says nothing."""

from datetime import date

import polars as pl
import pytest

from dashboard.findings.comparisons import BETTER, NOISE, SAME, WORSE, Comparison, last_year, previous
from data.words import Better
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from tests.support.pages import context_of_home

WAVES = pl.DataFrame({"period": [date(2024, 2, 1), date(2024, 10, 1), date(2025, 2, 1)]})


@pytest.mark.parametrize(
    ("difference", "noise", "meaning"),
    [(0.1, False, BETTER), (-0.1, False, WORSE), (0.0, False, SAME), (0.1, True, NOISE), (-0.1, True, NOISE)],
)
def test_a_difference_that_may_be_chance_is_neither_good_nor_bad(difference: float, noise: bool, meaning):
    assert Comparison("", 0.5, difference, noise=noise).meaning(Better.HIGHER) is meaning


def assessed(name: str, period: str, **given: object) -> Assessment:
    return Assessment(**{"indicator": declared()[name], "period": parse(period), "value": 0.7, **given})


def test_an_open_period_is_compared_with_the_same_business_days_and_with_no_period_before(open_town):
    """Known to Thursday 20 March 2025, the fourteenth business day: in March 2024 that was Wednesday the 20th."""
    ctx = context_of_home("indicator", period="2025-03")
    march = assessed("service_standards_met", "2025-03", open=True)

    assert previous(march) is None
    assert last_year(march, ctx).code == "2024-03-01..2024-03-20"
    assert last_year(assessed("service_standards_met", "2025-02"), ctx).code == "2024-02"
    assert previous(assessed("service_standards_met", "2025-W06")).code == "2025-W05"


def test_a_wave_is_compared_with_waves(town):
    ctx = context_of_home("indicator", period="FY2024-25")
    wave = assessed("trust", "FY2024-25", days=parse("2025-02"), points=WAVES)

    assert previous(wave).code == "2024-10"
    assert last_year(wave, ctx).code == "2024-02"
    assert last_year(assessed("trust", "FY2024-25", days=parse("2024-10"), points=WAVES), ctx) is None
    assert previous(assessed("trust", "2024-12", points=WAVES)) is None
