"""The forms by which planners change a plan; what they write is kept in the application's own database."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.actions import planning
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import plan as words
from dashboard.ui.forms import Answer, FormField, Submission, form, who
from dashboard.views.demand import plan
from dashboard.views.demand.forecast import ForecastView, series_name
from dashboard.views.demand.selection import Selection
from data.text import Text
from data.words import LONGEST_TEXT, OverrideKind, SpecialDayEffect


def override(view: ForecastView, selection: Selection, ctx: PageContext) -> None:
    """An override of the series that is shown, for some days of its forecast."""
    first, last = (day.isoformat() for day in plan.form_days(ctx, view))
    kinds = {kind.value: ctx.say(kind.text) for kind in OverrideKind}
    fields = [
        FormField(name="first", label=words.FIRST, kind="date", value=first),
        FormField(name="last", label=words.LAST, kind="date", value=last),
        FormField(name="kind", label=words.KIND, kind="select", options=kinds),
        FormField(name="amount", label=words.AMOUNT, kind="number"),
        FormField(name="name", label=words.NAME),
        FormField(name="reason", label=words.REASON, longest=LONGEST_TEXT),
        who(ctx),
    ]

    def save(submission: Submission) -> str:
        return planning.add_override(
            ctx,
            submission.viewer,
            submission.seen,
            series=selection.series,
            grain=selection.grain,
            first_day=submission.day("first"),
            last_day=submission.day("last"),
            kind=submission.text("kind"),
            amount=submission.number("amount"),
            name=submission.text("name"),
            reason=submission.text("reason"),
        )

    title = ctx.say(words.OVERRIDE, what=series_name(selection, ctx))
    note, opened, seen = ctx.say(words.OVERRIDE_WHY), "from" in ctx.own, ctx.decisions.newest_override
    form(title, fields, save, ctx, "override", seen=seen, note=note, opened=opened)


def withdraw(ctx: PageContext) -> None:
    """Takes an override back, with a reason."""
    names = dict(ctx.decisions.overrides.select("id", "name").iter_rows())
    seen = ctx.decisions.newest_override
    _withdraw(names, planning.withdraw_override, words.WITHDRAW_OVERRIDE, ctx, "withdraw", seen)


def special(selection: Selection, ctx: PageContext) -> None:
    """A special day of the channel and line that are shown, or the one that the address names, to be changed."""
    _change_special(plan.chosen_special(ctx), ctx)
    scope = {"channel": selection.channel, "line": selection.line}

    def save(submission: Submission) -> str:
        values = _special_values(submission)
        return planning.add_special_day(ctx, submission.viewer, submission.seen, **scope, **values)

    title = ctx.say(words.ADD_SPECIAL, what=plan.scope_text(scope, ctx))
    form(title, [*_special_fields({}, ctx), who(ctx)], save, ctx, "special", seen=ctx.decisions.newest_special_day)


def _change_special(chosen: Mapping[str, Any] | None, ctx: PageContext) -> None:
    """The form that puts another in the place of a special day; its channel and line stay.

    None: somebody else has changed or withdrawn it meanwhile, which who still sends the form is told.
    """
    row = chosen or {"id": plan.special_of(ctx), "channel": None, "line": None, "name": "", "name_fr": None}
    reason = FormField(name="reason", label=words.REASON, longest=LONGEST_TEXT)

    def save(submission: Submission) -> Answer:
        text = planning.change_special_day(
            ctx,
            submission.viewer,
            submission.seen,
            id=row["id"],
            reason=submission.text("reason"),
            channel=row["channel"],
            line=row["line"],
            **_special_values(submission),
        )
        return Answer(text, ctx.link(special=None))

    title = ctx.say(words.CHANGE_SPECIAL, name=plan.special_name(row, ctx), what=plan.scope_text(row, ctx))
    fields = [*_special_fields(chosen or {}, ctx), reason, who(ctx)]
    seen, offered = ctx.decisions.newest_special_day, chosen is not None
    form(title, fields, save, ctx, "change-special", seen=seen, opened=True, offered=offered)


def _special_fields(row: Mapping[str, Any], ctx: PageContext) -> list[FormField]:
    """What is asked of a special day; `row`: as it stands, empty for a new one."""
    effects = {effect.value: ctx.say(effect.text) for effect in SpecialDayEffect}
    often = {"": ctx.say(words.ONCE), "yes": ctx.say(words.EVERY_YEAR)}
    first, last = (row[name].isoformat() if row else "" for name in ("first_day", "last_day"))
    percent = formats.plain(row["percent"], ctx.lang) if row and row["percent"] is not None else ""
    return [
        FormField(name="name", label=words.NAME_EN, value=row.get("name", "")),
        FormField(name="name_fr", label=words.NAME_FR, required=False, value=row.get("name_fr") or ""),
        FormField(name="first", label=words.FIRST, kind="date", value=first),
        FormField(name="last", label=words.LAST, kind="date", value=last),
        FormField(name="effect", label=words.EFFECT, kind="select", options=effects, value=row.get("effect", "")),
        FormField(name="percent", label=words.MORE, kind="number", required=False, value=percent),
        FormField(
            name="often",
            label=words.HOW_OFTEN,
            kind="select",
            options=often,
            required=False,
            value="yes" if row.get("every_year") else "",
        ),
    ]


def _special_values(submission: Submission) -> dict[str, Any]:
    return {
        "first_day": submission.day("first"),
        "last_day": submission.day("last"),
        "effect": submission.text("effect"),
        "percent": submission.number("percent"),
        "every_year": submission.text("often") is not None,
        "name": submission.text("name"),
        "name_fr": submission.text("name_fr"),
    }


def withdraw_special(ctx: PageContext) -> None:
    """Takes a special day back, with a reason."""
    names = dict(ctx.decisions.special_days.select("id", "name").iter_rows())
    seen = ctx.decisions.newest_special_day
    _withdraw(names, planning.withdraw_special_day, words.WITHDRAW_SPECIAL, ctx, "withdraw-special", seen)


def _withdraw(
    names: dict[int, str], withdraw: Callable[..., str], title: Text, ctx: PageContext, key: str, seen: int
) -> None:
    options = {str(id): name for id, name in names.items()}
    fields = [
        FormField(name="id", label=words.CHOOSE, kind="select", options=options),
        FormField(name="reason", label=words.WHY_BACK, longest=LONGEST_TEXT),
        who(ctx),
    ]

    def save(submission: Submission) -> str:
        id = submission.whole("id")
        reason = submission.text("reason")
        return withdraw(ctx, submission.viewer, submission.seen, id=id, name=names.get(id, str(id)), reason=reason)

    form(ctx.say(title), fields, save, ctx, key, seen=seen, button=words.WITHDRAW, offered=bool(names))
