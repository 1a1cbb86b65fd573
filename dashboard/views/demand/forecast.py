"""What is ahead: one sentence, the numbers behind the fan as tables, events, and what was believed earlier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from dashboard.queries import forecasts, indicators
from dashboard.request.context import Place
from dashboard.text import formats
from dashboard.text.wording import demand as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, Group, grouped, scrolling, table
from dashboard.views.demand.selection import Asked
from data.records.reference import EventKind
from data.storage.forecast_tables import KEYS
from data.words import Channel, Text, Unit


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One series, ready to be drawn. `marks`: what happened or will, one row per day that it begins."""

    grain: str
    history: pl.DataFrame
    ahead: pl.DataFrame
    marks: list[dict[str, Any]]

    @property
    def differs(self) -> bool:
        """Whether planners changed anything here."""
        return bool((self.ahead["plan"] != self.ahead["yhat"]).any())


def shown(asked: Asked, place: Place) -> Shown:
    """The series that the address names; its `ahead` is empty where there is none."""
    ahead = forecasts.forecast(place.viewer, asked.grain, asked.of)
    past = forecasts.recent(place.viewer, asked.grain, asked.of)
    marks = _marks(asked, past["ds"].min(), ahead["ds"].max(), place) if ahead.height else []
    return Shown(grain=asked.grain, history=past, ahead=ahead, marks=marks)


def named(asked: Asked, place: Place) -> str:
    """The series in words: `Telephone, Birth certificates`."""
    channels = {channel.value: channel.text for channel in Channel}
    codes = (
        (channels, asked.channel),
        (indicators.names("line"), asked.line),
        (indicators.names("location"), asked.location),
    )
    parts = [place.say(names.get(code, Text(code, code))) for names, code in codes if code]
    return ", ".join(parts) or place.say(words.EVERYTHING)


def notes(place: Place) -> Html:
    """What a reader must know first: filters that do not apply, an older forecast, series that were left out."""
    made = forecasts.made()
    said = []
    if any(name not in KEYS or len(codes) > 1 for name, codes in place.where.items()):
        said.append(place.say(words.OTHER_FILTERS))
    if made and made.run != indicators.manifest().run:
        last = formats.day(max(made.origins.values()), place.lang)
        said.append(place.say(words.PAST_RUN, moment=moment(made.run, place), day=last))
    said += [place.say(note) for note in made.notes] if made else []
    return join(tag("p", note, class_="soft") for note in said)


