"""Where a missed target comes from: the slice that stands out by most of it, else the one group that most of it is of.

Two answers to one question would contradict each other, so that whoever asks it asks here.
"""

from dataclasses import replace

from data.certainty import present, scalar
from data.storage.snapshot import Snapshot
from metrics.assessment.cause import Cause, cause
from metrics.assessment.history import Where
from metrics.calendar.periods import Period
from metrics.definition.indicator import Indicator
from metrics.engine.answer import values
from metrics.engine.scope import Scope
from metrics.engine.waves import scope_of_wave
from metrics.explanation.explanation import Explanation


def gap_cause(
    indicator: Indicator,
    period: Period,
    where: Where,
    target: float,
    snapshot: Snapshot,
    explanation: Explanation | None,
) -> Cause | None:
    """Where the gap of an indicator to its `target` comes from; None where no slice stands out and none has half of it.

    `explanation`: of the period against its target; None where slices cannot be searched. Of the slices that stand out
    it is the one with the largest part of the gap; its `value` is that of all its rows.
    """
    slices = explanation.slices if explanation else ()
    largest = max((one for one in slices if one.share), key=lambda one: one.share or 0, default=None)
    if largest is None:
        group = cause(indicator, period, where, target, snapshot)
        return replace(group, stands_out=False) if group and explanation and explanation.candidates else group
    narrowed = {**where, **{name: [code] for name, code in largest.breakdowns.items()}}
    scope = scope_of_wave(indicator, Scope(span=period, where=narrowed), snapshot)
    value = scalar(values([indicator], scope, snapshot)["value"].first(), float)
    return Cause(largest.breakdowns, present(largest.share), value, stands_out=True)
