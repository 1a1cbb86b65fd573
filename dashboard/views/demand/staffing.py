"""Who is needed in a week ahead: half-hour by half-hour against who is there, warnings, and what more would cost."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from dashboard.queries import indicators
from dashboard.queries.demand import forecasts, planning, staffing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import staff as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.demand.selection import Selection
from data.certainty import scalar
from metrics.planning import staffing_check
from metrics.planning.assumptions import A
from metrics.staffing import summary as week_summary
from metrics.staffing.requirements import BUSY, StaffWarning

PROMISES = ("service_level", "wait_s", "occupancy", "short_hours")
"""Facts of a week ahead that are only as good as the model."""
WARNED = 8
"""Warnings that are listed; their number is told."""


@dataclass(frozen=True, kw_only=True)
class Week:
    """A channel's queue, or that of one of its places, in a week. `rows`: as `staffed.week`."""

    channel: str
    location: str | None
    number: int
    first: date
    last: date
    rows: pl.DataFrame


def week(selection: Selection, ctx: PageContext) -> Week | None:
    """What the address asks for: a channel with a queue (the first unless it names one) and a week (the first)."""
    channels = staffing.channels(ctx.snapshot, ctx.viewer, ctx.decisions)
    ahead = forecasts.forecast(ctx.snapshot, ctx.viewer, ctx.decisions, "day", {})
    if not channels or ahead.is_empty():
        return None
    channel = selection.channel if selection.channel in channels else channels[0]
    weeks = len(forecasts.pieces(ahead))
    number = int(ctx.own.get("week", "1")) if ctx.own.get("week", "1").isdecimal() else 1
    number = min(max(number, 1), weeks)
    first, last = forecasts.week_of(scalar(ahead["ds"].min(), date), number)
    rows = staffing.week(ctx.snapshot, ctx.viewer, ctx.decisions, channel, first)
    location = selection.location if rows.height and selection.location in staffing.places(rows) else None
    rows = rows.filter(pl.col("location") == location) if location else rows
    return Week(channel=channel, location=location, number=number, first=first, last=last, rows=rows)


def pickers(week: Week, selection: Selection, ctx: PageContext) -> Html:
    """The channels that people queue in, and the weeks ahead."""
    names = indicators.names(ctx.snapshot, "channel")
    links = [
        tag(
            "a",
            ctx.say(names[code]),
            href=ctx.link(channel=code, location=None),
            aria_current="true" if code == week.channel else None,
        )
        for code in staffing.channels(ctx.snapshot, ctx.viewer, ctx.decisions)
    ]
    ahead = forecasts.pieces(forecasts.forecast(ctx.snapshot, ctx.viewer, ctx.decisions, "day", {}))
    options = [
        tag(
            "option",
            ctx.say(
                words.WEEK_OF,
                first=formats.day(piece["ds"][0], ctx.lang),
                last=formats.day(piece["ds"][-1], ctx.lang),
            ),
            value=ctx.link(week=str(number)),
            selected=number == week.number,
        )
        for number, piece in enumerate(ahead, start=1)
    ]
    picker = tag("label", hidden(ctx.say(words.WEEK)), tag("select", options, data_go=True, id="go-week"))
    tabs = tag("div", links, class_="tabs grains", role="group", aria_label=ctx.say(words.CHANNEL))
    notes = []
    name = ctx.say(names[week.channel])
    if selection.channel and selection.channel != week.channel:
        notes.append(ctx.say(words.OTHER_CHANNEL, channel=name.lower()))
    if selection.location and not week.location:
        notes.append(ctx.say(words.NO_LOCATION, channel=name.lower()))
    return join(tag("div", tabs, picker, class_="head asked"), (tag("p", note, class_="soft") for note in notes))


