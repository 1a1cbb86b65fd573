"""The command line: results to stdout, all else to stderr; exit 0 done, 1 nothing done, 3 something was left out."""

import logging
import re
import signal
import subprocess
import sys
import tempfile
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import IO, Annotated

import typer

from data.errors import UserError
from data.settings import settings
from data.storage.failures import FAILURES, understood
from scorecard import output as printing
from scorecard.commands import ahead as scorecard_ahead
from scorecard.commands import answers as scorecard_answers
from scorecard.commands import trust as scorecard_trust
from scorecard.options import commands, day, example, progress, say

app = commands()
for group in (scorecard_trust, scorecard_answers, scorecard_ahead):
    app.add_typer(group.app)

LIBRARIES_SAY = 10_000
"""Bytes of it that are kept with an unforeseen error."""

DEMO_SOURCE = Path(__file__).parents[1] / "data" / "sources" / "demo"


@app.command(epilog=example("scorecard demo --scale 0.01 --until 2026-10-31"))
def demo(
    scale: Annotated[float | None, typer.Option(help="Share of a full year's 40 million transactions [0.01].")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed, another organisation [1].")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, as 2026-10-31 [yesterday].")] = None,
) -> None:
    """Write the fictional organisation's source database, or append the days it lacks."""
    from data import demo as organisation
    from data.state import targets as targets_in_force
    from metrics.assessment.target import load_targets

    last = day(until) if until else date.today() - timedelta(days=1)  # noqa: DTZ011 - the user's own day
    with progress() as bar:
        task = bar.add_task("fictional organisation", total=1.0)
        written = organisation.write(
            settings().demo_url,
            scale=scale,
            seed=seed,
            until=last,
            tell=lambda step, done: bar.update(task, description=step, completed=done),
        )
    if targets_in_force(settings().state_url).is_empty():
        load_targets(DEMO_SOURCE / "targets.csv", settings().state_url)
    rows = sum(written.rows.values())
    say(f"Fictional organisation {written.what}: {rows:,} rows written, {written.first_day} to {written.last_day}.")


@app.command(epilog=example("scorecard run --source data/sources/boston_311"))
def run(
    source: Annotated[list[Path] | None, typer.Option(help="A source's folder; remembered. May be repeated.")] = None,
    workers: Annotated[
        str | None, typer.Option(help="A Dask scheduler, as tcp://scheduler:8786 [this machine].")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything again, not only what is new.")] = False,
    no_forecast: Annotated[bool, typer.Option("--no-forecast", help="Publish the numbers only.")] = False,
) -> None:
    """Extract, check, aggregate and publish; safe to repeat."""
    from data.storage.manifest import read_manifest
    from pipelines.run import run as run_pipelines

    if workers and not re.fullmatch(r"\w+://\S+:\d+", workers):
        raise UserError(f"'{workers}' is not the address of a Dask scheduler: write it as tcp://scheduler:8786.")
    home = settings().home
    known = read_manifest(home)
    folders = [folder.resolve() for folder in source or ([] if known and known.folders else [DEMO_SOURCE])]
    with progress() as bar:
        task = bar.add_task("run", total=1.0)
        outcome = run_pipelines(
            home,
            folders,
            full=full,
            workers=workers,
            tell=lambda step, done: bar.update(task, description=step, completed=done),
        )
    for problem in outcome.problems:
        say(problem)
    manifest = outcome.manifest
    if not outcome.news:
        say(f"Nothing new since run {manifest.run}: {manifest.rows_read:,} rows read, all of them known.")
    else:
        say(f"Published run {manifest.run}: {manifest.rows_read:,} rows read.")
    if outcome.restated:
        say(f"{outcome.restated:,} numbers of finished periods were restated: `scorecard status` tells which and why.")
    foreseen = no_forecast or _forecast(home)
    if not (outcome.complete and foreseen):
        raise typer.Exit(3)


def _forecast(home: Path) -> bool:
    """Forecasts of what a run published; whatever goes wrong here is a sentence, for the numbers are out already."""
    from pipelines.forecast.organisation.publish import publish_forecasts

    with progress() as bar:
        task = bar.add_task("forecast", total=1.0)
        try:
            made, fresh = publish_forecasts(
                home,
                settings().state_url,
                tell=lambda step, done: bar.update(task, description=step, completed=done),
            )
        except Exception as error:
            why = str(error) if isinstance(error, UserError) else _recorded()
            say(f"No forecasts were made; the numbers are published and earlier forecasts stay. {why}")
            return False
    for note in made.notes if fresh else ():
        say(note.en)
    news = f"made in {made.seconds:.0f} s" if fresh else "nothing they depend on is new"
    say(f"Forecasts of run {made.run}: {news}.")
    return True


@app.command(epilog=example("scorecard dashboard --port 8502"))
def dashboard(port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501) -> None:
    """Start the dashboard and say its address."""
    server = Path(__file__).parents[1] / "dashboard" / "server.py"
    settings()  # What is set wrongly is said here rather than by every page.
    if not printing.port_is_free(port):
        raise UserError(f"Port {port} is in use: stop what listens there, or choose another with --port (make: PORT=).")
    say(f"Scorecard: http://localhost:{port}  (stop with Ctrl+C)")
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    command = [sys.executable, "-m", "streamlit", "run", str(server), *options]
    with subprocess.Popen(command, stderr=sys.stderr) as pages:
        # Whoever stops this program means the server, which would go on alone.
        signal.signal(signal.SIGTERM, lambda *_: pages.terminate())
        try:
            code = pages.wait()
        except KeyboardInterrupt:
            pages.terminate()
            code = 0
    raise typer.Exit(0 if code in (0, -signal.SIGTERM) else 1)


def main() -> None:
    """Runs a command; whatever goes wrong, the user reads a sentence and the exit code tells a script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    with printing.libraries_aside() as aside:
        code = _code(aside)
    sys.exit(code)


def _code(aside: IO[bytes]) -> int:
    """The exit code of the command that was asked for; `aside`: what libraries have to say of it."""
    try:
        return app(standalone_mode=False) or 0
    except UserError as problem:
        print(problem, file=sys.stderr)
    except typer.TyperException as error:
        print(_misused(error.format_message()), file=sys.stderr)
    except (KeyboardInterrupt, typer.Abort):
        print("Stopped; what was published before stays.", file=sys.stderr)
        return 130
    except FAILURES as error:
        print(understood(error, settings().home) or _recorded(aside), file=sys.stderr)
    except Exception:
        print(_recorded(aside), file=sys.stderr)
    return 1


def _misused(said: str) -> str:
    """The sentence on a command that is not understood; without any command that is the help itself."""
    if said.startswith("Usage:"):
        return said
    return f"{said if said.endswith(('.', '?')) else f'{said}.'} See `scorecard --help`."


def _recorded(aside: IO[bytes] | None = None) -> str:
    """Writes an unforeseen error to the home's log and returns the sentence for the user."""
    reference = uuid.uuid4().hex[:8]
    log = settings().home / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        log = Path(tempfile.gettempdir()) / "scorecard-errors.log"
    logging.basicConfig(filename=log, format=f"%(asctime)s {reference} %(message)s", force=True)
    logging.exception("unforeseen, at %s", datetime.now().astimezone().isoformat())
    if aside and (said := _said(aside)):
        logging.error("libraries said: %s", said)
    return f"Something went wrong that we did not foresee (reference {reference}); the details are in {log}."


def _said(aside: IO[bytes]) -> str:
    aside.seek(0)
    return aside.read(LIBRARIES_SAY).decode("utf-8", "replace").strip()


if __name__ == "__main__":
    main()
