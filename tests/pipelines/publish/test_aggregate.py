"""Published sums follow the rows of the lake, whatever changed and however little was read."""

import random
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from deltalake import DeltaTable

from data.storage.manifest import read_manifest
from metrics.catalogue.versions import open_snapshot
from metrics.engine.answer import Question, answer
from pipelines.run import run
from tests.support.proofs import seeds
from tests.support.source_folder import LINES, SERVICES, Row, database, drawn, files, fill_table, refused, same_tables

ROWS = """
    transaction_id | started_at          | channel   | customer_key
    ---------------+---------------------+-----------+-------------
    t1             | 2024-11-05 09:00:00 | online    |
    t2             | 2024-11-28 09:00:00 | telephone | someone
    t3             | 2025-01-06 09:00:00 | kiosk     |
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "données de l'été #1"


def city(tmp_path: Path, transaction: str = ROWS, services: str = SERVICES, **more: str) -> Path:
    return files(tmp_path / "city", line=LINES, service=services, transaction=transaction, **more)


def parts(home: Path, indicator: str, **asked: str | list[str]) -> list[tuple]:
    """What an indicator's parts add up to: numerator and denominator, behind the period and the groups."""
    found = answer(Question(indicator=indicator, **asked), open_snapshot(home))
    return found.drop("value", "n", "absence").rows()


def as_if_new(home: Path) -> None:
    """The home is what a fresh one would be that reads the same source whole."""
    fresh = home.parent / f"fresh-{read_manifest(home).run}"
    run(fresh, [Path(folder) for folder in read_manifest(home).folders.values()])
    same_tables(home, fresh)
    open_here, open_there = (
        refused(where).filter(pl.col("resolved").is_null()).drop("run", "resolved").rows() for where in (home, fresh)
    )
    assert sorted(open_here, key=str) == sorted(open_there, key=str)


# What is summed anew.


def test_only_the_months_that_changed_are_written(tmp_path, home):
    run(home, [city(tmp_path)])
    before = _files(home)
    run(home, [city(tmp_path, ROWS.replace("kiosk", "mail"))])
    after = _files(home)

    assert {month for month in before if before[month] != after[month]} == {"2025-01"}


def test_the_neighbouring_month_is_summed_anew_where_the_row_begins_a_month(tmp_path, home):
    run(home, [city(tmp_path)])
    assert parts(home, "first_contact_resolution", period="2024-11") == [("2024-11", 1, 1)]
    run(home, [city(tmp_path, f"{ROWS}t4 | 2024-12-02 09:00:00 | telephone | someone")])

    assert parts(home, "first_contact_resolution", period="2024-11") == [("2024-11", 0, 1)]
    as_if_new(home)


def test_a_run_without_changes_writes_no_sums_of_dated_rows(tmp_path, home):
    run(home, [city(tmp_path)])
    before = read_manifest(home).tables
    after = run(home, []).manifest.tables

    dated = [name for name in before if name.startswith("published/") and "service_month" not in name]
    assert {name: after[name] for name in dated} == {name: before[name] for name in dated}


def test_a_service_that_moves_to_another_line_moves_its_whole_past(tmp_path, home):
    run(home, [city(tmp_path)])
    assert parts(home, "transaction_volume", by=["line"]) == [("all", "vehicles", 3, None)]
    before = read_manifest(home).fingerprint
    run(home, [city(tmp_path, services=SERVICES.replace("vehicles", "health"))])

    assert read_manifest(home).fingerprint != before
    assert parts(home, "transaction_volume", by=["line"]) == [("all", "health", 3, None)]
    as_if_new(home)


def test_a_deadline_counts_once_the_days_of_any_record_have_passed_it(tmp_path, home):
    complaint = """
        complaint_id | received_at         | answer_due_at
        c1           | 2024-12-20 09:00:00 | 2025-02-03 17:00:00
    """
    run(home, [city(tmp_path, complaint=complaint)])
    assert parts(home, "complaints_answered_on_time", grain="month") == []
    city(tmp_path, f"{ROWS}t4 | 2025-02-20 09:00:00 | mail |", complaint=complaint)
    run(home, [])

    assert parts(home, "complaints_answered_on_time", grain="month") == [("2025-02", 0, 1)]
    as_if_new(home)


def test_a_share_that_changes_moves_the_cost_of_every_month(tmp_path, home):
    ledger = """
        ledger_id | posted_on  | cost_centre | account    | kind    | amount_cents
        l1        | 2024-11-30 | help        | overhead   | expense | 1000
        l2        | 2025-01-31 | help        | overhead   | expense | 2000
    """
    share = """
        fiscal_year | cost_centre | channel   | share_millionths
        2024        | help        | online    | 250000
        2024        | help        | telephone | 750000
    """
    run(home, [city(tmp_path, ledger_line=ledger, allocation_share=share)])
    run(home, [city(tmp_path, ledger_line=ledger, allocation_share=share.replace("25", "35").replace("75", "65"))])

    as_if_new(home)


def test_a_record_that_is_supplied_for_the_first_time_is_published(tmp_path, home):
    run(home, [city(tmp_path)])
    complaint = "complaint_id | received_at\nc1 | 2024-11-05 09:00:00"
    run(home, [city(tmp_path, complaint=complaint)])

    as_if_new(home)


