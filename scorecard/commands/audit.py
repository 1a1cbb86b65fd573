"""`scorecard audit`: who did what, and whether the trail of it is whole."""

from typing import Annotated

import typer

from scorecard.options import Format, FormatOption, command_group, example, parse_day
from scorecard.output import write_frame, write_text
from scorecard.streams import say

app = command_group()
audit = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.add_typer(audit, name="audit", help="Search the audit trail, or check that nobody changed it.")


@audit.callback(invoke_without_command=True, epilog=example("scorecard audit --who manager@example.org --format csv"))
def search(
    ctx: typer.Context,
    who: Annotated[str | None, typer.Option(help="Only what this address did.")] = None,
    event: Annotated[
        str | None, typer.Option(help="signed_in, signed_out, opened, exported, wrote or refused.")
    ] = None,
    find: Annotated[str | None, typer.Option(help="Only lines with this text.")] = None,
    first: Annotated[str | None, typer.Option("--from", help="From this day (UTC), as 2026-10-31.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Up to this day (UTC), as 2026-10-31.")] = None,
    limit: Annotated[int | None, typer.Option(min=0, max=1_000_000_000, help="At most this many lines [all].")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show who did what, the newest first."""
    if ctx.invoked_subcommand:
        return
    from data.audit.check import search_trail
    from data.settings import settings

    days = [parse_day(day) if day else None for day in (first, last)]
    lines = search_trail(settings().state_url, who=who, event=event, text=find, first=days[0], last=days[1], most=limit)
    write_frame(lines, form, width=120)


@audit.command(epilog=example("scorecard audit check"))
def check() -> None:
    """Read every line and its seal; exit 1 with a sentence each where one was changed, put in, taken out or cut off."""
    from data.audit.check import check_trail
    from data.settings import settings

    finding = check_trail(settings().home, settings().state_url)
    for problem in finding.problems:
        write_text(problem.en)
    if not finding.whole:
        raise typer.Exit(1)
    say(f"Whole, to line {finding.lines:,}: none was changed, put in or taken out.")
