"""`scorecard period`: closes a reporting period, or reopens it."""

from typing import Annotated

import typer

from scorecard.home import note_writing
from scorecard.options import PERIODS, command_group, example
from scorecard.snapshot import open_snapshot
from scorecard.streams import say

EXAMPLE = example("scorecard period lock 2026-07 --reason 'All sources in' --author Planning")

app = command_group()
period = command_group()
app.add_typer(period, name="period", help="Close a reporting period, or reopen it.", epilog=EXAMPLE)

PeriodArgument = Annotated[str, typer.Argument(metavar="P", help=PERIODS)]
ReasonOption = Annotated[str, typer.Option(help="On what grounds; shown beside the period.")]
AuthorOption = Annotated[str, typer.Option(help="Who decides: a name or function.")]


@period.command(epilog=EXAMPLE)
def lock(code: PeriodArgument, reason: ReasonOption, author: AuthorOption) -> None:
    """Close a period: its headline figures, targets and verdicts are kept, whatever changes later."""
    from dashboard.text.locked_figures import figures
    from data.access.viewer import ADMINISTRATOR
    from data.state import comments, targets
    from data.state.writing import lock_period
    from metrics.calendar.periods import parse
    from metrics.reporting.closing import close
    from metrics.reporting.due import in_force

    of, snapshot = parse(code), open_snapshot(None)
    with note_writing(f"lock {of.code}", author=author) as url:
        made = close(of, snapshot, targets(url), in_force(comments(url), of.code, "{}"))
        left = [check.point for check in made.checks if not check.done]
        lock_period(
            url,
            period=of.code,
            first_day=of.start,
            last_day=of.end,
            reason=reason,
            role=ADMINISTRATOR,
            run=snapshot.manifest.run,
            open_points=[point.value for point in left],
            figures=figures(made.assessments),
            author=author,
            seen=None,
        )
    say(f"{of.code} is closed, with {len(made.assessments)} figures of run {snapshot.manifest.run}.")
    if left:
        say(f"Still open: {'; '.join(point.text.en for point in left)}.")


@period.command(epilog=example("scorecard period reopen 2026-07 --reason 'Late ledger' --author Planning"))
def reopen(code: PeriodArgument, reason: ReasonOption, author: AuthorOption) -> None:
    """Reopen a closed period; what its lock kept stays in the database."""
    from data.access.viewer import ADMINISTRATOR
    from data.state.writing import reopen_period
    from metrics.calendar.periods import parse

    of = parse(code)
    with note_writing(f"reopen {of.code}", author=author) as url:
        reopen_period(url, period=of.code, reason=reason, role=ADMINISTRATOR, author=author, seen=None)
    say(f"{of.code} is open again.")
