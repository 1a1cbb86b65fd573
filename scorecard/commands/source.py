"""`scorecard source new` and `scorecard source check`: from files to a source folder that a run can read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scorecard.options import Format, FormatOption, command_group, example
from scorecard.output import write_frame, write_json, write_text
from scorecard.streams import progress_bar, say

if TYPE_CHECKING:
    from metrics.definition.indicator import Indicator
    from pipelines.mapping.check import SourceCheck
    from pipelines.mapping.mapping import Mapping
    from pipelines.mapping.proposal import Proposal

app = command_group()
group = command_group()
app.add_typer(
    group,
    name="source",
    help="Propose and check the folder of a source.",
    epilog=example("scorecard source new requests.csv"),
)

NO_LIMIT = 10_000
"""Characters of a table cell: a rule and the row that breaks it are shown whole."""


@group.command(epilog=example("scorecard source new requests.csv --to sources/requests"))
def new(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE…", help="CSV, Parquet or Excel files, or the URL of a database.")
    ],
    to: Annotated[Path | None, typer.Option(help="The folder to write [named as the first file].")] = None,
    time_zone: Annotated[str | None, typer.Option(help="Of moments without a zone, as America/Toronto.")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Look at files or a database, propose how they are mapped, and write a source folder to be read through."""
    from pipelines.mapping import folder as folders
    from pipelines.mapping.mapping import choose_time_zone, map_tables, source_name
    from pipelines.mapping.tables import database_name, tables

    mapping = map_tables(tables(files))
    database = mapping.url is not None
    name = source_name(to.name if to else database_name(files[0]) if database else Path(files[0]).stem)
    folder = to or Path(name)
    zone, assumed = choose_time_zone(time_zone)
    written = folders.write(folder, name, zone, mapping)
    questions = [*mapping.questions, *([assumed] if assumed else [])]
    if form is not Format.TABLE:
        write_json(_described(folder, mapping, questions))
        return
    write_text(f"Wrote {folder}: {', '.join(path.name for path in written)}.")
    for proposal in mapping.proposals:
        _write_proposal(proposal)
    _write_list("To decide", questions)
    _write_feeds(mapping.fed, mapping.nearly)
    say(f"Read the SELECTs through, then: scorecard source check {folder}")


@group.command(epilog=example("scorecard source check sources/requests"))
def check(
    folder: Annotated[Path, typer.Argument(help="The folder of a source.")],
    form: FormatOption = Format.TABLE,
) -> None:
    """Read a source as a run would, publish nothing, and name every problem at once; exit 3 if there is any."""
    from pipelines.mapping.check import check_source

    with progress_bar("check") as progress:
        report = check_source(folder, progress)
    if form is Format.TABLE:
        _write_report(report)
    else:
        write_json(_reported(report))
    if not report.complete:
        raise typer.Exit(3)


def _write_proposal(proposal: "Proposal") -> None:
    import polars as pl

    rows = [(column, proposal.why[column]) for column in proposal.columns]
    write_text(f"\n{proposal.table.name} is read as {proposal.record}:\n")
    write_frame(pl.DataFrame(rows, schema=["column", "from"], orient="row"), Format.TABLE, width=NO_LIMIT)
    left = [profile.name for profile in proposal.left_out]
    if left:
        write_text(f"\nLeft out: {', '.join(left)}.")


def _write_list(title: str, lines: Sequence[str]) -> None:
    if lines:
        write_text(f"\n{title}:")
        for line in lines:
            write_text(f"- {line}")


def _write_feeds(fed: Sequence["Indicator"], nearly: dict[str, list["Indicator"]]) -> None:
    names = ", ".join(indicator.name for indicator in fed)
    write_text(f"\nFeeds {len(fed)} indicators: {names}." if fed else "\nFeeds no indicator.")
    for column, indicators in nearly.items():
        write_text(f"With {column} also: {', '.join(indicator.name for indicator in indicators)}.")


def _write_report(report: "SourceCheck") -> None:
    for frame in (report.records, report.words):
        write_frame(frame, Format.TABLE)
        write_text()
    if report.rejected.height:
        write_text("Rows that would stay out:\n")
        write_frame(report.rejected.drop("source"), Format.TABLE, width=NO_LIMIT)
    _write_list("Problems", [problem.text("en") for problem in report.problems])
    _write_feeds(report.fed, report.nearly)
    if report.complete:
        say(f"Nothing stays out. Now: scorecard run --source {report.source.folder}")


def _described(folder: Path, mapping: "Mapping", questions: list[str]) -> dict[str, Any]:
    return {
        "folder": str(folder),
        "records": {
            proposal.record: {
                "table": proposal.table.name,
                "columns": proposal.columns,
                "from": proposal.why,
                "left_out": [profile.name for profile in proposal.left_out],
            }
            for proposal in mapping.proposals
        },
        "questions": questions,
        "feeds": [indicator.name for indicator in mapping.fed],
        "nearly": {column: [each.name for each in indicators] for column, indicators in mapping.nearly.items()},
    }


def _reported(report: "SourceCheck") -> dict[str, Any]:
    return {
        "source": report.source.name,
        "records": report.records.to_dicts(),
        "words": report.words.to_dicts(),
        "rejected": report.rejected.to_dicts(),
        "problems": [{"code": problem.code, "text": problem.text("en")} for problem in report.problems],
        "feeds": [indicator.name for indicator in report.fed],
        "nearly": {column: [each.name for each in indicators] for column, indicators in report.nearly.items()},
    }
