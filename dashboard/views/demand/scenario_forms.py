"""The forms that build a scenario step by step, and that publish one as the plan."""

from typing import Any

from dashboard.queries import forecasts, indicators, scenarios, staffing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import plan as plan_words
from dashboard.text.wording import scenario as words
from dashboard.ui.forms import Field, Saved, Sent, form, who
from dashboard.ui.markup import Html, tag
from dashboard.views.demand.selection import Asked
from data.state.writing import publish_plan, unpublish_plan
from data.text import Text
from data.words import Channel

SHARES = {"share", "eligible", "vanish", "desks", "leave"}
"""What a planner writes in percent and a step keeps as a share."""

INTO = (Channel.ONLINE, Channel.IN_PERSON, Channel.TELEPHONE, Channel.KIOSK)
"""The channels that a form offers where a step has a number for each."""


def kinds(ctx: PageContext) -> Html:
    """The kinds of steps as links."""
    links = [
        tag(
            "a",
            ctx.say(text),
            href=ctx.link(step=kind),
            aria_current="true" if kind == kind_of(ctx) else None,
        )
        for kind, text in words.KINDS.items()
    ]
    return tag("div", links, class_="tabs", role="group", aria_label=ctx.say(words.ADD_WHAT))


def kind_of(ctx: PageContext) -> str:
    """The kind of step that the address asks for."""
    kind = ctx.own.get("step", "")
    return kind if kind in words.KINDS else next(iter(words.KINDS))


def add(one: dict[str, Any] | None, asked: Asked, ctx: PageContext) -> None:
    """Adds a step to a scenario, or begins one with it."""
    kind = kind_of(ctx)
    fields = _fields(kind, asked, ctx)
    if one is None:
        fields = [
            Field(name="name", label=words.NAME),
            Field(name="about", label=words.ABOUT, required=False),
            *fields,
        ]
    fields.append(who(ctx))

    def save(sent: Sent) -> Saved:
        name = one["name"] if one else sent.text("name") or ""
        steps = [*(one["steps"] if one else []), _step(kind, fields, sent)]
        about = one["description"] if one else sent.text("about")
        scenarios.save(ctx.viewer, asked.grain, name=name, author=sent.text("who") or "", steps=steps, about=about)
        return Saved(ctx.say(plan_words.SAVED, name=name), ctx.link(scenario=name))

    title = ctx.say(words.ADD, kind=ctx.say(words.KINDS[kind]).lower())
    form(title, fields, save, ctx, f"step-{kind}", opened=one is None or "step" in ctx.own)


def take_out(one: dict[str, Any], asked: Asked, ctx: PageContext, steps: list[str]) -> None:
    """Takes one step of several out of a scenario."""
    if len(steps) < 2:  # a scenario has a step
        return
    fields = [
        Field(
            name="at",
            label=words.STEP,
            kind="select",
            options=dict(zip(map(str, range(len(steps))), steps, strict=True)),
        ),
        who(ctx),
    ]

    def save(sent: Sent) -> str:
        at = int(sent.text("at") or 0)
        left = [step for number, step in enumerate(one["steps"]) if number != at]
        scenarios.save(
            ctx.viewer, asked.grain, name=one["name"], author=sent.text("who") or "", steps=left,
            about=one["description"],
        )  # fmt: skip
        return ctx.say(plan_words.SAVED, name=one["name"])

    form(ctx.say(words.REMOVE_STEP), fields, save, ctx, "take")


def publish(one: dict[str, Any], ctx: PageContext) -> None:
    """Makes a scenario the plan, or takes the plan back."""
    url, plan = ctx.decisions.url, ctx.decisions.plan
    fields = [Field(name="reason", label=words.WHY, required=False), who(ctx)]
    if plan and plan.id == one["id"]:

        def back(sent: Sent) -> str:
            unpublish_plan(url, author=sent.text("who") or "", seen=None, reason=sent.text("reason"))
            return ctx.say(words.DONE, name=one["name"])

        form(ctx.say(words.UNPUBLISH), fields, back, ctx, "unpublish", button=plan_words.WITHDRAW)
        return

    def save(sent: Sent) -> str:
        publish_plan(url, one["name"], author=sent.text("who") or "", seen=None, reason=sent.text("reason"))
        return ctx.say(words.DONE, name=one["name"])

    title = ctx.say(words.PUBLISH, name=one["name"])
    form(title, fields, save, ctx, "publish", button=words.PUBLISH_DO)


