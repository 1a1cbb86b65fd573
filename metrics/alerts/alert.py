"""An alert: what a rule says of one slice in one period, as codes and numbers; its words are the dashboard's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from data.words import Severity


@dataclass(frozen=True, kw_only=True)
class Alert:
    """One alert.

    `rule`: the code of a kind, or `user:7` for a rule that a person added. `kind`: a module of `metrics.alerts.kinds`.
    `indicator`: its name, empty where it is about none. `codes`: the slice, breakdown → code; none for all of it.
    `subject`: what it is about where that is no indicator, as the name of a source. `period`: its code. `weight`: how
    bad among those of the same severity and kind, 0 to 1. `facts`: what its sentence says, as plain values that JSON
    holds; values and targets in the indicator's unit.
    """

    rule: str
    kind: str
    period: str
    severity: Severity
    indicator: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    weight: float = 0.0
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What tells it from every other, in whichever period: while it lasts it is raised once."""
        return alert_key(self.rule, self.indicator, self.codes, self.subject)


def alert_key(rule: str, indicator: str, codes: Mapping[str, str], subject: str = "") -> str:
    """The identity of an alert: its rule and what it is about, never the period or a number."""
    return json.dumps([rule, indicator, dict(sorted(codes.items())), subject], ensure_ascii=False)
