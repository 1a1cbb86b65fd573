"""A cell that does not convert costs its row, not the record.

Polars ends a SELECT at the first text that STRPTIME, CAST, `::`, DATE, TIMESTAMP or a time zone does not take. Here the
outermost SELECT is taken apart: rows without such a cell go through it as it is written, the others go through it with
the cell as the source wrote it, so that the record's own rules refuse them with all their values.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import polars as pl
import sqlglot
from sqlglot import exp
from sqlglot.tokens import Token, TokenType  # type: ignore[attr-defined]  # handed on without being named

from data.connectors.expression import conversions, decides, lenient, written_down
from data.connectors.select import SOURCE, execute, parse
from data.connectors.table import as_text, text
from data.records.stored import CELL_MARK

FAILED = "failed "
CELL = "cell "


def with_misfits(source: pl.LazyFrame, sql: str) -> pl.LazyFrame | None:
    """What the SELECT gives, as text; a cell that does not convert stays, before `CELL_MARK` and the form expected.

    None for a SELECT whose rows do not stand for a row read each, as under GROUP BY: no row can be named there.
    """
    outer = _outermost(sql)
    if outer is None:
        return None
    with_clause = sql[: outer.start]
    rows = execute({SOURCE: source}, f"{with_clause} SELECT * FROM {outer.relation}")
    columns = rows.collect_schema()
    items = [item for text in outer.items for item in _Item.of(text, columns)]
    where = _Item("", pl.sql_expr(outer.where or "TRUE"), columns)
    failures = [conversion.failed for item in [*items, where] for conversion in item.conversions]
    if not failures:
        return None
    sound = execute({outer.table: rows.filter(~pl.any_horizontal(failures))}, sql[outer.start :])
    others = rows.filter(pl.any_horizontal(failures)).filter(where.lenient.fill_null(False) | where.fails)
    result = pl.concat([as_text(sound), _with_cells(others, items, where)])
    return result.unique(maintain_order=True) if outer.distinct else result


def _with_cells(rows: pl.LazyFrame, items: list["_Item"], where: "_Item") -> pl.LazyFrame:
    """The items of rows with cells that do not convert, as text, those cells as they are written."""
    values = rows.select(
        *(item.lenient for item in items),
        *(item.costs.alias(FAILED + item.name) for item in items),
        *(item.cell.alias(CELL + item.name) for item in items),
        where.fails.alias(FAILED),
        where.cell.alias(CELL),
    )
    types = values.collect_schema()
    # Whether the source wants a row that its WHERE cannot judge is not known: its first item says why.
    unjudged = pl.col(FAILED) & ~pl.any_horizontal(FAILED + item.name for item in items)
    first = items[0].name
    return values.with_columns(
        pl.when(unjudged).then(CELL).otherwise(CELL + first).alias(CELL + first),
        (unjudged | pl.col(FAILED + first)).alias(FAILED + first),
    ).select(
        pl.when(FAILED + item.name).then(CELL + item.name).otherwise(text(item.name, types[item.name])).alias(item.name)
        for item in items
    )


@dataclass(frozen=True)
class _Outermost:
    """The outermost SELECT: where it begins, its items, the one relation it reads under which name, and its WHERE."""

    start: int
    items: list[str]
    relation: str
    table: str
    where: str | None
    distinct: bool


class _Item:
    """One item of a SELECT, or its WHERE, as it is and as it is with null for what does not convert."""

    def __init__(self, name: str, strict: pl.Expr, columns: pl.Schema) -> None:
        self.name = name
        tree = written_down(strict, columns)
        self.conversions = conversions(tree)
        self.lenient = lenient(tree).alias(name)
        self._decides, self._other = decides(tree), lenient(tree, otherwise=1)

    @classmethod
    def of(cls, text: str, columns: pl.Schema) -> list["_Item"]:
        """The items that a text between two commas stands for: `*` is every column."""
        if text.strip().endswith("*"):
            return [cls(name, pl.col(name), columns) for name in columns]
        expression = pl.sql_expr(text)
        return [cls(expression.meta.output_name(), expression, columns)]

    @property
    def fails(self) -> pl.Expr:
        return pl.any_horizontal(False, *(conversion.failed for conversion in self.conversions))

    @property
    def costs(self) -> pl.Expr:
        """Whether the item comes out otherwise for a cell that does not convert: not in a branch that is not taken."""
        matters = pl.lit(True) if self._decides else self.lenient.ne_missing(self._other)
        return self.fails & matters

    @property
    def cell(self) -> pl.Expr:
        """The first cell that does not convert, and the form that was expected."""
        cells = [
            pl.when(c.failed).then(pl.concat_str(c.written.cast(pl.String), pl.lit(CELL_MARK + c.form)))
            for c in self.conversions
        ]
        return pl.coalesce(*cells, pl.lit(None, pl.String))


def _outermost(sql: str) -> _Outermost | None:
    tree = parse(sql)
    if not isinstance(tree, exp.Select) or (any(tree.find_all(exp.AggFunc, exp.Window)) and _own(tree)):
        return None
    tokens = [*_at_depth_0(sqlglot.tokenize(sql))]
    kinds = [token.token_type for token in tokens]
    start = kinds.index(TokenType.SELECT)
    at = next(
        (n for n in range(start, len(kinds)) if kinds[n] is TokenType.FROM and kinds[n - 1] != TokenType.DISTINCT), None
    )
    if at is None:
        return None
    first = start + 1 + (kinds[start + 1] is TokenType.DISTINCT)
    ends = [n for n in range(first, at) if kinds[n] is TokenType.COMMA] + [at]
    begins = [first, *(n + 1 for n in ends[:-1])]
    clause = next((n for n in range(at, len(kinds)) if kinds[n] in CLAUSES), len(kinds))
    relation = tokens[at + 1 : clause]
    names = [token for token in relation if token.token_type is not TokenType.ALIAS]
    if not 1 <= len(names) <= 2 or any(t.token_type not in (TokenType.VAR, TokenType.IDENTIFIER) for t in names):
        return None
    where = None
    if clause < len(kinds) and kinds[clause] is TokenType.WHERE:
        end = next((n for n in range(clause + 1, len(kinds)) if kinds[n] in CLAUSES), len(kinds))
        where, clause = _text(sql, tokens[clause + 1 : end]), end
    if any(kind not in (TokenType.ORDER_BY, TokenType.SEMICOLON) for kind in kinds[clause:] if kind in CLAUSES):
        return None
    qualifiers = {token.text for token in names}
    return _Outermost(
        start=tokens[start].start,
        items=[_unqualified(_text(sql, tokens[a:b]), qualifiers) for a, b in zip(begins, ends, strict=True)],
        relation=_text(sql, relation[:1]),
        table=names[0].text,
        where=where and _unqualified(where, qualifiers),
        distinct=first == start + 2,
    )


CLAUSES = {
    TokenType.WHERE, TokenType.ORDER_BY, TokenType.GROUP_BY, TokenType.HAVING, TokenType.LIMIT, TokenType.OFFSET,
    TokenType.QUALIFY, TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT, TokenType.WINDOW, TokenType.FETCH,
    TokenType.SEMICOLON,
}  # fmt: skip


def _own(tree: exp.Select) -> bool:
    """Whether the outermost SELECT itself counts or ranks, or names its rows no more by other means."""
    return any(node.find_ancestor(exp.Select) is tree for node in tree.find_all(exp.AggFunc, exp.Window))


def _at_depth_0(tokens: list[Token]) -> Iterator[Token]:
    """Tokens outside parentheses, and the closing ones, so that a text may end with one."""
    depth = 0
    for token in tokens:
        depth -= token.token_type is TokenType.R_PAREN
        if depth == 0:
            yield token
        depth += token.token_type is TokenType.L_PAREN


def _text(sql: str, tokens: list[Token]) -> str:
    return sql[tokens[0].start : tokens[-1].end + 1] if tokens else ""


def _unqualified(text: str, qualifiers: set[str]) -> str:
    """The expression with its columns named alone, as there is one relation."""
    tokens = sqlglot.tokenize(text)
    for name, dot in reversed([*pairwise(tokens)]):
        if dot.token_type is TokenType.DOT and name.text in qualifiers:
            text = text[: name.start] + text[dot.end + 1 :]
    return text
