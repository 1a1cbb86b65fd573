"""The forms that build a scenario step by step, and that publish one as the plan."""

import json
from datetime import date
from typing import Any

from dashboard.actions import planning
from dashboard.queries import indicators
from dashboard.queries.demand import forecasts
from dashboard.queries.demand.planning import assumptions
from dashboard.queries.demand.scenarios import Saved
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import plan as plan_words
from dashboard.text.wording import scenario as words
from dashboard.ui.forms import Answer, FormError, FormField, Submission, form, refused_values, who
from dashboard.ui.markup import Html, tag
from dashboard.views.demand import scenario_assumptions
from dashboard.views.demand.selection import Selection
from data.certainty import scalar_or_none
from data.text import Text
from data.words import LONGEST_TEXT, Channel

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


def add(chosen: Saved | None, selection: Selection, ctx: PageContext) -> None:
    """Adds a step to a scenario, or begins one with it."""
    kind = kind_of(ctx)
    key = f"step-{kind}"
    fields = [*_fields(kind, selection, ctx), who(ctx)]
    if chosen is None:
        fields = [
            FormField(name="name", label=words.NAME),
            FormField(name="about", label=words.ABOUT, required=False, longest=LONGEST_TEXT),
            *fields,
        ]

    def save(submission: Submission) -> str | Answer:
        by_kind = scenario_assumptions.step if kind == "assumption" else _step
        step = by_kind(kind, fields, submission)
        if submission.seen and not submission.text("name"):
            return planning.change_scenario(
                ctx,
                submission.viewer,
                submission.seen,
                change=lambda steps: [*steps, step],
                grain=selection.scenario_grain,
            )
        name = submission.text("name") or ""
        text = planning.save_scenario(
            ctx,
            submission.viewer,
            submission.seen,
            name=name,
            steps=[step],
            description=submission.text("about"),
            grain=selection.scenario_grain,
        )
        return Answer(text, ctx.link(scenario=name))

    title = ctx.say(words.ADD, kind=ctx.say(words.KINDS[kind]).lower())
    seen = chosen["id"] if chosen else _version_of_name(key, ctx)
    opened = chosen is None or "step" in ctx.own
    form(title, fields, save, ctx, key, seen=seen, opened=opened)


def remove_step(chosen: Saved, selection: Selection, ctx: PageContext, steps: list[str]) -> None:
    """Takes one step of several out of a scenario."""
    # A step is known by what it says: its place in the list may be another's by the time the form comes.
    codes = [_code(step) for step in chosen["steps"]]
    options = {"": "–"} | dict(zip(codes, steps, strict=True))
    fields = [FormField(name="step", label=words.STEP, kind="select", options=options), who(ctx)]

    def save(submission: Submission) -> str:
        code = submission.text("step")

        def without(shown: list[Any]) -> list[Any]:
            place = next((place for place, step in enumerate(shown) if _code(step) == code), None)
            if place is None:
                raise FormError(ctx.say(words.NO_SUCH_STEP))
            return shown[:place] + shown[place + 1 :]

        return planning.change_scenario(
            ctx, submission.viewer, submission.seen, change=without, grain=selection.scenario_grain
        )

    several = len(steps) > 1  # a scenario has a step
    form(ctx.say(words.REMOVE_STEP), fields, save, ctx, "take", seen=chosen["id"], offered=several)


def publish(chosen: Saved, ctx: PageContext) -> None:
    """Makes a scenario the plan, or takes the plan back."""
    plan, name = ctx.decisions.plan, chosen["name"]
    seen = plan.id if plan else 0
    fields = [FormField(name="reason", label=words.WHY, required=False, longest=LONGEST_TEXT), who(ctx)]

    def withdraw_plan(submission: Submission) -> str:
        reason = submission.text("reason")
        return planning.withdraw_plan(ctx, submission.viewer, submission.seen, name=name, reason=reason)

    def publish_plan(submission: Submission) -> str:
        # A version that was saved meanwhile is not what was on the screen.
        version, reason = submission.whole("version"), submission.text("reason")
        return planning.publish_plan(ctx, submission.viewer, submission.seen, version=version, reason=reason)

    is_plan, button = plan is not None and plan.id == chosen["id"], plan_words.WITHDRAW
    form(ctx.say(words.UNPUBLISH), fields, withdraw_plan, ctx, "unpublish", seen=seen, button=button, offered=is_plan)
    title, button = ctx.say(words.PUBLISH, name=name), words.PUBLISH_DO
    fields.append(FormField(name="version", label=words.NAME, kind="hidden", value=str(chosen["id"]), required=False))
    form(title, fields, publish_plan, ctx, "publish", seen=seen, button=button, offered=not is_plan)


