"""What the parts of the Demand page show, drawn once for all who ask the same: only forms are each reader's own.

Most of what a page costs that was opened before is writing its tables again, digit by digit. A block is markup, the
specification of a chart, or the rows of a file; it is kept under everything that it was made of.
"""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.queries import staffing as queries
from dashboard.queries.cache import cached, with_forecasts
from dashboard.request.context import PageContext
from dashboard.request.decisions import Decisions
from dashboard.ui.markup import join
from dashboard.ui.theme import palette
from dashboard.views.demand import accuracy, downloads, earlier, forecast, marks, staffing, staffing_what_if
from dashboard.views.demand import plan as plan_tables
from dashboard.views.demand.forecast import ForecastView
from dashboard.views.demand.selection import Selection, pickers
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot

Blocks = Mapping[str, Any]
"""Name → markup, a chart's specification, or the rows of a file."""


def asked_blocks(selection: Selection, ctx: PageContext) -> Blocks:
    """The pickers, and what a reader must know first: `asked`."""
    return _asked(*_question(ctx), selection, ctx)


def ahead_blocks(selection: Selection, ctx: PageContext, view: ForecastView, theme: str | None) -> Blocks:
    """`said`, `key`, `chart`, `numbers`, `accuracy` and `file` of a series."""
    return _ahead(*_question(ctx), theme, selection, ctx, view)


def plan_blocks(selection: Selection, ctx: PageContext, view: ForecastView) -> Blocks:
    """`said`, `weeks`, `changes` and `file` of a series."""
    return _plan(*_question(ctx), selection, ctx, view)


def staff_blocks(selection: Selection, ctx: PageContext, theme: str | None) -> Blocks:
    """`said`, `grid`, `file` of a week; where the model may speak also `warnings`, `what_if`, `costs` and `chart`.

    Nothing where no channel has a queue, and only `said` where nobody is expected.
    """
    return _staff(*_question(ctx), ctx.decisions.targets, theme, selection, ctx)


def _question(ctx: PageContext) -> tuple[Snapshot, Viewer, Decisions, str]:
    """What a block is kept under: all that is asked, by whom, and what people decided."""
    chosen = sorted(ctx.where.items()), sorted(ctx.own.items()), ctx.as_of
    return ctx.snapshot, ctx.viewer, ctx.decisions, repr((ctx.lang, ctx.period.code, ctx.page, *chosen))


@cached(64, by=with_forecasts)
def _asked(
    snapshot: Snapshot, viewer: Viewer, decisions: Decisions, asked: str, _selection: Selection, _ctx: PageContext
) -> Blocks:
    return {"asked": join(pickers(_ctx, _selection), forecast.notes(_ctx))}


@cached(64, by=with_forecasts)
def _ahead(
    snapshot: Snapshot,
    viewer: Viewer,
    decisions: Decisions,
    asked: str,
    theme: str | None,
    _selection: Selection,
    _ctx: PageContext,
    _view: ForecastView,
) -> Blocks:
    # Loading Altair takes a quarter of a second of the processor; other pages need not wait for it.
    from dashboard.views.demand import charts

    events = marks.calendar(_view.marks, _ctx)
    side = events, accuracy.panel(_selection, _ctx), earlier.earlier_forecasts(_selection, _ctx)
    return {
        "said": forecast.sentence(_view, _selection, _ctx),
        "key": forecast.key(_view, _ctx),
        "chart": charts.spec(charts.fan(_view, _ctx, palette(theme))),
        "numbers": forecast.numbers(_view, _ctx),
        "accuracy": join(side),
        "file": downloads.ahead(_view, _selection, _ctx),
    }


@cached(64, by=with_forecasts)
def _plan(
    snapshot: Snapshot,
    viewer: Viewer,
    decisions: Decisions,
    asked: str,
    _selection: Selection,
    _ctx: PageContext,
    _view: ForecastView,
) -> Blocks:
    return {
        "said": forecast.sentence(_view, _selection, _ctx),
        "weeks": plan_tables.grid(_view, _ctx),
        "changes": join(plan_tables.overrides(_ctx), plan_tables.specials(_ctx)),
        "file": downloads.ahead(_view, _selection, _ctx),
    }


@cached(64, by=with_forecasts)
def _staff(
    snapshot: Snapshot,
    viewer: Viewer,
    decisions: Decisions,
    asked: str,
    targets: pl.DataFrame,
    theme: str | None,
    _selection: Selection,
    _ctx: PageContext,
) -> Blocks:
    week = staffing.week(_selection, _ctx)
    if week is None:
        return {}
    blocks: dict[str, Any] = {
        "said": join(staffing.pickers(week, _selection, _ctx), staffing.summary(week, _ctx)),
    }
    if week.rows.is_empty():
        return blocks
    blocks |= {"grid": staffing.grid(week, _ctx), "file": downloads.staff(week, _ctx)}
    # What a model says that was wrong lately would stand beside the sentence that nothing can be said.
    if queries.withheld(snapshot, week.channel):
        return blocks
    # As above.
    from dashboard.views.demand import charts

    curve = queries.curve(snapshot, viewer, decisions, week.channel, week.first)
    return blocks | {
        "warnings": join(staffing_what_if.gaps(week, _ctx), staffing.warnings(week, _ctx)),
        "what_if": staffing_what_if.what_if(week, _ctx) or join(),
        "costs": staffing.costs(week, curve, _ctx),
        "chart": charts.spec(charts.cost_curve(curve, _ctx, palette(theme))),
    }
