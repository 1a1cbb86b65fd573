"""The organisation's forecasts of unchanged demand stay as they are while `METHOD` does.

Where they do not, something slipped, or the change is meant: then raise `METHOD` in `organisation/publish.py`, so that
homes are forecast anew, and write new figures (`python -m tests.pipelines.forecast.organisation.test_method`).
"""

import json
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from data.storage.forecast_tables import TABLES
from pipelines.forecast.organisation.demand import Demand, with_sums
from pipelines.forecast.organisation.organisation import outlook
from pipelines.forecast.organisation.publish import METHOD
from tests.pipelines.forecast.organisation.test_organisation import drawn

FIGURES = Path(__file__).with_name("method.json")
PARTS = {("telephone", "plates"): 900, ("telephone", "cards"): 60, ("online", "cards"): 2_000}
BANDS = ["yhat", "lo80", "hi80", "lo95", "hi95"]
ERRORS = [
    "n", "origins", "actual", "abs_error", "error", "naive_abs_error", "scaled_error",
    "n_interval", "inside80", "inside95",
]  # fmt: skip


def by_month(months: int = 66) -> Demand:
    """Totals by month with a season, a trend and noise."""
    rng = np.random.default_rng(11)
    days = [date(2019 + (3 + n) // 12, (3 + n) % 12 + 1, 1) for n in range(months)]
    season = 1 + 0.2 * np.sin(2 * np.pi * np.arange(months) / 12) + 0.003 * np.arange(months)
    parts = [
        {"channel": channel, "line": line, "ds": day, "started": int(count), "completed": int(count)}
        for (channel, line), mean in PARTS.items()
        for day, count in zip(days, rng.poisson(mean * season), strict=True)
    ]
    rows = with_sums(pl.DataFrame(parts).with_columns(teaches=pl.lit(True), open=pl.lit(True)))
    rows = rows.with_columns(grain=pl.lit("month"), location=pl.lit(None, pl.String))
    openings = pl.DataFrame(schema={"channel": pl.String, "location": pl.String, "ds": pl.Date, "open": pl.Boolean})
    return Demand(
        rows=rows.select(TABLES["demand"].names()).cast(dict(TABLES["demand"])),
        openings=openings,
        origins={"month": days[-1]},
        notes=[],
    )


def figures_of(grain: str) -> dict[str, dict[str, float]]:
    """Per series: sums of the forecasts and of each end of their bands, and of the errors of the back-test."""
    made = outlook(drawn(length=900) if grain == "day" else by_month(), grain)
    weight = pl.col("ds").rank("dense").over("channel", "line") ** 0.5
    ahead = made.ahead.group_by("channel", "line").agg(
        *(pl.col(name).sum() for name in BANDS),
        *((pl.col(name) * weight).sum().alias(f"{name}_later") for name in BANDS),
    )
    errors = made.error.group_by("channel", "line").agg(pl.col(name).cast(pl.Float64).sum() for name in ERRORS)
    rows = ahead.join(errors, on=["channel", "line"], how="left", nulls_equal=True).to_dicts()
    return {
        f"{row.pop('channel')}/{row.pop('line')}": {name: round(float(number), 6) for name, number in row.items()}
        for row in rows
    }


@pytest.fixture(scope="module")
def figures() -> dict:
    return json.loads(FIGURES.read_text("utf-8"))


def test_the_figures_are_of_the_method_in_force(figures):
    assert figures["method"] == METHOD


def test_accuracy_is_told_of_the_latest_64_weeks_and_24_months(figures):
    """Per series, summed over 13 weeks (18 months) ahead."""
    assert {series["origins"] for series in figures["day"].values()} == {13 * 64}
    assert {series["origins"] for series in figures["month"].values()} == {18 * 24}


@pytest.mark.parametrize("grain", ["day", "month"])
def test_forecasts_bands_and_errors_are_what_they_were(grain, figures):
    now = figures_of(grain)

    assert now.keys() == figures[grain].keys()
    for series, before in figures[grain].items():
        assert now[series] == pytest.approx(before, rel=2e-4), series


if __name__ == "__main__":
    made = {"method": METHOD, "day": figures_of("day"), "month": figures_of("month")}
    FIGURES.write_text(json.dumps(made, indent=0, sort_keys=True).replace("\n", " ") + "\n", "utf-8")
