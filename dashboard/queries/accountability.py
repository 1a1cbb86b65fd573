"""What the pages read of agreements, audits and the Directive, as far as the reader may be told."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from dashboard.queries import indicators, reporting
from dashboard.queries.cache import cached
from dashboard.request.context import PageContext
from data.access.slices import is_of_partner, parse_slice, slice_code
from data.access.viewer import Viewer
from data.state import newest
from data.storage.snapshot import Snapshot
from metrics.accountability import acceptances, agreements, recommendations
from metrics.accountability.acceptances import GRAIN, Answer
from metrics.accountability.agreements import AgreementInForce, Measure, PartnerAgreements
from metrics.accountability.results import Result
from metrics.accountability.results import results as results_of
from metrics.calendar.periods import Period, parse
from metrics.engine.reach import latest_complete

Row = dict[str, Any]
OWN = "partner|run_by"
"""What the part of a comment names beside, where its author sees one partner only."""


def day(ctx: PageContext) -> date:
    """The day whose agreements are told: the last of the period, but none that lies ahead."""
    return min(ctx.period.end, reporting.today(ctx))


def partners(ctx: PageContext) -> list[PartnerAgreements]:
    """Every partner that the reader may see, with its agreements; those without one in force first."""
    named = {
        code: name
        for code, name in indicators.names(ctx.snapshot, "partner").items()
        if not ctx.viewer.scope or is_of_partner(code, ctx.viewer.extent)
    }
    return agreements.by_partner(in_force(ctx), named)


def in_force(ctx: PageContext) -> list[AgreementInForce]:
    """The agreements signed by the day of the page, those that have expired too."""
    return agreements.agreements_on(ctx.decisions.agreements, day(ctx))


def results(ctx: PageContext, agreement: AgreementInForce, period: str | None = None) -> list[Result]:
    """What was measured of an agreement in the period of the page, or another."""
    return _results(ctx.snapshot, ctx.viewer, agreement, period or ctx.period.code)


@cached(256)
def _results(snapshot: Snapshot, viewer: Viewer, agreement: AgreementInForce, period: str) -> list[Result]:
    return results_of(agreement, parse(period), snapshot)


def comment(ctx: PageContext, measure: Measure, partner: str) -> Row | None:
    """What was said in the period of the page of the very number of a measure, the newest."""
    code = slice_code(measure.part)
    said = ctx.decisions.comments.filter(
        ~pl.col("draft") & (pl.col("indicator") == measure.indicator) & (pl.col("period") == ctx.period.code)
    )
    rows = [row for row in said.to_dicts() if _without_own(row["part"], partner) == code]
    return rows[-1] if rows and reporting.may_read(measure.indicator, code, ctx) else None


def answers(ctx: PageContext, agreement: AgreementInForce) -> list[Answer]:
    """What each side said of the results, quarter by quarter, the latest first."""
    return acceptances.answers(agreement, ctx.decisions.acceptances, indicators.whole_to(ctx.snapshot))


def overdue(ctx: PageContext) -> list[Answer]:
    """The answers that are overdue today, whatever period the page shows, the longest first."""
    today = reporting.today(ctx)
    now = agreements.agreements_on(ctx.decisions.agreements, today)
    return acceptances.overdue([one for agreement in now for one in answers(ctx, agreement)], today)


def newest_answer(ctx: PageContext) -> int:
    """The newest answer to any results on the screen."""
    return newest(ctx.decisions.acceptances)


def quarter(ctx: PageContext) -> Period:
    """The last quarter that is over."""
    return latest_complete(indicators.whole_to(ctx.snapshot), GRAIN)


def recommended(ctx: PageContext) -> list[Row]:
    """The audit recommendations as they stand, the late ones first."""
    return recommendations.in_order(ctx.decisions.recommendations.filter("newest").to_dicts(), reporting.today(ctx))


def late(ctx: PageContext) -> list[Row]:
    """Those whose day has passed."""
    return [row for row in recommended(ctx) if recommendations.is_late(row, reporting.today(ctx))]


def history(ctx: PageContext, code: str) -> list[Row]:
    """Every version of a recommendation, the newest first."""
    return ctx.decisions.recommendations.filter(pl.col("code") == code).reverse().to_dicts()


def newest_recommendation(ctx: PageContext) -> int:
    """The newest version of any recommendation on the screen."""
    return newest(ctx.decisions.recommendations)


def counted(rows: Sequence[Row]) -> Mapping[Any, int]:
    """How many recommendations have which status."""
    return recommendations.counted(rows)


def _without_own(part: str, partner: str) -> str:
    """The part of which a comment is; what a partner itself says is of its own part, and of no other's."""
    parts = parse_slice(part)
    if tuple(parts.get(OWN, ())) == (partner,):
        del parts[OWN]
    return slice_code(parts)
