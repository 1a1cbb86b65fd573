"""A value on the bad side of a limit that a person set."""

from collections.abc import Sequence

from data.certainty import present
from data.words import Better, Severity, Status
from metrics.alerts.alert import Alert
from metrics.alerts.kind import Judgement, Kind
from metrics.alerts.reading import Reading, judge_each, numbers_of
from metrics.alerts.rule import Rule
from metrics.assessment.assessment import Assessment
from metrics.assessment.target import TargetInForce, status


def judge(rules: Sequence[Rule], reading: Reading) -> Judgement:
    """Raised while the value of the latest whole month has passed the limit; a sample's interval must have, too."""
    return judge_each(rules, reading, _alert)


def _alert(rule: Rule, assessment: Assessment) -> Alert | None:
    most = present(rule.limit)
    limit = TargetInForce(target=most, near=most, source=rule.id)
    better = assessment.indicator.better
    passed = better is not Better.NEUTRAL and status(assessment.value, limit, better) is Status.MISSED
    # A sample whose interval holds the limit cannot be told from it.
    unsure = assessment.interval is not None and assessment.interval.holds(most)
    if not passed or unsure:
        return None
    return Alert(
        rule=rule.id,
        kind=rule.kind,
        indicator=assessment.indicator.name,
        codes=rule.where,
        period=assessment.period.code,
        severity=Severity.ATTENTION,
        facts={**numbers_of(assessment), "limit": most},
    )


KIND = Kind(code="threshold", judge=judge, takes=("limit",))
