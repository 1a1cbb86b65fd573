"""Many machines give what one gives: real Dask workers, in processes of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from data.problem import Problem
from pipelines.run import run
from tests.folder import LINES, SERVICES, files, same_tables

DAYS = "transaction_id | started_at | service_id | channel\n" + "\n".join(
    f"t{i} | {2021 + i // 12 % 4}-{i % 12 + 1:02}-0{i % 9 + 1} 09:00:00 | {('plate', 'card')[i % 2]} | {channel}"
    for i, channel in enumerate(["online", "kiosk", "in_person", "telephone", "mail"] * 20)
)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def test_workers_publish_the_sums_that_one_process_publishes(tmp_path: Path, scheduler: str):
    source = files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)

    run(tmp_path / "here", [source])
    run(tmp_path / "there", [source], workers=scheduler)

    same_tables(tmp_path / "here", tmp_path / "there")


def test_workers_bring_a_home_up_to_date_month_by_month(tmp_path: Path, scheduler: str):
    first, rest = DAYS.split("\n")[:40], DAYS.split("\n")[:1] + DAYS.split("\n")[40:]
    source = files(tmp_path / "source", line=LINES, service=SERVICES, transaction="\n".join(first))
    run(tmp_path / "there", [source], workers=scheduler)

    files(tmp_path / "source", line=LINES, service=SERVICES, transaction="\n".join(rest))
    run(tmp_path / "there", [source], workers=scheduler)

    files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)
    run(tmp_path / "here", [source])
    same_tables(tmp_path / "here", tmp_path / "there")


def test_a_scheduler_that_is_not_there_is_one_sentence_and_nothing_is_published(tmp_path: Path):
    source = files(tmp_path / "source", line=LINES, service=SERVICES, transaction=DAYS)

    with pytest.raises(Problem, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        run(tmp_path / "home", [source], workers="tcp://127.0.0.1:9")

    assert not (tmp_path / "home" / "manifest.json").exists()
