"""As reported and as known now: every run that is kept answers as it did on its day, whatever came since."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from data.errors import UserError
from data.state import targets as targets_in_force
from data.storage.manifest import read_manifest, store_catalogue, write_manifest
from data.storage.snapshot import read_snapshot
from data.text import Text
from data.verify.run import verify
from metrics.catalogue import registry, versions
from metrics.catalogue.versions import changes_since, describe_report, open_snapshot, pending_changes
from metrics.definition.rowsets import ROWSETS
from metrics.engine.answer import Question, answer, rows
from metrics.engine.fingerprint import OTHER_DEFINITIONS, OTHER_REFERENCES, OTHER_SCHEME
from metrics.engine.published_spec import specification
from pipelines.run import run
from scorecard.targets_loading import load_targets
from tests.support.source_folder import LINES, SERVICES, files

OCTOBER = """
    transaction_id | started_at          | channel   | service_id
    ---------------+---------------------+-----------+-----------
    t1             | 2024-10-07 09:00:00 | online    | plate
    t2             | 2024-10-21 09:00:00 | telephone | card
    t3             | 2024-11-12 09:00:00 | online    | plate
"""
MORE = OCTOBER + "t4 | 2024-10-30 09:00:00 | telephone | plate"
OCTOBERS = Question(indicator="transaction_volume", period="2024-10")


@pytest.fixture(autouse=True, scope="module")
def few_sums() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
        yield


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that has reported October once."""
    run(tmp_path / "home", [city(tmp_path)])
    return tmp_path / "home"


@pytest.fixture
def restated(tmp_path: Path, home: Path) -> tuple[Path, str]:
    """The home after a row came late, and the run that had reported October before."""
    first = read_manifest(home).run
    city(tmp_path, MORE)
    run(home, [])
    return home, first


def city(folder: Path, transactions: str = OCTOBER) -> Path:
    return files(folder / "city", line=LINES, service=SERVICES, transaction=transactions)


def value(home: Path, as_of: str | None, **changes: object) -> list[float]:
    tables = open_snapshot(home, as_of)
    return answer(replace(OCTOBERS, **changes), tables)["value"].to_list()


