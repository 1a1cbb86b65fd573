"""Cases of the fictional organisation are judged by the standard in force when each began: counted again, in loops."""

from collections import Counter
from datetime import date, timedelta

import pytest

from data.demo.registers.standards import register as registered
from data.storage.snapshot import Snapshot
from metrics.calendar.business_days import office_holidays
from metrics.calendar.periods import parse
from metrics.catalogue.versions import open_snapshot
from metrics.drilldown.record_story import standard_in_force
from metrics.engine.answer import Question, answer
from tests.support.demo_home import copy_demo_home

QUARTERS = ("FY2023-24-Q4", "FY2026-27-Q1")
"""In the first the plate fee was abolished, and with it the standard of renewals changed; the last that is over."""
CELL = ("kind", "channel", "service_id", "circumstance")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return open_snapshot(copy_demo_home(tmp_path_factory))


def is_open(day: date) -> bool:
    return day.weekday() < 5 and day not in office_holidays(day.year)


def in_business_days(day: date, n: int) -> date:
    """What comes on a day when nobody works is received on the next one."""
    while not is_open(day):
        day += timedelta(days=1)
    while n:
        day += timedelta(days=1)
        n -= is_open(day)
    return day


def in_time(row: dict, standard: dict) -> bool:
    if standard["measure"] == "minutes":
        return row["completed_at"] - row["started_at"] <= timedelta(minutes=standard["threshold"])
    return row["completed_on"] <= in_business_days(row["started_on"], standard["threshold"])


def newest(standards: list[dict], row: dict) -> dict | None:
    """Of the service if it is about its transactions, else of the channel: the last that had begun."""
    begun = [one for one in standards if one["channel"] == row["channel"] and one["valid_from"] <= row["started_on"]]
    own = [one for one in begun if one["service_id"] == row["service_id"] and row["kind"] == "transaction"]
    common = [one for one in begun if one["service_id"] is None]
    for among in (own, common):
        if among:
            return max(among, key=lambda one: one["valid_from"])
    return None


@pytest.mark.parametrize("quarter", QUARTERS)
def test_attainment_is_what_the_standard_of_the_day_makes_of_each_case(made: Snapshot, quarter: str):
    period = parse(quarter)
    standards = made.read("lake/service_standard").to_dicts()
    rows = made.scan("lake/transaction").collect().to_dicts()
    of, met = Counter(), Counter()
    for row in rows:
        ended = row["status"] == "completed" and period.start <= row["completed_on"] <= period.end
        if ended and (standard := newest(standards, row)):
            cell = tuple(row[name] for name in CELL)
            of[cell] += 1
            met[cell] += in_time(row, standard)

    by = ("kind", "channel", "service", "circumstance")
    found = answer(Question(indicator="service_standards_met", by=by, period=quarter), made).to_dicts()
    told = {tuple(row[name] for name in by): (row["numerator"], row["denominator"]) for row in found}
    assert told == {cell: (met[cell], n) for cell, n in of.items()}
    assert len(of) > 100


def test_the_drill_down_names_the_same_standard(made: Snapshot):
    standards = made.read("lake/service_standard").to_dicts()
    rows = made.scan("lake/transaction").head(500).collect().to_dicts()

    for row in rows:
        expected, named = newest(standards, row), standard_in_force(row, made)
        assert (named and named["standard_id"], named and named["valid_from"]) == (
            expected and expected["standard_id"], expected and expected["valid_from"]
        )  # fmt: skip


def test_what_is_registered_says_the_same_as_the_source_and_more(made: Snapshot):
    source = {(row["standard_id"], row["valid_from"]): row for row in made.read("lake/service_standard").to_dicts()}
    rows = registered(2021).to_dicts()
    same = [row for row in rows if (row["standard_id"], row["valid_from"]) in source]

    assert len(same) == len(source)
    for row in same:
        theirs = source[row["standard_id"], row["valid_from"]]
        told = ("service_id", "channel", "measure", "threshold", "target_millionths", "is_guarantee", "text_fr")
        assert {name: row[name] for name in told} == {name: theirs[name] for name in told}
