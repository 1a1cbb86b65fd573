"""A chart contains the number above it, and whatever it says at a place is in words, in the reader's language."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard.ui.charts import control_chart
from dashboard.ui.theme import palette
from dashboard.views.shared import value_summary
from metrics.assessment.assessment import Assessment
from metrics.assessment.signal import NO_POINTS
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from tests.support.pages import context

MONTHS = [date(2024, month, 1) for month in (9, 10, 11)]


def assessment(values: list[float], shown: list[float | None]) -> Assessment:
    """Three months of an indicator: what is judged, and what was measured."""
    rows = {
        "period": MONTHS, "value": values, "mean": 0.9, "lower": 0.85, "upper": 0.95,
        "point_type": "common_cause", "target": 0.9, "shown": shown,
    }  # fmt: skip
    points = pl.DataFrame(rows, schema_overrides={"shown": pl.Float64}).select(NO_POINTS.columns)
    plain = Assessment(indicator=declared()["service_standards_met"], period=parse("2024-11"), value=shown[-1])
    return replace(plain, points=points, seasonal=True)


def marks(drawn: Assessment, lang: str = "en") -> list[dict]:
    return control_chart(drawn, context("indicator", lang), palette("light"))["layer"]


APART = assessment([0.90, 0.91, 0.912], [0.88, 0.93, 0.925])
ALIKE = assessment([0.88, 0.93, 0.925], [0.88, 0.93, 0.925])


def hollow(layers: list[dict]) -> list[dict]:
    return [layer for layer in layers if layer["mark"].get("filled") is False]


def test_where_something_else_is_judged_the_values_stand_beside_it():
    (dots,) = hollow(marks(APART))
    assert dots["encoding"]["y"]["field"] == "shown"
    assert hollow(marks(ALIKE)) == []


@pytest.mark.parametrize(("lang", "titles"), [
    ("en", ["Period", "Value", "As judged", "Target", "Verdict"]),
    ("fr", ["Période", "Valeur", "Valeur évaluée", "Cible", "Verdict"]),
])  # fmt: skip
def test_one_mark_speaks_for_each_period_and_every_other_is_silent(lang: str, titles: list[str]):
    told = [layer["encoding"]["tooltip"] for layer in marks(APART, lang)]
    speaking = [tooltip for tooltip in told if tooltip != {"value": None}]

    assert len(speaking) == 1
    assert [part["title"] for part in speaking[0]] == titles
    assert [part["title"] for part in marks(ALIKE, "en")[-1]["encoding"]["tooltip"]] == [
        "Period", "Value", "Target", "Verdict",
    ]  # fmt: skip


def test_the_value_of_the_period_and_what_is_judged_are_told_as_pages_write_them():
    chart = control_chart(APART, context("indicator", "fr"), palette("light"))
    rows = chart["datasets"][chart["data"]["name"]].to_dicts()

    assert [row["actual"].replace("\xa0", " ") for row in rows] == ["88,0 %", "93,0 %", "92,5 %"]
    assert [row["written"].replace("\xa0", " ") for row in rows] == ["90,0 %", "91,0 %", "91,2 %"]


def test_the_table_has_both_where_they_differ_and_one_column_where_they_do_not():
    ctx = context("indicator", "en")
    both, one = (str(value_summary.points(drawn, ctx)) for drawn in (APART, ALIKE))

    assert "As judged" in both
    assert "92.5%" in both
    assert "91.2%" in both
    assert "As judged" not in one


def test_the_key_names_both():
    ctx = context("indicator", "en")

    assert "value of the period" in value_summary.key(APART, ctx)
    assert "seasonally adjusted, as judged" in value_summary.key(APART, ctx)
    assert "as judged" not in value_summary.key(ALIKE, ctx)
