"""The inbox: what it lists and for whom, where its links lead, and what is done through its form."""

import json
import re
import shutil
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from dashboard.actions import alerts as actions
from dashboard.queries import alerts as queries
from dashboard.queries import session
from dashboard.ui.forms import Submission
from dashboard.views.alerts import blocks, forms, links
from data.access.viewer import Viewer
from data.audit.check import search_trail
from data.errors import UserError
from data.state import alert_decisions, alert_rules
from data.state.alert_log import note_alerts
from data.storage.manifest import write_manifest
from data.words import AlertState
from metrics.catalogue.visible import visible
from tests.metrics.alerts.drawn import COUNTER, town
from tests.support.pages import context, drawn, opened

MANAGER = Viewer("operations_manager", (("location", ("north",)),), email="n@example.org", name="n@example.org")
BOARD = Viewer("board_member", email="b@example.org", name="b@example.org")
BOSS = Viewer(name="Luc Roy")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("made")
    write_manifest(home, town(home, {("north", 12): [50], ("south", 12): [5]}, 1).manifest)
    alerts = [
        alert("south", {"location": "south"}, "attention"),
        alert("north", {"location": "north", "hour": "12:00"}, "urgent"),
        alert("all", {}, "notice"),
        alert("staff", {}, "notice", indicator="engagement_index"),
        alert("unit", {"unit": "u1"}, "notice", indicator="engagement_index"),
    ]
    note_alerts(f"sqlite:///{home / 'state.db'}", "r1", alerts, ())
    return home


