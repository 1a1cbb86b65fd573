"""Sending alerts: to every person with a role and every channel of the settings what is new to them, once.

What was handed over is noted, and so is each attempt before it is made: a message of which nobody knows whether it
arrived, because the machine stopped in between, is not sent again. What could not be handed over is due the next time.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from data.access.viewer import Viewer
    from data.settings import Settings
    from data.storage.snapshot import Snapshot
    from metrics.alerts.inbox import Entry

LOCK = "alerts.lock"
GIVE_UP = 3
"""After so many failures in a row of the mail server the other people are not tried: each waits for seconds."""


@dataclass(frozen=True)
class Recipient:
    """Who gets a digest: `name` stands in the records, `address` never."""

    name: str
    viewer: "Viewer"
    address: str
    language: str
    by_mail: bool


@dataclass(frozen=True)
class Sent:
    """What came of it: how many digests were handed over, and why others were not, by recipient."""

    sent: int
    failed: Mapping[str, str]
    recipients: int


def is_set(settings: "Settings") -> bool:
    """Whether the settings say to whom anything is sent."""
    return bool(settings.alert_channels or settings.alert_mail.get_secret_value())


def send_alerts() -> Sent:
    """Sends to each recipient the open alerts that were raised or got worse and that it has not been told.

    Raises: UserError, where the settings name nobody or a channel that means nothing, or the database cannot be read.
    """
    return send_alone(LOCK, _send_all)


def send_alone(lock: str, send: "Callable[[list[Recipient], Settings, Snapshot], Sent]") -> Sent:
    """Sends to all recipients while nobody else does: two at once would both find the same people untold.

    Raises: as `send_alerts`.
    """
    from filelock import FileLock

    from data.permissions import make_private
    from data.refusals import alerts as refusals
    from data.settings import settings
    from metrics.catalogue import versions

    now = settings()
    if not is_set(now):
        raise refusals.NO_CHANNEL()
    recipients = find_recipients(now)
    make_private(now.home / lock)
    with FileLock(now.home / lock):
        return send(recipients, now, versions.open_snapshot(now.home))


def _send_all(recipients: list[Recipient], settings: "Settings", whole: "Snapshot") -> Sent:
    from data import messages
    from data.errors import UserError
    from data.state import alert_decisions, alert_deliveries, alert_events
    from data.state.alert_log import FAILED, SENDING, SENT, note_delivery
    from metrics.alerts.inbox import entries

    url = settings.state_url
    today = datetime.now().astimezone().date()
    every = entries(alert_events(url).to_dicts(), alert_decisions(url).to_dicts(), today)
    told = _told(alert_deliveries(url).iter_rows(named=True))
    sent, failed, in_a_row, reason = 0, {}, 0, ""
    for recipient in recipients:
        mine, snapshot = _mine(every, recipient.viewer, whole)
        news = [entry for entry in mine if entry.told not in told.get(recipient.name, set())]
        if not news:
            continue
        events = [entry.told for entry in news]
        if recipient.by_mail and in_a_row >= GIVE_UP:
            failed[recipient.name] = reason
            continue
        subject, text = _digest(news, len(mine), recipient, snapshot, settings)
        note_delivery(url, recipient.name, events, SENDING)
        try:
            messages.send(recipient.address, subject, text)
        except UserError as error:
            reason = str(error)
            note_delivery(url, recipient.name, events, FAILED, reason)
            failed[recipient.name] = reason
            in_a_row += recipient.by_mail
        else:
            note_delivery(url, recipient.name, events, SENT)
            sent, in_a_row = sent + 1, 0
    return Sent(sent, failed, len(recipients))


def _told(deliveries: Iterable[Mapping[str, Any]]) -> dict[str, set[int]]:
    """Recipient → the events that it was told, or that were on their way when somebody stopped the machine."""
    from data.state.alert_log import FAILED, SENDING

    told: dict[str, set[int]] = {}
    for row in deliveries:
        events = told.setdefault(row["recipient"], set())
        if row["outcome"] == SENDING:
            events |= set(json.loads(row["events"]))
        elif row["outcome"] == FAILED:
            events -= set(json.loads(row["events"]))
    return told


def _mine(every: list["Entry"], viewer: "Viewer", whole: "Snapshot") -> tuple[list["Entry"], "Snapshot"]:
    """The open alerts that a viewer may see, and the tables as they may read them."""
    from metrics.alerts.visibility import seen
    from metrics.catalogue.visible import visible

    snapshot = visible(whole, viewer)
    return [entry for entry in seen(every, viewer, snapshot) if entry.is_open], snapshot


def _digest(
    news: list["Entry"], open_count: int, recipient: Recipient, snapshot: "Snapshot", settings: "Settings"
) -> tuple[str, str]:
    from dashboard.exports.alert_digest import digest
    from data.text import Text

    names = settings.organisation_en or settings.organisation_fr, settings.organisation_fr or settings.organisation_en
    return digest(
        news,
        open_count,
        recipient.viewer,
        snapshot,
        recipient.language,
        organisation=Text(*names) if all(names) else None,
        address=settings.sign_in_address,
    )


def find_recipients(settings: "Settings") -> list[Recipient]:
    """The channels of the settings, then every person with a role where mail is set."""
    from data.messages import fill_address
    from data.state import as_viewer, permissions

    found = [_channel(name, address.get_secret_value(), settings) for name, address in settings.alert_channels.items()]
    template = settings.alert_mail.get_secret_value()
    people = permissions(settings.state_url).to_dicts() if template else []
    return found + [
        Recipient(row["email"], as_viewer(row), fill_address(template, row["email"]), settings.alert_language, True)
        for row in people
    ]


def _channel(name: str, address: str, settings: "Settings") -> Recipient:
    """`operations_manager channel=telephone fr`: a role, its scope, a language; raises UserError."""
    from data.access.viewer import Viewer, check_role, read_scope
    from data.errors import UserError
    from data.refusals import alerts as refusals

    role, *rest = name.replace(",", " ").split() or [""]
    language = rest.pop() if rest and rest[-1] in ("en", "fr", "both") else settings.alert_language
    try:
        scope = read_scope(rest)
        check_role(role, scope)
    except UserError as problem:
        raise refusals.CHANNEL_MEANS_NOTHING(name=name, problem=problem) from None
    limits = tuple((breakdown, tuple(sorted(set(scope[breakdown])))) for breakdown in sorted(scope))
    return Recipient(name, Viewer(role, limits), address, language, False)


def describe(result: Sent) -> list[str]:
    """What came of sending, for the person at the terminal or the log of the night."""
    lines = [f"Alerts were sent to {result.sent} of {result.recipients} recipients; the others have no news."]
    if result.failed:
        lines = [f"Alerts were sent to {result.sent} of {result.recipients} recipients."]
        lines += [f"{name}: {reason}" for name, reason in result.failed.items()]
    return lines
