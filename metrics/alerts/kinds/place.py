"""A place or a half-hour at which a standard breaks beyond chance, as the Operations page names it."""

import json
from collections.abc import Iterator, Sequence

from data.certainty import present
from data.words import Severity
from metrics.alerts.alert import Alert, alert_key
from metrics.alerts.kind import Judgement, Kind
from metrics.alerts.reading import Reading
from metrics.alerts.rule import Rule
from metrics.assessment.hot_spots import Spot, Spots

MOST = {("location",): 2, ("weekday", "hour"): 1, ("location", "hour"): 1}
"""Breakdowns of the Operations page, and how many of each are raised: those with the most missed beyond their target.
The page lists them all; an inbox of fifty would be read by nobody."""

TWICE = 2.0
"""A spot that misses so many times as many as its target allows is urgent."""


def judge(rules: Sequence[Rule], reading: Reading) -> Judgement:
    """Raised for the worst that stand out; one that is open stays so for as long as it stands out at all."""
    alerts: list[Alert] = []
    unjudged: set[str] = set()
    for rule in rules:
        for by, most in MOST.items():
            found = reading.spots(present(rule.indicator), by)
            if not found.listed:
                unjudged |= {key for key in reading.open_keys if _is_of(key, rule, by)}
            alerts += [_alert(rule, spot, reading) for spot in _named(found, rule, most, reading)]
    return Judgement(tuple(alerts), frozenset(unjudged))


def _is_of(key: str, rule: Rule, by: tuple[str, ...]) -> bool:
    """Whether a key is of a spot of these breakdowns."""
    id, indicator, codes, _ = json.loads(key)
    return (id, indicator) == (rule.id, present(rule.indicator).name) and set(codes) == set(by)


def _named(found: Spots, rule: Rule, most: int, reading: Reading) -> Iterator[Spot]:
    standing_out = sorted(
        (spot for spot in found.listed if spot.excess is not None), key=lambda spot: -(spot.excess or 0.0)
    )
    for rank, spot in enumerate(standing_out):
        if rank < most or alert_key(rule.id, present(rule.indicator).name, spot.codes) in reading.open_keys:
            yield spot


def _alert(rule: Rule, spot: Spot, reading: Reading) -> Alert:
    allowed = (1 - present(spot.target)) * spot.of
    urgent = present(spot.missed) >= TWICE * allowed
    return Alert(
        rule=rule.id,
        kind=rule.kind,
        indicator=present(rule.indicator).name,
        codes=spot.codes,
        period=present(reading.period).code,
        severity=Severity.URGENT if urgent else Severity.ATTENTION,
        weight=present(spot.excess) / spot.of,
        facts={"value": spot.value, "target": spot.target, "n": spot.of, "missed": spot.missed},
    )


KIND = Kind(code="place", judge=judge)
