"""Recognising how a column writes days, moments and durations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from data.certainty import scalar, scalar_or_none

FITS = 0.8
"""The share of a column's texts that one form must explain; the rest will wait as rejected rows."""

ISO = r"^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?(?:Z|[+-]\d{2}(?::?\d{2})?))?)?$"
"""What the pipelines read as it stands: see `pipelines.ingest.timestamps`."""

DAYS = (
    "%Y-%m-%d", "%Y/%m/%d", "%m/%d/%Y", "%d/%m/%Y", "%m-%d-%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d", "%Y.%m.%d",
    "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%m/%d/%y", "%d/%m/%y", "%d-%b-%y",
)  # fmt: skip
CLOCKS = ("%H:%M:%S", "%H:%M:%S%.f", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H%M%S")
ZONES = ("", "Z", " %z", "%z")
DIRECTIVES = {
    "%Y": r"\d{4}", "%y": r"\d{2}", "%m": r"\d{1,2}", "%d": r"\d{1,2}", "%b": "[A-Za-z]{3}", "%B": "[A-Za-z]{3,9}",
    "%H": r"\d{1,2}", "%I": r"\d{1,2}", "%M": r"\d{2}", "%S": r"\d{2}", "%.f": r"\.\d+", "%p": "[AaPp][Mm]",
    "%z": r"[+-]\d{2}:?\d{2}",
}  # fmt: skip
"""What a text must look like where a form has a directive."""
SWAPPED = {"%m/%d": "%d/%m", "%m-%d": "%d-%m", "%d/%m": "%m/%d", "%d-%m": "%m-%d"}
"""Month first and day first: texts whose days are all below 13 fit both."""

DURATION = r"^(?:(\d+):)?(\d{1,2}):(\d{2})(?:\.\d+)?$"
TIME_OF_DAY = r"^\d{1,2}:\d{2}(?::\d{2})?(?: ?[AaPp]\.?[Mm]\.?)?$"


@dataclass(frozen=True)
class MomentForm:
    """How a column writes moments: `pattern` for STRPTIME, None where they are read as they stand.

    `ambiguous`: day and month may be the other way round, no text tells. `timed`: with a time of day. `aware`: with an
    offset from UTC. `unread`: texts that do not fit, the most frequent first.
    """

    pattern: str | None
    timed: bool
    aware: bool = False
    ambiguous: bool = False
    unread: tuple[str, ...] = ()


def moment_form(texts: pl.Series) -> MomentForm | None:
    """The form of a column's texts in the order of its rows; None where they are no moments.

    Where day and month may be swapped, rows that mostly ascend (or descend) decide, as exports are sorted by time.
    """
    texts = texts.drop_nulls().str.strip_chars()
    if texts.is_empty():
        return None
    distinct = texts.unique()
    iso = distinct.str.contains(ISO)
    if _part(iso) >= FITS:
        return MomentForm(
            None,
            timed=_part(distinct.str.contains(r"\d:\d")) >= FITS,
            aware=_part(distinct.str.contains(r":\d{2}.*(?:Z|[+-]\d{2}(?::?\d{2})?)$")) >= FITS,
            unread=_most_frequent(texts, distinct.filter(~iso)),
        )
    fitting = [
        (pattern, share)
        for pattern in map("".join, _patterns(distinct))
        if (share := _share(distinct, pattern)) >= FITS
    ]
    if not fitting:
        return None
    best = max(share for _, share in fitting)
    patterns = [pattern for pattern, share in fitting if share == best]
    pattern, ambiguous = _decided(texts, patterns)
    unread = distinct.filter(_parsed(distinct, pattern).is_null())
    return MomentForm(
        pattern,
        timed="%H" in pattern or "%I" in pattern,
        aware=pattern.endswith(("z", "Z")),
        ambiguous=ambiguous,
        unread=_most_frequent(texts, unread),
    )


def swapped(pattern: str) -> str | None:
    """The same form with day and month the other way round."""
    for one, other in SWAPPED.items():
        if pattern.startswith(one):
            return pattern.replace(one, other, 1)
    return None


def is_duration(texts: pl.Series) -> bool:
    """Whether nearly all texts are written as 1:02:03 or 2:03."""
    distinct = texts.drop_nulls().str.strip_chars().unique()
    return _part(distinct.str.contains(DURATION)) >= FITS


def is_time_of_day(texts: pl.Series) -> bool:
    """Whether nearly all texts are a time of day alone."""
    distinct = texts.drop_nulls().str.strip_chars().unique()
    return _part(distinct.str.contains(TIME_OF_DAY)) >= FITS


def _part(holds: pl.Series) -> float:
    """The share of rows for which it holds; 0 without rows."""
    return scalar_or_none(holds.mean(), float) or 0.0


def _patterns(distinct: pl.Series) -> list[tuple[str, str]]:
    """The forms that fit any of the first texts, so that the whole column is tried against few."""
    forms = dict.fromkeys(form for text in distinct.head(50).to_list() for form in _forms(text))
    return sorted(forms, key=lambda form: (DAYS.index(form[0]), _clocks().index(form[1])))


def _forms(text: str) -> Iterator[tuple[str, str]]:
    """Day and clock of the forms that a text may be written in, by its digits and marks only."""
    for day in DAYS:
        if match := _expression(day).match(text):
            rest = text[match.end() :]
            yield from ((day, clock) for clock in _clocks() if _expression(clock).fullmatch(rest))


@cache
def _clocks() -> tuple[str, ...]:
    return ("", *(f"{mark}{clock}{zone}" for mark in (" ", "T") for clock in CLOCKS for zone in ZONES))


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(%\.f|%[A-Za-z])", pattern)
    # Digits without marks between them are two each.
    digits = DIRECTIVES | ({"%m": r"\d{2}", "%d": r"\d{2}"} if "%Y%m" in pattern else {})
    return re.compile("".join(digits.get(part) or re.escape(part) for part in parts))


def _parsed(texts: pl.Series, pattern: str) -> pl.Series:
    # A form that no text fits at all raises in some versions even where it must not.
    try:
        if pattern.endswith("%z"):
            return texts.str.to_datetime(pattern, time_zone="UTC", strict=False, exact=True)
        return texts.str.to_datetime(pattern, strict=False, exact=True)
    except pl.exceptions.PolarsError:
        return pl.Series([None] * len(texts), dtype=pl.Datetime)


def _share(texts: pl.Series, pattern: str) -> float:
    parsed = _parsed(texts, pattern)
    # %Y takes two digits too: the year 24 is no year.
    return _part(((parsed.dt.year() > 1000) & parsed.is_not_null()).fill_null(False))


def _decided(texts: pl.Series, patterns: Sequence[str]) -> tuple[str, bool]:
    """Of forms that fit equally, the one by which the rows are best in order, and whether that was a guess."""
    chosen = patterns[0]
    other = swapped(chosen)
    if other is None or other not in patterns:
        return chosen, False
    parsed = {pattern: _parsed(texts, pattern) for pattern in (chosen, other)}
    order = {pattern: _orderliness(moments) for pattern, moments in parsed.items()}
    if abs(order[chosen] - order[other]) < 0.02:
        return min(parsed, key=lambda pattern: _span(parsed[pattern])), True
    return max(order, key=order.__getitem__), False


def _orderliness(moments: pl.Series) -> float:
    steps = moments.dt.epoch("s").diff().drop_nulls()
    if steps.is_empty():
        return 0.0
    return max(_part(steps >= 0), _part(steps <= 0))


def _span(moments: pl.Series) -> float:
    """Seconds between the first and the last: an export covers a month more often than the same day of many months."""
    seconds = moments.dt.epoch("s").drop_nulls()
    return float(scalar(seconds.max(), int) - scalar(seconds.min(), int)) if len(seconds) else 0.0


def _most_frequent(texts: pl.Series, among: pl.Series) -> tuple[str, ...]:
    counts = texts.filter(texts.is_in(among.implode())).value_counts(sort=True)
    return tuple(counts.to_series(0).head(5).to_list())
