"""Scenarios in words and numbers: which there are, their steps, what they would do, and what is taken for granted."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.queries import indicators
from dashboard.queries.demand import planning, scenarios
from dashboard.queries.demand.scenarios import Saved
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import scenario as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, Group, grouped, scrolling, table
from dashboard.views.demand import scenario_text
from dashboard.views.demand.forecast import moment
from dashboard.views.demand.selection import Selection
from data.errors import UserError
from data.words import Unit
from metrics.planning.assumptions import Assumption, Basis
from metrics.planning.scenario import Measure
from metrics.planning.scenario_steps import suppositions

MINUS = "\N{MINUS SIGN}"
NEW = "+"
"""What an address says for a scenario that is not yet begun."""

M = Measure
CENTS = {M.COST: 0, M.EXPOSURE: 0, M.PER_TRANSACTION: 2, M.IF_ALL_MOVED: 2}
"""Decimals of money."""


def chosen(ctx: PageContext) -> Saved | None:
    """The scenario that the address names, the last written unless it names one; None for a new one."""
    saved, name = ctx.decisions.scenarios, ctx.own.get("scenario")
    if name == NEW or not saved:
        return None
    return next((row for row in saved if row["name"] == name), saved[0])


def overview(chosen: Saved | None, ctx: PageContext) -> Html:
    """The scenarios as links, who wrote the one that is shown, and which is the plan."""
    saved, plan = ctx.decisions.scenarios, ctx.decisions.plan
    links = [
        tag(
            "a",
            row["name"],
            f" ({ctx.say(words.IS_PLAN)})" if plan and plan.name == row["name"] else None,
            href=ctx.link(scenario=row["name"]),
            aria_current="true" if chosen and row["id"] == chosen["id"] else None,
        )
        for row in saved
    ]
    links.append(
        tag("a", ctx.say(words.NEW), href=ctx.link(scenario=NEW), aria_current="true" if chosen is None else None)
    )
    return join(
        tag("h2", ctx.say(words.SAVED)),
        tag("div", links, class_="tabs"),
        None if saved else tag("p", ctx.say(words.NONE)),
        _steps(chosen, ctx) if chosen else None,
        _plan(ctx),
    )


def outcome(chosen: Saved | None, selection: Selection, ctx: PageContext) -> Html | None:
    """Every measure today, with the chosen scenario and with others beside it; below it the same by channel."""
    if chosen is None:
        return None
    others = [row for row in ctx.decisions.scenarios if row["id"] != chosen["id"]]
    saved = [chosen, *others]
    measures, misfits = scenarios.beside(ctx.snapshot, ctx.viewer, ctx.decisions, saved, selection.scenario_grain)
    notes = [
        tag("p", ctx.say(words.MISFIT, name=name), " ", error.text(ctx.lang), class_="note warn")
        for name, error in misfits.items()
    ]
    if measures.is_empty():
        return join(notes)
    names = {str(row["id"]): row["name"] for row in saved if str(row["id"]) in measures.columns}
    columns = [Column(ctx.say(words.MEASURE)), Column(ctx.say(words.TODAY), number=True)]
    for id, name in names.items():
        measures = measures.with_columns(scenarios.difference(measures, id))
        columns += [Column(name, number=True), Column(ctx.say(words.DIFFERENCE, name=name), number=True)]
    total = [_measure_row(row, names, ctx) for row in measures.filter(pl.col("channel").is_null()).to_dicts()]
    groups = [
        Group(_channel(rows["channel"][0], ctx), [_measure_row(row, names, ctx) for row in rows.to_dicts()])
        for rows in measures.drop_nulls("channel").partition_by("channel", maintain_order=True)
    ]
    title, by = ctx.say(words.OUTCOME), ctx.say(words.BY_CHANNEL)
    return join(
        notes,
        tag("h2", title),
        (_cost_sentence(measures, row, ctx) for row in saved if str(row["id"]) in names),
        tag("p", ctx.say(words.OUTCOME_WHY), class_="soft"),
        scrolling(table(title, columns, total, kind="wide long", caption_hidden=True), title),
        tag(
            "details",
            tag("summary", by),
            scrolling(grouped(by, columns, groups, kind="wide close long", caption_hidden=True), by),
            id="by-channel",
            class_="folded",
        ),
    )


def assumptions(chosen: Saved | None, ctx: PageContext) -> Html:
    """Every number that staffing and scenarios take for granted, with its source; those of the scenario in place."""
    title = ctx.say(words.ASSUMED)
    texts = (words.CHANNEL, words.ASSUMPTION, words.VALUE, words.BASIS, words.SOURCE)
    columns = [Column(ctx.say(text), number=text is words.VALUE) for text in texts]
    steps = suppositions(chosen["steps"]) if chosen else []
    try:
        assumed = planning.supposed(ctx.snapshot, ctx.decisions.targets, steps)
    except UserError:
        # What does not fit is said above the outcome; here stands what holds without it.
        assumed = planning.assumptions(ctx.snapshot, ctx.decisions.targets)
    rows = [
        [
            _channel(row["channel"], ctx) if row["channel"] else ctx.say(words.SHARED),
            ctx.say(Assumption(row["name"]).text),
            formats.stored(row["value"], row["unit"], ctx.lang),
            ctx.say(Basis(row["basis"]).text),
            row["source_fr" if ctx.lang == "fr" else "source_en"],
        ]
        for row in assumed.listed().to_dicts()
    ]
    content = table(title, columns, rows, kind="wide close long", caption_hidden=True)
    how = tag("p", tag("a", ctx.say(words.CHANGE_ASSUMPTION), href=ctx.link(step="assumption")), class_="soft")
    return tag("details", tag("summary", title), how, scrolling(content, title), id="assumed", class_="folded")


def measure_text(measure: str, value: float | None, ctx: PageContext) -> str:
    """A measure in its unit."""
    if value is None:
        return "–"
    unit = Measure(measure).unit
    if unit == "share":
        return formats.percent(value, ctx.lang)
    if unit == "s":
        return formats.duration(value)
    if unit == "cents":
        return formats.cents(value, ctx.lang, CENTS[Measure(measure)])
    return formats.number(value, ctx.lang)


def _difference_text(measure: str, change: float | None, ctx: PageContext) -> str:
    """A change with its sign, in the measure's unit, of shares in points; a dash where nothing shown changes."""
    if change is None:
        return ""
    if measure_text(measure, abs(change), ctx) == measure_text(measure, 0, ctx):
        return "–"
    share = Measure(measure).unit == "share"
    text = formats.value(abs(change) * 100, Unit.POINTS, ctx.lang) if share else measure_text(measure, abs(change), ctx)
    return f"{'+' if change > 0 else MINUS}{text}"


