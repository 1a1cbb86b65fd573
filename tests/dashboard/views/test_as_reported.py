"""A past scorecard on the pages: marked, carried along every link, and left by one."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import health, session
from dashboard.shell.pages import PAGES
from dashboard.views.shared import restatements
from data.storage.lake import Lake
from data.storage.manifest import write_manifest
from data.storage.snapshot import read_snapshot
from metrics.catalogue.registry import declared
from metrics.catalogue.versions import open_snapshot
from metrics.engine.answer import Question, answer
from metrics.quality.restatements import SCHEMA, TABLE
from tests.dashboard.conftest import settle
from tests.support.pages import context, context_of_home, drawn, opened, words

PAST, NOW = "20250401T020000.000000Z", "20250402T020000.000000Z"


@pytest.fixture(scope="module")
def made_restated_town(made_town: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town after a second run took a day of transactions back and logged what that changed."""
    town = Path(shutil.copytree(made_town, tmp_path_factory.mktemp("restated") / "home"))
    lake, manifest = Lake(town), read_snapshot(town).manifest
    manifest.run, manifest.finished_at = PAST, datetime(2025, 4, 1, 3, tzinfo=UTC)
    write_manifest(town, manifest)
    for table in ("published/transaction.month", "published/transaction.service", "published/transaction.place"):
        lake.write(table, lake.scan(table).filter(pl.col("channel") != "telephone").collect())
    log = {
        "run": NOW, "indicator": "transaction_volume", "period": "2025-02", "channel": None, "from_numerator": 77,
        "from_value": 77.0, "from_n": 77, "to_numerator": 51, "to_value": 51.0, "to_n": 51, "why": "late_row,gone_row",
        "since": PAST,
    }  # fmt: skip
    lake.write(TABLE, pl.DataFrame([log], schema=SCHEMA))
    manifest.tables = {name: lake.version(name) for name in [*manifest.tables, TABLE]}
    manifest.run, manifest.finished_at = NOW, datetime(2025, 4, 2, 3, tzinfo=UTC)
    write_manifest(town, manifest)
    return town


