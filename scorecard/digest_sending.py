"""Sending digests: to every person with a role and every channel of the settings, once a week or a month.

As with alerts each attempt is noted before it is made and after it: a digest of which nobody knows whether it arrived
is not sent again, one that could not be handed over is due the next time.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from scorecard.alert_sending import GIVE_UP, Recipient, Sent, send_alone

if TYPE_CHECKING:
    from dashboard.request.context import PageContext
    from data.access.viewer import Viewer
    from data.settings import Settings
    from data.storage.snapshot import Snapshot

LOCK = "digest.lock"
GRAINS = {"weekly": "week", "monthly": "month"}


@dataclass(frozen=True)
class Chosen:
    """How a recipient is written to: `grain` of the period in which they are told once, None for never."""

    grain: str | None
    language: str


def send_digests(today: date) -> Sent:
    """Sends to each recipient whose week or month has none yet the digest of the latest complete month.

    Raises: UserError, where the settings name nobody or a channel that means nothing, or the tables cannot be read.
    """
    return send_alone(LOCK, partial(_send_all, today=today))


def context_of(viewer: "Viewer", whole: "Snapshot", url: str) -> "PageContext":
    """The Scorecard of the latest complete month as somebody may see it.

    Raises: UserError where nothing of what they are limited to is in the data.
    """
    from dashboard.queries.indicators import whole_to
    from dashboard.request.context import PageContext
    from dashboard.request.decisions import Decisions
    from dashboard.request.periods import latest
    from data.state import open_to_read
    from metrics.catalogue.visible import require_scope, visible

    require_scope(viewer, whole)
    snapshot = visible(whole, viewer)
    decisions = Decisions(open_to_read(url), None, viewer.extent)
    period = latest(whole_to(snapshot))
    return PageContext(
        page="scorecard", lang="en", period=period, snapshot=snapshot, decisions=decisions, viewer=viewer
    )


def _told_in(grain: str, whole: "Snapshot", today: date) -> str:
    """The period in which somebody is told once: this week, or the month that the digest is about.

    Where data lag, that month is not the one before; by the month that it is, one would be told twice and one late.
    """
    from dashboard.queries.indicators import whole_to
    from dashboard.request.periods import latest
    from metrics.calendar.periods import containing

    return latest(whole_to(whole)).code if grain == "month" else containing(today, grain).code


def _send_all(recipients: list[Recipient], settings: "Settings", whole: "Snapshot", today: date) -> Sent:
    from data import messages
    from data.errors import UserError
    from data.state import digest_deliveries
    from data.state.digest_log import FAILED, SENDING, SENT, note_digest, told

    url = settings.state_url
    deliveries = digest_deliveries(url).to_dicts()
    sent, failed, in_a_row, reason, asked = 0, {}, 0, "", 0
    for recipient in recipients:
        chosen = _chosen(recipient, settings)
        if chosen.grain is None:
            continue
        asked += 1
        period = _told_in(chosen.grain, whole, today)
        if recipient.name in told(deliveries, period):
            continue
        if recipient.by_mail and in_a_row >= GIVE_UP:
            failed[recipient.name] = reason
            continue
        try:
            subject, text = _digest(recipient, chosen.language, settings, whole)
        except UserError as error:
            failed[recipient.name] = str(error)
            continue
        note_digest(url, recipient.name, period, SENDING)
        try:
            messages.send(recipient.address, subject, text)
        except UserError as error:
            reason = str(error)
            note_digest(url, recipient.name, period, FAILED, reason)
            failed[recipient.name] = reason
            in_a_row += recipient.by_mail
        else:
            note_digest(url, recipient.name, period, SENT)
            sent, in_a_row = sent + 1, 0
    return Sent(sent, failed, asked)


def _chosen(recipient: Recipient, settings: "Settings") -> Chosen:
    """What a person chose for themselves, else what the settings say; a channel has nobody who could choose."""
    from data.state import Preference, preference_of

    own = preference_of(settings.state_url, recipient.name) if recipient.by_mail else Preference()
    return Chosen(GRAINS.get(own.cadence or settings.digest), own.language or recipient.language)


def _digest(recipient: Recipient, language: str, settings: "Settings", whole: "Snapshot") -> tuple[str, str]:
    from dashboard.exports.digest import digest
    from data.settings import organisation_name

    return digest(
        context_of(recipient.viewer, whole, settings.state_url),
        language,
        organisation=organisation_name(settings),
        address=settings.sign_in_address,
        personal=recipient.by_mail,
    )


def describe(result: Sent) -> list[str]:
    """What came of sending, for the person at the terminal or the log of the night."""
    if not result.recipients:
        return ["Nobody has chosen a digest, and SCORECARD_DIGEST says never: none was sent."]
    lines = [f"Digests were sent to {result.sent} of {result.recipients} recipients; each gets one a week or month."]
    return lines + [f"{name}: {reason}" for name, reason in result.failed.items()]
