"""`scorecard pack`: the board pack of a period."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from data.refusals import pack as refusals
from scorecard.options import (
    AsOfOption,
    PeriodOption,
    ViewerOption,
    WhereOption,
    command_group,
    example,
    parse_filters,
)
from scorecard.snapshot import find_viewer, require_page
from scorecard.streams import say

if TYPE_CHECKING:
    from data.access.viewer import Viewer

PAGE = "reporting"
LANGUAGES = ("en", "fr")

app = command_group()


@app.command(epilog=example("scorecard pack --period FY2026-27-Q1 --language fr --out pack.pdf"))
def pack(
    out: Annotated[Path, typer.Option(help="File that is written; .pdf, .pptx, .xlsx or .html says as what.")],
    period: PeriodOption = None,
    language: Annotated[str, typer.Option(help="en or fr.")] = "en",
    where: WhereOption = None,
    as_of: AsOfOption = None,
    viewer: ViewerOption = None,
) -> None:
    """Write the board pack of --period [last month]: scorecard, changes, a page for each indicator to watch, and more.

    Of a closed period it is made from the figures that the close kept, and is the same however often it is made.
    """
    from dashboard.exports.pack.edition import open_edition
    from dashboard.exports.pack.files import check_ending, make
    from metrics.calendar.periods import parse

    ending = check_ending(out)
    if language not in LANGUAGES:
        raise refusals.UNKNOWN_LANGUAGE(language=language)
    who = find_viewer(viewer)
    require_page(who, PAGE, "pack")
    filters = {name: tuple(codes) for name, codes in parse_filters(where).items()}
    edition = open_edition(who, language, parse(period) if period else None, filters, as_of)
    content = make(edition, ending)
    _note(who, f"board pack {edition.ctx.period.code}", language=language, format=ending, where=filters)
    _write(out, content)
    standing = "closed" if edition.lock else "not closed"
    run = edition.ctx.snapshot.manifest.run
    say(f"{edition.ctx.period.code}, {standing}, of run {run}: {len(content):,} bytes in {out}.")


def _note(viewer: "Viewer", what: str, **details: object) -> None:
    """A line of the audit trail on a file that a person took; raises UserError where it cannot be written."""
    from data.audit.trail import Event, record
    from data.settings import settings

    if viewer.email:
        now = settings()
        record(now.home, now.state_url, viewer, Event.EXPORTED, what, details | {"by": "command line"})


def _write(out: Path, content: bytes) -> None:
    """The file, whole or not at all: whoever has an earlier one keeps it until this one is there."""
    beside = out.with_name(f".{out.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True) if out.parent.is_dir() else None
        raise refusals.NOT_WRITABLE(file=out, reason=error.strerror or str(error)) from None
