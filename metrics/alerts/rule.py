"""The rules in force: those declared beside the indicators, those of every run, and those that people added."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from metrics.alerts.kind import Kind
from metrics.definition.alert_rule import HEADLINE_RULES
from metrics.definition.indicator import Indicator

USER = "user:"
"""Before the number of a rule that a person added."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule in force.

    `id`: the kind's code, or `user:7`. `indicator`: None for a kind that is about none. `where`: the slice, breakdown →
    code. `limit`, in the indicator's unit, and `periods`: as the kind takes them.
    """

    id: str
    kind: str
    indicator: Indicator | None = None
    where: Mapping[str, str] = field(default_factory=dict)
    limit: float | None = None
    periods: int | None = None


def declared_rules(catalogue: Mapping[str, Indicator], kinds: Mapping[str, Kind]) -> list[Rule]:
    """The rules of the catalogue in its order, then those of kinds that are about no indicator."""
    rules = [
        Rule(id=rule.kind, kind=rule.kind, indicator=indicator, limit=rule.limit, periods=rule.periods)
        for indicator in catalogue.values()
        for rule in _declared(indicator)
    ]
    return rules + [Rule(id=code, kind=code) for code, kind in kinds.items() if not kind.of_indicator]


def rules_of_people(rows: Iterable[Mapping[str, Any]], catalogue: Mapping[str, Indicator]) -> list[Rule]:
    """The rules that people added (`data.state.alert_rules`, as dicts), but for those on an indicator that is gone."""
    return [
        Rule(
            id=f"{USER}{row['id']}",
            kind=row["kind"],
            indicator=catalogue[row["indicator"]],
            where=json.loads(row["scope"]),
            limit=row["limit"],
            periods=row["periods"],
        )
        for row in rows
        if row["indicator"] in catalogue
    ]


def _declared(indicator: Indicator) -> tuple[Any, ...]:
    if indicator.alerts is not None:
        return indicator.alerts
    return HEADLINE_RULES if indicator.headline else ()
