"""The queue model over past weeks beside what was measured: calibrated before them, silent where it is wrong."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.storage.snapshot import Snapshot
from metrics.planning.assumptions import PROFILE, A, Assumptions
from metrics.planning.measured_assumptions import capacity_ends
from metrics.planning.staffing_check import (
    COLUMNS,
    agrees,
    check_staffing,
    expected_and_measured,
    past_weeks,
)
from metrics.staffing.requirements import Rules, served, summary
from tests.support.drawn_tables import rows
from tests.support.homes import home_with

SUNDAY = date(2026, 11, 29)
FIRST = SUNDAY - timedelta(weeks=16) + timedelta(days=1)
CALLS, HOURS, SERVED_S = 96, range(18, 34), 180
"""A weekday's calls, evenly from nine to five: six in each half-hour, and how long one takes."""


CAPACITY = {"location_id": pl.String, "on_date": pl.Date, "half_hour": pl.Int64, "people": pl.Int64}


def weeks_of_calls(late: Callable[[date], int], people: int = 2, staffed_to: date = SUNDAY) -> dict[str, pl.DataFrame]:
    """Sixteen weeks of calls on weekdays, of which each day so many waited beyond a minute; and the people there."""
    days = [FIRST + timedelta(days=n) for n in range(112) if (FIRST + timedelta(days=n)).weekday() < 5]
    calls = [
        {
            "transaction_id": f"{day}-{n}", "customer_key": f"{day}-{n}", "kind": "transaction",
            "channel": "telephone", "service_id": "plate",
            "location_id": "desk", "status": "completed", "serve_s": SERVED_S, "started_on": day, "completed_on": day,
            "wait_s": 600 if n < late(day) else 5,
        }
        for day in days
        for n in range(CALLS)
    ]  # fmt: skip
    staff = [
        {"location_id": "desk", "on_date": day, "half_hour": half, "people": people}
        for day in days
        if day <= staffed_to
        for half in HOURS
    ]
    return {
        "transaction": pl.DataFrame(calls),
        "capacity": pl.DataFrame(staff, schema=CAPACITY),
        "service": rows("service_id | name_en\nplate | Plates"),
    }  # fmt: skip


def checked(home: Path, tables: dict[str, pl.DataFrame]) -> tuple[pl.DataFrame, Snapshot]:
    snapshot = home_with(home, data_to=SUNDAY, publish=True, **tables)
    calls = (
        tables["transaction"].group_by(pl.col("started_on").alias("ds")).agg(pl.len().cast(pl.Int64).alias("started"))
    )
    days = pl.DataFrame({"ds": pl.date_range(FIRST, SUNDAY, eager=True)})
    # On a weekend nobody calls, which is known.
    demand = days.join(calls, on="ds", how="left").select(
        pl.lit("telephone").alias("channel"), "ds", pl.col("started").fill_null(0)
    )
    even = [("telephone", None, day, half, 1 / len(HOURS), SERVED_S) for day in range(1, 6) for half in HOURS]
    profile = pl.DataFrame(even, schema=dict(PROFILE), orient="row")
    return check_staffing(snapshot, demand, profile), snapshot


def model_level(factor: float, people: int = 2) -> float:
    """The share that the model serves within a minute on such a weekday, its times lengthened by a factor."""
    load = pl.DataFrame(
        {
            "half_hour": list(HOURS),
            "contacts": [6.0] * 16,
            "handling_s": [SERVED_S * factor] * 16,
            "people": [people] * 16,
        }
    )
    return summary(served(load, Rules(share=0.8, within_s=60)))["service_level"].item()


@pytest.mark.parametrize(
    ("last", "last_monday"),
    [
        (date(2026, 11, 29), date(2026, 11, 23)),
        (date(2026, 11, 28), date(2026, 11, 16)),
        (date(2026, 11, 23), date(2026, 11, 16)),
    ],
)
def test_sixteen_whole_weeks_lie_behind(last: date, last_monday: date):
    weeks = past_weeks(last)
    assert weeks.checked == [last_monday - timedelta(weeks=back) for back in range(7, -1, -1)]
    assert weeks.earlier == [last_monday - timedelta(weeks=back) for back in range(15, 7, -1)]


