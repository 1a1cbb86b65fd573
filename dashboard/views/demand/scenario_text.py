"""A scenario's steps in words: what is supposed, and since when; what is as it would be anyway is left out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.queries import indicators
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import scenario as scenario_words
from dashboard.text.wording import step as words
from data.text import Text
from metrics.planning.assumptions import Assumption
from metrics.planning.scenario_steps import as_json, from_json

Step = Mapping[str, Any]
"""One step as JSON, with every field or only those that its planner filled in."""


def sentence(step: Step, ctx: PageContext) -> str:
    """A step as one sentence: its days, how fast it grows, and what changes."""
    (step,) = as_json(from_json([step]))  # with every field
    if step["kind"] == "assumption":
        return _supposition(step, ctx)
    days = {name: formats.day(date.fromisoformat(step[name]), ctx.lang) for name in ("starts", "ends") if step[name]}
    when = ctx.say(words.SPAN if step["ends"] else words.FROM, **days)
    ramp = ctx.say(words.RAMP, n=step["ramp_days"]) if step["ramp_days"] else ""
    return ctx.say(words.SENTENCE, when=f"{when}{ramp}", what=_what(step, ctx))


def _what(step: Step, ctx: PageContext) -> str:
    return {
        "shift": _shift,
        "service": _service,
        "centre": _centre,
        "campaign": _campaign,
        "price": _price,
        "backlog": _backlog,
    }[step["kind"]](step, ctx)


def _shift(step: Step, ctx: PageContext) -> str:
    of_some = step["eligible"] != 1
    text = ctx.say(
        words.SHIFT_ELIGIBLE if of_some else words.SHIFT,
        share=_share(step["share"], ctx),
        source=_channel(step["from_channel"], ctx),
        to=_channel(step["to_channel"], ctx),
        **({"eligible": _share(step["eligible"], ctx)} if of_some else {}),
    )
    gone = ctx.say(words.SHIFT_GONE, n=_share(step["vanish"], ctx)) if step["vanish"] else ""
    return f"{text}{_only(step, ctx)}{gone}"


def _service(step: Step, ctx: PageContext) -> str:
    return ctx.say(words.SERVICE, line=_line(step["line"], ctx), monthly=_each(step["monthly"], ctx))


def _centre(step: Step, ctx: PageContext) -> str:
    parts = []
    if step["desks"] not in (0, 1):
        parts.append(ctx.say(words.CENTRE_PEOPLE, desks=_share(step["desks"], ctx)))
    opens, closes = step["opens"], step["closes"]
    if opens is not None:
        parts.append(ctx.say(words.CENTRE_OPENS, opens=formats.clock(opens, ctx.lang)))
    if closes is not None:
        parts.append(ctx.say(words.CENTRE_CLOSES, closes=formats.clock(closes, ctx.lang)))
    if step["desks"] == 0:
        parts = [ctx.say(words.CENTRE_SHUT)]
        turned = [
            ctx.say(words.CENTRE_LEAVE, n=_share(n, ctx), channel=_channel(code, ctx))
            for code, n in step["leave"].items()
        ]
        turned += [ctx.say(words.CENTRE_GONE, n=_share(step["vanish"], ctx))] if step["vanish"] else []
        parts += [ctx.say(words.CENTRE_VISITORS, what=formats.together(turned, ctx.lang))] if turned else []
    name = ctx.say(indicators.name_of(ctx.snapshot, "location", step["location"]))
    return f"{name} {', '.join(parts) or ctx.say(words.CENTRE_SAME)}"


def _campaign(step: Step, ctx: PageContext) -> str:
    return f"{_change(words.DEMAND, step['percent'], ctx)}{_only(step, ctx)}"


def _price(step: Step, ctx: PageContext) -> str:
    return ctx.say(
        words.PRICE,
        price=_change(words.PRICE_CHANGE, step["percent"], ctx),
        only=_only(step, ctx),
        demand=_change(words.DEMAND, step["elasticity"] * step["percent"], ctx),
        elasticity=_number(step["elasticity"], ctx),
    )


def _backlog(step: Step, ctx: PageContext) -> str:
    text = ctx.say(
        words.BACKLOG,
        cases=_number(step["cases"], ctx),
        line=_line(step["line"], ctx),
        channel=_channel(step["channel"], ctx),
    )
    contacts = {code: n for code, n in step["contacts"].items() if n}
    more = ctx.say(words.BACKLOG_CONTACTS, what=_each(contacts, ctx)) if contacts else ""
    return f"{text}{more}"


def _supposition(step: Step, ctx: PageContext) -> str:
    assumption = Assumption(step["name"])
    return ctx.say(
        words.SUPPOSITION,
        what=ctx.say(assumption.text),
        channel=_channel(step["channel"], ctx) if step["channel"] else ctx.say(scenario_words.SHARED),
        value=formats.stored(step["value"], assumption.unit, ctx.lang),
        source=step["source"],
    )


def _change(texts: Mapping[bool, Text], percent: float, ctx: PageContext) -> str:
    """Up or down by so many percent."""
    return ctx.say(texts[percent >= 0], n=_share(abs(percent) / 100, ctx))


def _only(step: Step, ctx: PageContext) -> str:
    """To which channels and lines a step is confined, if it is."""
    sentence = ""
    if codes := step.get("channels"):
        names = [_channel(code, ctx) for code in codes]
        sentence += ctx.say(words.IN_CHANNELS, names=formats.together(names, ctx.lang))
    if codes := step.get("lines"):
        names = [_line(code, ctx) for code in codes]
        sentence += ctx.say(words.IN_LINES, names=formats.together(names, ctx.lang))
    return sentence


def _each(numbers: Mapping[str, float], ctx: PageContext) -> str:
    parts = [f"{_channel(code, ctx)} {_number(n, ctx)}" for code, n in numbers.items()]
    return formats.together(parts, ctx.lang)


def _number(value: float, ctx: PageContext) -> str:
    return formats.number(value, ctx.lang, 2 if value % 1 else 0)


def _share(value: float, ctx: PageContext) -> str:
    return formats.percent(value, ctx.lang, 0 if round(value * 100, 6) % 1 == 0 else 1)


def _channel(code: str, ctx: PageContext) -> str:
    return ctx.say(indicators.name_of(ctx.snapshot, "channel", code))


def _line(code: str, ctx: PageContext) -> str:
    return ctx.say(indicators.name_of(ctx.snapshot, "line", code))
