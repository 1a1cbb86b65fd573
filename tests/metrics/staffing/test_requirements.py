"""Staffing per half-hour: who is needed, how contacts fare with who is there, and what each service level costs."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import UserError
from metrics.staffing.requirements import Rules, StaffWarning, achieved, curve, required, summary
from tests.support.drawn_tables import rows

TELEPHONE = Rules(share=0.80, within_s=20, shrinkage=0.30, occupancy=0.85)
COUNTER = Rules(share=0.85, within_s=20 * 60, shrinkage=0.30, occupancy=0.85, carries=True)


def load(table: str) -> pl.DataFrame:
    return rows(table).with_columns(
        pl.col("half_hour", "handling_s").cast(pl.Int64),
        pl.col("contacts").cast(pl.Float64),
        pl.col("^people$").cast(pl.Int64),
    )


def test_the_known_case_of_the_telephone():
    found = required(
        load("""
            half_hour | contacts | handling_s
            ----------+----------+-----------
            20        | 100      | 180
        """),
        TELEPHONE,
    ).row(0, named=True)
    assert (found["required"], found["rostered"]) == (14, 20)
    assert round(found["service_level"], 5) == 0.88835
    assert round(found["occupancy"], 5) == 0.71429
    assert round(found["waiting"], 5) == 0.17413


@pytest.mark.parametrize("rules", [TELEPHONE, COUNTER])
def test_a_half_hour_without_contacts_needs_nobody_and_has_no_service_level(rules):
    found = required(
        load("""
            half_hour | contacts | handling_s
            ----------+----------+-----------
            20        | 0        | 180
        """),
        rules,
    ).row(0, named=True)
    assert (found["required"], found["rostered"]) == (0, 0)
    assert [found[name] for name in ("service_level", "waiting", "wait_s", "occupancy")] == [None] * 4


def test_people_are_held_against_what_is_needed():
    found = achieved(
        load("""
            half_hour | contacts | handling_s | people
            ----------+----------+------------+-------
            18        | 100      | 180        | 14
            19        | 100      | 180        | 11
            20        | 0        | 180        | 3
            21        | 100      | 180        | 12
            22        | 100      | 180        | 0
        """),
        TELEPHONE,
    )
    assert found["gap"].to_list() == [0, 11 - 14, 3, 12 - 14, -14]
    # 10 at work of 11 are 91 %.
    assert found["warning"].to_list() == [None, StaffWarning.BUSY, None, StaffWarning.SHORT, StaffWarning.UNSTAFFED]
    assert found["service_level"][4] == 0


def test_a_telephone_without_balance_is_carried_to_the_end_of_its_day():
    found = achieved(
        load("""
            half_hour | contacts | handling_s | people
            ----------+----------+------------+-------
            18        | 100      | 180        | 12
            19        | 160      | 180        | 12
            20        | 100      | 180        | 12
        """),
        TELEPHONE,
    )
    before, during, after = found["service_level"]
    assert found["warning"][1] == StaffWarning.OVERLOADED
    assert before == pytest.approx(0.6402, abs=1e-4)  # Erlang C with 12 people
    assert during < 0.4
    assert after < during  # some 40 calls wait on
    assert found["left"][1] == pytest.approx(160 - 12 * 10, rel=0.35)
    assert found["wait_s"].null_count() == 0


def test_each_day_of_each_queue_is_its_own():
    half_hours = load("""
        location | half_hour | contacts | handling_s | people
        ---------+-----------+----------+------------+-------
        north    | 18        | 80       | 390        | 5
        south    | 19        | 10       | 390        | 5
        south    | 18        | 10       | 390        | 5
        north    | 19        | 10       | 390        | 5
    """)
    found = achieved(half_hours, COUNTER, by=["location"])
    assert found["location"].to_list() == ["north", "south", "south", "north"]
    assert found["service_level"][1] == pytest.approx(1, abs=0.01)
    assert found["service_level"][3] < 0.05  # the north's rush is still there


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0, 60), min_size=8, max_size=8), st.sampled_from([TELEPHONE, COUNTER]))
def test_the_people_required_keep_every_half_hour(contacts, rules):
    found = required(
        pl.DataFrame({"half_hour": range(16, 24), "contacts": contacts, "handling_s": [390] * 8}), rules
    ).filter(pl.col("contacts") > 1e-6)
    assert (found["service_level"] >= rules.share).all()
    assert (found["contacts"] * 390 / 1800 <= found["required"] * rules.occupancy + 1e-6).all()
    assert (found["rostered"] * (1 - rules.shrinkage) >= found["required"] - 1e-6).all()


def test_a_queue_that_may_last_needs_no_more_people_than_one_that_starts_afresh():
    rush = pl.DataFrame({"half_hour": range(4), "contacts": [10.0, 40, 10, 10], "handling_s": [390] * 4})
    afresh = Rules(share=0.85, within_s=20 * 60)
    assert required(rush, COUNTER)["required"].sum() <= required(rush, afresh)["required"].sum()


def test_one_more_is_added_only_where_a_day_first_falls_short():
    contacts = [13.0, 27, 18, 18, 7, 17]
    rush = pl.DataFrame({"half_hour": range(6), "contacts": contacts, "handling_s": [390] * 6})
    uncapped = Rules(share=0.85, within_s=20 * 60, occupancy=1.0, carries=True)
    # 5 in the fourth half-hour clear the queue, so that the fifth needs no third person of its own.
    assert required(rush, uncapped)["required"].to_list() == [3, 6, 4, 5, 2, 4]


def test_what_a_division_leaves_over_is_no_contact():
    found = required(load("half_hour | contacts | handling_s\n20 | 1e-300 | 180"), TELEPHONE)
    assert (found["required"][0], found["service_level"][0]) == (0, None)


def test_the_curve_shows_what_lies_beyond_the_cap():
    half_hour = load("half_hour | contacts | handling_s\n20 | 100 | 180")
    strict = Rules(share=0.80, within_s=20, occupancy=0.5)
    assert required(half_hour, strict)["required"][0] == 20
    drawn = curve(half_hour, strict, cents_per_hour=4_000, shares=[0.8])
    assert (drawn["people_hours"][0], drawn["within_cap"][0]) == (14 / 2, False)


def test_the_curve_rises_and_ends_at_what_the_rules_cost():
    half_hours = load("""
        half_hour | contacts | handling_s
        ----------+----------+-----------
        18        | 100      | 180
        19        | 60       | 180
    """)
    drawn = curve(half_hours, TELEPHONE, cents_per_hour=4_001, shares=[0.5, 0.8, 0.95])
    assert drawn["service_level"].is_sorted()
    assert drawn["cost_cents"].is_sorted()
    assert (drawn["service_level"] >= drawn["share"]).all()
    at_80 = drawn.row(1, named=True)
    # 14 people and 9 at work, half an hour each, paid for 30 % more time than they are there.
    assert at_80["people_hours"] == (14 + 9) / 2
    assert at_80["paid_hours"] == pytest.approx(11.5 / 0.7)
    assert at_80["cost_cents"] == round(11.5 / 0.7 * 4_001)
    assert at_80["within_cap"]


def test_waits_weigh_by_contacts_and_occupancy_by_people():
    found = pl.DataFrame(
        {
            "contacts": [10.0, 30.0, 0.0], "people": [2, 4, 1], "service_level": [1.0, 0.6, None],
            "waiting": [0.0, 0.4, None], "wait_s": [0.0, 40.0, None], "occupancy": [0.5, 0.95, 0.0],
            "required": [2, 6, 0], "gap": [0, -2, 1],
        }
    )  # fmt: skip
    whole = summary(found).row(0, named=True)
    assert whole["service_level"] == pytest.approx((10 * 1.0 + 30 * 0.6) / 40)
    assert whole["wait_s"] == pytest.approx(30 * 40 / 40)
    assert whole["occupancy"] == pytest.approx((2 * 0.5 + 4 * 0.95 + 1 * 0) / 7)
    assert (whole["people_hours"], whole["required_hours"], whole["short_hours"]) == (7 / 2, 8 / 2, 2 / 2)
    assert whole["busy_half_hours"] == 1


def test_thirteen_weeks_of_a_large_telephone_take_a_moment():
    many = 13 * 7 * 48 * 4
    random = np.random.default_rng(1)
    half_hours = pl.DataFrame(
        {
            "day": np.repeat(np.arange(many // 48), 48), "half_hour": np.tile(np.arange(48), many // 48),
            "contacts": random.uniform(0, 2_000, many), "handling_s": np.full(many, 350),
        }
    )  # fmt: skip
    found = required(half_hours, TELEPHONE, by=["day"])
    assert found["required"].max() > 390
    assert (found["service_level"] >= 0.8).all()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"share": 80}, "share"), ({"share": 0}, "share"), ({"shrinkage": 1}, "shrinkage"),
        ({"occupancy": 0}, "occupancy"), ({"within_s": -5}, "-5 seconds"),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_meant_are_refused(given, said):
    with pytest.raises(UserError, match=said):
        Rules(**{"share": 0.8, "within_s": 20} | given)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("48 | 10 | 180", "0 .00:00. to 47"), ("20 | -1 | 180", "contacts of 0 or more"),
        ("20 | 10 | 0", "longer than 0 seconds"),
    ],
)  # fmt: skip
def test_half_hours_that_cannot_be_are_refused(row, said):
    with pytest.raises(UserError, match=said):
        required(load(f"half_hour | contacts | handling_s\n{row}"), TELEPHONE)


def test_a_half_hour_that_stands_twice_is_refused():
    with pytest.raises(UserError, match="twice"):
        required(load("half_hour | contacts | handling_s\n20 | 10 | 180\n20 | 5 | 180"), TELEPHONE)
