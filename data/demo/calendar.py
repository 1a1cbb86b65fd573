"""Fiscal years, months, holidays, business days, and how busy each weekday and hour is."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache

import holidays
import numpy as np

from data.demo.seeds import cache_by_month

CHANNELS = ["online", "in_person", "kiosk", "telephone", "mail"]
YEARS_BEFORE = 5

# Monday to Sunday, mean of the open days near 1.
WEEKDAYS = {
    "online": [1.12, 1.08, 1.06, 1.04, 1.00, 0.75, 0.80],
    "in_person": [1.18, 1.06, 0.98, 0.98, 1.05, 0.35, 0.0],
    "kiosk": [1.00, 0.95, 0.95, 1.00, 1.10, 1.10, 0.70],
    "telephone": [1.20, 1.07, 0.98, 0.93, 0.82, 0.0, 0.0],
    "mail": [1.30, 1.00, 0.95, 0.95, 0.90, 0.0, 0.0],
}
# Lawyers and lenders hardly register on weekends.
PROFESSIONAL_LINES = {"land", "ppsr", "business"}
PROFESSIONAL_WEEKDAYS = [1.08, 1.06, 1.06, 1.06, 1.10, 0.10, 0.08]
ON_HOLIDAYS = {"online": 0.55, "in_person": 0.0, "kiosk": 0.5, "telephone": 0.0, "mail": 0.0}
AFTER_LONG_WEEKEND = 1.17
MONTH_EDGE = 1.12
PRIVATE_SHARE = 0.55  # of counter volume: still served when only government offices are closed

HOURS = {
    "online": (range(24), [2, 1, 1, 1, 1, 2, 4, 8, 14, 18, 20, 20, 18, 18, 18, 17, 16, 14, 12, 12, 13, 12, 8, 4]),
    "in_person": (range(9, 20), [9, 12, 16, 18, 16, 12, 10, 7, 4, 3, 2]),
    "kiosk": (range(8, 22), [4, 6, 8, 9, 10, 9, 8, 8, 9, 10, 9, 6, 4, 2]),
    "telephone": (range(8, 18), [8, 13, 15, 14, 11, 11, 11, 9, 6, 2]),
    "mail": (range(8, 12), [4, 5, 3, 1]),
}

SEASONS = {  # April … March
    "dv": [0.95, 1.04, 1.06, 1.06, 1.10, 1.04, 1.02, 0.96, 0.82, 1.03, 0.92, 1.00],
    "land": [0.94, 1.04, 1.28, 1.15, 1.10, 1.02, 1.00, 0.95, 0.83, 0.70, 0.78, 0.98],
    "business": [1.00, 1.05, 1.00, 0.90, 0.93, 0.97, 1.00, 1.05, 1.18, 1.10, 0.97, 1.08],
    "fish": [1.35, 1.75, 1.50, 1.20, 0.95, 0.95, 1.05, 0.80, 0.75, 0.95, 0.40, 0.55],
    "vital": [0.96, 1.00, 1.00, 1.05, 1.08, 1.00, 0.98, 0.98, 0.82, 1.10, 1.00, 1.03],
    "ppsr": [0.94, 1.10, 1.13, 1.07, 1.10, 0.99, 1.01, 1.09, 0.78, 0.92, 0.89, 0.98],
    "partner": [0.95, 1.03, 1.03, 1.02, 1.06, 1.00, 1.03, 1.00, 0.86, 1.05, 0.93, 1.04],
}
LAND_CLOSINGS = 2.6  # last business day and last Friday of a month
OPENERS = 2.2  # fishing licences before the third Saturday of May and the fourth of June


def fiscal_year(day: date) -> int:
    """The calendar year in which the fiscal year of `day` begins (1 April)."""
    return day.year if day.month >= 4 else day.year - 1


def first_day(year: int) -> date:
    """The first day of a fiscal year."""
    return date(year, 4, 1)


def month_of(day: date) -> int:
    """The month as an ordinal: months since January 1970."""
    return (day.year - 1970) * 12 + day.month - 1


def month_start(month: int) -> date:
    """The first day of the month with that ordinal."""
    return date(1970 + month // 12, month % 12 + 1, 1)


def days_between(first: date, end: date) -> np.ndarray:
    """The days from `first` up to `end`, which is not one of them."""
    return np.arange(np.datetime64(first), np.datetime64(end))


def days_of(month: int) -> np.ndarray:
    """The days of a month."""
    return days_between(month_start(month), month_start(month + 1))


@cache
def statutory_holidays(year: int) -> frozenset[date]:
    """Ontario's nine public holidays of a calendar year, with the days they are moved to."""
    return frozenset(holidays.country_holidays("CA", subdiv="ON", years=year))


@cache
def government_holidays(year: int) -> frozenset[date]:
    """Days on which public offices are closed: also Easter Monday, the Civic Holiday and Remembrance Day."""
    named = holidays.country_holidays("CA", subdiv="ON", years=year)
    easter_monday = named.get_named("Good Friday")[0] + timedelta(days=3)
    first_august = date(year, 8, 1)
    civic = first_august + timedelta(days=-first_august.weekday() % 7)
    return statutory_holidays(year) | {easter_monday, civic, date(year, 11, 11)}


