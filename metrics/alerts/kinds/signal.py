"""An indicator that got worse beyond its normal variation, as its chart judges it."""

from collections.abc import Sequence

from data.words import Severity, Status
from metrics.alerts.alert import Alert
from metrics.alerts.kind import Judgement, Kind
from metrics.alerts.reading import Reading, judge_each, numbers_of
from metrics.alerts.rule import Rule
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import CONCERN, strength

FARTHEST = 10.0
"""Half-widths of the limits: what lies farther is no worse."""


def judge(rules: Sequence[Rule], reading: Reading) -> Judgement:
    """Raised while the last whole period is a concern; urgent where the target is missed as well."""
    return judge_each(rules, reading, _alert)


def _alert(rule: Rule, assessment: Assessment) -> Alert | None:
    if assessment.variation != CONCERN or assessment.judged_period is None:
        return None
    since = assessment.since or assessment.judged_period
    return Alert(
        rule=rule.id,
        kind=rule.kind,
        indicator=assessment.indicator.name,
        codes=rule.where,
        period=assessment.period.code,
        severity=Severity.URGENT if assessment.status is Status.MISSED else Severity.ATTENTION,
        weight=min(strength(assessment), FARTHEST) / FARTHEST,
        facts={**numbers_of(assessment), "rising": assessment.rising, "since": since.code},
    )


KIND = Kind(code="signal", judge=judge)
