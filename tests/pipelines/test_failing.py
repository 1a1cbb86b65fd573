"""All or nothing: whatever fails in a run, one sentence says so and what was published stays as it was."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from deltalake import DeltaTable
from sqlalchemy import create_engine

from data.errors import UserError
from data.storage import lake as lake_module
from data.storage.delta_log import files_below, named_files
from data.storage.manifest import read_manifest
from data.storage.names import ROOTS
from data.storage.snapshot import read_snapshot
from metrics.quality import health
from pipelines.run import run
from tests.support.killed_runs import RUN, kill_at_random
from tests.support.proofs import count, proof
from tests.support.source_folder import LINES, SERVICES, describe, files, lake, same_tables

FEW = """
    transaction_id | started_at
    ---------------+--------------------
    t1             | 2024-11-05 09:00:00
    t2             | 2024-11-06 09:00:00
"""
CORRECTED = FEW.replace("2024-11-06", "2024-12-06") + "t3 | 2024-12-07 09:00:00"


@pytest.fixture(autouse=True, scope="module")
def few_sums() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
        yield


def city(folder: Path, transaction: str = FEW) -> Path:
    return files(folder / "city", line=LINES, service=SERVICES, transaction=transaction)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose source has changed since its run."""
    run(tmp_path / "home", [city(tmp_path)])
    city(tmp_path, CORRECTED)
    return tmp_path / "home"


@pytest.fixture
def undisturbed(tmp_path: Path, home: Path) -> Path:
    """The same after the next run."""
    shutil.copytree(home, tmp_path / "undisturbed")
    run(tmp_path / "undisturbed", [])
    return tmp_path / "undisturbed"


FULL = """
import resource, signal, sys
from pathlib import Path
import pipelines.publish.aggregate
from data.errors import UserError
from pipelines.run import run

pipelines.publish.aggregate.published_rows = lambda catalogue: ["transaction"]
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
try:
    run(Path(sys.argv[1]), [])
except UserError as problem:
    sys.exit(str(problem))
"""


