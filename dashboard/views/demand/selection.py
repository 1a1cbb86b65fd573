"""What the address of the Demand page asks for, and the pickers that change it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dashboard.queries import forecasts, indicators
from dashboard.request.context import Place
from dashboard.text.wording import demand as words
from dashboard.text.wording import frame
from dashboard.ui.markup import Html, hidden, tag
from data.words import Channel, Text


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


def asked(place: Place) -> Asked:
    """What the address asks for; what is not known there is as if it were not asked."""
    grains = grains_there()
    grain = place.own.get("grain", "")
    section = place.own.get("section", "")
    location = _one(place, "location")
    return Asked(
        channel=_one(place, "channel"),
        line=None if location else _one(place, "line"),
        location=location,
        grain=grain if grain in grains else grains[0],
        section=Section(section) if section in list(Section) else Section.AHEAD,
    )


def grains_there() -> list[str]:
    """The grains that forecasts were made by: a source of totals only has months alone."""
    made = forecasts.made()
    return [grain for grain in ("day", "month") if made and grain in made.origins] or ["day"]


def pickers(place: Place, asked: Asked) -> Html:
    """Channel, line, centre and grain, then the parts of the page as tabs."""
    known = forecasts.series(place.viewer, asked.grain)
    channels = [code for code in (channel.value for channel in Channel) if code in set(known["channel"])]
    names = {"channel": {channel.value: channel.text for channel in Channel}}
    lines = sorted(set(known["line"].drop_nulls()))
    places = sorted(set(known["location"].drop_nulls()))
    picked = [
        _select(place, "channel", channels, asked.channel, frame.ALL_CHANNELS, names["channel"]),
        _select(place, "line", lines, asked.line, frame.ALL_LINES, indicators.names("line")),
    ]
    if places:
        picked.append(
            _select(place, "location", places, asked.location, words.ALL_PLACES, indicators.names("location"))
        )
    return tag(
        "div",
        tag("div", picked, _grains(place, asked), class_="head asked"),
        tag("nav", _tabs(place, asked), aria_label=place.say(words.PARTS)),
    )


def _one(place: Place, name: str) -> str | None:
    codes = place.where.get(name, ())
    return codes[0] if len(codes) == 1 else None


def _select(
    place: Place, name: str, codes: Iterable[str], chosen: str | None, every: Text, names: dict[str, Text]
) -> Html:
    # A centre has no lines, and is one of one channel: choosing either leaves the other out.
    drops: dict[str, None] = {"location": {"line": None}, "line": {"location": None}}.get(name, {"location": None})
    options = [tag("option", place.say(every), value=place.link(**{name: None}), selected=chosen is None)]
    known = list(codes)
    known += [chosen] if chosen and chosen not in known else []
    for code in known:
        changes = {**drops, name: code}
        if name == "location":
            changes["channel"] = _channel_of(code)
        title = place.say(names.get(code, Text(code, code)))
        options.append(tag("option", title, value=place.link(**changes), selected=code == chosen))
    label = hidden(place.say(words.PICK[name]))
    return tag("label", label, tag("select", options, data_go=True, id=f"go-{name}"))


def _channel_of(location: str) -> str | None:
    made = forecasts.demand.series(indicators.tables(), "day")
    found = made.filter(made["location"] == location)["channel"]
    return found[0] if len(found) else None


def _grains(place: Place, asked: Asked) -> Html | None:
    if len(grains_there()) < 2:
        return None
    links = [
        tag("a", place.say(text), href=place.link(grain=grain), aria_current="true" if grain == asked.grain else None)
        for grain, text in words.GRAINS.items()
    ]
    return tag("div", links, class_="tabs grains", role="group", aria_label=place.say(words.GRAIN))


def _tabs(place: Place, asked: Asked) -> Html:
    links = [
        tag(
            "a",
            place.say(words.SECTIONS[section.value]),
            href=place.link(section=section.value),
            aria_current="page" if section is asked.section else None,
        )
        for section in Section
    ]
    return tag("div", links, class_="tabs")
