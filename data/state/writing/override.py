"""Putting overrides in force and withdrawing them."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

from data.refusals import state as refusals
from data.state.base import Row
from data.state.override import OVERRIDE, Override
from data.state.writing import checks, rows
from data.words import OverrideKind

MOST_PERCENT = 1_000
MOST = 1_000_000_000
"""More a day is a mistake of typing, whatever the organisation."""
SAME = ("name", "channel", "line", "location", "first_day", "last_day", "kind", "amount", "reason")
"""Two overrides that are alike in these are one."""


def add_override(url: str, override: Override, *, author: str, seen: int | None) -> int:
    """Puts an override in force; out: its `id`. The `author` given here counts, not the override's.

    Whether there is a forecast for its days, line and location is `metrics.planning.overrides.check`'s question.
    `seen`: `newest` of the overrides that the author saw. Raises: UserError, for a name that another in force has, an
    empty name, reason or author, days in the wrong order, an unknown channel or kind, an amount that cannot be meant,
    or an override that the author has not seen and that touches the same series and days.
    """
    return rows.add(url, Override, _values(override, author), seen, _share_days)


def add_overrides(url: str, overrides: Sequence[Override], *, author: str) -> int:
    """Puts several overrides in force, all or none; out: how many are new.

    One that is in force as it stands is left as it is, so that a file can be loaded again. Raises: UserError, as
    `add_override`.
    """
    return rows.add_all(url, Override, [_values(override, author) for override in overrides], SAME)


def _values(override: Override, author: str) -> dict[str, Any]:
    """What is written, checked."""
    values = {column: getattr(override, column) for column in OVERRIDE} | _texts(override, author)
    checks.check_days(override.first_day, override.last_day, values["name"])
    checks.check_channel(values["channel"])
    if values["location"] and values["line"]:
        raise refusals.OVERRIDE_LINE_AND_LOCATION(name=values["name"])
    _check_amount(override)
    return values


def withdraw_override(url: str, id: int, *, author: str, reason: str | None, seen: int | None) -> None:
    """Withdraws an override, so that the forecast holds again; raises UserError as `rows.withdraw`."""
    rows.withdraw(url, Override, id, author, reason, seen, _share_days)


def _share_days(row: Row, values: Row) -> bool:
    return bool(row["first_day"] <= values["last_day"] and row["last_day"] >= values["first_day"])


def _texts(override: Override, author: str) -> dict[str, str | None]:
    return {
        "name": checks.name(override.name, refusals.TO_FIND["override"]),
        "reason": checks.reason(override.reason, refusals.TO_JUDGE),
        "author": checks.author(author),
        "forecast_run": checks.filled(override.forecast_run, refusals.FORECAST_RUN, refusals.TO_JUDGE),
        **{scope: checks.optional(getattr(override, scope), refusals.SCOPES[scope]) for scope in rows.SCOPES},
    }


def _check_amount(override: Override) -> None:
    kind, amount = override.kind, override.amount
    if kind not in list(OverrideKind):
        raise refusals.OVERRIDE_KIND(kind=kind, kinds=[kind.value for kind in OverrideKind])
    if amount is None or not isfinite(amount):
        raise refusals.OVERRIDE_NO_AMOUNT()
    if kind == OverrideKind.PERCENT:
        if amount < -100:
            raise refusals.OVERRIDE_PERCENT_TOO_SMALL(percent=amount)
        if amount > MOST_PERCENT:
            raise refusals.OVERRIDE_PERCENT_TOO_LARGE(percent=amount, most=MOST_PERCENT)
        return
    if kind == OverrideKind.VALUE and amount < 0:
        raise refusals.OVERRIDE_NEGATIVE(amount=amount)
    if abs(amount) > MOST:
        raise refusals.OVERRIDE_TOO_LARGE(amount=amount, most=MOST)
