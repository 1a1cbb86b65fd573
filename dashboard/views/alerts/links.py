"""Where a reader goes from an alert: its indicator, the records behind it, or the page that judges the same."""

from collections.abc import Mapping

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import alerts as words
from dashboard.ui.markup import Html, join, tag
from data.text import Text
from metrics.alerts.inbox import Entry

Choices = dict[str, str | tuple[str, ...] | None]


def ways(entry: Entry, ctx: PageContext) -> Html:
    """The links that the viewer may follow, each to the period and the slice of the alert."""
    links = [tag("a", text, formats.SPACE, "▸", href=href) for text, href in _ways(entry, ctx)]
    return tag("span", join(*(part for link in links for part in (link, " "))), class_="ways")


def _ways(entry: Entry, ctx: PageContext) -> list[tuple[str, str]]:
    # The filters of the page from which the reader came are not the alert's.
    place: Choices = {**dict.fromkeys(ctx.where), **{name: (code,) for name, code in entry.codes.items()}}
    offered: list[tuple[str, Text, Choices, Mapping[str, str]]] = []
    missed = {"n": formats.number(entry.facts["missed"], ctx.lang)} if "missed" in entry.facts else {}
    if entry.kind == "guarantee":
        offered.append(("service_quality", words.SEE_AT_RISK, {"items": "open", **place}, {}))
    elif entry.indicator:
        about: Choices = {"indicator": entry.indicator, "period": entry.period, **place}
        if entry.kind == "place":
            offered.append(("transactions", words.SEE_MISSED, {**about, "only": "missed"}, missed))
            measure: Choices = {"measure": entry.indicator, "period": entry.period, **dict.fromkeys(ctx.where)}
            offered.append(("operations", words.SEE_OPERATIONS, measure, {}))
        offered.append(("indicator", words.SEE_INDICATOR, about, {}))
    elif entry.kind == "late":
        offered.append(("health", words.SEE_HEALTH, {}, {}))
    else:
        offered.append(("demand", words.SEE_DEMAND, {"section": None, **place}, {}))
    return [
        (ctx.say(text, **values), ctx.link(page, **changes))
        for page, text, changes, values in offered
        if (_has_rows(entry, ctx) if page == "transactions" else ctx.leads_to(page))
    ]


def _has_rows(entry: Entry, ctx: PageContext) -> bool:
    """Whether single records of an alert's indicator may be opened."""
    return ctx.leads_to_rows(ctx.snapshot.catalogue[entry.indicator])
