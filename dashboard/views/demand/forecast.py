"""What is ahead: one sentence, the numbers behind the fan as tables, events, and what was believed earlier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from dashboard.queries import forecasts, indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, Group, grouped, scrolling, table
from dashboard.views.demand.selection import Selection
from data.records.reference import EventKind
from data.storage.forecast_tables import KEYS
from data.storage.run_id import run_start
from data.words import Unit


@dataclass(frozen=True, kw_only=True)
class ForecastView:
    """One series, ready to be drawn. `marks`: what happened or will, one row per day that it begins."""

    grain: str
    history: pl.DataFrame
    ahead: pl.DataFrame
    marks: list[dict[str, Any]]

    @property
    def differs(self) -> bool:
        """Whether planners changed anything here."""
        return bool((self.ahead["plan"] != self.ahead["yhat"]).any())


def read_forecast(selection: Selection, ctx: PageContext) -> ForecastView:
    """The series that the address names; its `ahead` is empty where there is none."""
    ahead = forecasts.forecast(ctx.snapshot, ctx.viewer, ctx.decisions, selection.grain, selection.series)
    past = forecasts.recent(ctx.snapshot, ctx.viewer, selection.grain, selection.series)
    marks = _marks(selection, past["ds"].min(), ahead["ds"].max(), ctx) if ahead.height else []
    return ForecastView(grain=selection.grain, history=past, ahead=ahead, marks=marks)


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
    return join(tag("p", note, class_="soft") for note in texts)


def sentence(view: ForecastView, selection: Selection, ctx: PageContext) -> Html:
    """What comes, how sure that is, and to when it can be used."""
    accuracy = forecasts.accuracy(ctx.snapshot, ctx.viewer, selection.grain, selection.series)
    first, last = forecasts.horizon(view.ahead)
    end = last if selection.grain == "day" else (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days = {"first": formats.day(first, ctx.lang), "last": formats.day(end, ctx.lang)}
    total = formats.number(int(view.ahead["yhat"].sum()), ctx.lang)
    first_sentence = ctx.say(words.EXPECTED, what=series_name(selection, ctx), n=total, **days)
    if year := forecasts.year_before(ctx.snapshot, ctx.viewer, selection.grain, selection.series, view.ahead):
        now, then = year
        change = formats.signed(now / then - 1, ctx.lang)
        of_all = view.ahead.height <= forecasts.YEAR[selection.grain]
        first_sentence += ctx.say(words.AGAINST if of_all else words.AGAINST_FIRST, change=change)
    sentences = [f"{first_sentence}."]
    if view.differs:
        sentences.append(ctx.say(words.PLANNED, n=formats.number(int(view.ahead["plan"].sum()), ctx.lang)))
    errors = accuracy.drop_nulls("wape")
    if errors.height:
        sure = {"first": errors["wape"][0], "last": errors["wape"][-1]}
        texts = {name: formats.percent(error, ctx.lang) for name, error in sure.items()}
        sentences.append(ctx.say(words.ERRORS[selection.grain], **texts, ahead=errors["ahead"][-1]))
    usable = ctx.say(forecasts.usable(accuracy, selection.grain))
    return tag(
        "p", tag("strong", sentences[0]), " ", " ".join(sentences[1:]), " ", tag("strong", usable), class_="lead"
    )


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
    """The table of the fan: by month with intervals, or by week with each day folded below it."""
    if view.grain == "month":
        columns = [Column(ctx.say(words.MONTH)), *_numbers(ctx), *_bands(ctx)]
        rows = [_row(row, formats.month(row["ds"], ctx.lang), ctx) for row in view.ahead.to_dicts()]
        by_month = table(ctx.say(words.BY_MONTH), columns, rows, kind="wide dated", caption_hidden=True)
        return join(tag("h2", ctx.say(words.BY_MONTH)), scrolling(by_month, ctx.say(words.BY_MONTH)))
    weeks = forecasts.pieces(view.ahead)
    rows = [_week(week, ctx) for week in weeks] + [_week(view.ahead, ctx, ctx.say(words.TOTAL))]
    columns = [Column(ctx.say(words.WEEK)), *_numbers(ctx)]
    by_week = table(ctx.say(words.BY_WEEK), columns, rows, kind="wide dated", caption_hidden=True)
    groups = [
        Group(_span(week, ctx), [_row(row, formats.day(row["ds"], ctx.lang), ctx) for row in week.to_dicts()])
        for week in weeks
    ]
    day_columns = [Column(ctx.say(words.DAY)), *_numbers(ctx), *_bands(ctx)]
    days = grouped(ctx.say(words.EACH_DAY), day_columns, groups, kind="wide", caption_hidden=True)
    return join(
        tag("h2", ctx.say(words.BY_WEEK)),
        scrolling(by_week, ctx.say(words.BY_WEEK)),
        tag("p", ctx.say(words.NO_SUM), class_="soft"),
        tag(
            "details",
            tag("summary", ctx.say(words.EACH_DAY)),
            scrolling(days, ctx.say(words.EACH_DAY)),
            id="each-day",
            class_="folded",
        ),
    )


def events(view: ForecastView, ctx: PageContext) -> Html:
    """What is marked on the fan, in words."""
    items = [tag("li", mark["sentence"]) for mark in view.marks]
    body = tag("ul", items, class_="listed") if items else tag("p", ctx.say(words.NO_EVENTS))
    return join(tag("h2", ctx.say(words.EVENTS)), body)


def earlier_forecasts(selection: Selection, ctx: PageContext) -> Html:
    """Earlier forecasts, one of them against what came."""
    runs = forecasts.runs(ctx.snapshot)
    chosen = ctx.own.get("run")
    head = tag("h2", ctx.say(words.EARLIER))
    if len(runs) < 2:  # one run is the one that is shown anyway
        return join(head, tag("p", ctx.say(words.ONE_RUN), class_="soft"))
    run = chosen if chosen in runs else runs[1]
    options = [
        tag(
            "option",
            ctx.say(words.RUN_OF, moment=moment(each, ctx)),
            value=ctx.link(run=each),
            selected=each == run,
        )
        for each in runs
    ]
    label = hidden(ctx.say(words.EARLIER))
    picker = tag("p", tag("label", label, tag("select", options, data_go=True, id="go-run")))
    rows = forecasts.earlier(ctx.snapshot, ctx.viewer, run, selection.grain, selection.series)
    return join(
        head,
        tag("p", ctx.say(words.EARLIER_WHY), class_="soft"),
        picker,
        _error_sentence(rows, ctx),
        _comparison(rows, run, selection, ctx),
    )


def _error_sentence(rows: pl.DataFrame, ctx: PageContext) -> Html:
    errors = forecasts.missed(rows)
    if errors is None:
        return tag("p", ctx.say(words.NOTHING_KNOWN))
    texts = {name: formats.percent(errors[name], ctx.lang) for name in ("wape", "in80", "in95")}
    return tag("p", ctx.say(words.ERROR_SINCE, n=formats.number(errors["n"], ctx.lang), **texts))


def _comparison(forecast: pl.DataFrame, run: str, selection: Selection, ctx: PageContext) -> Html | None:
    known_by_now = forecast.drop_nulls("started")
    if known_by_now.is_empty():
        return None
    written = formats.month if selection.grain == "month" else formats.day
    columns = [
        Column(ctx.say(words.MONTH if selection.grain == "month" else words.DAY)),
        *(Column(ctx.say(text), number=True) for text in (words.FORECAST, words.BAND80, words.ACTUAL)),
    ]
    rows = [
        [
            written(row["ds"], ctx.lang),
            formats.number(row["yhat"], ctx.lang),
            _band(row, 80, ctx),
            formats.number(row["started"], ctx.lang),
        ]
        for row in known_by_now.to_dicts()
    ]
    caption = ctx.say(words.EARLIER_CAPTION, moment=moment(run, ctx))
    inside = table(caption, columns, rows, kind="wide", caption_hidden=True)
    return tag("details", tag("summary", caption), scrolling(inside, caption), id="believed", class_="folded")


def moment(run: str, ctx: PageContext) -> str:
    """When a run was made, as its name says; the name itself where it says nothing."""
    try:
        return formats.moment(run_start(run), ctx.lang)
    except ValueError:
        return run


def _numbers(ctx: PageContext) -> list[Column]:
    return [Column(ctx.say(text), number=True) for text in (words.FORECAST, words.PLAN, words.DIFFERENCE)]


def _bands(ctx: PageContext) -> list[Column]:
    return [Column(ctx.say(text), number=True) for text in (words.BAND80, words.BAND95)]


def _row(row: dict[str, Any], label: str, ctx: PageContext) -> list[Child]:
    if not row["open"]:
        closed = tag("span", ctx.say(words.CLOSED_DAY), class_="soft")
        return [label, closed, formats.number(row["plan"], ctx.lang), "", "", ""]
    return [label, *_numbers_of(row["yhat"], row["plan"], ctx), _band(row, 80, ctx), _band(row, 95, ctx)]


def _week(week: pl.DataFrame, ctx: PageContext, label: Child = None) -> list[Child]:
    return [label or _span(week, ctx), *_numbers_of(int(week["yhat"].sum()), int(week["plan"].sum()), ctx)]


def _numbers_of(base: int, plan: int, ctx: PageContext) -> list[Child]:
    changed = formats.gap(plan - base, Unit.COUNT, ctx.lang, 0) if plan != base else "–"
    return [formats.number(base, ctx.lang), formats.number(plan, ctx.lang), changed]


def _span(week: pl.DataFrame, ctx: PageContext) -> str:
    return formats.day(week["ds"][0], ctx.lang)


def _band(row: dict[str, Any], level: int, ctx: PageContext) -> str:
    if row[f"lo{level}"] is None:
        return "–"
    return " – ".join(formats.number(row[f"{end}{level}"], ctx.lang) for end in ("lo", "hi"))


def _marks(selection: Selection, first: date, last: date, ctx: PageContext) -> list[dict[str, Any]]:
    """Events and special days as marks: `ds`, `text`, and `sentence` with its days."""
    marks = [
        (max(row["starts_on"], first), row["starts_on"], row["ends_on"], _event(row, ctx))
        for row in forecasts.events(ctx.snapshot, selection.channel, selection.line, first, last)
    ]
    for row in forecasts.special_days(ctx.decisions, first, last):
        name = row["name_fr"] if ctx.lang == "fr" and row["name_fr"] else row["name"]
        if all(row[name] in (None, selection.series[name]) for name in ("channel", "line")):
            text = ctx.say(words.SPECIAL, name=name)
            marks.append((max(row["first_day"], first), row["first_day"], row["last_day"], text))
    ordered: Sequence[tuple[date, date, date | None, str]] = sorted(marks, key=lambda mark: mark[0])
    return [{"ds": at, "text": text, "sentence": _dated(start, end, text, ctx)} for at, start, end, text in ordered]


def _event(row: dict[str, Any], ctx: PageContext) -> str:
    text = row["text_fr"] if ctx.lang == "fr" and row["text_fr"] else row["text_en"]
    kind = ctx.say(EventKind(row["kind"]).text)
    return f"{text} ({kind.lower()})"


def _dated(start: date, end: date | None, text: str, ctx: PageContext) -> str:
    first = formats.day(start, ctx.lang)
    if end is None or end == start:
        return ctx.say(words.ON, first=first, what=text)
    return ctx.say(words.SINCE, first=first, last=formats.day(end, ctx.lang), what=text)
