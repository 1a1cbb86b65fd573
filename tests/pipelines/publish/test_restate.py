"""Restatements: which number of a month already over changed, from what to what, why, and in which run."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from data.storage.manifest import read_manifest
from data.storage.snapshot import read_snapshot
from metrics.catalogue import registry, versions
from metrics.quality.restatements import restatements
from pipelines.run import run
from tests.support.source_folder import LINES, database, files, lake, refused, rows_of

SERVICES = """
    service_id | line_id  | online_from
    -----------+----------+------------
    plate      | vehicles | 2024-01-01
    card       | health   | 2024-01-01
"""
NOVEMBER = """
    transaction_id | started_at          | channel   | service_id
    ---------------+---------------------+-----------+-----------
    t1             | 2024-10-07 09:00:00 | online    | plate
    t2             | 2024-10-21 09:00:00 | telephone | card
    t3             | 2024-11-12 09:00:00 | online    | plate
"""
"""October is over, November is not."""


@pytest.fixture(autouse=True, scope="module")
def few_sums() -> Iterator[None]:
    """The sums of one record are enough here, and most of the time of a run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction", "offered_online"])
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that has reported October."""
    run(tmp_path / "home", [city(tmp_path)])
    return tmp_path / "home"


def city(folder: Path, transactions: str = NOVEMBER, services: str = SERVICES) -> Path:
    return files(folder / "city", line=LINES, service=services, transaction=transactions)


def restated(home: Path, indicator: str = "transaction_volume") -> list[tuple]:
    """Period, channel, numerator before and after, and why."""
    found = restatements(read_snapshot(home), indicator)
    return found.select("period", "channel", "from_numerator", "to_numerator", "why").rows()


def test_a_late_row_restates_its_month_in_all_and_in_its_channel(tmp_path, home):
    before = read_manifest(home).run
    city(tmp_path, NOVEMBER + "t4 | 2024-10-30 09:00:00 | telephone | plate")
    after = run(home, []).manifest.run

    assert restated(home) == [("2024-10", None, 2, 3, "late_row"), ("2024-10", "telephone", 1, 2, "late_row")]
    assert restatements(read_snapshot(home)).select("since", "run").unique().rows() == [(before, after)]


def test_what_comes_in_an_unfinished_month_restates_nothing(tmp_path, home):
    city(tmp_path, NOVEMBER + "t4 | 2024-11-02 09:00:00 | telephone | plate")
    run(home, [])

    assert restatements(read_snapshot(home)).is_empty()


def test_a_corrected_row_restates_the_month_it_left_and_the_one_it_came_to(tmp_path, home):
    december = NOVEMBER + "t4 | 2024-12-02 09:00:00 | online | plate"
    city(tmp_path, december)
    run(home, [])
    city(tmp_path, december.replace("2024-10-21", "2024-11-21"))
    run(home, [])

    assert restated(home) == [
        ("2024-11", None, 1, 2, "corrected_row"),
        ("2024-11", "telephone", None, 1, "corrected_row"),
        ("2024-10", None, 2, 1, "corrected_row"),
        ("2024-10", "telephone", 1, None, "corrected_row"),
    ]


def test_a_share_is_restated_with_its_quotient(tmp_path, home):
    city(tmp_path, NOVEMBER + "t4 | 2024-10-30 09:00:00 | telephone | plate")
    run(home, [])

    whole = restatements(read_snapshot(home), "digital_take_up").filter(pl.col("channel").is_null()).row(0, named=True)
    assert (whole["from_numerator"], whole["from_denominator"], whole["from_value"]) == (1, 2, 1 / 2)
    assert (whole["to_numerator"], whole["to_denominator"], whole["to_value"]) == (1, 3, 1 / 3)


def test_a_row_that_had_been_refused_says_so_when_it_restates(tmp_path, home):
    city(tmp_path, NOVEMBER + "t4 | 2024-10-30 09:00:00 | telephone | permit")
    run(home, [])
    assert restated(home) == []
    city(tmp_path, NOVEMBER, SERVICES + "permit | health | 2024-01-01")
    run(home, [])

    assert restated(home) == [
        ("2024-10", None, 2, 3, "readmitted_row"),
        ("2024-10", "telephone", 1, 2, "readmitted_row"),
    ]


CLOCK = """
    transaction_id | started_at          | completed_at        | channel   | service_id | status
    ---------------+---------------------+---------------------+-----------+------------+----------
    t1             | 2024-10-07 09:00:00 | 2024-10-07 09:10:00 | online    | plate      | completed
    t2             | 2024-10-21 09:00:00 | 2024-10-20 09:10:00 | in_person | card       | completed
    t3             | 2024-11-12 09:00:00 | 2024-11-12 09:10:00 | online    | plate      | completed
