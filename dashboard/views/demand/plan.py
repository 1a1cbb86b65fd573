"""The plan beside the forecast: the grid of weeks, every override with what it was worth, and the special days."""

from datetime import date, timedelta
from typing import Any

import polars as pl

from dashboard.queries import forecasts, indicators
from dashboard.request.context import Place
from dashboard.text import formats
from dashboard.text.wording import demand
from dashboard.text.wording import plan as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.demand.forecast import Shown
from data.state import OverrideKind, SpecialDayEffect
from data.words import Channel, Text, Unit


def grid(shown: Shown, place: Place) -> Html:
    """Week by week (month by month): forecast, plan, difference, and the way to change it."""
    texts = (demand.FORECAST, demand.PLAN, demand.DIFFERENCE)
    first = Column(place.say(demand.WEEK if shown.grain == "day" else demand.MONTH))
    columns = [first, *(Column(place.say(text), number=True) for text in texts), Column(place.say(words.CHANGE))]
    pieces = forecasts.folded(shown.ahead, 7 if shown.grain == "day" else 1)
    rows = [_piece(piece, shown.grain, place) for piece in pieces]
    title = place.say(words.GRID if shown.grain == "day" else words.GRID_MONTH)
    return join(
        tag("h2", title), scrolling(table(title, columns, rows, kind="wide close dated", caption_hidden=True), title)
    )


def overrides(place: Place) -> Html:
    """Every override, newest first: for what, by whom and why, whether it is in force, and what it was worth."""
    ever, worth = forecasts.ever(), forecasts.worth()
    head = tag("h2", place.say(words.IN_FORCE))
    if not ever:
        return join(head, tag("p", place.say(words.NONE)))
    texts = (words.NAME, words.OF, words.DAYS, words.WHAT, words.REASON, words.BY, words.STATE, words.WORTH)
    rows = [
        [
            row["name"],
            of(row, place),
            _days(row, place),
            amount(row, place),
            row["reason"],
            f"{row['author']}, {formats.day(row['recorded_at'].date(), place.lang)}",
            _state(row, place),
            _worth(worth.get(row["id"]), place),
        ]
        for row in ever
    ]
    return join(head, _listed(words.IN_FORCE, texts, rows, place))


def specials(place: Place) -> Html:
    """The special days in force."""
    known = forecasts.every_special()
    head = join(tag("h2", place.say(words.SPECIAL)), tag("p", place.say(words.SPECIAL_WHY), class_="soft"))
    if not known:
        return join(head, tag("p", place.say(words.NO_SPECIAL)))
    texts = (words.NAME, words.OF, words.DAYS, words.EFFECT, words.HOW_OFTEN, words.BY)
    rows = [
        [
            row["name_fr"] if place.lang == "fr" and row["name_fr"] else row["name"],
            of(row, place),
            _days(row, place),
            _effect(row, place),
            place.say(words.EVERY_YEAR if row["every_year"] else words.ONCE),
            f"{row['author']}, {formats.day(row['recorded_at'].date(), place.lang)}",
        ]
        for row in known
    ]
    return join(head, _listed(words.SPECIAL, texts, rows, place))


def of(row: dict[str, Any], place: Place) -> str:
    """What it is for, in words."""
    channels = {channel.value: channel.text for channel in Channel}
    names = {"channel": channels, "line": indicators.names("line"), "location": indicators.names("location")}
    parts = [place.say(names[key].get(row[key], Text(row[key], row[key]))) for key in names if row.get(key)]
    return ", ".join(parts) or place.say(demand.EVERYTHING)


def amount(row: dict[str, Any], place: Place) -> str:
    """`+10.0%`, `250 per day`, `+20 added per day`."""
    number = row["amount"]
    if row["kind"] == OverrideKind.PERCENT:
        return formats.signed(number / 100, place.lang)
    if row["kind"] == OverrideKind.VALUE:
        return place.say(words.VALUE, n=formats.number(number, place.lang))
    return place.say(words.ADD, n=formats.gap(number, Unit.COUNT, place.lang, 0))


def _piece(piece: pl.DataFrame, grain: str, place: Place) -> list[Child]:
    first, last = forecasts.horizon(piece)
    base, plan = int(piece["yhat"].sum()), int(piece["plan"].sum())
    if grain == "month":
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    label = formats.day(first, place.lang) if grain == "day" else formats.month(first, place.lang)
    told = place.say(words.CHANGE_WEEK if grain == "day" else words.CHANGE_MONTH, day=label)
    link = tag(
        "a",
        tag("span", place.say(words.CHANGE), aria_hidden="true"),
        hidden(told),
        href=place.link(**{"from": first.isoformat(), "to": last.isoformat()}),
    )
    changed = formats.gap(plan - base, Unit.COUNT, place.lang, 0) if plan != base else "–"
    return [label, formats.number(base, place.lang), formats.number(plan, place.lang), changed, link]


def _listed(title: Text, texts: tuple[Text, ...], rows: list[list[Child]], place: Place) -> Html:
    caption = place.say(title)
    columns = [Column(place.say(text)) for text in texts]
    return scrolling(table(caption, columns, rows, kind="wide close long", caption_hidden=True), caption)


def _days(row: dict[str, Any], place: Place) -> str:
    first, last = row["first_day"], row["last_day"]
    if first == last:
        return formats.day(first, place.lang)
    return f"{formats.day(first, place.lang)} – {formats.day(last, place.lang)}"


def _state(row: dict[str, Any], place: Place) -> Html:
    if row["withdrawn_at"] is None:
        return tag("span", "✓ ", place.say(words.FORCE), class_="good")
    return tag("span", place.say(words.BACK, by=row["withdrawn_by"], why=row["withdrawn_why"]), class_="soft")


def _worth(found: dict[str, Any] | None, place: Place) -> Html:
    if found is None or not found["periods"]:
        return tag("span", place.say(words.NOT_YET), class_="soft")
    value = found["value"]
    if not value:
        return tag("span", place.say(words.EVEN), class_="plain")
    n = formats.number(abs(value), place.lang)
    if value > 0:
        return tag("span", "▲ ", place.say(words.HELPED, n=n), class_="good")
    return tag("span", "▼ ", place.say(words.COST, n=n), class_="bad")


def _effect(row: dict[str, Any], place: Place) -> str:
    said = place.say(SpecialDayEffect(row["effect"]).text)
    return said if row["percent"] is None else f"{said} ({formats.signed(row['percent'] / 100, place.lang)})"


def asked_days(place: Place, shown: Shown) -> tuple[date, date]:
    """The days that a form begins with: those of the address, else the first week (month) ahead."""
    first, last = forecasts.horizon(shown.ahead.head(7 if shown.grain == "day" else 1))
    if shown.grain == "month":
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    try:
        return date.fromisoformat(place.own.get("from", "")), date.fromisoformat(place.own.get("to", ""))
    except ValueError:
        return first, last
