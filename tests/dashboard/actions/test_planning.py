"""Everything that a page changes goes by an action: signed, refused where something newer was not seen, and worded."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.actions import planning
from dashboard.queries import session
from data.access.viewer import Viewer
from data.audit.check import search_trail
from data.errors import UserError
from data.state import override_history, plan, scenarios
from tests.support.pages import context, context_of_home

ADA, BOB = Viewer(name="Ada"), Viewer(name="Bob")
MONDAY = date(2025, 3, 31)
TELEPHONE = {"channel": "telephone", "line": None, "location": None}
SHIFT = {"kind": "shift", "from_channel": "in_person", "to_channel": "telephone", "share": 0.1, "starts": "2025-03-31"}


def override(viewer: Viewer, seen: int, name: str, lang: str = "en", series: dict | None = None) -> str:
    return planning.add_override(
        context_of_home("demand", lang), viewer, seen, series=series or TELEPHONE, grain="day", first_day=MONDAY,
        last_day=MONDAY, kind="add", amount=10.0, name=name, reason="A letter",
    )  # fmt: skip


def save(viewer: Viewer, seen: int, *steps: dict) -> str:
    ctx = context_of_home("demand")
    return planning.save_scenario(ctx, viewer, seen, name="Shift", steps=steps, description=None, grain="day")


def test_an_override_is_signed_by_who_made_it_and_said_in_the_language_of_the_page(foretold: Path):
    assert override(ADA, 0, "Mailing", "fr").replace("\N{NO-BREAK SPACE}", " ") == "Enregistré : Mailing."
    history = override_history(context_of_home("demand").decisions.url)
    assert history.select("author", "forecast_run", "origin").row(0) == ("Ada", "b", date(2025, 3, 30))


def test_what_somebody_else_changed_unseen_is_not_overwritten(foretold: Path):
    override(ADA, 0, "Mailing")

    with pytest.raises(UserError) as error:
        override(BOB, 0, "Campaign")
    assert error.value.code == "state_changed_meanwhile"
    assert "Ada" in error.value.text("fr")
    assert override(BOB, 1, "Campaign") == "Saved: Campaign."


def test_a_viewer_overrides_no_series_outside_their_scope(foretold: Path):
    agent = replace(ADA, scope=(("channel", ("telephone",)),))

    assert override(agent, 0, "Mine") == "Saved: Mine."
    with pytest.raises(UserError, match="within your part"):
        override(agent, 1, "Theirs", series=TELEPHONE | {"channel": "in_person"})


def test_a_viewer_changes_and_takes_back_nothing_outside_their_scope_by_its_number(foretold: Path):
    agent = replace(ADA, scope=(("channel", ("telephone",)),))
    day = {"line": None, "first_day": MONDAY, "last_day": MONDAY, "effect": "exclude", "percent": None,
           "every_year": False, "name": "Strike", "name_fr": "Grève"}  # fmt: skip
    override(ADA, 0, "Theirs", series=TELEPHONE | {"channel": "in_person"})
    planning.add_special_day(context_of_home("demand"), ADA, 0, channel="in_person", **day)
    snapshot = session.open_snapshot()
    seen = context("demand", snapshot=snapshot, decisions=session.open_decisions(snapshot, agent))

    assert seen.decisions.special_days.is_empty(), "they do not even read it"
    changes = [
        lambda: planning.withdraw_override(seen, agent, 1, id=1, name="Theirs", reason="Mine now"),
        lambda: planning.withdraw_special_day(seen, agent, 1, id=1, name="Strike", reason="Mine now"),
        lambda: planning.change_special_day(seen, agent, 1, id=1, reason="Mine", channel="telephone", **day),
    ]
    for change in changes:
        with pytest.raises(UserError, match="within your part"):
            change()


def test_a_viewer_saves_no_scenario_of_what_they_do_not_see(foretold: Path):
    agent = replace(ADA, scope=(("channel", ("kiosk",)),))

    with pytest.raises(UserError, match="within your part"):
        save(agent, 0, SHIFT)
    assert scenarios(context_of_home("demand").decisions.url).is_empty()


def test_a_scenario_keeps_what_came_out_and_is_published_in_the_version_that_was_seen(foretold: Path):
    save(ADA, 0, SHIFT)
    with pytest.raises(UserError) as error:
        save(BOB, 0, SHIFT | {"share": 0.2})
    save(BOB, 1, SHIFT | {"share": 0.2})
    ctx = context_of_home("demand")
    planning.publish_plan(ctx, ADA, 0, version=1, reason=None)

    url = ctx.decisions.url
    assert error.value.code == "state_changed_meanwhile"
    assert scenarios(url)["version"].to_list() == [2]
    assert plan(url).version == 1
    assert {row["measure"] for row in plan(url).result} >= {"demand"}

    with pytest.raises(UserError, match="Ada"):
        planning.withdraw_plan(ctx, BOB, 0, name="Shift", reason="Not seen")
    planning.withdraw_plan(ctx, BOB, plan(url).id, name="Shift", reason="Seen")
    assert plan(url) is None


def test_who_may_not_plan_changes_nothing_and_leaves_a_line(foretold: Path):
    steward = Viewer("steward", name="Eve", email="eve@example.org")
    with pytest.raises(UserError, match="Your role"):
        override(steward, 0, "Hers")
    override(ADA, 0, "Ours")

    url = f"sqlite:///{foretold / 'state.db'}"
    assert override_history(url)["name"].to_list() == ["Ours"]
    assert search_trail(url).select("who", "event", "what").rows() == [
        ("administrator of the home", "wrote", "add override Ours"),
        ("eve@example.org", "refused", "add override Hers"),
    ]


def test_a_change_that_is_refused_is_told_in_the_trail_after_its_attempt(foretold: Path):
    override(ADA, 0, "Twice")
    with pytest.raises(UserError):
        override(BOB, 0, "Twice")

    events = search_trail(f"sqlite:///{foretold / 'state.db'}")["event"].to_list()
    assert events == ["refused", "wrote", "wrote"]
