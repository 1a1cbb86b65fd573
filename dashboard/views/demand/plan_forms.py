"""The forms by which planners change a plan; what they write is kept in the application's own database."""

from collections.abc import Callable

from dashboard.queries import forecasts
from dashboard.request.context import PageContext
from dashboard.text.wording import plan as words
from dashboard.ui.forms import Field, Sent, answer, form, who
from dashboard.views.demand import plan
from dashboard.views.demand.forecast import Shown, named
from dashboard.views.demand.selection import Asked
from data.state import Override, SpecialDay
from data.state.writing import withdraw_override, withdraw_special_day
from data.text import Text
from data.words import OverrideKind, SpecialDayEffect
from metrics.planning import demand
from metrics.planning import overrides as planned


def override(shown: Shown, asked: Asked, ctx: PageContext) -> None:
    """An override of the series that is shown, for some days of its forecast."""
    first, last = (day.isoformat() for day in plan.asked_days(ctx, shown))
    kinds = {kind.value: ctx.say(kind.text) for kind in OverrideKind}
    fields = [
        Field(name="first", label=words.FIRST, kind="date", value=first),
        Field(name="last", label=words.LAST, kind="date", value=last),
        Field(name="kind", label=words.KIND, kind="select", options=kinds),
        Field(name="amount", label=words.AMOUNT, kind="number"),
        Field(name="name", label=words.NAME),
        Field(name="reason", label=words.REASON),
        who(ctx),
    ]

    def save(sent: Sent) -> str:
        made = forecasts.forecast_run(ctx.snapshot)
        said = Override(
            name=sent.text("name"),
            reason=sent.text("reason"),
            author=sent.text("who"),
            **asked.of,
            first_day=sent.day("first"),
            last_day=sent.day("last"),
            kind=sent.text("kind"),
            amount=sent.number("amount"),
            forecast_run=made.run,
            origin=made.origins[asked.grain],
        )
        planned.add(ctx.decisions.url, said, demand.rows("ahead", ctx.snapshot))
        return ctx.say(words.SAVED, name=sent.text("name"))

    title = ctx.say(words.OVERRIDE, what=named(asked, ctx))
    note, opened = ctx.say(words.OVERRIDE_WHY), "from" in ctx.own
    form(title, fields, save, ctx, "override", note=note, opened=opened)


def withdraw(ctx: PageContext) -> None:
    """Takes an override back, with a reason."""
    known = {str(row["id"]): row["name"] for row in ctx.decisions.overrides.to_dicts()}
    _withdraw(known, withdraw_override, words.WITHDRAW_OVERRIDE, ctx, "withdraw")


def special(asked: Asked, ctx: PageContext) -> None:
    """A special day of the channel and line that are shown."""
    effects = {effect.value: ctx.say(effect.text) for effect in SpecialDayEffect}
    often = {"": ctx.say(words.ONCE), "yes": ctx.say(words.EVERY_YEAR)}
    fields = [
        Field(name="name", label=words.NAME_EN),
        Field(name="name_fr", label=words.NAME_FR, required=False),
        Field(name="first", label=words.FIRST, kind="date"),
        Field(name="last", label=words.LAST, kind="date"),
        Field(name="effect", label=words.EFFECT, kind="select", options=effects),
        Field(name="percent", label=words.MORE, kind="number", required=False),
        Field(name="often", label=words.HOW_OFTEN, kind="select", options=often, required=False),
        who(ctx),
    ]

    def save(sent: Sent) -> str:
        said = SpecialDay(
            name=sent.text("name"),
            name_fr=sent.text("name_fr"),
            author=sent.text("who"),
            first_day=sent.day("first"),
            last_day=sent.day("last"),
            channel=asked.channel,
            line=asked.line,
            effect=sent.text("effect"),
            percent=sent.number("percent"),
            every_year=sent.text("often") is not None,
        )
        planned.add_special(ctx.decisions.url, said, demand.rows("ahead", ctx.snapshot))
        return ctx.say(words.SAVED, name=sent.text("name"))

    of = {"channel": asked.channel, "line": asked.line}
    form(ctx.say(words.ADD_SPECIAL, what=plan.of(of, ctx)), fields, save, ctx, "special")


def withdraw_special(ctx: PageContext) -> None:
    """Takes a special day back, with a reason."""
    known = {str(row["id"]): row["name"] for row in ctx.decisions.special_days.to_dicts()}
    _withdraw(known, withdraw_special_day, words.WITHDRAW_SPECIAL, ctx, "withdraw-special")


def _withdraw(known: dict[str, str], back: Callable[..., None], title: Text, ctx: PageContext, key: str) -> None:
    if not known:
        answer(ctx, key)
        return
    fields = [
        Field(name="id", label=words.CHOOSE, kind="select", options=known),
        Field(name="reason", label=words.WHY_BACK),
        who(ctx),
    ]

    def save(sent: Sent) -> str:
        chosen = sent.text("id") or ""
        back(ctx.decisions.url, int(chosen), author=sent.text("who"), reason=sent.text("reason"), seen=None)
        return ctx.say(words.WITHDRAWN, name=known.get(chosen, chosen))

    form(ctx.say(title), fields, save, ctx, key, button=words.WITHDRAW)
