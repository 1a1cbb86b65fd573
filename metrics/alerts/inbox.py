"""Where every alert stands: what runs noted of it and what people did with it, put together."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.words import AlertChange, AlertDecision, AlertState, Severity, state_after

TOLD = (AlertChange.RAISED, AlertChange.WORSE)
"""What somebody should hear of."""
OPEN = (AlertState.NEW, AlertState.TAKEN)
"""What somebody still has to see to."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One alert from its raising to its end.

    `id`: of the event that raised it. `event`: its newest, `told`: the newest that somebody should hear of.
    `decision`: the newest that a person made, 0 for none; `by`, `until` and `note` are of the one in force. `rule` to
    `facts`: as `metrics.alerts.alert.Alert`. `worse`: whether it got worse after it was raised.
    """

    id: int
    event: int
    told: int
    decision: int
    state: AlertState
    raised_at: datetime
    changed_at: datetime
    worse: bool
    rule: str
    kind: str
    indicator: str
    codes: Mapping[str, str]
    subject: str
    period: str
    severity: Severity
    weight: float
    facts: Mapping[str, Any]
    by: str | None = None
    until: date | None = None
    note: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it counts in the header."""
        return self.state in OPEN


def entries(events: Iterable[Mapping[str, Any]], decisions: Iterable[Mapping[str, Any]], today: date) -> list[Entry]:
    """Every alert, the worst first, of equals the newest.

    In: `data.state.alert_events` and `data.state.alert_decisions` as dicts, oldest first. A decision holds until a run
    tells something newer: what is worse is new again, and so is what was snoozed until `today` or an earlier day.
    """
    episodes: dict[int, list[Mapping[str, Any]]] = {}
    current: dict[str, int] = {}
    for event in events:
        if event["event"] == AlertChange.RAISED:
            current[event["key"]] = event["id"]
        episodes.setdefault(current[event["key"]], []).append(event)
    decided: dict[int, Mapping[str, Any]] = {decision["alert"]: decision for decision in decisions}
    found = [_entry(rows, decided.get(id), today) for id, rows in episodes.items()]
    gravity = list(Severity)
    return sorted(found, key=lambda one: (gravity.index(one.severity), -one.weight, -one.id))


def _entry(events: list[Mapping[str, Any]], decision: Mapping[str, Any] | None, today: date) -> Entry:
    first, last = events[0], events[-1]
    told = max(event["id"] for event in events if event["event"] in TOLD)
    in_force = decision if decision is not None and decision["event"] >= told else None
    state = state_after(AlertDecision(in_force["decision"])) if in_force else AlertState.NEW
    if in_force and state is AlertState.SNOOZED and in_force["until"] <= today:
        state, in_force = AlertState.NEW, None
    if last["event"] == AlertChange.ENDED:
        state = AlertState.ENDED
    return Entry(
        id=first["id"],
        event=last["id"],
        told=told,
        decision=decision["id"] if decision else 0,
        state=state,
        raised_at=first["recorded_at"],
        changed_at=last["recorded_at"],
        worse=told != first["id"],
        **{name: last[name] for name in ("rule", "kind", "indicator", "subject", "period", "weight")},
        severity=Severity(last["severity"]),
        codes=json.loads(last["codes"]),
        facts=json.loads(last["facts"]),
        **({name: in_force[column] for name, column in DECIDED.items()} if in_force else {}),
    )


DECIDED = {"by": "author", "until": "until", "note": "note"}