def _cost_sentence(measures: pl.DataFrame, row: Saved, ctx: PageContext) -> Html | None:
    """What a scenario saves or costs, and why it is not more; or that it is reckoned with other numbers than today."""
    change = scenarios.cost_change(ctx.snapshot, ctx.decisions, measures, str(row["id"]))
    if change is None:
        return None
    today, more, fixed = change
    money = measure_text(M.COST, abs(more), ctx)
    if money == measure_text(M.COST, 0, ctx):
        text, numbers = words.COSTS_THE_SAME, {}
    elif suppositions(row["steps"]):
        text, numbers = words.SUPPOSED_SAVES if more < 0 else words.SUPPOSED_COSTS, {"change": money}
    else:
        text = words.SAVES if more < 0 else words.COSTS_MORE
        numbers = {"change": money, "fixed": formats.percent(fixed, ctx.lang, 0)}
    return tag("p", tag("strong", ctx.say(text, name=row["name"], today=measure_text(M.COST, today, ctx), **numbers)))


def _steps(chosen: Saved, ctx: PageContext) -> Html:
    by = ctx.say(
        words.BY,
        author=chosen["author"],
        day=formats.day(chosen["recorded_at"].date(), ctx.lang),
        version=chosen["version"],
        run=moment(chosen["base_run"], ctx),
    )
    about = tag("p", chosen["description"]) if chosen["description"] else None
    items = [tag("li", scenario_text.sentence(step, ctx)) for step in chosen["steps"]]
    return join(
        tag("h2", ctx.say(words.STEPS, name=chosen["name"]), " ", tag("span", by, class_="soft")),
        about,
        tag("ol", items),
    )


def _plan(ctx: PageContext) -> Html:
    plan = ctx.decisions.plan
    if plan is None:
        return tag("p", ctx.say(words.NO_PLAN), class_="soft")
    decision = ctx.decisions.plan_history.row(-1, named=True)
    day = formats.day(decision["recorded_at"].date(), ctx.lang)
    return tag("p", ctx.say(words.PLAN_OF, name=plan.name, author=decision["author"], day=day))


def _measure_row(row: dict[str, Any], names: Mapping[str, str], ctx: PageContext) -> list[Child]:
    measure = row["measure"]
    cells: list[Child] = [ctx.say(Measure(measure).text), measure_text(measure, row["today"], ctx)]
    for id in names:
        cells += [measure_text(measure, row[id], ctx), _difference_text(measure, row[f"{id} difference"], ctx)]
    return cells


def _channel(code: str, ctx: PageContext) -> str:
    return ctx.say(indicators.name_of(ctx.snapshot, "channel", code))
