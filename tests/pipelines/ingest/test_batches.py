"""A record may have any number of rows: cut in batches it is judged and stored as if it were read in one piece."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.connectors.definition import load
from data.errors import UserError
from data.refusals import storage
from data.storage.lake import PARTITION, Lake
from data.storage.manifest import RecordState, RowCount
from metrics.quality.restatements import Reason as Cause
from pipelines.ingest import deleted, rejected
from pipelines.ingest.load import LoadedRecord, RecordLoad
from tests.support.source_folder import Row, files

ROWS = 3
"""Of a batch in these tests."""


@dataclass
class Home:
    """A lake into which the records of a source are read again and again."""

    folder: Path
    loaded: LoadedRecord | None = None
    sizes: list[int] = field(default_factory=list)

    @property
    def lake(self) -> Lake:
        return Lake(self.folder / "home")

    def read(self, table: str | Iterable[Row], record: str = "transaction", *, full: bool = False) -> RowCount:
        source = load(files(self.folder / record, "city", **{record: table}))
        last = self.loaded
        self.loaded = RecordLoad(
            source,
            record,
            lake=self.lake,
            before=last.state if last else RecordState(),
            rejected=last.rejected if last else rejected.read_rejected(self.lake),
            gone=last.gone if last else deleted.read_gone(self.lake),
            run="later" if last else "first",
            staging=self.folder / "staging",
            full=full,
        ).load()
        rows = self.loaded.state.rows
        assert rows.read == rows.good + rows.rejected + rows.superseded + rows.unchanged
        return rows

    def stored(self, *columns: str, record: str = "transaction") -> list[tuple]:
        return sorted(self.lake.scan(f"lake/{record}").select(columns or f"{record}_id").collect().rows())

    def files_of(self, record: str = "transaction") -> dict[str, int]:
        """Month → how many files it has."""
        paths = pl.Series(sorted(self.lake.files(f"lake/{record}", self.lake.version(f"lake/{record}"))))
        months = paths.str.extract(f"{PARTITION}=([^/]+)")
        return dict(sorted(months.value_counts().rows()))

    def said(self) -> list[pl.DataFrame]:
        """Everything that a reading leaves behind, in an order of its own."""
        frames = [self.lake.scan("lake/transaction").collect(), self.loaded.rejected, self.loaded.gone]
        if self.loaded.changed:
            frames += [self.loaded.changed.before, self.loaded.changed.after]
        return [frame.sort(frame.columns, nulls_last=True) for frame in frames]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """It holds three rows and keys at a time."""
    monkeypatch.setattr("pipelines.ingest.batches.BATCH_ROWS", ROWS)
    monkeypatch.setattr("pipelines.ingest.batches.BATCH_KEYS", ROWS)
    home = Home(tmp_path)
    whole = Lake.upsert

    def upsert(self, table, rows, *arguments, **options):
        home.sizes.append(rows.height)
        return whole(self, table, rows, *arguments, **options)

    monkeypatch.setattr(Lake, "upsert", upsert)
    return home


SEVEN = """
    transaction_id | started_at          | wait_s
    ---------------+---------------------+-------
    t1             | 2024-11-05 09:00:00 | 1
    t2             | 2024-12-05 09:00:00 | 2
    t3             | 2025-01-05 09:00:00 | 3
    t4             | 2024-11-06 09:00:00 | 4
    t5             | 2024-12-06 09:00:00 | 5
    t6             | 2025-01-06 09:00:00 | 6
    t7             | 2024-11-07 09:00:00 | 7
