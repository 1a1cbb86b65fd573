"""What is ahead: one sentence, and the numbers behind the fan: forecast, intervals and the parts of the plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from dashboard.queries import indicators
from dashboard.queries.demand import forecasts, planning
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, Group, grouped, scrolling, table
from dashboard.views.demand.marks import Mark, during, names, read_marks
from dashboard.views.demand.selection import Selection
from data.storage.forecast_tables import KEYS
from data.storage.run_id import run_start
from data.words import Unit


@dataclass(frozen=True, kw_only=True)
class ForecastView:
    """One series, ready to be drawn: what came, what is ahead, its days where it is shown by week, and what falls in.

    `ahead`, `days`: columns of `metrics.planning.plan.Plan.rows`.
    """

    grain: str
    history: pl.DataFrame
    ahead: pl.DataFrame
    days: pl.DataFrame
    marks: list[Mark]

    @property
    def differs(self) -> bool:
        """Whether planners changed anything here."""
        return bool((self.ahead["plan"] != self.ahead["yhat"]).any())


def read_forecast(selection: Selection, ctx: PageContext) -> ForecastView:
    """The series that the address names; its `ahead` is empty where there is none."""
    ahead, days = (
        forecasts.forecast(ctx.snapshot, ctx.viewer, ctx.decisions, grain, selection.series)
        for grain in (selection.grain, "day" if selection.days else "month")
    )
    past = forecasts.recent(ctx.snapshot, ctx.viewer, selection.grain, selection.series)
    marks = read_marks(selection, *forecasts.horizon(days), ctx) if ahead.height else []
    return ForecastView(grain=selection.grain, history=past, ahead=ahead, days=days, marks=marks)


def series_name(selection: Selection, ctx: PageContext) -> str:
    """The series in words: `Telephone, Birth certificates`."""
    parts = [
        ctx.say(indicators.name_of(ctx.snapshot, name, code))
        for name, code in selection.series.items()
        if code is not None
    ]
    return ", ".join(parts) or ctx.say(words.EVERYTHING)


def notes(ctx: PageContext) -> Html:
    """What a reader must know first: filters that do not apply, an older forecast, series that were left out."""
    forecast_run = forecasts.forecast_run(ctx.snapshot)
    texts = []
    if any(name not in KEYS or len(codes) > 1 for name, codes in ctx.where.items()):
        texts.append(ctx.say(words.OTHER_FILTERS))
    if forecast_run and forecast_run.run != ctx.snapshot.manifest.run:
        last = formats.day(max(forecast_run.origins.values()), ctx.lang)
        texts.append(ctx.say(words.PAST_RUN, moment=moment(forecast_run.run, ctx), day=last))
    texts += [ctx.say(note) for note in forecast_run.notes] if forecast_run else []
    return join((tag("p", note, class_="soft") for note in texts), plan_misfit(ctx))


def plan_misfit(ctx: PageContext) -> Html | None:
    """Where the published scenario cannot be followed: which, and why."""
    misfit = planning.plan(ctx.snapshot, ctx.viewer, ctx.decisions).misfit
    if misfit is None or ctx.decisions.plan is None:
        return None
    why = misfit.text(ctx.lang)
    return tag("p", ctx.say(words.MISFIT, name=ctx.decisions.plan.name, why=why), class_="note warn")


def sentence(view: ForecastView, selection: Selection, ctx: PageContext) -> Html:
    """What comes, how sure that is, and to when it can be used."""
    accuracy = forecasts.accuracy(ctx.snapshot, ctx.viewer, selection.grain, selection.series)
    first, last = forecasts.horizon(view.days)
    end = last if selection.days else (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days = {"first": formats.day(first, ctx.lang), "last": formats.day(end, ctx.lang)}
    total = forecasts.total(view.ahead)
    n = formats.number(total["yhat"], ctx.lang)
    first_sentence = ctx.say(words.EXPECTED, what=series_name(selection, ctx), n=n, **days)
    if year := forecasts.year_before(ctx.snapshot, ctx.viewer, selection.grain, selection.series, view.ahead):
        now, then = year
        change = formats.signed(now / then - 1, ctx.lang)
        of_all = view.ahead.height <= forecasts.YEAR[selection.grain]
        first_sentence += ctx.say(words.AGAINST if of_all else words.AGAINST_FIRST, change=change)
    sentences = [f"{first_sentence}."]
    if view.differs:
        sentences.append(plan_text(total, ctx))
    errors = accuracy.drop_nulls("wape")
    if errors.height:
        sure = {"first": errors["wape"][0], "last": errors["wape"][-1]}
        texts = {name: formats.percent(error, ctx.lang) for name, error in sure.items()}
        sentences.append(ctx.say(words.ERRORS[selection.grain], **texts, ahead=errors["ahead"][-1]))
    usable = ctx.say(forecasts.usable(accuracy, selection.grain))
    return tag(
        "p", tag("strong", sentences[0]), " ", " ".join(sentences[1:]), " ", tag("strong", usable), class_="lead"
    )


def plan_text(total: dict[str, int], ctx: PageContext) -> str:
    """The plan with its parts by name: `The plan is 105: forecast 100, overrides and special days +5.`"""
    scenario = planning.plan(ctx.snapshot, ctx.viewer, ctx.decisions).scenario
    parts = [ctx.say(words.PART_FORECAST, n=formats.number(total["yhat"], ctx.lang))]
    if total["overrides"]:
        parts.append(ctx.say(words.PART_OVERRIDES, n=change_text(total["overrides"], ctx)))
    if total["scenario"] and scenario:
        parts.append(ctx.say(words.PART_SCENARIO, name=scenario.name, n=change_text(total["scenario"], ctx)))
    return ctx.say(words.PLANNED, n=formats.number(total["plan"], ctx.lang), parts=", ".join(parts))


def key(view: ForecastView, ctx: PageContext) -> Html:
    """What the lines and grounds of the fan mean."""
    lines = [("line grey", words.KEY_HISTORY), ("line blue", words.KEY_FORECAST)]
    lines += [("line dashed", words.KEY_PLAN)] if view.differs else []
    lines += [("band inner", words.KEY_80), ("band outer", words.KEY_95)]
    lines += [("line dotted", words.KEY_EVENT)] if view.marks else []
    items = [tag("span", tag("i", class_=kind, aria_hidden="true"), ctx.say(text)) for kind, text in lines]
    closed = tag("span", ctx.say(words.CLOSED)) if view.grain == "day" else None
    return tag("p", items, closed, class_="key")


def numbers(view: ForecastView, ctx: PageContext) -> Html:
    """The table of the fan: by month, by week with each day folded below it, or by day."""
    title = ctx.say(words.TABLES[view.grain])
    rows = [_row(row, view, ctx) for row in view.ahead.to_dicts()]
    rows.append([ctx.say(words.TOTAL), *_parts(forecasts.total(view.ahead), ctx), "", ""])
    whole = table(title, part_columns(view.grain, ctx), rows, kind="wide dated close", caption_hidden=True)
    return join(
        tag("h2", title),
        scrolling(whole, title),
        tag("p", ctx.say(words.INTERVALS), class_="soft") if view.grain == "week" else None,
        _each_day(view, ctx) if view.grain == "week" else None,
    )


def part_columns(grain: str, ctx: PageContext) -> list[Column]:
    """The period, the parts of the plan, the plan, and the forecast's intervals."""
    texts = (words.FORECAST, words.OVERRIDES, words.SCENARIO, words.PLAN, words.BAND80, words.BAND95)
    return [Column(period_title(grain, ctx)), *(Column(ctx.say(text), number=True) for text in texts)]


