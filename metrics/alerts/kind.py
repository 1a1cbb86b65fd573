"""A kind of rule: how it is judged, what it takes, and where a reader goes from its alerts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.alerts.alert import Alert

if TYPE_CHECKING:
    from metrics.alerts.reading import Reading
    from metrics.alerts.rule import Rule


@dataclass(frozen=True)
class Judgement:
    """What a kind says in one run. `unjudged`: keys of alerts of which nothing can be said, so that they stay as they
    are: no data has come, and no data is no all-clear.
    """

    alerts: tuple[Alert, ...] = ()
    unjudged: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind.

    `code`: its module's name. `judge`: its rules and what a run reads → what they say. `of_indicator`: whether its
    rules are about an indicator each; else one rule is in force in every run. `takes`: what a rule that a person adds
    must say of it: `limit`, `periods`. `page`: who may not open it does not see its alerts.
    """

    code: str
    judge: Callable[[Sequence["Rule"], "Reading"], Judgement]
    of_indicator: bool = True
    takes: tuple[str, ...] = ()
    page: str = "indicator"
