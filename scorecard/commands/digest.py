"""`scorecard digest`: the bottom line of the month for one reader, and sending it to each."""

from typing import Annotated

import typer

from scorecard.options import ViewerOption, command_group, example
from scorecard.output import write_text
from scorecard.snapshot import find_viewer, open_snapshot
from scorecard.streams import say

app = command_group()


@app.command(epilog=example("scorecard digest --send"))
def digest(
    send: Annotated[bool, typer.Option("--send", help="Send it to whom it is due, each in their language.")] = False,
    language: Annotated[str, typer.Option(help="en, fr or both; of what is printed.")] = "en",
    viewer: ViewerOption = None,
) -> None:
    """Print the digest of the latest complete month; --send hands it over by the channels of alerts, once a period."""
    if send:
        if viewer:
            from data.refusals.alerts import SENDS_TO_ALL

            raise SENDS_TO_ALL()
        _send()
        return
    from dashboard.exports.digest import digest
    from data.refusals import reporting as refusals
    from data.settings import organisation_name, settings
    from data.words import MessageLanguage
    from metrics.definition.limits import unlimited
    from scorecard.digest_sending import context_of

    if language not in list(MessageLanguage):
        raise refusals.NO_CHOICE(choice=language, choices=[one.value for one in MessageLanguage])
    who, now = find_viewer(viewer), settings()
    ctx = context_of(who, unlimited(open_snapshot(None, who)), now.state_url)
    subject, text = digest(
        ctx, language, organisation=organisation_name(now), address=now.sign_in_address, personal=bool(who.email)
    )
    write_text(f"{subject}\n\n{text}")


def _send() -> None:
    from datetime import datetime

    from scorecard.digest_sending import describe, send_digests

    result = send_digests(datetime.now().astimezone().date())
    for line in describe(result):
        say(line)
    if result.failed:
        raise typer.Exit(3)
