"""The blocks of the scorecard, from its freshness line to what changed."""

from collections.abc import Sequence
from itertools import groupby

import polars as pl

from dashboard.request.context import Place
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
from metrics.catalogue.registry import catalogue

SIGNS = {
    Group.ATTENTION: ("▼", "bad"),
    Group.HIT_OR_MISS: ("?", "plain"),
    Group.STEADY: ("∿", "plain"),
    Group.IMPROVING: ("▲", "good"),
    Group.NO_DATA: ("–", "plain"),
}


def freshness(found: pl.DataFrame, manifest: Manifest, place: Place) -> Html:
    """How far the data reach and what is late, source by source where there are several."""
    items: list[Html | str] = []
    for source, records in found.group_by("source", maintain_order=True):
        days = records["data_to"].drop_nulls()
        late = [place.say(RECORDS[name].title) for name in records.filter(pl.col("state") == "late")["record"]]
        parts = [place.say(words.DATA_TO, day=formats.day_of(days.max(), place.lang))] if len(days) else []
        parts.append(place.say(words.RECORDS_IN, n=records.height - len(late), all=records.height))
        name = f"{source[0]} : " if place.lang == "fr" else f"{source[0]}: "
        items.append(tag("span", (name if found["source"].n_unique() > 1 else "") + " · ".join(parts)))
        if late:
            items.append(tag("span", place.say(words.LATE, names=", ".join(late)), class_="bad"))
    items.append(tag("span", place.say(words.RUN, moment=formats.moment(manifest.finished_at, place.lang))))
    return tag("p", [[" · ", item] if at else item for at, item in enumerate(items)], class_="fresh")


def bottom_line(judged: Sequence[Judged], place: Place) -> Html:
    """Two sentences, and a chip per group that filters."""
    counts = {one: sum(group(other) is one for other in judged) for one in Group}
    chosen = place.own.get("show")
    chips = [
        tag(
            "li",
            tag(
                "a",
                tag("span", SIGNS[one][0], aria_hidden="true"),
                " ",
                place.say((verdicts.ONE_OF_GROUP if n == 1 else verdicts.GROUPS)[one], n=n),
                href=place.link(show=None if chosen == one else one.value),
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
            tag("strong", summary.attention(judged, place)),
            " ",
            summary.movement(judged, place),
            title=place.say(words.AUTOMATIC),
        ),
        tag("ul", chips, class_="chips", aria_label=place.say(words.SHOW)),
        class_="bottom",
    )


def perspectives(shown: Sequence[Judged], judged: Sequence[Judged], place: Place) -> Html:
    """The rows by perspective; within one the most pressing first, as a board reads them."""
    if not shown:
        return tag("p", place.say(words.NONE_SHOWN), class_="note")
    order = list(Group)
    ranked = sorted(shown, key=lambda one: (_place_of(one), order.index(group(one))))
    groups = [
        RowGroup(_header(perspective, judged, place), [row(one, place) for one in ones])
        for perspective, ones in groupby(ranked, key=lambda one: one.indicator.perspective)
    ]
    caption = place.say(words.CAPTION, period=formats.period(place.period, place.lang))
    words_only, every = place.own.get("as") == "table", place.own.get("all")
    kind = "score words" if words_only else "score" if every else "score fits"
    return grouped(caption, columns(place), groups, kind=kind, caption_hidden=True)


def more(place: Place) -> Html:
    """The way to every indicator, or back to the headline ones."""
    every = bool(place.own.get("all"))
    text = place.say(words.SHOW_HEADLINE) if every else place.say(words.SHOW_ALL, n=len(catalogue()))
    return tag("p", tag("a", text, " ▸", href=place.link(all=None if every else "1", show=None)), class_="more")


def what_changed(judged: Sequence[Judged], place: Place) -> Html:
    """At most five signals, strongest first."""
    signals = changed(judged)
    items = [
        tag(
            "li",
            tag("a", place.say(one.indicator.title), href=place.link("indicator", indicator=one.indicator.name)),
            " ",
            formats.value(one.value, one.indicator.unit, place.lang, one.indicator.decimals),
            " – ",
            tag("span", status.variation(one, place), class_=status.tone(one)),
        )
        for one in signals
    ]
    body = tag("ol", items) if items else tag("p", place.say(words.NOTHING_CHANGED))
    why = tag("span", place.say(words.CHANGED_WHY), class_="soft")
    return tag("section", tag("h2", place.say(words.CHANGED), " ", why), body, class_="changed")


def _place_of(judged: Judged) -> int:
    return list(Perspective).index(judged.indicator.perspective)


def _header(perspective: Perspective, judged: Sequence[Judged], place: Place) -> Html:
    children = [one for one in judged if one.indicator.perspective is perspective]
    worst = status.worst(children)
    n = sum(group(one) is Group.ATTENTION for one in children)
    need = place.say(words.ONE_NEEDS if n == 1 else words.NEED, n=n, all=len(children))
    if worst is Status.NO_TARGET:
        said = need
    else:
        said = place.say(words.WORST, status=place.say(worst.text).lower(), need=need)
    return tag("span", place.say(perspective.text), " ", hidden("– "), tag("span", said, class_="soft"))
