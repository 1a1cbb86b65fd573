"""Small drawings: a strip is read from its middle, and all sparklines have the same months."""

import re
from datetime import date

import polars as pl
import pytest

from dashboard.ui.svg import MONTHS, in_window, sparkline, strip
from data.words import Better
from metrics.assessment.assessment import Assessment
from metrics.assessment.signal import NO_POINTS
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared

MIDDLE = 46
SIDES = [
    #  value, target, near, better, side, colour
    (0.90, 0.85, 0.75, Better.HIGHER, "right", "blue"),
    (0.80, 0.85, 0.75, Better.HIGHER, "left", "bar"),
    (0.74, 0.85, 0.75, Better.HIGHER, "left", "orange"),
    (7.00, 7.22, 7.50, Better.LOWER, "right", "blue"),
    (7.40, 7.22, 7.50, Better.LOWER, "left", "bar"),
    (9.00, 7.22, 7.50, Better.LOWER, "left", "orange"),
]


@pytest.mark.parametrize(("value", "target", "near", "better", "side", "colour"), SIDES)
def test_right_of_the_target_is_better_and_left_is_worse(value, target, near, better, side, colour):
    bar = re.search(
        r'<rect x="([\d.]+)" y="6" width="([\d.]+)" height="6" fill="var\(--(\w+)\)"',
        strip(value, target, near, better),
    )

    assert bar[3] == colour
    assert (float(bar[1]) == MIDDLE) == (side == "right")
    assert float(bar[1]) + float(bar[2]) == MIDDLE or side == "right"


def test_what_is_far_off_ends_in_an_arrow_to_its_side():
    assert "<path" not in strip(0.60, 0.85, 0.75, Better.HIGHER)
    assert " L0 9" in strip(0.50, 0.85, 0.75, Better.HIGHER)
    assert " L92 9" in strip(1.20, 0.85, 0.75, Better.HIGHER)


def test_without_a_good_direction_there_is_no_strip():
    assert strip(1, 2, 3, Better.NEUTRAL) is None


def assessed(name: str, months: list[tuple[date, float, float | None]], period: str = "2026-10") -> Assessment:
    points = pl.DataFrame(
        {
            "period": [day for day, *_ in months],
            "value": [value for _, value, _ in months],
            "target": [target for *_, target in months],
            "mean": 0.5, "lower": 0.1, "upper": 0.9, "point_type": "common_cause", "shown": 0.5,
        },
        schema_overrides=NO_POINTS.schema,
    )  # fmt: skip
    return Assessment(indicator=declared()[name], period=parse(period), points=points, target=0.6)


def test_months_and_quarters_have_the_same_window():
    months = assessed("service_standards_met", [(date(2024, 10, 1), 0.2, None), (date(2024, 11, 1), 0.3, None)])
    quarters = assessed("right_first_time", [(date(2024, 7, 1), 0.2, None), (date(2024, 10, 1), 0.3, None)])

    assert in_window(months)["period"].to_list() == [date(2024, 11, 1)], f"{MONTHS} months up to October 2026"
    assert in_window(quarters)["period"].to_list() == [date(2024, 10, 1)], "the quarter that ends in December 2024"


def test_a_target_steps_where_it_changed():
    drawn = sparkline(
        assessed(
            "service_standards_met",
            [(date(2026, 8, 1), 0.3, 0.5), (date(2026, 9, 1), 0.4, 0.6), (date(2026, 10, 1), 0.5, 0.6)],
        )
    )

    assert len(re.findall(r'd="M[^"]* H[\d.]+ V[\d.]+ H[\d.]+"', drawn)) == 1
