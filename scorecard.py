"""The command line: results to stdout, all else to stderr; exit 0 done, 1 nothing done, 3 something was left out."""

import logging
import subprocess
import sys
import tempfile
import uuid
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import scorecard_printing as printing
from data.manifest import snapshot
from data.problem import Problem
from data.settings import settings

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
# What is printed there is plain text: a path or a file's own words may hold [brackets].
stderr = Console(stderr=True, markup=False, emoji=False)

DEMO_SOURCE = Path(__file__).parent / "data" / "sources" / "demo"


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Written = Annotated[Format, typer.Option("--format", help="How the result is written.")]
PeriodOption = Annotated[str | None, typer.Option(help="FY2024-25, FY2024-25-Q3, 2024-11, 2024-W48 or 2024-11-30.")]
Where = Annotated[list[str] | None, typer.Option(help="Only this group, as channel=online; may be repeated.")]


def example(text: str) -> str:
    """The end of every command's help."""
    return f"Example: {text}"


@app.command(epilog=example("scorecard demo --scale 0.01 --until 2026-10-31"))
def demo(
    scale: Annotated[float | None, typer.Option(help="Share of a full year's 40 million transactions [0.01].")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed, another organisation [1].")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, as 2026-10-31 [yesterday].")] = None,
) -> None:
    """Write the fictional organisation's source database, or append the days it lacks."""
    from data import demo as organisation
    from data.state import targets as targets_in_force
    from metrics.target import load_targets

    last = _day(until) if until else date.today() - timedelta(days=1)  # noqa: DTZ011 - the user's own day
    with _progress() as bar:
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
    stderr.print(
        f"Fictional organisation {written.what}: {rows:,} rows written, {written.first_day} to {written.last_day}.",
        highlight=False, soft_wrap=True,
    )  # fmt: skip


