"""What was sent of digests, noted by the system itself: the row before an attempt, and the one after it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert

from data.state.engine import open_state, word_failures, write_transaction
from data.state.personal.digest_delivery import DigestDelivery

SENDING, SENT, FAILED = "sending", "sent", "failed"


def note_digest(url: str, recipient: str, period: str, outcome: str, reason: str | None = None) -> None:
    """Notes that a digest is being sent to somebody, was sent, or could not be."""
    values = {"recipient": recipient, "period": period, "outcome": outcome, "reason": reason}
    with word_failures(url), write_transaction(open_state(url)) as connection:
        connection.execute(insert(DigestDelivery).values(values))


def told(deliveries: Iterable[Mapping[str, Any]], period: str) -> set[str]:
    """Who was told of a period, or may have been: a message that was on its way when the machine stopped counts."""
    last = {row["recipient"]: row["outcome"] for row in deliveries if row["period"] == period}
    return {recipient for recipient, outcome in last.items() if outcome != FAILED}