"""
"""The terminal of t2 was a day behind, as some of the fictional organisation are."""


def test_a_row_of_a_clock_that_was_behind_stays_out_and_restates_its_month_once_it_is_put_right(tmp_path):
    home, folder = tmp_path / "home", city(tmp_path, CLOCK)
    first = run(home, [folder]).manifest
    (out,) = refused(home).to_dicts()

    assert (out["key"], out["rule"], out["resolved"]) == ("t2", "completed_not_before_started", None)
    assert (rows_of(first).rejected, restated(home)) == (1, [])

    city(tmp_path, CLOCK.replace("2024-10-20", "2024-10-21"))
    second = run(home, []).manifest

    assert refused(home)["resolved"].to_list() == [second.run]
    assert lake(home) == [("t1",), ("t2",), ("t3",)]
    # It had come in time and was refused: "came late" would put the blame on a delivery that was punctual.
    assert restated(home) == [
        ("2024-10", None, 1, 2, "readmitted_row"),
        ("2024-10", "in_person", None, 1, "readmitted_row"),
    ]
    assert restatements(read_snapshot(home)).select("since", "run").unique().rows() == [(first.run, second.run)]


def test_a_row_gone_from_the_source_leaves_the_numbers_with_a_full_run_only(tmp_path, home):
    city(tmp_path, "\n".join(line for line in NOVEMBER.splitlines() if "t2" not in line))
    assert not run(home, []).published
    manifest = run(home, [], full=True).manifest

    assert restated(home) == [("2024-10", None, 2, 1, "gone_row"), ("2024-10", "telephone", 1, None, "gone_row")]
    assert rows_of(manifest).gone == 1
    gone = read_snapshot(home).scan("gone").collect()
    assert gone.select("source", "record", "key", "run", "back").rows() == [
        ("city", "transaction", "t2", manifest.run, None)
    ]
    assert '"service_id":"card"' in gone["values"].item()

    city(tmp_path)
    back = run(home, []).manifest
    assert lake(home) == [("t1",), ("t2",), ("t3",)]
    assert read_snapshot(home).scan("gone").collect()["back"].item() == back.run


def test_a_full_reading_that_gives_nothing_at_all_is_not_believed(tmp_path):
    folder = database(tmp_path / "town", line=LINES, service=SERVICES, transaction=NOVEMBER)
    run(tmp_path / "home", [folder])
    (folder / "transaction.sql").write_text('SELECT * FROM "transaction" WHERE 1 = 0')
    outcome = run(tmp_path / "home", [], full=True)

    assert "gives no rows any more where 3 are stored" in str(outcome.problems[0])
    assert len(lake(tmp_path / "home")) == 3


def test_a_full_run_of_an_unchanged_source_restates_nothing(home):
    run(home, [], full=True)

    assert restatements(read_snapshot(home)).is_empty()


def test_a_changed_reference_is_the_reason_where_no_row_changed(tmp_path, home):
    city(tmp_path, services=SERVICES.replace("health   | 2024-01-01", "health   | 2024-11-01"))
    run(home, [])

    assert restated(home) == []
    assert restated(home, "digital_take_up") == [
        ("2024-10", None, 1, 1, "reference"),
        ("2024-10", "telephone", 0, None, "reference"),
    ]


def test_a_changed_definition_is_the_reason_where_no_row_changed(home, monkeypatch):
    other = dict(registry.declared())
    doubled = replace(other["transaction_volume"].numerator[0], value=pl.lit(2, pl.Int64), counts=False)
    other["transaction_volume"] = replace(other["transaction_volume"], numerator=(doubled,))
    monkeypatch.setattr(registry, "declared", lambda: other)
    versions._declared_text.cache_clear()
    try:
        run(home, [])
        found = restated(home)
    finally:
        versions._declared_text.cache_clear()

    assert found == [
        ("2024-10", None, 2, 4, "definition"),
        ("2024-10", "online", 1, 2, "definition"),
        ("2024-10", "telephone", 1, 2, "definition"),
    ]


def test_growth_is_restated_in_the_month_and_a_year_after_it(tmp_path):
    years = """
        transaction_id | started_at
        ---------------+--------------------
        t1             | 2023-10-10 09:00:00
        t2             | 2024-10-10 09:00:00
        t3             | 2024-11-12 09:00:00
    """
    folder = files(tmp_path / "city", line=LINES, service=SERVICES, transaction=years)
    run(tmp_path / "home", [folder])
    files(folder, line=LINES, service=SERVICES, transaction=years + "t4 | 2023-10-11 09:00:00")
    run(tmp_path / "home", [])

    growth = restatements(read_snapshot(tmp_path / "home"), "volume_growth").filter(pl.col("channel").is_null())
    assert growth.select("period", "to_numerator", "why").rows() == [("2024-10", None, "late_row")]
    # 21 business days in October 2023, 22 in October 2024: 1 ÷ 22 against 1 ÷ 21, then against 2 ÷ 21.
    assert growth.select("from_value", "to_value").row(0) == pytest.approx((21 / 22 - 1, 21 / 44 - 1))


def test_a_share_of_cost_that_changes_restates_every_month_that_looks_at_it(tmp_path, monkeypatch):
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction", "cost"])
    year = [f"2023-{month:02}" for month in range(1, 13)] + ["2024-01", "2024-02"]

    def costs(share: int, january: int = 100) -> Path:
        ledger = {month: january if month == "2024-01" else 100 for month in year}
        return files(
            tmp_path / "city",
            line=LINES,
            service=SERVICES,
            transaction="transaction_id | started_at\n" + "\n".join(f"t{m} | {m}-05 09:00:00" for m in year),
            ledger_line="ledger_id | posted_on | cost_centre | account | kind | amount_cents\n"
            + "\n".join(f"l{m} | {m}-28 | help | salaries | expense | {cents}" for m, cents in ledger.items()),
            allocation_share="fiscal_year | cost_centre | channel | share_millionths\n"
            + "\n".join(f"{fiscal} | help | online | {share}" for fiscal in (2022, 2023)),
        )

    def told() -> set[tuple]:
        found = restatements(read_snapshot(tmp_path / "home"), "cost_per_transaction")
        return set(found.filter(channel="online").select("period", "from_value", "to_value", "why").rows())

    run(tmp_path / "home", [costs(250_000)])
    run(tmp_path / "home", [costs(500_000)])
    # A quarter of 12 dollars for 12 transactions, then half of them; as of December, the first whole year.
    assert told() == {("2023-12", 0.25, 0.5, "reference"), ("2024-01", 0.25, 0.5, "reference")}

    run(tmp_path / "home", [costs(1_000_000, january=1300)])
    assert told() >= {("2023-12", 0.5, 1.0, "reference"), ("2024-01", 0.5, 2.0, "corrected_row,reference")}


def test_months_that_are_not_known_any_more_are_told_of_what_counts_services(tmp_path, monkeypatch):
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["service_month"])
    launched = SERVICES.replace("online_from", "online_from | launched_on").replace("-01-01", "-01-01 | 2023-12-01")
    run(tmp_path / "home", [city(tmp_path, NOVEMBER.replace("2024-11-12", "2024-12-12"), launched)])
    city(tmp_path, NOVEMBER.replace("2024-11-12", "2024-10-12"), launched)
    run(tmp_path / "home", [])

    found = restatements(read_snapshot(tmp_path / "home"), "services_online")
    # October is not over any more.
    assert found.select("period", "from_value", "to_value", "why").rows() == [
        ("2024-11", 1.0, None, "known_days"),
        ("2024-10", 1.0, None, "known_days"),
    ]


def test_the_log_is_cumulative(tmp_path, home):
    first = NOVEMBER + "t4 | 2024-10-30 09:00:00 | telephone | plate"
    for rows in (first, first + "\nt5 | 2024-10-31 09:00:00 | telephone | plate"):
        city(tmp_path, rows)
        run(home, [])

    assert [row[2:4] for row in restated(home) if row[1] is None] == [(3, 4), (2, 3)]
