"""A run is whole or not at all: killed in the middle it leaves the old numbers, and the next one makes it good."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.errors import UserError
from data.storage.manifest import RowCount, read_manifest, read_manifests
from data.storage.snapshot import read_snapshot
from pipelines.run import run
from tests.support.city import AFTER, WITH_PERMIT, city
from tests.support.source_folder import refused, rows_of, same_tables


@pytest.fixture(autouse=True, scope="module")
def few_sums() -> Iterator[None]:
    """The sums of one record are enough here, and most of the time of a run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


DYING = """
import os, signal, sys
from pathlib import Path

import pipelines.publish.aggregate
import {module}
from pipelines.run import run

pipelines.publish.aggregate.published_rows = lambda catalogue: ["transaction"]

whole, calls = {module}.{function}, 0

def dying(*arguments, **options):
    global calls
    calls += 1
    if calls == {call} and not {after}:
        os.kill(os.getpid(), signal.SIGKILL)
    found = whole(*arguments, **options)
    if calls == {call}:
        os.kill(os.getpid(), signal.SIGKILL)
    return found

{module}.{function} = dying
run(Path(sys.argv[1]), [])
"""
STEPS = {
    "while it reads": ("pipelines.ingest.load", "extract", 3, False),
    "after the last record": ("pipelines.ingest.load", "Lake.upsert", 3, True),
    "with rejected rows written": ("pipelines.ingest.load", "Lake.write", 1, True),
    "among the sums": ("pipelines.ingest.load", "Lake.write", 3, True),
    "while the manifest is kept": ("data.storage.atomic", "os.fsync", 1, False),
    "while the manifest is written": ("data.storage.atomic", "os.fsync", 2, False),
}


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """A source that has changed, a home as it was before, and one that a run has brought up to date."""
    folder = tmp_path_factory.mktemp("uninterrupted")
    before, after = folder / "before", folder / "after"
    run(before, [city(folder)])
    shutil.copytree(before, after)
    run(after, [city(folder, AFTER, WITH_PERMIT)])
    return folder, before, after


@pytest.mark.parametrize("step", STEPS)
def test_a_run_killed_in_the_middle_leaves_the_old_numbers_and_the_next_one_makes_it_good(step, home, uninterrupted):
    _, before, after = uninterrupted
    shutil.copytree(before, home)
    module, function, call, done = STEPS[step]
    code = DYING.format(module=module, function=function, call=call, after=done)
    died = subprocess.run([sys.executable, "-c", code, home], cwd=Path.cwd(), capture_output=True, check=False)

    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    assert read_manifest(home) == read_manifest(before)
    assert [m.run for m in read_manifests(home)] == [read_manifest(before).run]
    same_tables(home, before)
    assert read_snapshot(home).scan("rejected").collect().equals(read_snapshot(before).scan("rejected").collect())

    again, whole = run(home, []).manifest, read_manifest(after)
    assert {name: state.rows for name, state in again.sources["city"].items()} == {
        name: state.rows for name, state in whole.sources["city"].items()
    }
    same_tables(home, after)
    assert refused(home).drop("run", "resolved").equals(refused(after).drop("run", "resolved"))
    assert [m.run for m in read_manifests(home)] == [again.run, read_manifest(before).run]
    assert sorted(path.name for path in home.iterdir()) == sorted(path.name for path in after.iterdir())


def test_a_first_run_that_is_killed_leaves_nothing_behind(tmp_path, home):
    folder = city(tmp_path)
    code = DYING.format(module="pipelines.ingest.load", function="Lake.write", call=5, after=True)
    died = subprocess.run(
        [sys.executable, "-c", code.replace("[])", "[Path(sys.argv[2])])"), home, folder],
        cwd=Path.cwd(),
        capture_output=True,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()
    with pytest.raises(UserError, match="Nothing is published"):
        read_snapshot(home)

    assert rows_of(run(home, [folder]).manifest) == RowCount(read=2, good=1, rejected=1)