@pytest.fixture
def restated_town(made_restated_town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy that a test may change."""
    yield from settle(made_restated_town, tmp_path, monkeypatch)


def shown(lang: str = "en", **asked: str) -> str:
    return words(opened("indicator", lang=lang, indicator="transaction_volume", period="2025-02", **asked))


def test_a_past_scorecard_is_marked_in_both_languages_and_the_present_is_not(restated_town):
    assert "As reported by the run of 1 Apr 2025" in shown(asof=PAST)
    assert "Tel que publié par le traitement du 1er avr. 2025" in shown("fr", asof=PAST).replace("\xa0", " ")
    assert "As reported by the run of" not in shown()


def test_a_past_scorecard_shows_the_numbers_of_its_day(restated_town):
    before = queries_of(PAST)
    now = queries_of(None)

    assert before > now
    assert f"{before:.0f}" in shown(asof=PAST)
    assert f"{now:.0f}" in shown()


def queries_of(as_of: str | None) -> float:
    return answer(
        Question(indicator="transaction_volume", period="2025-02"),
        open_snapshot(session.current().home, as_of),
    )["value"].item()


@pytest.mark.parametrize("page", [page.name for page in PAGES])
def test_every_page_shows_a_past_scorecard_and_carries_it_along_its_links(page, restated_town):
    at = opened(page, lang="en", asof=PAST, indicator="transaction_volume", record="transaction", key="T001")
    links = re.findall(r'href="\./([^"]*)"', drawn(at))

    assert not at.exception
    assert links
    away = [link for link in links if f"asof={PAST}" not in link]
    assert len(away) == 1, "only the way back to the present leaves it"


def test_a_run_that_is_not_kept_is_said_and_the_present_is_shown(restated_town):
    said = shown(asof="20200101T000000.000000Z")

    assert "There is no run 20200101T000000.000000Z any more" in said
    assert "The runs that are kept are in the list" in said
    assert "As reported 1 Apr 2025" in said
    assert "As reported by the run of" not in said


def test_definitions_that_are_lost_are_said_and_the_present_is_shown(restated_town):
    path = restated_town / "manifests" / f"{PAST}.json"
    path.write_text(path.read_text().replace('"catalogue": ""', f'"catalogue": "{64 * "0"}"'))
    said, dit = shown(asof=PAST), shown("fr", asof=PAST).replace("\xa0", " ")

    assert f"The definitions that run {PAST} used are lost" in said
    assert f"Les définitions utilisées par le traitement {PAST} sont perdues" in dit
    assert "As reported by the run of" not in said
    assert f"{queries_of(None):.0f}" in said


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "Feb 2025: 77 was reported; it is now 51, because rows came late; rows are gone from the source."),
        (
            "fr",
            "févr. 2025 : 77 avait été publié; c’est maintenant 51, car des lignes sont arrivées tard; des lignes ont "
            "disparu",
        ),
    ],
)
def test_an_indicator_says_what_had_been_reported_before_and_why_it_changed(lang, sentence, restated_town):
    assert sentence in shown(lang).replace("\xa0", " ")


def test_the_log_leads_to_the_number_as_it_is_and_as_it_was(restated_town):
    place = context_of_home("health", takes={"indicator": ("indicator",)})
    html = str(restatements.log(health.restatements(place.snapshot), place))

    assert "Transactions completed" in html
    assert "indicator?lang=en&amp;period=2025-02&amp;indicator=transaction_volume" in html
    assert f"asof={PAST}" in html


def test_a_past_scorecard_shows_staff_results_as_they_were_reported(town):
    """Nothing that two lists tell, subtracted, is of fewer than ten: a list changes by ten people or not at all."""
    lake, manifest = Lake(town), read_snapshot(town).manifest
    manifest.run = PAST
    write_manifest(town, manifest)
    asked = Question(indicator="engagement_index", period="FY2024-25-Q4")
    reported = answer(asked, open_snapshot(town, PAST)).row(0, named=True)
    assert reported["value"] is not None

    (table,) = [name for name in manifest.tables if name.endswith("staff_answer.cells")]
    cells = lake.scan(table).collect()
    lake.write(table, cells.with_columns(pl.col("respondents") + 10))
    manifest.tables[table], manifest.run = lake.version(table), NOW
    write_manifest(town, manifest)

    assert answer(asked, open_snapshot(town))["value"].item() is not None
    assert answer(asked, open_snapshot(town, PAST)).row(0, named=True) == reported


def test_a_staff_result_only_says_that_it_changed(restated_town):
    row = dict.fromkeys(SCHEMA, None) | {
        "run": NOW, "indicator": "engagement_index", "period": "2025-02", "why": "late_row", "since": PAST
    }  # fmt: skip
    place = context("health")

    assert "not shown: answers of people" in str(restatements.log([row], place))


def test_beside_what_was_reported_stands_what_is_known_now_where_it_differs(restated_town):
    page = words(opened("scorecard", lang="en", period="2025-02", all="1", asof=PAST))
    before, now = queries_of(PAST), queries_of(None)

    assert "As known now" in page
    assert f"Transactions completed {before:.0f} {now:.0f} −{before - now:.0f}" in page
    assert f"As known now: {now:.0f}" in shown(asof=PAST)
    assert "the same" in page, "of what has not changed"
    assert "As known now:" not in shown()


def test_the_runs_that_can_be_looked_back_at_are_offered(restated_town):
    page = drawn(opened("scorecard", lang="fr", period="2025-02"))
    offered = re.findall(r"<option[^>]*>([^<]*)</option>", page.split('id="go-run"')[1].split("</select>")[0])

    assert [text.replace("\xa0", " ")[:23] for text in offered] == ["Données actuelles", "Tel que publié le 1er a"]


def test_an_indicator_that_an_earlier_run_did_not_have_is_said_with_a_way_on(restated_town, monkeypatch):
    kept = {name: one for name, one in declared().items() if name in ("trust", "overall_satisfaction")}
    monkeypatch.setattr("metrics.catalogue.versions.catalogue_of", lambda home, manifest: kept)
    at = opened("indicator", lang="en", indicator="transaction_volume", period="2025-02", asof=PAST)

    assert "did not have the indicator “Transactions completed”." in words(at)
    assert "Show as known now" in drawn(at)
    for page in ("strategy", "scorecard", "transactions"):
        assert not opened(page, lang="en", period="2025-02", asof=PAST, indicator="transaction_volume").exception
        assert "could not be shown" not in words(opened(page, lang="en", period="2025-02", asof=PAST))


def test_two_periods_stand_side_by_side(town):
    page = words(opened("scorecard", lang="en", period="2025-02", all="1", beside="2025-01"))
    february, january = (
        answer(Question(indicator="transaction_volume", period=code), open_snapshot(town))["value"].item()
        for code in ("2025-02", "2025-01")
    )

    assert f"Transactions completed {february:.0f} {january:.0f}" in page
