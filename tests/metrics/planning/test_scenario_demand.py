"""What a scenario makes of a forecast: whole interactions that move, come and go, and still add up."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import UserError
from metrics.planning.scenario_demand import demand
from metrics.planning.scenario_steps import Backlog, Campaign, Centre, Price, Service, Shift, Step
from tests.support.drawn_tables import rows

MONDAY = date(2026, 3, 2)
MARCH = date(2026, 3, 1)
PLACES = {"L001": ("in_person", 0.25), "L002": ("in_person", 0.75)}


def drawn(table: str) -> pl.DataFrame:
    return rows(table).with_columns(pl.col("ds").str.to_date(), pl.col("demand").cast(pl.Int64))


def level(days: int, **by_channel: int) -> pl.DataFrame:
    """So many interactions a day by each channel, in the one line `dv`."""
    found = [
        (channel, "dv", MONDAY + timedelta(days=day), number)
        for channel, number in by_channel.items()
        for day in range(days)
    ]
    schema = {"channel": pl.String, "line": pl.String, "ds": pl.Date, "demand": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")


def of(found: pl.DataFrame, channel: str) -> list[int]:
    """A channel's demand, day by day."""
    return (
        found.filter(pl.col("channel") == channel)
        .group_by("ds")
        .agg(pl.col("demand").sum())
        .sort("ds")["demand"]
        .to_list()
    )


def shift(share: float, **more) -> Shift:
    return Shift(**{"starts": MONDAY, "from_channel": "in_person", "to_channel": "online", "share": share} | more)


def test_without_steps_it_is_the_forecast():
    base = level(3, in_person=7, online=5)
    found = demand(base, [])
    assert found["demand"].to_list() == found["today"].to_list() == [7, 7, 7, 5, 5, 5]


def test_a_shift_moves_a_share_and_the_days_keep_their_sum():
    found = demand(level(4, in_person=10, online=5), [shift(0.25)])
    # Two and a half a day: halves alternate, and ten have moved after four days.
    assert sum(of(found, "in_person")) == 4 * 10 - 10
    assert [a + b for a, b in zip(of(found, "in_person"), of(found, "online"), strict=True)] == [15] * 4
    assert set(of(found, "in_person")) <= {7, 8}


def test_a_ramp_ends_at_the_whole_share_and_is_even_before():
    found = demand(level(6, in_person=100, online=0), [shift(0.4, starts=MONDAY + timedelta(days=1), ramp_days=3)])
    # A quarter, two, three and four quarters of 40.
    assert of(found, "online") == [0, 10, 20, 30, 40, 40]


def test_a_step_ends_with_its_last_day():
    found = demand(level(4, in_person=10, online=0), [shift(1, ends=MONDAY + timedelta(days=1))])
    assert of(found, "online") == [10, 10, 0, 0]


def test_only_the_eligible_part_of_the_lines_named_moves_and_some_may_vanish():
    base = drawn("""
        channel   | line  | ds         | demand
        ----------+-------+------------+-------
        in_person | dv    | 2026-03-02 | 200
        in_person | fish  | 2026-03-02 | 50
        online    | fish  | 2026-03-02 | 5
    """)
    found = demand(base, [shift(0.5, lines=("dv",), eligible=0.4, vanish=0.25)])
    there = {(channel, line): number for channel, line, _, _, number in found.iter_rows()}
    moved = 200 * 0.5 * 0.4
    assert there["in_person", "dv"] == 200 - moved
    assert there["online", "dv"] == moved * (1 - 0.25)
    assert (there["in_person", "fish"], there["online", "fish"]) == (50, 5)


def test_shares_are_of_the_forecast_so_the_order_of_steps_does_not_matter():
    steps: list[Step] = [shift(0.5), Campaign(starts=MONDAY, percent=20, channels=("in_person",))]
    one, other = (demand(level(5, in_person=100, online=20), order) for order in (steps, steps[::-1]))
    assert one.equals(other)
    assert of(one, "in_person") == [100 - 50 + 20] * 5


def test_a_launch_brings_its_monthly_volume_on_the_days_the_channel_is_open():
    weeks = level(28, in_person=0, online=30).with_columns(
        demand=pl.when(pl.col("ds").dt.weekday() == 7).then(0).otherwise("demand")
    )
    found = demand(weeks, [Service(starts=MONDAY, line="vital", monthly={"online": 1_000})])
    new = found.filter(line="vital", channel="online")
    assert new["demand"].sum() == round(1_000 * 28 / (365.25 / 12))
    assert new.filter(pl.col("ds").dt.weekday() == 7)["demand"].sum() == 0