def period_title(grain: str, ctx: PageContext) -> str:
    """What a column of periods is headed with."""
    return ctx.say({"day": words.DAY, "week": words.WEEK, "month": words.MONTH}[grain])


def period_name(first: date, grain: str, ctx: PageContext) -> str:
    """A period by its first day."""
    return formats.month(first, ctx.lang) if grain == "month" else formats.day(first, ctx.lang)


def change_text(change: int, ctx: PageContext) -> str:
    """A change with its sign, a dash for none."""
    return formats.gap(change, Unit.COUNT, ctx.lang, 0) if change else "–"


def band(row: dict[str, Any], level: int, ctx: PageContext) -> str:
    """An interval; a dash where there is none."""
    if row[f"lo{level}"] is None:
        return "–"
    return " – ".join(formats.number(row[f"{end}{level}"], ctx.lang) for end in ("lo", "hi"))


def moment(run: str, ctx: PageContext) -> str:
    """When a run was made, as its name says; the name itself where it says nothing."""
    try:
        return formats.moment(run_start(run), ctx.lang)
    except ValueError:
        return run


def _each_day(view: ForecastView, ctx: PageContext) -> Html:
    title = ctx.say(words.EACH_DAY)
    by_day = ForecastView(grain="day", history=view.history, ahead=view.days, days=view.days, marks=view.marks)
    groups = [
        Group(formats.day(week["ds"][0], ctx.lang), [_row(row, by_day, ctx) for row in week.to_dicts()])
        for week in forecasts.pieces(view.days)
    ]
    rows = grouped(title, part_columns("day", ctx), groups, kind="wide", caption_hidden=True)
    return tag("details", tag("summary", title), scrolling(rows, title), id="each-day", class_="folded")


def _row(row: dict[str, Any], view: ForecastView, ctx: PageContext) -> list[Child]:
    fall = _falling(row["ds"], view)
    label = join(period_name(row["ds"], view.grain, ctx), " ", names(fall, ctx))
    if not row["open"]:
        closed = tag("span", ctx.say(words.CLOSED_DAY), class_="soft")
        changes = (change_text(row[name], ctx) for name in ("overrides", "scenario"))
        return [label, closed, *changes, formats.number(row["plan"], ctx.lang), "", ""]
    return [label, *_parts(row, ctx), band(row, 80, ctx), band(row, 95, ctx)]


def _falling(first: date, view: ForecastView) -> Sequence[Mark]:
    """What falls into a day or a week; a month would hold too much of it."""
    if view.grain == "month":
        return []
    return during(view.marks, *((first, first) if view.grain == "day" else forecasts.week_of(first, 1)))


def _parts(row: dict[str, Any], ctx: PageContext) -> list[Child]:
    """The forecast, what is changed in it, and the plan."""
    changes = (change_text(row[name], ctx) for name in ("overrides", "scenario"))
    return [formats.number(row["yhat"], ctx.lang), *changes, formats.number(row["plan"], ctx.lang)]
