"""When nothing happens the page is quiet, and when something does it says so: 200 simulated series of each kind.

Each of the units (or regions) is judged by the engine itself, from rows to icon. Seeds are fixed; where no proof is
asked for, a quarter of the same series is judged.
"""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from data.state import TARGET
from data.storage.snapshot import Snapshot
from metrics.assessment.assessment import assess
from metrics.calendar.periods import Period, containing
from metrics.catalogue.registry import declared
from tests.support.homes import home_with
from tests.support.proofs import count, proof

SERIES, SHARE = 200, 4
GROUPS = [f"g{number:03}" for number in range(count(SERIES, SHARE))]
MONTHS = pl.date_range(date(2021, 4, 1), date(2026, 3, 1), "1mo", eager=True).to_list()
LAST = containing(MONTHS[-1], "month")
SHIFTED = 8
SEASON = np.array([1.10, 1.08, 1.02, 0.98, 0.95, 0.92, 0.90, 0.95, 1.00, 1.02, 1.03, 1.05])


def staff_months(hours: np.ndarray) -> pl.DataFrame:
    """`hours`: sick hours, one row per month and one column per unit, of 100,000 scheduled."""
    rows = [
        (month, unit, 1_000, 100_000, int(hours[i, j]))
        for i, month in enumerate(MONTHS)
        for j, unit in enumerate(GROUPS)
    ]
    names = ["month", "unit_id", "headcount", "scheduled_hours", "sick_hours"]
    return pl.DataFrame(rows, schema=names, orient="row")


def signals(tables: Snapshot, name: str, dimension: str, period: Period = LAST) -> float:
    """The share of groups whose last point is a signal."""
    targets = pl.DataFrame(schema=TARGET)
    found = [assess([declared()[name]], period, {dimension: [group]}, tables, targets)[0] for group in GROUPS]
    assert all(judged.value is not None for judged in found)
    return sum(judged.variation != "common_cause" for judged in found) / len(found)


judges = proof(
    "of series in which nothing happens 5 % are signals; of steps 95 %", SERIES, seed=11, unit="series", share=SHARE
)


@judges
@pytest.mark.parametrize(("step", "least", "most"), [(0, 0.0, 0.05), (3, 0.95, 1.0)], ids=["noise", "step"])
class TestOutOfTwoHundred:
    def test_months_with_a_season(self, tmp_path: Path, step: int, least: float, most: float):
        chance = np.random.default_rng(11).normal(0, 0.03, (len(MONTHS), SERIES))[:, : len(GROUPS)]
        chance[-SHIFTED:] += step * 0.03
        season = SEASON[[(month.month - 1) % 12 for month in MONTHS]][:, None]
        tables = home_with(
            tmp_path, publish=True, data_to=LAST.end, staff_month=staff_months(5_000 * season * (1 + chance))
        )

        assert least <= signals(tables, "absence_rate", "unit") <= most

    def test_twelve_months_that_roll(self, tmp_path: Path, step: int, least: float, most: float):
        usual = 64
        leavers = np.random.default_rng(12).poisson(usual, (len(MONTHS), SERIES))[:, : len(GROUPS)]
        leavers[-SHIFTED:] += step * int(usual**0.5)
        months = staff_months(np.zeros(leavers.shape))
        events = pl.DataFrame(
            {
                "on_date": pl.Series(np.repeat(np.array(MONTHS, "datetime64[D]"), leavers.sum(axis=1))),
                "unit_id": [unit for row in leavers for unit, n in zip(GROUPS, row, strict=True) for _ in range(n)],
            }
        ).with_row_index("event_id")
        events = events.with_columns(pl.col("event_id").cast(pl.String), kind=pl.lit("voluntary_exit"))
        tables = home_with(tmp_path, publish=True, data_to=LAST.end, staff_month=months, staff_event=events)

        assert least <= signals(tables, "voluntary_turnover", "unit") <= most

    def test_months_without_a_season(self, tmp_path: Path, step: int, least: float, most: float):
        """Complaints answered on time: 64 due a month, 80 % of them in time."""
        due, share = 64, 0.8
        sd = (share * (1 - share) / due) ** 0.5
        shares = np.full((len(MONTHS), SERIES), share)
        shares[-SHIFTED:] -= step * sd
        in_time = np.random.default_rng(13).binomial(due, shares)[:, : len(GROUPS)]
        rows = pl.DataFrame(
            {
                "answer_due_on": pl.Series(np.repeat(np.array(MONTHS, "datetime64[D]"), len(GROUPS) * due)),
                "location_id": np.tile(np.repeat(GROUPS, due), len(MONTHS)),
                "late": (np.arange(due)[None, None, :] >= in_time[:, :, None]).ravel(),
            }
        ).with_row_index("complaint_id")
        moment = pl.col("answer_due_on").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
        rows = rows.select(
            pl.col("complaint_id").cast(pl.String),
            "answer_due_on",
            "location_id",
            received_on=pl.col("answer_due_on"),
            answer_due_at=moment,
            answered_at=pl.when("late").then(moment + pl.duration(days=3)).otherwise(moment),
        )
        tables = home_with(tmp_path, publish=True, data_to=LAST.end, complaint=rows)

        assert least <= signals(tables, "complaints_answered_on_time", "location") <= most


@judges
def test_survey_waves_are_quiet_when_nothing_happens(tmp_path: Path):
    """Trust: three waves a year, 150 answers in each region, 70 % of them 4 or 5."""
    waves = [month for month in MONTHS if month.month in (2, 6, 10)]
    answers = 150
    trusting = np.random.default_rng(14).random((len(waves), SERIES, answers))[:, : len(GROUPS)] < 0.7
    rows = pl.DataFrame(
        {
            "answered_on": pl.Series(np.repeat(np.array(waves, "datetime64[D]"), len(GROUPS) * answers)),
            "region_id": np.tile(np.repeat(GROUPS, answers), len(waves)),
            "trust": np.where(trusting.ravel(), 5, 2),
        }
    ).with_row_index("respondent")
    rows = rows.with_columns(
        pl.col("respondent").cast(pl.String), wave_id=pl.lit("w"), weight_millionths=pl.lit(1_000_000, pl.Int64)
    )
    tables = home_with(tmp_path, publish=True, data_to=LAST.end, brand_answer=rows)

    assert signals(tables, "trust", "region", containing(waves[-1], "month")) <= 0.05