def test_a_price_acts_by_its_elasticity_and_a_campaign_by_its_percent():
    base = level(1, in_person=1_000, online=1_000)
    dearer = demand(base, [Price(starts=MONDAY, percent=10, elasticity=-0.2, channels=("in_person",))])
    assert of(dearer, "in_person") == [1_000 * (1 - 0.1 * 0.2)]
    assert of(dearer, "online") == [1_000]
    assert of(demand(base, [Campaign(starts=MONDAY, percent=5)]), "online") == [1_000 * 1.05]


def test_a_backlog_is_worked_off_to_the_last_case_on_open_days_and_people_call_meanwhile():
    base = pl.concat([level(8, mail=10), level(8, telephone=20)]).with_columns(
        demand=pl.when(pl.col("ds").dt.weekday() > 5).then(0).otherwise("demand")
    )
    next_monday = MONDAY + timedelta(days=7)
    step = Backlog(starts=MONDAY, ends=next_monday, line="dv", channel="mail", cases=52, contacts={"telephone": 0.5})
    found = demand(base, [step])
    assert sum(of(found, "mail")) == 6 * 10 + 52
    assert sum(of(found, "telephone")) == 6 * 20 + 26
    assert of(found, "mail")[5:7] == [0, 0]


def test_a_closed_centre_sends_some_elsewhere_and_the_rest_to_the_other_counters():
    close = Centre(starts=MONDAY, location="L001", desks=0, leave={"online": 0.4}, vanish=0.2)
    found = demand(level(1, in_person=400, online=10), [close], places=PLACES)
    gone = 400 * 0.25
    assert of(found, "in_person") == [400 - gone * (0.4 + 0.2)]
    assert of(found, "online") == [10 + gone * 0.4]


def test_fewer_desks_change_no_demand():
    found = demand(level(2, in_person=40), [Centre(starts=MONDAY, location="L001", desks=0.5)], places=PLACES)
    assert of(found, "in_person") == [40, 40]


def test_a_month_takes_the_mean_of_its_days():
    base = drawn("""
        channel   | line | ds         | demand
        ----------+------+------------+-------
        in_person | dv   | 2026-03-01 | 3100
        in_person | dv   | 2026-04-01 | 3000
    """)
    found = demand(base, [shift(0.1, starts=date(2026, 3, 17))], grain="month")
    # 15 of March's 31 days.
    assert of(found, "online") == [3_100 * 0.1 * 15 / 31, 3_000 * 0.1]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([shift(0.6), shift(0.6)], "Step 2 .* moves more than there is: of 10 .* 12 would be gone"),
        ([Campaign(starts=MONDAY, percent=-80), shift(0.5)], "moves more than there is"),
        ([shift(0.1, from_channel="kiosk")], "Nothing is forecast by kiosk"),
        ([shift(0.1, lines=("fsh",))], "no line of business 'fsh'"),
        ([shift(0.1, starts=MONDAY + timedelta(days=90))], "outside the forecast .2026-03-02 to 2026-03-04."),
        ([shift(0.1, starts=MARCH, ends=MARCH)], "outside the forecast"),
        ([Centre(starts=MONDAY, location="L01", desks=0)], "location 'L01'.*L001"),
    ],
)
def test_what_cannot_be_done_with_this_forecast_is_one_plain_sentence(steps, said):
    with pytest.raises(UserError, match=said):
        demand(level(3, in_person=10, online=5), steps, places=PLACES)


@pytest.mark.parametrize(
    ("base", "said"),
    [
        (level(0), "no forecast"),
        (level(2, online=-1), "whole numbers of 0 or more"),
        (pl.concat([level(1, online=1), level(1, online=2)]), "twice"),
    ],
)
def test_a_forecast_that_cannot_be_is_refused(base, said):
    with pytest.raises(UserError, match=said):
        demand(base, [])


shares = st.floats(0, 1)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 300), min_size=12, max_size=12),
    shares, shares, st.integers(0, 5), st.sampled_from([0.0, 0.3]),
)  # fmt: skip
def test_moving_loses_nothing_in_any_line_on_any_day(numbers, share, eligible, ramp, back):
    base = pl.DataFrame(
        {
            "channel": ["in_person", "telephone"] * 6,
            "line": ["dv", "dv", "fish", "fish"] * 3,
            "ds": [MONDAY + timedelta(days=n // 4) for n in range(12)],
            "demand": numbers,
        },
        schema_overrides={"ds": pl.Date},
    )
    steps: list[Step] = [Campaign(starts=MONDAY, percent=0)]
    if sum(numbers[::2]):
        steps.append(shift(share * 0.7, eligible=eligible, ramp_days=ramp))
        steps.append(shift(back, to_channel="telephone"))
    found = demand(base, steps)
    sums = found.group_by("line", "ds").agg(pl.col("today", "demand").sum())
    assert sums["today"].to_list() == sums["demand"].to_list()
    assert found["demand"].min() >= 0
