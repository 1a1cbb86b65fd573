"""What if there were a few people more or fewer: levels rise with people, and the cost is that of their paid hours."""

import polars as pl
import pytest

from metrics.staffing.headcount import CHANGES, headcount
from metrics.staffing.requirements import Rules

RULES = Rules(share=0.8, within_s=60, shrinkage=0.2, carries=False)
WAGE = 4200


def week(*people: int) -> pl.DataFrame:
    """Twenty calls of five minutes in each of some half-hours, which are 3.3 people at work."""
    return pl.DataFrame(
        {
            "location": None,
            "weekday": 1,
            "half_hour": [18 + place for place in range(len(people))],
            "contacts": 20.0,
            "handling_s": 300.0,
            "people": list(people),
        },
        schema_overrides={"location": pl.String, "weekday": pl.Int64, "half_hour": pl.Int64, "people": pl.Int64},
    )


def changes(rows: pl.DataFrame) -> dict[int, dict]:
    return {row["change"]: row for row in headcount(rows, RULES, WAGE, ["location", "weekday"]).to_dicts()}


def test_each_change_has_its_hours_and_its_cost():
    found = changes(week(4, 5))

    assert list(found) == list(CHANGES)
    assert found[0]["people_hours"] == (4 + 5) / 2
    assert found[0]["cost_cents"] == 0
    # One more in both half-hours is an hour at work, paid for 1 ÷ (1 − 0.2).
    assert found[1]["people_hours"] == (5 + 6) / 2
    assert found[1]["cost_cents"] == round(1 / 0.8 * WAGE)
    assert found[-1]["cost_cents"] == -round(1 / 0.8 * WAGE)
    assert found[3]["cost_cents"] == 3 * found[1]["cost_cents"]


def test_more_people_serve_more_in_time_with_less_wait_and_are_less_occupied():
    found = changes(week(4, 4))
    of = [found[change] for change in CHANGES]

    assert [row["service_level"] for row in of] == sorted(row["service_level"] for row in of)
    assert [row["wait_s"] for row in of] == sorted((row["wait_s"] for row in of), reverse=True)
    assert found[0]["occupancy"] == pytest.approx(20 * 300 / 1800 / 4, abs=0.01)
    assert found[2]["occupancy"] == pytest.approx(20 * 300 / 1800 / 6, abs=0.01)


def test_nobody_is_put_where_nobody_is_and_somebody_stays_where_somebody_is():
    found = changes(week(1, 0))

    assert found[-1]["people_hours"] == 1 / 2
    assert found[-1]["cost_cents"] == 0
    assert found[2]["people_hours"] == 3 / 2