def test_the_fingerprint_is_the_same_in_another_process():
    code = (
        "from pathlib import Path; from datetime import datetime; "
        "from data.storage.manifest import Manifest; from data.storage.snapshot import Snapshot;"
        "from metrics.catalogue.registry import declared; from metrics.engine.fingerprint import fingerprint;"
        "now = datetime(2025, 1, 1);"
        "drawn = Manifest(run='', started_at=now, finished_at=now, tables={}, fingerprint='', sources={}, folders={});"
        "print(fingerprint(Snapshot(Path(), drawn, catalogue=declared())))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


def _files(home: Path) -> dict[str, set[str]]:
    """The files of each month of the sums of transactions."""
    found: dict[str, set[str]] = {}
    for table in ("month", "place", "day"):
        for uri in DeltaTable(home / f"published/transaction.{table}").file_uris():
            found.setdefault(uri.partition("start_month=")[2][:7], set()).add(uri)
    return found


# Whatever happens in whatever order.


class Chance:
    """A source that changes at random, in every way that a source can, except that a good row turns bad."""

    def __init__(self, seed: int, folder: Path, *, whole: bool) -> None:
        self.random, self.folder, self.whole = random.Random(seed), folder, whole
        self.services = {"plate": "vehicles", "card": "health"}
        self.rows: dict[str, Row] = {}
        self.copies: list[Row] = []
        self.complaints: dict[str, Row] = {}
        self.step = 0
        self.add()
        self.complain()
        self.write()

    def write(self) -> None:
        """Writes the source as it is now."""
        records: dict[str, list[Row]] = {
            "line": drawn("line", LINES),
            "service": [
                {"service_id": service, "line_id": line, "launched_on": "2024-10-03"}
                for service, line in self.services.items()
            ],
            "transaction": [*self.rows.values(), *self.copies],
            "complaint": list(self.complaints.values()),
        }
        if self.whole:
            kept = {record: [{**row} for row in rows] for record, rows in records.items()}
            for row in kept["transaction"] + kept["complaint"]:
                del row["changed"]
            files(self.folder, **kept)
        elif self.step == 0:
            database(self.folder, watermark="changed", **records)
        else:
            for record, rows in records.items():
                fill_table(self.folder, record, rows)

    def change(self) -> None:
        """One to three things happen."""
        self.step += 1
        ways: list[Callable[[], None]] = [
            self.add,
            self.alter,
            self.move,
            self.mistake,
            self.correct,
            self.offer,
            self.regroup,
            self.complain,
            self.contradict,
        ]
        for way in self.random.choices(ways, k=self.random.randint(1, 3)):
            way()
        self.write()

    def moment(self) -> str:
        begin = datetime.fromisoformat("2024-10-25 00:07:00")
        return str(begin + timedelta(hours=self.random.randrange(24 * 100)))

    def row(self, **said: str) -> Row:
        moment = said.get("started_at") or self.moment()
        return {
            "transaction_id": f"t{len(self.rows) + 1}",
            "started_at": moment,
            "completed_at": moment,
            "channel": self.random.choice(["online", "telephone", "in_person"]),
            "service_id": self.random.choice(["plate", "card"]),
            "customer_key": self.random.choice(["ann", "bob", None]),
            "wait_s": str(self.random.randrange(900)),
            "changed": f"{self.step:04}",
        } | said

    def put(self, row: Row) -> None:
        self.rows[row["transaction_id"]] = row

    def good(self) -> list[str]:
        contradicted = {row["transaction_id"] for row in self.copies}
        return [k for k, row in self.rows.items() if row["service_id"] in self.services and k not in contradicted]

    def add(self) -> None:
        for _ in range(3):
            self.put(self.row())

    def alter(self) -> None:
        row = self.rows[self.random.choice(self.good())]
        self.put(self.row(transaction_id=row["transaction_id"], started_at=row["started_at"]))

    def move(self) -> None:
        row = self.rows[self.random.choice(self.good())]
        moment = self.moment()
        self.put(row | {"started_at": moment, "completed_at": moment, "changed": f"{self.step:04}"})

    def mistake(self) -> None:
        self.put(self.row(service_id=self.random.choice(["permit", "licence"])))
        self.put(self.row(transaction_id=f"t{len(self.rows) + 1}", channel="pigeon"))

    def correct(self) -> None:
        for key, row in self.rows.items():
            if row["channel"] == "pigeon":
                self.put(self.row(transaction_id=key))
                break

    def offer(self) -> None:
        self.services[self.random.choice(["permit", "licence"])] = "health"

    def regroup(self) -> None:
        self.services[self.random.choice(list(self.services))] = self.random.choice(["vehicles", "health"])

    def complain(self) -> None:
        key = f"c{len(self.complaints) + 1}"
        received = self.moment()
        self.complaints[key] = {
            "complaint_id": key,
            "received_at": received,
            "answer_due_at": str(datetime.fromisoformat(received) + timedelta(days=20)),
            "changed": f"{self.step:04}",
        }

    def contradict(self) -> None:
        """Two new rows under one key, or an end to that."""
        if self.copies:
            self.rows[self.copies.pop()["transaction_id"]]["changed"] = f"{self.step:04}"
        else:
            self.put(self.row())
            self.copies.append(self.row(transaction_id=f"t{len(self.rows)}"))


@seeds("after any history of changes a home is what a fresh one would be", 40, first=0)
def test_after_any_changes_a_home_is_what_a_fresh_one_would_be(seed, tmp_path, home):
    source = Chance(seed, tmp_path / "city", whole=seed % 2 == 1)
    run(home, [source.folder])
    for _ in range(4):
        source.change()
        run(home, [])

    as_if_new(home)
