"""What is looked at: files, of which those of the same columns are one table, or the tables of a database."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from glob import escape, glob
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from data.connectors import database
from data.connectors.dialect import AS_IT_SHOWS, Format
from data.connectors.files import open_files
from data.connectors.sql import quote
from data.refusals.intake import mapping as refusals
from data.settings import fill

ROWS = 200_000
"""So many rows of a table are looked at."""


@dataclass(frozen=True)
class Table:
    """`name`: a glob of files, or a table of the database at `url`. `rows`: the first ones, every column as text.

    `format`: how the first of the files is written, as far as it is not as everywhere.
    """

    name: str
    rows: pl.LazyFrame
    url: str | None = None
    format: Format = AS_IT_SHOWS

    @property
    def source(self) -> str:
        """What a SELECT reads it from."""
        return quote(self.name) if self.url else "source"


def tables(words: Sequence[str]) -> list[Table]:
    """The tables of files, or of a database's URL; raises: UserError for what cannot be read, and for both at once."""
    urls = [word for word in words if "://" in word or word.startswith("$")]
    if not urls:
        return list(_of_files([Path(word) for word in words]))
    if len(words) > 1:
        raise refusals.ONE_DATABASE()
    if re.match(r"[^/]+://[^/@:]*:[^/@]+@", urls[0]):
        raise refusals.PASSWORD_IN_URL()
    return list(_of_database(urls[0]))


def database_name(url: str) -> str:
    """The last part of a URL without its ending: `sqlite:///crm.db` is `crm`."""
    return Path(url.split("?")[0].rstrip("/")).stem.lstrip("$")


def _of_files(paths: Sequence[Path]) -> Iterator[Table]:
    groups: dict[tuple[str, ...], list[Path]] = {}
    with TemporaryDirectory() as beside:
        for number, path in enumerate(paths):
            absolute = path.expanduser().resolve()
            opened = open_files(escape(str(absolute)), Path(beside, str(number)))
            groups.setdefault(tuple(opened.rows.collect_schema().names()), []).append(absolute)
        for number, group in enumerate(groups.values()):
            pattern = _pattern(group)
            opened = open_files(pattern, Path(beside, f"group-{number}"))
            dialect = opened.dialects[group[0]]
            written = Format(**{item.name: getattr(dialect, item.name) for item in fields(Format)})
            yield Table(pattern, opened.rows.head(ROWS).collect().lazy(), format=written)


def _of_database(url: str) -> Iterator[Table]:
    """Every table and view; of each, the first batch is looked at."""
    for name in database.table_names(fill(url)):
        first = next(database.read(fill(url), f"SELECT * FROM {quote(name)}"))
        yield Table(name, first.lazy(), url)


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
