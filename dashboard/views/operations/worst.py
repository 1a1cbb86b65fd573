"""What stands above the tables: the worst place and half-hour by name, or that nothing stands out, or why not."""

from dashboard.findings.value import value_text
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import operations as words
from dashboard.ui.markup import Html, tag
from dashboard.views.operations.links import named, rows_of
from data.text import Text
from metrics.assessment.assessment import Assessment
from metrics.assessment.hot_spots import Spot, Spots, is_share


def lead(places: Spots, days: Spots, both: Spots, assessment: Assessment, ctx: PageContext) -> Html:
    """One sentence each on places, on half-hours of the week and on half-hours of places."""
    lines = [
        _line(places, (words.WORST_PLACE, words.HIGHEST_PLACE, words.NO_PLACE, words.PLACES_NOT_TOLD), assessment, ctx),
        _line(days, (words.WORST_TIME, words.HIGHEST_TIME, words.NO_TIME, words.TIMES_NOT_TOLD), assessment, ctx),
    ]
    if places.listed and days.listed:
        texts = (words.WORST_BOTH, words.HIGHEST_BOTH, words.NO_BOTH, words.TIMES_NOT_TOLD)
        lines.append(_line(both, texts, assessment, ctx))
    if both.nowhere and both.listed:
        lines.append(tag("p", ctx.say(words.NOWHERE, n=formats.number(both.nowhere, ctx.lang)), class_="soft"))
    warns = any(found.worst for found in (places, days, both))
    return tag("div", lines, class_="note warn" if warns else "note")


def _line(found: Spots, texts: tuple[Text, Text, Text, Text], assessment: Assessment, ctx: PageContext) -> Html:
    worst, highest, nothing, not_told = texts
    if not found.listed:
        return tag("p", ctx.say(not_told))
    if is_share(assessment.indicator) and assessment.target is not None:
        spot = found.worst
        return tag("p", ctx.say(nothing)) if spot is None else _told(worst, spot, assessment, ctx)
    # What has too few comes last, so where the first has, all have.
    spot = found.listed[0]
    text = worst if is_share(assessment.indicator) else highest
    return tag("p", ctx.say(words.TOO_FEW)) if spot.few else _told(text, spot, assessment, ctx)


def _told(text: Text, spot: Spot, assessment: Assessment, ctx: PageContext) -> Html:
    told = {
        "value": value_text(spot.value, assessment, ctx),
        "n": formats.number(spot.of, ctx.lang),
    }
    if spot.target is None:
        numbers = ctx.say(words.COUNTED, **told)
    else:
        target = value_text(spot.target, assessment, ctx)
        numbers = ctx.say(words.AGAINST, target=target, **told)
    if spot.missed:
        link = tag("a", ctx.say(words.SEE_MISSED, n=formats.number(spot.missed, ctx.lang)), " ▸",
                   href=rows_of(spot, assessment, ctx, missed=True))  # fmt: skip
    else:
        link = tag("a", ctx.say(words.SEE_ROWS), " ▸", href=rows_of(spot, assessment, ctx))
    return tag("p", tag("strong", ctx.say(text, what=named(spot, ctx))), " · ", numbers, " ", link)
