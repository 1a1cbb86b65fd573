"""Numbers, dates and periods as Canadians write them, in English and in French."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from data.text import Text
from data.words import Unit
from metrics.calendar.periods import Period, fiscal_year

LOCALES = {"en": "en_CA", "fr": "fr_CA"}
SPACE = "\N{NO-BREAK SPACE}"
BOTH = " / "
MINUS = "\N{MINUS SIGN}"
QUARTER = Text("Q", "T")
POINTS = Text("pts", "pts")
KEPT = 8_192
"""Texts that are written again and again; each takes Babel a tenth of a millisecond or more."""
TO_DATE = Text("{year} to {month}", "{year} jusqu'à {month}")


@lru_cache(KEPT)
def number(value: float, lang: str, decimals: int = 0) -> str:
    """`1,234.5` or `1 234,5`."""
    # A value that rounds to nothing is shown as 0, never as -0.
    rounded = round(value, decimals) + 0.0
    text = format_decimal(rounded, _pattern("#,##0", decimals), _locale(lang))
    return _spaced(text)


def plain(value: float, lang: str) -> str:
    """A number as a form takes it, with as many decimals as it has: `-12.5` or `-12,5`."""
    return f"{value:g}".replace(".", "," if lang == "fr" else ".")


def in_language(text: str, lang: str) -> str:
    """What people wrote in both languages with a stroke between, `Board / Conseil`, in the reader's; else as it is."""
    halves = text.split(BOTH)
    return Text(*halves).fr if lang == "fr" and len(halves) == 2 else halves[0] if len(halves) == 2 else text


@lru_cache(KEPT)
def percent(value: float, lang: str, decimals: int = 1) -> str:
    """A share of 0–1 as `86.4%` or `86,4 %`."""
    pattern = _pattern("#,##0", decimals) + (f"{SPACE}%" if lang == "fr" else "%")
    return _spaced(format_percent(round(value, decimals + 2) + 0.0, pattern, _locale(lang)))


