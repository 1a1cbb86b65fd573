"""Where an alert stands, by what runs noted and what people did."""

from datetime import UTC, date, datetime

import pytest

from data.words import AlertState
from metrics.alerts.inbox import Entry, entries

TODAY = date(2025, 3, 10)
MOMENT = datetime(2025, 3, 1, 12, tzinfo=UTC)


def events(*drawn: str) -> list[dict]:
    """`raised a`, `worse a urgent`: an event, a key, a severity; numbered from 1."""
    rows = []
    for number, line in enumerate(drawn, start=1):
        event, key, severity = [*line.split(), "attention"][:3]
        about = {"rule": "signal", "kind": "signal", "indicator": key, "codes": '{"channel": "kiosk"}', "subject": ""}
        says = {"period": "2025-01", "severity": severity, "weight": 0.5, "facts": f'{{"value": {number}}}'}
        rows.append({"id": number, "recorded_at": MOMENT, "run": "r", "event": event, "key": key} | about | says)
    return rows


def decided(decision: str, event: int, alert: int = 1, id: int = 1, **other: object) -> dict:
    about = {"id": id, "recorded_at": MOMENT, "alert": alert, "event": event, "decision": decision}
    return about | {"until": None, "note": None, "author": "Luc Roy"} | other


def one(drawn: list[dict], *decisions: dict, today: date = TODAY) -> Entry:
    (entry,) = entries(drawn, decisions, today)
    return entry


def test_an_alert_has_the_newest_numbers_and_counts_until_somebody_closes_it():
    drawn = events("raised a", "changed a")
    entry = one(drawn)

    assert (entry.id, entry.event, entry.told, entry.state) == (1, 2, 1, AlertState.NEW)
    assert entry.facts == {"value": 2}
    assert entry.codes == {"channel": "kiosk"}
    assert entry.is_open
    assert one(drawn, decided("take", 2)).state is AlertState.TAKEN
    assert one(drawn, decided("take", 2)).is_open
    closed = one(drawn, decided("close", 2, note="Staff hired"))
    assert (closed.state, closed.by, closed.note, closed.is_open) == (
        AlertState.CLOSED, "Luc Roy", "Staff hired", False
    )  # fmt: skip


def test_other_numbers_leave_a_decision_in_force_and_worse_ones_end_it():
    close = decided("close", 1, note="Known")
    assert one(events("raised a", "changed a"), close).state is AlertState.CLOSED

    worse = one(events("raised a", "worse a urgent"), close)
    assert (worse.state, worse.by, worse.worse, worse.told) == (AlertState.NEW, None, True, 2)
    assert worse.decision == 1, "who decides now has seen that one"


@pytest.mark.parametrize(
    ("until", "state"),
    [(date(2025, 3, 11), AlertState.SNOOZED), (date(2025, 3, 10), AlertState.NEW), (date(2025, 3, 9), AlertState.NEW)],
)
def test_what_is_snoozed_wakes_on_its_day(until: date, state: AlertState):
    assert one(events("raised a"), decided("snooze", 1, until=until)).state is state


def test_the_last_decision_counts():
    decisions = [decided("close", 1, note="Done"), decided("reopen", 1, id=2)]
    entry = one(events("raised a"), *decisions)

    assert (entry.state, entry.decision) == (AlertState.NEW, 2)


def test_what_ended_has_ended_whatever_was_decided_and_returns_as_another():
    drawn = events("raised a", "ended a", "raised a")
    first, second = sorted(entries(drawn, [decided("close", 1, note="Done")], TODAY), key=lambda entry: entry.id)

    assert (first.state, second.state) == (AlertState.ENDED, AlertState.NEW)
    assert not first.is_open


def test_the_worst_comes_first_and_of_equals_the_newest():
    drawn = events("raised a notice", "raised b urgent", "raised c", "raised d urgent")
    drawn[3]["weight"] = 0.9

    assert [entry.indicator for entry in entries(drawn, [], TODAY)] == ["d", "b", "c", "a"]
    drawn[1]["weight"] = 0.9
    assert [entry.indicator for entry in entries(drawn, [], TODAY)] == ["d", "b", "c", "a"]
