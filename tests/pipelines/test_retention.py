"""Retention: rows leave once they are too old, from every file; what was published of their months stays for ever."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.audit.check import check_trail, search_trail
from data.errors import UserError
from data.settings import settings
from data.storage.manifest import RowCount, read_manifest
from data.storage.snapshot import Snapshot
from data.verify.run import verify
from metrics.catalogue import registry, versions
from metrics.catalogue.versions import open_snapshot
from metrics.definition.indicator import Kind, count
from metrics.engine.answer import Question, answer, rows
from metrics.engine.derived import first_known
from metrics.engine.published_spec import specification
from pipelines.run import RunResult, run
from tests.support.source_folder import LINES, SERVICES, files

VISITS = """
    transaction_id | started_at          | completed_at        | channel   | service_id
    ---------------+---------------------+---------------------+-----------+-----------
    old-1          | 2024-08-05 09:00:00 | 2024-08-05 09:10:00 | online    | plate
    old-2          | 2024-08-30 09:00:00 | 2024-08-30 09:10:00 | telephone | card
    long           | 2024-08-30 09:00:00 | 2024-09-02 09:10:00 | online    | card
    kept-1         | 2024-09-10 09:00:00 | 2024-09-10 09:10:00 | online    | plate
    kept-2         | 2024-10-12 09:00:00 | 2024-10-12 09:10:00 | online    | plate
"""
BROKEN = """
    bad-old        | 2024-08-07 09:00:00 | 2024-08-06 09:10:00 | online    | plate
    bad-new        | 2024-10-07 09:00:00 | 2024-10-06 09:10:00 | online    | plate
"""
NOVEMBER = "    late           | 2024-11-03 09:00:00 | 2024-11-03 09:10:00 | online    | plate\n"
VOLUME = Question(indicator="transaction_volume", grain="month")
GONE_KEYS = ["old-1", "old-2"]


@pytest.fixture(autouse=True, scope="module")
def few_sums() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
        patch.setattr("pipelines.publish.retention.published_rows", lambda catalogue: ["transaction"])
        patch.setattr("metrics.engine.published_spec.published_rows", lambda catalogue: ["transaction"])
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home that has published August to October 2024."""
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path / "home"))
    run(settings().home, [source(tmp_path)])
    return settings().home


def source(folder: Path, visits: str = VISITS) -> Path:
    return files(folder / "city", line=LINES, service=SERVICES, transaction=visits)


def retain(months: int, monkeypatch: pytest.MonkeyPatch, record: str = "transaction") -> None:
    monkeypatch.setenv(f"SCORECARD_RETAIN_{record.upper()}", str(months))


def by_month(home: Path, as_of: str | None = None) -> list[int]:
    return answer(VOLUME, open_snapshot(home, as_of))["numerator"].to_list()


def stored(home: Path) -> list[str]:
    return sorted(open_snapshot(home).scan("lake/transaction").collect()["transaction_id"])


def named(home: Path) -> dict[str, str | None]:
    """Complaint → the transaction that it names."""
    return dict(
        open_snapshot(home).scan("lake/complaint").select("complaint_id", "transaction_id").collect().iter_rows()
    )


def counted(home: Path) -> RowCount:
    return read_manifest(home).sources["city"]["transaction"].rows


def differences(snapshot: Snapshot) -> list[object]:
    return verify(snapshot.home, snapshot.manifest, specification(snapshot), remember=False).listed


def files_with(home: Path, keys: list[str]) -> list[str]:
    """The files that hold any of these words: as they lie there, and as Parquet unpacks them."""
    found = []
    for path in sorted(home.rglob("*")):
        if not path.is_file():
            continue
        texts = [path.read_bytes().decode("latin-1")]
        if path.suffix == ".parquet":
            texts.append(str(pl.read_parquet(path, hive_partitioning=False).to_dict(as_series=False)))
        if any(key in text for key in keys for text in texts):
            found.append(str(path.relative_to(home)))
    return found


