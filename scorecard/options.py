"""The options that several commands share, and how their values are read."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard.request.filters import parse_filters as parse_filters
from dashboard.request.filters import parse_names as parse_names
from data.refusals import commands as refusals

DEMO_SOURCE = Path(__file__).parents[1] / "data" / "sources" / "demo"
"""The source that is read where no other was ever named."""


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def _refuse_empty(as_of: str | None) -> str | None:
    """A script whose variable is unset asks for the past and must not be given the present."""
    if as_of is not None and not as_of.strip():
        raise refusals.NO_AS_OF()
    return as_of


FormatOption = Annotated[Format, typer.Option("--format", help="How the result is written.")]
PERIODS = "FY2024-25, FY2024-25-Q3, 2024-11, 2024-W48, 2024-11-30; a year so far: FY2024-25-to-2024-11."
PeriodOption = Annotated[str | None, typer.Option(help=PERIODS)]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", help="As reported by this run, or by the end of this day (2026-10-31) [now].", callback=_refuse_empty
    ),
]
ViewerOption = Annotated[
    str | None,
    typer.Option("--viewer", help="As the person of this e-mail address may see it [all]."),
]
WhereOption = Annotated[list[str] | None, typer.Option(help="Only this group, as channel=online; may be repeated.")]


def command_group() -> typer.Typer:
    """A group of commands; each module of `scorecard.commands` is one."""
    return typer.Typer(
        no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )


def example(command: str) -> str:
    """The end of every command's help."""
    return f"Example: {command}"


def parse_day(text: str) -> date:
    """A day as people write it; raises `UserError`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refusals.NOT_A_DAY(day=text) from None
