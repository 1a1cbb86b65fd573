"""What the meeting on a period reads: its agenda, its notes, and what it decided."""

import polars as pl

from dashboard.queries import health, indicators, reporting
from dashboard.queries.reporting import Row, may_read, part
from dashboard.request.context import PageContext
from data.words import Perspective
from metrics.quality.freshness import SourceFreshness, by_source
from metrics.reporting.agenda import AgendaItem, agenda


def agenda_of(ctx: PageContext) -> list[AgendaItem]:
    """The items of the period and part on the page."""
    targets, where = ctx.decisions.targets, ctx.where
    assessments = indicators.scorecard(ctx.snapshot, ctx.viewer, targets, ctx.period.code, where, every=False)
    return agenda(
        assessments,
        overdue=len(reporting.overdue(ctx)),
        comments=sum(one.lacking for one in reporting.due(ctx)),
        late=sum(len(source.late) for source in late_sources(ctx)),
    )


def late_sources(ctx: PageContext) -> list[SourceFreshness]:
    """The sources of which a record could not be read; none for who has no page that tells of sources."""
    if not ctx.viewer.may_open("health"):
        return []
    return [source for source in by_source(health.freshness(ctx.snapshot)) if source.late]


def notes(ctx: PageContext, indicator: str | None) -> list[Row]:
    """The notes on an indicator, or on none in particular, oldest first."""
    return [row for row in every_note(ctx) if row["indicator"] == indicator]


def every_note(ctx: PageContext) -> list[Row]:
    """All notes of the meeting on the period and part that the reader may see, oldest first."""
    here = (pl.col("period") == ctx.period.code) & (pl.col("part") == part(ctx))
    rows = ctx.decisions.meeting_notes.filter(here).to_dicts()
    return [row for row in rows if _is_open(row, ctx)]


def _is_open(row: Row, ctx: PageContext) -> bool:
    """A note on no indicator may be about any: it is for who sees all perspectives."""
    if row["indicator"] is None:
        return set(ctx.viewer.declared.perspectives) == set(Perspective)
    return may_read(row["indicator"], row["part"], ctx)


def minuted(ctx: PageContext, indicator: str | None) -> list[Row]:
    """The actions and decisions of the meeting about an indicator, or about none."""
    return [row for row in every_minuted(ctx) if row["indicator"] == indicator]


def every_minuted(ctx: PageContext) -> list[Row]:
    """All that arose in the report on the period and part, by their numbers; what a comment asks for is not of it."""
    rows = reporting.items(ctx)
    own = [row for row in rows if row["period"] == ctx.period.code and row["part"] == part(ctx)]
    return sorted((row for row in own if not row["of_comment"]), key=lambda row: row["number"])
