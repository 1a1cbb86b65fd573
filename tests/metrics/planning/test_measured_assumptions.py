"""Assumptions read off the published numbers: what is measured, and what stays as declared."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from data.state import TARGET
from data.storage.forecast_tables import read_forecasts, write_prepared
from data.storage.snapshot import Snapshot
from metrics.planning.assumptions import A, Basis, declared
from metrics.planning.measured_assumptions import assumptions, measure, prepared
from tests.support.drawn_tables import rows
from tests.support.forecasts import FACTOR, foretell
from tests.support.homes import empty_home, home_with

END_OF_MARCH = date(2026, 3, 31)


def visits(channel: str, location: str, number: int, **columns: object) -> pl.DataFrame:
    """So many transactions of one channel and place, all of February 2026 and all different customers."""
    return pl.DataFrame(
        {
            "transaction_id": [f"{channel}-{location}-{n}" for n in range(number)],
            "customer_key": [f"{channel}-{location}-{n}" for n in range(number)],
            **{
                name: [value] * number
                for name, value in {
                    "kind": "transaction", "channel": channel, "service_id": "plate", "location_id": location,
                    "started_on": date(2026, 2, 3), "completed_on": date(2026, 2, 3), "status": "completed",
                    "wait_s": 60,
                }.items() | columns.items()
            },
        }
    )  # fmt: skip


def staff(location: str, day: date, people: int) -> dict[str, object]:
    return {"location_id": location, "on_date": day, "half_hour": 18, "people": people}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    monday = date(2026, 3, 30)
    return home_with(
        Path(tmp_path_factory.mktemp("assumptions")),
        data_to=END_OF_MARCH,
        publish=True,
        transaction=pl.concat([
            visits("in_person", "L001", 30), visits("in_person", "L002", 10), visits("telephone", "C001", 5),
            visits("online", "web", 8, due_on=date(2026, 2, 10), due_at="2026-02-10T22:00:00Z", guaranteed=True)
            .with_columns(location_id=pl.lit(None, pl.String)),
        ], how="diagonal_relaxed"),
        service=rows("service_id | line_id | name_en\nplate | dv | Plates"),
        capacity=pl.DataFrame([
            # Two Mondays of the last four weeks, and one before them, which no longer counts.
            staff("L001", monday, 4), staff("L001", monday - timedelta(weeks=1), 3),
            staff("L001", monday - timedelta(weeks=9), 20), staff("C001", monday, 6), staff("elsewhere", monday, 9),
        ]),
    )  # fmt: skip


def test_an_empty_home_leaves_everything_as_declared(tmp_path):
    found = assumptions(empty_home(tmp_path))
    assert {place: one.value for place, one in found.values.items()} == {
        place: one.value for place, one in declared().items()
    }
    assert set(found.listed()["basis"]) == {Basis.DECLARED, Basis.DECIDED}
    assert found.capacity.is_empty()


def test_a_place_has_the_share_of_its_channel_that_was_served_there(snapshot):
    found = {(channel, place): share for channel, place, share in assumptions(snapshot).places.iter_rows()}
    assert found == {("in_person", "L001"): 30 / 40, ("in_person", "L002"): 10 / 40, ("telephone", "C001"): 1}


def test_the_typical_week_is_the_mean_of_the_last_four_and_belongs_to_the_channel_served(snapshot):
    found = assumptions(snapshot).capacity.rows()
    # Three and four people are three and a half, rounded up; nobody was served elsewhere.
    assert found == [("in_person", "L001", 1, 18, 4), ("telephone", "C001", 1, 18, 6)]


def test_guarantees_and_standards_are_those_of_the_last_twelve_months(snapshot):
    found = assumptions(snapshot).values
    assert found["online", A.MET].value == 1
    assert found["online", A.BREACHED].value == 0
    assert found["online", A.BREACHED].basis is Basis.MEASURED
    assert "12 derniers mois" in found["online", A.BREACHED].source.fr
    # What no row tells of stays as declared.
    assert found["kiosk", A.MET] == declared()["kiosk", A.MET]


def test_the_target_in_force_decides_the_share_to_be_served_in_time(snapshot):
    target = {"indicator": "counter_within_20_minutes", "fiscal_year": "FY2025-26", "target": 0.9, "near": 0.8}
    named = {name: [target.get(name)] for name in TARGET}
    targets = pl.DataFrame(named, schema=TARGET).with_columns(pl.lit("step").alias("path"))
    found = assumptions(snapshot, targets)
    assert found.rules("in_person").share == 0.9
    assert found.values["in_person", A.SHARE].basis is Basis.DECIDED
    assert found.rules("telephone").share == 0.8


def test_what_was_prepared_with_the_forecasts_is_what_is_measured_now(snapshot):
    """Times to serve are lengthened by what the check of past weeks says: in both, and once."""
    foretell(snapshot.home, snapshot.manifest.run, END_OF_MARCH, levels={"telephone": (0.8, 0.8)})
    measured = measure(snapshot)
    tables = {"assumed": measured.listed(), "capacity": measured.capacity, "places": measured.places}
    write_prepared(snapshot.home, read_forecasts(snapshot.home), tables)
    kept = prepared(snapshot, None)

    assert set(measured.profile.filter(channel="telephone")["handling_s"]) == {300 * FACTOR}
    assert set(measured.profile.filter(channel="in_person")["handling_s"]) == {300}
    assert_frame_equal(kept.profile, measured.profile)
    assert kept.values == measured.values
