"""What of an indicator raises an alert: declared beside it, judged at the end of each run."""

from dataclasses import dataclass

PERIODS = 3
"""So many periods missed in a row are no slip any more."""


@dataclass(frozen=True, kw_only=True)
class AlertRule:
    """One rule. `kind`: a module of `metrics.alerts.kinds`; what `limit` and `periods` mean is the kind's."""

    kind: str
    limit: float | None = None
    periods: int | None = None


HEADLINE_RULES = (AlertRule(kind="signal"), AlertRule(kind="missed", periods=PERIODS))
"""Of an indicator on the first screen that declares none of its own."""

STANDARD_RULES = (*HEADLINE_RULES, AlertRule(kind="place"))
"""Of a standard whose rows tell where and when: the worst place and half-hour as well."""
