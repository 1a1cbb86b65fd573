"""The strategy map in words: a table of its arrows with their evidence, and the map as a nested list."""

from collections.abc import Sequence

from dashboard.request.context import Place
from dashboard.text import columns as cells
from dashboard.text import formats, verdicts
from dashboard.text.wording import strategy as words
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from metrics.assessment.assessment import Judged
from metrics.assessment.strategy import Lane, Support, Weighed
from metrics.catalogue.registry import catalogue

TONES = {Support.SUPPORTED: "good", Support.NOT_SUPPORTED: "bad", Support.TOO_FEW: "plain"}
DECIMALS = 2


def arrows(weighed: Sequence[Weighed], place: Place) -> Html:
    """Every arrow with r, its interval, the lag and how many pairs of changes there are."""
    columns = [
        Column(place.say(words.NUMBER)),
        Column(place.say(words.FROM)),
        Column(place.say(words.TO)),
        Column(place.say(words.EVIDENCE)),
        Column(place.say(words.R), number=True),
        Column(place.say(words.INTERVAL)),
        Column(place.say(words.LAG)),
        Column(place.say(words.PAIRS), number=True),
    ]
    rows = [
        [
            str(number),
            _name(one.arrow.cause, place),
            _name(one.arrow.effect, place),
            tag("span", place.say(one.evidence.support.text), class_=TONES[one.evidence.support]),
            _r(one, place),
            _interval(one, place),
            lag(one, place),
            formats.number(one.evidence.pairs, place.lang),
        ]
        for number, one in enumerate(weighed, start=1)
    ]
    caption = place.say(words.ARROWS)
    shown = table(caption, columns, rows, kind="wide", caption_hidden=True)
    return join(tag("h2", caption), scrolling(shown, caption))


def nested(lanes: Sequence[Lane], weighed: Sequence[Weighed], place: Place) -> Html:
    """Factor → indicators with their status → what each should move."""
    items = [
        tag(
            "li",
            tag("strong", place.say(lane.factor.text)),
            " – ",
            place.say(words.WORST, status=place.say(verdicts.worst(lane.judged).text).lower()),
            tag("ul", [_indicator(judged, weighed, place) for judged in lane.judged]),
        )
        for lane in lanes
    ]
    return join(tag("h2", place.say(words.LIST)), tag("ul", items, class_="nested"))


def lag(weighed: Weighed, place: Place) -> str:
    """`same month`, `1 wave later`."""
    n = weighed.arrow.lag
    texts = words.SAME_PERIOD if n == 0 else words.LATER if n == 1 else words.LATER_MANY
    return place.say(texts[weighed.frequency], n=n)


def _indicator(judged: Judged, weighed: Sequence[Weighed], place: Place) -> Html:
    said: Child = verdicts.absence(judged, place)
    if judged.value is not None:
        value = formats.value(judged.value, judged.indicator.unit, place.lang, judged.indicator.decimals)
        kind = verdicts.TONES[judged.status]
        said = [value, " ", tag("span", verdicts.status(judged, place), class_=kind)]
    moved = [
        tag(
            "li",
            place.say(words.LEADS_TO, name=place.say(catalogue()[one.arrow.effect].title), **_evidence(one, place)),
        )
        for one in weighed
        if one.arrow.cause == judged.indicator.name
    ]
    return tag("li", _name(judged.indicator.name, place), " ", said, tag("ul", moved) if moved else None)


def _evidence(weighed: Weighed, place: Place) -> dict[str, str]:
    return {
        "support": place.say(weighed.evidence.support.text).lower(),
        "r": cells.NOTHING if weighed.evidence.r is None else formats.number(weighed.evidence.r, place.lang, DECIMALS),
        "n": formats.number(weighed.evidence.pairs, place.lang),
    }


def _name(name: str, place: Place) -> Html:
    return tag("a", place.say(catalogue()[name].title), href=place.link("indicator", indicator=name))


def _r(weighed: Weighed, place: Place) -> str:
    if weighed.evidence.r is None:
        return place.say(words.NO_R) if weighed.evidence.pairs else cells.NOTHING
    return formats.number(weighed.evidence.r, place.lang, DECIMALS)


def _interval(weighed: Weighed, place: Place) -> str:
    found = weighed.evidence
    if found.low is None or found.high is None:
        return cells.NOTHING
    low, high = (formats.number(end, place.lang, DECIMALS) for end in (found.low, found.high))
    return place.say(words.BETWEEN, low=low, high=high)
