"""The end of a run: every rule is judged over what was published, and what holds, got worse or ended is noted."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from data.event_log import log_event, log_events
from data.state import alert_rules, open_to_read, targets
from data.state.alert_log import newest_event, note_alerts, open_keys
from data.storage.atomic import replace_file
from data.storage.failures import explain_failures
from data.storage.snapshot import Snapshot
from metrics.alerts.alert import Alert
from metrics.alerts.evaluation import evaluate, rules_in_force
from metrics.catalogue import versions
from metrics.planning.demand import forecast_run

MARK = "alerts.mark"
"""The file in the home that says over what rules were judged last."""


@dataclass(frozen=True)
class AlertsResult:
    """What a run changed: how many were raised, got worse and ended, and how many hold in all.

    `judged`: False where nothing that rules depend on had changed, so that none was judged.
    """

    raised: int = 0
    worse: int = 0
    ended: int = 0
    holding: int = 0
    judged: bool = True


def judge_alerts(home: Path, url: str) -> AlertsResult:
    """Judges the rules over the run in force; safe to repeat: what has not changed is noted once, and not judged again.

    `url`: the application's own database. Raises: UserError, where that or a table cannot be read.
    """
    with explain_failures(home):
        snapshot = versions.open_snapshot(home)
        run = snapshot.manifest.run
        opened = open_to_read(url)
        added, goals, still_open = alert_rules(opened), targets(opened), open_keys(url)
        mark = _mark(snapshot, goals.write_csv(), added.to_dicts())
        if (home / MARK).exists() and (home / MARK).read_text() == _over(mark, url):
            return AlertsResult(holding=len(still_open), judged=False)
        judgement = evaluate(snapshot, goals, added.to_dicts(), still_open)
    with log_events(home, run):
        noted = note_alerts(url, run, [_row(alert) for alert in judgement.alerts], judgement.unjudged)
        log_event("alerts judged", holding=len(judgement.alerts), **noted)
    with explain_failures(home):
        replace_file(home / MARK, _over(mark, url))
    return AlertsResult(noted["raised"], noted["worse"], noted["ended"], len(judgement.alerts))


def _over(mark: str, url: str) -> str:
    """The mark beside what was noted last: a database that was restored or replaced is judged anew."""
    return f"{mark} {newest_event(url)}"


def _mark(snapshot: Snapshot, goals: str, added: list[dict[str, Any]]) -> str:
    """All that a judgement depends on: a quarter-hour's run that finds nothing new need not judge again."""
    manifest, forecasts = snapshot.manifest, forecast_run(snapshot)
    states = {
        source: {record: (state.problem, str(state.data_to)) for record, state in records.items()}
        for source, records in manifest.sources.items()
    }
    rules = [
        (rule.id, rule.kind, rule.indicator.name if rule.indicator else "", dict(rule.where), rule.limit, rule.periods)
        for rule in rules_in_force(snapshot, added)
    ]
    made = (forecasts.run, str(forecasts.made_at)) if forecasts else ()
    text = json.dumps([manifest.run, manifest.catalogue, states, goals, rules, made], sort_keys=True)
    return sha256(text.encode()).hexdigest()


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
