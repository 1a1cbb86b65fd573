"""Earlier forecasts, one of them beside what came."""

import polars as pl

from dashboard.queries.demand import forecasts
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.ui.markup import Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.demand.forecast import band, moment, period_name, period_title
from dashboard.views.demand.selection import Selection


def earlier_forecasts(selection: Selection, ctx: PageContext) -> Html:
    """Earlier forecasts, one of them against what came."""
    runs = forecasts.runs(ctx.snapshot)
    chosen = ctx.own.get("run")
    head = tag("h2", ctx.say(words.EARLIER))
    if len(runs) < 2:  # one run is the one that is shown anyway
        return join(head, tag("p", ctx.say(words.ONE_RUN), class_="soft"))
    run = chosen if chosen in runs else runs[1]
    options = [
        tag(
            "option",
            ctx.say(words.RUN_OF, moment=moment(each, ctx)),
            value=ctx.link(run=each),
            selected=each == run,
        )
        for each in runs
    ]
    label = hidden(ctx.say(words.EARLIER))
    picker = tag("p", tag("label", label, tag("select", options, data_go=True, id="go-run")))
    rows = forecasts.earlier(ctx.snapshot, ctx.viewer, run, selection.grain, selection.series)
    return join(
        head,
        tag("p", ctx.say(words.EARLIER_WHY), class_="soft"),
        picker,
        _error_sentence(rows, ctx),
        _comparison(rows, run, selection, ctx),
    )


def _error_sentence(rows: pl.DataFrame, ctx: PageContext) -> Html:
    errors = forecasts.missed(rows)
    if errors is None:
        return tag("p", ctx.say(words.NOTHING_KNOWN))
    texts = {name: formats.percent(errors[name], ctx.lang) for name in ("wape", "in80", "in95")}
    return tag("p", ctx.say(words.ERROR_SINCE, n=formats.number(errors["n"], ctx.lang), **texts))


def _comparison(forecast: pl.DataFrame, run: str, selection: Selection, ctx: PageContext) -> Html | None:
    known_by_now = forecast.drop_nulls("started")
    if known_by_now.is_empty():
        return None
    columns = [
        Column(period_title(selection.grain, ctx)),
        *(Column(ctx.say(text), number=True) for text in (words.FORECAST, words.BAND80, words.ACTUAL)),
    ]
    rows = [
        [
            period_name(row["ds"], selection.grain, ctx),
            formats.number(row["yhat"], ctx.lang),
            band(row, 80, ctx),
            formats.number(row["started"], ctx.lang),
        ]
        for row in known_by_now.to_dicts()
    ]
    caption = ctx.say(words.EARLIER_CAPTION, moment=moment(run, ctx))
    inside = table(caption, columns, rows, kind="wide", caption_hidden=True)
    return tag("details", tag("summary", caption), scrolling(inside, caption), id="believed", class_="folded")
