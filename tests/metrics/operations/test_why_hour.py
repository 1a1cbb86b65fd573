"""Arrivals, people and serving time: what is planted is named, all of it adds up, and what is not known is said."""

import math
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import polars as pl
import pytest

from data.storage.snapshot import Snapshot
from data.words import Channel
from metrics.calendar.periods import parse
from metrics.operations.explained_wait import Factor, Share, Standing, Unknown, Why, shapley
from metrics.operations.why_hour import why_hour
from metrics.staffing.requirements import Rules, served
from tests.support.homes import home_with

MAY = parse("2026-05")
OPEN, NOON = range(18, 26), 23
"""Nine to one; 11:30."""


def weekdays(first: date, last: date) -> list[date]:
    return [day for n in range((last - first).days + 1) if (day := first + timedelta(n)).weekday() < 5]


BEFORE, IN_MAY = weekdays(date(2026, 3, 6), date(2026, 4, 30)), weekdays(date(2026, 5, 1), date(2026, 5, 31))


def home(
    folder: Path,
    *,
    came: tuple[int, int] = (4, 4),
    people: tuple[int, int] | None = (2, 2),
    serve_s: tuple[int | None, int | None] = (600, 600),
    wait_s: tuple[int, int] = (300, 300),
    days: tuple[Iterable[date], Iterable[date]] = (BEFORE, IN_MAY),
    channel: str = "in_person",
    hours: Iterable[int] = OPEN,
) -> Snapshot:
    """The same number of visits in every half-hour of every day, before May and in it."""
    rows, there = [], []
    for at, listed in enumerate(days):
        for day in listed:
            for half in hours:
                clock = f"{half // 2:02}:{half % 2 * 30:02}"
                rows += [(day, clock, wait_s[at], serve_s[at])] * came[at]
                there += [("north", day, half, people[at])] if people else []
    visits = pl.DataFrame(
        rows,
        schema={"started_on": pl.Date, "started_half_hour": pl.String, "wait_s": pl.Int64, "serve_s": pl.Int64},
        orient="row",
    ).with_columns(
        pl.int_range(pl.len()).cast(pl.String).alias("transaction_id"), kind=pl.lit("transaction"),
        channel=pl.lit(channel), status=pl.lit("completed"), location_id=pl.lit("north"),
    )  # fmt: skip
    columns = {"location_id": pl.String, "on_date": pl.Date, "half_hour": pl.Int64, "people": pl.Int64}
    capacity = pl.DataFrame(there, schema=columns, orient="row")
    return home_with(folder, transaction=visits, **({"capacity": capacity} if people else {}))


def asked(snapshot: Snapshot, channel: Channel = Channel.IN_PERSON, **more) -> Why:
    return why_hour(snapshot, channel, "north", NOON, MAY, within_s=1200, **more)


def effects(why: Why) -> dict[Factor, int | None]:
    return {share.factor: share.effect_s for share in why.shares}


def by_model(came: int, people: int, serve_s: float) -> float:
    """The mean wait at 11:30 of such a day."""
    halves = list(OPEN)
    load = pl.DataFrame(
        {"day": 0, "half_hour": halves, "contacts": [float(came)] * len(halves), "handling_s": float(serve_s),
         "people": people}
    )  # fmt: skip
    return (
        served(load, Rules(share=0.8, within_s=1200, carries=True), by=["day"]).filter(half_hour=NOON)["wait_s"].item()
    )


@pytest.mark.parametrize(
    ("factor", "planted"),
    [
        (Factor.ARRIVALS, {"came": (4, 6)}),
        (Factor.PEOPLE, {"people": (2, 1)}),
        (Factor.SERVING, {"serve_s": (600, 800)}),
        (Factor.PEOPLE, {"people": (1, 2)}),
    ],
)
def test_what_was_changed_alone_explains_all_that_the_model_says(tmp_path: Path, factor: Factor, planted: dict):
    why = asked(home(tmp_path, wait_s=(300, 900), **planted))
    before = {"came": 4, "people": 2, "serve_s": 600} | {name: values[0] for name, values in planted.items()}
    after = before | {name: values[1] for name, values in planted.items()}

    expected = round(by_model(**after) - by_model(**before))
    assert effects(why) == {one: expected if one is factor else 0 for one in Factor}
    assert (why.usual_wait_s, why.wait_s) == (300, 900)
    assert why.rest_s == 900 - 300 - expected
    assert why.unknown is None


