"""The records behind a number: how many, that they add up to it, a page of them, all of them as a file."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.queries import records
from dashboard.queries.blocks import blocks_once
from dashboard.request import address
from dashboard.request.context import PageContext
from dashboard.text.wording import frame
from dashboard.text.wording import transactions as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from dashboard.views.drilldown import downloads, groups, question, record_table
from dashboard.views.drilldown.list_options import ListOptions, order, read_group, read_options
from dashboard.views.shared import value_summary
from metrics.assessment.assessment import Assessment
from metrics.drilldown.rows_behind import RowsBehind


def show(ctx: PageContext) -> None:
    """The page of the records behind the indicator that the address names, or of what was searched."""
    text = ctx.own.get("find")
    ctx = replace(ctx, own={name: value for name, value in ctx.own.items() if name != "find"})
    note = None
    if text:
        result = records.search(ctx.snapshot, ctx.viewer, text)
        if result.link:
            draw(join(), "transactions", go=ctx.link(result.page, **result.link))
            return
        note = question.search_note(result, text, ctx)
    indicator = ctx.snapshot.catalogue.get(ctx.own.get("indicator", ""))
    if indicator is None:
        draw(question.question(ctx, note, tag("p", ctx.say(words.CHOOSE_WHY))), "transactions")
        return
    assessment = value_summary.assess(indicator, ctx)
    if absence := question.absence_note(assessment, ctx):
        draw(question.question(ctx, note, absence), "transactions")
        return
    period, number = ctx.period, question.number_of(assessment)
    behind = records.rows_behind(ctx.snapshot, ctx.viewer, indicator.name, period.code, ctx.where)
    group = read_group(behind, ctx)
    inside = records.rows_within(ctx.snapshot, ctx.viewer, indicator.name, period.code, ctx.where, group)
    options = read_options(inside, group, ctx)
    unknown = address.shortened(options.unknown)
    notes = [tag("p", ctx.say(frame.NOT_KNOWN, what=what), class_="note warn") for what in unknown]
    if "columns" in ctx.own:
        # Links carry on what there is.
        ctx = replace(ctx, own={**ctx.own, "columns": ",".join(options.columns)})
    summary = question.summary(behind, assessment, number, ctx)
    listed = options.listed(inside)
    ways = (groups.chooser(options, behind, ctx), record_table.parts(options, inside, assessment, ctx))
    draw(question.question(ctx, note, *notes, summary, *ways), "transactions")
    if not listed.rows:
        return
    if options.grouped:
        made = blocks_once(ctx, lambda: {"groups": groups.subtotals(options, behind, assessment, ctx)})
        draw(made["groups"], "transactions-groups")
        return
    ranks = order(behind.counts, options.sort, ctx)
    sheet = downloads.query_sheet(behind, listed, groups.names_of_group(group, behind, ctx), assessment, ctx)
    downloads.buttons(listed, options, ranks, sheet, assessment, ctx)
    draw(
        blocks_once(ctx, lambda: {"list": _list(inside, options, ranks, assessment, ctx)})["list"], "transactions-list"
    )


def _list(
    behind: RowsBehind, options: ListOptions, ranks: Sequence[str], assessment: Assessment, ctx: PageContext
) -> Html:
    """One page of the records, with the choice of columns above and the way to the other pages below."""
    period, listed = ctx.period, options.listed(behind)
    page = records.rows_page(
        ctx.snapshot, ctx.viewer, assessment.indicator.name, period.code, ctx.where, options.columns, options.number,
        options.sort, options.descending, tuple(ranks), options.part,
    )  # fmt: skip
    return join(
        record_table.chooser(options, behind, ctx),
        record_table.record_list(page, options, listed, assessment, period, ctx),
        record_table.pages(options, listed, ctx),
        record_table.zones(ctx),
    )
