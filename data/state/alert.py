"""Alerts: the rules that people added, what every run raised and ended, what people did about it, what was sent."""

from datetime import date

import polars as pl
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import read, recorded_columns, written_columns
from data.state.withdrawal import in_force


class AlertRule(Recorded, State):
    """One row per rule that a person added; withdrawn as overrides are."""

    __tablename__ = "alert_rule"

    name: Mapped[str]
    kind: Mapped[str]
    """A module of `metrics.alerts.kinds`."""
    indicator: Mapped[str]
    scope: Mapped[str]
    """JSON: breakdown → code."""
    limit: Mapped[float | None]
    """In the indicator's stored unit."""
    periods: Mapped[int | None]
    author: Mapped[str]


class AlertEvent(Recorded, State):
    """One row per change of an alert, written by a run: an alert is the rows from one `raised` on, by its `key`."""

    __tablename__ = "alert_event"

    run: Mapped[str]
    event: Mapped[str]
    """A code of `data.words.AlertChange`: raised, worse (told again), changed (other numbers, not told) or ended."""
    key: Mapped[str]
    """What tells an alert from every other, see `metrics.alerts.alert.alert_key`."""
    rule: Mapped[str]
    kind: Mapped[str]
    indicator: Mapped[str]
    codes: Mapped[str]
    """JSON: breakdown → code."""
    subject: Mapped[str]
    period: Mapped[str]
    severity: Mapped[str]
    """A code of `data.words.Severity`."""
    weight: Mapped[float]
    facts: Mapped[str]
    """JSON: what its sentence says."""


class AlertDecisionRow(Recorded, State):
    """One row per thing that a person did with an alert."""

    __tablename__ = "alert_decision"

    alert: Mapped[int]
    """The `id` of the event that raised it."""
    event: Mapped[int]
    """The newest event of it that the person saw: what is told after it is open again."""
    decision: Mapped[str]
    """A code of `data.words.AlertDecision`."""
    until: Mapped[date | None]
    note: Mapped[str | None]
    author: Mapped[str]


class AlertDelivery(Recorded, State):
    """One row before and one after each attempt to send something to somebody."""

    __tablename__ = "alert_delivery"

    recipient: Mapped[str]
    """An e-mail address, or the name of a channel in the settings; never its address, which may hold a password."""
    events: Mapped[str]
    """JSON: the `id` of every event that it told."""
    outcome: Mapped[str]
    """`sending`, `sent` or `failed`."""
    reason: Mapped[str | None]


ALERT_RULE = written_columns(AlertRule)
ALERT_EVENT = recorded_columns(AlertEvent)
ALERT_DECISION = recorded_columns(AlertDecisionRow)
ALERT_DELIVERY = recorded_columns(AlertDelivery)


def alert_rules(url: str) -> pl.DataFrame:
    """The rules in force that people added: columns `id`, `ALERT_RULE`, `recorded_at` (UTC)."""
    return in_force(url, AlertRule)


def alert_events(url: str) -> pl.DataFrame:
    """What runs noted of alerts, oldest first: columns `ALERT_EVENT`."""
    return read(url, select(AlertEvent.__table__).order_by(AlertEvent.id), ALERT_EVENT)


def alert_decisions(url: str) -> pl.DataFrame:
    """What people did with alerts, oldest first: columns `ALERT_DECISION`."""
    return read(url, select(AlertDecisionRow.__table__).order_by(AlertDecisionRow.id), ALERT_DECISION)


def alert_deliveries(url: str) -> pl.DataFrame:
    """What was sent to whom, oldest first: columns `ALERT_DELIVERY`."""
    return read(url, select(AlertDelivery.__table__).order_by(AlertDelivery.id), ALERT_DELIVERY)
