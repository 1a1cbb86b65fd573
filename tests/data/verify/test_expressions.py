"""What a row adds, in SQL: as Polars means it, for every part of the catalogue and for each kind of node."""

import random
from datetime import UTC, date, datetime, timedelta

import duckdb
import polars as pl
import pytest

from data.connectors.sql import quote
from data.records import RECORDS
from data.records.stored import stored_schema
from data.verify.expressions import UnknownExpression, columns_of, to_sql
from metrics.catalogue.registry import declared
from metrics.definition.rowsets import ROWSETS, record_behind
from metrics.engine.cubes import columns_over
from tests.support.proofs import count, proof

MADE = {"borne": pl.Int64(), "repeated_within_7_days": pl.Boolean(), "online_from": pl.Date(), "month": pl.Date()}
MADE |= {"live_online": pl.Boolean()}
"""Columns that row sets add to their record's."""


def written(expression: pl.Expr) -> str:
    return expression.meta.serialize(format="json")


def in_sql(expression: pl.Expr, frame: pl.DataFrame) -> list:
    with duckdb.connect() as connection:
        connection.register("given", frame.to_arrow())
        return [row[0] for row in connection.execute(f"SELECT {to_sql(written(expression))} FROM given").fetchall()]


def anything(record: str, name: str, rng: random.Random, rows: int) -> pl.Series:
    """Values that a column may hold, a fifth of them none."""
    column, dtype = RECORDS[record].columns().get(name), {**stored_schema(RECORDS[record]), **MADE}[name]
    numbers = [-2_000, 0, 1, 2, 3, 4, 5, 9, 10, 60, 1200, 10_000, 333_333, 1_000_000, 2_718_281]
    moment = datetime(2025, 1, 1, tzinfo=UTC)
    if isinstance(dtype, pl.Enum):
        values = dtype.categories.to_list()
    elif dtype == pl.Datetime:
        values = [moment, moment + timedelta(seconds=1), moment - timedelta(days=20)]
    elif dtype == pl.Date:
        values = [date(2025, 1, 1), date(2024, 12, 31)]
    elif dtype == pl.Boolean:
        values = [True, False]
    else:
        values = ["it's", "x"]
        if dtype.is_integer():
            least, most = getattr(column, "min", None), getattr(column, "max", None)
            values = [n for n in numbers if (least is None or n >= least) and (most is None or n <= most)]
    known = pl.String() if isinstance(dtype, pl.Enum) else dtype
    drawn = [rng.choice(values) if rng.random() < 0.8 else None for _ in range(rows)]
    return pl.Series(name, drawn, known)


@proof("every part of the catalogue adds the same in SQL", 8_000, seed=1, unit="rows")
@pytest.mark.parametrize("rows", [name for name in [*RECORDS, *ROWSETS] if columns_over(name, declared())])
def test_every_part_of_the_catalogue_adds_the_same_in_sql(rows):
    rng = random.Random(1)
    parts = {column.sum: column.part.expression for column in columns_over(rows, declared())}
    needed = sorted({name for expression in parts.values() for name in columns_of(written(expression))})
    frame = pl.DataFrame([anything(record_behind(rows), name, rng, count(8_000)) for name in needed])
    with duckdb.connect() as connection:
        connection.register("given", frame.to_arrow())
        listed = ", ".join(f"{to_sql(written(expression))} AS {quote(name)}" for name, expression in parts.items())
        found = pl.DataFrame(connection.execute(f"SELECT {listed} FROM given").fetchall(), list(parts), orient="row")

    expected = frame.select(expression.alias(name) for name, expression in parts.items())

    assert found.to_dict(as_series=False) == expected.to_dict(as_series=False)
    assert [name for name in parts if not (expected[name] != 0).any()] == [], "nothing is added"


NUMBERS = pl.DataFrame({"a": [7, -7, 7, None], "b": [2, 2, 0, 2]})
ANSWERS = pl.DataFrame({"yes": [True, False, None], "word": ["it's", "x", None]})


@pytest.mark.parametrize(
    ("expression", "frame", "expected"),
    [
        (pl.col("a") // pl.col("b"), NUMBERS, [7 // 2, -7 // 2, None, None]),
        (pl.col("a") ** 2, NUMBERS, [7 * 7, 7 * 7, 7 * 7, None]),
        (-pl.col("a"), NUMBERS, [-7, 7, -7, None]),
        (pl.sum_horizontal("a", "b"), NUMBERS, [7 + 2, -7 + 2, 7 + 0, 0 + 2]),
        (pl.when(pl.col("a") > 0).then(1).otherwise(0), NUMBERS, [1, 0, 1, 0]),
        (pl.col("yes") | pl.lit(True), ANSWERS, [True, True, True]),
        (pl.col("yes") & pl.lit(False), ANSWERS, [False, False, False]),
        (~pl.col("yes"), ANSWERS, [False, True, None]),
        (pl.col("yes").fill_null(False), ANSWERS, [True, False, False]),
        (pl.col("word") == "it's", ANSWERS, [True, False, None]),
        (pl.col("word") != "x", ANSWERS, [True, False, None]),
        (pl.col("word").is_in(["it's", "y"]), ANSWERS, [True, False, None]),
        (pl.col("word").is_null(), ANSWERS, [False, False, True]),
    ],
    ids=lambda value: str(value) if isinstance(value, pl.Expr) else "",
)
def test_a_node_means_the_same(expression, frame, expected):
    assert frame.select(expression).to_series().to_list() == expected
    assert in_sql(expression, frame) == expected


@pytest.mark.parametrize(
    ("expression", "named"),
    [
        (pl.col("word").str.len_chars(), "String"),
        (pl.col("a") ** 3, "power"),
        (pl.col("a") ** pl.col("b"), "power"),
        (pl.col("a") / 2, "Divide"),
        (pl.col("a").cast(pl.Int8), "cast"),
        (pl.col("a").is_in([1, 2]), "list"),
        (pl.col("word").is_in(pl.col("words")), "list"),
        (pl.col("a") * 0.5, "Float"),
        (pl.col("a").sum(), "Agg"),
    ],
    ids=lambda value: str(value) if isinstance(value, pl.Expr) else "",
)
def test_what_has_no_translation_is_refused_by_name(expression, named):
    with pytest.raises(UnknownExpression, match=named):
        to_sql(written(expression))
