"""Alerts in the database: raised once while nothing changes, ended by themselves, decided on by people who saw them."""

from datetime import date

import pytest

from data.errors import UserError
from data.state import alert_decisions, alert_events, alert_rules
from data.state.alert_log import note_alerts, open_keys
from data.state.writing import add_alert_rule, decide_alert, withdraw_alert_rule

TODAY = date(2025, 3, 1)


def found(key: str = "a", **other: object) -> dict[str, object]:
    """An alert as a run hands it in."""
    about = {"key": key, "rule": "signal", "kind": "signal", "indicator": "trust", "codes": "{}", "subject": ""}
    return about | {"period": "2025-01", "severity": "attention", "weight": 0.5, "facts": '{"value": 0.5}'} | other


def noted(url: str, run: str, *alerts: dict, unjudged: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """What a run adds: event and key."""
    before = alert_events(url).height
    note_alerts(url, run, alerts, unjudged)
    return alert_events(url)[before:].select("event", "key").rows()


def decide(url: str, alert: int = 1, decision: str | None = "take", **other: object) -> None:
    given = {"until": None, "note": None, "today": TODAY, "author": "Luc Roy", "seen": None, "event": None} | other
    decide_alert(url, alert, decision=decision, **given)


def test_what_holds_is_raised_once_and_never_again_while_nothing_changes(url):
    assert noted(url, "r1", found()) == [("raised", "a")]
    assert noted(url, "r1", found()) == []
    assert noted(url, "r2", found()) == []
    assert open_keys(url) == {"a"}


@pytest.mark.parametrize(
    ("before", "now", "event"),
    [
        ("attention", {"facts": '{"value": 0.4}'}, "changed"),
        ("attention", {"period": "2025-02"}, "changed"),
        ("attention", {"severity": "urgent"}, "worse"),
        ("notice", {"severity": "attention"}, "worse"),
        ("urgent", {"severity": "attention"}, "changed"),
    ],
)
def test_it_is_told_again_only_where_it_got_worse(url, before, now, event):
    noted(url, "r1", found(severity=before))
    assert noted(url, "r2", found(**({"severity": before} | now))) == [(event, "a")]


def test_it_ends_with_its_condition_and_is_raised_anew_when_that_returns(url):
    noted(url, "r1", found("a"), found("b"))

    assert noted(url, "r2", found("b")) == [("ended", "a")]
    assert noted(url, "r3", found("b")) == []
    assert open_keys(url) == {"b"}
    assert noted(url, "r4", found("a"), found("b")) == [("raised", "a")]


def test_what_cannot_be_judged_has_not_ended(url):
    noted(url, "r1", found())

    assert noted(url, "r2", unjudged=("a",)) == []
    assert open_keys(url) == {"a"}
    assert noted(url, "r3") == [("ended", "a")]


def test_a_decision_is_kept_with_what_its_author_saw(url):
    noted(url, "r1", found())
    noted(url, "r2", found(period="2025-02"))

    decide(url, decision="close", note="  Staff hired ", seen=0, event=2)

    assert alert_decisions(url).select("alert", "event", "decision", "note", "author").rows() == [
        (1, 2, "close", "Staff hired", "Luc Roy")
    ]


def test_who_has_not_seen_a_decision_or_new_numbers_is_told(url):
    noted(url, "r1", found())
    decide(url, seen=0, event=1)

    with pytest.raises(UserError, match=r"Luc Roy has changed this .* the alert is now 'Taken'"):
        decide(url, decision="close", note="Done", seen=0, event=1, author="Maya Tremblay")
    decide(url, decision="snooze", until=date(2025, 3, 2), seen=1, event=1)
    noted(url, "r2", found(severity="urgent"))
    with pytest.raises(UserError, match="a run has found other numbers"):
        decide(url, seen=2, event=1)
    noted(url, "r3")
    with pytest.raises(UserError, match="has ended by itself"):
        decide(url, seen=2, event=2)
    assert alert_decisions(url).height == 2


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"decision": None}, "Choose what to do"),
        ({"decision": "burn"}, "Choose what to do"),
        ({"decision": "snooze"}, "Say until which day"),
        ({"decision": "snooze", "until": TODAY}, "after today \\(2025-03-01\\)"),
        ({"decision": "close"}, "Say in a note why"),
        ({"decision": "close", "note": "  "}, "Say in a note why"),
        ({"decision": "close", "note": "x" * 281}, "281"),
        ({"alert": 7}, "There is no such alert"),
        ({"author": " "}, "."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(url, asked, sentence):
    noted(url, "r1", found())
    with pytest.raises(UserError, match=sentence):
        decide(url, **asked)
    assert alert_decisions(url).is_empty()
    decide(url, decision="close", note="x" * 280)


def test_an_alert_is_found_by_its_raising_though_its_key_was_raised_before_and_after(url):
    noted(url, "r1", found())
    noted(url, "r2")
    noted(url, "r3", found())

    with pytest.raises(UserError, match="has ended by itself"):
        decide(url, alert=1)
    with pytest.raises(UserError, match="no such alert"):
        decide(url, alert=2)
    decide(url, alert=3)
    assert alert_decisions(url)["event"].to_list() == [3]


def test_a_rule_is_in_force_until_it_is_withdrawn(url):
    rule = {"kind": "threshold", "indicator": "trust", "scope": {"channel": "kiosk"}, "limit": 0.5, "periods": None}
    number = add_alert_rule(url, name="Kiosk trust", author="Luc Roy", **rule)
    with pytest.raises(UserError, match="A rule named 'Kiosk trust' is in force already"):
        add_alert_rule(url, name="kiosk trust", author="Luc Roy", **rule)

    assert alert_rules(url).select("id", "scope", "limit").rows() == [(number, '{"channel": "kiosk"}', 0.5)]

    withdraw_alert_rule(url, number, author="Luc Roy", reason="Kiosks are gone")
    assert alert_rules(url).is_empty()
    with pytest.raises(UserError, match="was withdrawn by Luc Roy"):
        withdraw_alert_rule(url, number, author="Luc Roy", reason="Again")


@pytest.mark.parametrize("wrong", [{"limit": float("nan")}, {"periods": 0}, {"periods": 61}, {"name": ""}])
def test_a_rule_with_a_number_that_cannot_be_meant_is_refused(url, wrong):
    rule = {"name": "R", "kind": "missed", "indicator": "trust", "scope": {}, "limit": None, "periods": 3}
    with pytest.raises(UserError):
        add_alert_rule(url, author="Luc Roy", **(rule | wrong))
    assert alert_rules(url).is_empty()
