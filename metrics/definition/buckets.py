"""Buckets of durations: to the second where seconds matter, and never wider than a thirtieth of what they hold.

A bucket is named by the longest duration in it. Up to 150 seconds each second has its own; then every doubling (150 to
300, 300 to 600, …) is cut into thirty. So every whole minute up to twenty is the end of a bucket, and half-hours and
hours after it: how many waited longer than a standard is exact where the standard is one of those.
"""

from fractions import Fraction

import polars as pl

EXACT = 150
"""Seconds up to which a bucket holds one second."""
PARTS = 30
"""Of each doubling after it."""
VERSION = 1
"""Raised by one whenever durations fall into other buckets."""

NARROWEST = EXACT // PARTS
SQL = (
    f"CASE WHEN {{value}} <= {EXACT} THEN {{value}} ELSE "
    f"CAST(ceil({{value}} / ({NARROWEST} * pow(2, floor(log2(({{value}} - 1) // {EXACT}))))) AS BIGINT) * "
    f"({NARROWEST} * CAST(pow(2, floor(log2(({{value}} - 1) // {EXACT}))) AS BIGINT)) END"
)
"""The bucket of `{value}` in SQL, by the same rule in other steps: for verification."""


def bucket(seconds: pl.Expr) -> pl.Expr:
    """The longest duration of the bucket that a duration falls into, Int64 seconds; null where there is none."""
    doublings = 63 - ((seconds - 1) // EXACT).cast(pl.Int64).bitwise_leading_zeros().cast(pl.Int64)
    width = NARROWEST * pl.lit(2, pl.Int64).pow(doublings.clip(0))
    return pl.when(seconds <= EXACT).then(seconds).otherwise(-((-seconds) // width) * width).cast(pl.Int64)


def width_at(seconds: int) -> int:
    """How wide the bucket is that a duration falls into: what a percentile read from buckets can be too long by."""
    return 1 if seconds <= EXACT else NARROWEST * 2 ** (((seconds - 1) // EXACT).bit_length() - 1)


def is_end(seconds: int) -> bool:
    """Whether a duration is the longest of its bucket, so that how many are longer is exact."""
    return not Fraction(seconds, width_at(seconds)) % 1
