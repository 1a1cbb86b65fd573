"""The blocks of the scorecard, from its freshness line to what changed."""

from collections.abc import Sequence
from itertools import groupby

import polars as pl

from dashboard.request.context import PageContext
from dashboard.text import formats, summary
from dashboard.text import verdicts as status
from dashboard.text.wording import scorecard as words
from dashboard.text.wording import verdicts
from dashboard.ui.markup import Html, hidden, tag
from dashboard.ui.tables import Group as RowGroup
from dashboard.ui.tables import grouped
from dashboard.views.scorecard.rows import columns, row
from data.records import RECORDS
from data.storage.manifest import Manifest
from data.words import Perspective, Status
from metrics.assessment.assessment import Judged
from metrics.assessment.attention import Group, changed, group

SIGNS = {
    Group.ATTENTION: ("▼", "bad"),
    Group.HIT_OR_MISS: ("?", "plain"),
    Group.STEADY: ("∿", "plain"),
    Group.IMPROVING: ("▲", "good"),
    Group.NO_DATA: ("–", "plain"),
}


def freshness(found: pl.DataFrame, manifest: Manifest, ctx: PageContext) -> Html:
    """How far the data reach and what is late, source by source where there are several."""
    items: list[Html | str] = []
    for source, records in found.group_by("source", maintain_order=True):
        days = records["data_to"].drop_nulls()
        late = [ctx.say(RECORDS[name].title) for name in records.filter(pl.col("state") == "late")["record"]]
        parts = [ctx.say(words.DATA_TO, day=formats.day_of(days.max(), ctx.lang))] if len(days) else []
        parts.append(ctx.say(words.RECORDS_IN, n=records.height - len(late), all=records.height))
        name = f"{source[0]} : " if ctx.lang == "fr" else f"{source[0]}: "
        items.append(tag("span", (name if found["source"].n_unique() > 1 else "") + " · ".join(parts)))
        if late:
            items.append(tag("span", ctx.say(words.LATE, names=", ".join(late)), class_="bad"))
    items.append(tag("span", ctx.say(words.RUN, moment=formats.moment(manifest.finished_at, ctx.lang))))
    return tag("p", [[" · ", item] if at else item for at, item in enumerate(items)], class_="fresh")


def bottom_line(judged: Sequence[Judged], ctx: PageContext) -> Html:
    """Two sentences, and a chip per group that filters."""
    counts = {one: sum(group(other) is one for other in judged) for one in Group}
    chosen = ctx.own.get("show")
    chips = [
        tag(
            "li",
            tag(
                "a",
                tag("span", SIGNS[one][0], aria_hidden="true"),
                " ",
                ctx.say((verdicts.ONE_OF_GROUP if n == 1 else verdicts.GROUPS)[one], n=n),
                href=ctx.link(show=None if chosen == one else one.value),
                class_=f"chip {SIGNS[one][1]}",
                aria_current="true" if chosen == one else None,
            ),
        )
        for one, n in counts.items()
        if n or chosen == one
    ]
    return tag(
        "div",
        tag(
            "p",
            tag("strong", summary.attention(judged, ctx)),
            " ",
            summary.movement(judged, ctx),
            title=ctx.say(words.AUTOMATIC),
        ),
        tag("ul", chips, class_="chips", aria_label=ctx.say(words.SHOW)),
        class_="bottom",
    )


def perspectives(shown: Sequence[Judged], judged: Sequence[Judged], ctx: PageContext) -> Html:
    """The rows by perspective; within one the most pressing first, as a board reads them."""
    if not shown:
        return tag("p", ctx.say(words.NONE_SHOWN), class_="note")
    order = list(Group)
    ranked = sorted(shown, key=lambda one: (_place_of(one), order.index(group(one))))
    groups = [
        RowGroup(_header(perspective, judged, ctx), [row(one, ctx) for one in ones])
        for perspective, ones in groupby(ranked, key=lambda one: one.indicator.perspective)
    ]
    caption = ctx.say(words.CAPTION, period=formats.period(ctx.period, ctx.lang))
    words_only, every = ctx.own.get("as") == "table", ctx.own.get("all")
    kind = "score words" if words_only else "score" if every else "score fits"
    return grouped(caption, columns(ctx), groups, kind=kind, caption_hidden=True)


def more(ctx: PageContext) -> Html:
    """The way to every indicator, or back to the headline ones."""
    every = bool(ctx.own.get("all"))
    text = ctx.say(words.SHOW_HEADLINE) if every else ctx.say(words.SHOW_ALL, n=len(ctx.snapshot.catalogue))
    return tag("p", tag("a", text, " ▸", href=ctx.link(all=None if every else "1", show=None)), class_="more")


def what_changed(judged: Sequence[Judged], ctx: PageContext) -> Html:
    """At most five signals, strongest first."""
    signals = changed(judged)
    items = [
        tag(
            "li",
            tag("a", ctx.say(one.indicator.title), href=ctx.link("indicator", indicator=one.indicator.name)),
            " ",
            formats.value(one.value, one.indicator.unit, ctx.lang, one.indicator.decimals),
            " – ",
            tag("span", status.variation(one, ctx.lang), class_=status.tone(one)),
        )
        for one in signals
    ]
    body = tag("ol", items) if items else tag("p", ctx.say(words.NOTHING_CHANGED))
    why = tag("span", ctx.say(words.CHANGED_WHY), class_="soft")
    return tag("section", tag("h2", ctx.say(words.CHANGED), " ", why), body, class_="changed")


def _place_of(judged: Judged) -> int:
    return list(Perspective).index(judged.indicator.perspective)


def _header(perspective: Perspective, judged: Sequence[Judged], ctx: PageContext) -> Html:
    children = [one for one in judged if one.indicator.perspective is perspective]
    worst = status.worst(children)
    n = sum(group(one) is Group.ATTENTION for one in children)
    need = ctx.say(words.ONE_NEEDS if n == 1 else words.NEED, n=n, all=len(children))
    said = need if worst is Status.NO_TARGET else ctx.say(words.WORST, status=ctx.say(worst.text).lower(), need=need)
    return tag("span", ctx.say(perspective.text), " ", hidden("– "), tag("span", said, class_="soft"))
