"""Agreements as they stand on a day: what is in force, what ends soon, and which partner has none."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from data.accountability_words import AgreementKind, Party
from data.text import Text, Word
from metrics.calendar.periods import Period

SOON = timedelta(days=90)
"""Before its last day an agreement is said to end soon: as long as it takes to renew one."""

Where = tuple[tuple[str, tuple[str, ...]], ...]
"""Breakdown and its codes, in order."""


class Standing(Word):
    """How an agreement stands on a day, the most pressing first."""

    EXPIRED = "expired", "Expired", "Échue"
    ENDING = "ending", "Ends soon", "Prend fin bientôt"
    IN_FORCE = "in_force", "In force", "En vigueur"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What was agreed of one indicator over a part of the organisation: its `level`, in the indicator's stored unit."""

    code: str
    indicator: str
    where: Where
    level: float
    exclusions: Text | None = None

    @property
    def part(self) -> dict[str, tuple[str, ...]]:
        """The part as filters."""
        return dict(self.where)


@dataclass(frozen=True, kw_only=True)
class AgreementInForce:
    """An agreement by its last amendment up to a day. `name`: of a partner that is in no reference table."""

    id: int
    code: str
    partner: str
    name: Text | None
    kind: AgreementKind
    party: Party
    title: Text
    signed: date
    expires: date | None
    principles: bool
    accept_within: int | None
    results_from: date
    measures: tuple[Measure, ...]
    standing: Standing

    @property
    def holds(self) -> bool:
        """Whether it has not expired."""
        return self.standing is not Standing.EXPIRED

    def covers(self, period: Period) -> bool:
        """Whether its results are of a whole period: none before they are promised, none after its last day."""
        return period.start >= self.results_from and (self.expires is None or period.end <= self.expires)


@dataclass(frozen=True, kw_only=True)
class PartnerAgreements:
    """A partner and what was agreed with it, what holds first; nothing is listed for who has no agreement."""

    partner: str
    name: Text
    agreements: tuple[AgreementInForce, ...]

    @property
    def holds(self) -> bool:
        """Whether any agreement with it is in force."""
        return any(one.holds for one in self.agreements)


def agreements_on(rows: pl.DataFrame, day: date) -> list[AgreementInForce]:
    """Every agreement signed by a day, as last amended by then; `rows` as `data.state.agreements` reads them."""
    known = rows.filter(pl.col("newest") & (pl.col("signed") <= day)).sort("signed")
    last = {row["code"]: row for row in known.to_dicts()}
    found = [_agreement(row, day) for row in last.values()]
    return sorted(found, key=lambda one: (one.partner, not one.holds, one.code))


def by_partner(agreements: Iterable[AgreementInForce], names: Mapping[str, Text]) -> list[PartnerAgreements]:
    """Each partner of the reference table (`names`) or the register; those without agreement in force first."""
    of: dict[str, list[AgreementInForce]] = {partner: [] for partner in names}
    for one in agreements:
        of.setdefault(one.partner, []).append(one)
    found = [
        PartnerAgreements(partner=partner, name=names.get(partner) or name_of(mine, partner), agreements=tuple(mine))
        for partner, mine in of.items()
    ]
    return sorted(found, key=lambda one: (one.holds, one.name.en))


def name_of(agreements: Sequence[AgreementInForce], partner: str) -> Text:
    """The name that the register gives a partner; its code where it gives none."""
    return next((one.name for one in agreements if one.name), Text(partner, partner))


def without_agreement(partners: Iterable[PartnerAgreements]) -> list[PartnerAgreements]:
    """The partners with which nothing is in force."""
    return [one for one in partners if not one.holds]


def ending(agreements: Iterable[AgreementInForce]) -> list[AgreementInForce]:
    """What ends within `SOON`, the first to end first."""
    soon = [one for one in agreements if one.standing is Standing.ENDING and one.expires]
    return sorted(soon, key=lambda one: (one.expires or date.max, one.code))


def _agreement(row: Mapping[str, Any], day: date) -> AgreementInForce:
    return AgreementInForce(
        id=row["id"],
        code=row["code"],
        partner=row["partner"],
        name=_text(row["name_en"], row["name_fr"]),
        kind=AgreementKind(row["kind"]),
        party=Party(row["party"]),
        title=Text(row["title_en"], row["title_fr"] or row["title_en"]),
        signed=row["signed"],
        expires=row["expires"],
        principles=row["principles"],
        accept_within=row["accept_within"],
        results_from=row["results_from"] or row["signed"],
        measures=tuple(_measure(held) for held in json.loads(row["measures"])),
        standing=_standing(row["expires"], day),
    )


def _standing(expires: date | None, day: date) -> Standing:
    if expires is None or expires > day + SOON:
        return Standing.IN_FORCE
    return Standing.ENDING if expires >= day else Standing.EXPIRED


def _measure(held: Mapping[str, Any]) -> Measure:
    return Measure(
        code=held["code"],
        indicator=held["indicator"],
        where=tuple((name, tuple(codes)) for name, codes in held["where"].items()),
        level=held["level"],
        exclusions=_text(held["exclusions_en"], held["exclusions_fr"]),
    )


def _text(en: str | None, fr: str | None) -> Text | None:
    return Text(en or fr or "", fr or en or "") if en or fr else None