@cache_by_month
def is_in(days: np.ndarray, closed_in: Callable[[int], Iterable[date]]) -> np.ndarray:
    """Which of consecutive `days` are closed according to `statutory_holidays` or `government_holidays`."""
    return _any_in(days, closed_in)


def _any_in(days: np.ndarray, closed_in: Callable[[int], Iterable[date]]) -> np.ndarray:
    years = np.unique(days.astype("datetime64[Y]").astype(int) + 1970)
    closed = [day for year in years for day in closed_in(int(year))]
    return np.isin(days, np.array(closed, dtype="datetime64[D]"))


@cache
def business_days(year: int) -> np.busdaycalendar:
    """The working days of government offices around a calendar year."""
    return np.busdaycalendar(holidays=sorted(d for y in range(year - 1, year + 3) for d in government_holidays(y)))


def after_working_days(moments: np.ndarray, working_days: np.ndarray | int) -> np.ndarray:
    """The day that many working days after each day; what comes on a closed day counts from the next open one."""
    year = int(moments[0].astype("datetime64[Y]").astype(int)) + 1970 if len(moments) else 2000
    return np.busday_offset(moments, working_days, roll="forward", busdaycal=business_days(year))


def weekday(days: np.ndarray) -> np.ndarray:
    """0 Monday … 6 Sunday."""
    return (days.astype(int) + 3) % 7


@cache_by_month
def busyness(days: np.ndarray, channel: str, line: str) -> np.ndarray:
    """How busy each day is relative to an ordinary open day, before season and episodes; 0 where closed."""
    professional = line in PROFESSIONAL_LINES and channel == "online"
    weight = np.array(PROFESSIONAL_WEEKDAYS if professional else WEEKDAYS[channel])[weekday(days)]
    closed, office_closed = is_in(days, statutory_holidays), is_in(days, government_holidays)
    weight = np.where(closed, weight * ON_HOLIDAYS[channel], weight)
    if channel == "in_person":
        weight = np.where(office_closed & ~closed, weight * PRIVATE_SHARE, weight)
    if channel in ("telephone", "mail"):
        weight = np.where(office_closed, 0.0, weight)
    if channel in ("in_person", "telephone"):
        weight = weight * np.where(after_long_weekend(days), AFTER_LONG_WEEKEND, 1.0)
    if channel == "in_person":
        weight = weight * np.where(at_month_edge(days), MONTH_EDGE, 1.0)
    if line == "land":
        weight = weight * np.where(closing_day(days), LAND_CLOSINGS, 1.0)
    if line == "fish":
        weight = weight * np.where(before_opener(days), OPENERS, 1.0)
    return weight


@cache_by_month
def after_long_weekend(days: np.ndarray) -> np.ndarray:
    """Working days that follow a statutory holiday."""
    day_before = days - 1
    for _ in range(3):
        day_before = np.where(weekday(day_before) >= 5, day_before - 1, day_before)
    return _any_in(day_before, statutory_holidays) & ~is_in(days, statutory_holidays) & (weekday(days) < 5)


@cache_by_month
def at_month_edge(days: np.ndarray) -> np.ndarray:
    """The first two and last two days of a month."""
    day = (days - days.astype("datetime64[M]")).astype(int)
    left = ((days.astype("datetime64[M]") + 1).astype("datetime64[D]") - days).astype(int)
    return (day < 2) | (left <= 2)


@cache_by_month
def closing_day(days: np.ndarray) -> np.ndarray:
    """When homes change hands: the last business day and the last Friday of a month."""
    end = (days.astype("datetime64[M]") + 1).astype("datetime64[D]")
    return (days == np.busday_offset(end, -1, roll="forward")) | (
        (weekday(days) == 4) & ((end - days).astype(int) <= 7)
    )


@cache_by_month
def before_opener(days: np.ndarray) -> np.ndarray:
    """The three days up to the third Saturday of May and the fourth Saturday of June."""
    month = days.astype("datetime64[M]")
    calendar_month = month.astype(int) % 12
    first_saturday = np.busday_offset(month.astype("datetime64[D]"), 0, roll="forward", weekmask="Sat")
    opener = first_saturday + np.where(calendar_month == 4, 14, 21)
    ahead = (opener - days).astype(int)
    return np.isin(calendar_month, (4, 5)) & (ahead >= 0) & (ahead <= 2)


@cache
def ordinary_month(first: int, channel: str, line: str) -> np.ndarray:
    """Sum of `busyness` over a typical month, January … December: the mean of seven years from `first`."""
    days = days_between(date(first, 1, 1), date(first + 7, 1, 1))
    month = days.astype("datetime64[M]").astype(int) % 12
    return np.bincount(month, weights=busyness(days, channel, line), minlength=12) / 7


def months(start: date, end: date) -> Iterable[int]:
    """The months from that of `start` to that of `end`, both included."""
    return range(month_of(start), month_of(end) + 1)
