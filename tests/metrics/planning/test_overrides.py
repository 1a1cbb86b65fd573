"""The plan is the forecast with what planners said laid over it; it still adds up, and later tells if it helped."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import UserError
from data.state import OVERRIDE, SPECIAL_DAY, Override, SpecialDay
from metrics.planning.overrides import VALUE_ADDED, apply, check, check_special, value_added
from tests.support import drawn_tables

FORECAST = """
channel   | line   | ds         | yhat
----------+--------+------------+-----
online    | driver | 2026-03-02 |   60
online    | health | 2026-03-02 |   30
in_person | driver | 2026-03-02 |   10
in_person | health | 2026-03-02 |    0
online    | driver | 2026-03-03 |    7
online    | health | 2026-03-03 |    3
in_person | driver | 2026-03-03 |    0
in_person | health | 2026-03-03 |    0
"""
"""Counters are closed on the second day."""

KEY = ["grain", "channel", "line", "location", "ds"]


def forecast(table=FORECAST, grain="day", run="r1"):
    """A whole forecast: the parts as drawn, then channels, lines and the total; a zero that is drawn is closed."""
    parts = drawn_tables.rows(table)
    empty = [pl.lit(None, dtype=pl.String).alias(name) for name in ("channel", "line", "location") if name not in parts]
    parts = parts.with_columns(pl.col("ds").str.to_date(), pl.col("yhat").cast(pl.Int64), *empty)
    lines = parts.filter(pl.col("location").is_null())
    sums = [lines.group_by(*by, "ds").agg(pl.col("yhat").sum()) for by in (["channel"], ["line"], [])]
    rows = pl.concat([parts, *sums], how="diagonal").with_columns(pl.col("channel", "line", "location").cast(pl.String))
    rows = rows.unique(["channel", "line", "location", "ds"], maintain_order=True)
    return rows.with_columns(grain=pl.lit(grain), run=pl.lit(run), open=pl.col("yhat") > 0)


def said(*rows):
    """Overrides in force, in the order they were made: of everything, on both days, unless said otherwise."""
    plain = dict.fromkeys(OVERRIDE) | {
        "first_day": date(2026, 3, 2),
        "last_day": date(2026, 3, 3),
        "kind": "percent",
        "forecast_run": "r1",
        "origin": date(2026, 3, 1),
    }
    rows = [plain | {"id": id, "name": f"o{id}"} | row for id, row in enumerate(rows, 1)]
    return pl.DataFrame(rows, schema={"id": pl.Int64, **OVERRIDE})


def known(*rows):
    """Special days in force."""
    plain = dict.fromkeys(SPECIAL_DAY) | {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 2)}
    rows = [plain | {"id": id, "effect": "adjust", "every_year": False} | row for id, row in enumerate(rows, 1)]
    return pl.DataFrame(rows, schema={"id": pl.Int64, **SPECIAL_DAY})


def plan(frame, channel=None, line=None, location=None):
    """The plan of one series, day by day."""
    of = {"channel": channel, "line": line, "location": location}
    rows = frame.filter(pl.col(name).eq_missing(pl.lit(code)) for name, code in of.items())
    return rows.sort("ds")["plan"].to_list()


def assert_adds_up(frame):
    """Channels, lines and the total are the sums of their parts, in every period."""
    parts = frame.filter(pl.col("channel").is_not_null() & pl.col("line").is_not_null())
    for by in (["channel"], ["line"], []):
        wide = [pl.col(name).is_not_null() if name in by else pl.col(name).is_null() for name in ("channel", "line")]
        told = frame.filter(*wide, pl.col("location").is_null()).select(*by, "grain", "ds", "plan")
        summed = parts.group_by(*by, "grain", "ds").agg(pl.col("plan").sum())
        assert told.sort(pl.all()).rows() == summed.select(told.columns).sort(pl.all()).rows()


def test_without_changes_the_plan_is_the_forecast():
    ahead = forecast()

    planned = apply(ahead, said(), known())

    assert planned.columns == [*ahead.columns, "overrides", "plan"]
    assert planned.drop("overrides", "plan").equals(ahead)
    assert planned["plan"].to_list() == ahead["yhat"].to_list()
    assert apply(ahead.clear(), said({"amount": 10.0})).is_empty()


def test_the_forecast_stays_beside_the_plan_in_the_same_order():
    ahead = forecast().sample(fraction=1, shuffle=True, seed=7)

    planned = apply(ahead, said({"amount": 50.0}))

    assert planned.drop("overrides", "plan").equals(ahead)
    assert planned.schema["plan"] == pl.Int64


@pytest.mark.parametrize(
    ("kind", "amount", "total"),
    [
        ("percent", 10.0, [110, 11]),
        ("percent", -100.0, [0, 0]),
        ("value", 50.0, [50, 50]),
        ("value", 0.0, [0, 0]),
        ("add", 5.0, [105, 15]),
        ("add", -20.0, [80, 0]),  # there are only 10 on the second day
    ],
)
def test_an_override_of_all_changes_the_total_of_each_day(kind, amount, total):
    planned = apply(forecast(), said({"kind": kind, "amount": amount}))

    assert plan(planned) == total
    assert_adds_up(planned)


def test_a_total_is_shared_out_over_its_parts_in_proportion():
    planned = apply(forecast(), said({"kind": "value", "amount": 50.0}))

    assert plan(planned, "online", "driver") == [30, 35]
    assert plan(planned, "online", "health") == [15, 15]
    assert plan(planned, "in_person", "driver") == [5, 0]
    assert plan(planned, "in_person") == [5, 0]  # closed on the second day
    assert plan(planned, line="driver") == [35, 35]


def test_only_its_own_days_and_parts_move():
    planned = apply(forecast(), said({"amount": 10.0, "channel": "online", "first_day": date(2026, 3, 3)}))

    assert plan(planned, "online") == [90, 11]
    assert plan(planned, "in_person") == [10, 0]
    assert plan(planned) == [100, 11]
    assert_adds_up(planned)


def test_one_part_alone_moves_its_channel_its_line_and_the_total():
    planned = apply(forecast(), said({"kind": "add", "amount": 6.0, "channel": "online", "line": "health"}))

    assert plan(planned, "online", "health") == [36, 9]
    assert [plan(planned, "online"), plan(planned, line="health"), plan(planned)] == [[96, 16], [36, 9], [106, 16]]


def test_what_is_said_later_starts_from_what_was_said_before():
    planned = apply(forecast(), said({"kind": "add", "amount": 100.0}, {"amount": -50.0}))
    reversed_ = apply(forecast(), said({"amount": -50.0}, {"kind": "add", "amount": 100.0}))

    assert plan(planned) == [(100 + 100) // 2, (10 + 100) // 2]
    assert plan(reversed_) == [100 // 2 + 100, 10 // 2 + 100]


def test_a_part_that_was_set_to_nothing_stays_so_when_its_total_changes():
    nothing = {"kind": "value", "amount": 0.0, "channel": "online", "line": "health"}

    planned = apply(forecast(), said(nothing, {"amount": 10.0}))

    assert plan(planned, "online", "health") == [0, 0]
    assert plan(planned) == [77, 8]  # (60 + 10) × 1.1 and 7 × 1.1 = 7.7


def test_nothing_left_is_filled_again_as_it_was_forecast():
    gone = {"kind": "value", "amount": 0.0}

    planned = apply(forecast(), said(gone, {"kind": "value", "amount": 20.0}))

    assert plan(planned, "online", "driver") == [12, 14]  # 60 of 100, 7 of 10


def test_a_closed_day_in_a_longer_range_stays_closed_but_may_be_opened_on_its_own():
    longer = {"kind": "value", "amount": 40.0, "channel": "in_person"}
    alone = longer | {"first_day": date(2026, 3, 3)}

    assert plan(apply(forecast(), said(longer)), "in_person") == [40, 0]
    assert plan(apply(forecast(), said(alone)), "in_person") == [10, 40]
    assert plan(apply(forecast(), said(alone | {"kind": "percent"})), "in_person") == [10, 0]


def test_a_day_that_was_opened_is_open_for_what_is_said_later():
    opened = {"kind": "value", "amount": 40.0, "channel": "in_person", "first_day": date(2026, 3, 3)}

    planned = apply(forecast(), said(opened, {"amount": 10.0, "channel": "in_person"}))

    assert plan(planned, "in_person") == [11, 44]


def test_an_open_day_without_demand_is_filled_as_the_other_days_are_but_not_where_it_is_closed():
    quiet = forecast(FORECAST.replace(" 7\n", " 0\n").replace(" 3\n", " 0\n"))
    quiet = quiet.with_columns(open=pl.col("channel").ne_missing("in_person") | (pl.col("ds") == date(2026, 3, 2)))

    planned = apply(quiet, said({"kind": "add", "amount": 9.0, "first_day": date(2026, 3, 3)}))

    assert plan(planned, "online", "driver") == [60, 6]
    assert plan(planned, "online", "health") == [30, 3]
    assert plan(planned, "in_person") == [10, 0]


def test_five_percent_of_a_small_line_is_not_lost_in_rounding():
    days = [date(2026, 3, 2) + timedelta(days=later) for later in range(20)]
    table = "channel | line | ds | yhat\n" + "\n".join(f"kiosk | plate | {day} | 7" for day in days)

    planned = apply(forecast(table), said({"amount": 5.0, "last_day": days[-1]}))

    assert sum(plan(planned, "kiosk", "plate")) == 7 * 20 * 1.05
    assert set(plan(planned, "kiosk", "plate")) == {7, 8}


def test_special_days_come_before_overrides_and_only_where_they_adjust():
    fewer = {"name": "Plates", "percent": -40.0}
    excluded = {"name": "Strike", "effect": "exclude", "last_day": date(2026, 3, 3)}

    assert plan(apply(forecast(), said(), known(fewer, excluded))) == [60, 10]
    assert plan(apply(forecast(), said({"kind": "value", "amount": 90.0}), known(fewer))) == [90, 90]
    assert plan(apply(forecast(), said(), known(fewer | {"channel": "online"}))) == [100 - 36, 10]


def test_a_special_day_that_comes_every_year_is_met_by_its_date():
    earlier = {"percent": 10.0, "first_day": date(2023, 3, 3), "last_day": date(2023, 3, 4)}

    assert plan(apply(forecast(), said(), known(earlier))) == [100, 10]
    assert plan(apply(forecast(), said(), known(earlier | {"every_year": True}))) == [100, 11]


CENTRES = """
channel   | line   | location | ds         | yhat
----------+--------+----------+------------+-----
in_person | driver |          | 2026-03-02 |   60
in_person | health |          | 2026-03-02 |   40
online    | driver |          | 2026-03-02 |  100
in_person |        | L1       | 2026-03-02 |   30
in_person |        | L2       | 2026-03-02 |   10
"""


def test_a_centre_moves_its_channel_and_no_other_centre():
    planned = apply(forecast(CENTRES), said({"kind": "add", "amount": 10.0, "location": "L1"}))

    assert plan(planned, "in_person", location="L1") == [40]
    assert plan(planned, "in_person", location="L2") == [10]
    assert plan(planned, "in_person") == [110]
    assert [plan(planned, "in_person", "driver"), plan(planned, "in_person", "health")] == [[66], [44]]
    assert plan(planned) == [210]
    assert_adds_up(planned)


def test_a_channel_moves_its_centres_by_the_same_factor():
    planned = apply(forecast(CENTRES), said({"amount": 50.0, "channel": "in_person"}))

    assert [plan(planned, "in_person", location=centre) for centre in ("L1", "L2")] == [[45], [15]]
    assert plan(apply(forecast(CENTRES), said({"amount": 50.0, "channel": "online"})), "in_person", location="L1") == [
        30
    ]


def test_a_channel_that_was_set_to_nothing_fills_its_centres_again_as_they_were_forecast():
    channel = {"kind": "value", "channel": "in_person"}

    planned = apply(forecast(CENTRES), said(channel | {"amount": 0.0}, channel | {"amount": 50.0}))

    assert [plan(planned, "in_person", location=centre) for centre in ("L1", "L2")] == [[15], [5]]


MONTHS = """
channel | line   | ds         | yhat
--------+--------+------------+-----
online  | driver | 2026-03-01 | 2200
online  | driver | 2026-04-01 | 2200
"""


@pytest.mark.parametrize(
    ("kind", "amount", "march"),
    [
        # 22 weekdays in March 2026, of which the 2nd to the 6th and the 9th to the 13th are covered
        ("percent", 10.0, 2200 + 2200 * 0.10 * 10 / 22),
        ("add", 5.0, 2200 + 5 * 10),
        ("value", 150.0, 2200 * 12 / 22 + 150 * 10),
    ],
)
def test_a_month_takes_the_part_that_falls_on_its_open_days(kind, amount, march):
    fortnight = {"kind": kind, "amount": amount, "last_day": date(2026, 3, 15)}

    planned = apply(forecast(MONTHS, grain="month"), said(fortnight))

    assert plan(planned) == [round(march), 2200]
    assert_adds_up(planned)


def test_which_weekdays_are_open_is_told_by_the_forecast_of_days():
    week = "\n".join(f"online | driver | 2026-03-{day:02} | {0 if day == 8 else 5}" for day in range(2, 9))
    days = forecast(f"channel | line | ds | yhat\n{week}")  # Monday to Saturday: 26 days of March, 6 of them covered

    planned = apply(
        pl.concat([days, forecast(MONTHS, grain="month")]), said({"amount": 26.0, "last_day": date(2026, 3, 8)})
    )

    assert plan(planned.filter(pl.col("grain") == "month")) == [2200 + 2200 * 26 / 100 * 6 / 26, 2200]


some = {
    "kind": st.sampled_from(["percent", "value", "add"]),
    "amount": st.sampled_from([-100.0, -33.3, 0.0, 0.5, 7.0, 12.5, 250.0]),
    "channel": st.sampled_from([None, "online", "in_person", "mail"]),
    "line": st.sampled_from([None, "driver", "health"]),
    "first_day": st.sampled_from([date(2026, 3, 2), date(2026, 3, 3)]),
}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries(some), max_size=5), st.lists(st.integers(0, 50), min_size=8, max_size=8))
def test_whatever_is_said_the_plan_is_whole_not_negative_and_adds_up(rows, amounts):
    lines = FORECAST.strip().splitlines()
    table = lines[:2] + [line[: line.rindex("|") + 1] + f" {n}" for line, n in zip(lines[2:], amounts, strict=True)]
    rows = [row | {"amount": abs(row["amount"])} if row["kind"] == "value" else row for row in rows]

    planned = apply(forecast("\n".join(table)), said(*rows), known({"percent": 17.0, "channel": "online"}))

    assert planned["plan"].null_count() == 0
    assert planned["plan"].min() >= 0
    assert_adds_up(planned)


CAME = """
channel   | line   | ds         | started
----------+--------+------------+--------
online    | driver | 2026-03-02 | 80
online    | driver | 2026-03-03 | 4
online    | health | 2026-03-02 | 30
online    | health | 2026-03-03 |
"""


def came(table=CAME, grain="day"):
    rows = drawn_tables.rows(table).with_columns(pl.col("ds").str.to_date(), pl.col("started").cast(pl.Int64))
    return rows.with_columns(grain=pl.lit(grain), location=pl.lit(None, dtype=pl.String))


def test_an_override_that_came_nearer_than_the_forecast_has_helped():
    up = {"kind": "add", "amount": 10.0, "channel": "online", "line": "driver"}

    (worth,) = value_added(forecast(), said(up), came()).to_dicts()

    base, override = abs(60 - 80) + abs(7 - 4), abs(70 - 80) + abs(17 - 4)
    assert worth == {
        "id": 1,
        "name": "o1",
        "grain": "day",
        "periods": 2,
        "actual": 80 + 4,
        "base_error": base,
        "override_error": override,
        "value": base - override,
        "wape_points": 100 * (base - override) / 84,
    }


def test_each_is_judged_alone_on_the_forecast_it_was_made_on():
    line = {"channel": "online", "line": "driver"}
    believed = pl.concat([forecast(), forecast(FORECAST.replace("60", "80"), run="r2")])
    made = said(
        line | {"amount": 50.0},
        line | {"amount": 50.0, "forecast_run": "r2"},
        line | {"forecast_run": "r0", "amount": 1.0},
    )

    worth = value_added(believed, made, came())

    assert worth.schema == VALUE_ADDED
    first = (20 + 3) - (abs(90 - 80) + abs(11 - 4))  # 7 × 1.5 = 10.5, and a half is rounded up
    second = (0 + 3) - (abs(120 - 80) + abs(11 - 4))
    assert worth.select("periods", "value").rows() == [(2, first), (2, second), (0, None)]


def test_days_of_which_nothing_is_known_do_not_count():
    channel = {"kind": "value", "amount": 100.0, "channel": "online"}

    (worth,) = value_added(forecast(), said(channel), came()).to_dicts()

    assert (worth["periods"], worth["actual"]) == (1, 80 + 30)  # the second day's health line is not known
    assert worth["value"] == abs(90 - 110) - abs(100 - 110)


def test_days_after_a_withdrawal_do_not_count():
    line = {"kind": "add", "amount": 10.0, "channel": "online", "line": "driver"}
    withdrawn = said(line).with_columns(withdrawn_at=pl.lit(datetime(2026, 3, 3, 9, tzinfo=UTC)))

    (worth,) = value_added(forecast(), withdrawn, came()).to_dicts()

    assert (worth["periods"], worth["value"]) == (1, abs(60 - 80) - abs(70 - 80))


def test_beyond_the_forecast_of_days_months_are_compared():
    whole = {"kind": "percent", "amount": 10.0, "first_day": date(2026, 4, 1), "last_day": date(2026, 4, 30)}
    april = came("channel | line | ds | started\nonline | driver | 2026-04-01 | 2500", grain="month")

    (worth,) = value_added(pl.concat([forecast(), forecast(MONTHS, "month")]), said(whole), april).to_dicts()

    assert (worth["grain"], worth["periods"]) == ("month", 1)
    assert worth["value"] == abs(2200 - 2500) - abs(2420 - 2500)


def test_an_override_of_a_centre_is_compared_with_what_came_there():
    centre = {"kind": "add", "amount": 10.0, "location": "L1"}
    there = came("channel | line | ds | started\nin_person | | 2026-03-02 | 38").with_columns(location=pl.lit("L1"))

    (worth,) = value_added(forecast(CENTRES), said(centre), there).to_dicts()

    assert (worth["periods"], worth["value"]) == (1, abs(30 - 38) - abs(40 - 38))


def an_override(**other):
    days = {"first_day": date(2026, 3, 2), "last_day": date(2026, 3, 3), "origin": date(2026, 3, 1)}
    texts = {"name": "Letters", "reason": "They went out", "author": "Maya Tremblay", "forecast_run": "r1"}
    return Override(**days | texts | {"kind": "percent", "amount": 10.0} | other)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        (
            {"first_day": date(2026, 3, 1)},
            "for 2026-03-01 to 2026-03-03, but the forecast covers 2026-03-02 to 2026-03-03",
        ),
        ({"last_day": date(2027, 3, 4)}, "the forecast covers 2026-03-02 to 2026-03-03; choose days within it."),
        ({"channel": "telephone"}, "There is no forecast for channel 'telephone'; did you mean"),
        ({"line": "drivers"}, "There is no forecast for line 'drivers'; did you mean driver?"),
        ({"location": "L9"}, "There is no forecast for location 'L9'; did you mean L1 or L2?"),
        ({"line": "health", "channel": "online"}, "There is no forecast for online and health together"),
    ],
)
def test_an_override_without_a_forecast_is_refused_in_one_sentence(other, sentence):
    centres = forecast(CENTRES)
    days = centres.with_columns(pl.col("ds").dt.offset_by("1d"))

    with pytest.raises(UserError) as problem:
        check(an_override(**other), pl.concat([centres, days]))

    assert sentence in str(problem.value)


def test_an_override_without_days_is_refused_when_it_is_written_not_before():
    check(an_override(last_day=None), forecast())


def test_an_override_of_a_series_that_is_forecast_is_accepted():
    check(an_override(channel="online"), forecast())


def test_refusals_speak_french_too():
    with pytest.raises(UserError) as problem:
        check(an_override(line="drivers"), forecast(CENTRES))

    assert problem.value.text("fr") == (
        "Il n’y a pas de prévision pour le secteur d’activité «\u00a0drivers\u00a0»; vouliez-vous dire driver?"
    )


def test_a_month_is_covered_to_its_last_day():
    check(an_override(first_day=date(2026, 4, 1), last_day=date(2026, 4, 30)), forecast(MONTHS, "month"))
    with pytest.raises(UserError, match="covers 2026-03-01 to 2026-04-30"):
        check(an_override(last_day=date(2026, 5, 1)), forecast(MONTHS, "month"))
    with pytest.raises(UserError, match="There is no forecast to override yet; run `scorecard run` first"):
        check(an_override(), forecast().clear())


def test_a_special_day_may_lie_anywhere_but_not_in_a_line_that_there_is_not():
    strike = {"name": "Strike", "author": "Maya Tremblay", "effect": "exclude"}
    strike |= {"first_day": date(2024, 2, 1), "last_day": date(2024, 2, 2)}

    with pytest.raises(UserError, match="There is no forecast for line 'plates'; did you mean"):
        check_special(SpecialDay(**strike, line="plates"), forecast())
    check_special(SpecialDay(**strike, line="driver"), forecast())
    check_special(SpecialDay(**strike, line="plates"), forecast().clear())
