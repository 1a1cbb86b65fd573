"""Results on stdout: an aligned table, JSON or CSV."""

import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from data.certainty import scalar

if TYPE_CHECKING:
    import polars as pl

MAX_WIDTH = 40
"""Characters of a table cell; JSON and CSV are never cut."""


def write_text(text: str = "", end: str = "\n") -> None:
    """Writes to stdout; a reader that has seen enough, as `head` has, is no error."""
    try:
        print(text, end=end, flush=True)
    except BrokenPipeError:
        # What is still to come, and what is left to flush at the end, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_frame(frame: "pl.DataFrame", form: str, width: int = MAX_WIDTH) -> None:
    """Writes a frame as `table`, `json` or `csv`; null is empty, or null in JSON."""
    if form in ("json", "csv"):
        from dashboard.exports.plain_files import PARTS

        write_text("".join(PARTS[form](frame)), end="\n" if form == "json" else "")
    else:
        write_text("\n".join(_table_lines(frame, width)))


def write_json(value: Any) -> None:
    """Writes plain lists and dicts as JSON, accents as they are."""
    write_text(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def flatten(rows: Sequence[dict[str, Any]]) -> "pl.DataFrame":
    """Descriptions as a table: texts in English, lists joined."""
    import polars as pl

    def cell(value: Any) -> Any:
        if isinstance(value, dict):
            return value.get("en")
        return ", ".join(value) if isinstance(value, list) else value

    return pl.DataFrame([{name: cell(value) for name, value in row.items()} for row in rows])


def _with_iso_times(frame: "pl.DataFrame") -> "pl.DataFrame":
    """Points in time as ISO text with their offset."""
    import polars.selectors as cs

    return frame.with_columns(cs.datetime().dt.to_string("iso:strict"))


def _table_lines(frame: "pl.DataFrame", width: int) -> list[str]:
    import polars as pl

    if frame.is_empty():
        return ["(none)"]
    texts = _with_iso_times(frame).with_columns(
        pl.col(pl.Float64, pl.Float32).round_sig_figs(8), pl.col(pl.List(pl.String)).list.join(", ")
    )
    texts = texts.with_columns(pl.all().cast(pl.String).fill_null("").str.slice(0, width))
    right = {name for name, dtype in frame.schema.items() if dtype.is_numeric()}
    widths = {name: max(len(name), scalar(texts[name].str.len_chars().max(), int)) for name in texts.columns}

    def line(cells: Sequence[str]) -> str:
        padded = (
            cell.rjust(widths[name]) if name in right else cell.ljust(widths[name])
            for name, cell in zip(texts.columns, cells, strict=True)
        )
        return "  ".join(padded).rstrip()

    return [line(texts.columns), *map(line, texts.iter_rows())]