def test_old_rows_leave_and_the_sums_of_their_months_stay(home, monkeypatch):
    assert by_month(home) == [2, 2, 1]
    retain(1, monkeypatch)
    outcome = run(home, [])

    assert (outcome.published, outcome.let_go) == (True, 2)
    assert stored(home) == ["kept-1", "kept-2", "long"], "what was finished in a month that is retained counts in it"
    assert by_month(home) == [2, 2, 1]
    assert differences(open_snapshot(home)) == []


def test_how_long_people_waited_and_when_stays_as_well(tmp_path, monkeypatch):
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path / "home"))
    waits = """
        transaction_id | started_at          | completed_at        | channel   | service_id | wait_s
        ---------------+---------------------+---------------------+-----------+------------+-------
        old-1          | 2024-08-05 09:00:00 | 2024-08-05 09:10:00 | in_person | plate      |  60
        old-2          | 2024-08-06 09:40:00 | 2024-08-06 09:50:00 | in_person | plate      | 120
        kept           | 2024-10-12 09:00:00 | 2024-10-12 09:10:00 | in_person | plate      |  90
    """
    home = settings().home
    run(home, [source(tmp_path, waits)])
    questions = [
        Question(indicator="counter_wait_p50", grain="month"),
        Question(indicator="counter_wait_p90", grain="month"),
        Question(indicator="counter_wait_p90", grain="month", by=["hour"]),
        Question(indicator="counter_within_20_minutes", grain="month", by=["weekday", "hour"]),
    ]
    before = [answer(question, open_snapshot(home)) for question in questions]
    retain(1, monkeypatch)
    run(home, [])

    assert stored(home) == ["kept"]
    assert before[0]["value"].drop_nulls().to_list() == [60, 90]
    assert before[1]["value"].drop_nulls().to_list() == [120, 90]
    for question, then in zip(questions, before, strict=True):
        assert answer(question, open_snapshot(home)).equals(then), question
    assert differences(open_snapshot(home)) == []

    # All sums are made again, since one of them has another meaning.
    with redefined(monkeypatch, numerator=(count("transaction", "completed_on", pl.lit(True)),)):
        run(home, [])
        for question, then in zip(questions, before, strict=True):
            assert answer(question, open_snapshot(home)).equals(then), question
        assert differences(open_snapshot(home)) == []


def test_a_month_leaves_whole_once_its_last_day_is_too_old(home, monkeypatch):
    retain(2, monkeypatch)
    run(home, [])
    assert stored(home) == ["kept-1", "kept-2", "long", "old-1", "old-2"], "12 October − 2 months = 12 August"
    assert read_manifest(home).kept_from == {}


def test_no_file_holds_a_row_that_left(home, monkeypatch, tmp_path):
    source(tmp_path, VISITS + BROKEN)
    run(home, [])
    # A full reading that misses a row sets it aside; it has to leave from there, too.
    source(tmp_path, re.sub(r".*old-2.*\n", "", VISITS + BROKEN))
    run(home, [], full=True)
    assert files_with(home, ["old-1"])
    assert files_with(home, ["old-2"])
    assert files_with(home, ["bad-old"])

    retain(1, monkeypatch)
    run(home, [])
    assert files_with(home, [*GONE_KEYS, "bad-old"]) == []
    assert files_with(home, ["bad-new"])
    assert files_with(home, ["kept-1"])
    assert differences(open_snapshot(home)) == []


