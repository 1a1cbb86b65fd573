"""`scorecard statement`: the public service-quality statement of a quarter."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated

import typer

from scorecard.options import ViewerOption, command_group, example
from scorecard.streams import say

if TYPE_CHECKING:
    from data.storage.snapshot import Snapshot
    from metrics.calendar.periods import Period
    from metrics.standards.statement import Version

app = command_group()


@app.command(epilog=example("scorecard statement --period FY2026-27-Q1 --out statement"))
def statement(
    out: Annotated[Path, typer.Option(help="Folder that the files are written into.")],
    period: Annotated[str | None, typer.Option(help="A quarter, as FY2026-27-Q2 [the latest complete one].")] = None,
    correct: Annotated[
        str | None, typer.Option(help="Why: publishes a correction of what was published before.")
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Write what would be published, and publish nothing.")] = False,
    published: Annotated[bool, typer.Option("--published", help="Write again what was published.")] = False,
    viewer: ViewerOption = None,
) -> None:
    """Publish a quarter's statement, and write it: pages in English and French, figures as CSV and JSON.

    What was published never changes: a second publication is refused unless it is a correction with its reason.
    """
    from data.refusals.obligations import statement as refusals

    if sum((correct is not None, draft, published)) > 1:
        raise refusals.ONE_OF_THESE()
    if draft:
        version, log = _draft(period, viewer)
    elif published:
        version, log = _kept(period)
    else:
        version, log = _publish(period, correct, viewer, out)
    _write(out, version, log)


def _draft(period: str | None, viewer: str | None) -> tuple["Version", list["Version"]]:
    from data.refusals.obligations import statement as refusals
    from data.settings import settings
    from data.state import published_statements
    from metrics.standards.statement import Version, read_versions
    from metrics.standards.statement import statement as compute
    from scorecard.snapshot import find_viewer, open_snapshot, require_page

    who = find_viewer(viewer)
    require_page(who, "service_quality", "statement")
    if who.scope:
        raise refusals.OF_ALL(email=who.email)
    snapshot = open_snapshot(None, who)
    quarter = _quarter(period, snapshot)
    log = read_versions(published_statements(settings().state_url, quarter.code)).get(quarter.code, [])
    return Version(statement=compute(snapshot, quarter)), log


def _publish(
    period: str | None, correct: str | None, viewer: str | None, out: Path
) -> tuple["Version", list["Version"]]:
    from data.access.roles import Action
    from data.state.writing import publish_statement
    from metrics.standards.statement import check_ready, read_alike
    from metrics.standards.statement import statement as compute
    from scorecard.home import note_writing
    from scorecard.snapshot import find_viewer, open_snapshot

    who = find_viewer(viewer)
    snapshot = open_snapshot(None, who)
    quarter = _quarter(period, snapshot)
    with note_writing(f"publish statement {quarter.code}", correction=correct, viewer=who.who) as url:
        who.check_action(Action.STATEMENT)
        computed = compute(snapshot, quarter)
        check_ready(snapshot)
        with _folder(out):
            publish_statement(url, quarter.code, computed.text(), author=who.who, correction=correct, same=read_alike)
    return _kept(quarter.code)


def _kept(period: str | None) -> tuple["Version", list["Version"]]:
    """What was published of a quarter, the newest version and all of them; without a quarter of the newest one."""
    from data.refusals.obligations import statement as refusals
    from data.settings import settings
    from data.state import published_statements
    from metrics.calendar.periods import parse
    from metrics.standards.statement import read_versions

    code = parse(period).code if period else None
    versions = read_versions(published_statements(settings().state_url, code))
    if not versions:
        raise refusals.NOT_PUBLISHED(period=code or "any quarter")
    log = versions[max(versions)]
    return log[-1], log


def _quarter(period: str | None, snapshot: "Snapshot") -> "Period":
    from metrics.calendar.periods import parse
    from metrics.standards.statement import latest_quarter

    return parse(period) if period else latest_quarter(snapshot)


def _write(out: Path, version: "Version", log: list["Version"]) -> None:
    from dashboard.exports.statement.files import files
    from data.settings import organisation_name, settings

    now = settings()
    written = files(version, log, organisation=organisation_name(now), contact=now.contact)
    with _word_failures(out):
        out.mkdir(parents=True, exist_ok=True)
        for name, content in written.items():
            (out / name).write_text(content, encoding="utf-8", newline="")
    figures = version.statement.figures
    hidden = sum(figure.hidden for figure in figures)
    what = f"version {version.version}" if version.version else "a draft, not published"
    counts = f"{len(figures)} figures, {hidden} of them hidden"
    say(f"{version.statement.period}, {what}: {counts}; {len(written)} files in {out}.")


@contextmanager
def _folder(out: Path) -> Iterator[None]:
    """The folder, made and written to before anything is published, which is for good; what is refused leaves none."""
    from data.errors import UserError

    with _word_failures(out):
        made = [folder for folder in (out, *out.parents) if not folder.exists()]
        out.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=out).close()
    try:
        yield
    except UserError:
        for folder in made:
            folder.rmdir()
        raise


@contextmanager
def _word_failures(out: Path) -> Iterator[None]:
    from data.refusals.obligations import statement as refusals

    try:
        yield
    except OSError as error:
        raise refusals.NOT_WRITABLE(out=str(out), reason=error.strerror or str(error)) from None
