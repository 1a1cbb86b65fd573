"""Many machines give what one gives, also when some of them die: real Dask workers, in processes of their own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from distributed import Client, LocalCluster, WorkerPlugin

from data.errors import UserError
from data.storage.snapshot import Snapshot, read_snapshot
from metrics.catalogue.versions import open_snapshot
from metrics.engine.fingerprint import fingerprint
from pipelines.publish.workers import Task, open_compute
from pipelines.run import run
from tests.support.source_folder import LINES, SERVICES, files, same_tables

ROOT = Path(__file__).parents[3]
DAYS = "transaction_id | started_at | service_id | channel\n" + "\n".join(
    f"t{i} | {2021 + i // 12 % 4}-{i % 12 + 1:02}-0{i % 9 + 1} 09:00:00 | {('plate', 'card')[i % 2]} | {channel}"
    for i, channel in enumerate(["online", "kiosk", "in_person", "telephone", "mail"] * 20)
)


class Strike(WorkerPlugin):
    """Kills (SIGKILL) a worker that begins its second task, `most` of them; or, given its `pid`, another process."""

    def __init__(self, folder: Path, most: int, pid: int | None = None) -> None:
        self.folder, self.most, self.pid, self.begun = folder, most, pid, 0

    def transition(self, key, start, finish, **_) -> None:
        self.begun += finish == "executing"
        if finish == "executing" and self.begun == 2 and any(map(self._mine, range(self.most))):
            os.kill(self.pid or os.getpid(), signal.SIGKILL)

    def _mine(self, blow: int) -> bool:
        """Each blow falls once, however many workers begin at the same moment."""
        try:
            (self.folder / f"struck-{blow}").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


class Cluster:
    """A scheduler and workers as one starts them by hand; a worker that dies is not replaced."""

    def __init__(self, folder: Path, workers: int, **settings: str) -> None:
        self.folder, self.settings = folder, {f"DASK_DISTRIBUTED__{name}": text for name, text in settings.items()}
        where = folder / "scheduler.json"
        alone = ("--scheduler-file", str(where), "--no-dashboard")
        self.scheduler = self._start("dask_scheduler", *alone, "--host", "127.0.0.1", "--port", "0")
        while not where.exists():
            time.sleep(0.05)
        one = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
        self.workers = [self._start("dask_worker", *alone, *one) for _ in range(workers)]
        with Client(scheduler_file=str(where), set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=60)
            self.address = client.scheduler.address

    def strike(self, *, most: int, scheduler: bool = False) -> None:
        """Has workers killed in the middle of a run, or the scheduler."""
        with Client(self.address, set_as_default=False) as client:
            client.register_plugin(Strike(self.folder, most, self.scheduler.pid if scheduler else None))

    def killed(self) -> int:
        """How many workers were killed, and that none ended in another way."""
        ended = [process.wait(10) for process in self.workers if process.poll() is not None]
        assert set(ended) <= {-signal.SIGKILL}
        return len(ended)

    def stop(self) -> None:
        for process in (self.scheduler, *self.workers):
            process.kill()
            process.wait()

    def _start(self, program: str, *arguments: str) -> subprocess.Popen:
        with (self.folder / f"{program}.log").open("a") as log:
            command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments]
            return subprocess.Popen(command, cwd=ROOT, env=os.environ | self.settings, stdout=log, stderr=log)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Callable[..., Cluster]]:
    """A function that starts a cluster of so many workers; it ends with the test."""
    started: list[Cluster] = []

    def start(workers: int, **settings: str) -> Cluster:
        folder = tmp_path / "cluster"
        folder.mkdir()
        started.append(Cluster(folder, workers, **settings))
        return started[-1]

    yield start
    for each in started:
        each.stop()


@pytest.fixture
def news(tmp_path: Path) -> tuple[Path, Path]:
    """A home that is published, and its source, which has something new since."""
    first = "\n".join(DAYS.split("\n")[:40])
    source = files(tmp_path / "source", line=LINES, service=SERVICES, transaction=first)
    run(tmp_path / "home", [source])
    files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)
    return tmp_path / "home", source


@pytest.fixture
def tables(tmp_path: Path) -> Snapshot:
    """What a run published."""
    run(tmp_path / "home", [files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)])
    return open_snapshot(tmp_path / "home")


YEARS = [Task("transaction", [f"{year}-{month:02}" for month in range(1, 13)]) for year in range(2021, 2025)]


def test_workers_publish_the_sums_that_one_process_publishes(tmp_path: Path, scheduler: str):
    source = files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)

    run(tmp_path / "here", [source])
    run(tmp_path / "there", [source], workers=scheduler)

    same_tables(tmp_path / "here", tmp_path / "there")


@pytest.fixture
def much_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than is added to the sums in this process."""
    monkeypatch.setattr("pipelines.ingest.ingest.MOST_ROWS", 0)


