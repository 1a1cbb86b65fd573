"""A target that was missed so many periods in a row."""

from collections.abc import Sequence

from data.words import Severity, Status
from metrics.alerts.alert import Alert
from metrics.alerts.kind import Judgement, Kind
from metrics.alerts.reading import Reading, judge_each, numbers_of
from metrics.alerts.rule import Rule
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group
from metrics.assessment.evidence import LONG
from metrics.definition.alert_rule import PERIODS

NEARLY = 2
"""What is near its target comes after what misses it as often."""


def judge(rules: Sequence[Rule], reading: Reading) -> Judgement:
    """Raised from `periods` on, while the value is not on the good side and the Scorecard asks for attention."""
    return judge_each(rules, reading, _alert)


def _alert(rule: Rule, assessment: Assessment) -> Alert | None:
    in_a_row = assessment.evidence.missed_in_a_row if assessment.evidence else 0
    asks = group(assessment) is AttentionGroup.ATTENTION and assessment.status is not Status.MET
    if in_a_row < (rule.periods or PERIODS) or not asks:
        return None
    return Alert(
        rule=rule.id,
        kind=rule.kind,
        indicator=assessment.indicator.name,
        codes=rule.where,
        period=assessment.period.code,
        severity=Severity.ATTENTION,
        weight=min(in_a_row, LONG) / LONG / (1 if assessment.status is Status.MISSED else NEARLY),
        facts={**numbers_of(assessment), "periods": in_a_row},
    )


KIND = Kind(code="missed", judge=judge, takes=("periods",))
