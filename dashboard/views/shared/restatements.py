"""Numbers of finished months that changed after they had been reported: from what to what, why, and as it was."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.queries import health
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import restated as words
from dashboard.ui.markup import Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from data.storage.run_id import run_start
from data.words import Channel
from metrics.calendar.periods import Period, parse
from metrics.quality.restatements import reasons

Row = Mapping[str, Any]
MOST = 50
"""Shown on the page; `scorecard status --format json` tells all."""


def log(restatements: Sequence[Row], ctx: PageContext) -> Html:
    """The log of all indicators, the newest first."""
    if not restatements:
        return join(tag("h2", ctx.say(words.TITLE)), tag("p", ctx.say(words.NONE)))
    texts = (words.NUMBER, words.MONTH, words.CHANNEL, words.BEFORE, words.AFTER, words.WHY, words.REPORTED)
    numbers = (words.BEFORE, words.AFTER)
    columns = [Column(ctx.say(t), number=t in numbers, kind="said" if t is words.WHY else "") for t in texts]
    rows = [
        [
            _name(row, ctx),
            formats.period(parse(row["period"]), ctx.lang),
            _channel(row, ctx),
            _value(row, "from", ctx),
            _value(row, "to", ctx),
            _why(row, ctx),
            _as_reported(row, ctx),
        ]
        for row in restatements[:MOST]
    ]
    caption = ctx.say(words.CAPTION)
    more = (
        tag("p", ctx.say(words.MORE, n=formats.number(len(restatements) - MOST, ctx.lang)))
        if restatements[MOST:]
        else None
    )
    body = scrolling(table(caption, columns, rows, kind="wide steward", caption_hidden=True), caption)
    return join(tag("h2", ctx.say(words.TITLE)), tag("p", caption, class_="soft"), body, more)


def note(indicator: str, period: Period, ctx: PageContext) -> Html | None:
    """What was reported before for the months of a period, all channels together or the one that is chosen."""
    chosen = ctx.where.get("channel", ())
    others = [name for name in ctx.where if name != "channel"]
    if others or len(chosen) > 1:
        return None
    rows = [
        row
        for row in health.restatements(ctx.snapshot, indicator)
        if row["channel"] == (chosen[0] if chosen else None)
        and period.start <= parse(row["period"]).start <= period.end
    ]
    notes = [
        tag(
            "li",
            ctx.say(
                words.NOTE,
                month=formats.period(parse(row["period"]), ctx.lang),
                before=_value(row, "from", ctx),
                after=_value(row, "to", ctx),
                why=_why(row, ctx),
            ),
            " ",
            _as_reported(row, ctx),
        )
        for row in rows
    ]
    return tag("div", tag("h3", ctx.say(words.TITLE)), tag("ul", notes), class_="note") if notes else None


def _name(row: Row, ctx: PageContext) -> Html | str:
    indicator = ctx.snapshot.catalogue.get(row["indicator"])
    if indicator is None:
        return str(row["indicator"])
    link = ctx.link("indicator", indicator=indicator.name, period=row["period"], channel=row["channel"])
    return tag("a", ctx.say(indicator.title), href=link)


def _channel(row: Row, ctx: PageContext) -> str:
    return ctx.say(Channel(row["channel"]).text) if row["channel"] else ctx.say(words.EVERY_CHANNEL)


def _value(row: Row, side: str, ctx: PageContext) -> str:
    """The value as its page shows it, or why there is none."""
    indicator, value = ctx.snapshot.catalogue.get(row["indicator"]), row[f"{side}_value"]
    if indicator and indicator.restricted:
        return ctx.say(words.WITHHELD)
    if value is None or indicator is None:
        return ctx.say(words.NO_NUMBER)
    return formats.value(value, indicator.unit, ctx.lang, indicator.decimals)


def _why(row: Row, ctx: PageContext) -> str:
    return "; ".join(ctx.say(reason.text) for reason in reasons(row["why"]))


def _as_reported(row: Row, ctx: PageContext) -> Html:
    """The link to the scorecard of the run that had reported the number, named by when it began."""
    began = run_start(row["since"])
    text = ctx.say(words.AS_REPORTED, moment=formats.moment(began, ctx.lang))
    changes = {"indicator": row["indicator"], "period": row["period"], "channel": row["channel"]}
    return tag("a", text, href=ctx.link("indicator", **changes, asof=row["since"]))