def sentence(shown: Shown, asked: Asked, place: Place) -> Html:
    """What comes, how sure that is, and to when it can be used."""
    accuracy = forecasts.accuracy(place.viewer, asked.grain, asked.of)
    first, last = forecasts.horizon(shown.ahead)
    end = last if asked.grain == "day" else (last + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days = {"first": formats.day(first, place.lang), "last": formats.day(end, place.lang)}
    total = formats.number(int(shown.ahead["yhat"].sum()), place.lang)
    said = place.say(words.EXPECTED, what=named(asked, place), n=total, **days)
    if year := forecasts.before(place.viewer, asked.grain, asked.of, shown.ahead):
        now, then = year
        change = formats.signed(now / then - 1, place.lang)
        of_all = shown.ahead.height <= forecasts.YEAR[asked.grain]
        said += place.say(words.AGAINST if of_all else words.AGAINST_FIRST, change=change)
    sentences = [f"{said}."]
    if shown.differs:
        sentences.append(place.say(words.PLANNED, n=formats.number(int(shown.ahead["plan"].sum()), place.lang)))
    known = accuracy.drop_nulls("wape")
    if known.height:
        sure = {"first": known["wape"][0], "last": known["wape"][-1]}
        texts = {name: formats.percent(error, place.lang) for name, error in sure.items()}
        sentences.append(place.say(words.ERRS[asked.grain], **texts, ahead=known["ahead"][-1]))
    usable = place.say(forecasts.usable(accuracy, asked.grain))
    return tag(
        "p", tag("strong", sentences[0]), " ", " ".join(sentences[1:]), " ", tag("strong", usable), class_="lead"
    )


def key(shown: Shown, place: Place) -> Html:
    """What the lines and grounds of the fan mean."""
    lines = [("line grey", words.KEY_HISTORY), ("line blue", words.KEY_FORECAST)]
    lines += [("line dashed", words.KEY_PLAN)] if shown.differs else []
    lines += [("band inner", words.KEY_80), ("band outer", words.KEY_95)]
    lines += [("line dotted", words.KEY_EVENT)] if shown.marks else []
    items = [tag("span", tag("i", class_=kind, aria_hidden="true"), place.say(text)) for kind, text in lines]
    closed = tag("span", place.say(words.CLOSED)) if shown.grain == "day" else None
    return tag("p", items, closed, class_="key")


def numbers(shown: Shown, place: Place) -> Html:
    """The table of the fan: by month with intervals, or by week with each day folded below it."""
    if shown.grain == "month":
        columns = [Column(place.say(words.MONTH)), *_numbers(place), *_bands(place)]
        rows = [_row(row, formats.month(row["ds"], place.lang), place) for row in shown.ahead.to_dicts()]
        found = table(place.say(words.BY_MONTH), columns, rows, kind="wide dated", caption_hidden=True)
        return join(tag("h2", place.say(words.BY_MONTH)), scrolling(found, place.say(words.BY_MONTH)))
    weeks = forecasts.folded(shown.ahead)
    rows = [_week(week, place) for week in weeks] + [_week(shown.ahead, place, place.say(words.TOTAL))]
    columns = [Column(place.say(words.WEEK)), *_numbers(place)]
    by_week = table(place.say(words.BY_WEEK), columns, rows, kind="wide dated", caption_hidden=True)
    groups = [
        Group(_span(week, place), [_row(row, formats.day(row["ds"], place.lang), place) for row in week.to_dicts()])
        for week in weeks
    ]
    day_columns = [Column(place.say(words.DAY)), *_numbers(place), *_bands(place)]
    days = grouped(place.say(words.EACH_DAY), day_columns, groups, kind="wide", caption_hidden=True)
    return join(
        tag("h2", place.say(words.BY_WEEK)),
        scrolling(by_week, place.say(words.BY_WEEK)),
        tag("p", place.say(words.NO_SUM), class_="soft"),
        tag(
            "details",
            tag("summary", place.say(words.EACH_DAY)),
            scrolling(days, place.say(words.EACH_DAY)),
            id="each-day",
            class_="folded",
        ),
    )


def events(shown: Shown, place: Place) -> Html:
    """What is marked on the fan, in words."""
    items = [tag("li", mark["said"]) for mark in shown.marks]
    body = tag("ul", items, class_="listed") if items else tag("p", place.say(words.NO_EVENTS))
    return join(tag("h2", place.say(words.EVENTS)), body)


def believed(asked: Asked, place: Place) -> Html:
    """Earlier forecasts, one of them against what came."""
    runs = forecasts.runs()
    chosen = place.own.get("run")
    head = tag("h2", place.say(words.BELIEVED))
    if len(runs) < 2:  # one run is the one that is shown anyway
        return join(head, tag("p", place.say(words.ONE_RUN), class_="soft"))
    run = chosen if chosen in runs else runs[1]
    options = [
        tag(
            "option",
            place.say(words.RUN_OF, moment=moment(each, place)),
            value=place.link(run=each),
            selected=each == run,
        )
        for each in runs
    ]
    label = hidden(place.say(words.BELIEVED))
    picker = tag("p", tag("label", label, tag("select", options, data_go=True, id="go-run")))
    found = forecasts.believed(place.viewer, run, asked.grain, asked.of)
    return join(
        head,
        tag("p", place.say(words.BELIEVED_WHY), class_="soft"),
        picker,
        _fared(found, place),
        _against(found, run, asked, place),
    )


def _fared(found: pl.DataFrame, place: Place) -> Html:
    fared = forecasts.missed(found)
    if fared is None:
        return tag("p", place.say(words.NOT_COME))
    texts = {name: formats.percent(fared[name], place.lang) for name in ("wape", "in80", "in95")}
    return tag("p", place.say(words.FARED, n=formats.number(fared["n"], place.lang), **texts))


def _against(found: pl.DataFrame, run: str, asked: Asked, place: Place) -> Html | None:
    came = found.drop_nulls("started")
    if came.is_empty():
        return None
    written = formats.month if asked.grain == "month" else formats.day
    columns = [
        Column(place.say(words.MONTH if asked.grain == "month" else words.DAY)),
        *(Column(place.say(text), number=True) for text in (words.FORECAST, words.BAND80, words.CAME)),
    ]
    rows = [
        [
            written(row["ds"], place.lang),
            formats.number(row["yhat"], place.lang),
            _band(row, 80, place),
            formats.number(row["started"], place.lang),
        ]
        for row in came.to_dicts()
    ]
    caption = place.say(words.BELIEVED_CAPTION, moment=moment(run, place))
    inside = table(caption, columns, rows, kind="wide", caption_hidden=True)
    return tag("details", tag("summary", caption), scrolling(inside, caption), id="believed", class_="folded")


def moment(run: str, place: Place) -> str:
    """When a run was made, as its name says; the name itself where it says nothing."""
    try:
        return formats.moment(datetime.strptime(run, "%Y%m%dT%H%M%S.%f%z"), place.lang)
    except ValueError:
        return run


def _numbers(place: Place) -> list[Column]:
    return [Column(place.say(text), number=True) for text in (words.FORECAST, words.PLAN, words.DIFFERENCE)]


def _bands(place: Place) -> list[Column]:
    return [Column(place.say(text), number=True) for text in (words.BAND80, words.BAND95)]


def _row(row: dict[str, Any], label: str, place: Place) -> list[Child]:
    if not row["open"]:
        closed = tag("span", place.say(words.CLOSED_DAY), class_="soft")
        return [label, closed, formats.number(row["plan"], place.lang), "", "", ""]
    return [label, *_said(row["yhat"], row["plan"], place), _band(row, 80, place), _band(row, 95, place)]


def _week(week: pl.DataFrame, place: Place, label: Child = None) -> list[Child]:
    return [label or _span(week, place), *_said(int(week["yhat"].sum()), int(week["plan"].sum()), place)]


def _said(base: int, plan: int, place: Place) -> list[Child]:
    changed = formats.gap(plan - base, Unit.COUNT, place.lang, 0) if plan != base else "–"
    return [formats.number(base, place.lang), formats.number(plan, place.lang), changed]


def _span(week: pl.DataFrame, place: Place) -> str:
    return formats.day(week["ds"][0], place.lang)


def _band(row: dict[str, Any], level: int, place: Place) -> str:
    if row[f"lo{level}"] is None:
        return "–"
    return " – ".join(formats.number(row[f"{end}{level}"], place.lang) for end in ("lo", "hi"))


def _marks(asked: Asked, first: date, last: date, place: Place) -> list[dict[str, Any]]:
    """Events and special days as marks: `ds`, `text`, and `said` with its days."""
    found = [
        (max(row["starts_on"], first), row["starts_on"], row["ends_on"], _event(row, place))
        for row in forecasts.events(asked.of, first, last)
    ]
    for row in forecasts.specials(first, last):
        name = row["name_fr"] if place.lang == "fr" and row["name_fr"] else row["name"]
        if all(row[name] in (None, asked.of[name]) for name in ("channel", "line")):
            text = place.say(words.SPECIAL, name=name)
            found.append((max(row["first_day"], first), row["first_day"], row["last_day"], text))
    ordered: Sequence[tuple[date, date, date | None, str]] = sorted(found, key=lambda mark: mark[0])
    return [{"ds": at, "text": text, "said": _dated(start, end, text, place)} for at, start, end, text in ordered]


def _event(row: dict[str, Any], place: Place) -> str:
    text = row["text_fr"] if place.lang == "fr" and row["text_fr"] else row["text_en"]
    kind = place.say(EventKind(row["kind"]).text)
    return f"{text} ({kind.lower()})"


def _dated(start: date, end: date | None, text: str, place: Place) -> str:
    first = formats.day(start, place.lang)
    if end is None or end == start:
        return place.say(words.ON, first=first, what=text)
    return place.say(words.SINCE, first=first, last=formats.day(end, place.lang), what=text)
