"""How each obligation of the Directive stands: shown by the data, attested, exempted, or open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from data.accountability_words import AttestationKind
from data.text import Word
from metrics.accountability.obligations import OBLIGATIONS, Obligation
from metrics.accountability.proofs import Proof

GOOD_FOR = timedelta(days=365)
"""How long what somebody attested is believed: people answer for a year."""

Row = Mapping[str, Any]


class Compliance(Word):
    """How an obligation stands, what is to be looked at first."""

    NOT_KEPT = "not_kept", "Not kept", "Non respectée"
    PARTLY = "partly", "Kept in part", "Respectée en partie"
    NOT_ATTESTED = "not_attested", "Not attested", "Non attestée"
    LAPSED = "lapsed", "Attested over a year ago", "Attestée il y a plus d'un an"
    EXEMPTED = "exempted", "Exempted", "Exemptée"
    ATTESTED = "attested", "Attested", "Attestée"
    SHOWN = "shown", "Shown by the data", "Démontrée par les données"


OPEN = (Compliance.NOT_KEPT, Compliance.PARTLY, Compliance.NOT_ATTESTED, Compliance.LAPSED)
"""What is still to be done something about."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One obligation as it stands; `proof` None where data can show nothing, `said` None where nobody said anything."""

    obligation: Obligation
    compliance: Compliance
    proof: Proof | None
    said: Row | None

    @property
    def is_open(self) -> bool:
        """Whether it still asks for something."""
        return self.compliance in OPEN


def lines(shown: Mapping[str, Proof | None], attestations: pl.DataFrame, today: date) -> list[Line]:
    """Every obligation in the order of the Directive. `shown`: what the data show of each.

    `attestations` as `data.state.attestations` reads them.
    """
    newest = attestations.filter("newest").to_dicts()
    said = {row["obligation"]: row for row in newest if row["kind"] != AttestationKind.WITHDRAWN}
    return [_line(one, shown.get(one.code), said.get(one.code), today) for one in OBLIGATIONS.values()]


def counted(found: Iterable[Line]) -> dict[Compliance, int]:
    """How many obligations stand how, those that nothing stands under left out."""
    states = [line.compliance for line in found]
    return {state: states.count(state) for state in Compliance if state in states}


def open_lines(found: Sequence[Line]) -> list[Line]:
    """What is open, what to look at first before the rest."""
    order = list(OPEN)
    return sorted((line for line in found if line.is_open), key=lambda line: order.index(line.compliance))


def _line(obligation: Obligation, shown: Proof | None, said: Row | None, today: date) -> Line:
    return Line(obligation=obligation, compliance=_compliance(shown, said, today), proof=shown, said=said)


def _compliance(shown: Proof | None, said: Row | None, today: date) -> Compliance:
    """An exemption stands over everything, and data over what somebody says."""
    if said is not None and said["kind"] == AttestationKind.EXEMPTED:
        return Compliance.EXEMPTED
    if shown is not None and shown.kept is not None:
        return Compliance.SHOWN if shown.kept == 1 else Compliance.PARTLY if shown.kept > 0 else Compliance.NOT_KEPT
    if said is None:
        return Compliance.NOT_ATTESTED
    return Compliance.ATTESTED if said["recorded_at"].date() + GOOD_FOR >= today else Compliance.LAPSED