@app.command(epilog=example("scorecard run --source data/sources/boston_311"))
def run(
    source: Annotated[list[Path] | None, typer.Option(help="A source's folder; remembered. May be repeated.")] = None,
    workers: Annotated[
        str | None, typer.Option(help="A Dask scheduler, as tcp://scheduler:8786 [this machine].")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything again, not only what is new.")] = False,
    no_forecast: Annotated[bool, typer.Option("--no-forecast", help="Publish no forecasts (none yet).")] = False,
) -> None:
    """Extract, check, aggregate and publish; safe to repeat."""
    from data.manifest import read_manifest
    from pipelines.run import run as run_pipelines

    home = settings().home
    known = read_manifest(home)
    folders = [folder.resolve() for folder in source or ([] if known and known.folders else [DEMO_SOURCE])]
    with _progress() as bar:
        task = bar.add_task("run", total=1.0)
        outcome = run_pipelines(
            home,
            folders,
            full=full,
            workers=workers,
            tell=lambda step, done: bar.update(task, description=step, completed=done),
        )
    for problem in outcome.problems:
        stderr.print(problem, highlight=False, soft_wrap=True)
    manifest = outcome.manifest
    stderr.print(f"Published run {manifest.run}: {manifest.rows_read:,} rows read.", highlight=False, soft_wrap=True)
    if not outcome.complete:
        raise typer.Exit(3)


@app.command(epilog=example("scorecard status"))
def status(form: Written = Format.TABLE) -> None:
    """Show the last runs, how fresh each source is, rejected rows by rule, and where every row went."""
    from metrics import health

    tables = snapshot(settings().home)
    if form is Format.JSON:
        printing.write_json(health.report(tables))
        return
    parts = {
        "Runs": health.runs(tables),
        "Rows": health.accounting(tables),
        "Freshness": health.freshness(tables),
        "Rejected": health.rejected_by_rule(tables),
    }
    for title, frame in parts.items():
        if form is Format.TABLE:
            printing.say(f"{title}\n")
        printing.write(frame, form)
        printing.say()
    if form is Format.TABLE:
        for problem in parts["Freshness"]["problem"].drop_nulls().unique(maintain_order=True):
            printing.say(problem)


@app.command(epilog=example("scorecard indicators --format json"))
def indicators(form: Written = Format.TABLE) -> None:
    """List the catalogue."""
    from metrics.catalogue import described

    if form is Format.JSON:
        printing.write_json(described())
    else:
        printing.write(printing.flat(described()), form)


@app.command(epilog=example("scorecard query service_standards_met --by channel --period FY2024-25 --format json"))
def query(
    indicator: Annotated[str, typer.Argument(help="A name of `scorecard indicators`.")],
    by: Annotated[str, typer.Option(help="Breakdowns, as channel,line.")] = "",
    grain: Annotated[str | None, typer.Option(help="day, week, month, quarter or year.")] = None,
    period: PeriodOption = None,
    where: Where = None,
    form: Written = Format.TABLE,
) -> None:
    """Compute an indicator: period, groups, numerator, denominator, value, n."""
    from metrics.answer import Question, answer

    question = Question(
        indicator=indicator,
        by=list(dict.fromkeys(name.strip() for name in by.split(",") if name.strip())),
        grain=grain,
        period=period,
        where=_where(where),
    )
    printing.write(answer(question, snapshot(settings().home)), form)


@app.command(epilog=example("scorecard rows service_standards_met --period 2024-11 --where channel=online --limit 40"))
def rows(
    indicator: Annotated[str, typer.Argument(help="A name of `scorecard indicators`.")],
    period: PeriodOption = None,
    where: Where = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most this many rows [all].")] = None,
    form: Written = Format.TABLE,
) -> None:
    """Show the records behind a number: their numerators and denominators sum to the query's."""
    from metrics.answer import Question
    from metrics.answer import rows as behind

    found = behind(Question(indicator=indicator, period=period, where=_where(where)), snapshot(settings().home))
    printing.write((found if limit is None else found.head(limit)).collect(), form)


@app.command(epilog=example("scorecard variation waits.csv --summary --out verdicts.csv"))
def variation(
    file: Annotated[Path, typer.Argument(help="CSV with the columns series, date, value [, target, better].")],
    out: Annotated[Path, typer.Option(help="CSV file to write.")],
    summary: Annotated[bool, typer.Option("--summary", help="One row per series instead of one per point.")] = False,
) -> None:
    """Judge any series by the XmR rules: limits, special causes, variation and assurance."""
    from metrics.variation_file import judge_file

    try:
        judged = judge_file(file, summary)
    except ValueError as error:
        raise Problem(str(error)) from None
    try:
        judged.write_csv(out)
    except OSError as error:
        raise Problem(f"{out} cannot be written: {error.strerror}. Choose another --out.") from None
    stderr.print(f"{judged.height:,} rows written to {out}.", highlight=False, soft_wrap=True)


@app.command(epilog=example("scorecard targets targets.csv"))
def targets(
    file: Annotated[
        Path, typer.Argument(help="CSV: indicator, fiscal_year, target, near [, channel, path, source, …].")
    ],
) -> None:
    """Load effective-dated targets; what they replace stays in their history."""
    from metrics.target import load_targets

    stderr.print(load_targets(file, settings().state_url), highlight=False, soft_wrap=True)


@app.command(epilog=example("scorecard dashboard --port 8502"))
def dashboard(port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501) -> None:
    """Start the dashboard and say its address."""
    page = Path(__file__).parent / "dashboard" / "app.py"
    if not printing.port_is_free(port):
        raise Problem(f"Port {port} is in use: stop what listens there, or choose another with --port (make: PORT=).")
    stderr.print(f"Scorecard: http://localhost:{port}  (stop with Ctrl+C)", highlight=False)
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    try:
        code = subprocess.run([sys.executable, "-m", "streamlit", "run", str(page), *options], check=False).returncode
    except KeyboardInterrupt:
        code = 0
    raise typer.Exit(code)


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=stderr, transient=True, disable=not stderr.is_terminal)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Problem(f"'{text}' is not a day: write it as 2026-10-31.") from None


def _where(pairs: list[str] | None) -> dict[str, list[str]]:
    where: dict[str, list[str]] = {}
    for pair in pairs or []:
        name, sign, code = pair.partition("=")
        if not sign or not name.strip():
            raise Problem(f"'{pair}' is not a filter: write it as channel=online.")
        where.setdefault(name.strip(), []).append(code.strip())
    return where


def main() -> None:
    """Runs a command; whatever goes wrong, the user reads a sentence and the exit code tells a script."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    try:
        code = app(standalone_mode=False)
    except Problem as problem:
        print(problem, file=sys.stderr)
        code = 1
    except typer.TyperException as error:
        print(_misused(error.format_message()), file=sys.stderr)
        code = 1
    except (KeyboardInterrupt, typer.Abort):
        print("Stopped; what was published before stays.", file=sys.stderr)
        code = 130
    except Exception:
        print(_recorded(), file=sys.stderr)
        code = 1
    sys.exit(code or 0)


def _misused(said: str) -> str:
    """The sentence on a command that is not understood; without any command that is the help itself."""
    if said.startswith("Usage:"):
        return said
    return f"{said if said.endswith(('.', '?')) else f'{said}.'} See `scorecard --help`."


def _recorded() -> str:
    """Writes an unforeseen error to the home's log and returns the sentence for the user."""
    reference = uuid.uuid4().hex[:8]
    log = settings().home / "errors.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        log = Path(tempfile.gettempdir()) / "scorecard-errors.log"
    logging.basicConfig(filename=log, format=f"%(asctime)s {reference} %(message)s", force=True)
    logging.exception("unforeseen, at %s", datetime.now().astimezone().isoformat())
    return f"Something went wrong that we did not foresee (reference {reference}); the details are in {log}."


if __name__ == "__main__":
    main()
