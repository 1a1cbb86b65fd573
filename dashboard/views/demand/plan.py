"""The plan beside the forecast: the grid of weeks, every override with what it was worth, and the special days."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dashboard.queries import indicators
from dashboard.queries.demand import forecasts
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand
from dashboard.text.wording import plan as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.demand.forecast import ForecastView, change_text, period_name, period_title
from data.certainty import scalar
from data.text import Text
from data.words import OverrideKind, SpecialDayEffect, Unit

DIGITS = 10
"""A number in an address that is longer is no `id`."""


def grid(view: ForecastView, ctx: PageContext) -> Html:
    """Week by week (month by month): forecast, what is changed in it, the plan, and the way to change it."""
    texts = (demand.FORECAST, demand.OVERRIDES, demand.SCENARIO, demand.PLAN)
    columns = [Column(period_title(view.grain, ctx)), *(Column(ctx.say(text), number=True) for text in texts)]
    columns.append(Column(ctx.say(words.CHANGE)))
    title = ctx.say(words.GRIDS[view.grain])
    rows = [_period(row, view.grain, ctx) for row in view.ahead.to_dicts()]
    return join(
        tag("h2", title), scrolling(table(title, columns, rows, kind="wide close dated", caption_hidden=True), title)
    )


def overrides(ctx: PageContext) -> Html:
    """Every override, newest first: for what, by whom and why, whether it is in force, and what it was worth."""
    ever, worth = ctx.decisions.override_history.to_dicts()[::-1], forecasts.worth(ctx.snapshot, ctx.decisions)
    head = tag("h2", ctx.say(words.IN_FORCE))
    if not ever:
        return join(head, tag("p", ctx.say(words.NONE)))
    texts = (words.NAME, words.OF, words.DAYS, words.WHAT, words.REASON, words.BY, words.STATE, words.ACCURACY_EFFECT)
    rows = [
        [
            row["name"],
            scope_text(row, ctx),
            _days(row, ctx),
            amount(row, ctx),
            row["reason"],
            f"{row['author']}, {formats.day(row['recorded_at'].date(), ctx.lang)}",
            _state(row, ctx),
            _worth(worth.get(row["id"]), ctx),
        ]
        for row in ever
    ]
    return join(head, _listed(words.IN_FORCE, texts, rows, ctx))


def specials(ctx: PageContext) -> Html:
    """The special days in force."""
    special_days = ctx.decisions.special_days.to_dicts()
    head = join(tag("h2", ctx.say(words.SPECIAL)), tag("p", ctx.say(words.SPECIAL_WHY), class_="soft"))
    if not special_days:
        return join(head, tag("p", ctx.say(words.NO_SPECIAL)))
    texts = (words.NAME, words.OF, words.DAYS, words.EFFECT, words.HOW_OFTEN, words.BY, words.CHANGE)
    rows = [
        [
            special_name(row, ctx),
            scope_text(row, ctx),
            _days(row, ctx),
            _effect(row, ctx),
            ctx.say(words.EVERY_YEAR if row["every_year"] else words.ONCE),
            f"{row['author']}, {formats.day(row['recorded_at'].date(), ctx.lang)}",
            _change_link(row, ctx),
        ]
        for row in special_days
    ]
    return join(head, _listed(words.SPECIAL, texts, rows, ctx))


def special_name(row: Mapping[str, Any], ctx: PageContext) -> str:
    """What a special day is called in the reader's language."""
    return str(row["name_fr"] if ctx.lang == "fr" and row["name_fr"] else row["name"])


def chosen_special(ctx: PageContext) -> Mapping[str, Any] | None:
    """The special day in force that the address names, by its `id`."""
    return next((row for row in ctx.decisions.special_days.to_dicts() if row["id"] == special_of(ctx)), None)


