"""An expression as Polars writes it down: what it converts, and the same with null for what does not convert."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import polars as pl
from polars.datatypes import TemporalType

FORMS = {
    "Date": "2024-11-05",
    "Time": "09:00:00",
    "Boolean": "true",
    "Decimal": "12.50",
    "Datetime": "2024-11-05 09:00:00",
}
"""Type that a cell is converted to → an example of how it is written; numbers of any size besides."""


@dataclass(frozen=True)
class Conversion:
    """`written`: what is converted; `value`: what comes of it, null where it does not; `form`: how it is expected."""

    written: pl.Expr
    value: pl.Expr
    form: str

    @property
    def failed(self) -> pl.Expr:
        """Whether there is something, and nothing comes of it."""
        return self.written.is_not_null() & self.value.is_null()


def written_down(expression: pl.Expr, columns: pl.Schema) -> Any:
    """The expression as a tree, over a table of these columns."""
    return _with_texts_read(json.loads(expression.meta.serialize(format="json")), columns)


def conversions(tree: Any) -> list[Conversion]:
    """The outermost conversions that end a query at what they do not take."""
    return [_conversion(node) for node in _strict_nodes(tree)]


def decides(tree: Any) -> bool:
    """Whether one of them stands in a condition."""
    return any(True for _ in _strict_nodes(tree, within="predicate"))


def lenient(tree: Any, otherwise: int | None = None) -> pl.Expr:
    """The expression with null, or a value made of `otherwise`, for what does not convert."""
    return _expression(_lenient(tree, otherwise))


def _with_texts_read(tree: Any, columns: pl.Schema) -> Any:
    """The tree with a text that is cast to a day or moment read as one: so does the engine once it knows the types."""
    if isinstance(tree, list):
        return [_with_texts_read(value, columns) for value in tree]
    if not isinstance(tree, dict):
        return tree
    tree = {key: _with_texts_read(value, columns) for key, value in tree.items()}
    match tree:
        case {"Cast": {"expr": inner, "options": "Strict" | "NonStrict" as options}}:
            typed = pl.LazyFrame(schema=columns).select(_expression(inner).alias("of"), _type(tree).alias("to"))
            of, to = typed.collect_schema().dtypes()
            if of == pl.String and isinstance(to, TemporalType):
                text = _expression(inner).str.strptime(to, strict=options == "Strict")
                return json.loads(text.meta.serialize(format="json"))
    return tree


def _strict_nodes(tree: Any, within: str | None = None) -> Iterator[dict[str, Any]]:
    """The outermost conversions that end a query at what they do not take; `within`: only those below such a key."""
    if isinstance(tree, dict):
        if within is None and _lenient_node(tree) != tree:
            yield tree
            return
        for key, value in tree.items():
            yield from _strict_nodes(value, None if key == within else within)
    elif isinstance(tree, list):
        for value in tree:
            yield from _strict_nodes(value, within)


def _lenient(tree: Any, otherwise: int | None = None) -> Any:
    """The tree with null, or a value made of `otherwise`, for what does not convert."""
    if isinstance(tree, list):
        return [_lenient(value, otherwise) for value in tree]
    if not isinstance(tree, dict):
        return tree
    lenient = _lenient_node({key: _lenient(value, otherwise) for key, value in tree.items()})
    if otherwise is None or _lenient_node(tree) == tree:
        return lenient
    expression = _expression(lenient)
    other = pl.lit(otherwise).cast(pl.select(_type(tree)).to_series().dtype)
    written = _expression(_written(_lenient(tree)))
    filled = pl.when(written.is_not_null() & expression.is_null()).then(other).otherwise(expression)
    return json.loads(filled.meta.serialize(format="json"))


def _lenient_node(node: dict[str, Any]) -> dict[str, Any]:
    match node:
        case {"Cast": {"options": "Strict", "dtype": {"Literal": to}, **rest}} if to != "String":
            return {"Cast": {**rest, "dtype": {"Literal": to}, "options": "NonStrict"}}
        case {"Function": {"function": {"StringExpr": {"Strptime": [to, {"strict": True, **options}]}}, **rest}}:
            return {"Function": {**rest, "function": {"StringExpr": {"Strptime": [to, {**options, "strict": False}]}}}}
        case {"Function": {"function": {"TemporalExpr": {"ReplaceTimeZone": [zone, "Raise"]}}, **rest}}:
            return {"Function": {**rest, "function": {"TemporalExpr": {"ReplaceTimeZone": [zone, "Null"]}}}}
    return node


def _conversion(node: dict[str, Any]) -> Conversion:
    return Conversion(_expression(_lenient(_written(node))), _expression(_lenient(node)), _form(node))


def _written(node: dict[str, Any]) -> Any:
    """What a conversion converts; the text itself, where one conversion feeds another."""
    inner = node["Cast"]["expr"] if "Cast" in node else node["Function"]["input"][0]
    return _written(inner) if isinstance(inner, dict) and _converts(inner) else inner


def _converts(node: dict[str, Any]) -> bool:
    return _lenient_node(node) != node or (next(iter(node)) == "Cast" and node["Cast"]["options"] == "NonStrict")


def _type(node: dict[str, Any]) -> pl.Expr:
    """Nothing, of the type that a conversion has."""
    match node:
        case {"Cast": _}:
            return _expression({"Cast": {**node["Cast"], "expr": _NOTHING, "options": "NonStrict"}})
        case {"Function": {"function": {"StringExpr": {"Strptime": [to, _]}}}}:
            return _expression({"Cast": {"expr": _NOTHING, "dtype": to, "options": "NonStrict"}})
        case {"Function": {"function": {"TemporalExpr": {"ReplaceTimeZone": [{"inner": zone}, _]}}}}:
            return pl.lit(None, pl.Datetime("us", zone))
    return pl.lit(None)


_NOTHING = json.loads(pl.lit(None).meta.serialize(format="json"))


def _form(node: dict[str, Any]) -> str:
    match node:
        case {"Cast": {"dtype": {"Literal": to}}}:
            return _example(to)
        case {"Function": {"function": {"StringExpr": {"Strptime": [{"Literal": to}, options]}}}}:
            return options["format"] or _example(to)
        case {"Function": {"function": {"TemporalExpr": {"ReplaceTimeZone": [{"inner": zone}, _]}}}}:
            return str(zone)
    return "?"


def _example(to: Any) -> str:
    name = to if isinstance(to, str) else next(iter(to))
    return FORMS.get(name, "12.5" if name.startswith("Float") else "12")


def _expression(tree: Any) -> pl.Expr:
    return pl.Expr.deserialize(io.StringIO(json.dumps(tree)), format="json")