def test_workers_sum_anew_where_much_changed(tmp_path: Path, scheduler: str, much_changed: None):
    first, rest = DAYS.split("\n")[:40], DAYS.split("\n")[:1] + DAYS.split("\n")[40:]
    source = files(tmp_path / "source", line=LINES, service=SERVICES, transaction="\n".join(first))
    run(tmp_path / "there", [source], workers=scheduler)

    files(tmp_path / "source", line=LINES, service=SERVICES, transaction="\n".join(rest))
    run(tmp_path / "there", [source], workers=scheduler)

    files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)
    run(tmp_path / "here", [source])
    same_tables(tmp_path / "here", tmp_path / "there")


def test_one_of_four_workers_on_a_bucket_that_is_killed_in_the_middle_changes_nothing(
    tmp_path: Path, bucket: str, cluster, monkeypatch: pytest.MonkeyPatch
):
    """It has done one part and begun another: the others do both, and the sums are those of one process on a disk."""
    # Eight parts, two for each, instead of dozens.
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction", "contact"])
    source = files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)
    run(tmp_path / "disk", [source])
    monkeypatch.setenv("SCORECARD_LAKE_URL", f"{bucket}/service")
    machines = cluster(4)
    machines.strike(most=1)

    run(tmp_path / "home", [source], workers=machines.address)

    assert machines.killed() == 1
    assert read_snapshot(tmp_path / "home").manifest.tables_at == f"{bucket}/service"
    monkeypatch.delenv("SCORECARD_LAKE_URL")
    same_tables(tmp_path / "home", tmp_path / "disk")


def test_when_every_worker_is_lost_what_was_published_stays(
    news, cluster, much_changed: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("pipelines.publish.workers.WITHOUT_WORKERS_S", 1)
    home, source = news
    before, machines = read_snapshot(home), cluster(2)
    machines.strike(most=2)

    with pytest.raises(UserError, match=r"The Dask cluster at tcp://.* has had no worker for 1 seconds: start one"):
        run(home, [source], workers=machines.address)

    assert machines.killed() == 2
    assert read_snapshot(home).manifest == before.manifest
    assert read_snapshot(home).scan("lake/transaction").collect().height == 39


def test_a_scheduler_that_is_lost_is_one_sentence(tables, cluster, capfd):
    machines = cluster(1)
    machines.strike(most=1, scheduler=True)

    with (
        open_compute(machines.address) as compute,
        pytest.raises(UserError, match=r"was lost in the middle of the run"),
    ):
        compute(tables, YEARS)

    assert capfd.readouterr().err == "", "Dask says nothing of its own"


def test_a_scheduler_that_is_lost_before_its_sums_are_told_of_is_the_same_sentence(tables, scheduler, monkeypatch):
    monkeypatch.setattr("pipelines.publish.workers.LOOK_EVERY_S", 0.001)
    monkeypatch.setattr("distributed.Client.scheduler_info", lambda client, **_: {})

    with (
        open_compute(scheduler) as compute,
        pytest.raises(UserError, match=r"was lost in the middle of the run \(its sched"),
    ):
        compute(tables, YEARS)


def test_sums_that_kill_every_worker_that_tries_are_told_of(tables, cluster):
    machines = cluster(1, SCHEDULER__ALLOWED_FAILURES="0")
    machines.strike(most=1)

    with (
        open_compute(machines.address) as compute,
        pytest.raises(UserError, match=r"die again and again over the same"),
    ):
        compute(tables, YEARS)


def test_workers_that_do_not_see_the_home_are_told_of(tables, scheduler: str):
    fingerprint(tables)
    tables.home.rename(tables.home.with_name("elsewhere"))

    with open_compute(scheduler) as compute, pytest.raises(UserError, match=r"every worker needs .* must see .*home"):
        compute(tables, YEARS)


def test_workers_with_other_indicators_are_refused(tables, scheduler: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pipelines.publish.workers.fingerprint", lambda snapshot: "of another version")

    with (
        open_compute(scheduler) as compute,
        pytest.raises(UserError, match=r"other indicators .* the same version"),
    ):
        compute(tables, YEARS)


def test_a_scheduler_that_is_not_there_is_one_sentence_and_nothing_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("pipelines.publish.workers.ANSWERS_WITHIN_S", 1)
    source = files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)

    with pytest.raises(UserError, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        run(tmp_path / "home", [source], workers="tcp://127.0.0.1:9")

    assert not (tmp_path / "home" / "manifest.json").exists()
