"""Where the year will end stands on the scorecard and on the page of an indicator, and nowhere of a part."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries.period_ends import year_ends
from dashboard.views.indicator.period_end import outlook
from dashboard.views.scorecard.rows import columns, row
from dashboard.views.shared import value_summary
from data.storage.forecast_tables import TABLES, ForecastRun, write_forecasts
from metrics.catalogue.registry import declared
from tests.support.pages import context_of_home

NAME = "online_completion"
YEAR = {
    "run": "b", "indicator": NAME, "grain": "year", "period": "FY2024-25", "known_to": date(2025, 2, 28),
    "months": 12, "left": 1, "basis": "forecast", "value": 0.63, "low": 0.60, "high": 0.66,
    "error": 0.01, "naive_error": 0.02, "tested": 40, "inside": 0.8,
}  # fmt: skip
QUARTER = YEAR | {"grain": "quarter", "period": "FY2024-25-Q4", "months": 3, "value": 0.71, "low": 0.65, "high": 0.77}
WITHHELD = YEAR | {"indicator": "trust", "basis": "too_short", "value": None, "low": None, "high": None}


@pytest.fixture
def home(town: Path) -> Path:
    """The town, of which it was told in February where its year will end."""
    tables = {name: schema.to_frame() for name, schema in TABLES.items()}
    tables["period_end"] = pl.DataFrame([YEAR, QUARTER, WITHHELD], schema=TABLES["period_end"])
    made = datetime(2025, 3, 1, tzinfo=UTC)
    write_forecasts(town, ForecastRun(run="b", made_at=made, seconds=0, inputs="", origins={}, tables={}), tables)
    return town


def said(ctx, name=NAME) -> str:
    return str(outlook(value_summary.assess(declared()[name], ctx), ctx))


def test_the_page_of_an_indicator_says_it_of_the_quarter_and_of_the_year(home):
    text = said(context_of_home("indicator"))

    assert "2024-25\u00a0Q4 will end at 71.0%, in four of five cases between 65.0% and 77.0%" in text
    assert "2024-25 will end at 63.0%, in four of five cases between 60.0% and 66.0%" in text
    assert "What has come to 28 Feb 2025 counts as it is; 1 of 12 months" in text
    assert "too soon to say" in said(context_of_home("indicator"), "trust")


def test_under_a_filter_the_page_says_that_it_is_of_the_whole(home):
    text = said(context_of_home("indicator", where={"channel": ("online",)}))

    assert "for the whole organisation only: remove the filter" in text
    assert "63.0%" not in text


def test_of_another_year_and_of_what_is_no_headline_nothing_is_said(home):
    assert said(context_of_home("indicator", period="2024-03")) == "None"
    assert said(context_of_home("indicator"), "channel_availability") == "None"


def test_the_scorecard_has_a_column_for_it_with_a_figure_or_the_reason(home):
    ctx = context_of_home("scorecard")
    ends = year_ends(ctx)
    place = [column.title for column in columns(ctx, None, ends)].index("Year end")
    told, withheld = (
        str(row(value_summary.assess(declared()[name], ctx), ctx, None, ends)[place]) for name in (NAME, "trust")
    )

    assert "63.0% ±\u00a03.0" in told
    assert "–" in withheld
    assert "too soon to say" in withheld


@pytest.mark.parametrize("chosen", [{"where": {"channel": ("online",)}}, {"period": "2024-03"}])
def test_without_any_there_is_no_column(home, chosen):
    ctx = context_of_home("scorecard", **chosen)

    assert year_ends(ctx) == {}
    assert "Year end" not in [column.title for column in columns(ctx, None, year_ends(ctx))]
    assert len(columns(ctx, None, {})) == len(row(value_summary.assess(declared()[NAME], ctx), ctx, None, {}))
