"""What rows of others are changes nothing on a page that somebody reads, in no file that they take, in no message."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random

import pytest

from dashboard.exports import csv_and_workbook
from dashboard.queries import people, session
from dashboard.queries.cache import forget as forget_answers
from dashboard.shell.pages import PAGES
from data.access.roles import ROLES
from data.access.viewer import Viewer
from data.errors import UserError
from data.state import Override, SpecialDay
from data.state.writing import add_agreements, add_override, add_recommendations, add_special_day
from data.storage.manifest import write_manifest
from data.storage.snapshot import Snapshot
from metrics.drilldown.rows_behind import list_rows
from metrics.engine.answer import Question
from tests.data.state.test_accountability import AGREEMENT, RECOMMENDATION
from tests.support.forecasts import foretell
from tests.support.organisation import draw_rows, draw_viewer, home_of, others_changed
from tests.support.pages import drawn, opened
from tests.support.proofs import count, proof

VIEWERS = 20
ORIGIN = date(2025, 3, 31)
SECRET = "a word that nobody else may read"
SECRET_PARTNER = "a partner of nobody"
CHOSEN = {
    "indicator": [{"indicator": "service_standards_met"}, {"indicator": "overall_satisfaction"}],
    "transactions": [{"indicator": "transaction_volume"}],
    "transaction": [{"record": "transaction", "key": "T0003"}, {"record": "transaction", "key": "T0004x4"}],
    "demand": [{}, {"section": "plan"}, {"section": "scenarios"}],
    "search": [{"q": "T000"}, {"q": "north"}, {"q": "secret"}],
}


@contextmanager
def home_in_force(folder: Path) -> Iterator[None]:
    before = os.environ.get("SCORECARD_HOME")
    os.environ["SCORECARD_HOME"] = str(folder)
    forget_answers()
    try:
        yield
    finally:
        os.environ.pop("SCORECARD_HOME")
        if before is not None:
            os.environ["SCORECARD_HOME"] = before
        forget_answers()


def published(folder: Path, rows, viewer: Viewer, *, secrets: bool) -> Snapshot:
    """A home with forecasts and what planners wrote; with `secrets` also of what the viewer does not see."""
    snapshot = home_of(folder, rows, publish=True)
    write_manifest(folder, snapshot.manifest)
    foretell(folder, snapshot.manifest.run, ORIGIN)
    url = f"sqlite:///{folder / 'state.db'}"
    seen = dict(viewer.scope).get("channel", ())
    other = next((one for one in ("online", "telephone", "kiosk") if one not in seen), "in_person")
    if secrets and viewer.scope:
        days = {"first_day": date(2025, 4, 1), "last_day": date(2025, 4, 1)}
        series = {"channel": other, "line": None, "location": None}
        add_special_day(
            url,
            SpecialDay(name=SECRET, name_fr=None, channel=other, line=None, effect="exclude", percent=None,
                       every_year=False, **days),
            author="Ada", seen=0,
        )  # fmt: skip
        add_override(
            url,
            Override(name=SECRET, reason=SECRET, kind="percent", amount=0.0, forecast_run=snapshot.manifest.run,
                     origin=ORIGIN, **series, **days),
            author="Ada", seen=0,
        )  # fmt: skip
        add_agreements(url, [AGREEMENT | {"partner": SECRET_PARTNER, "title_en": SECRET, "name_en": SECRET}])
        add_recommendations(url, [RECOMMENDATION | {"text_en": SECRET, "owner": SECRET}], author=SECRET)
    return snapshot


def everything(folder: Path, viewer: Viewer, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """All that a viewer can obtain of a home: pages in both languages, files, what search finds, what refuses."""
    found: dict[str, object] = {}
    with home_in_force(folder):
        monkeypatch.setattr(people, "current_viewer", lambda: viewer)
        for page in PAGES:
            for asked in CHOSEN.get(page.name, [{}]):
                for lang in ("en", "fr") if page.name == "scorecard" else ("en",):
                    found[f"{page.name} {asked} {lang}"] = drawn(
                        opened(page.name, lang=lang, period="2025-01", **asked)
                    )
        snapshot = session.open_snapshot(viewer=viewer)
        for name in snapshot.catalogue:
            question = Question(indicator=name, period="2025-01")
            try:
                found[f"file {name}"] = csv_and_workbook.csv(
                    list_rows(question, snapshot).frame.sort("key").collect(), "en"
                )
            except UserError as error:
                found[f"file {name}"] = error.text("fr")
    return found


@proof("what a page shows, a file holds and search finds is the same whatever others' rows are", VIEWERS, seed=6)
def test_no_page_and_no_file_depends_on_rows_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    draw = Random(6)
    rows = draw_rows(draw)
    roles = [role for role in ROLES if role not in ("administrator", "board_member", "hr_analyst")]
    for n in range(count(VIEWERS)):
        viewer = draw_viewer(draw, roles)
        both = []
        for name, of, secrets in (("one", rows, False), ("two", others_changed(rows, viewer, draw), True)):
            folder = tmp_path / f"{n}" / name
            published(folder, of, viewer, secrets=secrets)
            both.append(everything(folder, viewer, monkeypatch))
        one, two = both
        assert one.keys() == two.keys()
        for what, obtained in one.items():
            assert obtained == two[what], (viewer, what)
            assert SECRET not in str(two[what]), (viewer, what)
        assert any("Scorecard" in str(text) for text in one.values())


def test_it_would_be_seen_if_a_page_told_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The same comparison fails for somebody whose scope is left out."""
    draw = Random(7)
    rows = draw_rows(draw, 120)
    manager, boss = Viewer("planner", (("channel", ("telephone",)),), email="a@b.c"), Viewer("planner", email="a@b.c")
    folders = [tmp_path / name for name in ("one", "two")]
    monkeypatch.setattr("tests.dashboard.shell.test_pages_of_others.PAGES", [PAGES[0]])
    for folder, of in zip(folders, (rows, others_changed(rows, manager, draw)), strict=True):
        published(folder, of, manager, secrets=False)
    limited, whole = ([everything(folder, who, monkeypatch) for folder in folders] for who in (manager, boss))
    assert limited[0] == limited[1]
    assert whole[0] != whole[1]
