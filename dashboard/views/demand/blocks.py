"""What the parts of the Demand page show; forms are not among it."""

from typing import Any

from dashboard.queries.blocks import Blocks, blocks_once
from dashboard.queries.demand import staffing as queries
from dashboard.request.context import PageContext
from dashboard.ui.markup import join
from dashboard.ui.theme import palette
from dashboard.views.demand import accuracy, downloads, earlier, forecast, marks, staffing, staffing_what_if
from dashboard.views.demand import plan as plan_tables
from dashboard.views.demand.forecast import ForecastView
from dashboard.views.demand.selection import Selection, pickers


def asked_blocks(selection: Selection, ctx: PageContext) -> Blocks:
    """The pickers, and what a reader must know first: `asked`."""
    return blocks_once(ctx, lambda: {"asked": join(pickers(ctx, selection), forecast.notes(ctx))}, part="asked")


def ahead_blocks(selection: Selection, ctx: PageContext, view: ForecastView, theme: str | None) -> Blocks:
    """`said`, `key`, `chart`, `numbers`, `accuracy` and `file` of a series."""
    return blocks_once(ctx, lambda: _ahead(selection, ctx, view, theme), theme=theme)


def plan_blocks(selection: Selection, ctx: PageContext, view: ForecastView) -> Blocks:
    """`said`, `weeks`, `changes` and `file` of a series."""
    return blocks_once(
        ctx,
        lambda: {
            "said": forecast.sentence(view, selection, ctx),
            "weeks": plan_tables.grid(view, ctx),
            "changes": join(plan_tables.overrides(ctx), plan_tables.specials(ctx)),
            "file": downloads.ahead(view, selection, ctx),
        },
    )


def staff_blocks(selection: Selection, ctx: PageContext, theme: str | None) -> Blocks:
    """`said`, `grid`, `file` of a week; where the model may speak also `warnings`, `what_if`, `costs` and `chart`.

    Nothing where no channel has a queue, and only `said` where nobody is expected.
    """
    return blocks_once(ctx, lambda: _staff(selection, ctx, theme), theme=theme)


def _ahead(selection: Selection, ctx: PageContext, view: ForecastView, theme: str | None) -> Blocks:
    # Loading Altair takes a quarter of a second of the processor; other pages need not wait for it.
    from dashboard.views.demand import charts

    events = marks.calendar(view.marks, ctx)
    side = events, accuracy.panel(selection, ctx), earlier.earlier_forecasts(selection, ctx)
    return {
        "said": forecast.sentence(view, selection, ctx),
        "key": forecast.key(view, ctx),
        "chart": charts.spec(charts.fan(view, ctx, palette(theme))),
        "numbers": forecast.numbers(view, ctx),
        "accuracy": join(side),
        "file": downloads.ahead(view, selection, ctx),
    }


def _staff(selection: Selection, ctx: PageContext, theme: str | None) -> Blocks:
    week = staffing.week(selection, ctx)
    if week is None:
        return {}
    blocks: dict[str, Any] = {
        "said": join(staffing.pickers(week, selection, ctx), staffing.summary(week, ctx)),
    }
    if week.rows.is_empty():
        return blocks
    blocks |= {"grid": staffing.grid(week, ctx), "file": downloads.staff(week, ctx)}
    # What a model says that was wrong lately would stand beside the sentence that nothing can be said.
    if queries.withheld(ctx.snapshot, week.channel):
        return blocks
    # Late, for the same reason.
    from dashboard.views.demand import charts

    curve = queries.curve(ctx.snapshot, ctx.viewer, ctx.decisions, week.channel, week.first)
    return blocks | {
        "warnings": join(staffing_what_if.gaps(week, ctx), staffing.warnings(week, ctx)),
        "what_if": staffing_what_if.what_if(week, ctx) or join(),
        "costs": staffing.costs(week, curve, ctx),
        "chart": charts.spec(charts.cost_curve(curve, ctx, palette(theme))),
    }
