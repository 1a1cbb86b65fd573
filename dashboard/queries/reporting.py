"""What the pages read of the reporting cycle: comments, actions and decisions, locks, and what a period asks for."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from data.access.slices import parse_slice, slice_code, slice_of
from data.state import newest
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.reporting import closing
from metrics.reporting import due as due_now
from metrics.reporting.checklist import Check
from metrics.reporting.due import DueComment, due_comments
from metrics.reporting.restatement import Restatement, compare

Row = Mapping[str, Any]


def part(ctx: PageContext) -> str:
    """The part of the organisation that the page shows, as what is written about it names it."""
    return slice_code(slice_of(ctx.viewer, ctx.where))


def may_read(indicator: str, part: str, ctx: PageContext) -> bool:
    """Whether the reader sees an indicator, and of staff results the groups that the part names: texts tell numbers."""
    declaration = ctx.snapshot.catalogue.get(indicator)
    if declaration is None:
        return False
    return not declaration.restricted or set(parse_slice(part)) <= set(ctx.viewer.declared.groups)


def today(ctx: PageContext) -> date:
    """The day by which something is overdue: that by which people's decisions are shown, or today.

    Of a closed period it is the day of its close, whether or not the run of the close is still kept.
    """
    return (ctx.decisions.at or ctx.snapshot.as_of or datetime.now(UTC)).date()


def versions(ctx: PageContext, indicator: str) -> list[Row]:
    """What everybody may read of the comments on what the page shows, the newest first."""
    return list(_of_page(ctx, indicator).filter(~pl.col("draft")).reverse().to_dicts())


def draft(ctx: PageContext, indicator: str) -> Row | None:
    """The reader's own draft, where nothing was published since."""
    rows = _own(_of_page(ctx, indicator), ctx).tail(1).to_dicts()
    return rows[0] if rows and rows[0]["draft"] else None


def overtaken_draft(ctx: PageContext, indicator: str) -> tuple[Row, Row] | None:
    """The reader's own draft with the comment that another published after it; None where its author did since."""
    own = _own(_of_page(ctx, indicator), ctx)
    for draft in own.filter("draft").tail(1).to_dicts():
        since = own.filter(pl.col("id") > draft["id"])
        if since.height and draft["author"] not in since["author"]:
            return draft, since.row(0, named=True)
    return None


def newest_comment(ctx: PageContext, indicator: str) -> int:
    """What who writes has seen: the newest version of the comment that they may read."""
    return newest(_own(_of_page(ctx, indicator), ctx))


def in_force(ctx: PageContext) -> dict[str, Row]:
    """Indicator → the comment that everybody reads on the period and part that the page shows."""
    rows = due_now.in_force(ctx.decisions.comments, ctx.period.code, part(ctx))
    return {name: row for name, row in rows.items() if may_read(name, row["part"], ctx)}


def items(ctx: PageContext) -> list[Row]:
    """The actions and decisions that the reader may see, as they stand: the open ones first, by day."""
    rows = ctx.decisions.action_items.filter("newest").to_dicts()
    seen = [row for row in rows if row["indicator"] is None or may_read(row["indicator"], row["part"], ctx)]
    return sorted(seen, key=lambda row: (row["status"] != "open", row["due"], row["number"]))


def items_of(ctx: PageContext, indicator: str) -> list[Row]:
    """Those about an indicator, in the part that the page shows."""
    return [row for row in items(ctx) if row["indicator"] == indicator and row["part"] == part(ctx)]


def item_history(ctx: PageContext, number: int) -> list[Row]:
    """Every version of an action or decision, the newest first."""
    return list(ctx.decisions.action_items.filter(pl.col("number") == number).reverse().to_dicts())


def newest_item(ctx: PageContext) -> int:
    """The newest version of any action or decision on the screen."""
    return newest(ctx.decisions.action_items)


def overdue(ctx: PageContext) -> list[Row]:
    """The open actions and decisions whose day has passed."""
    day = today(ctx)
    return [row for row in items(ctx) if row["status"] == "open" and row["due"] < day]


def lock(ctx: PageContext) -> Row | None:
    """The newest decision on the period that the page shows; None where nobody ever closed it."""
    rows = ctx.decisions.period_locks.filter(pl.col("newest") & (pl.col("period") == ctx.period.code)).to_dicts()
    return rows[0] if rows else None


def is_locked(ctx: PageContext) -> bool:
    """Whether the period that the page shows is closed."""
    decision = lock(ctx)
    return decision is not None and decision["locked"]


def locked_figures(ctx: PageContext) -> list[Row]:
    """The figures that the lock of the period keeps, as far as the reader may see them: of the whole organisation."""
    decision = lock(ctx)
    if decision is None or not decision["locked"] or ctx.where:
        return []
    figures = ctx.decisions.locked_figures.filter(pl.col("lock") == decision["id"]).to_dicts()
    return [figure for figure in figures if figure["indicator"] in ctx.snapshot.catalogue]


def restatements(ctx: PageContext) -> list[Restatement]:
    """The locked figures of the period beside what they are now."""
    figures = locked_figures(ctx)
    return compare(figures, headline(ctx)) if figures else []


def headline(ctx: PageContext) -> tuple[Assessment, ...]:
    """The headline indicators of the whole that the reader may see, in the period that the page shows."""
    targets = ctx.decisions.targets
    return indicators.scorecard(ctx.snapshot, ctx.viewer, targets, ctx.period.code, {}, every=False)


def due(ctx: PageContext) -> list[DueComment]:
    """The comments that the period and part on the page ask for."""
    targets, where = ctx.decisions.targets, ctx.where
    now = indicators.scorecard(ctx.snapshot, ctx.viewer, targets, ctx.period.code, where, every=False)
    # What did not miss its target now is not asked what it did before.
    missed = tuple(one.indicator.name for one in now if one.status is Status.MISSED)
    before = indicators.assess(ctx.snapshot, ctx.viewer, targets, missed, ctx.period.shift(-1).code, where)
    return due_comments(now, {one.indicator.name: one for one in before}, in_force(ctx))


def checks(ctx: PageContext, due: list[DueComment]) -> list[Check]:
    """What stands between the period and its close; nothing of it to who sees a part, for it is of the whole."""
    if ctx.viewer.scope:
        return []
    return closing.checks(ctx.period, ctx.snapshot, due)


def _of_period(ctx: PageContext) -> pl.DataFrame:
    here = (pl.col("period") == ctx.period.code) & (pl.col("part") == part(ctx))
    return ctx.decisions.comments.filter(here)


def _of_page(ctx: PageContext, indicator: str) -> pl.DataFrame:
    rows = _of_period(ctx).filter(pl.col("indicator") == indicator)
    return rows if may_read(indicator, part(ctx), ctx) else rows.clear()


def _own(rows: pl.DataFrame, ctx: PageContext) -> pl.DataFrame:
    """What the reader may read: every version that is no draft, and their own drafts.

    Where nobody signs in, who opens the page is the administrator of the home, and every draft is theirs.
    """
    if not ctx.viewer.email:
        return rows
    return rows.filter(~pl.col("draft") | (pl.col("author") == ctx.viewer.email))
