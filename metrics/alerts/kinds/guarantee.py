"""A service guarantee at risk: breaches are to be expected, or open items will sooner be late than not."""

from collections.abc import Sequence

from data.words import Severity
from metrics.alerts.alert import Alert
from metrics.alerts.kind import Judgement, Kind
from metrics.alerts.reading import Reading
from metrics.alerts.rule import Rule
from metrics.calendar.periods import containing
from metrics.standards.at_risk import AHEAD, GroupAtRisk, Outlook
from metrics.standards.open_items import read_outlook
from metrics.standards.redress import KEPT

ONE = 1.0
"""Breaches expected within four weeks from which somebody should look at the open items."""


def judge(rules: Sequence[Rule], reading: Reading) -> Judgement:
    """Raised per service and channel; urgent while an item is past its time, or more likely than not to be."""
    if reading.snapshot.manifest.whole_to is None:
        return Judgement()
    found = read_outlook(reading.snapshot, {})
    if found is None:
        return Judgement()
    alerts = [_alert(rule, group, found) for rule in rules for group in found.groups]
    return Judgement(tuple(alert for alert in alerts if alert))


def _alert(rule: Rule, group: GroupAtRisk, found: Outlook) -> Alert | None:
    pressing = group.late + group.likely
    if group.breaches < ONE and not pressing:
        return None
    return Alert(
        rule=rule.id,
        kind=rule.kind,
        indicator=KEPT,
        codes={"service": group.service, "channel": group.channel},
        period=containing(found.whole_to, "day").code,
        severity=Severity.URGENT if pressing else Severity.ATTENTION,
        weight=min(1.0, (pressing + group.breaches) / max(group.open, 1)),
        facts={
            "breaches": round(group.breaches, 1),
            "late": group.late,
            "likely": group.likely,
            "until": (found.whole_to + AHEAD).isoformat(),
        },
    )


KIND = Kind(code="guarantee", judge=judge, of_indicator=False, page="service_quality")
