"""A part's row expression as SQL: the declaration stays single, what computes it is another engine.

Polars writes an expression down as a tree of plain values; the few kinds of nodes that parts are made of are translated
here, each by what it means. Anything else is refused, so that nothing is called verified that was not understood.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

OPERATORS = {
    "And": "AND",
    "Or": "OR",
    "Eq": "=",
    "NotEq": "<>",
    "Lt": "<",
    "LtEq": "<=",
    "Gt": ">",
    "GtEq": ">=",
    "Plus": "+",
    "Minus": "-",
    "Multiply": "*",
}


class Unknown(Exception):
    """A kind of node that has no translation yet: its name."""


def sql_of(expression: str) -> str:
    """The SQL of an expression that Polars wrote down (`Expr.meta.serialize(format="json")`).

    Raises: Unknown.
    """
    return _sql(json.loads(expression))


def columns_of(expression: str) -> set[str]:
    """The columns that it reads."""
    return set(_columns(json.loads(expression)))


def quoted(name: str) -> str:
    """A name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text as SQL writes it."""
    return "'" + value.replace("'", "''") + "'"


def _columns(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "Column" in node:
            yield node["Column"]
        for below in node.values():
            yield from _columns(below)
    elif isinstance(node, list):
        for below in node:
            yield from _columns(below)


def _sql(node: Any) -> str:
    kind, inside = _only(node)
    if kind not in NODES:
        raise Unknown(kind)
    return NODES[kind](inside)


def _only(node: Any) -> tuple[str, Any]:
    """The kind of a node and what is in it; a kind without anything in it is written as a bare word."""
    if isinstance(node, str):
        return node, None
    if not isinstance(node, dict) or len(node) != 1:
        raise Unknown(str(node)[:40])
    return next(iter(node.items()))


def _literal(inside: Any) -> str:
    kind, value = _only(inside)
    kind, value = _only(value) if kind in ("Dyn", "Scalar") else (kind, value)
    if kind in ("Int", "Int64", "Int32"):
        return f"{value}::BIGINT"
    if kind == "Boolean":
        return "TRUE" if value else "FALSE"
    if kind == "String":
        return text(value)
    raise Unknown(f"a literal {kind}")


def _listed(node: Any) -> str:
    """The values of a literal list, which Polars writes down as the bytes of an Arrow stream."""
    try:
        words = pl.read_ipc_stream(bytes(node["Literal"]["Scalar"]["List"])).to_series().to_list()
    except (KeyError, TypeError):
        raise Unknown("a list that is no literal") from None
    if not all(isinstance(word, str) for word in words):
        raise Unknown("a list of other things than texts")
    return ", ".join(map(text, words))


def _binary(inside: Any) -> str:
    left, right, operator = _sql(inside["left"]), _sql(inside["right"]), inside["op"]
    if operator == "FloorDivide":
        # Towards minus infinity, which SQL's division is not; by nothing it is null, where SQL would stop.
        by = f"nullif({right}, 0)"
        return f"(({left} - (({left} % {by}) + {by}) % {by}) // {by})"
    if operator not in OPERATORS:
        raise Unknown(operator)
    return f"({left} {OPERATORS[operator]} {right})"


def _choice(inside: Any) -> str:
    when, then, otherwise = (_sql(inside[name]) for name in ("predicate", "truthy", "falsy"))
    return f"CASE WHEN {when} THEN {then} ELSE {otherwise} END"


def _cast(inside: Any) -> str:
    if inside["dtype"] != {"Literal": "Int64"}:
        raise Unknown(f"a cast to {inside['dtype']}")
    return f"CAST({_sql(inside['expr'])} AS BIGINT)"


def _function(inside: Any) -> str:
    kind, detail = _only(inside["function"])
    name = f"{kind}.{_only(detail)[0]}" if kind in ("Boolean", "Pow", "StringExpr") else kind
    if name not in FUNCTIONS:
        raise Unknown(name)
    return FUNCTIONS[name](inside["input"])


def _power(of: list[Any]) -> str:
    base, exponent = _sql(of[0]), _only(of[1])
    if exponent not in (("Literal", {"Dyn": {"Int": 2}}), ("Literal", {"Scalar": {"Int64": 2}})):
        raise Unknown("a power other than the square")
    return f"({base} * {base})"


NODES: dict[str, Callable[[Any], str]] = {
    "Column": quoted,
    "Literal": _literal,
    "BinaryExpr": _binary,
    "Ternary": _choice,
    "Cast": _cast,
    "Function": _function,
}
FUNCTIONS: dict[str, Callable[[list[Any]], str]] = {
    "Boolean.IsNull": lambda of: f"({_sql(of[0])} IS NULL)",
    "Boolean.IsNotNull": lambda of: f"({_sql(of[0])} IS NOT NULL)",
    "Boolean.Not": lambda of: f"(NOT {_sql(of[0])})",
    "Boolean.IsIn": lambda of: f"({_sql(of[0])} IN ({_listed(of[1])}))",
    "FillNull": lambda of: f"COALESCE({', '.join(map(_sql, of))})",
    "Negate": lambda of: f"(- {_sql(of[0])})",
    "Pow.Generic": _power,
    "SumHorizontal": lambda of: "(" + " + ".join(f"COALESCE({_sql(one)}, 0)" for one in of) + ")",
}
