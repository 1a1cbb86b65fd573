"""The scorecard: what is off, whether it is real, who has it."""

from collections.abc import Sequence

from dashboard.findings.causes import causes
from dashboard.findings.value import judged_line
from dashboard.queries import health, indicators, reporting
from dashboard.queries.blocks import blocks_once
from dashboard.queries.period_ends import year_ends
from dashboard.request.context import PageContext
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from dashboard.views.scorecard import beside, blocks, outlook, said
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group
from metrics.quality.freshness import by_source


def show(ctx: PageContext) -> None:
    """Headline indicators as rows, or all of them, or those of one group."""
    # What is overdue is another thing tomorrow.
    draw(blocks_once(ctx, lambda: {"rows": _rows(ctx)}, part=f"{reporting.today(ctx)}")["rows"], "scorecard")
    # Worked out once per forecast, in a second or two: the numbers above do not wait for it.
    draw(outlook.outlook(ctx), "outlook")


def _rows(ctx: PageContext) -> Html:
    assessments = indicators.scorecard(
        ctx.snapshot, ctx.viewer, ctx.decisions.targets, ctx.period.code, ctx.where, every=bool(ctx.own.get("all"))
    )
    chosen = ctx.own.get("show")
    every = chosen not in list(AttentionGroup)
    listed = [assessment for assessment in assessments if every or group(assessment) == chosen]
    return join(
        blocks.freshness(by_source(health.freshness(ctx.snapshot)), ctx.snapshot.manifest, ctx),
        blocks.bottom_line(
            assessments, causes(assessments, ctx), ctx, doing=join(said.actions(ctx), said.late_audits(ctx))
        ),
        said.closed(ctx),
        blocks.perspectives(listed, assessments, beside.values(assessments, ctx), ctx, year_ends(ctx)),
        _judged(assessments, ctx),
        beside.choice(ctx),
        blocks.more(ctx),
        blocks.what_changed(assessments, ctx),
    )


def _judged(assessments: Sequence[Assessment], ctx: PageContext) -> Html | None:
    sentence = judged_line(assessments, ctx)
    return tag("p", sentence, class_="fresh") if sentence else None