def summary(week: Week, ctx: PageContext) -> Html:
    """The week in a sentence, its facts, and the rules it was worked out by."""
    if week.rows.is_empty():
        return tag("p", ctx.say(words.NO_WEEK), class_="note")
    rules = planning.assumptions_of_plan(ctx.snapshot, ctx.viewer, ctx.decisions).rules(week.channel)
    whole = week_summary.summarize(week.rows, rules)
    what = ctx.say(indicators.name_of(ctx.snapshot, "channel", week.channel))
    if week.location:
        what = f"{what}, {place_name(week.location, ctx)}"
    numbers = {
        name: formats.number(whole[name], ctx.lang) if whole[name] is not None else ""
        for name in ("contacts", "required_hours", "people_hours")
    }
    sentence = ctx.say(
        words.SUMMARY if whole["people_hours"] is not None else words.SUMMARY_WITHOUT_STAFF,
        what=what,
        first=formats.day(week.first, ctx.lang),
        contacts=numbers["contacts"],
        required=numbers["required_hours"],
        people=numbers["people_hours"],
    )
    rules_text = ctx.say(
        words.RULES,
        share=formats.percent(rules.share, ctx.lang, 0),
        within=formats.duration(rules.within_s),
        shrinkage=formats.percent(rules.shrinkage, ctx.lang, 0),
        occupancy=formats.percent(rules.occupancy, ctx.lang, 0),
    )
    plan = planning.plan(ctx.snapshot, ctx.viewer, ctx.decisions).scenario
    plan_text = f" {ctx.say(words.PLAN, name=plan.name)}" if plan else ""
    how = ctx.say(words.COUNTER if rules.carries else words.TELEPHONE)
    withheld = staffing.withheld(ctx.snapshot, week.channel)
    facts = [name for name in words.FACTS if name in whole and not (withheld and name in PROMISES)]
    return join(
        tag("p", tag("strong", sentence), plan_text, class_="lead"),
        tag("div", [_fact(name, whole, ctx) for name in facts], class_="facts"),
        _check(week, ctx),
        tag("p", rules_text, " ", how, class_="soft"),
    )


def _check(week: Week, ctx: PageContext) -> Html:
    """What the model told of the last weeks and what was, and what follows for the weeks ahead."""
    rows = staffing.checked(ctx.snapshot, ctx.viewer).get(week.channel)
    expected, measured = (None, None) if rows is None else staffing_check.expected_and_measured(rows)
    sentences = [ctx.say(words.NOT_CHECKED)]
    if rows is not None and expected is not None and measured is not None:
        said = {
            name: formats.percent(share, ctx.lang, 0) for name, share in (("model", expected), ("measured", measured))
        }
        last = formats.day(scalar(rows["week"].max(), date) + timedelta(days=6), ctx.lang)
        sentences = [ctx.say(words.CHECK, weeks=formats.number(rows.height, ctx.lang), last=last, **said)]
        if staffing_check.agrees(rows) is False:
            sentences.append(ctx.say(words.WITHHELD))
        factor = formats.number(rows["factor"][0], ctx.lang, 1)
        as_recorded = factor == formats.number(1, ctx.lang, 1)
        sentences.append(ctx.say(words.AS_RECORDED if as_recorded else words.LENGTHENED, factor=factor))
    ends = staffing.recorded_to(ctx.snapshot)
    if ends is not None and staffing.stale(ends, week.first):
        sentences.append(ctx.say(words.STALE, day=formats.day(ends, ctx.lang)))
    return join(tag("p", " ".join(sentences), class_="note"), _hours(week, ctx))


def _hours(week: Week, ctx: PageContext) -> Html | None:
    """That people are recorded when nobody comes, or that contacts come when nobody is recorded."""
    misfit = staffing.hours_misfit(ctx.snapshot, ctx.viewer, ctx.decisions, week.channel)
    if misfit is None:
        return None
    parts = []
    if misfit.idle:
        parts.append(ctx.say(words.IDLE_HOURS, n=formats.number(misfit.idle, ctx.lang)))
    if misfit.unserved:
        parts.append(ctx.say(words.UNSERVED_HOURS, share=formats.percent(misfit.unserved, ctx.lang)))
    parts += [ctx.say(words.HOURS_DISAGREE)] if parts else []
    if misfit.deskless:
        names = formats.together([place_name(place, ctx) for place in misfit.deskless], ctx.lang)
        parts.append(ctx.say(words.DESKLESS, names=names))
    return tag("p", " ".join(parts), class_="note warn")


def grid(week: Week, ctx: PageContext) -> Html:
    """Half-hours down, weekdays across: people needed and there, with a sign where they do not suffice."""
    cells = {(row["weekday"], row["half_hour"]): row for row in week_summary.combine_places(week.rows).to_dicts()}
    days = sorted({day for day, _ in cells})
    there = bool(week.rows["people"].null_count() == 0)
    judged = not staffing.withheld(ctx.snapshot, week.channel)
    columns = [Column(ctx.say(words.HALF_HOUR))]
    columns += [Column(ctx.say(words.DAYS[str(day)]), number=True) for day in days]
    rows = [
        [formats.clock(half, ctx.lang), *(_cell(cells.get((day, half)), judged, ctx) for day in days)]
        for half in sorted({half for _, half in cells})
    ]
    title = ctx.say(words.GRID if there else words.GRID_NEED)
    return join(
        tag("h2", title),
        tag("p", ctx.say(words.GRID_WHY), class_="soft") if there and judged else None,
        scrolling(table(title, columns, rows, kind="wide close week", caption_hidden=True), title),
    )