def test_what_names_a_row_that_left_forgets_the_name_and_stays(home, monkeypatch, tmp_path):
    complaints = """
        complaint_id | transaction_id | received_at
        -------------+----------------+--------------------
        c-1          | old-1          | 2024-10-07 09:00:00
        c-2          | kept-1         | 2024-10-07 09:00:00
        c-3          | long           | 2024-10-08 09:00:00
        c-5          | old-2          | 2024-09-09 09:00:00
    """
    others = {"line": LINES, "service": SERVICES, "transaction": VISITS}
    run(home, [files(tmp_path / "desk", "city", complaint=complaints, **others)])
    assert named(home) == {"c-1": "old-1", "c-2": "kept-1", "c-3": "long", "c-5": "old-2"}
    retain(1, monkeypatch)
    run(home, [])

    left = {"c-1": None, "c-2": "kept-1", "c-3": "long", "c-5": None}
    assert named(home) == left
    assert files_with(home, GONE_KEYS) == []
    for _ in range(2):
        outcome = run(home, [], full=True)
        assert named(home) == left, "the source still names them"
        assert files_with(home, GONE_KEYS) == []
        rows = read_manifest(home).sources["city"]["complaint"].rows
        assert (rows.read, rows.unchanged, outcome.restated) == (4, 4, 0)
    assert differences(open_snapshot(home)) == []

    # What comes only now, about what has left, is stored without its name as well.
    later = complaints + "        late         | old-1          | 2024-10-11 09:00:00\n"
    files(tmp_path / "desk", "city", complaint=later, **others)
    outcome = run(home, [])
    assert outcome.problems == ()
    assert named(home) == left | {"late": None}
    assert files_with(home, GONE_KEYS) == []


def test_what_a_source_still_holds_is_not_stored_again_and_is_no_rejected_row(home, monkeypatch, tmp_path):
    retain(1, monkeypatch)
    run(home, [])
    source(tmp_path, VISITS + BROKEN + NOVEMBER.replace("11-03", "10-13"))
    outcome = run(home, [], full=True)

    assert stored(home) == ["kept-1", "kept-2", "late", "long"]
    rows = counted(home)
    assert (rows.read, rows.good, rows.unchanged, rows.rejected, rows.beyond) == (8, 1, 3, 1, 3)
    assert rows.adds_up
    assert [str(problem) for problem in outcome.problems if "bad-old" in str(problem)] == []
    assert by_month(home) == [2, 2, 2]
    assert files_with(home, [*GONE_KEYS, "bad-old"]) == []
    assert differences(open_snapshot(home)) == []


def test_a_month_later_one_month_more_is_gone(home, monkeypatch, tmp_path):
    retain(1, monkeypatch)
    run(home, [])
    source(tmp_path, VISITS + NOVEMBER)
    run(home, [])

    assert read_manifest(home).kept_from == {"transaction": "2024-10"}
    assert stored(home) == ["kept-2", "late"]
    assert by_month(home) == [2, 2, 1, 1]
    assert differences(open_snapshot(home)) == []


def test_what_has_left_stays_away_when_more_is_to_be_retained(home, monkeypatch, tmp_path):
    retain(1, monkeypatch)
    run(home, [])
    retain(30, monkeypatch)
    run(home, [], full=True)
    assert (stored(home), by_month(home)) == (["kept-1", "kept-2", "long"], [2, 2, 1])
    monkeypatch.delenv("SCORECARD_RETAIN_TRANSACTION")
    run(home, [], full=True)
    assert (stored(home), by_month(home)) == (["kept-1", "kept-2", "long"], [2, 2, 1])


def test_a_corrected_row_that_is_too_old_now_leaves_with_its_sums_of_retained_months(home, monkeypatch, tmp_path):
    retain(1, monkeypatch)
    run(home, [])
    source(tmp_path, VISITS.replace("2024-09-02 09:10:00", "2024-08-31 09:10:00"))
    run(home, [])
    assert stored(home) == ["kept-1", "kept-2"]
    assert by_month(home) == [2, 1, 1], "August stays as it was published, September has one less"
    assert differences(open_snapshot(home)) == []


def test_the_rows_of_such_a_month_are_one_sentence(home, monkeypatch):
    retain(1, monkeypatch)
    run(home, [])
    snapshot = open_snapshot(home)
    for period in ("2024-08", "FY2024-25", None):
        with pytest.raises(UserError, match="Single rows of transaction from before 2024-09 are not kept any more"):
            rows(Question(indicator="transaction_volume", period=period), snapshot)
    assert rows(replace(VOLUME, grain=None, period="2024-09"), snapshot).collect().height == 2


