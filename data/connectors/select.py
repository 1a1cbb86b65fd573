"""The one SELECT over files: what it may read, which columns it needs, and how a source's mistake in it is told."""

import re
from collections.abc import Sequence
from functools import cache

import polars as pl
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokens import TokenType  # type: ignore[attr-defined]  # handed on without being named

from data.errors import UserError, nearest
from data.refusals.intake import source_files as refusals

SOURCE = "source"

MOST_TOKENS = 16_000
"""Words and signs of a SELECT: four thousand comparisons; of twenty thousand the engine does not come back."""

FORMATS = "avro|arrow|csv|database|delta|excel|iceberg|ipc|ipc_stream|json|jsonl|lines|ndjson|ods|parquet|xlsx"
FILE_READER = re.compile(rf"\b(?:read|scan)_(?:{FORMATS})\b", re.I)
"""Functions that read files; a column may well be named `read_at`."""


def select(source: pl.LazyFrame, sql: str) -> pl.LazyFrame:
    """What one SELECT over table `source` gives.

    Raises: UserError for SQL that is anything else, that reads other tables or files, or columns that are not there.
    """
    check(sql)
    return execute({SOURCE: source}, sql)


def execute(tables: dict[str, pl.LazyFrame], sql: str) -> pl.LazyFrame:
    """What SQL that was checked gives over these tables."""
    try:
        result = pl.SQLContext(tables, eager=False).execute(sql)
        result.collect_schema()
    except pl.exceptions.ColumnNotFoundError as error:
        raise _missing_column(error, [name for table in tables.values() for name in table.collect_schema()]) from None
    except pl.exceptions.PolarsError as error:
        raise unfit(error) from None
    return result


def check(sql: str) -> None:
    """Refuses what is not one SELECT over `source` and the names that its own WITH makes."""
    if not re.match(r"(SELECT|WITH)\b", re.sub(r"--[^\n]*|/\*.*?\*/", "", sql, flags=re.S).lstrip(), re.I):
        raise refusals.NOT_A_SELECT()
    # Whatever a parser makes of the rest: these words reach files in no other way than by being written.
    if match := FILE_READER.search(sql):
        raise refusals.FILE_READER(function=match[0])
    tree = parse(sql)
    if tree is None:
        return
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    for table in tree.find_all(exp.Table):
        if not isinstance(table.this, exp.Identifier):
            raise refusals.FILE_READER(function=table.this.sql_name().lower())
        if table.db or table.catalog or table.name not in own | {SOURCE}:
            raise refusals.OTHER_TABLE(table=".".join(part.name for part in table.parts))


@cache
def parse(sql: str) -> exp.Expr | None:
    """The SELECT as a tree; None where only the engine may understand it, which then reads `source` and no more.

    Raises: UserError for several statements or one beyond measure.
    """
    try:
        if len(sqlglot.tokenize(sql)) > MOST_TOKENS:
            raise refusals.SELECT_TOO_LONG(most=MOST_TOKENS)
        statements = [statement for statement in sqlglot.parse(sql, error_level=None) if statement is not None]
    except (SqlglotError, RecursionError):
        return None
    if len(statements) > 1:
        raise refusals.SEVERAL_STATEMENTS()
    return statements[0] if statements else None


def without_distinct(sql: str) -> str | None:
    """A SELECT DISTINCT with all copies of its rows; None for any other."""
    tree = parse(sql)
    if not isinstance(tree, exp.Select) or not tree.args.get("distinct"):
        return None
    depth, outermost = 0, False
    for token in sqlglot.tokenize(sql):
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth == 0 and outermost and token.token_type is TokenType.DISTINCT:
            return sql[: token.start] + sql[token.end + 1 :]
        outermost = depth == 0 and token.token_type is TokenType.SELECT
    return None


def columns(sql: str) -> list[str]:
    """The columns of `source` that the SELECT names, as far as they are not names of its own."""
    tree = parse(sql)
    if tree is None:
        return []
    own = {alias.alias for alias in tree.find_all(exp.Alias)}
    return list(dict.fromkeys(c.name for c in tree.find_all(exp.Column) if c.name and c.name not in own))


def unfit(error: pl.exceptions.PolarsError) -> UserError:
    """Why the SELECT could not be run."""
    line = str(error).strip().split("\n")[0].rstrip(" .")
    if "one (and only one) statement" in line:
        return refusals.SEVERAL_STATEMENTS()
    if match := re.search(r"conversion from .* in column '(.*?)' for .* values?: \[\"?(.*?)\"?[\],]", line):
        return refusals.CELL_NOT_CONVERTED(column=match[1], cell=match[2])
    if match := re.search(r"datetime '(.*?)' is .* in time zone '(.*?)'", line):
        return refusals.NO_SUCH_HOUR(moment=match[1], zone=match[2])
    if "could not find an appropriate format" in line:
        return refusals.NO_FORM()
    if match := re.search(r"relation '(.+)' was not found", line):
        return refusals.OTHER_TABLE(table=match[1])
    return refusals.SELECT_FAILS_ON_FILES(message=line)


def _missing_column(error: pl.exceptions.PolarsError, there: Sequence[str]) -> UserError:
    match = re.search(r'unable to find column "(.*?)"', str(error))
    name = match[1] if match else "?"
    return refusals.FILES_LACK_COLUMN(column=name, nearest=nearest(name, there))
