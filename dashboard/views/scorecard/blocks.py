"""The blocks of the scorecard, from its freshness line to what changed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from dashboard.request.context import PageContext
from dashboard.text import formats, summary
from dashboard.text import verdicts as status
from dashboard.text.wording import scorecard as words
from dashboard.text.wording import verdicts
from dashboard.ui.markup import Html, hidden, tag
from dashboard.ui.tables import Group as RowGroup
from dashboard.ui.tables import grouped
from dashboard.views.scorecard.rows import Beside, Ends, columns, row
from data.certainty import present
from data.records import RECORDS
from data.storage.manifest import Manifest
from data.words import Perspective, Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group, signals, urgent
from metrics.quality.freshness import SourceFreshness

SIGNS = {
    AttentionGroup.ATTENTION: ("▼", "bad"),
    AttentionGroup.HIT_OR_MISS: ("?", "plain"),
    AttentionGroup.TOO_FEW: ("·", "plain"),
    AttentionGroup.NOT_JUDGED: ("…", "plain"),
    AttentionGroup.STEADY: ("∿", "plain"),
    AttentionGroup.IMPROVING: ("▲", "good"),
    AttentionGroup.NO_DATA: ("–", "plain"),
}


def freshness(sources: Sequence[SourceFreshness], manifest: Manifest, ctx: PageContext) -> Html:
    """How far the data reach and what is late, source by source where there are several."""
    items: list[Html | str] = []
    for source in sources:
        text = words.DATA_TO_OPEN if source.data_to and source.data_to == manifest.open_day else words.DATA_TO
        parts = [ctx.say(text, day=formats.day(source.data_to, ctx.lang))] if source.data_to else []
        parts.append(ctx.say(words.RECORDS_IN, n=source.received, all=len(source.records)))
        reach = " · ".join(parts)
        items.append(tag("span", ctx.say(words.SOURCE, name=source.source, reach=reach) if sources[1:] else reach))
        if source.late:
            late = ", ".join(ctx.say(RECORDS[record].title) for record in source.late)
            items.append(tag("span", ctx.say(words.LATE, names=late), class_="bad"))
    items.append(tag("span", ctx.say(words.RUN, moment=formats.moment(manifest.finished_at, ctx.lang))))
    return tag("p", [[" · ", item] if at else item for at, item in enumerate(items)], class_="fresh")


def bottom_line(
    assessments: Sequence[Assessment], causes: Mapping[str, str], ctx: PageContext, *, doing: Html | None = None
) -> Html:
    """Two sentences, a chip per group that filters, and what is being done or late.

    `causes`: name → where most of a gap comes from.
    """
    groups = Counter(group(assessment) for assessment in assessments)
    chosen = ctx.own.get("show")
    chips = [
        tag(
            "li",
            tag(
                "a",
                tag("span", SIGNS[name][0], aria_hidden="true"),
                " ",
                ctx.say((verdicts.ONE_OF_GROUP if groups[name] == 1 else verdicts.GROUPS)[name], n=groups[name]),
                href=ctx.link(show=None if chosen == name else name.value),
                class_=f"chip {SIGNS[name][1]}",
                aria_current="true" if chosen == name else None,
            ),
        )
        for name in AttentionGroup
        if groups[name] or chosen == name
    ]
    return tag(
        "div",
        tag(
            "p",
            tag("strong", summary.attention(assessments, causes, ctx)),
            " ",
            summary.movement(assessments, ctx),
            title=ctx.say(words.AUTOMATIC),
        ),
        tag("ul", chips, class_="chips", aria_label=ctx.say(words.SHOW)),
        doing,
        class_="bottom",
    )


def perspectives(
    listed: Sequence[Assessment],
    assessments: Sequence[Assessment],
    beside: Beside | None,
    ctx: PageContext,
    ends: Ends | None = None,
) -> Html:
    """What needs attention first, whatever it is of; then the other rows by perspective, each with its worst."""
    if not listed:
        back = tag("a", ctx.say(words.SHOW_THEM, n=len(assessments)), href=ctx.link(show=None))
        return tag("p", ctx.say(words.NONE_SHOWN), " ", back, class_="note")
    order = list(AttentionGroup)
    ranked = sorted(listed, key=lambda assessment: (_place_of(assessment), order.index(group(assessment))))
    pressing = [assessment for assessment in urgent(assessments) if assessment in listed]
    groups = []
    if pressing:
        title = tag("span", ctx.say(words.ATTENTION_FIRST), class_="pressing")
        groups.append(RowGroup(title, [row(member, ctx, beside, ends) for member in pressing], kind="pressing"))
    for perspective, members in groupby(ranked, key=lambda assessment: assessment.indicator.perspective):
        others = [row(member, ctx, beside, ends) for member in members if member not in pressing]
        groups.append(RowGroup(_header(perspective, assessments, ctx), others))
    caption = ctx.say(words.CAPTION, period=formats.period(ctx.period, ctx.lang))
    words_only, every = ctx.own.get("as") == "table", ctx.own.get("all")
    kind = "score words" if words_only else "score" if every else "score fits"
    return grouped(caption, columns(ctx, beside, ends), groups, kind=kind, caption_hidden=True, start=True)


def more(ctx: PageContext) -> Html:
    """The way to every indicator, or back to the headline ones."""
    every = bool(ctx.own.get("all"))
    text = ctx.say(words.SHOW_HEADLINE) if every else ctx.say(words.SHOW_ALL, n=len(ctx.snapshot.catalogue))
    return tag("p", tag("a", text, " ▸", href=ctx.link(all=None if every else "1", show=None)), class_="more")


def what_changed(assessments: Sequence[Assessment], ctx: PageContext) -> Html:
    """At most five signals, strongest first."""
    strongest = signals(assessments)
    items = [
        tag(
            "li",
            tag("a", ctx.say(signal.indicator.title), href=ctx.link("indicator", indicator=signal.indicator.name)),
            " ",
            formats.value(present(signal.value), signal.indicator.unit, ctx.lang, signal.indicator.decimals),
            " – ",
            tag("span", status.variation(signal, ctx.lang), class_=status.tone(signal)),
        )
        for signal in strongest
    ]
    nothing = verdicts.NOT_JUDGED if any(one.open for one in assessments) else words.NOTHING_CHANGED
    body = tag("ol", items) if items else tag("p", ctx.say(nothing))
    why = tag("span", ctx.say(words.CHANGED_WHY), class_="soft")
    return tag("section", tag("h2", ctx.say(words.CHANGED), " ", why), body, class_="changed")


def _place_of(assessment: Assessment) -> int:
    return list(Perspective).index(assessment.indicator.perspective)


def _header(perspective: Perspective, assessments: Sequence[Assessment], ctx: PageContext) -> Html:
    children = [child for child in assessments if child.indicator.perspective is perspective]
    worst = status.worst(children)
    n = sum(group(child) is AttentionGroup.ATTENTION for child in children)
    need = ctx.say(words.ONE_NEEDS if n == 1 else words.NEED, n=n, all=len(children))
    text = need if worst is Status.NO_TARGET else ctx.say(words.WORST, status=ctx.say(worst.text).lower(), need=need)
    return tag("span", ctx.say(perspective.text), " ", hidden("– "), tag("span", text, class_="soft"))
