"""A part's row expression as SQL: the declaration stays single, what computes it is another engine.

Polars writes an expression down as a tree of plain values; the few kinds of nodes that parts are made of are translated
here, each by what it means. Anything else is refused, so that nothing is called verified that was not understood.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from data.connectors.sql import literal, quote

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


class UnknownExpression(Exception):
    """A kind of node that has no translation yet: its name."""


def to_sql(expression: str) -> str:
    """The SQL of an expression that Polars wrote down (`Expr.meta.serialize(format="json")`).

    Raises: UnknownExpression.
    """
    return _sql(json.loads(expression))


def columns_of(expression: str) -> set[str]:
    """The columns that it reads."""
    return set(_columns(json.loads(expression)))


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
        raise UnknownExpression(kind)
    return NODES[kind](inside)


def _only(node: Any) -> tuple[str, Any]:
    """The kind of a node and what is in it; a kind without anything in it is written as a bare word."""
    if isinstance(node, str):
        return node, None
    if not isinstance(node, dict) or len(node) != 1:
        raise UnknownExpression(str(node)[:40])
    return next(iter(node.items()))


def _literal(inside: Any) -> str:
    kind, value = _only(inside)
    kind, value = _only(value) if kind in ("Dyn", "Scalar") else (kind, value)
    if kind in ("Int", "Int64", "Int32"):
        return f"{value}::BIGINT"
    if kind == "Boolean":
        return "TRUE" if value else "FALSE"
    if kind == "String":
        return literal(value)
    raise UnknownExpression(f"a literal {kind}")


def _list_of_texts(node: Any) -> str:
    """The values of a literal list, which Polars writes down as the bytes of an Arrow stream."""
    try:
        words = pl.read_ipc_stream(bytes(node["Literal"]["Scalar"]["List"])).to_series().to_list()
    except (KeyError, TypeError):
        raise UnknownExpression("a list that is no literal") from None
    if not all(isinstance(word, str) for word in words):
        raise UnknownExpression("a list of other things than texts")
    return ", ".join(map(literal, words))


def _binary(inside: Any) -> str:
    left, right, operator = _sql(inside["left"]), _sql(inside["right"]), inside["op"]
    if operator == "FloorDivide":
        # Towards minus infinity, which SQL's division is not; by nothing it is null, where SQL would stop.
        by = f"nullif({right}, 0)"
        return f"(({left} - (({left} % {by}) + {by}) % {by}) // {by})"
    if operator not in OPERATORS:
        raise UnknownExpression(operator)
    return f"({left} {OPERATORS[operator]} {right})"


def _choice(inside: Any) -> str:
    when, then, otherwise = (_sql(inside[name]) for name in ("predicate", "truthy", "falsy"))
    return f"CASE WHEN {when} THEN {then} ELSE {otherwise} END"


def _cast(inside: Any) -> str:
    if inside["dtype"] != {"Literal": "Int64"}:
        raise UnknownExpression(f"a cast to {inside['dtype']}")
    return f"CAST({_sql(inside['expr'])} AS BIGINT)"


def _function(inside: Any) -> str:
    kind, detail = _only(inside["function"])
    name = f"{kind}.{_only(detail)[0]}" if kind in ("Boolean", "Pow", "StringExpr") else kind
    if name not in FUNCTIONS:
        raise UnknownExpression(name)
    return FUNCTIONS[name](inside["input"])


def _power(arguments: list[Any]) -> str:
    base, exponent = _sql(arguments[0]), _only(arguments[1])
    if exponent not in (("Literal", {"Dyn": {"Int": 2}}), ("Literal", {"Scalar": {"Int64": 2}})):
        raise UnknownExpression("a power other than the square")
    return f"({base} * {base})"


NODES: dict[str, Callable[[Any], str]] = {
    "Column": quote,
    "Literal": _literal,
    "BinaryExpr": _binary,
    "Ternary": _choice,
    "Cast": _cast,
    "Function": _function,
}
FUNCTIONS: dict[str, Callable[[list[Any]], str]] = {
    "Boolean.IsNull": lambda arguments: f"({_sql(arguments[0])} IS NULL)",
    "Boolean.IsNotNull": lambda arguments: f"({_sql(arguments[0])} IS NOT NULL)",
    "Boolean.Not": lambda arguments: f"(NOT {_sql(arguments[0])})",
    "Boolean.IsIn": lambda arguments: f"({_sql(arguments[0])} IN ({_list_of_texts(arguments[1])}))",
    "FillNull": lambda arguments: f"COALESCE({', '.join(map(_sql, arguments))})",
    "Negate": lambda arguments: f"(- {_sql(arguments[0])})",
    "Pow.Generic": _power,
    "SumHorizontal": lambda arguments: f"({' + '.join(f'COALESCE({_sql(argument)}, 0)' for argument in arguments)})",
}
