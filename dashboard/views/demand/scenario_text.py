"""A scenario's steps in words: what is supposed, and since when; what is as it would be anyway is left out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.queries import indicators
from dashboard.request.context import Place
from dashboard.text import formats
from dashboard.text.wording import step as words
from data.words import Channel, Text
from metrics.planning.scenario_steps import as_json, from_json

Step = Mapping[str, Any]
"""One step as JSON, with every field or only those that its planner filled in."""


def said(step: Step, place: Place) -> str:
    """A step as one sentence: its days, how fast it grows, and what changes."""
    (step,) = as_json(from_json([step]))  # with every field
    days = {name: formats.day(date.fromisoformat(step[name]), place.lang) for name in ("starts", "ends") if step[name]}
    when = place.say(words.SPAN if step["ends"] else words.FROM, **days)
    ramp = place.say(words.RAMP, n=step["ramp_days"]) if step["ramp_days"] else ""
    return place.say(words.SENTENCE, when=f"{when}{ramp}", what=_what(step, place))


def _what(step: Step, place: Place) -> str:
    return {
        "shift": _shift,
        "service": _service,
        "centre": _centre,
        "campaign": _campaign,
        "price": _price,
        "backlog": _backlog,
    }[step["kind"]](step, place)


def _shift(step: Step, place: Place) -> str:
    of_some = step["eligible"] != 1
    text = place.say(
        words.SHIFT_ELIGIBLE if of_some else words.SHIFT,
        share=_share(step["share"], place),
        source=_channel(step["from_channel"], place),
        to=_channel(step["to_channel"], place),
        **({"eligible": _share(step["eligible"], place)} if of_some else {}),
    )
    gone = place.say(words.SHIFT_GONE, n=_share(step["vanish"], place)) if step["vanish"] else ""
    return f"{text}{_only(step, place)}{gone}"


def _service(step: Step, place: Place) -> str:
    return place.say(words.SERVICE, line=_line(step["line"], place), monthly=_each(step["monthly"], place))


def _centre(step: Step, place: Place) -> str:
    parts = []
    if step["desks"] not in (0, 1):
        parts.append(place.say(words.CENTRE_PEOPLE, desks=_share(step["desks"], place)))
    opens, closes = step["opens"], step["closes"]
    if opens is not None:
        parts.append(place.say(words.CENTRE_OPENS, opens=_clock(opens)))
    if closes is not None:
        parts.append(place.say(words.CENTRE_CLOSES, closes=_clock(closes)))
    if step["desks"] == 0:
        parts = [place.say(words.CENTRE_SHUT)]
        turned = [
            place.say(words.CENTRE_LEAVE, n=_share(n, place), channel=_channel(code, place))
            for code, n in step["leave"].items()
        ]
        turned += [place.say(words.CENTRE_GONE, n=_share(step["vanish"], place))] if step["vanish"] else []
        parts += [place.say(words.CENTRE_VISITORS, what=formats.together(turned, place.lang))] if turned else []
    names = indicators.names("location")
    name = place.say(names.get(step["location"], Text(step["location"], step["location"])))
    return f"{name} {', '.join(parts) or place.say(words.CENTRE_SAME)}"


def _campaign(step: Step, place: Place) -> str:
    return f"{_change(words.DEMAND, step['percent'], place)}{_only(step, place)}"


def _price(step: Step, place: Place) -> str:
    return place.say(
        words.PRICE,
        price=_change(words.PRICE_CHANGE, step["percent"], place),
        only=_only(step, place),
        demand=_change(words.DEMAND, step["elasticity"] * step["percent"], place),
        elasticity=_number(step["elasticity"], place),
    )


def _backlog(step: Step, place: Place) -> str:
    text = place.say(
        words.BACKLOG,
        cases=_number(step["cases"], place),
        line=_line(step["line"], place),
        channel=_channel(step["channel"], place),
    )
    contacts = {code: n for code, n in step["contacts"].items() if n}
    more = place.say(words.BACKLOG_CONTACTS, what=_each(contacts, place)) if contacts else ""
    return f"{text}{more}"


def _change(texts: Mapping[bool, Text], percent: float, place: Place) -> str:
    """Up or down by so many percent."""
    return place.say(texts[percent >= 0], n=_share(abs(percent) / 100, place))


def _only(step: Step, place: Place) -> str:
    """To which channels and lines a step is confined, if it is."""
    said = ""
    if codes := step.get("channels"):
        names = [_channel(code, place) for code in codes]
        said += place.say(words.IN_CHANNELS, names=formats.together(names, place.lang))
    if codes := step.get("lines"):
        names = [_line(code, place) for code in codes]
        said += place.say(words.IN_LINES, names=formats.together(names, place.lang))
    return said


def _each(numbers: Mapping[str, float], place: Place) -> str:
    parts = [f"{_channel(code, place)} {_number(n, place)}" for code, n in numbers.items()]
    return formats.together(parts, place.lang)


def _number(value: float, place: Place) -> str:
    return formats.number(value, place.lang, 2 if value % 1 else 0)


def _share(value: float, place: Place) -> str:
    return formats.percent(value, place.lang, 0 if round(value * 100, 6) % 1 == 0 else 1)


def _channel(code: str, place: Place) -> str:
    return place.say({channel.value: channel.text for channel in Channel}.get(code, Text(code, code)))


def _line(code: str, place: Place) -> str:
    return place.say(indicators.names("line").get(code, Text(code, code)))


def _clock(half_hour: int) -> str:
    return f"{half_hour // 2}:{30 * (half_hour % 2):02}"