def test_a_crossing_that_only_rows_tell_has_no_number_for_what_is_gone(home, monkeypatch):
    retain(1, monkeypatch)
    run(home, [])
    snapshot = open_snapshot(home)
    crossing = replace(VOLUME, by=("service", "language"))

    assert answer(crossing, snapshot)["period"].unique().sort().to_list() == ["2024-09", "2024-10"]
    assert answer(replace(crossing, grain="quarter"), snapshot)["period"].unique().to_list() == ["FY2024-25-Q3"]
    with pytest.raises(UserError, match="by breakdowns that were published together"):
        answer(replace(crossing, grain=None, period="2024-08"), snapshot)


def test_a_past_run_keeps_its_figures_and_says_that_its_rows_are_gone(home, monkeypatch):
    first = read_manifest(home).run
    retain(1, monkeypatch)
    run(home, [])
    past = open_snapshot(home, first)

    assert by_month(home, first) == [2, 2, 1]
    with pytest.raises(UserError, match=f"Single rows of transaction that run {first} knew are not kept any more"):
        rows(replace(VOLUME, grain=None, period="2024-10"), past).collect()
    assert differences(past) == []


def test_a_later_definition_leaves_what_was_published_and_holds_from_then_on(home, monkeypatch):
    retain(1, monkeypatch)
    run(home, [])
    doubled = registry.declared()["transaction_volume"].numerator[0]
    doubled = replace(doubled, value=pl.lit(2, pl.Int64), counts=False)
    with redefined(monkeypatch, numerator=(doubled,)):
        run(home, [])
        assert by_month(home) == [2, 2 + 2, 1 + 1]
        assert differences(open_snapshot(home)) == []


@pytest.mark.parametrize("full", [False, True])
def test_a_side_keeps_its_sum_when_its_parts_are_others(home, monkeypatch, full):
    """One part, then two parts, then one again: August is as it was published, whatever it is made of today."""
    retain(1, monkeypatch)
    run(home, [])
    one = registry.declared()["transaction_volume"].numerator[0]
    telephone = count("transaction", "completed_on", pl.col("channel") == "telephone")
    with redefined(monkeypatch, numerator=(telephone, one)):
        run(home, [], full=full)
        assert by_month(home) == [2, 2, 1], "of retained months telephone counts twice, and has none"
        assert differences(open_snapshot(home)) == []
    run(home, [], full=full)
    assert by_month(home) == [2, 2, 1]
    assert differences(open_snapshot(home)) == []


def test_an_indicator_that_was_away_has_its_figures_back(home, monkeypatch):
    retain(1, monkeypatch)
    run(home, [])
    with redefined(monkeypatch, away=True):
        run(home, [])
        assert "transaction_volume" not in open_snapshot(home).catalogue
    run(home, [])
    assert by_month(home) == [2, 2, 1]


def test_a_retention_that_would_empty_a_record_asks_whether_that_is_meant(home, monkeypatch, tmp_path):
    complaints = "complaint_id | received_at\n c-1 | 2024-08-07 09:00:00"
    files(tmp_path / "desk", complaint=complaints)
    run(home, [tmp_path / "desk"])
    retain(1, monkeypatch, "complaint")

    refused = run(home, [])
    assert [problem.code for problem in refused.problems] == ["run_retention_empties"]
    assert "all 1 would go" in str(refused.problems[0])
    assert "disparaîtraient" in refused.problems[0].text("fr")
    assert open_snapshot(home).scan("lake/complaint").collect().height == 1
    assert events(home) == [("run", "refused", "retention")]

    assert run(home, [], may_empty=True).let_go == 1
    assert open_snapshot(home).scan("lake/complaint").collect().height == 0
    assert differences(open_snapshot(home)) == []


