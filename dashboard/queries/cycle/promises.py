"""What comments promised, and what became of it by the period that the page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from dashboard.queries import indicators
from dashboard.queries.reporting import may_read, part
from dashboard.request.context import PageContext
from metrics.assessment.assessment import Assessment
from metrics.reporting.due import newest_published
from metrics.reporting.effect import Effect, Promise, judge, promise_of


@dataclass(frozen=True)
class JudgedPromise:
    """A promise, and what became of it."""

    promise: Promise
    effect: Effect


def promises(ctx: PageContext) -> list[JudgedPromise]:
    """Those of the part on the page that were made of its period or an earlier one, the first to be due first."""
    rows = newest_published(ctx.decisions.comments.filter(pl.col("part") == part(ctx)))
    made = (promise_of(row) for row in rows if row["first_day"] <= ctx.period.start)
    seen = [one for one in made if one and _may_read(one, ctx)]
    return [JudgedPromise(one, judge(one, _at(one.period.code, one, ctx), _at(ctx.period.code, one, ctx)))
            for one in sorted(seen, key=lambda one: (one.by, one.indicator))]  # fmt: skip


def promises_of(ctx: PageContext, indicator: str) -> list[JudgedPromise]:
    """Those that a comment on an indicator made, or that are about it."""
    return [one for one in promises(ctx) if indicator in (one.promise.indicator, one.promise.row["indicator"])]


def _may_read(promise: Promise, ctx: PageContext) -> bool:
    names: Iterable[str] = (promise.indicator, promise.row["indicator"])
    return all(may_read(name, promise.row["part"], ctx) for name in names)


def _at(period: str, promise: Promise, ctx: PageContext) -> Assessment:
    targets, where = ctx.decisions.targets, ctx.where
    return indicators.assess(ctx.snapshot, ctx.viewer, targets, (promise.indicator,), period, where)[0]
