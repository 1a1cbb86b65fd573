"""One value: its verdict in a line, its history in a sentence and a table, its four comparisons."""

from dashboard.findings.comparisons import comparisons
from dashboard.findings.value import difference_text, interval_text, period_text, value_text
from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text import verdicts as status
from dashboard.text.cells import NOTHING
from dashboard.text.wording import indicator as words
from dashboard.text.wording import verdicts
from dashboard.ui import svg
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, table
from data.words import Absence
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import containing
from metrics.definition.breakdowns import DIMENSIONS
from metrics.definition.indicator import Indicator


def assess(indicator: Indicator, ctx: PageContext) -> Assessment:
    """One indicator with its verdicts, for the period and the filters that were chosen."""
    names = (indicator.name,)
    return indicators.assess(ctx.snapshot, ctx.viewer, ctx.decisions.targets, names, ctx.period.code, ctx.where)[0]


def facts(assessment: Assessment, ctx: PageContext) -> Html:
    """Value, interval, target, status and the two verdicts, in words with their icons."""
    if assessment.value is None:
        return join(
            tag("p", tag("span", status.absence(assessment, ctx.lang), class_="big"), class_="facts"),
            _why_absent(assessment, ctx),
        )
    items: list[Child] = [
        tag("span", value_text(assessment.value, assessment, ctx), class_="big"),
        tag("span", period_text(assessment, ctx), class_="fact"),
        tag("span", interval_text(assessment, ctx), class_="fact soft"),
    ]
    if assessment.target is not None:
        gap = tag("span", difference_text(assessment.gap, assessment, ctx), class_=status.TONES[assessment.status])
        verdict = status_word(assessment, ctx)
        items.append(
            tag(
                "span",
                ctx.say(words.TARGET, target=value_text(assessment.target, assessment, ctx)),
                gap,
                verdict,
                class_="fact",
            )
        )
    if assessment.attainment is not None:
        items.append(
            tag(
                "span",
                ctx.say(words.ATTAINED, share=formats.percent(assessment.attainment, ctx.lang, 0)),
                class_="fact soft",
            )
        )
    if not assessment.sure:
        items.append(tag("span", ctx.say(words.UNSURE), class_="fact soft"))
    if assessment.open:
        items.append(tag("span", status.variation(assessment, ctx.lang), class_="fact soft"))
    elif assessment.points.height:
        icon = svg.variation_icon(status.tone(assessment), assessment.rising, assessment.trial)
        items.append(
            tag("span", icon, status.variation(assessment, ctx.lang), class_=f"fact {status.tone(assessment)}")
        )
    if reach := svg.assurance_icon(assessment.assurance, status.reach_tone(assessment), assessment.trial):
        items.append(
            tag("span", reach, status.assurance(assessment, ctx.lang), class_=f"fact {status.reach_tone(assessment)}")
        )
    if assessment.trial and assessment.points.height and not assessment.open:
        items.append(tag("span", ctx.say(verdicts.TRIAL), class_="fact soft"))
    return tag("div", items, class_="facts")


def status_word(assessment: Assessment, ctx: PageContext) -> Html:
    """The status as a shape and a word."""
    mark = tag("span", status.MARKS[assessment.status], formats.SPACE, aria_hidden="true")
    return tag("span", mark, status.status(assessment, ctx.lang), class_=status.TONES[assessment.status])


