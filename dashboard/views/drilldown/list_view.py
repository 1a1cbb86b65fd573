"""The records behind a number: how many, that they add up to it, a page of them, all of them as a file."""

from dataclasses import replace

from dashboard.queries import records
from dashboard.request.context import PageContext
from dashboard.text.wording import frame
from dashboard.text.wording import transactions as words
from dashboard.ui.component import draw
from dashboard.ui.markup import join, tag
from dashboard.views.drilldown import downloads, question, record_table
from dashboard.views.drilldown.list_options import listed, order
from dashboard.views.shared import value_summary


def show(ctx: PageContext) -> None:
    """The page of the records behind the indicator that the address names, or of what was searched."""
    asked = ctx.own.get("find")
    ctx = replace(ctx, own={name: value for name, value in ctx.own.items() if name != "find"})
    note = None
    if asked:
        found = records.search(ctx.snapshot, ctx.viewer, asked)
        if found.link:
            draw(join(), "transactions", go=ctx.link(found.page, **found.link))
            return
        note = question.answered(found.indicators, asked, ctx)
    indicator = ctx.snapshot.catalogue.get(ctx.own.get("indicator", ""))
    if indicator is None:
        draw(question.question(ctx, note, tag("p", ctx.say(words.CHOOSE_WHY))), "transactions")
        return
    judged = value_summary.assess(indicator, ctx)
    if absent := question.absent(judged, ctx):
        draw(question.question(ctx, note, absent), "transactions")
        return
    period, number = question.asked(judged, ctx)
    counted = records.rows_behind(ctx.snapshot, ctx.viewer, indicator.name, period.code, ctx.where)
    chosen = listed(counted, ctx)
    notes = [tag("p", ctx.say(frame.NOT_KNOWN, what=what), class_="note warn") for what in chosen.unknown]
    summary = question.summary(counted, judged, number, ctx)
    longer = question.another_period(judged, period, ctx)
    draw(question.question(ctx, note, *notes, summary, longer), "transactions")
    if not counted.rows:
        return
    downloads.buttons(counted, judged, period, number, ctx)
    page = records.rows_page(
        ctx.snapshot, ctx.viewer, indicator.name, period.code, ctx.where, chosen.columns, chosen.number,
        chosen.sort, chosen.descending, order(counted.of, chosen.sort, ctx),
    )  # fmt: skip
    draw(
        join(
            record_table.chooser(chosen, counted, ctx),
            record_table.rows(page, chosen, counted, judged, period, ctx),
            record_table.pages(chosen, counted, ctx),
            record_table.zones(ctx),
        ),
        "transactions-list",
    )
