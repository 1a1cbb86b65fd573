"""What rules are judged by: the verdicts of the pages, over the latest whole month, each read once."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import polars as pl

from data.storage.snapshot import Snapshot
from data.words import Absence, Status
from metrics.alerts.alert import Alert, alert_key
from metrics.alerts.kind import Judgement
from metrics.alerts.rule import Rule
from metrics.assessment.assessment import Assessment, applies, assess
from metrics.assessment.history import Where
from metrics.assessment.hot_spots import Spots, spots_of
from metrics.calendar.periods import Period
from metrics.definition.indicator import Indicator
from metrics.engine.reach import latest_complete

Slice = tuple[tuple[str, str], ...]
AlertOf = Callable[[Rule, Assessment], Alert | None]


class Reading:
    """The snapshot of a run, the targets in force, and the keys of the alerts that are open.

    A verdict is that of `metrics.assessment`, for the month on which the Scorecard opens: an alert never says what a
    page denies.
    """

    def __init__(
        self, snapshot: Snapshot, targets: pl.DataFrame, rules: Iterable[Rule], open_keys: Iterable[str] = ()
    ) -> None:
        self.snapshot = snapshot
        self.targets = targets
        self.open_keys = frozenset(open_keys)
        self._rules = tuple(rules)
        self._assessments: dict[Slice, dict[str, Assessment]] = {}
        self._spots: dict[tuple[str, tuple[str, ...]], Spots] = {}

    @cached_property
    def period(self) -> Period | None:
        """The latest month of which every day was over when it was read; None in a home whose records have no days."""
        whole_to = self.snapshot.manifest.whole_to
        return latest_complete(whole_to) if whole_to else None

    def assessment(self, rule: Rule) -> Assessment | None:
        """The verdicts on the slice of a rule; None where there is no period, or the slice means nothing."""
        if self.period is None or rule.indicator is None:
            return None
        key = tuple(sorted(rule.where.items()))
        if key not in self._assessments:
            where: Where = {name: [code] for name, code in key}
            alike = [one.indicator for one in self._rules if one.indicator and one.where == rule.where]
            wanted = [one for one in dict.fromkeys(alike) if applies(one, where)]
            verdicts = assess(wanted, self.period, where, self.snapshot, self.targets)
            self._assessments[key] = {one.indicator.name: one for one in verdicts}
        return self._assessments[key].get(rule.indicator.name)

    def spots(self, indicator: Indicator, by: tuple[str, ...]) -> Spots:
        """The places or half-hours of an indicator in the month; none where its records do not tell them."""
        if self.period is None or not set(by) <= set(indicator.breakdowns):
            return Spots()
        key = indicator.name, by
        if key not in self._spots:
            self._spots[key] = spots_of(indicator, self.period, by, {}, self.snapshot, self.targets)
        return self._spots[key]


def judge_each(rules: Iterable[Rule], reading: Reading, alert_of: AlertOf) -> Judgement:
    """What rules on one indicator each say: `alert_of` gives the alert of a rule and its verdicts, or None.

    A slice without a value, or with too few to judge, is not judged; what is suppressed is not kept either.
    """
    alerts, unjudged = [], set()
    for rule in rules:
        assessment = reading.assessment(rule)
        if assessment is None or is_unjudged(assessment):
            if assessment is None or assessment.absence is not Absence.SUPPRESSED:
                unjudged.add(alert_key(rule.id, rule.indicator.name if rule.indicator else "", rule.where))
        elif alert := alert_of(rule, assessment):
            alerts.append(alert)
    return Judgement(tuple(alerts), frozenset(unjudged))


def is_unjudged(assessment: Assessment) -> bool:
    """Whether nothing can be said of a slice in the month."""
    return assessment.value is None or assessment.status is Status.TOO_FEW


def numbers_of(assessment: Assessment) -> Mapping[str, float | int | str | None]:
    """What every sentence on an indicator may say: its value, target and how many it counts."""
    return {"value": assessment.value, "target": assessment.target, "n": assessment.n, "gap": assessment.gap}