def key(assessment: Assessment, ctx: PageContext) -> Html:
    """What the parts of the chart mean."""

    def swatch(*marks: Html) -> Html:
        return tag("svg", marks, width=26, height=12, aria_hidden="true")

    line = {"x1": 0, "x2": 26, "y1": 6, "y2": 6}
    drawn = swatch(tag("line", **line, stroke="var(--ink)", stroke_width=2))
    apart = assessment.judged_apart
    judged = words.KEY_JUDGED if assessment.seasonal else words.KEY_SINGLE
    items = [(drawn, judged if apart else words.KEY_VALUE)]
    if apart:
        dot = tag("circle", cx=13, cy=6, r=4, fill="none", stroke="var(--ink)", stroke_width=1.4)
        items.insert(0, (swatch(dot), words.KEY_ACTUAL))
    items += [
        (swatch(tag("line", **line, stroke="var(--grey)", stroke_width=1)), words.KEY_MEAN),
        (swatch(tag("rect", x=0, y=1, width=26, height=10, fill="var(--band)")), words.KEY_BAND),
    ]
    if svg.target_in_sight(assessment) is not None:
        dashed = tag("line", **line, stroke="var(--ink)", stroke_width=1.4, stroke_dasharray="5 3")
        items.append((swatch(dashed), words.KEY_TARGET))
    up = tag("path", d="M6 1 L11 11 L1 11 Z", fill="var(--blue)")
    down = tag("path", d="M19 11 L24 1 L14 1 Z", fill="var(--orange)")
    items.append((swatch(up, down), words.KEY_SIGNAL))
    return tag("p", (tag("span", mark, ctx.say(text)) for mark, text in items), class_="key")


def points(assessment: Assessment, ctx: PageContext) -> Html:
    """The chart as a table, the newest first."""
    numbers = {"shown": words.VALUE, "value": words.JUDGED_VALUE}
    if not assessment.judged_apart:
        numbers = {"value": words.VALUE}
    numbers |= {"target": words.TO_TARGET, "mean": words.MEAN, "lower": words.LOWER, "upper": words.UPPER}
    columns = [
        Column(ctx.say(words.PERIOD)),
        *(Column(ctx.say(text), number=True) for text in numbers.values()),
        Column(ctx.say(words.VERDICT)),
    ]
    rows = [
        [
            formats.period(containing(row["period"], assessment.grain), ctx.lang),
            *(value_text(row[name], assessment, ctx) for name in numbers),
            ctx.say(verdicts.VARIATION[row["point_type"]]),
        ]
        for row in reversed(assessment.points.to_dicts())
    ]
    caption = ctx.say(words.POINTS, name=ctx.say(assessment.indicator.title), n=len(rows))
    return tag(
        "div", table(caption, columns, rows, kind="wide"), class_="scroll", tabindex=0, role="group", aria_label=caption
    )


def files(assessment: Assessment, ctx: PageContext) -> Html:
    """Where the chart above can be had as a file, and the numbers that it is drawn from."""
    name = ctx.say(assessment.indicator.title)
    return join(tag("div", data_chart_above=name), tag("div", points(assessment, ctx), hidden=True))


def compared(assessment: Assessment, ctx: PageContext) -> Html:
    """The four comparisons as a table."""
    columns = [
        Column(ctx.say(words.WITH)),
        Column(ctx.say(words.VALUE), number=True),
        Column(ctx.say(words.DIFFERENCE), number=True),
        Column(ctx.say(words.MEANS)),
    ]
    rows = []
    for comparison in comparisons(assessment, ctx):
        meaning = comparison.meaning(assessment.indicator.better)
        rows.append(
            [
                comparison.title,
                value_text(comparison.value, assessment, ctx, ctx.say(comparison.nothing)),
                difference_text(comparison.difference, assessment, ctx),
                tag("span", ctx.say(meaning.text), class_=meaning.tone) if meaning else NOTHING,
            ]
        )
    return join(
        tag("h2", ctx.say(words.COMPARED)),
        table(ctx.say(words.COMPARISONS), columns, rows, kind="wide", caption_hidden=True),
    )


def _why_absent(assessment: Assessment, ctx: PageContext) -> Html | None:
    """Which filter its records do not know, or in which channels it means nothing."""
    if assessment.absence is not Absence.NOT_APPLICABLE or assessment.recorded:
        return None
    if not assessment.indicator.applies_to(ctx.where):
        return tag("p", ctx.say(words.OTHER_CHANNELS), class_="note")
    unknown = [ctx.say(DIMENSIONS[name].title) for name in ctx.where if name not in assessment.indicator.breakdowns]
    return tag("p", ctx.say(words.NOT_SPLIT, names=", ".join(unknown).lower()), class_="note")