def alert(key: str, codes: dict[str, str], severity: str, indicator: str = COUNTER) -> dict[str, object]:
    kind = "place" if codes.get("location") else "missed"
    facts = {"value": 0.25, "target": 0.85, "n": 60, "missed": 45, "periods": 4}
    about = {"key": key, "rule": kind, "kind": kind, "indicator": indicator, "codes": json.dumps(codes)}
    says = {"period": "2025-01", "severity": severity, "weight": 0.5, "facts": json.dumps(facts)}
    return about | says | {"subject": ""}


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy that a test may write to; out: the URL of its database."""
    copy = tmp_path / "home"
    shutil.copytree(made, copy)
    monkeypatch.setenv("SCORECARD_HOME", str(copy))
    return f"sqlite:///{copy / 'state.db'}"


def as_seen_by(viewer: Viewer, lang: str = "en", **own: str):
    snapshot = session.open_snapshot()
    pages = {"alerts": ("state", "alert"), "transactions": ("indicator", "only"), "indicator": ("indicator",)}
    return context(
        "alerts",
        lang,
        snapshot=visible(snapshot, viewer),
        decisions=session.open_decisions(snapshot, viewer),
        viewer=viewer,
        own=own,
        takes=pages | {"operations": ("measure",)},
    )


def keys(viewer: Viewer) -> list[str]:
    return [entry.codes.get("location", entry.indicator) for entry in queries.inbox(as_seen_by(viewer))]


def decide(ctx, viewer: Viewer = BOSS, alert: int = 2, **other: object) -> str:
    given = {"event": 2, "decision": "take", "until": None, "note": None} | other
    return actions.decide(ctx, viewer, given.pop("seen", 0), alert=alert, **given)


def test_each_viewer_sees_what_is_theirs_the_worst_first(home: str):
    assert keys(BOSS)[:2] == ["north", "south"]
    assert sorted(keys(BOSS)[2:]) == [COUNTER, "engagement_index", "engagement_index"]
    assert keys(MANAGER) == ["north"]
    assert sorted(keys(BOARD)) == [COUNTER, "engagement_index", "north", "south"], "no unit of the staff"
    assert "engagement_index" not in keys(Viewer("planner"))
    assert keys(Viewer("hr_analyst")) == ["engagement_index"] * 2
    assert keys(Viewer("operations_manager", (("region", ("down",)),))) == ["south"], "a place tells its region"
    assert keys(Viewer("operations_manager", (("channel", ("telephone",)),))) == []
    assert queries.open_count(as_seen_by(MANAGER)) == 1


def test_the_page_lists_them_with_a_count_in_the_header(home: str):
    page = opened("alerts", lang="en")
    markup = unescape(drawn(page))
    first = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", markup))

    assert "5 alerts" in first
    assert 'href="./alerts?' in markup
    assert first.index("North centre, 12:00: 25.0% of 60 in Jan 2025 against 85.0%, 45 missed") < first.index(
        "South centre: 25.0%"
    )
    assert "Urgent" in first
    assert "5 alertes" in drawn(opened("alerts", lang="fr"))


def test_a_page_without_alerts_says_so(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    copy = tmp_path / "home"
    shutil.copytree(made, copy)
    (copy / "state.db").unlink()
    monkeypatch.setenv("SCORECARD_HOME", str(copy))
    page = opened("alerts", lang="en")

    assert "No run has judged the rules yet" in drawn(page)
    assert "No alerts" in drawn(page)


def test_links_lead_to_the_slice_and_period_and_only_to_pages_of_the_reader(home: str):
    (entry,) = queries.inbox(as_seen_by(MANAGER))
    hrefs = re.findall(r'href="([^"]*)"', unescape(str(links.ways(entry, as_seen_by(MANAGER)))))

    assert [href.partition("?")[0] for href in hrefs] == ["./transactions", "./operations", "./indicator"]
    assert "period=2025-01" in hrefs[0]
    assert "location=north" in hrefs[0]
    assert "hour=12%3A00" in hrefs[0]
    assert "only=missed" in hrefs[0]
    board = re.findall(r'href="([^"]*)"', str(links.ways(entry, as_seen_by(BOARD))))
    assert [href.partition("?")[0] for href in board] == ["./indicator"]
    assert "go-alert" not in str(blocks.listed([entry], "open", as_seen_by(BOARD))), "who only reads gets no form"


def test_what_somebody_does_is_kept_told_and_noted(home: str):
    ctx = as_seen_by(MANAGER)
    assert decide(ctx, MANAGER) == "Done: taken."
    tomorrow = queries.today() + timedelta(days=1)
    assert (
        decide(as_seen_by(BOSS, "fr"), decision="snooze", until=tomorrow, seen=1) == "Fait\N{NO-BREAK SPACE}: reportée."
    )

    row = alert_decisions(home).row(-1, named=True)
    assert (row["alert"], row["decision"], row["until"], row["author"]) == (2, "snooze", tomorrow, "Luc Roy")
    (entry,) = [entry for entry in queries.inbox(as_seen_by(BOSS)) if entry.id == 2]
    assert (entry.state, entry.by, entry.is_open) == (AlertState.SNOOZED, "Luc Roy", False)
    lines = search_trail(home)
    assert [(line["who"], line["what"]) for line in lines.to_dicts()][::-1] == [
        ("n@example.org", "take alert 2"),
        ("administrator of the home", "snooze alert 2"),
    ]


def test_who_may_not_or_does_not_see_it_changes_nothing_and_is_told(home: str):
    for viewer, number, sentence in [
        (BOARD, 2, "may not do that"),
        (MANAGER, 1, "no such alert"),
        (MANAGER, 3, "no such alert"),
        (Viewer("planner", email="p@example.org", name="p"), 4, "no such alert"),
    ]:
        with pytest.raises(UserError, match=sentence):
            decide(as_seen_by(viewer), viewer, number)
    assert alert_decisions(home).is_empty()
    decide(as_seen_by(BOSS))
    with pytest.raises(UserError, match="Luc Roy has changed this"):
        decide(as_seen_by(BOSS), replace(BOSS, name="Maya"))


def test_a_rule_is_added_within_what_its_author_sees_and_withdrawn(home: str):
    rule = {"name": "Noon", "kind": "threshold", "indicator": COUNTER, "limit": 0.5, "periods": None}
    with pytest.raises(UserError, match="more than what is yours"):
        actions.add_rule(as_seen_by(MANAGER), MANAGER, scope=None, **rule)
    assert "Noon" in actions.add_rule(as_seen_by(MANAGER), MANAGER, scope="location=north", **rule)

    assert alert_rules(home).select("name", "scope", "limit").rows() == [("Noon", '{"location": "north"}', 0.5)]
    south = Viewer("operations_manager", (("location", ("south",)),), email="s@example.org", name="s")
    with pytest.raises(UserError, match="no rule number 1"):
        actions.withdraw_rule(as_seen_by(south), south, id=1, reason="Mine is better")
    actions.withdraw_rule(as_seen_by(MANAGER), MANAGER, id=1, reason="Done")
    assert alert_rules(home).is_empty()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "thresold"}, "no kind of rule 'thresold': did you mean threshold"),
        ({"kind": "late"}, "is about no indicator"),
        ({"indicator": "trus"}, "There is no indicator 'trus': did you mean trust"),
        ({"scope": "location=nort"}, "nort"),
        ({"scope": "tenure=new"}, "tenure"),
        ({"limit": None}, "needs a limit"),
        ({"kind": "missed"}, "needs a number of periods"),
        ({"kind": "place", "indicator": "trust"}, "no place can stand out"),
        ({"scope": "channel=telephone"}, "has no value in this slice"),
        ({"scope": "nonsense"}, "A scope must name something"),
    ],
)
def test_a_rule_that_names_nothing_is_refused_in_a_sentence(home: str, wrong: dict, sentence: str):
    rule = {"name": "R", "kind": "threshold", "indicator": COUNTER, "scope": None, "limit": 0.5, "periods": None}
    with pytest.raises(UserError, match=sentence):
        actions.add_rule(as_seen_by(BOSS), BOSS, **(rule | wrong))
    assert alert_rules(home).is_empty()


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({"do": ["close"], "note": ["Staff hired"]}, "Done: closed."),
        ({"do": ["snooze"]}, "Say until which day"),
        ({"do": ["take"], "event": ["1"]}, "a run has found other numbers"),
    ],
)
def test_the_form_hands_over_what_was_on_the_screen(home: str, monkeypatch, filled: dict, said: str):
    sent = {}
    monkeypatch.setattr(forms, "form", lambda title, fields, save, ctx, key, **other: sent.update(other, save=save))
    ctx = as_seen_by(BOSS)
    (entry,) = [entry for entry in queries.inbox(ctx) if entry.id == 2]
    forms.decide(entry, ctx)
    values = {"seen": [str(sent["seen"])], "event": ["2"], "who": ["Luc Roy"]} | filled
    submission = Submission(values=values, ctx=ctx)

    try:
        answer = sent["save"](submission)
    except UserError as error:
        answer = str(error)
    assert said in answer
    assert sent["offered"]
