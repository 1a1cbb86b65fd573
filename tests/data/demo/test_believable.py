"""What a reader of a real organisation's numbers would ask of the fictional one, over its last year, seed by seed."""

import polars as pl
import pytest

from metrics.planning.staffing_check import check_staffing, expected_and_measured
from tests.support.demo_year import demo_year, home_of
from tests.support.proofs import seeds

SECONDS_A_HALF_HOUR = 1800
NINE, FOUR = 9, 16
BUSY = {"in_person": (0.60, 0.90), "telephone": (0.45, 0.80)}
POINTS_APART = 0.03
SPILLS_OVER = 2
"""For so many hours after a block is felt what happened in it: who had to wait is still there."""

every_seed = seeds("the fictional organisation is believable, seed by seed", 5, first=1)
ENOUGH_VISITS = 30


def late_share(by: list[str], visits: pl.DataFrame) -> pl.DataFrame:
    """`by`, `late`: the share of the visitors who waited longer than twenty minutes, of cells with some visits."""
    cells = visits.group_by(by).agg(late=(pl.col("wait_s") > 20 * 60).mean(), n=pl.len())
    return cells.filter(pl.col("n") >= ENOUGH_VISITS).sort("late", descending=True)


@every_seed
def test_the_ordinary_centre_has_eighty_visits_a_business_day_and_none_is_overrun(seed):
    year = demo_year(seed)
    visits = year.contacts.filter(pl.col("channel") == "in_person", pl.col("weekday") <= 5)
    a_day = visits.group_by("location").agg(a_day=pl.len() / year.business_days)["a_day"]

    assert a_day.median() >= 80
    assert 6 <= (a_day >= 70).sum() <= 9
    assert a_day.max() <= 150


@every_seed
@pytest.mark.parametrize("channel", BUSY)
def test_people_are_neither_idle_nor_overrun_from_nine_to_four(seed, channel):
    year = demo_year(seed)
    of_channel = year.contacts.filter(pl.col("channel") == channel, pl.col("weekday") <= 5)
    served_in = (pl.col("second") + pl.col("wait_s")) // 3600
    at_work = of_channel.filter(served_in.is_between(NINE, FOUR - 1))["serve_s"].sum()
    form = {"in_person": "counter", "telephone": "contact"}[channel]
    there = year.people.filter(
        pl.col("location_id").is_in([o.code for o in year.outlets if o.form == form]),
        pl.col("on_date").dt.weekday() <= 5,
        pl.col("on_date") <= of_channel["day"].max(),
        pl.col("half_hour").is_between(2 * NINE, 2 * FOUR - 1),
    )
    least, most = BUSY[channel]

    assert least <= at_work / (there["people"].sum() * SECONDS_A_HALF_HOUR) <= most


@every_seed
def test_noon_and_mondays_hurt(seed):
    visits = demo_year(seed).contacts.filter(pl.col("channel") == "in_person", pl.col("weekday") <= 5)
    by_hour = dict(visits.group_by("hour").agg(pl.col("wait_s").mean()).iter_rows())
    planted = demo_year(seed).planted
    # What was planted on some other weekday would hide what Mondays are elsewhere.
    elsewhere = visits.filter(~pl.col("location").is_in([planted.centre, *(place for place, *_ in planted.hours)]))
    by_weekday = dict(elsewhere.group_by("weekday").agg(pl.col("wait_s").mean()).iter_rows())

    assert by_hour[12] > 1.5 * by_hour[11]
    assert by_hour[12] > by_hour[15]
    assert by_weekday[1] > elsewhere["wait_s"].mean()


@every_seed
def test_the_planted_centre_and_hours_are_the_worst_in_the_records(seed):
    year = demo_year(seed)
    visits = year.contacts.filter(pl.col("channel") == "in_person", pl.col("weekday") <= 5)
    by_centre = late_share(["location"], visits)
    elsewhere = visits.filter(pl.col("location") != year.planted.centre)
    by_hour = late_share(["location", "weekday", "hour"], elsewhere).rows()
    blocks = {
        (place, weekday + 1, begins + hour)
        for place, weekday, begins in year.planted.hours
        for hour in range(2 + SPILLS_OVER)
    }

    assert by_centre["location"][0] == year.planted.centre
    assert by_centre["late"][0] > 1.5 * by_centre["late"][1]
    assert all(tuple(cell) in blocks for *cell, _, _ in by_hour[:3])
    for place, weekday, begins in year.planted.hours:
        of_block = [
            late for *cell, late, _ in by_hour if cell[:2] == [place, weekday + 1] and cell[2] - begins in (0, 1)
        ]
        assert max(of_block) > sorted(late for *cell, late, _ in by_hour if tuple(cell) not in blocks)[-4]


@every_seed
def test_the_model_of_queues_gives_what_was_measured_within_three_points(seed, tmp_path):
    snapshot, demand, profile = home_of(tmp_path, demo_year(seed))
    weeks = check_staffing(snapshot, demand, profile)
    apart = {}
    for channel in BUSY:
        expected, measured = expected_and_measured(weeks.filter(channel=channel))
        apart[channel] = abs(expected - measured)

    assert max(apart.values()) <= POINTS_APART, apart