"""


def test_all_rows_are_stored_a_batch_at_a_time(home):
    assert home.read(SEVEN) == RowCount(read=7, good=7)
    assert home.stored() == [(f"t{n}",) for n in range(1, 8)]
    assert home.sizes == [3, 2, 2]


def test_a_month_is_written_once_wherever_its_rows_stood(home):
    home.read(SEVEN)

    assert home.files_of() == {"2024-11": 1, "2024-12": 1, "2025-01": 1}


def test_neighbouring_months_are_written_together_where_they_fit_a_batch(home, monkeypatch):
    monkeypatch.setattr("pipelines.ingest.batches.BATCH_ROWS", 5)
    home.read(SEVEN)

    assert home.sizes == [5, 2], "November and December, January"


def test_a_month_that_does_not_fit_a_batch_is_written_in_parts(home):
    home.read(SEVEN.replace("2025-01", "2024-12").replace("2024-11", "2024-12"))

    assert home.files_of() == {"2024-12": 3}
    assert home.sizes == [3, 3, 1]


def test_rows_that_fit_a_batch_are_staged_once(home, tmp_path):
    few = "\n".join(SEVEN.splitlines()[:6])
    assert home.read(few) == RowCount(read=3, good=3)

    assert not (tmp_path / "staging/good").exists()


def test_a_record_without_a_day_is_cut_too(home):
    assert home.read("service_id\na\nb\nc\nd\ne\na", "service") == RowCount(read=6, good=5, superseded=1)
    assert home.stored(record="service") == [("a",), ("b",), ("c",), ("d",), ("e",)]


def test_if_no_row_is_good_the_table_is_there_all_the_same(home):
    assert home.read(SEVEN.replace("| 202", "| no")) == RowCount(read=7, rejected=7)
    assert home.stored() == []


# What is judged over all rows


def test_identical_copies_far_apart_are_kept_once(home):
    copies = SEVEN + "t1 | 2024-11-05 09:00 | 1.0\n t8 | 2024-11-08 09:00 | 8\n t1 | 2024-11-05 09:00:00 | 1"
    assert home.read(copies) == RowCount(read=10, good=8, superseded=2)
    assert home.read(copies) == RowCount(read=10, superseded=2, unchanged=8)


def test_conflicting_copies_far_apart_are_all_rejected(home):
    assert home.read(SEVEN + "t8 | 2024-11-08 09:00:00 | 8\n t1 | 2025-01-05 09:00:00 | 1") == RowCount(
        read=9, good=7, rejected=2
    )
    assert home.loaded.rejected.select("key", "rule").rows() == [("t1", "key|conflicting")] * 2
    assert ("t1",) not in home.stored()


def test_a_source_that_gives_every_row_twice_is_held_a_batch_at_a_time(home):
    twice = SEVEN + "\n".join(SEVEN.strip().splitlines()[2:])
    assert home.read(twice) == RowCount(read=14, good=7, superseded=7)
    assert max(home.sizes) <= ROWS


def test_rows_without_a_key_are_no_copies_of_each_other(home):
    assert home.read(SEVEN + " | 2024-11-08 09:00 | 8\n | 2024-11-08 09:00 | 8") == RowCount(read=9, good=7, rejected=2)


CLAIMS = """
    claim_id | transaction_id | claimed_at          | channel | service_id
    a        | t1             | 2024-11-05 09:00:00 | online  | plate
    b        | t2             | 2024-11-05 09:00:00 | online  | plate
    c        | t3             | 2024-11-05 09:00:00 | online  | plate
    d        | t4             | 2024-12-05 09:00:00 | online  | plate
    e        | t1             | 2024-12-05 09:00:00 | online  | plate
