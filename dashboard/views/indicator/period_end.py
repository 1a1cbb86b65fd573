"""Where quarter and fiscal year will end, on the page of an indicator."""

from dashboard.queries.period_ends import period_ends
from dashboard.request.context import PageContext
from dashboard.text import period_ends as texts
from dashboard.text.wording import period_end as words
from dashboard.ui.markup import Html, tag
from metrics.assessment.assessment import Assessment
from metrics.planning.period_end.reading import is_asked

GRAINS = ("quarter", "year")


def outlook(assessment: Assessment, ctx: PageContext) -> Html | None:
    """A sentence for the quarter and one for the year, of the year that is looked at; why there is none of a part."""
    if not assessment.indicator.headline:
        return None
    whole = period_ends(ctx.snapshot, ctx.viewer, ctx.decisions.targets, {})
    if ctx.viewer.scope:
        return tag("p", ctx.say(words.NOT_OF_A_PART), class_="note")
    ends = whole.get(assessment.indicator.name, {})
    told = [end for grain in GRAINS if (end := ends.get(grain)) and is_asked(end, ctx.period)]
    if not told:
        return None
    if ctx.where:
        return tag("p", ctx.say(words.WHOLE_ONLY), class_="note")
    sentences = list(dict.fromkeys(texts.sentence(end, ctx.lang, assessment) for end in told))
    how = next(filter(None, (texts.basis(end, ctx.lang) for end in reversed(told))), "")
    return tag(
        "div",
        tag("h2", ctx.say(words.TITLE)),
        [tag("p", sentence) for sentence in sentences],
        tag("p", how, class_="soft") if how else None,
    )
