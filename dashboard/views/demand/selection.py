"""What the address of the Demand page asks for, and the pickers that change it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from dashboard.queries import indicators
from dashboard.queries.demand import forecasts
from dashboard.request.context import PageContext
from dashboard.text.wording import demand as words
from dashboard.text.wording import frame
from dashboard.ui.markup import Html, hidden, tag
from data.text import Text
from data.words import Channel


class Section(StrEnum):
    """The parts of the page; the first is what an address without one shows."""

    AHEAD = "ahead"
    PLAN = "plan"
    STAFF = "staff"
    SCENARIOS = "scenarios"


@dataclass(frozen=True, kw_only=True)
class Selection:
    """One series and a part of the page. `grain`: week, day or month. `location` excludes a line, as forecasts do."""

    channel: str | None
    line: str | None
    location: str | None
    grain: str
    section: Section

    @property
    def days(self) -> bool:
        """Whether what is shown is made of days, as weeks are."""
        return self.grain != "month"

    @property
    def scenario_grain(self) -> str:
        """What scenarios are worked out by: weeks are sums of days."""
        return "day" if self.days else self.grain

    @property
    def series(self) -> dict[str, str | None]:
        """The series."""
        return {"channel": self.channel, "line": self.line, "location": self.location}


def read_selection(ctx: PageContext) -> Selection:
    """What the address asks for; what is unknown there is left out."""
    grains = grains_of(ctx)
    grain = ctx.own.get("grain", "")
    section = ctx.own.get("section", "")
    location = _one(ctx, "location")
    return Selection(
        channel=_one(ctx, "channel"),
        line=None if location else _one(ctx, "line"),
        location=location,
        grain=grain if grain in grains else grains[0],
        section=Section(section) if section in list(Section) else Section.AHEAD,
    )


def grains_of(ctx: PageContext) -> list[str]:
    """The grains that forecasts were made by, the usual one first: a source of totals only has months alone."""
    forecast_run = forecasts.forecast_run(ctx.snapshot)
    return [grain for grain in words.GRAINS if forecast_run and grain in forecast_run.origins] or ["day"]


def pickers(ctx: PageContext, selection: Selection) -> Html:
    """Channel, line, centre and grain, then the parts of the page as tabs."""
    series = forecasts.all_series(ctx.snapshot, ctx.viewer, selection.grain)
    forecast = set(series["channel"])
    channels = [channel.value for channel in Channel if channel.value in forecast]
    lines = sorted(set(series["line"].drop_nulls()))
    selects = [
        _select(
            ctx, "channel", _named(ctx, "channel", channels, selection.channel), selection.channel, frame.ALL_CHANNELS
        ),
        _select(ctx, "line", _named(ctx, "line", lines, selection.line), selection.line, frame.ALL_LINES),
    ]
    if series["location"].count():
        selects.append(_locations(ctx, series, selection.location))
    return tag(
        "div",
        tag("div", selects, _grains(ctx, selection), class_="head asked"),
        tag("nav", _tabs(ctx, selection), aria_label=ctx.say(words.PARTS)),
    )


def _one(ctx: PageContext, name: str) -> str | None:
    codes = ctx.where.get(name, ())
    return codes[0] if len(codes) == 1 else None


def _named(ctx: PageContext, name: str, codes: Iterable[str], chosen: str | None) -> dict[str, Text]:
    """The codes with their names, in order; one that the address names is among them even where it has no forecast."""
    options = list(codes)
    options += [chosen] if chosen and chosen not in options else []
    return {code: indicators.name_of(ctx.snapshot, name, code) for code in options}


def _locations(ctx: PageContext, series: pl.DataFrame, chosen: str | None) -> Html:
    """The centres; each brings the channel that it is of."""
    of_locations = series.drop_nulls("location")
    channel_of = dict(of_locations.reverse().select("location", "channel").iter_rows())
    options = _named(ctx, "location", sorted(channel_of), chosen)
    return _select(ctx, "location", options, chosen, words.ALL_PLACES, channel_of)


def _select(
    ctx: PageContext,
    name: str,
    options: Mapping[str, Text],
    chosen: str | None,
    every: Text,
    channel_of: Mapping[str, str | None] | None = None,
) -> Html:
    # A centre has no lines, and is one of one channel: choosing either leaves the other out.
    dropped: dict[str, None] = {"location": {"line": None}, "line": {"location": None}}.get(name, {"location": None})
    tags = [tag("option", ctx.say(every), value=ctx.link(**{name: None}), selected=chosen is None)]
    for code, title in options.items():
        changes = {**dropped, name: code}
        if channel_of is not None:
            changes["channel"] = channel_of.get(code)
        tags.append(tag("option", ctx.say(title), value=ctx.link(**changes), selected=code == chosen))
    label = hidden(ctx.say(words.PICK[name]))
    return tag("label", label, tag("select", tags, data_go=True, id=f"go-{name}"))


def _grains(ctx: PageContext, selection: Selection) -> Html | None:
    if len(grains_of(ctx)) < 2:
        return None
    links = [
        tag("a", ctx.say(text), href=ctx.link(grain=grain), aria_current="true" if grain == selection.grain else None)
        for grain, text in words.GRAINS.items()
    ]
    return tag("div", links, class_="tabs grains", role="group", aria_label=ctx.say(words.GRAIN))


def _tabs(ctx: PageContext, selection: Selection) -> Html:
    links = [
        tag(
            "a",
            ctx.say(words.SECTIONS[section.value]),
            href=ctx.link(section=section.value),
            aria_current="page" if section is selection.section else None,
        )
        for section in Section
    ]
    return tag("div", links, class_="tabs")