def _fields(kind: str, asked: Asked, ctx: PageContext) -> list[Field]:
    channels, lines = (
        {code: ctx.say(text) for code, text in indicators.names(ctx.snapshot, name).items()}
        for name in ("channel", "line")
    )
    made = {
        "shift": lambda: [
            _pick("from_channel", channels, asked.channel or Channel.IN_PERSON.value),
            _pick("to_channel", channels, Channel.ONLINE.value),
            _number("share", "10"),
            _number("eligible", "100"),
            _number("vanish", "0"),
            _many("lines", lines),
        ],
        "service": lambda: [_pick("line", lines, asked.line), *_each("monthly", ctx)],
        "centre": lambda: [
            _pick("location", _centres(ctx), asked.location),
            _number("desks", "0"),
            _pick("opens", _clock(), "", required=False),
            _pick("closes", _clock(), "", required=False),
            *_each("leave", ctx),
            _number("vanish", "0"),
        ],
        "campaign": lambda: [_number("percent"), _many("channels", channels), _many("lines", lines)],
        "price": lambda: [
            _number("percent"),
            _number("elasticity", "-0.2"),
            _many("channels", channels),
            _many("lines", lines),
        ],
        "backlog": lambda: [
            _pick("line", lines, asked.line),
            _pick("channel", channels, asked.channel or Channel.MAIL.value),
            _number("cases"),
            *_each("contacts", ctx),
        ],
    }[kind]()
    first = forecasts.forecast(ctx.snapshot, ctx.viewer, ctx.decisions, asked.grain, {})["ds"].min()
    day = first.isoformat() if first else ""
    made.append(Field(name="starts", label=words.FIELDS["starts"], kind="date", value=day))
    made.append(Field(name="ends", label=words.FIELDS["ends"], kind="date", required=kind == "backlog"))
    if kind != "centre":
        made.append(_number("ramp_days", "0"))
    return made


def _step(kind: str, fields: list[Field], sent: Sent) -> dict[str, Any]:
    """What was filled in as a step of `metrics.planning.scenario_steps`."""
    step: dict[str, Any] = {"kind": kind}
    for field in fields:
        name, _, of = field.name.partition(".")
        if name not in words.FIELDS:
            continue
        if field.many:
            step[name] = list(sent.many(field.name))
        elif field.kind == "number":
            number = sent.number(field.name)
            number = number / 100 if number is not None and name in SHARES else number
            if of:
                step.setdefault(name, {}).update({of: number} if number else {})
            elif number is not None:
                step[name] = int(number) if name == "ramp_days" else number
        elif text := sent.text(field.name):
            step[name] = int(text) if name in ("opens", "closes") else text
    return step


def _pick(name: str, options: dict[str, str], value: str | None, *, required: bool = True) -> Field:
    label = words.FIELDS[name]
    return Field(name=name, label=label, kind="select", options=options, value=value or "", required=required)


def _many(name: str, options: dict[str, str]) -> Field:
    return Field(name=name, label=words.FIELDS[name], kind="select", options=options, many=True, required=False)


def _number(name: str, value: str = "") -> Field:
    return Field(name=name, label=words.FIELDS[name], kind="number", value=value)


def _each(name: str, ctx: PageContext) -> list[Field]:
    """A number per channel."""
    label = words.FIELDS[name]
    return [
        Field(
            name=f"{name}.{channel.value}",
            label=Text(*(text.format(channel=said.lower()) for text, said in zip(label, channel.text, strict=True))),
            kind="number",
            required=False,
        )
        for channel in INTO
    ]


def _centres(ctx: PageContext) -> dict[str, str]:
    """The centres that have staff, in the order of their names."""
    capacity = staffing.assumptions(ctx.snapshot, ctx.decisions.targets).capacity
    codes = capacity["location"].drop_nulls().unique().sort()
    titles = {code: ctx.say(indicators.name_of(ctx.snapshot, "location", code)) for code in codes}
    return dict(sorted(titles.items(), key=lambda item: item[1]))


def _clock() -> dict[str, str]:
    return {"": "–"} | {str(half): formats.clock(half) for half in range(12, 45)}