@pytest.mark.parametrize("most", [0, 6000], ids=["nothing can be written", "tables cannot be written"])
def test_no_space_left_is_a_sentence_and_the_next_run_makes_it_good(most, home, undisturbed):
    before = read_manifest(home)
    code = FULL.format(most=most)
    failed = subprocess.run([sys.executable, "-c", code, home], cwd=Path.cwd(), capture_output=True, check=False)

    said = failed.stderr.decode().splitlines()[-1]
    assert said.startswith(f"There is no space left for {home}: free some"), failed.stderr.decode()
    assert read_manifest(home) == before
    assert lake(home) == [("t1",), ("t2",)]
    run(home, [])
    same_tables(home, undisturbed)


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a table lacks its log": (
        lambda home: (home / "lake/transaction/_delta_log/00000000000000000000.json").unlink(),
        "lacks a file or is damaged.*bring it back from a backup",
    ),
    "a table lacks a file": (
        lambda home: next((home / "lake/transaction").rglob("*.parquet")).unlink(),
        r"lacks a file or is damaged \(.*parquet\)",
    ),
    "a table is lost": (
        lambda home: shutil.rmtree(home / "lake/transaction"),
        "lacks the table lake/transaction that was published",
    ),
    "the manifest is cut short": (
        lambda home: (home / "manifest.json").write_text('{"run"'),
        "manifest.json is damaged: .*copy the newest file of .*manifests over it",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_home_is_said_and_not_made_worse(damage, home):
    do, sentence = DAMAGES[damage]
    do(home)
    tables = [path for root in ("lake", "published", "manifests") for path in (home / root).rglob("*")]
    before = {path: path.read_bytes() for path in [home / "manifest.json", *tables] if path.is_file()}
    with pytest.raises(UserError, match=sentence):
        run(home, [])

    assert {path: path.read_bytes() for path in before} == before


FORBIDDEN = {"every table": "lake", "one table": "lake/transaction", "a log": "lake/transaction/_delta_log"}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_tables_that_this_user_may_not_read_are_not_called_lost(what, home):
    folder = home / FORBIDDEN[what]
    folder.chmod(0)
    # Who may do everything is made to be like others.
    like_others = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    code = (
        f"import sys; from data.errors import UserError\ntry:\n    {RUN}\nexcept UserError as said: sys.exit(str(said))"
    )
    refused = subprocess.run([*like_others, sys.executable, "-c", code, home], capture_output=True, check=False)
    folder.chmod(0o755)

    said = refused.stderr.decode()
    assert said.startswith(f"This user may not read and write all of {home} (it is read-only, or belongs"), said
    run(home, [])
    assert lake(home) == [("t1",), ("t2",), ("t3",)]


def test_another_program_that_writes_a_table_meanwhile_is_named(home, undisturbed, monkeypatch):
    before, matching = read_manifest(home), lake_module._same_key

    def meanwhile(*asked: object) -> str:
        DeltaTable(home / "lake/transaction").delete()
        return matching(*asked)

    with monkeypatch.context() as patch:
        patch.setattr(lake_module, "_same_key", meanwhile)
        with pytest.raises(UserError, match=f"Another program has changed a table of {home} meanwhile"):
            run(home, [])

    assert read_manifest(home) == before
    assert lake(home) == [("t1",), ("t2",)]
    run(home, [])
    same_tables(home, undisturbed)


@proof("killed runs leave whole numbers", 60, seed=3, unit="kills")
def test_runs_killed_at_random_moments_leave_whole_numbers_and_a_quiet_one_makes_them_good(home, undisturbed):
    code = f"from pipelines.publish import aggregate as a; a.published_rows = lambda catalogue: ['transaction']\n{RUN}"
    dice = random.Random(3)
    for _ in range(count(60)):
        kill_at_random(home, 0.5, dice, code)
    run(home, [])

    same_tables(home, undisturbed)
    for root in ROOTS:
        for table, addresses in files_below(str(home), root).items():
            assert {Path(file).name for file in addresses} <= named_files(str(home), table), (
                "nothing is left that nobody needs"
            )


@pytest.mark.postgres
def test_a_database_that_dies_in_the_middle_keeps_the_last_good_numbers(tmp_path, postgres_database, monkeypatch):
    monkeypatch.setenv("CITY_URL", postgres_database)
    folder, home = tmp_path / "city", tmp_path / "home"
    describe(folder, "$CITY_URL", ["line", "service", "transaction"])
    engine = create_engine(postgres_database)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE line AS SELECT 'vehicles' AS line_id, 'Vehicles' AS name_en")
        connection.exec_driver_sql(
            "CREATE TABLE service AS SELECT 'plate' AS service_id, 'vehicles' AS line_id, 'Plate' AS name_en"
        )
        connection.exec_driver_sql(
            "CREATE TABLE transaction AS SELECT 't' || n AS transaction_id, 'transaction' AS kind, 'mail' AS channel,"
            " 'plate' AS service_id, 'completed' AS status, timestamp '2024-11-05 09:00' AS started_at,"
            " timestamp '2024-11-05 10:00' AS completed_at, n FROM generate_series(1, 9) AS n"
        )
    query = 'SELECT transaction_id, kind, channel, service_id, status, started_at, completed_at FROM "transaction"'
    (folder / "transaction.sql").write_text(query)
    run(home, [folder])
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO line SELECT 'health', 'Health'")
        connection.exec_driver_sql(
            "INSERT INTO transaction SELECT 'u' || n, 'transaction', 'mail', 'plate', 'completed',"
            " timestamp '2024-11-06 09:00', NULL, n FROM generate_series(10, 300000) AS n"
        )
    engine.dispose()
    (folder / "transaction.sql").write_text(f"{query} WHERE n < 250000 OR pg_terminate_backend(pg_backend_pid())")
    outcome = run(home, [])

    (sentence,) = map(str, outcome.problems)
    assert sentence.startswith("Source city, record transaction: ")
    assert "\n" not in sentence
    assert len(lake(home)) == 9
    assert lake(home, "line") == [("health",), ("vehicles",)]
    assert health.freshness(read_snapshot(home)).filter(state="late")["record"].to_list() == ["transaction"]
