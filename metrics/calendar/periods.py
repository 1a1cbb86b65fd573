"""Periods and grains: the fiscal year begins on 1 April, quarters with it, weeks are ISO weeks."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from data.errors import UserError
from data.refusals import periods as refusals
from data.text import Text

GRAINS = ("day", "week", "month", "quarter", "year")

GRAIN_NAMES = {
    "day": Text("day", "jour"),
    "week": Text("week", "semaine"),
    "month": Text("month", "mois"),
    "quarter": Text("quarter", "trimestre"),
    "year": Text("year", "exercice"),
    "to_date": Text("month", "mois"),
    "span": Text("span of days", "plage de jours"),
}
"""The last two have no series: a fiscal year up to the end of a month, and any days."""

YEAR = r"((?:19|20)\d{2})"
FORMS = {
    "year": re.compile(rf"FY{YEAR}-(\d{{2}})"),
    "quarter": re.compile(rf"FY{YEAR}-(\d{{2}})-Q([1-4])"),
    "month": re.compile(rf"{YEAR}-(\d{{2}})"),
    "week": re.compile(rf"{YEAR}-W(\d{{2}})"),
    "day": re.compile(rf"{YEAR}-(\d{{2}})-(\d{{2}})"),
    "to_date": re.compile(rf"FY{YEAR}-(\d{{2}})-TO-{YEAR}-(\d{{2}})"),
    "span": re.compile(rf"{YEAR}-(\d{{2}})-(\d{{2}})\.\.{YEAR}-(\d{{2}})-(\d{{2}})"),
}


@dataclass(frozen=True, order=True)
class Period:
    """A span of local days of one grain; `end` is its last day."""

    start: date
    end: date
    grain: str

    @property
    def code(self) -> str:
        """As the command line, URLs and JSON write it: `FY2024-25-Q3`, `2024-11`, `2024-W48`, `2024-11-30`.

        A fiscal year up to a month is `FY2024-25-to-2024-11`, any other days `2024-11-01..2024-11-20`.
        """
        if self.grain == "year":
            return _fiscal(self.start.year)
        if self.grain == "quarter":
            return f"{_fiscal(fiscal_year(self.start))}-Q{(self.start.month - 4) % 12 // 3 + 1}"
        if self.grain == "month":
            return f"{self.start:%Y-%m}"
        if self.grain == "week":
            iso = self.start.isocalendar()
            return f"{iso.year}-W{iso.week:02}"
        if self.grain == "to_date":
            return f"{_fiscal(fiscal_year(self.start))}-to-{self.end:%Y-%m}"
        if self.grain == "span":
            return f"{self.start.isoformat()}..{self.end.isoformat()}"
        return self.start.isoformat()

    @property
    def made_of(self) -> str:
        """The coarsest grain of which it holds whole periods only: `month` for a fiscal year up to November."""
        if self.grain == "week":
            return "week"
        for grain in ("year", "quarter", "month"):
            if containing(self.start, grain).start == self.start and containing(self.end, grain).end == self.end:
                return grain
        return "day"

    def shift(self, by: int) -> "Period":
        """The period `by` places later (earlier when negative) of the same grain; of days that are no grain, as many.

        A fiscal year up to a month is followed by the one up to the next month, which may be another year's.
        """
        if self.grain == "to_date":
            month = containing(self.end, "month").shift(by)
            return month.fiscal_year_to_date()
        if self.grain == "span":
            days = timedelta(days=((self.end - self.start).days + 1) * by)
            return Period(self.start + days, self.end + days, "span")
        if self.grain in ("day", "week"):
            return containing(self.start + timedelta(days=by * (7 if self.grain == "week" else 1)), self.grain)
        months = {"month": 1, "quarter": 3, "year": 12}[self.grain] * by
        return containing(add_months(self.start, months), self.grain)

    def a_year_before(self) -> "Period":
        """The same period of the year before; 52 weeks before for a week, so that weekdays agree."""
        if self.grain == "week":
            return self.shift(-52)
        if self.grain == "to_date":
            return self.shift(-12)
        if self.grain == "span":
            # To the end of the month where it ends with one, so that February has all its days.
            next_day = add_months(self.end + timedelta(days=1), -12)
            return Period(add_months(self.start, -12), next_day - timedelta(days=1), "span")
        return containing(add_months(self.start, -12), self.grain)

    def fiscal_year_to_date(self) -> "Period":
        """From 1 April of its fiscal year to its own last day."""
        ends_month = containing(self.end, "month").end == self.end
        return Period(date(fiscal_year(self.end), 4, 1), self.end, "to_date" if ends_month else "span")

    def last_twelve_months(self) -> "Period":
        """The twelve months that end with its last day."""
        return Period(add_months(self.end + timedelta(days=1), -12), self.end, "span")


def fiscal_year(day: date) -> int:
    """The calendar year in which the fiscal year of `day` begins."""
    return day.year if day.month >= 4 else day.year - 1


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def containing(day: date, grain: str) -> Period:
    """The period of `grain` that holds `day`."""
    if grain == "day":
        return Period(day, day, grain)
    if grain == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6), grain)
    if grain == "month":
        first = day.replace(day=1)
        months = 1
    elif grain == "quarter":
        first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        months = 3
    elif grain == "year":
        first = date(fiscal_year(day), 4, 1)
        months = 12
    else:
        raise refusals.UNKNOWN_GRAIN(grain=grain, grains=GRAINS)
    return Period(first, add_months(first, months) - timedelta(days=1), grain)


MONTHS = (
    ("jan",), ("feb", "fev"), ("mar",), ("apr", "avr"), ("may", "mai"), ("jun", "juin"), ("jul", "juil"),
    ("aug", "aou"), ("sep",), ("oct",), ("nov",), ("dec",),
)  # fmt: skip
"""How the months begin in both languages, without accents."""


def parse(code: str) -> Period:
    """The period that a code names.

    Raises: UserError, naming the forms that are valid and the nearest valid code.
    """
    text = code.strip()
    try:
        for grain, form in FORMS.items():
            if match := form.fullmatch(text.upper()):
                return _from_numbers(grain, [int(part) for part in match.groups()])
    except ValueError:
        pass
    if week := FORMS["week"].fullmatch(text.upper()):
        year = int(week[1])
        raise refusals.NO_SUCH_WEEK(period=code, year=year, last=containing(date(year, 12, 28), "week").code)
    if meant := _as_people_write(text):
        raise refusals.UNKNOWN_PERIOD_MEANT(period=code, meant=meant)
    if years := re.findall(YEAR, text):
        raise refusals.UNKNOWN_PERIOD_NEAR(period=code, year=_fiscal(int(years[0])), month=f"{years[0]}-04")
    raise refusals.UNKNOWN_PERIOD(period=code)


def _as_people_write(text: str) -> str | None:
    """The code of what is written as pages show it, in either language: `2026-27 T2`, `2026-S48`, `oct. 2026`."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(sign))
    if match := re.fullmatch(r"(?:fy|ex\w*)?[\s-]*(\d{4})-(\d{2})(?:[\s-]*[tq]([1-4]))?", plain):
        code = f"FY{match[1]}-{match[2]}" + (f"-Q{match[3]}" if match[3] else "")
    elif match := re.fullmatch(r"(\d{4})[\s-]*[sw](\d{1,2})", plain):
        code = f"{match[1]}-W{int(match[2]):02}"
    elif match := re.fullmatch(r"(?:(\d{1,2})(?:er)?\s+)?([a-z]{3,9})\.?[\s-]+(\d{4})", plain):
        month = next((n for n, names in enumerate(MONTHS, 1) if match[2].startswith(names)), None)
        code = f"{match[3]}-{month:02}" + (f"-{int(match[1]):02}" if match[1] else "") if month else ""
    else:
        return None
    try:
        return parse(code).code if code and code.upper() != text.strip().upper() else None
    except UserError:
        return None


