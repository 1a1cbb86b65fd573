"""One indicator as plain rows: what `scorecard query` prints and data links hand out, for who asks."""

from collections.abc import Mapping, Sequence

import polars as pl

from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.assessment.assessment import without_late
from metrics.calendar.periods import parse
from metrics.definition.limits import unlimited
from metrics.engine.answer import Question, answer
from metrics.engine.reach import require_known


def indicator_table(
    snapshot: Snapshot,
    viewer: Viewer,
    indicator: str,
    *,
    by: Sequence[str] = (),
    grain: str | None = None,
    period: str | None = None,
    where: Mapping[str, Sequence[str]],
) -> pl.DataFrame:
    """The numbers of an indicator: columns of `metrics.engine.answer.answer`, what waits for a record as late.

    `snapshot`: as the viewer may read it. Raises: UserError, as `answer`, and for a period without data.
    """
    question = Question(indicator=indicator, by=by, grain=grain, period=period, where=viewer.limited(where))
    if period:
        require_known(parse(period), unlimited(snapshot))
    numbers = answer(question, snapshot)
    return without_late(numbers, snapshot.catalogue[indicator], snapshot)
