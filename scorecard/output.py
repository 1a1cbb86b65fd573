"""How the command line writes results: an aligned table, JSON or CSV on stdout; no library talks in between."""

import json
import os
import socket
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

import polars as pl

WIDEST = 40
"""Characters of a table cell; JSON and CSV are never cut."""


def write(frame: pl.DataFrame, form: str, widest: int = WIDEST) -> None:
    """Writes a frame to stdout as `table`, `json` or `csv`; null is empty, or null in JSON."""
    if form == "json":
        say(frame.with_columns(_timed(frame)).write_json())
    elif form == "csv":
        say(frame.with_columns(_timed(frame)).write_csv(), end="")
    else:
        say("\n".join(_lines(frame, widest)))


def write_json(value: Any) -> None:
    """Writes plain lists and dicts as JSON, accents as they are."""
    say(json.dumps(value, ensure_ascii=False, indent=1, default=str))


def say(text: str = "", end: str = "\n") -> None:
    """Writes to stdout; a reader that has seen enough, as `head` has, is no error."""
    try:
        print(text, end=end, flush=True)
    except BrokenPipeError:
        # What is still to come, and what is left to flush at the end, goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def libraries_aside() -> Iterator[IO[bytes]]:
    """Within, only Python writes to the user's stderr; what native libraries put there is collected in the file given.

    They tell of each panic in a dozen lines, before we have a chance to say in one what it means. And afterwards, from
    threads that end with the process: of the program's own stderr nothing is put back.
    """
    sys.stderr.flush()
    ours, real, aside = sys.stderr, os.dup(2), _aside()
    os.dup2(aside.fileno(), 2)
    if _is_real(ours):
        sys.stderr = open(real, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
        yield aside
        sys.stderr.flush()
        return
    try:
        yield aside
    finally:
        os.dup2(real, 2)
        os.close(real)
        aside.close()


def _aside() -> IO[bytes]:
    try:
        return tempfile.TemporaryFile()
    except OSError:
        # No space anywhere: what the libraries would say is the least of it.
        return open(os.devnull, "w+b")


def _is_real(stream: IO[str]) -> bool:
    """Whether a stream writes to the process's own stderr; a test's does not."""
    try:
        return stream.fileno() == 2
    except (OSError, ValueError):
        return False


def flat(rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """Described things as a table: texts in English, lists joined."""

    def cell(value: Any) -> Any:
        if isinstance(value, dict):
            return value.get("en")
        return ", ".join(value) if isinstance(value, list) else value

    return pl.DataFrame([{name: cell(value) for name, value in row.items()} for row in rows])


def port_is_free(port: int) -> bool:
    """Whether nothing listens on the port of this machine."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _timed(frame: pl.DataFrame) -> list[pl.Expr]:
    """Moments as ISO text with their offset."""
    moments = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.Datetime)]
    return [pl.col(name).dt.to_string("iso:strict") for name in moments]


def _lines(frame: pl.DataFrame, widest: int) -> list[str]:
    if frame.is_empty():
        return ["(none)"]
    texts = frame.with_columns(_timed(frame)).with_columns(
        pl.col(pl.Float64, pl.Float32).round_sig_figs(8), pl.col(pl.List(pl.String)).list.join(", ")
    )
    texts = texts.with_columns(pl.all().cast(pl.String).fill_null("").str.slice(0, widest))
    right = {name for name, dtype in frame.schema.items() if dtype.is_numeric()}
    widths = {name: max(len(name), texts[name].str.len_chars().max()) for name in texts.columns}

    def line(cells: Sequence[str]) -> str:
        padded = (
            cell.rjust(widths[name]) if name in right else cell.ljust(widths[name])
            for name, cell in zip(texts.columns, cells, strict=True)
        )
        return "  ".join(padded).rstrip()

    return [line(texts.columns), *map(line, texts.iter_rows())]


def catalogue_as_markdown() -> str:
    """The catalogue as the README shows it: one row per indicator, headline ones in bold."""
    from metrics.catalogue.registry import catalogue

    lines = [
        "| perspective | indicator | what it is | unit | better | command line |",
        "|---|---|---|---|---|---|",
    ]
    for i in catalogue().values():
        title = f"**{i.title.en}**" if i.headline else i.title.en
        cells = (i.perspective.text.en, f"{title} · {i.title.fr}", i.definition.en, i.unit.text.en, i.better.value)
        lines.append(f"| {' | '.join(cells)} | `{i.name}` |")
    return "\n".join(lines)


def with_catalogue(readme: str) -> str:
    """A README with the table between its two marks made anew."""
    before, begin, rest = readme.partition("<!-- indicators: written by make docs, checked by a test -->\n")
    _, end, after = rest.partition("<!-- end of indicators -->")
    return f"{before}{begin}\n{catalogue_as_markdown()}\n\n{end}{after}"