def test_all_three_add_up_to_what_was_measured_with_a_rest(tmp_path: Path):
    why = asked(home(tmp_path, came=(4, 5), people=(2, 1), serve_s=(600, 700), wait_s=(311, 2023)))

    assert sum(effects(why).values()) + why.rest_s == 2023 - 311
    assert min(effects(why).values()) > 0
    assert sum(effects(why).values()) == pytest.approx(by_model(5, 1, 700) - by_model(4, 2, 600), abs=2)


def test_each_factor_is_its_mean_over_all_orders(tmp_path: Path):
    values = {"came": (4, 5), "people": (2, 1), "serve_s": (600, 700)}
    totals = dict.fromkeys(values, 0.0)
    for order in permutations(values):
        now = {name: pair[0] for name, pair in values.items()}
        for name in order:
            before = by_model(**now)
            now[name] = values[name][1]
            totals[name] += (by_model(**now) - before) / 6

    found = effects(asked(home(tmp_path, **values)))
    assert list(found.values()) == [round(total) for total in totals.values()]


def test_shares_add_up_for_any_values():
    worth = {frozenset(): 3.0, frozenset(Factor): 41.5, frozenset([Factor.PEOPLE]): -7.25}
    found = shapley(lambda of: worth.get(of, 11.0 * len(of)))

    assert math.fsum(found.values()) == pytest.approx(41.5 - 3.0, abs=1e-12)


def test_the_table_tells_arrivals_up_to_then_people_and_minutes(tmp_path: Path):
    why = asked(home(tmp_path, came=(4, 6), people=(2, 3), serve_s=(600, 500)))

    # Six half-hours from nine to noon.
    assert [(share.usual, share.now) for share in why.shares] == [(6 * 4, 6 * 6), (2, 3), (600, 500)]
    assert (why.days, why.usual_days, why.left_out) == (len(IN_MAY), len(BEFORE), 0)


def test_calls_are_those_of_the_half_hour_and_of_all_centres(tmp_path: Path):
    snapshot = home(tmp_path, came=(4, 5), serve_s=(300, 300), channel="telephone")
    why = why_hour(snapshot, Channel.TELEPHONE, None, NOON, MAY, within_s=60)

    assert [(share.usual, share.now) for share in why.shares] == [(4, 5), (2, 2), (300, 300)]
    assert effects(why)[Factor.ARRIVALS] > 0


def test_one_person_more_serves_more_in_time(tmp_path: Path):
    why = asked(home(tmp_path, people=(2, 1), came=(4, 4)))

    assert why.level < 0.5 < why.level_more


def test_serving_times_are_lengthened_by_what_the_model_needs(tmp_path: Path):
    snapshot = home(tmp_path, people=(2, 1))

    assert effects(asked(snapshot, factor=1.2))[Factor.PEOPLE] > effects(asked(snapshot))[Factor.PEOPLE]


@pytest.mark.parametrize(
    ("reason", "drawn"),
    [
        (Unknown.NO_PEOPLE, {"people": None}),
        (Unknown.NO_USUAL, {"days": ((), IN_MAY)}),
        (Unknown.NO_USUAL, {"days": (BEFORE, ())}),  # closed
        (Unknown.NO_USUAL, {"days": (weekdays(date(2026, 3, 9), date(2026, 3, 9)), [date(2026, 5, 5)])}),  # a Tuesday
        (Unknown.NO_TIMES, {"serve_s": (None, None)}),
        (Unknown.NO_CONTACTS, {"hours": range(30, 34)}),
        (Unknown.NOT_SERVED, {"people": (0, 0)}),
    ],
)
def test_what_is_not_known_is_said_and_nothing_is_split(tmp_path: Path, reason: Unknown, drawn: dict):
    why = asked(home(tmp_path, **drawn))

    assert why.unknown is reason
    assert set(effects(why).values()) == {None}
    assert (why.rest_s, why.level, why.main) == (None, None, None)
    assert why.standing is None