def _code(step: Any) -> str:
    """What tells a step from others."""
    return json.dumps(step, sort_keys=True, ensure_ascii=False)


def _version_of_name(key: str, ctx: PageContext) -> int:
    """The `id` of the version on the screen of the scenario whose name was typed and refused: it is known by then."""
    name = (refused_values(ctx, key).get("name") or [""])[0].strip()
    return next((row["id"] for row in ctx.decisions.scenarios if row["name"] == name), 0)


def _fields(kind: str, selection: Selection, ctx: PageContext) -> list[FormField]:
    channels, lines = (
        {code: ctx.say(text) for code, text in indicators.names(ctx.snapshot, name).items()}
        for name in ("channel", "line")
    )
    offered = {
        "shift": lambda: [
            _pick("from_channel", channels, selection.channel or Channel.IN_PERSON.value),
            _pick("to_channel", channels, Channel.ONLINE.value),
            _number("share", "10"),
            _number("eligible", "100"),
            _number("vanish", "0"),
            _many("lines", lines),
        ],
        "service": lambda: [_pick("line", lines, selection.line), *_each("monthly", ctx)],
        "centre": lambda: [
            _pick("location", _centres(ctx), selection.location),
            _number("desks", "0"),
            _pick("opens", _clock(ctx), "", required=False),
            _pick("closes", _clock(ctx), "", required=False),
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
            _pick("line", lines, selection.line),
            _pick("channel", channels, selection.channel or Channel.MAIL.value),
            _number("cases"),
            *_each("contacts", ctx),
        ],
        "assumption": lambda: [
            _pick("assumption", scenario_assumptions.options(ctx), ""),
            _number("value"),
            FormField(name="source", label=words.FIELDS["source"]),
        ],
    }[kind]()
    if kind == "assumption":
        return offered
    ahead = forecasts.forecast(ctx.snapshot, ctx.viewer, ctx.decisions, selection.scenario_grain, {})
    first = scalar_or_none(ahead["ds"].min(), date)
    day = first.isoformat() if first else ""
    offered.append(FormField(name="starts", label=words.FIELDS["starts"], kind="date", value=day))
    offered.append(FormField(name="ends", label=words.FIELDS["ends"], kind="date", required=kind == "backlog"))
    if kind != "centre":
        offered.append(_number("ramp_days", "0"))
    return offered


def _step(kind: str, fields: list[FormField], submission: Submission) -> dict[str, Any]:
    """What was filled in as a step of `metrics.planning.scenario_steps`."""
    step: dict[str, Any] = {"kind": kind}
    for field in fields:
        name, _, channel = field.name.partition(".")
        if name not in words.FIELDS:
            continue
        if field.many:
            step[name] = list(submission.many(field.name))
        elif field.kind == "number":
            number = submission.share(field.name) if name in SHARES else submission.number(field.name)
            if channel:
                step.setdefault(name, {}).update({channel: number} if number else {})
            elif number is not None:
                step[name] = int(number) if name == "ramp_days" else number
        elif text := submission.text(field.name):
            step[name] = submission.whole(field.name) if name in ("opens", "closes") else text
    return step


def _pick(name: str, options: dict[str, str], value: str | None, *, required: bool = True) -> FormField:
    label = words.FIELDS[name]
    return FormField(name=name, label=label, kind="select", options=options, value=value or "", required=required)


def _many(name: str, options: dict[str, str]) -> FormField:
    return FormField(name=name, label=words.FIELDS[name], kind="select", options=options, many=True, required=False)


def _number(name: str, value: str = "") -> FormField:
    return FormField(name=name, label=words.FIELDS[name], kind="number", value=value)


def _each(name: str, ctx: PageContext) -> list[FormField]:
    """A number per channel."""
    label = words.FIELDS[name]
    return [
        FormField(
            name=f"{name}.{channel.value}",
            label=Text(
                *(
                    text.format(channel=channel_text.lower())
                    for text, channel_text in zip(label, channel.text, strict=True)
                )
            ),
            kind="number",
            required=False,
        )
        for channel in INTO
    ]


def _centres(ctx: PageContext) -> dict[str, str]:
    """The centres that have staff, in the order of their names."""
    capacity = assumptions(ctx.snapshot, ctx.decisions.targets).capacity
    codes = capacity["location"].drop_nulls().unique().sort()
    titles = {code: ctx.say(indicators.name_of(ctx.snapshot, "location", code)) for code in codes}
    return dict(sorted(titles.items(), key=lambda item: item[1]))


def _clock(ctx: PageContext) -> dict[str, str]:
    return {"": "–"} | {str(half): formats.clock(half, ctx.lang) for half in range(12, 45)}
