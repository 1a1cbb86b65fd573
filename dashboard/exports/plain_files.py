"""Rows as scripts read them, CSV or JSON, a part at a time: points and commas as programs write them, null is empty."""

from collections.abc import Iterator

import polars as pl
import polars.selectors as cs

PART = 5_000
"""Rows that are written at once."""


def csv_parts(frame: pl.DataFrame) -> Iterator[str]:
    """The header, then the rows."""
    texts = _with_iso_times(frame)
    yield texts.clear().write_csv()
    for part in texts.iter_slices(PART):
        yield part.write_csv(include_header=False)


def json_parts(frame: pl.DataFrame) -> Iterator[str]:
    """A list with an object per row, the same as if it were written at once."""
    yield "["
    for number, part in enumerate(_with_iso_times(frame).iter_slices(PART)):
        yield f"{',' if number else ''}{part.write_json()[1:-1]}"
    yield "]"


PARTS = {"csv": csv_parts, "json": json_parts}
"""Form → how it is written."""


def _with_iso_times(frame: pl.DataFrame) -> pl.DataFrame:
    """Points in time as ISO text with their offset."""
    return frame.with_columns(cs.datetime().dt.to_string("iso:strict"))
