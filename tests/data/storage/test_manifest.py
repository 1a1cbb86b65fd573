"""One file says what is visible, so that nobody ever sees half a run."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from data.errors import UserError
from data.storage.atomic import replace_file
from data.storage.lake import Lake
from data.storage.lock import lock_home
from data.storage.manifest import Manifest, RecordState, RowCount, read_manifest, read_manifests, write_manifest
from data.storage.snapshot import read_snapshot


def manifest(run: str, *, tables: dict[str, int] | None = None, **states: RecordState) -> Manifest:
    begun = datetime(2025, 1, 1, 12, tzinfo=UTC)
    return Manifest(
        run=run,
        started_at=begun,
        finished_at=begun,
        tables=tables or {},
        fingerprint="",
        sources={"city": states},
        folders={},
    )


def fail(*_: object) -> None:
    raise OSError("no space")


def test_before_the_first_run_there_is_no_manifest_and_a_reader_is_told_what_to_do(tmp_path):
    assert read_manifest(tmp_path) is None
    assert read_manifests(tmp_path) == []
    with pytest.raises(UserError, match="scorecard run"):
        read_snapshot(tmp_path)


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    state = RecordState(rows=RowCount(read=3, good=3), watermark="9", data_to=date(2024, 11, 30), problem="é")
    written = manifest("1", transaction=state)
    write_manifest(tmp_path, written)

    assert read_manifest(tmp_path) == written
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["manifest.json"]


def test_rows_add_up_where_every_one_of_them_is_accounted_for():
    rows = RowCount(read=10, good=5, rejected=3, superseded=1, unchanged=1, readmitted=7, gone=4)

    assert rows.adds_up
    assert not rows.model_copy(update={"superseded": 0}).adds_up


def test_runs_are_kept_newest_first_and_only_as_many_as_asked(tmp_path):
    for run in ("1", "2", "3"):
        write_manifest(tmp_path, manifest(run))

    assert [one.run for one in read_manifests(tmp_path)] == ["3", "2", "1"]
    assert [one.run for one in read_manifests(tmp_path, most=2)] == ["3", "2"]


@pytest.mark.parametrize("left", ["{", '{"run": "2"}'], ids=["cut short", "whole"])
def test_what_a_run_left_that_died_while_it_published_is_never_shown_and_goes_with_the_next(left, tmp_path):
    write_manifest(tmp_path, manifest("1"))
    (tmp_path / "manifests" / "2.json").write_text(left)
    assert [one.run for one in read_manifests(tmp_path)] == ["1"]
    write_manifest(tmp_path, manifest("3"))

    assert [one.run for one in read_manifests(tmp_path)] == ["3", "1"]


def test_a_file_that_was_being_written_beside_goes_with_the_next_run(tmp_path):
    write_manifest(tmp_path, manifest("1"))
    (tmp_path / "manifests" / "2.json.new").write_text("{")
    write_manifest(tmp_path, manifest("3"))

    assert sorted(path.name for path in (tmp_path / "manifests").iterdir()) == ["1.json", "3.json"]


def test_a_file_that_cannot_be_swapped_in_leaves_what_was_there(tmp_path, monkeypatch):
    replace_file(tmp_path / "x.json", "old")
    monkeypatch.setattr("data.storage.atomic.os.fsync", fail)
    with pytest.raises(OSError, match="no space"):
        replace_file(tmp_path / "x.json", "new")

    assert (tmp_path / "x.json").read_text() == "old"


def test_a_snapshot_never_changes_while_a_new_run_is_published(tmp_path):
    lake = Lake(tmp_path)
    lake.write("lake/line", pl.DataFrame({"line_id": ["old"]}))
    write_manifest(tmp_path, manifest("1", tables={"lake/line": 0}))
    seen = read_snapshot(tmp_path)
    lake.write("lake/line", pl.DataFrame({"line_id": ["new"]}))
    assert read_snapshot(tmp_path).scan("lake/line").collect().item() == "old", "written, but not yet published"
    write_manifest(tmp_path, manifest("2", tables={"lake/line": 1}))

    assert seen.scan("lake/line").collect().item() == "old"
    assert read_snapshot(tmp_path).read("lake/line").item() == "new"
    assert seen.has("lake/line")
    assert not seen.has("lake/service")


def test_the_last_day_is_the_last_of_any_record(tmp_path):
    late = RecordState(data_to=date(2024, 12, 24), problem="cannot be read")
    assert manifest("1", outage=RecordState(data_to=date(2024, 11, 5)), complaint=late).data_to == date(2024, 12, 24)
    assert manifest("1", line=RecordState()).data_to is None


def test_rows_read_are_counted_where_the_record_was_read_in_this_run():
    now, before = datetime(2025, 1, 1, 13, tzinfo=UTC), datetime(2025, 1, 1, 11, tzinfo=UTC)
    rows = RowCount(read=5, good=5)
    states = {"line": RecordState(rows=rows, read_at=now), "service": RecordState(rows=rows, read_at=before)}

    assert manifest("1", **states, unit=RecordState(problem="never read")).rows_read == 5


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("manifest.json", "should be a file"), ("run.lock", "should be a file"), ("run.holder", "should be a file")],
)
def test_a_folder_where_a_file_of_the_home_should_be_is_said(tmp_path, name, sentence):
    (tmp_path / name).mkdir()
    use = read_manifest if name == "manifest.json" else lambda home: lock_home(home).__enter__()
    with pytest.raises(UserError, match=f"{name} {sentence}"):
        use(tmp_path)


def test_a_manifest_that_may_not_be_read_is_said(tmp_path, monkeypatch):
    write_manifest(tmp_path, manifest("1"))

    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(UserError, match=r"manifest.json cannot be read \(Permission denied\): give this user"):
        read_manifest(tmp_path)
