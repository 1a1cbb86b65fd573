"""How many came for each person: exact, of days whose people are recorded, and said where it cannot be known."""

from datetime import date
from math import inf
from pathlib import Path

import polars as pl
import pytest

from data.words import Channel
from metrics.calendar.periods import parse
from metrics.operations.desk_load import Unknown, desk_load
from tests.support.homes import home_with

MONDAY, TUESDAY = date(2026, 5, 4), date(2026, 5, 5)
CAME = (
    # place, day, half-hour, how many
    ("north", MONDAY, "12:00", 12),
    ("north", TUESDAY, "12:00", 6),
    ("north", MONDAY, "17:00", 1),  # nobody is there any more
    ("south", MONDAY, "12:00", 4),
    ("south", TUESDAY, "12:00", 50),  # of this day nobody is recorded there
    ("south", MONDAY, None, 1),  # tells no time of day
)
THERE = (("north", MONDAY, 24, 2), ("north", TUESDAY, 24, 1), ("south", MONDAY, 24, 4), ("closed", MONDAY, 24, 9))
STANDARD = {Channel.IN_PERSON: "counter_within_20_minutes", Channel.TELEPHONE: "calls_within_standard"}


def load(folder: Path, channel: Channel = Channel.IN_PERSON, people: bool = True, **where: list[str]):
    columns = ("location_id", "started_on", "started_half_hour")
    rows = [row[:3] for row in CAME for _ in range(row[3])]
    visits = pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        pl.int_range(pl.len()).cast(pl.String).alias("transaction_id"), kind=pl.lit("transaction"),
        channel=pl.lit(channel.value), service_id=pl.lit("plate"), status=pl.lit("completed"), wait_s=pl.lit(60),
    )  # fmt: skip
    there = pl.DataFrame(THERE, schema=("location_id", "on_date", "half_hour", "people"), orient="row")
    places = pl.DataFrame({"location_id": ["north", "south", "closed"], "region_id": ["n", "s", "s"]})
    regions = pl.DataFrame({"region_id": ["n", "s"], "name_en": ["N", "S"]})
    service = pl.DataFrame({"service_id": ["plate"], "name_en": ["Plates"]})
    tables = {"capacity": there} if people else {}
    tables |= {"transaction": visits, "location": places, "region": regions, "service": service}
    snapshot = home_with(folder, data_to=date(2026, 5, 31), **tables)
    return desk_load(snapshot, channel, STANDARD[channel], parse("2026-05"), where)


def told(spots) -> dict:
    return {tuple(spot.codes.values()): (spot.value, spot.of) for spot in spots.listed}


def test_arrivals_are_set_against_the_people_of_the_same_place_day_and_half_hour(tmp_path: Path):
    found = load(tmp_path)

    assert told(found.both) == {
        ("north", "12:00"): ((12 + 6) / (2 + 1), 18), ("north", "17:00"): (inf, 1), ("south", "12:00"): (4 / 4, 4)
    }  # fmt: skip
    assert told(found.places) == {("north",): ((12 + 6 + 1) / 3, 19), ("south",): (1, 4)}
    assert told(found.days) == {
        ("1", "12:00"): ((12 + 4) / (2 + 4), 16), ("2", "12:00"): (6 / 1, 6), ("1", "17:00"): (inf, 1)
    }  # fmt: skip
    assert found.mean == (12 + 6 + 1 + 4) / (2 + 1 + 4)
    assert found.left_out == 50 + 1


def test_shades_are_how_far_above_the_mean_of_all(tmp_path: Path):
    found = load(tmp_path)  # the mean is 23 / 7 = 3.3
    steps = {tuple(spot.codes.values()): spot.step for spot in found.both.listed}

    assert steps == {("north", "12:00"): 3, ("north", "17:00"): 3, ("south", "12:00"): 0}


def test_calls_are_one_queue_for_all_centres(tmp_path: Path):
    found = load(tmp_path, Channel.TELEPHONE)

    assert (found.places.listed, found.both.listed) == ((), ())
    assert told(found.days)["1", "12:00"] == ((12 + 4) / (2 + 4), 16)
    assert told(found.days)["2", "12:00"] == ((6 + 50) / 1, 56)


@pytest.mark.parametrize(
    ("people", "where", "unknown"),
    [
        (False, {}, Unknown.NO_PEOPLE),
        (True, {"service": ["plate"]}, Unknown.PARTLY),
        (True, {"region": ["n"]}, None),
    ],
)
def test_what_cannot_be_known_is_said(tmp_path: Path, people: bool, where: dict, unknown: Unknown | None):
    found = load(tmp_path, people=people, **where)

    assert found.unknown is unknown
    assert unknown or told(found.places) == {("north",): (19 / 3, 19)}
