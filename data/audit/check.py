"""Whether the audit trail is whole, and looking something up in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, RowMapping, Select, func, select

from data.audit.head import read_head
from data.audit.trail import Event, seal
from data.state import AUDIT_LINE, AuditLine
from data.state.engine import readable, word_failures
from data.state.reading import MOMENT, read
from data.text import Text

BATCH = 10_000

FIRST = Text("Line {number} is not the one that follows: a line was taken out, put in or moved.",
             "La ligne {number} n'est pas celle qui suit : une ligne a été retirée, ajoutée ou déplacée.")  # fmt: skip
CHANGED = Text("Line {number} was changed after it was written.", "La ligne {number} a été modifiée après coup.")
CUT = Text(
    "The trail ends with line {number}, and line {left} was its last when it was written: lines were cut off or added "
    "at its end.",
    "La piste s'arrête à la ligne {number}, alors que la dernière écrite est la ligne {left}\u00a0: des lignes ont été "
    "retirées ou ajoutées à la fin.",
)
LOST = Text(
    "The trail has {number} lines, and its end in the home ({file}) is missing: it cannot be told whether it is whole.",
    "La piste compte {number} lignes, mais sa fin dans le dossier ({file}) manque\u00a0: impossible de dire si elle "
    "est complète.",
)
BROKEN = Text(
    "At some time the trail did not end where it had been left; lines were written after that.",
    "À un moment, la piste ne se terminait pas là où elle avait été laissée; des lignes ont été écrites ensuite.",
)


@dataclass(frozen=True)
class Finding:
    """How many lines there are, and what is wrong with them; nothing where the trail is whole."""

    lines: int
    problems: tuple[Text, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def check_trail(home: Path, url: str) -> Finding:
    """Reads every line and its seal, and compares the end with the one in the home.

    Raises: UserError for a database that cannot be used.
    """
    problems: list[Text] = []
    number, last = 0, ""
    for line in _lines(url):
        if line["previous"] != last or line["number"] != number + 1:
            problems.append(_fill(FIRST, number=line["number"]))
        if line["hash"] != seal(line):
            problems.append(_fill(CHANGED, number=line["number"]))
        number, last = line["number"], line["hash"]
    left = read_head(home)
    if left is None and number:
        problems.append(_fill(LOST, number=number, file=home / "audit.head"))
    elif left and not left.meets(number, last):
        problems.append(_fill(CUT, number=number, left=left.lines))
    elif left and left.broken:
        problems.append(BROKEN)
    return Finding(number, tuple(problems))


def search_trail(
    url: str,
    *,
    who: str | None = None,
    event: str | None = None,
    text: str | None = None,
    first: date | None = None,
    last: date | None = None,
    most: int | None = None,
) -> pl.DataFrame:
    """The lines that match, the newest first: columns `number`, `recorded_at` (UTC), `who`, `role`, `scope`, `event`,
    `what`, `details`.

    `text`: within `what` or `details`. `first`, `last`: days in UTC.
    """
    query: Select[Any] = select(AuditLine.__table__).order_by(AuditLine.number.desc())
    if who:
        query = query.where(AuditLine.who == who.strip().lower())
    if event:
        query = query.where(AuditLine.event == event)
    if text:
        query = query.where(
            AuditLine.what.icontains(text, autoescape=True) | AuditLine.details.icontains(text, autoescape=True)
        )
    if first:
        query = query.where(AuditLine.recorded_at >= _moment(first, 0))
    if last:
        query = query.where(AuditLine.recorded_at < _moment(last, 1))
    lines = read(url, query.limit(most) if most else query, AUDIT_LINE)
    return lines.select("number", "recorded_at", "who", "role", "scope", "event", "what", "details")


def last_used(url: str, begins: str) -> pl.DataFrame:
    """When each person last took something away whose line begins so: columns `email`, `last_used` (UTC)."""
    columns: list[ColumnElement[Any]] = [
        AuditLine.who.label("email"),
        func.max(AuditLine.recorded_at).label("last_used"),
    ]
    newest = (
        select(*columns)
        .where(AuditLine.event == Event.EXPORTED.value, AuditLine.what.startswith(begins, autoescape=True))
        .group_by(AuditLine.who)
    )
    return read(url, newest, {"email": pl.String, "last_used": MOMENT})


def _moment(day: date, later: int) -> datetime:
    return datetime.combine(day + timedelta(days=later), time(), UTC)


def _lines(url: str) -> Iterator[RowMapping]:
    """Every line, oldest first, a part of them at a time."""
    engine = readable(url)
    if engine is None:
        return
    with word_failures(url), engine.connect() as connection:
        # By their place in the table, so that a number given twice is met as well.
        rows = connection.execution_options(yield_per=BATCH).execute(
            select(AuditLine.__table__).order_by(AuditLine.number, AuditLine.id)
        )
        yield from rows.mappings()


def _fill(text: Text, **values: object) -> Text:
    return Text(*(language.format(**values) for language in text))
