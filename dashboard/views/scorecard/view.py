"""The scorecard: what is off, whether it is real, who has it."""

from dashboard.queries import health, indicators
from dashboard.request.context import PageContext
from dashboard.ui.component import draw
from dashboard.ui.markup import join
from dashboard.views.scorecard import blocks, outlook
from metrics.assessment.attention import Group, group


def show(ctx: PageContext) -> None:
    """Headline indicators as rows, or all of them, or those of one group."""
    judged = indicators.scorecard(
        ctx.snapshot, ctx.viewer, ctx.decisions.targets, ctx.period.code, ctx.where, every=bool(ctx.own.get("all"))
    )
    wanted = ctx.own.get("show")
    shown = [one for one in judged if wanted not in list(Group) or group(one) == wanted]
    draw(
        join(
            blocks.freshness(health.freshness(ctx.snapshot), ctx.snapshot.manifest, ctx),
            blocks.bottom_line(judged, ctx),
            blocks.perspectives(shown, judged, ctx),
            blocks.more(ctx),
            blocks.what_changed(judged, ctx),
        ),
        "scorecard",
    )
    # Worked out once per forecast, in a second or two: the numbers above do not wait for it.
    draw(outlook.outlook(ctx), "outlook")