def spans(months: Iterable[str]) -> list[tuple[date, date]]:
    """The first and last days of runs of months that follow each other; months as `2024-11`."""
    runs: list[tuple[date, date]] = []
    for period in sorted(parse(month) for month in months):
        if runs and runs[-1][1] + timedelta(days=1) == period.start:
            runs[-1] = runs[-1][0], period.end
        else:
            runs.append((period.start, period.end))
    return runs


def _from_numbers(grain: str, parts: list[int]) -> Period:
    if grain in ("year", "quarter"):
        if (parts[0] + 1) % 100 != parts[1]:
            raise ValueError("the two years do not follow each other")
        first = date(parts[0], 4, 1)
        return containing(first if grain == "year" else add_months(first, 3 * (parts[2] - 1)), grain)
    if grain == "month":
        return containing(date(parts[0], parts[1], 1), grain)
    if grain == "week":
        return containing(date.fromisocalendar(parts[0], parts[1], 1), grain)
    if grain == "to_date":
        period = containing(date(parts[2], parts[3], 1), "month").fiscal_year_to_date()
        if (fiscal_year(period.start), (period.start.year + 1) % 100) != (parts[0], parts[1]):
            raise ValueError("the month is not of that fiscal year")
        return period
    if grain == "span":
        start, end = date(*parts[:3]), date(*parts[3:])
        if end < start:
            raise ValueError("the last day is before the first")
        return Period(start, end, grain)
    return containing(date(*parts), grain)


def _fiscal(year: int) -> str:
    return f"FY{year}-{(year + 1) % 100:02}"


def first_day(column: str | pl.Expr, grain: str) -> pl.Expr:
    """The first day of the period of `grain` that holds each date of `column`."""
    day = pl.col(column) if isinstance(column, str) else column
    if grain == "year":
        return day.dt.offset_by("-3mo").dt.truncate("1y").dt.offset_by("3mo")
    return day if grain == "day" else day.dt.truncate({"week": "1w", "month": "1mo", "quarter": "1q"}[grain])


def with_codes(frame: pl.DataFrame, grain: str) -> pl.DataFrame:
    """Replaces the first days in `period` by the periods' codes."""
    days = frame["period"].to_list()
    # A code needs no last day, which the last period that a date can name does not have.
    codes = {day: Period(day, day, grain).code for day in set(days) - {None}}
    return frame.with_columns(pl.Series("period", map(codes.get, days), pl.String))
