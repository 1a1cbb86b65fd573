"""What is published is what the lake says, by another road; whatever was tampered with is found, and said in a list."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from data.errors import UserError
from data.storage.lake import Lake
from data.storage.manifest import Manifest, RowCount, store_catalogue, write_manifest
from data.storage.snapshot import Snapshot
from data.verify.result import FILE, Difference, Verification, read_verification
from data.verify.run import verify
from data.verify.spec import Specification
from metrics.catalogue.registry import declared
from metrics.engine.fingerprint import fingerprint
from metrics.engine.published_spec import specification
from metrics.engine.restricted import cells, cells_table
from tests.support.drawn_tables import rows
from tests.support.homes import home_with

TRANSACTIONS = """
    transaction_id | started_on | completed_on | channel   | service_id | status    | kind        | customer_key
    ---------------+------------+--------------+-----------+------------+-----------+-------------+-------------
    t1             | 2024-11-05 | 2024-11-05   | online    | plate      | completed | transaction |
    t2             | 2024-11-28 | 2024-12-02   | telephone | plate      | completed | transaction | someone
    t3             | 2024-12-02 | 2024-12-02   | telephone | plate      | completed | information | someone
    t4             | 2025-01-06 |              | kiosk     | card       | abandoned | transaction |
"""
MONTHS, DAYS = "published/transaction.month", "published/transaction.day"
VOLUME = "transaction_volume.numerator.0"
CELLS = cells_table("staff_answer")
Home = tuple[Path, Manifest]


def staff(unit: str, people: int) -> list[dict]:
    return [
        {"wave_id": "w", "respondent": f"{unit}{n}", "closed_on": "2024-11-30", "unit_id": unit, "recommend": 9}
        for n in range(people)
    ]


@pytest.fixture(scope="module", autouse=True)
def _small() -> Iterator[None]:
    """Only one row set of the catalogue is published here; `test_published_spec.py` has them all."""
    with pytest.MonkeyPatch.context() as patch:
        for where in ("tests.support.homes", "metrics.engine.published_spec"):
            patch.setattr(f"{where}.published_rows", lambda catalogue: ["transaction"])
        yield


@pytest.fixture(scope="module")
def sound(_small, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that is published as the lake says; tests change copies of it."""
    folder = tmp_path_factory.mktemp("sound") / "données de l'été #1"
    services = pl.DataFrame({"service_id": ["plate", "card"], "line_id": ["vehicles", None]})
    tables = home_with(
        folder,
        publish=True,
        service=services.with_columns(online_from=pl.lit("2024-12-01"), launched_on=pl.lit("2024-11-01")),
        transaction=rows(TRANSACTIONS),
    )
    tables.manifest.sources["drawn"]["transaction"].rows = RowCount(read=4, good=4)
    return folder, marked(folder, tables.manifest)


