"""The dashboard through its frame, over a tiny home drawn by hand."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import indicators, session
from dashboard.queries.cache import forget as forget_answers
from data.storage.manifest import write_manifest
from tests.support.homes import home_with
from tests.support.pages import drawn, opened, words

START = date(2024, 1, 1)
EVIL = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    """Homes of tests share the name of their run, so nothing is kept between them."""
    forget_answers()
    yield
    forget_answers()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fifteen months of visits, a line whose name is an attack, and staff answers of a large and a small unit."""
    days = [START + timedelta(days=day) for day in range(456)]
    visits = pl.DataFrame(
        {
            "transaction_id": [f"t{n}" for n in range(len(days))],
            "kind": "transaction",
            "channel": ["online" if n % 3 else "in_person" for n in range(len(days))],
            "service_id": "s1",
            "started_on": days,
            "completed_on": days,
            "due_on": [day + timedelta(days=n % 5 - 1) for n, day in enumerate(days)],
            "status": ["completed" if n % 7 else "abandoned" for n in range(len(days))],
        }
    )
    tables = home_with(
        tmp_path,
        publish=True,
        line=pl.DataFrame({"line_id": ["a"], "name_en": [EVIL]}),
        service=pl.DataFrame({"service_id": ["s1"], "line_id": ["a"], "name_en": ["Plates"]}),
        transaction=visits,
    )
    write_manifest(tmp_path, tables.manifest)
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    return tmp_path


def test_before_the_first_run_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path / "empty"))

    assert "Run “scorecard demo”, then “scorecard run”" in words(opened(lang="en"))
    assert "Lancez « scorecard demo »" in words(opened(lang="fr")).replace("\N{NO-BREAK SPACE}", " ")


def test_the_scorecard_shows_the_last_complete_month_and_says_what_has_no_data(home: Path):
    at = opened(lang="en")

    assert not at.exception
    assert "Service standards met" in words(at)
    assert "Mar 2025" in words(at)
    assert "No data" in words(at)
    assert "Fictional" not in words(at)


def test_every_link_carries_language_and_period(home: Path):
    page = drawn(opened(lang="fr", period="2024-11"))

    links = [part.split('"')[0] for part in page.split('href="')[1:] if part[0] != "#"]
    assert len(links) > 15
    other_periods = [link for link in links if "period=2024-11" not in link]
    assert all("period=2024-10" in link or "period=2024-12" in link for link in other_periods)
    assert len(other_periods) == 2, "the steps to either side"
    assert sum("lang=fr" in link for link in links) == len(links) - 1  # all but the one to English


def test_headline_or_all_and_one_group_of_them(home: Path):
    assert "Satisfied with courtesy" not in words(opened(lang="en"))
    assert "Satisfied with courtesy" in words(opened(lang="en", all="1"))
    shown = words(opened(lang="en", show="no_data"))
    assert "Overall satisfaction" in shown
    assert "Online completion" not in shown.split("Owner")[1].split("What changed")[0]


def test_table_mode_has_words_instead_of_drawings(home: Path):
    page = opened(lang="en", **{"as": "table"})

    assert "<svg" not in drawn(page).partition("</details>")[2], "below the guide, which draws the icons"
    assert "Normal variation" in words(page)


def test_a_demo_source_shows_the_banner(home: Path):
    manifest = session.open_snapshot().manifest
    manifest.sources = {"demo": manifest.sources["drawn"]}
    write_manifest(home, manifest)

    assert "Fictional data" in words(opened(lang="en"))
    assert "Données fictives" in words(opened(lang="fr"))


@pytest.mark.parametrize("asked", [{"period": "2024-13"}, {"channel": "fax"}, {"lang": "de"}, {"show": "x"}])
def test_what_is_not_known_in_a_link_is_left_out(home: Path, asked: dict[str, str]):
    at = opened(**asked)

    assert not at.exception
    assert "Service standards met" in words(at)
    assert ("which does not exist here" in words(at)) == ("channel" in asked)
    assert ("'2024-13' is not a period" in words(at)) == ("period" in asked)
    assert ("is shown instead" in words(at)) == ("period" in asked)


def test_an_indicator_has_its_comparisons_and_drills_into_groups(home: Path):
    at = opened("indicator", lang="en", period="2025-03", indicator="service_standards_met")

    assert not at.exception
    assert "Previous period (Feb 2025)" in words(at)
    assert "Same period last year (Mar 2024)" in words(at)
    assert "channel=online" in drawn(at)
    assert "Why it changed" in words(at)
    assert len([child for child in at.main.children.values() if child.type != "bidi_component"]) == 1  # the chart


def test_names_of_a_source_cannot_become_markup(home: Path):
    at = opened("indicator", lang="en", period="2025-03", indicator="service_standards_met", by="line")

    assert EVIL not in drawn(at)
    assert EVIL in words(at)


def test_an_unknown_indicator_is_one_sentence(home: Path):
    assert "There is no indicator with that name" in words(opened("indicator", lang="en", indicator="nonsense"))


def test_a_filter_that_its_records_do_not_know_is_not_applicable(home: Path):
    at = opened("indicator", lang="en", indicator="engagement_index", channel="kiosk")

    assert "Not applicable" in words(at)
    assert "remove the filter" in words(at)


def test_staff_indicators_have_no_way_down(home: Path):
    at = opened("indicator", lang="en", indicator="engagement_index")

    assert "never shown individually" in words(at)
    assert 'class="down"' not in drawn(at)


def test_a_failure_is_a_sentence_with_a_reference_and_no_traceback(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(indicators, "scorecard", lambda *_, **__: 1 / 0)

    at = opened(lang="fr")

    assert not at.exception
    said = words(at)
    assert "Cette page n’a pas pu être affichée" in said
    assert "ZeroDivisionError" not in said
    reference = said.split("référence ")[1].split(".")[0]
    assert any(reference in record.getMessage() for record in caplog.records)


def test_a_new_run_is_seen_at_once(home: Path):
    opened(lang="en")
    manifest = session.open_snapshot().manifest.model_copy(update={"run": "later"})
    write_manifest(home, manifest)

    assert session.open_snapshot().manifest.run == "later"
