"""What a run itself notes of alerts, and what was sent to whom: the system's own records, written by nobody else."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from data.state.alert import ALERT_EVENT, AlertDelivery, AlertEvent
from data.state.engine import open_state, word_failures, write_transaction
from data.state.reading import fetch
from data.words import AlertChange, Severity

SENDING, SENT, FAILED = "sending", "sent", "failed"

ABOUT = ("key", "rule", "kind", "indicator", "codes", "subject")
SAYS = ("period", "severity", "weight", "facts")
GRAVITY = [severity.value for severity in reversed(Severity)]


def note_alerts(url: str, run: str, alerts: Sequence[Mapping[str, Any]], unjudged: Iterable[str]) -> dict[str, int]:
    """Notes what holds in a run; out: how many of each event.

    In: `alerts`, each key once, with the columns of an event but `run` and `event`. What holds already and is no worse
    is not raised again: its numbers change. What holds no more has ended, but for the keys `unjudged`, of which
    nothing can be said. The same run noted twice adds nothing.
    """
    judged = {alert["key"]: dict(alert) for alert in alerts}
    with word_failures(url), write_transaction(open_state(url)) as connection:
        last = _last_events(connection)
        rows = [row for alert in judged.values() if (row := _news(alert, last.get(alert["key"])))]
        for key, event in last.items():
            if event["event"] != AlertChange.ENDED and key not in judged and key not in set(unjudged):
                rows.append({name: event[name] for name in ABOUT + SAYS} | {"event": AlertChange.ENDED.value})
        if rows:
            connection.execute(insert(AlertEvent), [row | {"run": run} for row in rows])
    return {change.value: sum(row["event"] == change for row in rows) for change in AlertChange}


def open_keys(url: str) -> frozenset[str]:
    """The keys of the alerts that have not ended."""
    with word_failures(url), open_state(url).connect() as connection:
        last = _last_events(connection)
    return frozenset(key for key, event in last.items() if event["event"] != AlertChange.ENDED)


def newest_event(url: str) -> str:
    """What tells a database with what was noted last from every other: empty where nothing was noted yet."""
    with word_failures(url), open_state(url).connect() as connection:
        query = select(AlertEvent.id, AlertEvent.recorded_at).order_by(AlertEvent.id.desc()).limit(1)
        return " ".join(map(str, connection.execute(query).first() or ()))


def note_delivery(url: str, recipient: str, events: Iterable[int], outcome: str, reason: str | None = None) -> None:
    """Notes that something is being sent to somebody, was sent, or could not be."""
    values = {"recipient": recipient, "events": json.dumps(sorted(events)), "outcome": outcome, "reason": reason}
    with word_failures(url), write_transaction(open_state(url)) as connection:
        connection.execute(insert(AlertDelivery).values(values))


def _last_events(connection: Connection) -> dict[str, dict[str, Any]]:
    """Key → its newest event."""
    rows = fetch(connection, select(AlertEvent.__table__).order_by(AlertEvent.id), ALERT_EVENT)
    return {row["key"]: row for row in rows.iter_rows(named=True)}


def _news(alert: Mapping[str, Any], last: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The event that an alert makes, None where nothing changed."""
    if last is None or last["event"] == AlertChange.ENDED:
        return {**alert, "event": AlertChange.RAISED.value}
    if GRAVITY.index(alert["severity"]) > GRAVITY.index(last["severity"]):
        return {**alert, "event": AlertChange.WORSE.value}
    if any(alert[name] != last[name] for name in SAYS):
        return {**alert, "event": AlertChange.CHANGED.value}
    return None
