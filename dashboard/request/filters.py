"""Filters and breakdowns as the command line and data links are given them: `channel=online`, `channel,line`."""

from collections.abc import Iterable

from data.refusals import commands as refusals


def parse_filters(pairs: Iterable[str] | None) -> dict[str, list[str]]:
    """Filters as `channel=online`, by breakdown; raises `UserError`."""
    where: dict[str, list[str]] = {}
    for pair in pairs or []:
        name, sign, code = pair.partition("=")
        if not sign or not name.strip():
            raise refusals.NOT_A_FILTER(filter=pair)
        where.setdefault(name.strip(), []).append(code.strip())
    return where


def parse_names(text: str) -> tuple[str, ...]:
    """Breakdowns as `channel,line`, each once."""
    return tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