@pytest.fixture
def redefined(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Transactions count double from now on, and are called otherwise."""
    other = dict(registry.declared())
    volume = other["transaction_volume"]
    doubled = replace(volume.numerator[0], value=pl.lit(2, pl.Int64), counts=False)
    other["transaction_volume"] = replace(volume, numerator=(doubled,), title=Text("Twice", "Le double"))
    monkeypatch.setattr(registry, "declared", lambda: other)
    versions._declared_text.cache_clear()
    yield
    versions._declared_text.cache_clear()


def test_a_past_run_answers_as_it_did_and_the_one_in_force_as_is_known_now(restated):
    home, first = restated

    assert value(home, None) == [3]
    assert value(home, first) == [2]
    assert value(home, first, by=("channel",)) == [1, 1]
    assert value(home, first, by=("service",), grain="day") == [1, 1], "from the rows of the day, too"


def test_the_rows_behind_a_past_number_add_up_to_it(restated):
    home, first = restated
    tables = open_snapshot(home, first)
    behind = rows(OCTOBERS, tables).collect()

    assert sorted(behind["key"]) == ["t1", "t2"]
    assert behind["numerator"].sum() == 2


def test_a_day_is_answered_by_the_last_run_published_by_its_end(restated):
    home, first = restated
    path = home / "manifests" / f"{first}.json"
    then = read_manifest(home).model_validate_json(path.read_bytes())
    then.finished_at = datetime(2024, 11, 20, 17, tzinfo=UTC)
    path.write_text(then.model_dump_json())

    assert value(home, "2024-11-21") == [2]
    assert value(home, f"{datetime.now().astimezone():%Y-%m-%d}") == [3]
    with pytest.raises(UserError, match=f"No run that is kept was published by 2024-11-19: the first is {first}"):
        read_snapshot(home, "2024-11-19")


def test_a_run_that_is_not_kept_is_named_beside_those_that_are(restated):
    home, first = restated
    with pytest.raises(UserError, match=rf"no run 'yesterday': the runs kept go from {first} to .*SCORECARD_KEEP_RUNS"):
        read_snapshot(home, "yesterday")


def test_a_past_number_is_counted_and_named_as_it_was_defined_then(home, redefined):
    first = read_manifest(home).run
    run(home, [])

    assert value(home, None) == [4]
    assert value(home, first) == [2]
    assert value(home, first, by=("service",), grain="day") == [1, 1]
    tables = open_snapshot(home, first)
    assert tables.catalogue["transaction_volume"].title.en == "Transactions completed"
    assert changes_since(tables)["counts"] == ["transaction_volume"]
    assert "Since then the definition of transaction_volume has changed" in describe_report(tables)
    assert open_snapshot(home).catalogue["transaction_volume"].title.en == "Twice"


def test_what_is_published_keeps_its_definition_until_the_next_run(home, redefined):
    tables = open_snapshot(home, None)
    behind = rows(OCTOBERS, tables).collect()
    assert (answer(OCTOBERS, tables)["value"].to_list(), behind["numerator"].sum()) == ([2], 2)
    assert tables.catalogue["transaction_volume"].title.en == "Transactions completed"
    assert pending_changes(tables) == ["transaction_volume"]
    run(home, [])

    tables = open_snapshot(home, None)
    assert (answer(OCTOBERS, tables)["value"].to_list(), pending_changes(tables)) == ([4], [])


def test_a_past_run_is_verified_by_its_own_definitions(home, redefined, monkeypatch):
    monkeypatch.setattr("metrics.engine.published_spec.published_rows", lambda catalogue: ["transaction"])
    first = read_manifest(home).run
    run(home, [])
    for as_of in (first, None):
        tables = open_snapshot(home, as_of)
        assert verify(home, tables.manifest, specification(tables), remember=False).listed == []


@pytest.mark.parametrize("broken", ["removed", "changed"])
def test_definitions_that_are_lost_are_said_rather_than_replaced_by_todays(broken, home, redefined):
    first = read_manifest(home).run
    (catalogue,) = (home / "catalogues").glob("*.json")
    catalogue.unlink() if broken == "removed" else catalogue.write_text("[]")

    with pytest.raises(
        UserError, match=rf"run {first} was reported with are lost .* bring {catalogue} back from a backup"
    ):
        value(home, first)
    result = run(home, [])
    assert value(home, None) == [4], "the next run does not wait for them"
    assert (result.restated, len(result.problems)) == (0, 1)
    assert f"What this run restated cannot be told: the definitions of run {first} are lost" in str(result.problems[0])


def test_definitions_that_are_todays_need_not_be_kept(home):
    first = read_manifest(home).run
    for path in (home / "catalogues").iterdir():
        path.unlink()

    assert value(home, first) == [2]


@pytest.fixture
def earlier(home) -> Path:
    """The home as the version before left it: marks made of source code, in the manifest and in the catalogue."""
    manifest = read_manifest(home)
    (path,) = (home / "catalogues").glob("*.json")
    declarations = json.loads(path.read_text("utf-8"))
    for declaration in declarations:
        declaration["made"] = ["0" * 64] * len(declaration.pop("rowsets"))
    manifest.catalogue = store_catalogue(home, json.dumps(declarations))
    manifest.fingerprint = f"{'1' * 64}{manifest.references}"
    write_manifest(home, manifest)
    path.unlink()
    return home


def test_a_home_of_the_version_before_opens_as_it_was_and_no_definition_counts_as_changed(earlier, monkeypatch):
    monkeypatch.setattr("metrics.engine.published_spec.published_rows", lambda catalogue: ["transaction"])
    tables = open_snapshot(earlier)

    assert answer(OCTOBERS, tables)["value"].to_list() == [2]
    assert list(tables.catalogue) == list(registry.declared())
    assert [name for names in changes_since(tables).values() for name in names] == []
    assert pending_changes(tables) == []
    assert verify(earlier, tables.manifest, specification(tables), remember=False).listed == []


def test_the_first_run_over_a_home_of_the_version_before_makes_the_same_sums_again_and_says_so(earlier):
    before = value(earlier, None, by=("channel",), grain="day")
    first = run(earlier, [])
    second = run(earlier, [])

    assert first.rebuilt == OTHER_SCHEME
    assert "because the last run was of an earlier version of the program" in first.rebuilt.en
    assert (first.published, first.restated) == (True, 0)
    assert value(earlier, None, by=("channel",), grain="day") == before
    assert (second.published, second.rebuilt) == (False, None), "once is enough"


def test_a_run_says_that_sums_were_made_again_because_definitions_or_references_changed(tmp_path, home, redefined):
    assert run(home, []).rebuilt == OTHER_DEFINITIONS
    city(tmp_path, MORE)
    assert run(home, []).rebuilt is None, "new rows are added to the sums that there are"
    files(tmp_path / "city", line=LINES, service=SERVICES.replace("vehicles", "health"), transaction=MORE)
    assert run(home, []).rebuilt == OTHER_REFERENCES
    assert run(home, [], full=True).rebuilt is None, "that was asked for"


def test_a_row_set_of_another_version_counts_otherwise(home, monkeypatch):
    contact = ROWSETS["contact"]
    monkeypatch.setitem(ROWSETS, "contact", replace(contact, version=contact.version + 1))
    versions._declared_text.cache_clear()
    try:
        assert pending_changes(open_snapshot(home)) == ["first_contact_resolution"]
    finally:
        versions._declared_text.cache_clear()


def test_every_declaration_comes_back_as_it_was_written(home):
    tables = open_snapshot(home, read_manifest(home).run)
    then = versions._restore_catalogue(str(home), tables.manifest.catalogue)

    assert list(then) == list(registry.declared())
    for name, one in registry.declared().items():
        assert versions._declaration(then[name]) == versions._declaration(one)


def test_an_expression_that_cannot_be_read_any_more_is_todays(home):
    written = versions._declaration(registry.declared()["trust"])
    written["title"] = ["Then", "Alors"]
    written["numerator"][0]["when"] = "bm90aGluZw=="
    indicator = versions._restore_indicator(written, 0)

    assert indicator.title == Text("Then", "Alors")
    assert indicator.numerator == registry.declared()["trust"].numerator


def test_targets_are_those_in_force_at_the_moment(tmp_path):
    url, file = f"sqlite:///{tmp_path / 'state.db'}", tmp_path / "targets.csv"
    moments = []
    for target in ("0.80", "0.85"):
        file.write_text(f"indicator,fiscal_year,target,near\ntrust,FY2024-25,{target},0.7\n")
        load_targets(file, url)
        moments.append(datetime.now(UTC))

    assert targets_in_force(url)["target"].to_list() == [0.85]
    assert targets_in_force(url, moments[0])["target"].to_list() == [0.80]
    assert targets_in_force(url, datetime(2020, 1, 1, tzinfo=UTC)).is_empty()
