"""`scorecard run`: from the sources to published numbers, and forecasts of them."""

import re
from pathlib import Path
from typing import Annotated

import typer

from data.errors import UserError
from data.refusals import commands as refusals
from scorecard.error_log import log_unforeseen
from scorecard.home import own
from scorecard.options import DEMO_SOURCE, command_group, example
from scorecard.streams import progress_bar, say

app = command_group()


@app.command(epilog=example("scorecard run --source data/sources/boston_311"))
def run(
    source: Annotated[list[Path] | None, typer.Option(help="A source's folder; remembered. May be repeated.")] = None,
    workers: Annotated[
        str | None, typer.Option(help="A Dask scheduler, as tcp://scheduler:8786 [this machine].")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything again, not only what is new.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Retention may let go of the last row of a record.")] = False,
    no_forecast: Annotated[bool, typer.Option("--no-forecast", help="Publish the numbers only.")] = False,
) -> None:
    """Extract, check, aggregate and publish; safe to repeat."""
    from data.storage.manifest import read_manifest
    from pipelines.run import run as run_pipelines

    if workers and not re.fullmatch(r"\w+://\S+:\d+", workers):
        raise refusals.NOT_A_SCHEDULER(address=workers)
    home = own()
    previous = read_manifest(home)
    folders = [folder.resolve() for folder in source or ([] if previous and previous.folders else [DEMO_SOURCE])]
    with progress_bar("run") as progress:
        outcome = run_pipelines(home, folders, full=full, may_empty=yes, workers=workers, progress=progress)
    for problem in outcome.problems:
        say(str(problem))
    manifest = outcome.manifest
    if not outcome.published:
        say(f"Nothing new since run {manifest.run}: {manifest.rows_read:,} rows read, all of them known.")
    else:
        say(f"Published run {manifest.run}: {manifest.rows_read:,} rows read.")
    if outcome.let_go:
        say(f"{outcome.let_go:,} rows older than they are retained were let go; the sums of their months stay.")
    if outcome.rebuilt:
        say(outcome.rebuilt.en)
    if outcome.restated:
        say(f"{outcome.restated:,} numbers of finished periods were restated: `scorecard status` tells which and why.")
    forecast_done = no_forecast or _forecast(home)
    _judge_alerts(home)
    if not (outcome.complete and forecast_done):
        raise typer.Exit(3)


def _judge_alerts(home: Path) -> None:
    """The alerts of what a run published; whatever goes wrong here is a sentence, for the numbers are out already."""
    from data.settings import settings
    from pipelines.alerts import judge_alerts

    try:
        found = judge_alerts(home, settings().state_url)
    except Exception as error:
        reason = error if isinstance(error, UserError) else log_unforeseen()
        say(f"Alerts were not judged; those of earlier runs stay. {reason}")
        return
    if found.judged:
        say(f"Alerts: {found.raised} new, {found.worse} worse, {found.ended} ended; {found.holding} hold now.")
    _send_alerts()
    _send_digests()


def _send_digests() -> None:
    """Sends the digests that are due, where the settings or somebody asks for any; what goes wrong costs a sentence."""
    from datetime import datetime

    from data.settings import settings
    from scorecard.alert_sending import is_set
    from scorecard.digest_sending import describe, send_digests

    if not is_set(settings()):
        return
    try:
        result = send_digests(datetime.now().astimezone().date())
        for line in describe(result) if result.sent or result.failed else ():
            say(line)
    except Exception as error:
        reason = error if isinstance(error, UserError) else log_unforeseen()
        say(f"Digests were not sent; the next run tries again. {reason}")


def _send_alerts() -> None:
    """Sends what is new, where the settings say to whom; a server that is down costs a sentence, not the run."""
    from data.settings import settings
    from scorecard.alert_sending import describe, is_set, send_alerts

    if not is_set(settings()):
        return
    try:
        for line in describe(send_alerts()):
            say(line)
    except Exception as error:
        reason = error if isinstance(error, UserError) else log_unforeseen()
        say(f"Alerts were not sent; the next run tries again. {reason}")


def _forecast(home: Path) -> bool:
    """Forecasts of what a run published; whatever goes wrong here is a sentence, for the numbers are out already."""
    from data.settings import settings
    from pipelines.forecast.organisation.publish import publish_forecasts

    try:
        with progress_bar("forecast") as progress:
            forecast_run, fresh = publish_forecasts(home, settings().state_url, tell=progress)
    except Exception as error:
        reason = error if isinstance(error, UserError) else log_unforeseen()
        say(f"No forecasts were made; the numbers are published and earlier forecasts stay. {reason}")
        return False
    for note in forecast_run.notes if fresh else ():
        say(note.en)
    news = f"made in {forecast_run.seconds:.0f} s" if fresh else "nothing they depend on is new"
    say(f"Forecasts of run {forecast_run.run}: {news}.")
    return True
