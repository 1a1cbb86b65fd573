"""The forms by which planners change a plan; what they write is kept in the application's own database."""

from collections.abc import Callable

from dashboard.queries import forecasts, indicators
from dashboard.request.context import Place
from dashboard.text.wording import plan as words
from dashboard.ui.forms import Field, Sent, answer, form, who
from dashboard.views.demand import plan
from dashboard.views.demand.forecast import Shown, named
from dashboard.views.demand.selection import Asked
from data.state import (
    Override,
    OverrideKind,
    SpecialDay,
    SpecialDayEffect,
    withdraw_override,
    withdraw_special_day,
)
from data.words import Text
from metrics.planning import demand
from metrics.planning import overrides as planned


def override(shown: Shown, asked: Asked, place: Place) -> None:
    """An override of the series that is shown, for some days of its forecast."""
    first, last = (day.isoformat() for day in plan.asked_days(place, shown))
    kinds = {kind.value: place.say(kind.text) for kind in OverrideKind}
    fields = [
        Field(name="first", label=words.FIRST, kind="date", value=first),
        Field(name="last", label=words.LAST, kind="date", value=last),
        Field(name="kind", label=words.KIND, kind="select", options=kinds),
        Field(name="amount", label=words.AMOUNT, kind="number"),
        Field(name="name", label=words.NAME),
        Field(name="reason", label=words.REASON),
        who(place),
    ]

    def save(sent: Sent) -> str:
        made = forecasts.made()
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
        planned.add(indicators.current().state_url, said, demand.rows("ahead", indicators.tables()))
        return place.say(words.SAVED, name=sent.text("name"))

    title = place.say(words.OVERRIDE, what=named(asked, place))
    note, opened = place.say(words.OVERRIDE_WHY), "from" in place.own
    form(title, fields, save, place, "override", note=note, opened=opened)


def withdraw(place: Place) -> None:
    """Takes an override back, with a reason."""
    known = {str(row["id"]): row["name"] for row in forecasts.in_force()}
    _withdraw(known, withdraw_override, words.WITHDRAW_OVERRIDE, place, "withdraw")


def special(asked: Asked, place: Place) -> None:
    """A special day of the channel and line that are shown."""
    effects = {effect.value: place.say(effect.text) for effect in SpecialDayEffect}
    often = {"": place.say(words.ONCE), "yes": place.say(words.EVERY_YEAR)}
    fields = [
        Field(name="name", label=words.NAME_EN),
        Field(name="name_fr", label=words.NAME_FR, required=False),
        Field(name="first", label=words.FIRST, kind="date"),
        Field(name="last", label=words.LAST, kind="date"),
        Field(name="effect", label=words.EFFECT, kind="select", options=effects),
        Field(name="percent", label=words.MORE, kind="number", required=False),
        Field(name="often", label=words.HOW_OFTEN, kind="select", options=often, required=False),
        who(place),
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
        planned.add_special(indicators.current().state_url, said, demand.rows("ahead", indicators.tables()))
        return place.say(words.SAVED, name=sent.text("name"))

    of = {"channel": asked.channel, "line": asked.line}
    form(place.say(words.ADD_SPECIAL, what=plan.of(of, place)), fields, save, place, "special")


def withdraw_special(place: Place) -> None:
    """Takes a special day back, with a reason."""
    known = {str(row["id"]): row["name"] for row in forecasts.every_special()}
    _withdraw(known, withdraw_special_day, words.WITHDRAW_SPECIAL, place, "withdraw-special")


def _withdraw(known: dict[str, str], back: Callable[..., None], title: Text, place: Place, key: str) -> None:
    if not known:
        answer(place, key)
        return
    fields = [
        Field(name="id", label=words.CHOOSE, kind="select", options=known),
        Field(name="reason", label=words.WHY_BACK),
        who(place),
    ]

    def save(sent: Sent) -> str:
        chosen = sent.text("id") or ""
        back(indicators.current().state_url, int(chosen), by=sent.text("who"), why=sent.text("reason"))
        return place.say(words.TAKEN_BACK, name=known.get(chosen, chosen))

    form(place.say(title), fields, save, place, key, button=words.WITHDRAW)
