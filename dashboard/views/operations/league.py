"""All places in order, the worst first, each with how sure its value is and the way to its records."""

from dashboard.findings.value import value_text
from dashboard.request.context import PageContext
from dashboard.text import formats, verdicts
from dashboard.text.cells import NOTHING
from dashboard.text.wording import operations as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.operations.funnel import comparison
from dashboard.views.operations.links import named, rows_of
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.hot_spots import Spot, Spots, is_share
from metrics.definition.breakdowns import DIMENSIONS
from metrics.operations.funnel import Point, Standing, funnel


def places(found: Spots, assessment: Assessment, ctx: PageContext, drawn_map: Html | None = None) -> Html | None:
    """The league of places, of shares below their funnel, and below their map; nothing where no record tells one."""
    if not found.listed:
        return None
    drawn = funnel(found.listed)
    # Where places differ so much anyhow that none stands apart, "as the others" beside 60 % would read as praise.
    apart = drawn is not None and any(point.standing is not Standing.ALIKE for point in drawn.points)
    of = {point.spot.codes["location"]: point for point in drawn.points} if drawn and apart else {}
    sure = any(spot.interval for spot in found.listed)
    share, aimed = is_share(assessment.indicator), any(spot.target is not None for spot in found.listed)
    columns = [
        Column(ctx.say(DIMENSIONS["location"].title)),
        Column(ctx.say(words.VALUE), number=True),
        *([Column(ctx.say(words.INTERVAL), number=True, kind="extra")] if sure else []),
        Column(ctx.say(words.OF), number=True),
        *([Column(ctx.say(words.MISSED), number=True)] if share else []),
        *([Column(ctx.say(words.TARGET), number=True, kind="extra"), Column(ctx.say(words.STATUS))] if aimed else []),
        *([Column(ctx.say(words.LIMITS), number=True, kind="extra"), Column(ctx.say(words.STANDING))] if apart else []),
    ]
    rows = [
        _row(spot, assessment, ctx, share=share, sure=sure, aimed=aimed)
        + (_standing(of.get(spot.codes["location"]), assessment, ctx) if apart else [])
        for spot in found.listed
    ]
    caption = ctx.say(words.ONE_PLACE if len(rows) == 1 else words.LEAGUE_CAPTION, n=len(rows))
    body = table(caption, columns, rows, kind="wide", caption_hidden=True)
    return join(
        tag("h2", ctx.say(words.LEAGUE)),
        comparison(drawn, assessment, ctx) if share else None,
        drawn_map,
        tag("p", caption, class_="soft"),
        scrolling(body, caption),
    )


def _row(spot: Spot, assessment: Assessment, ctx: PageContext, *, share: bool, sure: bool, aimed: bool) -> list[Child]:
    value = value_text(spot.value, assessment, ctx)
    cells: list[Child] = [tag("a", named(spot, ctx), href=rows_of(spot, assessment, ctx)), value]
    if sure:
        cells.append(_interval(spot, assessment, ctx))
    cells.append(formats.number(spot.of, ctx.lang))
    if share:
        cells.append(_missed(spot, assessment, ctx))
    if aimed:
        cells += [value_text(spot.target, assessment, ctx), _status(spot, ctx)]
    return cells


def _interval(spot: Spot, assessment: Assessment, ctx: PageContext) -> str:
    if spot.interval is None:
        return NOTHING
    low, high = (value_text(end, assessment, ctx) for end in (spot.interval.low, spot.interval.high))
    return ctx.say(words.FROM_TO, low=low, high=high)


def _standing(point: Point | None, assessment: Assessment, ctx: PageContext) -> list[Child]:
    if point is None:
        return [NOTHING, NOTHING]
    low, high = (value_text(end, assessment, ctx) for end in (point.outer.low, point.outer.high))
    return [ctx.say(words.FROM_TO, low=low, high=high), ctx.say(point.standing.text)]


def _missed(spot: Spot, assessment: Assessment, ctx: PageContext) -> Child:
    if not spot.missed:
        return formats.number(0, ctx.lang)
    return tag("a", formats.number(spot.missed, ctx.lang), href=rows_of(spot, assessment, ctx, missed=True))


def _status(spot: Spot, ctx: PageContext) -> Html:
    mark = tag("span", verdicts.MARKS[spot.status], formats.SPACE, aria_hidden="true")
    text = words.UNSURE if spot.status is Status.TOO_FEW and not spot.few else spot.status.text
    return tag("span", mark, ctx.say(text), class_=verdicts.TONES[spot.status])
