"""Business days of the organisation: Monday to Friday, public offices' holidays left out."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

from data.text import Text

FEDERAL_ONLY = {"National Day for Truth and Reconciliation"}
"""Provincial offices stay open on 30 September."""

FRENCH = {"Boxing Day": "Lendemain de Noël"}
"""Names that the calendar leaves in English."""


@cache
def named_holidays(year: int) -> dict[date, str]:
    """Days on which public offices close, with their English names; a day that is moved keeps its name."""
    # Here and not above: a query that counts no business days need not know the calendars of the world.
    from holidays import country_holidays

    kinds = ("public", "optional", "government")
    # Without a language the names, by which days are told apart, would be those of the machine's locale.
    ontario = country_holidays("CA", "ON", year, categories=kinds, language="en_CA")
    named = {day: name.removesuffix(" (observed)") for day, name in ontario.items()}
    return {day: name for day, name in named.items() if name not in FEDERAL_ONLY}


@cache
def holiday_names(year: int) -> dict[date, Text]:
    """The same days with their names in both languages."""
    from holidays import country_holidays

    kinds = ("public", "optional", "government")
    french = country_holidays("CA", "ON", year, categories=kinds, language="fr")
    names = {day: name.removesuffix(" (observé)") for day, name in french.items()}
    return {day: Text(name, FRENCH.get(names[day], names[day])) for day, name in named_holidays(year).items()}


@cache
def office_holidays(year: int) -> frozenset[date]:
    """Days on which public offices close: public holidays, Easter Monday, Remembrance Day, Civic Holiday."""
    return frozenset(named_holidays(year))


@cache
def business_days(start: date, end: date) -> int:
    """The number of business days from `start` to `end`, both included."""
    days = (start + timedelta(days=i) for i in range((end - start).days + 1))
    return sum(day.weekday() < 5 and day not in office_holidays(day.year) for day in days)


@cache
def numbered_days(start: date, end: date) -> Mapping[date, int]:
    """Each day from `start` to `end`, both included, and the number of business days among those up to it."""
    days = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    number = accumulate(int(day.weekday() < 5 and day not in office_holidays(day.year)) for day in days)
    return dict(zip(days, number, strict=True))
