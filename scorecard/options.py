"""What the commands share: how results are written, periods and filters, progress, and where sentences go."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from data.errors import UserError
from data.settings import settings
from data.storage.snapshot import Snapshot

# What is printed there is plain text: a path or a file's own words may hold [brackets].
stderr = Console(stderr=True, markup=False, emoji=False)


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def _named(as_of: str | None) -> str | None:
    """A script whose variable is unset asks for the past and must not be given the present."""
    if as_of is not None and not as_of.strip():
        raise UserError("--as-of names no run or day: write it as 2026-10-31, or leave it out for now.")
    return as_of


Written = Annotated[Format, typer.Option("--format", help="How the result is written.")]
PeriodOption = Annotated[str | None, typer.Option(help="FY2024-25, FY2024-25-Q3, 2024-11, 2024-W48 or 2024-11-30.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="As reported by this run, or by the end of this day (2026-10-31) [now].", callback=_named
    ),
]
Where = Annotated[list[str] | None, typer.Option(help="Only this group, as channel=online; may be repeated.")]


def example(text: str) -> str:
    """The end of every command's help."""
    return f"Example: {text}"


def commands() -> typer.Typer:
    """A group of commands."""
    return typer.Typer(
        no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )


def say(sentence: str) -> None:
    """A sentence for whoever runs the command, kept apart from its result."""
    stderr.print(sentence, highlight=False, soft_wrap=True)


@contextmanager
def reported(as_of: str | None) -> Iterator[Snapshot]:
    """The tables in force, or those of a past run or day with the definitions of then, which is then said."""
    from metrics.catalogue import versions

    with versions.as_reported(settings().home, as_of) as snapshot:
        if as_of:
            say(versions.reported(snapshot))
        elif waiting := versions.awaiting(snapshot):
            say(f"Defined otherwise since the last run: {', '.join(waiting)}; shown as published. Run `scorecard run`.")
        yield snapshot


def progress() -> Progress:
    """Bars on a terminal, nothing elsewhere."""
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=stderr, transient=True, disable=not stderr.is_terminal)


def day(text: str) -> date:
    """A day as people write it; raises `UserError`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(f"'{text}' is not a day: write it as 2026-10-31.") from None


def groups(pairs: list[str] | None) -> dict[str, list[str]]:
    """Filters as `channel=online`, by breakdown; raises `UserError`."""
    where: dict[str, list[str]] = {}
    for pair in pairs or []:
        name, sign, code = pair.partition("=")
        if not sign or not name.strip():
            raise UserError(f"'{pair}' is not a filter: write it as channel=online.")
        where.setdefault(name.strip(), []).append(code.strip())
    return where
