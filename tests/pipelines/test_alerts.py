"""The end of a run: rules are judged over what was published, once for each state of the world."""

from datetime import timedelta
from pathlib import Path

import pytest

from data.state import alert_events
from data.state.writing import add_alert_rule, add_targets, withdraw_alert_rule
from data.storage.manifest import read_manifest, write_manifest
from pipelines.alerts import AlertsResult, judge_alerts
from tests.metrics.alerts.drawn import COUNTER, target, town
from tests.support.forecasts import ORIGIN, foretell


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A town whose noon in the north is bad: 50 of 60 too late."""
    write_manifest(tmp_path, town(tmp_path, {("north", 12): [50] * 3, ("south", 12): [5] * 3}, 3).manifest)
    add_targets(url_of(tmp_path), target())
    return tmp_path


def url_of(home: Path) -> str:
    return f"sqlite:///{home / 'state.db'}"


def last_events(home: Path) -> list[tuple[str, str, str]]:
    return alert_events(url_of(home)).select("event", "kind", "codes").rows()


def test_what_holds_is_noted_once_and_judged_again_only_when_something_changed(home: Path):
    first = judge_alerts(home, url_of(home))

    assert first.judged
    assert first.raised == first.holding == len(last_events(home))
    assert ("raised", "place", '{"location": "north"}') in last_events(home)
    again = judge_alerts(home, url_of(home))
    assert again == AlertsResult(holding=first.holding, judged=False)
    (home / "alerts.mark").unlink()
    assert judge_alerts(home, url_of(home)) == AlertsResult(holding=first.holding), "judged again, nothing new"


def test_a_database_that_was_restored_is_judged_though_nothing_else_changed(home: Path):
    first = judge_alerts(home, url_of(home))
    (home / "state.db").unlink()
    add_targets(url_of(home), target())

    assert judge_alerts(home, url_of(home)) == first


def test_a_rule_that_a_person_adds_is_judged_by_the_next_run_and_ends_when_it_is_withdrawn(home: Path):
    judge_alerts(home, url_of(home))
    rule = {"kind": "threshold", "indicator": COUNTER, "scope": {}, "limit": 0.9, "periods": None}
    number = add_alert_rule(url_of(home), name="R", author="a", **rule)

    assert judge_alerts(home, url_of(home)).raised == 1
    withdraw_alert_rule(url_of(home), number, author="a", reason="b")
    assert judge_alerts(home, url_of(home)).ended == 1


def test_a_target_that_changes_is_judged_anew(home: Path):
    judge_alerts(home, url_of(home))
    add_targets(url_of(home), target(wanted=0.1, near=0.05))
    result = judge_alerts(home, url_of(home))

    assert (result.ended, result.holding) == (len(last_events(home)) // 2, 0)


@pytest.mark.parametrize(("more", "severity"), [(0, None), (100, "notice")])
def test_a_week_outside_of_what_was_forecast_for_it_is_raised(home: Path, more: int, severity: str | None):
    foretell(home, "a", ORIGIN - timedelta(days=7), more=more)
    foretell(home, "b", ORIGIN)
    judge_alerts(home, url_of(home))
    found = alert_events(url_of(home)).filter(kind="forecast")

    assert set(found["severity"]) == ({severity} if severity else set())
    assert ('{"channel": "telephone"}' in found["codes"].to_list()) == (severity is not None)


def test_two_weeks_in_a_row_need_attention(home: Path):
    foretell(home, "a", ORIGIN - timedelta(days=14), more=100)
    foretell(home, "b", ORIGIN - timedelta(days=7), more=100)
    foretell(home, "c", ORIGIN)
    judge_alerts(home, url_of(home))

    assert set(alert_events(url_of(home)).filter(kind="forecast")["severity"]) == {"attention"}


def test_with_one_forecast_there_is_nothing_to_compare(home: Path):
    foretell(home, "a", ORIGIN, more=100)
    judge_alerts(home, url_of(home))

    assert alert_events(url_of(home)).filter(kind="forecast").is_empty()
    assert read_manifest(home) is not None
