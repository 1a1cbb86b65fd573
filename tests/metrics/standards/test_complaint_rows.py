"""Complaints one by one: the clock that runs out first, repeated, escalated and redressed ones, and where more are."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from metrics.calendar.periods import parse
from metrics.operations.funnel import Standing, funnel
from metrics.standards.complaint_rates import complaint_rates, per_10000
from metrics.standards.complaint_rows import Clock, Course, Running, courses, read_open, running
from tests.support.homes import home_with
from tests.support.standards import DATA_TO, QUARTER, SERVICES, cases

THURSDAY, FRIDAY = date(2024, 6, 6), date(2024, 6, 7)
"""The week after has no holiday: Friday, then Monday to Friday."""


def complaint(n: int, **more: object) -> dict:
    return {
        "complaint_id": f"K{n}", "transaction_id": f"T{n}", "received_on": "2024-06-03", "channel": "mail",
        "service_id": "birth", "category": "wait", "escalated": False, "acknowledge_due_at": None,
        "acknowledged_at": None, "answer_due_at": None, "answer_due_on": None, "answered_at": None, "redress": None,
    } | more  # fmt: skip


def due(acknowledge: str | None, answer: str, *, acknowledged: bool = False, answered: bool = False) -> dict:
    """Deadlines at the end of local days: 23:59 in Toronto is four in the morning of the next day in UTC."""
    return {
        "acknowledge_due_at": acknowledge and f"{acknowledge}T03:59:59",
        "acknowledged_at": "2024-06-04T15:00:00" if acknowledged else None,
        "answer_due_at": f"{answer}T20:00:00",
        "answer_due_on": answer,
        "answered_at": "2024-06-05T15:00:00" if answered else None,
    }


def made(folder: Path, *rows: dict, **tables: pl.DataFrame):
    table = pl.DataFrame(list(rows), infer_schema_length=None)
    return home_with(folder, data_to=DATA_TO, service=SERVICES, complaint=table, **tables)


OPEN = [
    complaint(1, **due("2024-06-06", "2024-06-25")),  # to be acknowledged by the 5th: out
    complaint(2, **due("2024-06-08", "2024-06-25")),  # by Friday the 7th
    complaint(3, **due("2024-06-13", "2024-06-10", acknowledged=True)),  # to be answered by Monday
    complaint(4, **due(None, "2024-06-25")),
    complaint(5, **due("2024-06-06", "2024-06-25", answered=True)),
    complaint(6),
]


def test_each_open_complaint_is_listed_by_the_clock_that_runs_out_first(tmp_path: Path):
    found = read_open(made(tmp_path, *OPEN), {}, THURSDAY)

    told = list(found.select("complaint_id", "clock", "clock_due_on", "left").iter_rows())
    assert told == [
        ("K1", "acknowledge", date(2024, 6, 5), 0),
        ("K2", "acknowledge", date(2024, 6, 7), 1),
        ("K3", "answer", date(2024, 6, 10), 2),
        ("K4", "answer", date(2024, 6, 25), 13),
    ]


def test_clocks_are_counted_as_run_out_running_out_and_running_longer(tmp_path: Path):
    found = running(read_open(made(tmp_path, *OPEN), {}, THURSDAY), THURSDAY)

    assert found == {
        Clock.ACKNOWLEDGE: Running(out=1, soon=1, longer=0),
        Clock.ANSWER: Running(out=0, soon=1, longer=1),
    }


def test_what_comes_after_a_day_changes_nothing_of_what_was_open_at_its_end(tmp_path: Path):
    after = {"received_on": "2024-06-07", **due("2024-06-12", "2024-06-28")}
    home = made(
        tmp_path,
        complaint(1, **due("2024-06-06", "2024-06-25") | {"answered_at": "2024-06-07T15:00:00"}),
        complaint(2, **due("2024-06-12", "2024-06-25") | {"acknowledged_at": "2024-06-07T01:00:00"}),
        complaint(3, **due("2024-06-12", "2024-06-25") | {"acknowledged_at": "2024-06-07T15:00:00"}),
        complaint(4, **after),
    )
    told = {
        day: dict(read_open(home, {}, day).select("complaint_id", "clock").iter_rows()) for day in (THURSDAY, FRIDAY)
    }

    # One in the morning in UTC is still Thursday evening here.
    assert told[THURSDAY] == {"K1": "acknowledge", "K2": "answer", "K3": "acknowledge"}
    assert told[FRIDAY] == {"K2": "answer", "K3": "answer", "K4": "acknowledge"}


def test_without_any_complaint_record_there_are_no_clocks(tmp_path: Path):
    assert read_open(home_with(tmp_path, data_to=DATA_TO, service=SERVICES), {}, THURSDAY) is None


def test_filters_are_those_of_complaints(tmp_path: Path):
    home = made(tmp_path, *OPEN[:2], complaint(7, service_id="plate", **due("2024-06-08", "2024-06-25")))

    assert read_open(home, {"service": ["plate"]}, THURSDAY)["complaint_id"].to_list() == ["K7"]


def test_how_complaints_went_is_told_of_all_and_by_a_breakdown(tmp_path: Path):
    done = due("2024-06-08", "2024-06-25", acknowledged=True, answered=True)
    home = made(
        tmp_path,
        complaint(1, transaction_id="T", received_on="2024-03-01"),
        complaint(2, transaction_id="T", escalated=True, redress="apology", **done),
        complaint(3, transaction_id="T", received_on="2024-06-04", redress="explanation", **done),
        complaint(4, transaction_id=None, service_id="plate", **done),
        complaint(5, transaction_id=None, service_id="plate"),
    )
    found = courses(home, parse(QUARTER), {}, "service")

    # The first one was of the quarter before, and makes the other two of its transaction repetitions.
    assert found["birth"] == Course(
        received=2, escalated=1, repeated=2, answered=2, redress={"apology": 1, "explanation": 1}
    )
    assert found["birth"].redressed == 1
    assert found["plate"] == Course(received=2, answered=1, redress={None: 1})
    every = courses(home, parse(QUARTER), {}, None)[None]
    assert (every.received, every.escalated, every.repeated, every.answered) == (2 + 2, 1, 2, 2 + 1)


SERVED = [("transaction", "in_person", "birth", "normal", 400, 400)]
COMPLAINTS = {"a": 4, "b": 5, "c": 6, "d": 5, "e": 4, "f": 40}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory):
    visits = [
        cases(*SERVED).with_columns(
            location_id=pl.lit(place), transaction_id=pl.concat_str(pl.lit(place), "transaction_id")
        )
        for place in COMPLAINTS
    ]
    rows = [complaint(0, location_id=place) for place, n in COMPLAINTS.items() for _ in range(n)]
    named = [row | {"complaint_id": f"K{n}", "transaction_id": None} for n, row in enumerate(rows)]
    return made(tmp_path_factory.mktemp("places"), *named, transaction=pl.concat(visits), publish=True)


def test_a_place_with_more_complaints_than_chance_explains_lies_outside_the_funnel(places):
    spots = complaint_rates(places, parse(QUARTER).last_twelve_months(), {}, "location").spots
    drawn = funnel(spots)

    told = {spot.codes["location"]: (spot.missed, spot.of, spot.few) for spot in spots}
    assert told == {place: (n, 400, False) for place, n in COMPLAINTS.items()}
    assert [point.spot.codes["location"] for point in drawn.outside(Standing.FAR_BELOW, Standing.BELOW)] == ["f"]
    assert per_10000(spots[0].value) == pytest.approx(10_000 * spots[0].missed / 400)


def test_places_too_small_for_five_complaints_are_left_out_of_the_funnel(tmp_path: Path):
    visits = [
        cases(("transaction", "in_person", "birth", "normal", n, n)).with_columns(
            location_id=pl.lit(place), transaction_id=pl.concat_str(pl.lit(place), "transaction_id")
        )
        for place, n in (("large", 900), ("small", 100))
    ]
    rows = [complaint(n, location_id="large", transaction_id=None) for n in range(10)]
    home = made(tmp_path, *rows, transaction=pl.concat(visits), publish=True)

    # Ten of a thousand: an ordinary one of a hundred would have one, of nine hundred nine.
    found = {spot.codes["location"]: spot.few for spot in complaint_rates(home, parse(QUARTER), {}, "location").spots}
    assert found == {"large": False, "small": True}


def test_a_place_with_more_complaints_than_interactions_is_told_beside_the_funnel(tmp_path: Path):
    visits = [
        cases(("transaction", "in_person", "birth", "normal", n, n)).with_columns(
            location_id=pl.lit(place), transaction_id=pl.concat_str(pl.lit(place), "transaction_id")
        )
        for place, n in (("even", 3), ("more", 3))
    ]
    had = {"even": 3, "more": 4, "none": 2}
    rows = [complaint(0, location_id=place, transaction_id=None) for place, n in had.items() for _ in range(n)]
    named = [row | {"complaint_id": f"K{n}"} for n, row in enumerate(rows)]
    told = complaint_rates(
        made(tmp_path, *named, transaction=pl.concat(visits), publish=True), parse(QUARTER), {}, "location"
    )

    # As many as interactions is a rate of one; one more is none, and so are two of nothing.
    assert [spot.codes["location"] for spot in told.spots] == ["even"]
    assert told.beyond == {"more": (4, 3), "none": (2, 0)}