def test_the_trail_says_what_the_run_let_go(home, monkeypatch):
    retain(1, monkeypatch)
    run(home, [])
    (line,) = search_trail(settings().state_url).to_dicts()
    assert (line["who"], line["event"], line["what"]) == ("run", "deleted", "rows of transaction")
    assert '"rows": 2' in line["details"]
    assert '"before": "2024-09"' in line["details"]
    assert check_trail(home, settings().state_url).whole


def test_the_trail_says_what_a_full_reading_missed_and_which_runs_were_forgotten(home, monkeypatch, tmp_path):
    monkeypatch.setenv("SCORECARD_KEEP_RUNS", "2")
    monkeypatch.setenv("SCORECARD_KEEP_DAYS", "0")
    for gone in ("old-1", "old-2"):
        source(tmp_path, re.sub(f".*{gone}.*\n", "", VISITS))
        run(home, [], full=True)
    assert events(home) == [
        ("run", "deleted", "rows that their source no longer has"),
        ("run", "deleted", "rows that their source no longer has"),
        ("run", "deleted", "kept runs"),
    ]
    details = search_trail(settings().state_url, text="no longer has")["details"]
    assert all('"city.transaction": 1' in one for one in details)


def test_what_the_trail_cannot_say_is_not_done(home, monkeypatch):
    retain(1, monkeypatch)
    (home / "audit.lock").mkdir()
    outcome = run(home, [])
    assert [problem.code for problem in outcome.problems] == ["run_retention_not_noted"]
    assert len(stored(home)) == 5


def test_rows_that_a_run_could_not_take_off_the_disk_are_taken_off_by_the_next(home, monkeypatch, tmp_path):
    retain(1, monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr("pipelines.run.purge", dies)
        with pytest.raises(RuntimeError):
            run(home, [])
    assert by_month(home) == [2, 2, 1]
    assert files_with(home, GONE_KEYS)
    source(tmp_path, VISITS + NOVEMBER)
    run(home, [])
    assert files_with(home, GONE_KEYS) == []
    assert differences(open_snapshot(home)) == []


def test_runs_are_forgotten_as_before(home, monkeypatch, tmp_path):
    monkeypatch.setenv("SCORECARD_KEEP_RUNS", "2")
    monkeypatch.setenv("SCORECARD_KEEP_DAYS", "0")
    retain(1, monkeypatch)
    for number in range(4):
        source(tmp_path, VISITS + NOVEMBER.replace("late", f"late-{number}"))
        outcome: RunResult = run(home, [], full=True)
    assert len(list((home / "manifests").glob("*.json"))) == 2
    assert outcome.published
    assert differences(open_snapshot(home)) == []


def test_what_looks_back_over_a_year_begins_where_it_did(home, monkeypatch):
    """Its rows began in August, which the sums tell when they are gone."""
    volume = registry.declared()["transaction_volume"]
    rolling = replace(volume, kind=Kind.ROLLING, numerator=tuple(replace(p, required=True) for p in volume.numerator))
    first = read_manifest(home).run
    retain(1, monkeypatch)
    run(home, [])
    for as_of in (None, first):
        assert first_known(rolling, open_snapshot(home, as_of)) == date(2024, 8, 1)


def events(home: Path) -> list[tuple[str, str, str]]:
    lines = search_trail(settings().state_url).reverse()
    return list(lines.select("who", "event", "what").iter_rows())


def dies(*_: object) -> None:
    raise RuntimeError


class redefined:
    """The catalogue with another transaction volume, or without it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, away: bool = False, **changes: object) -> None:
        other = dict(registry.declared())
        if away:
            del other["transaction_volume"]
        else:
            other["transaction_volume"] = replace(other["transaction_volume"], **changes)
        self.catalogue, self.patch = other, monkeypatch.context()

    def __enter__(self) -> None:
        self.patch.__enter__().setattr(registry, "declared", lambda: self.catalogue)
        versions._declared_text.cache_clear()

    def __exit__(self, *error: object) -> None:
        self.patch.__exit__(*error)
        versions._declared_text.cache_clear()
