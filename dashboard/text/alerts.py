"""An alert in words, the same in the inbox, on the command line and in every message."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dashboard.request.context import fill
from dashboard.text import formats
from dashboard.text.wording import alerts as words
from dashboard.text.wording import verdicts
from data.storage.snapshot import Snapshot
from data.text import Text
from data.words import Severity
from metrics.alerts.inbox import Entry
from metrics.calendar.periods import parse
from metrics.definition.breakdowns import DIMENSIONS, names
from metrics.definition.indicator import Indicator

MARKS = {Severity.URGENT: "▲", Severity.ATTENTION: "◆", Severity.NOTICE: "●"}
"""A shape beside the word."""
TONES = {Severity.URGENT: "bad", Severity.ATTENTION: "warn", Severity.NOTICE: "plain"}


def sentence(entry: Entry, snapshot: Snapshot, lang: str) -> str:
    """What an alert says, with its numbers. `snapshot`: for the names of its slice, and its indicator."""
    facts, indicator = dict(entry.facts), snapshot.catalogue.get(entry.indicator)
    kind = "late_since" if entry.kind == "late" and facts.get("day") else entry.kind
    told = {name: _words(name, value, indicator, lang) for name, value in facts.items() if value is not None}
    if indicator:
        told["unit"] = fill(verdicts.PERIODS[indicator.frequency], lang)
    if entry.period:
        told["period"] = formats.period(parse(entry.period), lang)
    return fill(words.SENTENCES[kind], lang, what=about(entry, snapshot, lang), subject=entry.subject, **told)


def about(entry: Entry, snapshot: Snapshot, lang: str) -> str:
    """The indicator and the slice that an alert is about: `Counter within 20 minutes, Ironwick, 12:30`."""
    slice_ = ", ".join(_member(name, entry.codes[name], snapshot, lang) for name in DIMENSIONS if name in entry.codes)
    indicator = snapshot.catalogue.get(entry.indicator)
    if indicator is None:
        if entry.subject and entry.kind == "late":
            return entry.subject
        return fill(words.DEMAND_OF, lang, slice=slice_) if slice_ else fill(words.ALL_TOGETHER, lang)
    title = fill(indicator.title, lang)
    return f"{title}, {slice_}" if slice_ else title


def state_words(entry: Entry, lang: str) -> str:
    """Where an alert stands, with who and until when: `Snoozed until 4 Dec 2026, by A. Roy`."""
    details = []
    who = formats.in_language(entry.by, lang) if entry.by else ""
    if entry.state.value == "taken":
        details.append(fill(words.TAKEN_BY, lang, who=who))
    elif entry.state.value == "snoozed":
        details.append(fill(words.SNOOZED_BY, lang, who=who, day=formats.day(entry.until, lang)))
    elif entry.state.value == "closed":
        details.append(fill(words.CLOSED_BY, lang, who=who, note=entry.note))
    elif entry.state.value == "ended":
        details.append(fill(words.ENDED_ON, lang, day=_day(entry.changed_at, lang)))
    if entry.note and entry.state.value in ("taken", "snoozed"):
        details.append(entry.note)
    return ", ".join([fill(entry.state.text, lang), *details])


def count(n: int, lang: str) -> str:
    """`3 alerts`, for the header."""
    if not n:
        return fill(words.NO_OPEN, lang)
    return fill(words.ONE if n == 1 else words.COUNT, lang, n=n)


def _words(name: str, value: Any, indicator: Indicator | None, lang: str) -> str:
    """A fact as people write it."""
    if write := WRITTEN.get(name):
        return write(value, lang)
    if indicator is not None and isinstance(value, int | float):
        return formats.value(value, indicator.unit, lang, indicator.decimals)
    return str(value)


def _member(name: str, code: str, snapshot: Snapshot, lang: str) -> str:
    return fill(names(name, snapshot).get(code, Text(code, code)), lang)


def _count(value: float, lang: str) -> str:
    return formats.number(value, lang)


def _day(value: Any, lang: str) -> str:
    return formats.day(value.astimezone().date(), lang)


WRITTEN: Mapping[str, Callable[[Any, str], str]] = {
    "n": _count,
    "missed": _count,
    "periods": _count,
    "late": _count,
    "likely": _count,
    "breaches": lambda value, lang: formats.number(value, lang, 1),
    "until": lambda iso, lang: formats.day(date.fromisoformat(iso), lang),
    "actual": _count,
    "low": _count,
    "high": _count,
    "since": lambda code, lang: formats.period(parse(code), lang),
    "rising": lambda rising, lang: fill(verdicts.HIGH if rising else verdicts.LOW, lang),
    "day": lambda iso, lang: formats.day(date.fromisoformat(iso), lang),
    "week": lambda iso, lang: formats.day(date.fromisoformat(iso), lang),
    "records": lambda names, lang: formats.together(names, lang),
}
"""Facts that are no value of the indicator."""