def clock(half_hour: int, lang: str) -> str:
    """When a half-hour of the day begins: `9:30` or `9 h 30` for 19."""
    return _time(half_hour // 2, 30 * (half_hour % 2), lang)


def together(parts: Sequence[str], lang: str) -> str:
    """Words one after the other: `mail, kiosk and telephone`."""
    return format_list(parts, locale=_locale(lang))


def duration(seconds: float) -> str:
    """Minutes and seconds, `4:05`; hours before them from an hour on."""
    whole = round(abs(seconds))
    sign = MINUS if seconds < 0 and whole else ""
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{sign}{hours}:{minutes:02}:{left:02}" if hours else f"{sign}{minutes}:{left:02}"


def money(value: float, lang: str, decimals: int = 2) -> str:
    """`$12,345.60` or `12 345,60 $`."""
    text = number(abs(value), lang, decimals)
    sign = MINUS if value < 0 and round(value, decimals) else ""
    return f"{sign}{text}{SPACE}$" if lang == "fr" else f"{sign}${text}"


def cents(value: float, lang: str, decimals: int = 0) -> str:
    """Money that is kept in cents: `$123` for 12345."""
    return money(value / 100, lang, decimals)


def cents_gap(value: float, lang: str) -> str:
    """A difference of money that is kept in cents, with its sign."""
    return gap(value / 100, Unit.DOLLARS, lang, 0)


def stored(value: float, unit: str, lang: str) -> str:
    """A number of planning as it is kept: `cents`, `s` (seconds) or `share` (0..1), written as people read it."""
    if unit == "cents":
        return cents(value, lang, 2)
    return duration(value) if unit == "s" else percent(value, lang, 2)


def value(value: float, unit: Unit, lang: str, decimals: int = 1) -> str:
    """A value in its unit, as pages show it."""
    if unit is Unit.SHARE:
        return percent(value, lang, decimals)
    if unit is Unit.SECONDS:
        return duration(value)
    if unit is Unit.DOLLARS:
        return money(value, lang, decimals)
    if unit is Unit.POINTS:
        return f"{number(value, lang, decimals)}{SPACE}{POINTS.fr if lang == 'fr' else POINTS.en}"
    return number(value, lang, decimals)


def gap(value: float, unit: Unit, lang: str, decimals: int = 1) -> str:
    """A difference with its sign; of shares, in percentage points, without repeating the unit."""
    if unit is Unit.SECONDS:
        return _signed(duration(abs(value)), value, round(value) == 0)
    if unit is Unit.DOLLARS:
        return _signed(money(abs(value), lang, decimals), value, round(value, decimals) == 0)
    points = value * 100 if unit is Unit.SHARE else value
    return _signed(number(abs(points), lang, decimals), points, round(points, decimals) == 0)


def missed_by(value: float, unit: Unit, lang: str, decimals: int = 1) -> str:
    """A difference that decided a verdict: with as many more decimals, up to three, as show that there is one."""
    for more in range(4):
        text = gap(value, unit, lang, decimals + more)
        if value == 0 or text[0] in f"+{MINUS}":
            return text
    return text


def signed(share: float, lang: str, decimals: int = 1) -> str:
    """A share with its sign: `+3.1%`."""
    return _signed(percent(abs(share), lang, decimals), share, round(share, decimals + 2) == 0)


def places(unit: Unit, decimals: int) -> int:
    """How many decimals of the stored value are seen where `decimals` are shown."""
    return 0 if unit is Unit.SECONDS else decimals + 2 if unit is Unit.SHARE else decimals


@lru_cache(KEPT)
def day(when: date, lang: str) -> str:
    """`31 Aug 2026` or `31 août 2026`, the same way round in both; the first of a French month is `1er sept. 2026`."""
    pattern = "d'er' MMM y" if lang == "fr" and when.day == 1 else "d MMM y"
    return format_date(when, pattern, locale=_locale(lang)).replace(".", "" if lang == "en" else ".")


@lru_cache(KEPT)
def month(when: date, lang: str) -> str:
    """`Nov 2024` or `nov. 2024`."""
    text = format_date(when, "MMM y", locale=_locale(lang))
    return text.replace(".", "") if lang == "en" else text


def month_name(number: int, lang: str) -> str:
    """`Nov` or `nov.`, of the month with that number."""
    text = format_date(date(2000, number, 1), "MMM", locale=_locale(lang))
    return text.replace(".", "") if lang == "en" else text


def period(period: Period, lang: str) -> str:
    """`2024-25`, `2024-25 Q3`, `Nov 2024`, `2024-25 to Nov 2024`, or the day, the week or the days."""
    if period.grain == "year":
        return _fiscal(period.start)
    if period.grain == "quarter":
        letter = QUARTER.fr if lang == "fr" else QUARTER.en
        return f"{_fiscal(period.start)}{SPACE}{letter}{(period.start.month - 4) % 12 // 3 + 1}"
    if period.grain == "month":
        return month(period.start, lang)
    if period.grain == "day":
        return day(period.start, lang)
    if period.grain == "to_date":
        return (TO_DATE.fr if lang == "fr" else TO_DATE.en).format(
            year=_fiscal(period.start), month=month(period.end, lang)
        )
    return f"{day(period.start, lang)} – {day(period.end, lang)}"


def _fiscal(first: date) -> str:
    year = fiscal_year(first)
    return f"{year}-{(year + 1) % 100:02}"


def _signed(text: str, value: float, nothing: bool) -> str:
    return text if nothing else ("+" if value > 0 else MINUS) + text


def _pattern(whole: str, decimals: int) -> str:
    return f"{whole}.{'0' * decimals}" if decimals > 0 else whole


def _spaced(text: str) -> str:
    """Never breaks inside a number, and subtracts with a minus."""
    return text.replace("\N{NARROW NO-BREAK SPACE}", SPACE).replace("-", MINUS)


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(LOCALES.get(lang, "en_CA"))


def day_of(iso: str, lang: str) -> str:
    """The same of a date written as 2026-08-31."""
    return day(date.fromisoformat(iso), lang)


def moment(when: datetime, lang: str) -> str:
    """`1 Sep 2026 2:14` or `1er sept. 2026, 2 h 14`, in the time of the machine that shows it."""
    local = when.astimezone()
    comma = "," if lang == "fr" else ""
    return f"{day(local.date(), lang)}{comma} {_time(local.hour, local.minute, lang)}"


def _time(hour: int, minute: int, lang: str) -> str:
    """The one way to write a time of day."""
    return f"{hour}{SPACE}h{SPACE}{minute:02}" if lang == "fr" else f"{hour}:{minute:02}"
