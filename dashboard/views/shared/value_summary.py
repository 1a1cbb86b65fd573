"""What is known of one value: its verdict in a line, its history in a sentence and a table, its four comparisons."""

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text import verdicts as status
from dashboard.text.wording import indicator as words
from dashboard.text.wording import verdicts
from dashboard.ui import svg
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, table
from dashboard.views.shared.comparisons import comparisons, meaning
from data.words import Absence, Unit
from metrics.assessment.assessment import Judged
from metrics.calendar.periods import containing
from metrics.definition.dimensions import DIMENSIONS
from metrics.definition.indicator import Indicator, Kind


def assess(indicator: Indicator, ctx: PageContext) -> Judged:
    """One indicator with its verdicts, for the period and the filters that were chosen."""
    names = (indicator.name,)
    return indicators.assess(ctx.snapshot, ctx.viewer, ctx.decisions.targets, names, ctx.period.code, ctx.where)[0]


def shown(value: float | None, judged: Judged, ctx: PageContext, nothing: str = "–") -> str:
    """A value in the indicator's unit."""
    if value is None:
        return nothing
    return formats.value(value, judged.indicator.unit, ctx.lang, judged.indicator.decimals)


def difference(value: float | None, judged: Judged, ctx: PageContext) -> str:
    """A difference in the indicator's unit, with its sign."""
    if value is None:
        return "–"
    return formats.missed_by(value, judged.indicator.unit, ctx.lang, judged.indicator.decimals)


def facts(judged: Judged, ctx: PageContext) -> Html:
    """Value, interval, target, status and the two verdicts, in words with their icons."""
    if judged.value is None:
        return join(
            tag("p", tag("span", status.absence(judged, ctx.lang), class_="big"), class_="facts"),
            _why_absent(judged, ctx),
        )
    items: list[Child] = [
        tag("span", shown(judged.value, judged, ctx), class_="big"),
        tag("span", formats.period(judged.period, ctx.lang), class_="fact"),
        tag("span", _interval(judged, ctx), class_="fact soft"),
    ]
    if judged.target is not None:
        gap = tag("span", difference(judged.gap, judged, ctx), class_=status.TONES[judged.status])
        told = tag("span", status.status(judged, ctx.lang), class_=status.TONES[judged.status])
        items.append(
            tag("span", ctx.say(words.TARGET, target=shown(judged.target, judged, ctx)), gap, told, class_="fact")
        )
    if judged.attainment is not None:
        items.append(
            tag(
                "span",
                ctx.say(words.ATTAINED, share=formats.percent(judged.attainment, ctx.lang, 0)),
                class_="fact soft",
            )
        )
    if not judged.sure:
        items.append(tag("span", ctx.say(words.UNSURE), class_="fact soft"))
    if judged.points.height:
        icon = svg.variation_icon(status.tone(judged), judged.rising, judged.trial)
        items.append(tag("span", icon, status.variation(judged, ctx.lang), class_=f"fact {status.tone(judged)}"))
    if reach := svg.assurance_icon(judged.assurance, status.reach_tone(judged), judged.trial):
        items.append(tag("span", reach, status.assurance(judged, ctx.lang), class_=f"fact {status.reach_tone(judged)}"))
    if judged.trial and judged.points.height:
        items.append(tag("span", ctx.say(verdicts.TRIAL), class_="fact soft"))
    return tag("div", items, class_="facts")


def takeaway(judged: Judged, ctx: PageContext) -> str:
    """What the chart says, in a sentence or two."""
    points = judged.points.drop_nulls("value").to_dicts()
    if not points:
        return ctx.say(words.NO_POINTS)
    last = points[-1]
    period = formats.period(containing(last["period"], judged.period.grain), ctx.lang)
    verdict = status.variation(judged, ctx.lang)
    text = words.TAKEAWAY_SEASONAL if judged.seasonal else words.TAKEAWAY
    said = [ctx.say(text, value=shown(last["value"], judged, ctx), period=period, verdict=verdict)]
    if last["lower"] is None:
        said.append(ctx.say(words.NO_LIMITS))
    else:
        said.append(
            ctx.say(words.LIMITS, lower=shown(last["lower"], judged, ctx), upper=shown(last["upper"], judged, ctx))
        )
    if judged.target is not None and svg.target_in_sight(judged) is None:
        said.append(ctx.say(words.OUT_OF_SIGHT, target=shown(judged.target, judged, ctx)))
    if judged.assurance:
        said.append(status.assurance(judged, ctx.lang) + ".")
    if judged.indicator.kind in (Kind.ROLLING, Kind.CUMULATIVE):
        said.append(ctx.say(words.SINGLE))
    return " ".join(said)


