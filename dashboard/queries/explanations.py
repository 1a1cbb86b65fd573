"""What pages read of why a number is what it is: the slices that account for a change, and where a gap comes from.

Slices that the viewer may not see are not searched: the snapshot and the filters are the viewer's own.
"""

from contextlib import suppress

import polars as pl

from dashboard.queries.cache import cached
from dashboard.queries.indicators import Where
from data.access.viewer import Viewer
from data.errors import UserError
from data.storage.snapshot import Snapshot
from metrics.assessment.cause import Cause
from metrics.calendar.periods import Period, parse
from metrics.engine.answer import Question
from metrics.explanation import gap
from metrics.explanation.explanation import Against, Explanation, explain


@cached(128)
def explanation(
    snapshot: Snapshot,
    viewer: Viewer,
    targets: pl.DataFrame,
    indicator: str,
    *,
    period: str,
    where: Where,
    against: Against,
    before: Period | None = None,
) -> Explanation | None:
    """The slices that account for a change; None where it cannot be explained, see `metrics.explanation`.

    `before`: the days that the period is held against, where a page compares it with others than `against` says.
    """
    question = Question(indicator=indicator, period=period, where=viewer.limited(where))
    with suppress(UserError):
        return explain(question, against, snapshot, targets, before=before)
    return None


@cached(256)
def gap_cause(
    snapshot: Snapshot,
    viewer: Viewer,
    targets: pl.DataFrame,
    indicator: str,
    *,
    period: str,
    where: Where,
    target: float,
) -> Cause | None:
    """Where the gap to a target comes from; see `metrics.explanation.gap`."""
    found = explanation(snapshot, viewer, targets, indicator, period=period, where=where, against=Against.TARGET)
    limited = viewer.limited(where)
    return gap.gap_cause(snapshot.catalogue[indicator], parse(period), limited, target, snapshot, found)