def special_of(ctx: PageContext) -> int:
    """The `id` of a special day in the address, in force or not; 0 where there is none."""
    asked = ctx.own.get("special", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < DIGITS else 0


def scope_text(row: Mapping[str, Any], ctx: PageContext) -> str:
    """What it is for, in words."""
    parts = [
        ctx.say(indicators.name_of(ctx.snapshot, name, row[name]))
        for name in ("channel", "line", "location")
        if row.get(name)
    ]
    return ", ".join(parts) or ctx.say(demand.EVERYTHING)


def amount(row: dict[str, Any], ctx: PageContext) -> str:
    """`+10.0%`, `250 per day`, `+20 added per day`."""
    number = row["amount"]
    if row["kind"] == OverrideKind.PERCENT:
        return formats.signed(number / 100, ctx.lang)
    if row["kind"] == OverrideKind.VALUE:
        return ctx.say(words.VALUE, n=formats.number(number, ctx.lang))
    return ctx.say(words.ADD, n=formats.gap(number, Unit.COUNT, ctx.lang, 0))


def _period(row: dict[str, Any], grain: str, ctx: PageContext) -> list[Child]:
    first, last = _days_of(row["ds"], grain)
    label = period_name(row["ds"], grain, ctx)
    link = tag(
        "a",
        tag("span", ctx.say(words.CHANGE), aria_hidden="true"),
        hidden(ctx.say(words.CHANGE_PERIOD[grain], day=label)),
        href=ctx.link(**{"from": first.isoformat(), "to": last.isoformat()}),
    )
    changes = (change_text(row[name], ctx) for name in ("overrides", "scenario"))
    return [label, formats.number(row["yhat"], ctx.lang), *changes, formats.number(row["plan"], ctx.lang), link]


def _change_link(row: Mapping[str, Any], ctx: PageContext) -> Html:
    return tag(
        "a",
        tag("span", ctx.say(words.CHANGE), aria_hidden="true"),
        hidden(ctx.say(words.CHANGE_PERIOD["day"], day=special_name(row, ctx))),
        href=ctx.link(special=str(row["id"])),
    )


def _days_of(first: date, grain: str) -> tuple[date, date]:
    """The first and last day of a period."""
    if grain == "month":
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return forecasts.week_of(first, 1) if grain == "week" else (first, first)


def _listed(title: Text, texts: tuple[Text, ...], rows: Sequence[Sequence[Child]], ctx: PageContext) -> Html:
    caption = ctx.say(title)
    columns = [Column(ctx.say(text)) for text in texts]
    return scrolling(table(caption, columns, rows, kind="wide close long", caption_hidden=True), caption)


def _days(row: dict[str, Any], ctx: PageContext) -> str:
    first, last = row["first_day"], row["last_day"]
    if first == last:
        return formats.day(first, ctx.lang)
    return f"{formats.day(first, ctx.lang)} – {formats.day(last, ctx.lang)}"


def _state(row: dict[str, Any], ctx: PageContext) -> Html:
    if row["withdrawn_at"] is None:
        return tag("span", "✓ ", ctx.say(words.FORCE), class_="good")
    return tag("span", ctx.say(words.WITHDRAWN_BY, by=row["withdrawn_by"], why=row["withdrawn_why"]), class_="soft")


def _worth(worth: dict[str, Any] | None, ctx: PageContext) -> Html:
    if worth is None or not worth["periods"]:
        return tag("span", ctx.say(words.NOT_YET), class_="soft")
    value = worth["value"]
    if not value:
        return tag("span", ctx.say(words.EVEN), class_="plain")
    n = formats.number(abs(value), ctx.lang)
    if value > 0:
        return tag("span", "▲ ", ctx.say(words.HELPED, n=n), class_="good")
    return tag("span", "▼ ", ctx.say(words.HARMED, n=n), class_="bad")


def _effect(row: dict[str, Any], ctx: PageContext) -> str:
    effect = ctx.say(SpecialDayEffect(row["effect"]).text)
    return effect if row["percent"] is None else f"{effect} ({formats.signed(row['percent'] / 100, ctx.lang)})"


def form_days(ctx: PageContext, view: ForecastView) -> tuple[date, date]:
    """The days that a form begins with: those of the address, else the first week (month) ahead."""
    first, last = _days_of(scalar(view.ahead["ds"].min(), date), "week" if view.grain == "day" else view.grain)
    try:
        return date.fromisoformat(ctx.own.get("from", "")), date.fromisoformat(ctx.own.get("to", ""))
    except ValueError:
        return first, last
