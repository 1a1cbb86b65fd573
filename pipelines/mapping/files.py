"""Files, or the tables of a database, that are looked at together: those of the same columns are one table."""

from collections.abc import Iterator, Sequence
from glob import escape, glob
from pathlib import Path

import polars as pl

from data.connectors import files
from data.refusals import mapping as refusals

ALL = "SELECT * FROM source"


def tables(paths: Sequence[Path]) -> Iterator[tuple[str, pl.LazyFrame]]:
    """Pattern → the rows of its files, every column as text; raises: UserError for files that cannot be read."""
    groups: dict[tuple[str, ...], list[Path]] = {}
    for path in paths:
        absolute = path.expanduser().resolve()
        columns = files.read(escape(str(absolute)), ALL).collect_schema().names()
        groups.setdefault(tuple(columns), []).append(absolute)
    for group in groups.values():
        pattern = _pattern(group)
        yield pattern, files.read(pattern, ALL)


def _pattern(paths: Sequence[Path]) -> str:
    """A glob of exactly these files."""
    if len(paths) == 1:
        return escape(str(paths[0]))
    names = [str(path) for path in paths]
    start = _common(names)
    end = _common([name[len(start) :][::-1] for name in names])[::-1]
    pattern = f"{escape(start)}*{escape(end)}"
    more = set(glob(pattern)) - set(names)
    if more:
        raise refusals.PATTERN_TOO_WIDE(pattern=pattern, more=sorted(more)[0])
    return pattern


def _common(names: Sequence[str]) -> str:
    """What all names begin with."""
    least, greatest = min(names), max(names)
    alike = (number for number, letter in enumerate(least) if letter != greatest[number])
    return least[: next(alike, len(least))]
