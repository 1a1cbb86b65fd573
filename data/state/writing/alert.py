"""What people do with alerts, and the rules that they add and take back."""

import json
from collections.abc import Mapping
from datetime import date
from math import isfinite
from typing import Any

from sqlalchemy import Connection, insert, select

from data.refusals import alerts as alert_refusals
from data.refusals import state as refusals
from data.state.alert import ALERT_DECISION, ALERT_EVENT, AlertDecisionRow, AlertEvent, AlertRule
from data.state.base import Row
from data.state.engine import open_state, word_failures, write_transaction
from data.state.reading import fetch
from data.state.writing import checks, rows
from data.text import Text
from data.words import LONGEST_NOTE, AlertChange, AlertDecision, state_after

MOST_PERIODS = 60


def decide_alert(
    url: str,
    alert: int,
    *,
    decision: str | None,
    until: date | None,
    note: str | None,
    today: date,
    author: str,
    seen: int | None,
    event: int | None,
) -> None:
    """Takes an alert on, snoozes, closes or reopens it, by the `id` of the event that raised it.

    `seen`: the newest decision on it that the author saw, 0 for none; `event`: the newest event of it. Raises:
    UserError, for no decision, no day to snooze until or one that has passed, no note to close with or one that is too
    long, an alert that there is not, one that ended, or anything newer than what was seen.
    """
    if decision not in list(AlertDecision):
        raise alert_refusals.NO_DECISION()
    closes, snoozes = decision == AlertDecision.CLOSE, decision == AlertDecision.SNOOZE
    if snoozes and (until is None or not today < until <= checks.LAST_DAY):
        raise alert_refusals.NO_DAY(today=today)
    text = checks.optional(note, alert_refusals.NOTE, LONGEST_NOTE)
    if closes and text is None:
        raise alert_refusals.NO_NOTE()
    values = {"alert": alert, "decision": decision, "until": until if snoozes else None, "note": text}
    values["author"] = checks.author(author)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        newest = _newest_event(connection, alert)
        if newest["event"] == AlertChange.ENDED:
            raise alert_refusals.HAS_ENDED()
        _check_seen(connection, alert, seen, newest, event)
        connection.execute(insert(AlertDecisionRow).values(values | {"event": newest["id"]}))


def add_alert_rule(
    url: str,
    *,
    name: str | None,
    kind: str,
    indicator: str,
    scope: Mapping[str, str],
    limit: float | None,
    periods: int | None,
    author: str,
) -> int:
    """Puts a rule in force from the next run on; out: its `id`. Whether it names anything is the caller's question.

    Raises: UserError, for a name that another in force has, an empty name or author, or a number that cannot be meant.
    """
    if limit is not None and not isfinite(limit):
        raise alert_refusals.RULE_LIMIT()
    if periods is not None and not 1 <= periods <= MOST_PERIODS:
        raise alert_refusals.RULE_PERIODS(most=MOST_PERIODS)
    values = {
        "name": checks.name(name, alert_refusals.TO_FIND),
        "kind": kind,
        "indicator": indicator,
        "scope": json.dumps(dict(sorted(scope.items())), ensure_ascii=False),
        "limit": limit,
        "periods": periods,
        "author": checks.author(author),
    }
    return rows.add(url, AlertRule, values, None, _never)


def withdraw_alert_rule(url: str, id: int, *, author: str, reason: str | None) -> None:
    """Takes a rule back; its alerts end with the next run. Raises: UserError as `rows.withdraw`."""
    rows.withdraw(url, AlertRule, id, author, reason, None, _never)


def _never(_row: Row, _values: Row) -> bool:
    return False


def _newest_event(connection: Connection, alert: int) -> dict[str, Any]:
    """The newest event of an alert, which reaches from the event that raised it up to the next raising of its key."""
    raised = select(AlertEvent.key).where(AlertEvent.id == alert, AlertEvent.event == AlertChange.RAISED.value)
    same = AlertEvent.key == raised.scalar_subquery()
    query = select(AlertEvent.__table__).where(same, AlertEvent.id >= alert)
    events = fetch(connection, query.order_by(AlertEvent.id), ALERT_EVENT).to_dicts()
    if not events:
        raise alert_refusals.NO_ALERT()
    later = [place for place, row in enumerate(events) if place and row["event"] == AlertChange.RAISED]
    return events[later[0] - 1] if later else events[-1]


def _check_seen(
    connection: Connection, alert: int, seen: int | None, newest: Mapping[str, Any], event: int | None
) -> None:
    query = select(AlertDecisionRow.__table__).where(AlertDecisionRow.alert == alert).order_by(AlertDecisionRow.id)
    decisions = fetch(connection, query, ALERT_DECISION).to_dicts()
    if seen is not None and decisions and decisions[-1]["id"] > seen:
        last = decisions[-1]
        state = state_after(AlertDecision(last["decision"])).text
        change = Text(*(getattr(alert_refusals.NOW, lang).format(state=getattr(state, lang)) for lang in ("en", "fr")))
        raise refusals.CHANGED_MEANWHILE(who=last["author"], when=last["recorded_at"], change=change)
    if event is not None and newest["id"] > event:
        raise alert_refusals.OTHER_NUMBERS()