def test_times_are_calibrated_on_earlier_weeks_so_that_the_model_gives_their_level(tmp_path):
    found, _ = checked(tmp_path, weeks_of_calls(late=lambda day: 24))
    assert found.columns == COLUMNS.names()
    assert found["week"].to_list() == past_weeks(SUNDAY).checked
    assert found["contacts"].to_list() == [5 * CALLS] * 8
    assert found["people_hours"].to_list() == [5 * 16 * 2 / 2] * 8
    assert found["level_measured"].to_list() == pytest.approx([72 / 96] * 8)
    assert found["level_expected"].to_list() == pytest.approx([72 / 96] * 8, abs=0.005)
    assert model_level(found["factor"][0]) == pytest.approx(72 / 96, abs=0.005)
    assert model_level(1.0) > 0.83, "as recorded, the times promise more than was measured"
    assert agrees(found)


def test_what_changed_in_the_checked_weeks_is_not_fitted(tmp_path):
    """A plan that would have promised 75 % where 40 % was measured has nothing to say of the weeks ahead."""
    changed = past_weeks(SUNDAY).checked[0]
    found, _ = checked(tmp_path, weeks_of_calls(late=lambda day: 24 if day < changed else 58))
    expected, measured = expected_and_measured(found)
    assert expected == pytest.approx(72 / 96, abs=0.005)
    assert measured == pytest.approx(38 / 96)
    assert agrees(found) is False


def test_too_good_a_past_is_as_wrong_as_too_bad_a_one(tmp_path):
    changed = past_weeks(SUNDAY).checked[0]
    found, _ = checked(tmp_path, weeks_of_calls(late=lambda day: 40 if day < changed else 10))
    assert agrees(found) is False


def test_where_staff_is_no_longer_recorded_the_last_weeks_of_it_stand(tmp_path):
    ends = past_weeks(SUNDAY).earlier[-1] + timedelta(days=4)
    found, snapshot = checked(tmp_path, weeks_of_calls(late=lambda day: 24, staffed_to=ends))
    assert capacity_ends(snapshot) == ends
    assert found["people_hours"].to_list() == [5 * 16 * 2 / 2] * 8
    assert agrees(found)


def test_without_recorded_staff_only_what_was_measured_is_there(tmp_path):
    found, _ = checked(tmp_path, weeks_of_calls(late=lambda day: 24, staffed_to=date.min))
    assert found["level_expected"].null_count() == found["people_hours"].null_count() == 8
    assert found["level_measured"].to_list() == pytest.approx([72 / 96] * 8)
    assert found["factor"].to_list() == [1.0] * 8
    assert expected_and_measured(found) == (None, None)
    assert agrees(found) is None


def test_a_home_without_days_of_contacts_has_no_weeks(tmp_path):
    tables = weeks_of_calls(late=lambda day: 0)
    snapshot = home_with(tmp_path, data_to=SUNDAY, publish=True, service=tables["service"])
    none = pl.DataFrame(schema={"channel": pl.String, "ds": pl.Date, "started": pl.Int64})
    assert check_staffing(snapshot, none, PROFILE.to_frame()).is_empty()


@pytest.mark.parametrize(
    ("expected", "measured", "within"),
    [
        (0.80, 0.85, True),
        (0.85, 0.80, True),
        (0.80, 0.851, False),
        (0.851, 0.80, False),
        (None, 0.80, None),
        (0.80, None, None),
    ],
)
def test_five_points_apart_are_near_enough_on_either_side(expected, measured, within):
    week = {"channel": "telephone", "week": FIRST, "contacts": 10, "required_hours": 1.0, "people_hours": 1.0,
            "level_expected": expected, "level_measured": measured, "factor": 1.0}  # fmt: skip
    assert agrees(pl.DataFrame([week], schema=COLUMNS)) is within


def test_weeks_weigh_by_their_contacts():
    table = rows("contacts | level_expected | level_measured\n300 | 0.9 | 0.8\n100 | 0.5 | 0.4\n50 | | 0.1")
    table = table.with_columns(
        pl.col("contacts").cast(pl.Int64), pl.col("level_expected", "level_measured").cast(pl.Float64)
    )
    assert expected_and_measured(table) == pytest.approx(((300 * 0.9 + 100 * 0.5) / 400, (300 * 0.8 + 100 * 0.4) / 400))


def test_slower_service_touches_only_its_channel():
    profile = pl.DataFrame(
        [("telephone", None, 1, 18, 1.0, 300.0), ("in_person", None, 1, 18, 1.0, 400.0)],
        schema=dict(PROFILE),
        orient="row",
    )
    before = Assumptions(profile=profile)
    after = before.slowed({"telephone": 1.5})
    assert after.profile["handling_s"].to_list() == [450, 400]
    assert after.value("telephone", A.HANDLING) == before.value("telephone", A.HANDLING) * 1.5
    assert after.value("in_person", A.HANDLING) == before.value("in_person", A.HANDLING)
