"""Data that did not come: a record of a source that could not be read."""

from collections.abc import Sequence

from data.words import Severity
from metrics.alerts.alert import Alert
from metrics.alerts.kind import Judgement, Kind
from metrics.alerts.reading import Reading
from metrics.alerts.rule import Rule
from metrics.calendar.periods import containing

NO_DAY = ""
"""The period of what has no days at all."""


def judge(rules: Sequence[Rule], reading: Reading) -> Judgement:
    """Raised for each source of which a record shows older data than the rest; urgent where nothing of it was read."""
    return Judgement(tuple(alert for rule in rules for alert in _of_sources(rule, reading)))


def _of_sources(rule: Rule, reading: Reading) -> list[Alert]:
    manifest = reading.snapshot.manifest
    period = containing(manifest.data_to, "day").code if manifest.data_to else NO_DAY
    alerts = []
    for source, states in manifest.sources.items():
        late = sorted(record for record, state in states.items() if state.problem)
        if not late:
            continue
        last = max((day for record in late if (day := states[record].data_to)), default=None)
        alerts.append(
            Alert(
                rule=rule.id,
                kind=rule.kind,
                subject=source,
                period=period,
                severity=Severity.URGENT if len(late) == len(states) else Severity.ATTENTION,
                weight=len(late) / len(states),
                facts={"records": late, "day": last.isoformat() if last else None},
            )
        )
    return alerts


KIND = Kind(code="late", judge=judge, of_indicator=False, page="health")
