"""Why a half-hour is slow: the worst one, or the one that was chosen, in one sentence and a small table."""

from dashboard.queries import indicators, operations
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import operations as words
from dashboard.ui.markup import Child, Html, hidden, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.operations.links import label
from data.certainty import present
from data.text import Text
from data.words import Channel, Unit
from metrics.assessment.hot_spots import Spot, Spots
from metrics.definition.indicator import Indicator
from metrics.operations.explained_wait import Factor, Share, Standing, Why


def section(both: Spots, days: Spots, hours: Spots, indicator: Indicator, ctx: PageContext) -> Html | None:
    """Of counters a half-hour at a place, of telephones one of all centres; nothing where nobody queues.

    `both`: spots of place and half-hour, `days`: of weekday and half-hour, `hours`: of the half-hour alone.
    """
    channel = operations.queued_channel(ctx.snapshot, indicator.name)
    pooled = channel == Channel.TELEPHONE
    spots = hours if pooled else both
    if channel is None or not spots.listed:
        return None
    told = {spot.codes["location"] for spot in spots.listed} if not pooled else set()
    places = sorted(told, key=lambda code: label("location", code, ctx))
    location, hour = _chosen(spots, days.worst if pooled else None, places, ctx)
    what = f"{label('location', location, ctx) if location else ctx.say(words.ALL_CENTRES)}, {label('hour', hour, ctx)}"
    title = tag("h2", ctx.say(words.WHY, what=what), id="why")
    halves = sorted({spot.codes["hour"] for spot in spots.listed if location in (None, spot.codes.get("location"))})
    head = join(title, _pickers(places, location, halves, hour, ctx))
    if not indicators.has_rows(ctx.snapshot, indicator, ctx.period):
        return join(head, tag("p", ctx.say(words.WHY_GONE)))
    why = operations.why(ctx.snapshot, ctx.viewer, channel, location=location, hour=hour, period=ctx.period.code)
    return join(head, explanation(why, what, pooled, ctx))


def explanation(found: Why, what: str, pooled: bool, ctx: PageContext) -> Html:
    """The sentence, the table and how it was worked out; `pooled`: calls, which are not carried over."""
    caption = ctx.say(words.WHY_CAPTION, what=what)
    numbers = (words.USUAL, words.NOW, words.OF_WAIT)
    columns = [Column(ctx.say(words.WHAT)), *(Column(ctx.say(text), number=True) for text in numbers)]
    rows = [_row(share, pooled, ctx) for share in found.shares]
    if found.rest_s is not None:
        rows.append([ctx.say(words.REST), "", "", _signed(found.rest_s, ctx)])
    change = NOTHING if found.change_s is None else _signed(found.change_s, ctx)
    rows.append([tag("strong", ctx.say(words.MEAN_WAIT)), _time(found.usual_wait_s), _time(found.wait_s), change])
    notes = [ctx.say(words.WHY_HOW, days=found.days, usual_days=found.usual_days)] if found.days else []
    notes += [ctx.say(words.CARRIED)] if found.days and not pooled else []
    notes += [ctx.say(words.LEFT_OUT, n=found.left_out)] if found.days and found.left_out else []
    notes += [ctx.say(words.NIGHT)] if found.night else []
    body = table(caption, columns, rows, kind="wide close narrow", caption_hidden=True)
    return join(
        tag("p", _sentence(found, ctx)),
        scrolling(body, caption) if found.days else None,
        tag("p", " ".join(notes), class_="soft") if notes else None,
    )


def _chosen(spots: Spots, named: Spot | None, places: list[str], ctx: PageContext) -> tuple[str | None, str]:
    """What the address asks for, else what is named above, else what comes first; a place alone has its own worst."""
    at, half = ctx.own.get("at"), ctx.own.get("half")
    listed = [spot for spot in spots.listed if at not in places or spot.codes["location"] == at]
    worst = named or (spots.worst if spots.worst in listed else listed[0])
    halves = {spot.codes["hour"] for spot in listed}
    return worst.codes.get("location"), half if half in halves else worst.codes["hour"]


def _pickers(places: list[str], location: str | None, halves: list[str], hour: str, ctx: PageContext) -> Html:
    def picker(name: str, text: Text, options: list[tuple[str, str, bool]]) -> Html:
        made = [tag("option", shown, value=link, selected=chosen) for shown, link, chosen in options]
        return tag("label", hidden(ctx.say(text)), tag("select", made, data_go=True, id=f"go-{name}"))

    at = [(label("location", code, ctx), ctx.link(at=code, half=None), code == location) for code in places]
    half = [(label("hour", code, ctx), ctx.link(at=location, half=code), code == hour) for code in halves]
    of_place = picker("at", words.WHY_PLACE, at) if at else None
    return tag("div", of_place, picker("half", words.WHY_HALF, half), class_="choices")


def _sentence(found: Why, ctx: PageContext) -> str:
    if found.unknown:
        return ctx.say(found.unknown.text)
    told = {"now": _time(found.wait_s), "usual": _time(found.usual_wait_s)}
    if found.standing in (Standing.SLOWER, Standing.QUICKER):
        main = present(found.main)
        told |= {"factor": ctx.say(main.factor.text).lower(), "effect": _signed(present(main.effect_s), ctx)}
        told["minutes"] = formats.duration(abs(present(found.change_s)))
    sentence = ctx.say(words.CHANGES[present(found.standing).value], **told)
    level, more = (formats.percent(share, ctx.lang, 0) for share in (found.level, found.level_more))
    return f"{sentence} {ctx.say(words.WITH_ONE_MORE, level=level, more=more)}"


def _row(share: Share, pooled: bool, ctx: PageContext) -> list[Child]:
    name = share.factor.text
    if share.factor is Factor.ARRIVALS:
        name = words.IN_HALF_HOUR if pooled else words.UP_TO_THEN
    effect = NOTHING if share.effect_s is None else _signed(share.effect_s, ctx)
    return [ctx.say(name), *(_amount(share.factor, value, ctx) for value in (share.usual, share.now)), effect]


def _amount(factor: Factor, value: float | None, ctx: PageContext) -> str:
    if value is None:
        return NOTHING
    return formats.duration(value) if factor is Factor.SERVING else formats.number(value, ctx.lang, 1)


def _time(seconds: int | None) -> str:
    return NOTHING if seconds is None else formats.duration(seconds)


def _signed(seconds: int, ctx: PageContext) -> str:
    return formats.gap(seconds, Unit.SECONDS, ctx.lang)