def key(judged: Judged, ctx: PageContext) -> Html:
    """What the parts of the chart mean."""

    def swatch(*marks: Html) -> Html:
        return tag("svg", marks, width=26, height=12, aria_hidden="true")

    line = {"x1": 0, "x2": 26, "y1": 6, "y2": 6}
    items = [
        (swatch(tag("line", **line, stroke="var(--ink)", stroke_width=2)), words.KEY_VALUE),
        (swatch(tag("line", **line, stroke="var(--grey)", stroke_width=1)), words.KEY_MEAN),
        (swatch(tag("rect", x=0, y=1, width=26, height=10, fill="var(--band)")), words.KEY_BAND),
    ]
    if svg.target_in_sight(judged) is not None:
        dashed = tag("line", **line, stroke="var(--ink)", stroke_width=1.4, stroke_dasharray="5 3")
        items.append((swatch(dashed), words.KEY_TARGET))
    up = tag("path", d="M6 1 L11 11 L1 11 Z", fill="var(--blue)")
    down = tag("path", d="M19 11 L24 1 L14 1 Z", fill="var(--orange)")
    items.append((swatch(up, down), words.KEY_SIGNAL))
    return tag("p", (tag("span", drawn, ctx.say(text)) for drawn, text in items), class_="key")


def points(judged: Judged, ctx: PageContext) -> Html:
    """The chart as a table, the newest first."""
    columns = [
        Column(ctx.say(words.PERIOD)),
        *(Column(ctx.say(text), number=True) for text in (words.VALUE, words.MEAN, words.LOWER, words.UPPER)),
        Column(ctx.say(words.VERDICT)),
    ]
    rows = [
        [
            formats.period(containing(row["period"], judged.period.grain), ctx.lang),
            *(shown(row[name], judged, ctx) for name in ("value", "mean", "lower", "upper")),
            ctx.say(verdicts.VARIATION[row["point_type"]]),
        ]
        for row in reversed(judged.points.to_dicts())
    ]
    caption = ctx.say(words.POINTS, name=ctx.say(judged.indicator.title), n=len(rows))
    return tag(
        "div", table(caption, columns, rows, kind="wide"), class_="scroll", tabindex=0, role="group", aria_label=caption
    )


def compared(judged: Judged, ctx: PageContext) -> Html:
    """The four comparisons as a table."""
    columns = [
        Column(ctx.say(words.WITH)),
        Column(ctx.say(words.VALUE), number=True),
        Column(ctx.say(words.DIFFERENCE), number=True),
        Column(ctx.say(words.MEANS)),
    ]
    rows = []
    for one in comparisons(judged, ctx):
        said = meaning(one.difference, judged.indicator.better)
        rows.append(
            [
                one.title,
                shown(one.value, judged, ctx, ctx.say(one.nothing)),
                difference(one.difference, judged, ctx),
                tag("span", ctx.say(getattr(words, said[0])), class_=said[1]) if said else "–",
            ]
        )
    return join(
        tag("h2", ctx.say(words.COMPARED)),
        table(ctx.say(words.COMPARISONS), columns, rows, kind="wide", caption_hidden=True),
    )


def _interval(judged: Judged, ctx: PageContext) -> str:
    parts = []
    if judged.low is not None:
        half = judged.margin
        points = half * 100 if judged.indicator.unit is Unit.SHARE else half
        parts.append(ctx.say(words.MARGIN, margin=formats.number(points, ctx.lang, judged.indicator.decimals)))
    if judged.n is not None:
        text = words.RESPONDENTS if judged.indicator.restricted else words.COUNTED
        parts.append(ctx.say(text, n=formats.number(judged.n, ctx.lang)))
    return " · ".join(parts)


def _why_absent(judged: Judged, ctx: PageContext) -> Html | None:
    """Which filter its records do not know."""
    if judged.absence is not Absence.NOT_APPLICABLE:
        return None
    unknown = [ctx.say(DIMENSIONS[name].title) for name in ctx.where if name not in judged.indicator.breakdowns]
    return tag("p", ctx.say(words.NOT_SPLIT, names=", ".join(unknown).lower()), class_="note")
