"""The rules that raise alerts, and the forms by which people add their own."""

from dashboard.actions import alerts as actions
from dashboard.queries import alerts as queries
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import alerts as words
from dashboard.ui.component import draw
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import Html, tag
from dashboard.ui.tables import Column, scrolling, table
from data.access.roles import Action
from data.text import Text
from data.words import Unit
from metrics.alerts.kinds import kinds
from metrics.alerts.rule import Rule
from metrics.definition.breakdowns import names
from metrics.definition.indicator import Indicator


def show(ctx: PageContext) -> None:
    """The table of rules; to whose role sees to alerts the two forms as well."""
    found = queries.rules(ctx)
    draw(_table(found, ctx), "rules")
    if Action.ALERTS in ctx.viewer.declared.may:
        _add(ctx)
        _withdraw(found, ctx)


def _table(found: list[tuple[Rule, str, str]], ctx: PageContext) -> Html:
    titles = (words.RULE_KIND, words.RULE_ABOUT, words.RULE_NUMBER, words.RULE_BY)
    rows = [
        [ctx.say(words.KINDS[rule.kind]), _about(rule, ctx), _number(rule, ctx), _by(rule, name, author, ctx)]
        for rule, name, author in found
    ]
    content = table(ctx.say(words.RULES), [Column(ctx.say(title)) for title in titles], rows, caption_hidden=True)
    intro = tag("p", ctx.say(words.RULES_INTRO), class_="soft")
    summary = tag("summary", f"{ctx.say(words.RULES)} ({len(found)})")
    return tag("details", summary, intro, scrolling(content, ctx.say(words.RULES)), class_="folded")


def _about(rule: Rule, ctx: PageContext) -> str:
    if rule.indicator is None:
        return ctx.say(words.EVERY_RUN)
    members = [ctx.say(names(name, ctx.snapshot).get(code, Text(code, code))) for name, code in rule.where.items()]
    return ", ".join([ctx.say(rule.indicator.title), *members])


def _number(rule: Rule, ctx: PageContext) -> str:
    if rule.limit is not None and rule.indicator:
        return formats.value(rule.limit, rule.indicator.unit, ctx.lang, rule.indicator.decimals)
    return formats.number(rule.periods, ctx.lang) if rule.periods else ""


def _by(rule: Rule, name: str, author: str, ctx: PageContext) -> str:
    if name:
        return f"{name} ({author})"
    return ctx.say(words.DECLARED if rule.indicator else words.EVERY_RUN)


def _add(ctx: PageContext) -> None:
    offered = {code: ctx.say(words.KINDS[code]) for code, kind in kinds().items() if kind.of_indicator}
    indicators = {name: ctx.say(indicator.title) for name, indicator in ctx.snapshot.catalogue.items()}
    fields = [
        FormField(name="name", label=words.RULE_NAME),
        FormField(name="kind", label=words.RULE_KIND, kind="select", options=offered),
        FormField(name="indicator", label=words.SEE_INDICATOR, kind="select", options=indicators),
        FormField(name="scope", label=words.SLICE_OF, required=False),
        FormField(name="limit", label=words.LIMIT, kind="number", required=False),
        FormField(name="periods", label=words.PERIODS, kind="number", required=False),
        who(ctx),
    ]

    def save(submission: Submission) -> str:
        indicator = submission.text("indicator") or ""
        return actions.add_rule(
            ctx,
            submission.viewer,
            name=submission.text("name"),
            kind=submission.text("kind") or "",
            indicator=indicator,
            scope=submission.text("scope"),
            limit=_limit(submission, ctx.snapshot.catalogue.get(indicator)),
            periods=submission.whole("periods") if submission.text("periods") else None,
        )

    form(ctx.say(words.ADD_RULE), fields, save, ctx, "add-rule", seen=0)


def _limit(submission: Submission, indicator: Indicator | None) -> float | None:
    """A share is typed in percent."""
    return submission.share("limit") if indicator and indicator.unit is Unit.SHARE else submission.number("limit")


def _withdraw(found: list[tuple[Rule, str, str]], ctx: PageContext) -> None:
    options = {rule.id.partition(":")[2]: name for rule, name, _ in found if name}
    fields = [
        FormField(name="id", label=words.RULE, kind="select", options=options),
        FormField(name="reason", label=words.REASON),
        who(ctx),
    ]

    def save(submission: Submission) -> str:
        return actions.withdraw_rule(
            ctx, submission.viewer, id=submission.whole("id"), reason=submission.text("reason")
        )

    form(ctx.say(words.REMOVE_RULE), fields, save, ctx, "drop-rule", seen=0, offered=bool(options))
