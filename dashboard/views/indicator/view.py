"""One indicator: is it a signal, where does it come from, why did it change, what does it mean, and the way down."""

from typing import Any

import streamlit as st

from dashboard.findings.causes import cause_text
from dashboard.findings.value import takeaway, value_text
from dashboard.queries import indicators, session
from dashboard.queries.blocks import Blocks, blocks_once
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import frame
from dashboard.text.wording import indicator as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from dashboard.ui.theme import palette
from dashboard.views.indicator import breakdown, comments, period_end
from dashboard.views.indicator.why import why
from dashboard.views.shared import follow, restatements, value_summary
from dashboard.views.shared.definition import definition
from data.text import Text
from metrics.assessment.assessment import Assessment
from metrics.catalogue.registry import declared
from metrics.definition.indicator import Indicator


def heading(ctx: PageContext) -> Text:
    """The indicator's own title."""
    indicator = ctx.snapshot.catalogue.get(ctx.own.get("indicator", ""))
    return indicator.title if indicator else frame.INDICATOR


def show(ctx: PageContext) -> None:
    """The page of the indicator that the address names."""
    indicator = ctx.snapshot.catalogue.get(ctx.own.get("indicator", ""))
    if indicator is None:
        draw(_no_indicator(ctx), "indicator")
        return
    theme = st.context.theme.type
    blocks = blocks_once(ctx, lambda: _blocks(indicator, ctx, theme), theme=theme)
    draw(blocks["facts"], "indicator")
    comments.write(indicator, ctx)
    follow.write(indicator, ctx)
    draw(blocks["top"], "history")
    if "chart" in blocks:
        st.vega_lite_chart(spec=blocks["chart"], alt=blocks["alt"])
    draw(blocks["below"], "indicator-below")


def _blocks(indicator: Indicator, ctx: PageContext, theme: str | None) -> Blocks:
    """`facts`, `top` and `below`; where the history is drawn also `chart`, its specification, and `alt`, its words."""
    assessment = value_summary.assess(indicator, ctx)
    facts = join(
        value_summary.facts(assessment, ctx),
        _evidence(assessment, ctx),
        period_end.outlook(assessment, ctx),
        comments.said(assessment, ctx),
    )
    history = (
        tag("h2", ctx.say(words.HISTORY), data_start=True, tabindex=-1),
        tag("p", takeaway(assessment, ctx)),
    )
    blocks: dict[str, Any] = {"top": join(history)}
    if assessment.points.height and ctx.own.get("as") == "table":
        blocks = {"top": join(history, value_summary.points(assessment, ctx))}
    elif assessment.points.height:
        # Loading Altair takes a quarter of a second of the processor; what draws no chart need not wait for it.
        from dashboard.ui import charts

        blocks = {
            "top": join(history, value_summary.key(assessment, ctx)),
            "chart": charts.control_chart(assessment, ctx, palette(theme)),
            "alt": f"{ctx.say(indicator.title)}. {takeaway(assessment, ctx)}",
        }
    kept = indicators.retained(ctx.snapshot, indicator)
    meaning = (
        tag("p", ctx.say(kept), class_="note") if kept else None,
        tag("h2", ctx.say(words.DEFINITION)),
        definition(indicator, ctx, indicators.known_to(ctx.snapshot, indicator.name)),
    )
    down = _way_down(assessment, ctx)
    files = value_summary.files(assessment, ctx) if assessment.points.height and ctx.own.get("as") != "table" else None
    reasons = _reasons(assessment, ctx, down) if assessment.value is not None else down
    return blocks | {"facts": facts, "below": join(files, reasons, meaning)}


def _no_indicator(ctx: PageContext) -> Html:
    """That there is no such indicator, or that the run which is looked back at did not have it yet; and a way on."""
    back = tag("a", ctx.say(frame.BACK_TO_START), href=ctx.link("scorecard"))
    today = declared().get(ctx.own.get("indicator", ""))
    if today is None or not ctx.as_of:
        return join(tag("p", ctx.say(frame.NO_SUCH_INDICATOR), class_="note"), tag("p", back))
    moment = formats.moment(ctx.snapshot.manifest.finished_at, ctx.lang)
    sentence = ctx.say(words.NOT_YET, moment=moment, name=ctx.say(today.title))
    now = tag("a", ctx.say(frame.AS_KNOWN_NOW), href=ctx.link(asof=None))
    return join(tag("p", sentence, class_="note"), tag("p", now, " · ", back))


def _evidence(assessment: Assessment, ctx: PageContext) -> Html | None:
    """Where most of the gap comes from, and of a past edition what is known now."""
    lines = []
    if cause := cause_text(assessment, ctx):
        lines.append(cause[0].upper() + cause[1:] + ".")
    if ctx.as_of:
        name = assessment.indicator.name
        now = indicators.values_of(
            session.open_snapshot(viewer=ctx.viewer), ctx.viewer, (name,), ctx.period.code, ctx.where
        ).get(name)
        if now == assessment.value:
            lines.append(ctx.say(words.NOW_SAME))
        else:
            lines.append(ctx.say(words.NOW, value=value_text(now, assessment, ctx)))
    return tag("p", " ".join(lines)) if lines else None


def _reasons(assessment: Assessment, ctx: PageContext, down: Html | None) -> Html:
    """What the value is compared with, where it comes from and why it changed."""
    left, right = (
        tag("div", value_summary.compared(assessment, ctx), down),
        tag("div", breakdown.split(assessment, ctx)),
    )
    return join(
        restatements.note(assessment.indicator.name, ctx.period, ctx),
        tag("div", left, right, class_="two"),
        why(assessment, ctx),
    )


def _way_down(assessment: Assessment, ctx: PageContext) -> Html | None:
    """The link to the records behind the number, or why there is none."""
    if assessment.indicator.restricted:
        return tag("p", ctx.say(words.NO_WAY_DOWN), class_="note")
    if not ctx.leads_to_rows(assessment.indicator) or assessment.value is None:
        return None
    if not indicators.has_rows(ctx.snapshot, assessment.indicator, ctx.period):
        return tag("p", ctx.say(words.ROWS_GONE), class_="note")
    n = formats.number(assessment.n or 0, ctx.lang)
    text = ctx.say(words.DOWN, n=n) if assessment.n and not assessment.indicator.derived else ctx.say(words.DOWN_PLAIN)
    return tag("p", tag("a", text, " ▸", href=ctx.link("transactions")), class_="down")
