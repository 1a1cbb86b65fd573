"""Sums are written as people write amounts, and stay whole numbers where they are stored."""

import pytest

from dashboard.text.sums import added_text, scale_left, sum_text, unit_of_sum
from metrics.catalogue.registry import declared
from tests.support.pages import context

UNITS = [
    ("service_standards_met", "", "", 1),
    ("cost_per_transaction", "cents × millionths", "", 1),
    ("average_speed_of_answer", "s", "", 1),
    ("overall_satisfaction", "millionths", "millionths", 1),
    ("cmt_index", "millionths", "millionths", 1),
    ("recoveries_share", "cents", "cents", 1),
    ("complaints_per_10000", "", "", 10_000),
]


@pytest.mark.parametrize(("name", "above", "below", "scale"), UNITS)
def test_the_unit_is_that_of_what_is_summed_and_the_scale_what_it_leaves(name, above, below, scale):
    indicator = declared()[name]

    assert (unit_of_sum(indicator, "numerator"), unit_of_sum(indicator, "denominator")) == (above, below)
    assert scale_left(indicator) == scale


@pytest.mark.parametrize(
    ("value", "unit", "en", "fr"),
    [
        (328_445_493_000_000, "cents × millionths", "$3,284,454.93", "3 284 454,93 $"),
        (41_693_000_000, "cents × millionths", "$416.93", "416,93 $"),
        (266_700, "s", "74 h 5 min", "74 h 5 min"),
        (2_138_500_000, "millionths", "2,138.5", "2 138,5"),
        (43_018, "", "43,018", "43 018"),
    ],
)
def test_a_sum_is_written_in_dollars_hours_or_weights(value, unit, en, fr):
    said = {lang: sum_text(value, unit, context("transactions", lang)) for lang in ("en", "fr")}

    assert {lang: text.replace("\N{NO-BREAK SPACE}", " ") for lang, text in said.items()} == {"en": en, "fr": fr}


def test_what_one_answer_adds_shows_its_weight():
    assert added_text(1_234_567, "millionths", context("transactions")) == "1.235"
    assert added_text(None, "", context("transactions")) == "–"
