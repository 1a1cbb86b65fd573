"""`scorecard users`: who may see and do what."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from scorecard.home import own
from scorecard.options import Format, FormatOption, command_group, example
from scorecard.output import write_frame, write_text
from scorecard.streams import say

COLUMNS = {"email", "role", "scope"}

app = command_group()
users = command_group()
app.add_typer(
    users, name="users", help="Grant and revoke roles, and list who has one.", epilog=example("scorecard users list")
)


@users.command("list", epilog=example("scorecard users list --format json"))
def list_users(form: FormatOption = Format.TABLE) -> None:
    """List who has a role, within which scope, since when and by whom."""
    from data.settings import settings
    from data.state import permissions

    rows = permissions(settings().state_url)
    write_frame(rows.drop("id"), form, width=200)


@users.command(
    epilog=example("scorecard users grant manager@example.org --role operations_manager --scope channel=telephone")
)
def grant(
    email: Annotated[str, typer.Argument(help="Their e-mail address, as the sign-in tells it.")],
    role: Annotated[str, typer.Option(help="A role, as operations_manager.")],
    scope: Annotated[
        list[str] | None, typer.Option(help="Only this group, as channel=telephone; may be repeated.")
    ] = None,
) -> None:
    """Give a person a role, in place of the one before; the first administrator too."""
    _write(f"grant {role} to {email}", [(email, role, scope or [])])
    say(f"{email.strip().lower()} is now {role}.")


@users.command(epilog=example("scorecard users revoke manager@example.org"))
def revoke(email: Annotated[str, typer.Argument(help="Their e-mail address.")]) -> None:
    """Take a person's role away: they see nothing any more."""
    from data.access.viewer import Viewer
    from data.audit.trail import Event, record
    from data.settings import settings
    from data.state import writing

    home, url = own(), settings().state_url
    record(home, url, Viewer(), Event.WROTE, f"revoke {email}", {"by": "command line"})
    writing.revoke(url, email, author=Viewer().who)
    say(f"{email.strip().lower()} has no role any more.")


@users.command(epilog=example("scorecard users load people.csv"))
def load(
    file: Annotated[Path, typer.Argument(help="CSV: email, role, scope (channel=telephone;line=health or empty).")],
) -> None:
    """Give everybody in a file their role, all or none of them; who is not in it keeps theirs."""
    added = _write(f"load {file.name}", list(_read(file)), file)
    say(f"{file.name}: {added} people have a new or another role.")


@users.command(epilog=example("scorecard users token analyst@example.org"))
def token(
    email: Annotated[str, typer.Argument(help="Whose: an address that has a role.")],
    take_away: Annotated[bool, typer.Option("--revoke", help="Take it away: data links refuse it at once.")] = False,
) -> None:
    """Print a new token for data links, in place of the one before; it is shown once and kept nowhere."""
    from data.access.viewer import Viewer
    from data.audit.trail import Event, record
    from data.settings import settings
    from data.state import writing

    home, url = own(), settings().state_url
    what = f"{'revoke' if take_away else 'give'} token of {email}"
    record(home, url, Viewer(), Event.WROTE, what, {"by": "command line"})
    if take_away:
        writing.revoke_token(url, email, author=Viewer().who)
        say(f"The token of {email.strip().lower()} opens nothing any more.")
        return
    write_text(writing.give_token(url, email, author=Viewer().who))
    say(f"Whoever shows it reads what {email.strip().lower()} may see; any earlier token of theirs opens nothing.")


@users.command(epilog=example("scorecard users tokens --format json"))
def tokens(form: FormatOption = Format.TABLE) -> None:
    """List who has a token for data links, since when, by whom, and in which hour it was last seen to be used."""
    from data.audit.check import last_used
    from data.settings import settings
    from data.state import access_tokens

    url = settings().state_url
    rows = access_tokens(url).select("email", "author", "recorded_at")
    write_frame(rows.join(last_used(url, "data link "), on="email", how="left"), form, width=200)


def _write(what: str, grants: list[tuple[str, str, list[str]]], file: Path | None = None) -> int:
    """Checks every line before any is written; the trail says what is being done."""
    from data.access.viewer import Viewer, check_role, read_scope
    from data.audit.trail import Event, record
    from data.errors import UserError
    from data.refusals import access as refusals
    from data.settings import settings
    from data.state import writing
    from data.state.writing.permission import address

    home, url = own(), settings().state_url
    checked = []
    for line, (email, role, pairs) in enumerate(grants, start=2):
        try:
            scope = read_scope(pairs)
            address(email)
            check_role(role, scope)
            _check_members(scope)
        except UserError as error:
            raise (refusals.USERS_FILE(file=file, line=line, problem=error) if file else error) from None
        checked.append((email, role, scope))
    record(home, url, Viewer(), Event.WROTE, what, {"by": "command line", "people": len(checked)})
    return writing.grant_all(url, checked, author=Viewer().who)


def _check_members(scope: dict[str, tuple[str, ...]]) -> None:
    """A scope names breakdowns, and codes that the published data know; before any data its codes cannot be known."""
    from data.settings import settings
    from data.storage.manifest import read_manifest
    from metrics.catalogue.visible import check_scope
    from metrics.definition.breakdowns import SCOPES, require
    from scorecard.snapshot import open_snapshot

    require(scope, SCOPES)
    if scope and read_manifest(settings().home) is not None:
        check_scope(scope, open_snapshot(None))


def _read(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    from data.refusals import access as refusals

    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            if not set(reader.fieldnames or ()) >= COLUMNS:
                raise refusals.USERS_COLUMNS(file=file)
            for row in reader:
                yield row["email"] or "", (row["role"] or "").strip(), (row["scope"] or "").split(";")
    except (OSError, UnicodeDecodeError, csv.Error):
        raise refusals.USERS_COLUMNS(file=file) from None
