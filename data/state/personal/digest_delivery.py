"""Which digest was sent to whom: a row before and after each attempt, so that none is sent twice."""

import polars as pl
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from data.state.base import Recorded, State
from data.state.reading import MOMENT, read, written_columns


class DigestDelivery(Recorded, State):
    """One row before and one after each attempt to send a digest to somebody."""

    __tablename__ = "digest_delivery"

    recipient: Mapped[str]
    """An e-mail address, or the name of a channel in the settings; never its address, which may hold a password."""
    period: Mapped[str]
    """The code of the week or month in which it is told, as `2026-W49`."""
    outcome: Mapped[str]
    """`sending`, `sent` or `failed`."""
    reason: Mapped[str | None]


DIGEST_DELIVERY = {"id": pl.Int64, **written_columns(DigestDelivery), "recorded_at": MOMENT}


def digest_deliveries(url: str) -> pl.DataFrame:
    """What was sent to whom, oldest first: columns `DIGEST_DELIVERY`."""
    return read(url, select(DigestDelivery.__table__).order_by(DigestDelivery.id), DIGEST_DELIVERY)
