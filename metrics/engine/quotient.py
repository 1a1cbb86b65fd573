"""Numerator ÷ denominator × scale, at last; and the word for a value that is absent."""

import polars as pl

from data.words import Absence
from metrics.definition.indicator import Indicator

NUMBERS = ("numerator", "denominator", "value", "n")


def divide(indicator: Indicator) -> pl.Expr:
    """The value of a row of sums (`numerator`, `denominator`); null where there is nothing to divide by."""
    below = pl.col("denominator") if indicator.denominator else pl.lit(1)
    return pl.when(below != 0).then(pl.col("numerator") / below * indicator.scale)


def with_absence(values: pl.DataFrame) -> pl.DataFrame:
    """Hides what is suppressed and says why a value is absent.

    In: `value`, `n`, `suppressed` (null counts as no), perhaps the sums. Out: the same without `suppressed`; `value`
    (Float64) and whole numbers null where they are hidden, and `absence` (null, `suppressed` or `no_data`).
    """
    hidden = pl.col("suppressed").fill_null(False)
    numbers = [name for name in NUMBERS if name in values.columns]
    return (
        values.with_columns(pl.col("value").cast(pl.Float64))
        .with_columns(pl.when(~hidden).then(pl.col(numbers)))
        .with_columns(
            absence=pl.when(hidden)
            .then(pl.lit(Absence.SUPPRESSED.value))
            .when(pl.col("value").is_null())
            .then(pl.lit(Absence.NO_DATA.value))
        )
        .drop("suppressed")
    )