"""


def test_claims_far_apart_on_one_transaction_are_all_rejected(home):
    copy = "b | t2 | 2024-11-05 09:00:00 | online  | plate\n"
    assert home.read(CLAIMS + copy, "guarantee_claim") == RowCount(read=6, good=3, rejected=2, superseded=1)
    assert sorted(home.loaded.rejected.select("key", "rule").rows()) == [
        ("a", "transaction_id|unique"),
        ("e", "transaction_id|unique"),
    ]


# Rows that are stored already


def test_rows_that_change_or_move_are_told_as_they_were_and_as_they_are(home):
    home.read(SEVEN)
    changed = SEVEN.replace("2025-01-06", "2024-10-06").replace("| 7", "| 70")
    assert home.read(changed) == RowCount(read=7, good=2, unchanged=5)

    assert home.stored("transaction_id", PARTITION, "wait_s")[5:] == [("t6", "2024-10", 6), ("t7", "2024-11", 70)]
    was, now = home.loaded.changed.before, home.loaded.changed.after
    assert sorted(was.select("transaction_id", PARTITION, "wait_s").rows()) == [
        ("t6", "2025-01", 6),
        ("t7", "2024-11", 7),
    ]
    assert (
        sorted(now.select("transaction_id", PARTITION, "wait_s").rows())
        == home.stored("transaction_id", PARTITION, "wait_s")[5:]
    )
    corrected = {month for month, why in home.loaded.causes.items() if Cause.CORRECTED_ROW in why}
    assert corrected == {"2024-10", "2024-11", "2025-01"}


def test_more_changes_than_are_held_are_given_up(home, monkeypatch):
    monkeypatch.setattr("pipelines.ingest.load.MOST_ROWS", 6)
    home.read(SEVEN)
    assert home.loaded.changed is None

    home.read(SEVEN.replace("| 6", "| 60").replace("| 7", "| 70"))
    assert home.loaded.changed.rows == 2 + 2


def test_a_waiting_row_comes_in_beside_a_reading_of_many_batches(home):
    home.read("service_id\nplate", "service")
    late = SEVEN.replace("wait_s", "wait_s | service_id").replace("+-------", "+--------+-----------")
    late = "\n".join(f"{line} | plate" if " | 202" in line else line for line in late.splitlines())
    assert home.read(f"{late}\nt8 | 2024-11-08 09:00:00 | 8 | card") == RowCount(read=8, good=7, rejected=1)

    home.read("service_id\nplate\ncard", "service")
    assert home.read(late) == RowCount(read=7, unchanged=7, readmitted=1)
    assert ("t8",) in home.stored()
    assert home.loaded.rejected["resolved"].to_list() == ["later"]
    assert Cause.READMITTED_ROW in home.loaded.causes["2024-11"]


def test_a_full_reading_takes_out_what_is_gone_and_brings_back_what_comes_again(home):
    home.read(SEVEN)
    two = "\n".join(line for line in SEVEN.splitlines() if "t2" not in line and "t7" not in line)
    assert home.read(two, full=True) == RowCount(read=5, unchanged=5, gone=2)
    assert home.stored() == [("t1",), ("t3",), ("t4",), ("t5",), ("t6",)]

    assert home.read(SEVEN, full=True) == RowCount(read=7, good=2, unchanged=5)
    assert home.loaded.gone.sort("key").select("key", "back").rows() == [("t2", "later"), ("t7", "later")]


def test_a_batch_that_cannot_be_stored_leaves_nothing_of_its_record(home, monkeypatch):
    home.read(SEVEN)
    before, version = home.lake.scan("lake/transaction").collect(), home.lake.version("lake/transaction")
    changed = SEVEN.replace("| 1\n", "| 10\n").replace("| 6", "| 60").replace("t5 ", "t50")
    failing(monkeypatch, batch=3)
    with pytest.raises(UserError, match="no space left"):
        home.read(changed, full=True)

    assert home.lake.version("lake/transaction") > version, "t2 was taken out, and there were two batches"
    assert home.lake.scan("lake/transaction").collect().sort("transaction_id").equals(before.sort("transaction_id"))
    monkeypatch.undo()
    assert home.read(changed, full=True) == RowCount(read=7, good=3, unchanged=4, gone=1)


def test_a_table_that_was_not_there_goes_if_a_later_batch_cannot_be_stored(home, monkeypatch):
    failing(monkeypatch, batch=2)
    with pytest.raises(UserError, match="no space left"):
        home.read(SEVEN)

    assert home.lake.tables() == []
    monkeypatch.undo()
    assert home.read(SEVEN) == RowCount(read=7, good=7)


def failing(monkeypatch: pytest.MonkeyPatch, *, batch: int) -> None:
    """The lake refuses the batch of this number."""
    whole, calls = Lake.upsert, []

    def upsert(*arguments, **options):
        calls.append(None)
        if len(calls) == batch:
            raise storage.NO_SPACE(home="home")
        return whole(*arguments, **options)

    monkeypatch.setattr(Lake, "upsert", upsert)


# However it is cut

CELLS = {
    "transaction_id": st.sampled_from(["t1", "t2", "t3", "t4", "t5", "t6", " t6", ""]),
    "started_at": st.sampled_from(
        ["2024-11-05 09:00:00", "2024-11-03 01:30:00", "2024-12-05T10:00Z", "2025-03-09 02:30:00", "2025-01-05", ""]
    ),
    "wait_s": st.sampled_from(["1", "1.0", "2", "-1", "x"]),
}
READING = st.lists(st.fixed_dictionaries(CELLS), min_size=1, max_size=16)


@settings(deadline=None, max_examples=12)
@given(st.lists(READING, min_size=2, max_size=2), st.booleans())
def test_any_rows_cut_in_batches_are_judged_and_stored_as_in_one_piece(readings, full):
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        whole, cut = Home(Path(folder) / "whole"), Home(Path(folder) / "cut")
        for place, rows in enumerate(readings):
            rows = [{name: value or None for name, value in row.items()} for row in rows]
            once = whole.read(rows, full=full and place > 0)
            patch.setattr("pipelines.ingest.batches.BATCH_ROWS", ROWS)
            patch.setattr("pipelines.ingest.batches.BATCH_KEYS", ROWS)
            again = cut.read(rows, full=full and place > 0)
            patch.undo()

            assert again == once
            for left, right in zip(cut.said(), whole.said(), strict=True):
                assert left.equals(right), f"{left}\n{right}"
            assert cut.loaded.causes == whole.loaded.causes
