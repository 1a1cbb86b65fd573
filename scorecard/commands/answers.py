"""Commands that answer questions: indicators, show, query, rows; and targets and variation."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from data.errors import UserError
from data.settings import settings
from scorecard import output as printing
from scorecard.options import AsOf, Format, PeriodOption, Where, Written, commands, example, groups, reported, say

app = commands()


@app.command(epilog=example("scorecard indicators --format json"))
def indicators(as_of: AsOf = None, form: Written = Format.TABLE) -> None:
    """List the catalogue."""
    from metrics.catalogue.registry import described

    with reported(as_of) if as_of else nullcontext():
        found = described()
    if form is Format.JSON:
        printing.write_json(found)
    else:
        printing.write(printing.flat(found), form)


@app.command(epilog=example("scorecard show --period 2026-10 --where channel=online --format json"))
def show(
    every: Annotated[bool, typer.Option("--all", help="Every indicator, not only the headline ones.")] = False,
    period: PeriodOption = None,
    where: Where = None,
    as_of: AsOf = None,
    form: Written = Format.TABLE,
) -> None:
    """Show the scorecard: the latest whole period of each indicator by the end of --period [last month], as judged."""
    from dashboard.exports.scorecard_table import IN_TABLE, WIDEST, shown

    with reported(as_of) as snapshot:
        found, asked = shown(snapshot, settings().state_url, period=period, where=groups(where), every=every)
        if form is Format.TABLE:
            printing.write(found.select(IN_TABLE), form, widest=WIDEST)
        else:
            printing.write(found, form)
        say(f"Whole periods up to {asked.end}, as run {snapshot.manifest.run} published them.")


@app.command(epilog=example("scorecard query service_standards_met --by channel --period FY2024-25 --format json"))
def query(
    indicator: Annotated[str, typer.Argument(help="A name of `scorecard indicators`.")],
    by: Annotated[str, typer.Option(help="Breakdowns, as channel,line.")] = "",
    grain: Annotated[str | None, typer.Option(help="day, week, month, quarter or year.")] = None,
    period: PeriodOption = None,
    where: Where = None,
    as_of: AsOf = None,
    form: Written = Format.TABLE,
) -> None:
    """Compute an indicator: period, groups, numerator, denominator, value, n."""
    from metrics.engine.answer import Question, answer

    question = Question(
        indicator=indicator,
        by=list(dict.fromkeys(name.strip() for name in by.split(",") if name.strip())),
        grain=grain,
        period=period,
        where=groups(where),
    )
    with reported(as_of) as snapshot:
        printing.write(answer(question, snapshot), form)


@app.command(epilog=example("scorecard rows service_standards_met --period 2024-11 --where channel=online --limit 40"))
def rows(
    indicator: Annotated[str, typer.Argument(help="A name of `scorecard indicators`.")],
    period: PeriodOption = None,
    where: Where = None,
    limit: Annotated[int | None, typer.Option(min=0, help="At most this many rows [all].")] = None,
    as_of: AsOf = None,
    form: Written = Format.TABLE,
) -> None:
    """Show the records behind a number: their numerators and denominators sum to the query's."""
    from metrics.engine.answer import Question
    from metrics.engine.answer import rows as behind

    with reported(as_of) as snapshot:
        found = behind(Question(indicator=indicator, period=period, where=groups(where)), snapshot)
        printing.write((found if limit is None else found.head(limit)).collect(), form)


@app.command(epilog=example("scorecard variation waits.csv --summary --out verdicts.csv"))
def variation(
    file: Annotated[Path, typer.Argument(help="CSV with the columns series, date, value [, target, better].")],
    out: Annotated[Path, typer.Option(help="CSV file to write.")],
    summary: Annotated[bool, typer.Option("--summary", help="One row per series instead of one per point.")] = False,
) -> None:
    """Judge any series by the XmR rules: limits, special causes, variation and assurance."""
    from metrics.assessment.variation_file import judge_file

    try:
        judged = judge_file(file, summary)
    except ValueError as error:
        raise UserError(str(error)) from None
    try:
        judged.write_csv(out)
    except OSError as error:
        raise UserError(f"{out} cannot be written: {error.strerror}. Choose another --out.") from None
    say(f"{judged.height:,} rows written to {out}.")


@app.command(epilog=example("scorecard targets targets.csv"))
def targets(
    file: Annotated[
        Path, typer.Argument(help="CSV: indicator, fiscal_year, target, near [, channel, path, source, …].")
    ],
) -> None:
    """Load effective-dated targets; what they replace stays in their history."""
    from metrics.assessment.target import load_targets

    say(load_targets(file, settings().state_url))