def warnings(week: Week, ctx: PageContext) -> Html:
    """The half-hours that lack people or overstretch them."""
    warned = week_summary.warnings(week.rows)
    head = tag("h2", ctx.say(words.WARNINGS))
    if warned.is_empty():
        return join(head, tag("p", ctx.say(words.NO_WARNINGS)))
    texts = (words.WHERE, words.WHY, words.NEEDED, words.THERE, words.OCCUPANCY)
    columns = [Column(ctx.say(text), number=at > 1) for at, text in enumerate(texts)]
    rows = [
        [
            _when(row, ctx),
            _why(row, ctx),
            formats.number(row["required"], ctx.lang),
            formats.number(row["people"], ctx.lang),
            "–" if row["occupancy"] is None else formats.percent(row["occupancy"], ctx.lang, 0),
        ]
        for row in warned.head(WARNED).to_dicts()
    ]
    caption = ctx.say(words.WARNED, n=formats.number(warned.height, ctx.lang))
    rows_table = table(caption, columns, rows, kind="wide close warned", caption_hidden=True)
    return join(head, tag("p", caption, class_="soft"), scrolling(rows_table, caption))


def costs(week: Week, curve: pl.DataFrame, ctx: PageContext) -> Html:
    """The curve of cost against service level, in numbers."""
    assumed = planning.assumptions_of_plan(ctx.snapshot, ctx.viewer, ctx.decisions)
    wage = formats.cents(assumed.value(week.channel, A.WAGE), ctx.lang, 2)
    texts = (words.GOAL, words.REACHED, words.HOURS, words.COST, words.WAIT, words.CAP)
    columns = [Column(ctx.say(text), number=True) for text in texts]
    rows = [
        [
            formats.percent(row["share"], ctx.lang, 0),
            "–" if row["service_level"] is None else formats.percent(row["service_level"], ctx.lang),
            formats.number(row["paid_hours"], ctx.lang),
            formats.cents(row["cost_cents"], ctx.lang),
            "–" if row["wait_s"] is None else formats.duration(row["wait_s"]),
            ctx.say(words.YES if row["within_cap"] else words.NO),
        ]
        for row in curve.to_dicts()
    ]
    title = ctx.say(words.CURVE)
    return join(
        tag("h2", title),
        tag("p", ctx.say(words.CURVE_WHY, wage=wage), class_="soft"),
        scrolling(table(title, columns, rows, kind="wide close", caption_hidden=True), title),
    )


def _fact(name: str, whole: dict[str, Any], ctx: PageContext) -> Html | None:
    value = whole[name]
    if value is None:
        return None
    if name in ("service_level", "occupancy"):
        text = formats.percent(value, ctx.lang)
    elif name == "wait_s":
        text = formats.duration(value)
    else:
        text = formats.number(value, ctx.lang, 1 if name == "short_hours" else 0)
    bad = (name == "occupancy" and value > BUSY) or (name == "busy_half_hours" and value > 0)
    return tag("span", tag("strong", text, class_="bad" if bad else None), " ", ctx.say(words.FACTS[name]))


def _cell(row: dict[str, Any] | None, judged: bool, ctx: PageContext) -> Child:
    if row is None:
        return ""
    need = formats.number(row["required"], ctx.lang)
    if row["people"] is None:
        return need
    text = f"{need} / {formats.number(row['people'], ctx.lang)}"
    if not judged:
        return text
    if row["short"]:
        why = ctx.say(words.SHORT, n=formats.number(row["short"], ctx.lang))
        return tag("span", text, " ▼", hidden(f" {why}"), class_="bad", title=why)
    if (row["occupancy"] or 0) > BUSY:
        why = ctx.say(words.BUSY)
        return tag("span", text, " !", hidden(f" {why}"), class_="bad", title=why)
    return text


def _when(row: dict[str, Any], ctx: PageContext) -> str:
    day = ctx.say(words.DAYS[str(row["weekday"])])
    return f"{place_name(row['location'], ctx)}, {day} {formats.clock(row['half_hour'], ctx.lang)}"


def _why(row: dict[str, Any], ctx: PageContext) -> Html:
    """A warning, and where nobody is missing what else is behind it: those who wait from earlier half-hours."""
    warning = tag("span", "▼ ", ctx.say(StaffWarning(row["warning"]).text), class_="bad")
    from_earlier = row["warning"] in (StaffWarning.SHORT, StaffWarning.BUSY) and row["gap"] >= 0
    return join(warning, tag("span", f" ({ctx.say(words.CARRIED)})", class_="soft")) if from_earlier else warning


def place_name(location: str | None, ctx: PageContext) -> str:
    """A place's name; of a queue that all places serve together, that."""
    if location is None:
        return ctx.say(words.EVERYWHERE)
    return ctx.say(indicators.name_of(ctx.snapshot, "location", location))
