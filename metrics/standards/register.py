"""The register of standards: what is promised for a service and channel on a day, and where nothing is promised."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from data.records import RECORDS
from data.records.reference import Audience, ContactMethod, StandardMeasure
from data.records.stored import stored_schema
from data.storage.names import REGISTERED, lake_table
from data.storage.snapshot import Snapshot
from data.text import Text
from data.words import Circumstance, InteractionKind
from metrics.assessment.target import TargetInForce

TABLE = lake_table("service_standard")
SCHEMA = stored_schema(RECORDS["service_standard"])
ELEMENTS = ("description", "pledge", "access", "accuracy", "redress")
"""What is written of a standard beside what is measured."""
MILLION = 1_000_000
NEAR = 0.95
"""Of a target, what still counts as near: the rule of decision 0153."""


@dataclass(frozen=True, kw_only=True)
class Standard:
    """One standard. `service`: empty for a common one. `threshold`: in whole units of `measure`.

    `until`: its last day, None until it is replaced. `told`: of `ELEMENTS` those that are written in both languages.
    """

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
    until: date | None = None
    method: ContactMethod | None = None
    audience: Audience = Audience.EXTERNAL
    circumstance: Circumstance = Circumstance.NORMAL
    approved_on: date | None = None
    fee_cents: int | None = None
    told: Mapping[str, Text] = field(default_factory=dict)

    @property
    def kept_apart(self) -> bool:
        """Whether no case is judged by it: cases tell no method or audience, and not normal ones are not judged."""
        other = self.audience is Audience.INTERNAL or self.circumstance is Circumstance.NOT_NORMAL
        return self.method is not None or other

    def holds(self, day: date) -> bool:
        """Whether it has begun and not ended."""
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def aim(self) -> TargetInForce | None:
        """Its target as everything else is judged against one; None where it has none."""
        if self.target is None:
            return None
        return TargetInForce(target=self.target, near=self.target * NEAR, source=self.code)


@dataclass(frozen=True)
class Register:
    """The standards in force on a day: `own` by service and channel, `common` by channel.

    `others`: those by which no case is judged, the newest of each last.
    """

    own: Mapping[tuple[str, str], Standard]
    common: Mapping[str, Standard]
    others: tuple[Standard, ...] = ()

    def of(self, service: str | None, channel: str, kind: str = InteractionKind.TRANSACTION.value) -> Standard | None:
        """What is promised; a service's own standard is about its transactions (decision 0102)."""
        own = self.own.get((service or "", channel)) if kind == InteractionKind.TRANSACTION else None
        return own or self.common.get(channel)


def register(snapshot: Snapshot, day: date) -> Register:
    """The standards in force on a day; where several began the newest counts, of the same day the last by its code."""
    own: dict[tuple[str, str], Standard] = {}
    common: dict[str, Standard] = {}
    others: list[Standard] = []
    for standard in history(snapshot):
        if standard.since > day:
            continue
        if standard.kept_apart:
            others.append(standard)
        elif standard.service is None:
            common[standard.channel] = standard
        else:
            own[standard.service, standard.channel] = standard
    # What has ended is in force no more, though nothing came after it.
    return Register(
        {key: one for key, one in own.items() if one.holds(day)},
        {key: one for key, one in common.items() if one.holds(day)},
        tuple(one for one in others if one.holds(day)),
    )


def history(snapshot: Snapshot) -> list[Standard]:
    """Every standard that was ever registered, the oldest first; of one day those that people registered come last."""
    if not snapshot.has(TABLE):
        return []
    rows = snapshot.read(TABLE)
    # Tables that an earlier version wrote lack what is registered since.
    missing = {name: kind for name, kind in SCHEMA.items() if name not in rows.columns}
    rows = rows.with_columns(pl.lit(None, pl.String if isinstance(kind, pl.Enum) else kind).alias(name)
                             for name, kind in missing.items())  # fmt: skip
    order = rows.sort("valid_from", pl.col("source") == REGISTERED, "standard_id")
    return [_standard(row) for row in order.to_dicts()]


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
        until=row["valid_to"],
        method=ContactMethod(row["method"]) if row["method"] else None,
        audience=Audience(row["audience"] or Audience.EXTERNAL),
        circumstance=Circumstance(row["circumstance"] or Circumstance.NORMAL),
        approved_on=row["approved_on"],
        fee_cents=row["fee_cents"],
        told={
            name: Text(row[f"{name}_en"], row[f"{name}_fr"])
            for name in ELEMENTS
            if row[f"{name}_en"] and row[f"{name}_fr"]
        },
    )
