"""All rules judged over one run: what holds, and of what nothing can be said."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from data.storage.snapshot import Snapshot
from metrics.alerts.alert import Alert
from metrics.alerts.kind import Judgement
from metrics.alerts.kinds import kinds
from metrics.alerts.reading import Reading
from metrics.alerts.rule import Rule, declared_rules, rules_of_people


def evaluate(
    snapshot: Snapshot, targets: pl.DataFrame, added: Iterable[Mapping[str, Any]] = (), open_keys: Iterable[str] = ()
) -> Judgement:
    """The alerts of the rules in force, the worst first.

    In: all of the organisation's tables; `targets` as `data.state.targets` reads them; `added`: the rules that people
    added, `data.state.alert_rules` as dicts; `open_keys`: of the alerts that are open. Each key comes once.
    """
    rules = rules_in_force(snapshot, added)
    reading = Reading(snapshot, targets, rules, open_keys)
    judged = [kind.judge([rule for rule in rules if rule.kind == code], reading) for code, kind in kinds().items()]
    alerts = {alert.key: alert for judgement in judged for alert in judgement.alerts}
    unjudged = frozenset().union(*(judgement.unjudged for judgement in judged))
    return Judgement(tuple(sorted(alerts.values(), key=_order)), unjudged)


def rules_in_force(snapshot: Snapshot, added: Iterable[Mapping[str, Any]]) -> list[Rule]:
    """Every rule that the next run judges, as a list shows them."""
    return [*declared_rules(snapshot.catalogue, kinds()), *rules_of_people(added, snapshot.catalogue)]


def _order(alert: Alert) -> tuple[int, float]:
    return list(type(alert.severity)).index(alert.severity), -alert.weight
