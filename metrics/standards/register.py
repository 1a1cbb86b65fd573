"""The register of standards: what is promised for a service and channel on a day, and where nothing is promised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from data.records.reference import StandardMeasure
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.text import Text
from data.words import InteractionKind
from metrics.assessment.target import TargetInForce

TABLE = lake_table("service_standard")
MILLION = 1_000_000
NEAR = 0.95
"""Of a target, what still counts as near: the rule of decision 0153."""


@dataclass(frozen=True, kw_only=True)
class Standard:
    """One standard as it is in force. `service`: empty for a common one. `threshold`: in whole units of `measure`."""

    code: str
    service: str | None
    channel: str
    since: date
    measure: StandardMeasure
    threshold: int
    target: float | None
    guarantee: bool
    approval: str | None
    text: Text

    @property
    def aim(self) -> TargetInForce | None:
        """Its target as everything else is judged against one; None where it has none."""
        if self.target is None:
            return None
        return TargetInForce(target=self.target, near=self.target * NEAR, source=self.code)


@dataclass(frozen=True)
class Register:
    """The standards in force on a day: `own` by service and channel, `common` by channel."""

    own: Mapping[tuple[str, str], Standard]
    common: Mapping[str, Standard]

    def of(self, service: str | None, channel: str, kind: str = InteractionKind.TRANSACTION.value) -> Standard | None:
        """What is promised; a service's own standard is about its transactions (decision 0102)."""
        own = self.own.get((service or "", channel)) if kind == InteractionKind.TRANSACTION else None
        return own or self.common.get(channel)


def register(snapshot: Snapshot, day: date) -> Register:
    """The standards in force on a day; where several began the newest counts, of the same day the last by its code."""
    if not snapshot.has(TABLE):
        return Register({}, {})
    rows = snapshot.read(TABLE).filter(pl.col("valid_from") <= day).sort("valid_from", "standard_id").to_dicts()
    own, common = {}, {}
    for row in rows:
        standard = _standard(row)
        if standard.service is None:
            common[standard.channel] = standard
        else:
            own[standard.service, standard.channel] = standard
    return Register(own, common)


def _standard(row: Mapping[str, Any]) -> Standard:
    target = row["target_millionths"]
    return Standard(
        code=row["standard_id"],
        service=row["service_id"],
        channel=row["channel"],
        since=row["valid_from"],
        measure=StandardMeasure(row["measure"]),
        threshold=row["threshold"],
        target=None if target is None else target / MILLION,
        guarantee=bool(row["is_guarantee"]),
        approval=row["approval_ref"],
        text=Text(row["text_en"], row["text_fr"] or row["text_en"]),
    )
