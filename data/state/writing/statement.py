"""Publishing a quarter's statement, once; whatever comes after it is a correction with its reason."""

from collections.abc import Callable

from sqlalchemy import insert, select

from data.refusals import state as state_refusals
from data.refusals.obligations import statement as refusals
from data.state.engine import open_state, word_failures, write_transaction
from data.state.statement import PublishedStatement
from data.state.writing import checks
from data.words import LONGEST_TEXT


def publish_statement(
    url: str,
    period: str,
    figures: str,
    *,
    author: str,
    correction: str | None = None,
    seen: int | None = None,
    same: Callable[[str, str], bool] = str.__eq__,
) -> int:
    """Publishes the figures of a quarter; out: the version.

    `correction`: why, of every version but the first. `seen`: the version on the author's screen, 0 for none. `same`:
    whether two kept texts read alike. Raises: UserError for a second publication without a reason, a correction of
    nothing or that changes nothing, and a version that the author has not seen.
    """
    who = checks.author(author)
    reason = None if correction is None else checks.reason(correction, refusals.TO_READ)
    if reason is not None:
        checks.check_length(reason, state_refusals.REASON, LONGEST_TEXT)
    newest = (
        select(PublishedStatement.__table__)
        .where(PublishedStatement.period == period)
        .order_by(PublishedStatement.version.desc())
        .limit(1)
    )
    with word_failures(url), write_transaction(open_state(url)) as connection:
        before = connection.execute(newest).mappings().one_or_none()
        if before is None and reason is not None:
            raise refusals.NOTHING_TO_CORRECT(period=period)
        if before is not None:
            told = {"period": period, "version": before["version"], "when": before["recorded_at"].date()}
            if seen is not None and seen < before["version"]:
                raise refusals.CHANGED_MEANWHILE(who=before["author"], **told)
            if reason is None:
                raise refusals.PUBLISHED_BEFORE(**told)
            if same(before["figures"], figures):
                raise refusals.NOTHING_CHANGED(period=period, version=before["version"])
        version = 1 if before is None else before["version"] + 1
        values = {"period": period, "version": version, "author": who, "reason": reason, "figures": figures}
        connection.execute(insert(PublishedStatement).values(values))
    return version
