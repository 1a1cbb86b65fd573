"""The end of a run: every rule is judged over what was published, and what holds, got worse or ended is noted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.event_log import log_event, log_events
from data.state import alert_rules, targets
from data.state.alert_log import note_alerts, open_keys
from data.storage.failures import explain_failures
from metrics.alerts.alert import Alert
from metrics.alerts.evaluation import evaluate
from metrics.catalogue import versions


@dataclass(frozen=True)
class AlertsResult:
    """What a run changed: how many were raised, got worse and ended, and how many hold in all."""

    raised: int
    worse: int
    ended: int
    holding: int


def judge_alerts(home: Path, url: str) -> AlertsResult:
    """Judges the rules over the run in force; safe to repeat: what has not changed is noted once.

    `url`: the application's own database. Raises: UserError, where that or a table cannot be read.
    """
    with explain_failures(home):
        snapshot = versions.open_snapshot(home)
        run = snapshot.manifest.run
        added = alert_rules(url).to_dicts()
        judgement = evaluate(snapshot, targets(url), added, open_keys(url))
    with log_events(home, run):
        noted = note_alerts(url, run, [_row(alert) for alert in judgement.alerts], judgement.unjudged)
        log_event("alerts judged", holding=len(judgement.alerts), **noted)
    return AlertsResult(noted["raised"], noted["worse"], noted["ended"], len(judgement.alerts))


def _row(alert: Alert) -> Mapping[str, Any]:
    """An alert as the columns of an event."""
    return {
        "key": alert.key,
        "rule": alert.rule,
        "kind": alert.kind,
        "indicator": alert.indicator,
        "codes": json.dumps(dict(sorted(alert.codes.items())), ensure_ascii=False),
        "subject": alert.subject,
        "period": alert.period,
        "severity": alert.severity.value,
        "weight": alert.weight,
        "facts": json.dumps(dict(alert.facts), ensure_ascii=False),
    }
