"""The strategy map in words: a table of its arrows with their evidence, and the map as a nested list."""

from collections.abc import Sequence

from dashboard.findings.strategy import DECIMALS, correlation, interval, lag
from dashboard.request.context import PageContext
from dashboard.text import cells, formats, verdicts
from dashboard.text.wording import strategy as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from metrics.assessment.assessment import Assessment
from metrics.assessment.objectives import Standing, standings, without_objective
from metrics.assessment.strategy import Hypothesis, Lane, Support, undefined
from metrics.catalogue.registry import declared

TONES = {Support.SUPPORTED: "good", Support.NOT_SUPPORTED: "bad", Support.TOO_FEW: "plain"}


def arrows(weighed: Sequence[Hypothesis], ctx: PageContext) -> Html:
    """Every arrow with r, its interval, the lag and how many pairs of changes there are."""
    columns = [
        Column(ctx.say(words.NUMBER)),
        Column(ctx.say(words.FROM)),
        Column(ctx.say(words.TO)),
        Column(ctx.say(words.EVIDENCE)),
        Column(ctx.say(words.R), number=True),
        Column(ctx.say(words.INTERVAL)),
        Column(ctx.say(words.LAG)),
        Column(ctx.say(words.PAIRS), number=True),
    ]
    rows = [
        [
            str(number),
            _name(hypothesis.arrow.cause, ctx),
            _name(hypothesis.arrow.effect, ctx),
            tag("span", ctx.say(hypothesis.evidence.support.text), class_=TONES[hypothesis.evidence.support]),
            correlation(hypothesis, ctx),
            interval(hypothesis, ctx),
            lag(hypothesis, ctx),
            formats.number(hypothesis.evidence.pairs, ctx.lang),
        ]
        for number, hypothesis in enumerate(weighed, start=1)
    ]
    caption = ctx.say(words.ARROWS)
    body = table(caption, columns, rows, kind="wide", caption_hidden=True)
    return join(tag("h2", caption), scrolling(body, caption))


def left_out(ctx: PageContext) -> Html:
    """The arrows that these figures know nothing of, one sentence each, their indicators named as today."""
    titles = {name: ctx.say(indicator.title) for name, indicator in declared().items()}
    return join(
        *(
            tag(
                "p",
                ctx.say(
                    words.UNDEFINED,
                    cause=titles[arrow.cause],
                    effect=titles[arrow.effect],
                    missing=", ".join(titles[name] for name in missing),
                ),
                class_="note",
            )
            for arrow, missing in undefined(ctx.snapshot).items()
        )
    )


def nested(lanes: Sequence[Lane], weighed: Sequence[Hypothesis], ctx: PageContext) -> Html:
    """Factor → objectives with who answers for them → indicators with their status → what each should move."""
    items = [
        tag(
            "li",
            tag("strong", ctx.say(lane.factor.text)),
            " – ",
            ctx.say(words.WORST, status=ctx.say(verdicts.worst(lane.assessments).text).lower()),
            tag(
                "ul",
                [_objective(each, weighed, ctx) for each in standings(lane.assessments, lane.factor)],
                _others(lane, weighed, ctx),
            ),
        )
        for lane in lanes
    ]
    return join(tag("h2", ctx.say(words.LIST)), tag("ul", items, class_="nested"))


def _objective(standing: Standing, weighed: Sequence[Hypothesis], ctx: PageContext) -> Html:
    indicators = [_indicator(assessment, weighed, ctx) for assessment in standing.assessments]
    owner = tag("span", ctx.say(standing.objective.owner), class_="soft")
    return tag("li", tag("strong", ctx.say(standing.objective.title)), " – ", owner, tag("ul", indicators))


def _others(lane: Lane, weighed: Sequence[Hypothesis], ctx: PageContext) -> Html | None:
    """The indicators of a factor that no objective names."""
    others = without_objective(lane.assessments)
    if not others:
        return None
    return tag("li", ctx.say(words.NO_OBJECTIVE), tag("ul", [_indicator(one, weighed, ctx) for one in others]))


def _indicator(assessment: Assessment, weighed: Sequence[Hypothesis], ctx: PageContext) -> Html:
    standing: Child = verdicts.absence(assessment, ctx.lang)
    if assessment.value is not None:
        value = formats.value(assessment.value, assessment.indicator.unit, ctx.lang, assessment.indicator.decimals)
        kind = verdicts.TONES[assessment.status]
        standing = [value, " ", tag("span", verdicts.status(assessment, ctx.lang), class_=kind)]
    effects = [
        tag(
            "li",
            ctx.say(
                words.LEADS_TO,
                name=ctx.say(ctx.snapshot.catalogue[hypothesis.arrow.effect].title),
                **_evidence(hypothesis, ctx),
            ),
        )
        for hypothesis in weighed
        if hypothesis.arrow.cause == assessment.indicator.name
    ]
    return tag("li", _name(assessment.indicator.name, ctx), " ", standing, tag("ul", effects) if effects else None)


def _evidence(weighed: Hypothesis, ctx: PageContext) -> dict[str, str]:
    return {
        "support": ctx.say(weighed.evidence.support.text).lower(),
        "r": cells.NOTHING if weighed.evidence.r is None else formats.number(weighed.evidence.r, ctx.lang, DECIMALS),
        "n": formats.number(weighed.evidence.pairs, ctx.lang),
    }


def _name(name: str, ctx: PageContext) -> Html:
    return tag("a", ctx.say(ctx.snapshot.catalogue[name].title), href=ctx.link("indicator", indicator=name))
