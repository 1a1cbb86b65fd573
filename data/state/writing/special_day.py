"""Entering special days and withdrawing them."""

from math import isfinite
from typing import Any

from data.refusals import state as refusals
from data.state.base import Row
from data.state.special_day import SPECIAL_DAY, SpecialDay, days_of, in_year
from data.state.writing import checks, rows
from data.words import SpecialDayEffect

MOST_PERCENT = 1_000

FIELDS = {"name_fr": refusals.NAME_FR, "channel": refusals.SCOPES["channel"], "line": refusals.SCOPES["line"]}


def add_special_day(url: str, special_day: SpecialDay, *, author: str, seen: int | None) -> int:
    """Puts a special day in force; out: its `id`. The `author` given here counts, not the special day's.

    `seen`: `newest` of the special days that the author saw. Raises: UserError, for a name that another in force has,
    an empty name or author, days in the wrong order or more than a year of them every year, an unknown channel or
    effect, a percentage that cannot be meant, or a special day that the author has not seen and that touches the same
    series and days.
    """
    return rows.add(url, SpecialDay, _checked(special_day, author), seen, _share_days)


def change_special_day(
    url: str, id: int, special_day: SpecialDay, *, author: str, reason: str | None, seen: int | None
) -> int:
    """Puts a special day in the place of one in force; out: its `id`. What it was before stays in its history.

    Raises: UserError, as `add_special_day`, and for no reason or one that is no longer in force.
    """
    return rows.change(url, SpecialDay, id, _checked(special_day, author), reason, seen, _share_days)


def withdraw_special_day(url: str, id: int, *, author: str, reason: str | None, seen: int | None) -> None:
    """Withdraws a special day; raises UserError as `rows.withdraw`."""
    rows.withdraw(url, SpecialDay, id, author, reason, seen, _share_days)


def _checked(special_day: SpecialDay, author: str) -> dict[str, Any]:
    """The values of a row; raises UserError for what cannot be."""
    values = {column: getattr(special_day, column) for column in SPECIAL_DAY}
    values["name"] = checks.name(special_day.name, refusals.TO_FIND["special_day"])
    values["author"] = checks.author(author)
    values |= {column: checks.optional(values[column], field) for column, field in FIELDS.items()}
    values["every_year"] = bool(special_day.every_year)
    first_day, last_day = special_day.first_day, special_day.last_day
    checks.check_days(first_day, last_day, values["name"])
    checks.check_channel(values["channel"])
    _check_effect(special_day)
    if values["every_year"] and last_day >= in_year(first_day, first_day.year + 1):
        raise refusals.SPECIAL_DAY_TOO_LONG(name=values["name"])
    return values


def _share_days(row: Row, values: Row) -> bool:
    # Whatever comes again every year comes within two years of the later one's beginning.
    last_year = max(row["last_day"].year, values["last_day"].year) + 1
    return any(
        first <= other_last and last >= other_first
        for first, last in days_of(row, last_year)
        for other_first, other_last in days_of(values, last_year)
    )


def _check_effect(special_day: SpecialDay) -> None:
    effect, percent = special_day.effect, special_day.percent
    if effect not in list(SpecialDayEffect):
        raise refusals.SPECIAL_DAY_EFFECT(effect=effect, effects=[effect.value for effect in SpecialDayEffect])
    if effect == SpecialDayEffect.EXCLUDE:
        if percent is not None:
            raise refusals.SPECIAL_DAY_PERCENT_EXCLUDED()
        return
    if percent is None or not isfinite(percent):
        raise refusals.SPECIAL_DAY_NO_PERCENT()
    if not -100 <= percent <= MOST_PERCENT:
        raise refusals.SPECIAL_DAY_PERCENT_OUT_OF_RANGE(percent=percent, most=MOST_PERCENT)