def test_without_people_arrivals_and_times_are_told_all_the_same(tmp_path: Path):
    why = asked(home(tmp_path, people=None, came=(4, 6), serve_s=(600, 700), wait_s=(300, 900)))

    assert [(share.usual, share.now) for share in why.shares] == [(24, 36), (None, None), (600, 700)]
    assert (why.usual_wait_s, why.wait_s) == (300, 900)


def test_days_without_a_usual_are_left_out_and_counted(tmp_path: Path):
    sunday = date(2026, 5, 10)
    why = asked(home(tmp_path, days=(BEFORE, [*IN_MAY, sunday])))

    assert (why.days, why.left_out) == (len(IN_MAY), 1)


def test_a_place_with_three_visits_is_compared_and_a_night_shift_is_told(tmp_path: Path):
    one = [date(2026, 5, 4)]
    why = asked(home(tmp_path, came=(3, 3), days=(BEFORE, one), hours=[0, NOON, 47]))

    assert (why.days, why.night, why.unknown) == (1, True, None)
    assert not asked(home(tmp_path / "day", days=(BEFORE, one))).night


def test_of_a_quarter_each_day_is_set_beside_one_usual_day_in_turn(tmp_path: Path):
    before = weekdays(date(2026, 2, 4), date(2026, 3, 31))
    quarter = weekdays(date(2026, 4, 1), date(2026, 6, 30))
    snapshot = home(tmp_path, days=(before, quarter), people=(2, 1))
    why = why_hour(snapshot, Channel.IN_PERSON, "north", NOON, parse("FY2026-27-Q1"), within_s=1200)

    assert (why.days, why.usual_days) == (len(quarter), len(before))
    assert effects(why)[Factor.PEOPLE] == round(by_model(4, 1, 600) - by_model(4, 2, 600))


def drawn_why(usual: int, now: int, *added: int) -> Why:
    shares = [Share(factor=factor, usual=1.0, now=1.0, effect_s=s) for factor, s in zip(Factor, added, strict=True)]
    return Why(days=20, usual_days=40, left_out=0, shares=shares, wait_s=now, usual_wait_s=usual,
               rest_s=now - usual - sum(added), level=0.8, level_more=0.9)  # fmt: skip


@pytest.mark.parametrize(
    ("why", "standing", "main"),
    [
        (drawn_why(600, 900, 50, 200, 0), Standing.SLOWER, Factor.PEOPLE),
        (drawn_why(900, 600, -150, 40, -60), Standing.QUICKER, Factor.ARRIVALS),
        (drawn_why(600, 659, 50, 200, 0), Standing.AS_USUAL, Factor.PEOPLE),  # by less than a tenth
        (drawn_why(20, 24, 1, 3, 0), Standing.AS_USUAL, Factor.PEOPLE),  # by less than five seconds
        (drawn_why(20, 25, 1, 3, 0), Standing.SLOWER, Factor.PEOPLE),
        (drawn_why(600, 900, 60, 39, 0), Standing.UNEXPLAINED, Factor.ARRIVALS),  # less than a third
        (drawn_why(600, 900, 60, 40, 0), Standing.SLOWER, Factor.ARRIVALS),
        (drawn_why(600, 900, -60, 0, 0), Standing.UNEXPLAINED, None),
    ],
)
def test_a_factor_is_named_where_the_model_explains_a_third_of_a_change(
    why: Why, standing: Standing, main: Factor | None
):
    assert why.standing is standing
    assert (why.main and why.main.factor) is main