@pytest.fixture(scope="module")
def staffed(_small, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Branch b with 12 + 11 answers, branch c with 30, and 4 people in no branch, who hide the smaller branch b too."""
    folder = tmp_path_factory.mktemp("staffed") / "home"
    tables = home_with(
        folder,
        unit=pl.DataFrame({"unit_id": ["b", "u1", "u2", "u3"], "parent_unit_id": [None, "b", "b", "c"]}),
        staff_answer=pl.DataFrame(staff("u1", 12) + staff("u2", 11) + staff("u3", 30) + staff("b", 4)),
    )
    lake = Lake(folder)
    lake.write(CELLS, cells("staff_answer", tables))
    tables.manifest.tables[CELLS] = lake.version(CELLS)
    return folder, marked(folder, tables.manifest)


def marked(folder: Path, manifest: Manifest) -> Manifest:
    """With the mark of the catalogue and the references as they are."""
    manifest.fingerprint = fingerprint(Snapshot(folder, manifest, catalogue=declared()))
    return manifest


def specified(town: "Town") -> Specification:
    """What should be published there, by today's catalogue."""
    return specification(Snapshot(town.home, town.manifest, catalogue=declared()))


class Town:
    """A copy of the home, to be tampered with and verified."""

    def __init__(self, home: Path, manifest: Manifest) -> None:
        self.home, self.manifest = home, manifest.model_copy(deep=True)

    def change(self, table: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
        """Puts other rows in a table, and in the manifest."""
        lake = Lake(self.home)
        lake.write(table, change(lake.scan(table).collect()))
        self.manifest.tables[table] = lake.version(table)

    def verified(self) -> Verification:
        return verify(self.home, self.manifest, specified(self))

    def found(self) -> list[Difference]:
        found = self.verified()
        assert found.differences == len(found.listed)
        return found.listed


@pytest.fixture
def town(sound, tmp_path) -> Town:
    return Town(shutil.copytree(sound[0], tmp_path / "données de l'été #1"), sound[1])


@pytest.fixture
def branch(staffed, tmp_path) -> Town:
    return Town(shutil.copytree(staffed[0], tmp_path / "home"), staffed[1])


def plus(column: str, more: int, where: pl.Expr) -> Callable[[pl.DataFrame], pl.DataFrame]:
    return lambda frame: frame.with_columns(pl.when(where).then(pl.col(column) + more).otherwise(column).alias(column))


# A home as it should be.


def test_every_number_is_what_the_lake_says_and_the_result_is_kept(town):
    found = town.verified()

    published = [Lake(town.home).scan(name).collect() for name in town.manifest.tables if "published/" in name]
    sums = [frame.select(pl.col("^.+[.].+$")).count().sum_horizontal().item() for frame in published]
    assert (found.numbers, found.differences, found.listed, found.clean) == (sum(sums), 0, [], True)
    assert found.run == town.manifest.run
    assert read_verification(town.home) == found


def test_of_staff_every_cell_of_the_list_is_verified_hidden_or_not(branch):
    groups = Lake(branch.home).scan(CELLS).drop("start_month", "period", "grouping", "code", "edition").collect()
    found = branch.verified()
    assert (found.numbers, found.listed) == (groups.height * groups.width, [])


def test_before_the_first_time_and_of_an_unreadable_result_nothing_is_known(town):
    assert read_verification(town.home) is None
    (town.home / FILE).write_text("{")
    assert read_verification(town.home) is None


def test_a_home_that_cannot_be_written_is_said_with_what_was_found(town):
    (town.home / f"{FILE}.new").mkdir()
    with pytest.raises(UserError, match=r"0 differ, but that cannot be kept .* make it writable"):
        town.verified()


def test_an_empty_home_is_sound(tmp_path):
    tables = home_with(tmp_path, publish=True, transaction=rows(TRANSACTIONS).clear())
    tables.manifest.fingerprint = fingerprint(tables)
    found = verify(tmp_path, tables.manifest, specification(tables))
    assert (found.numbers, found.listed) == (0, [])


# Published sums.


def test_a_changed_sum_is_found_with_its_period_and_group(town):
    december = pl.col("period") == pl.date(2024, 12, 1)
    town.change(MONTHS, plus(VOLUME, 1, december & pl.col(VOLUME).is_not_null()))

    (found,) = town.found()
    assert (found.table, found.column, found.period) == (MONTHS, VOLUME, "2024-12-01")
    assert (found.group, found.published, found.recomputed) == ("channel=telephone, line=vehicles", "2", "1")


def test_a_row_that_is_there_twice_or_too_many_is_found(town):
    town.change(MONTHS, lambda frame: pl.concat([frame, frame.filter(pl.col(VOLUME) > 0).head(1)]))
    assert {(found.column, found.published, found.recomputed) for found in town.found()} == {("rows", "2", "1")}


def test_a_group_that_the_lake_does_not_have_is_found(town):
    moved = pl.when(pl.col(VOLUME) > 0).then(pl.lit("mail")).otherwise("channel").alias("channel")
    town.change(MONTHS, lambda frame: frame.with_columns(moved))

    groups = {(found.group.split(",")[0], found.published, found.recomputed) for found in town.found()}
    assert {("channel=mail", "1", ""), ("channel=online", "", "1")} <= groups


def test_a_month_that_is_missing_is_found(town):
    town.change(DAYS, lambda frame: frame.filter(pl.col("start_month") != "2024-11"))
    assert {found.period[:7] for found in town.found()} == {"2024-11"}


def test_a_row_in_another_months_partition_is_found(town):
    town.change(MONTHS, lambda frame: frame.with_columns(start_month=pl.lit("2024-11")))
    assert {(f.column, f.period, f.published) for f in town.found()} == {
        ("start_month", "2024-12", "2024-11"),
        ("start_month", "2025-01", "2024-11"),
    }


def test_more_differences_than_can_be_listed_are_counted(town, monkeypatch):
    monkeypatch.setattr("data.verify.cubes.MOST", 1)
    town.change(MONTHS, lambda frame: frame.with_columns(pl.col(VOLUME) + 5))
    published = Lake(town.home).scan(MONTHS).collect()

    found = town.verified()
    assert (found.differences, len(found.listed)) == (published[VOLUME].count(), 1)


# The lake.


def test_a_row_that_the_lake_lost_is_found_in_every_number_it_was_in(town):
    town.change("lake/transaction", lambda frame: frame.filter(pl.col("transaction_id") != "t4"))

    found = town.found()
    assert (found[0].table, found[0].published, found[0].recomputed) == ("lake/transaction", "4 good", "3 stored")
    assert {f.period for f in found[1:]} == {"2025-01-01", "2025-01-06"}
    cubes = ("month", "service", "place", "day", "hour")
    assert {f.table for f in found[1:]} == {f"published/transaction.{cube}" for cube in cubes}, (
        "an abandoned kiosk visit is in no other row set"
    )


def test_two_rows_with_the_same_key_are_found(town):
    town.change("lake/service", lambda frame: pl.concat([frame, frame.head(1)]))

    assert ("lake/service", "rows", "drawn | plate", "2") in {
        (f.table, f.column, f.group, f.published) for f in town.found()
    }


def test_a_reference_that_changed_since_is_found_by_its_mark(town):
    town.change("lake/service", lambda frame: frame.with_columns(name_en=pl.lit("Another name")))
    (found,) = town.found()
    assert (found.table, found.column) == ("manifest", "fingerprint")
    assert "run again" in found.recomputed


@pytest.mark.parametrize(
    ("counts", "column", "published", "recomputed"),
    [
        (RowCount(read=5, good=4), "read", "5", "4"),
        (RowCount(read=5, good=4, unchanged=1), "rows", "5 good", "4 stored"),
        (RowCount(read=6, good=4, rejected=2), "rejected", "2 rejected", "0 waiting"),
        (RowCount(read=4, good=4, gone=1), "gone", "1 gone", "0 kept"),
    ],
    ids=["does not add up", "too few stored", "too few wait", "too few kept"],
)
def test_rows_that_are_not_accounted_for_are_found(town, counts, column, published, recomputed):
    town.manifest.sources["drawn"]["transaction"].rows = counts
    (found,) = town.found()
    assert (found.table, found.group) == ("lake/transaction", "source=drawn")
    assert (found.column, found.published, found.recomputed) == (column, published, recomputed)


def test_refused_rows_that_wait_are_accounted_for(town):
    refused = [
        {"source": "drawn", "record": "transaction", "key": key, "rule": rule, "resolved": resolved}
        for key, rule, resolved in (("t7", "wait_s|min", None), ("t8", "wait_s|min", None), ("t9", "kind|enum", "run"))
    ]
    lake = Lake(town.home)
    lake.write("rejected", pl.DataFrame(refused))
    town.manifest.tables["rejected"] = lake.version("rejected")
    state = town.manifest.sources["drawn"]["transaction"]
    state.rows = RowCount(read=6, good=4, rejected=2)
    assert town.found() == []
    state.rows = RowCount(read=7, good=4, rejected=3)
    (found,) = town.found()
    assert (found.column, found.recomputed) == ("rejected", "2 waiting")


def test_rows_of_a_source_that_no_reading_knows_are_found(town):
    foreign = pl.lit("elsewhere").alias("source")
    town.change("lake/service", lambda frame: pl.concat([frame, frame.head(1).with_columns(foreign)]))
    assert ("lake/service", "source=elsewhere", "1 rows of no known reading") in {
        (f.table, f.group, f.published) for f in town.found()
    }


# The manifest.


def test_a_manifest_that_points_to_another_version_is_found(town):
    town.change(MONTHS, plus(VOLUME, 1, pl.lit(True)))
    town.manifest.tables[MONTHS] -= 1
    assert town.found() == []
    town.manifest.tables[MONTHS] = 7
    (found,) = town.found()
    assert found.table == MONTHS
    assert "version 7 cannot be opened" in found.published


def test_a_table_that_is_not_published_or_that_nothing_declares_is_found(town):
    town.manifest.tables["published/old.month"] = 0
    shutil.copytree(town.home / MONTHS, town.home / "published/old.month")
    del town.manifest.tables[DAYS]

    told = {(found.table, found.published, found.recomputed) for found in town.found()}
    assert told == {
        (DAYS, "is not published", ""),
        ("published/old.month", "", "not verified: nothing declares it"),
    }


def test_a_file_that_is_gone_is_found(town):
    path = next((town.home / MONTHS).rglob("*.parquet"))
    path.unlink()
    (found,) = town.found()
    assert found.table == MONTHS
    assert f"1 of 3 files are gone ({path.name})" in found.published


def test_a_file_that_lost_rows_or_cannot_be_read_is_found(town):
    short, broken = [
        next((town.home / f"published/transaction.{cube}").rglob("*.parquet")) for cube in ("day", "month")
    ]
    pl.read_parquet(short).clear().write_parquet(short)
    broken.write_bytes(b"not a table")

    said = {found.table: found.published for found in town.found() if found.published.startswith(("its", "a file"))}
    assert set(said) == {DAYS, MONTHS}
    assert "its log says" in said[DAYS]


def test_a_manifest_in_force_that_was_edited_is_found_beside_what_its_run_kept(town):
    write_manifest(town.home, town.manifest)
    assert town.found() == []
    town.manifest.folders = {"drawn": "/srv/elsewhere"}
    town.manifest.sources["drawn"]["transaction"].rows = RowCount(read=3, good=3)
    assert {(found.table, found.column, found.recomputed) for found in town.found()} == {
        ("manifest", name, "not as its run kept it in manifests") for name in ("folders", "sources")
    }


def test_a_later_look_at_the_sources_is_no_change_of_the_manifest(town):
    write_manifest(town.home, town.manifest)
    state = town.manifest.sources["drawn"]["transaction"]
    state.read_at, state.rows = town.manifest.finished_at + timedelta(hours=1), RowCount(read=4, unchanged=4)
    assert town.found() == []


def test_a_catalogue_that_is_lost_or_was_changed_is_found(town):
    town.manifest.catalogue = store_catalogue(town.home, "what every indicator means")
    assert town.found() == []
    path = town.home / "catalogues" / f"{town.manifest.catalogue}.json"
    path.write_text("what it means now")
    assert [(found.table, found.recomputed) for found in town.found()] == [("catalogue", "was changed after its run")]
    path.unlink()
    assert [(found.table, found.recomputed) for found in town.found()] == [("catalogue", "is not kept any more")]


# What cannot be verified.


def test_a_table_of_the_lake_that_is_lost_is_named_wherever_it_is_needed(town):
    shutil.rmtree(town.home / "lake/transaction")
    lost, *others = town.found()
    assert (lost.table, lost.published.split(" (")[0]) == ("lake/transaction", "version 0 cannot be opened")
    assert {found.recomputed for found in others if found.table.startswith("published/")} == {
        "not verified: lake/transaction cannot be read"
    }


def test_a_part_without_a_translation_is_not_called_verified(town):
    what = specified(town)
    strange = (pl.col("channel").str.len_chars()).meta.serialize(format="json")
    tables = tuple(
        replace(
            table,
            sums=tuple(replace(one, expression=strange) if one.name == VOLUME else one for one in table.sums),
        )
        for table in what.tables
    )

    found = verify(town.home, town.manifest, replace(what, tables=tables)).listed
    assert {f.table for f in found} == {
        f"published/transaction.{cube}" for cube in ("month", "service", "place", "day")
    }
    assert {(f.column, f.recomputed) for f in found} == {
        (VOLUME, "not verified: no SQL is known for StringExpr.LenChars")
    }


def test_a_column_that_nothing_declares_or_that_is_missing_is_found(town):
    town.change(MONTHS, lambda frame: frame.rename({VOLUME: "old.numerator.0"}))
    assert {(f.column, f.published, f.recomputed) for f in town.found()} == {
        (VOLUME, "there is no such column", ""),
        ("old.numerator.0", "", "not verified: nothing declares it"),
    }


def test_a_sum_too_large_to_be_exact_is_not_called_verified(town):
    on = pl.date(2024, 12, 2)
    town.change("lake/transaction", lambda frame: frame.with_columns(wait_s=pl.lit(2**62), started_on=on))

    said = {(found.table, found.recomputed.split(":")[0]) for found in town.found()}
    assert {(table, "not verified") for table in (MONTHS, DAYS)} <= said, "two calls wait 2 × 2⁶² seconds"


# Staff: hidden exactly where the rule hides, and no value of a group is ever told.


def group(code: str) -> pl.Expr:
    return pl.col("code") == code


@pytest.mark.parametrize(
    ("change", "column", "groups"),
    [
        (lambda f: f.with_columns(suppressed=pl.col("suppressed") & ~group("u2")), "suppressed", {"unit=u2"}),
        (lambda f: f.with_columns(suppressed=pl.col("suppressed") | group("u3")), "suppressed", {"unit=u3"}),
        (
            lambda f: f.with_columns(pl.col("respondents").fill_null(4)),
            "suppressed",
            {"unit=u1", "unit=u2", "unit=b", "branch=b", "branch=not_recorded"},
        ),
        (
            lambda f: f.with_columns(pl.col("respondents") + 1),
            "sums",
            {"all=all", "branch=c", "unit=u3", "tenure=not_recorded"},
        ),
        (lambda f: f.filter(~group("u3")), "rows", {"unit=u3"}),
        (lambda f: pl.concat([f, f.filter(group("u3"))]), "rows", {"unit=u3"}),
    ],
    ids=["shown", "hidden", "told", "changed", "missing", "twice"],
)
def test_a_list_of_groups_that_was_tampered_with_is_found(branch, change, column, groups):
    branch.change(CELLS, change)

    assert {(found.column, found.group) for found in branch.found()} == {(column, group) for group in groups}


def test_no_value_of_a_group_is_told(branch):
    branch.change(CELLS, lambda frame: frame.with_columns(respondents=pl.lit(1234, pl.Int64)))

    assert branch.verified().differences
    assert "1234" not in json.dumps((branch.home / FILE).read_text())
