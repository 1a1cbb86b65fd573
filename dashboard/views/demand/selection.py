"""What the address of the Demand page asks for, and the pickers that change it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dashboard.queries import forecasts, indicators
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
class Asked:
    """One series and a part of the page. `grain`: day or month. `location` excludes a line, as forecasts do."""

    channel: str | None
    line: str | None
    location: str | None
    grain: str
    section: Section

    @property
    def of(self) -> dict[str, str | None]:
        """The series."""
        return {"channel": self.channel, "line": self.line, "location": self.location}


def asked(ctx: PageContext) -> Asked:
    """What the address asks for; what is not known there is as if it were not asked."""
    grains = grains_there()
    grain = ctx.own.get("grain", "")
    section = ctx.own.get("section", "")
    location = _one(ctx, "location")
    return Asked(
        channel=_one(ctx, "channel"),
        line=None if location else _one(ctx, "line"),
        location=location,
        grain=grain if grain in grains else grains[0],
        section=Section(section) if section in list(Section) else Section.AHEAD,
    )


def grains_there() -> list[str]:
    """The grains that forecasts were made by: a source of totals only has months alone."""
    made = forecasts.made()
    return [grain for grain in ("day", "month") if made and grain in made.origins] or ["day"]


def pickers(ctx: PageContext, asked: Asked) -> Html:
    """Channel, line, centre and grain, then the parts of the page as tabs."""
    known = forecasts.series(ctx.viewer, asked.grain)
    channels = [code for code in (channel.value for channel in Channel) if code in set(known["channel"])]
    names = {"channel": {channel.value: channel.text for channel in Channel}}
    lines = sorted(set(known["line"].drop_nulls()))
    places = sorted(set(known["location"].drop_nulls()))
    picked = [
        _select(ctx, "channel", channels, asked.channel, frame.ALL_CHANNELS, names["channel"]),
        _select(ctx, "line", lines, asked.line, frame.ALL_LINES, indicators.names("line")),
    ]
    if places:
        picked.append(_select(ctx, "location", places, asked.location, words.ALL_PLACES, indicators.names("location")))
    return tag(
        "div",
        tag("div", picked, _grains(ctx, asked), class_="head asked"),
        tag("nav", _tabs(ctx, asked), aria_label=ctx.say(words.PARTS)),
    )


def _one(ctx: PageContext, name: str) -> str | None:
    codes = ctx.where.get(name, ())
    return codes[0] if len(codes) == 1 else None


def _select(
    ctx: PageContext, name: str, codes: Iterable[str], chosen: str | None, every: Text, names: dict[str, Text]
) -> Html:
    # A centre has no lines, and is one of one channel: choosing either leaves the other out.
    drops: dict[str, None] = {"location": {"line": None}, "line": {"location": None}}.get(name, {"location": None})
    options = [tag("option", ctx.say(every), value=ctx.link(**{name: None}), selected=chosen is None)]
    known = list(codes)
    known += [chosen] if chosen and chosen not in known else []
    for code in known:
        changes = {**drops, name: code}
        if name == "location":
            changes["channel"] = _channel_of(code)
        title = ctx.say(names.get(code, Text(code, code)))
        options.append(tag("option", title, value=ctx.link(**changes), selected=code == chosen))
    label = hidden(ctx.say(words.PICK[name]))
    return tag("label", label, tag("select", options, data_go=True, id=f"go-{name}"))


def _channel_of(location: str) -> str | None:
    made = forecasts.demand.series(indicators.tables(), "day")
    found = made.filter(made["location"] == location)["channel"]
    return found[0] if len(found) else None


def _grains(ctx: PageContext, asked: Asked) -> Html | None:
    if len(grains_there()) < 2:
        return None
    links = [
        tag("a", ctx.say(text), href=ctx.link(grain=grain), aria_current="true" if grain == asked.grain else None)
        for grain, text in words.GRAINS.items()
    ]
    return tag("div", links, class_="tabs grains", role="group", aria_label=ctx.say(words.GRAIN))


def _tabs(ctx: PageContext, asked: Asked) -> Html:
    links = [
        tag(
            "a",
            ctx.say(words.SECTIONS[section.value]),
            href=ctx.link(section=section.value),
            aria_current="page" if section is asked.section else None,
        )
        for section in Section
    ]
    return tag("div", links, class_="tabs")
