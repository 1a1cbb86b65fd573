"""Each obligation of the Directive: what the data prove of it, and what stands over what."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from data.state import ATTESTATION, TARGET
from data.storage.snapshot import Snapshot
from metrics.accountability.agreements import PartnerAgreements, agreements_on, by_partner
from metrics.accountability.compliance import Compliance, counted, lines, open_lines
from metrics.accountability.obligations import OBLIGATIONS
from metrics.accountability.proofs import PROOFS, Asked, Proof, of
from metrics.calendar.periods import parse
from metrics.standards.statement import Version, statement
from tests.metrics.accountability.test_agreements import NAMES, REGISTER
from tests.support.standards import DAY, QUARTER, cases, promised_home, standard

TODAY = date(2025, 6, 30)
NO_TARGETS = pl.DataFrame(schema=TARGET)


def asked(snapshot: Snapshot, **other: Any) -> Asked:
    given = {"days": parse(QUARTER), "targets": NO_TARGETS, "partners": (), "published": {}}
    return Asked(snapshot=snapshot, **given | other)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("obliged")
    french = cases(("transaction", "online", "plate", "normal", 200, 140), language="fr", day=DAY)
    english = cases(("transaction", "mail", "birth", "normal", 300, 290), language="en", day="2024-05-07")
    return promised_home(
        folder,
        pl.concat([french, english]),
        standards=[
            standard("birth", "mail", 0.8),
            standard("birth", "online", 0.9, is_guarantee=True, approval_ref="TB-1"),
            standard(None, "online", 0.9),
        ],
        initiative=pl.DataFrame(
            {
                "initiative_id": ["a", "b", "old"],
                "name_en": ["A", "B", "Old"],
                "factor": ["superior_customer_service"] * 3,
                "indicator": ["trust", "trust", "trust"],
                "planned_on": [date(2024, 1, 1), date(2024, 5, 1), date(2020, 1, 1)],
                "live_on": [date(2024, 1, 1), None, date(2020, 1, 1)],
                "onboarding": [False] * 3,
            }
        ),
    )


def test_common_standards_are_kept_in_part_where_a_channel_has_none_or_cases_missed_theirs(town):
    # Online has a common standard and 140 of 200 met it against 0.9; mail has none.
    proof = of("common_standards", asked(town))

    assert (proof.kept, dict(proof.values)) == (0.5, {"adopted": 1, "channels": 2, "judged": 1, "missed": 1})


@pytest.mark.parametrize(
    ("code", "told", "kept", "values"),
    [
        ("program_standards", "program_standards", 1.0, {"covered": 2, "services": 2}),
        ("guarantees_approved", "guarantees_approved", 1.0, {"approved": 1, "guarantees": 1}),
        ("improvements", "improvements", 1 / 2, {"live": 1, "planned": 2}),
        ("standards_communicated", "never_published", 0.0, {}),
        ("quality_communicated", "not_published", 0.0, {"quarter": QUARTER}),
        ("feedback", "nothing", None, {}),
        ("third_parties", "nothing", None, {}),
        (
            "french_quality",
            "french_below",
            0.0,
            {"french": 140 / 200, "english": 290 / 300, "cases": 200, "designated": 0},
        ),
    ],
)
def test_what_the_data_show_of_an_obligation(town, code, told, kept, values):
    proof = of(code, asked(town))

    assert (proof.told, proof.kept, dict(proof.values)) == (told, kept, values)


def test_a_published_statement_communicates_standards_and_quality(town):
    figures = statement(town, parse(QUARTER))
    versions = [Version(statement=figures, version=1, day=date(2024, 7, 31)),
                Version(statement=figures, version=2, day=date(2024, 8, 5), reason="A count")]  # fmt: skip
    told = asked(town, published={QUARTER: versions})

    assert of("quality_communicated", told) == Proof(
        told="quality_communicated", kept=1.0, values={"quarter": QUARTER, "day": date(2024, 7, 31), "corrections": 1}
    )
    worded = sum(figure.standard is not None for figure in figures.figures if figure.section == "standard")
    assert of("standards_communicated", told).values["worded"] == worded > 0


def test_agreements_carry_the_principles_or_lack(town):
    partners: list[PartnerAgreements] = by_partner(agreements_on(REGISTER, date(2025, 6, 1)), NAMES)

    # SLA, MOU and TRY are in force and carry them; one partner, new, has no agreement.
    proof = of("third_parties", asked(town, partners=partners))

    assert (proof.kept, dict(proof.values)) == (3 / 4, {"carrying": 3, "agreements": 3, "lacking": 1})


def test_monitored_are_the_indicators_of_customers_that_have_a_number(town):
    proof = of("quality_monitored", asked(town))

    assert 0 < proof.values["measured"] < proof.values["indicators"]
    assert proof.kept == proof.values["measured"] / proof.values["indicators"]


def said(kind: str, days_ago: int = 0, obligation: str = "privacy") -> pl.DataFrame:
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC) - timedelta(days=days_ago)
    row = {"obligation": obligation, "kind": kind, "recorded_at": moment, "newest": True, "role": "chief_executive"}
    return pl.DataFrame([dict.fromkeys(ATTESTATION) | row], schema=ATTESTATION)


@pytest.mark.parametrize(
    ("kept", "attested", "compliance"),
    [
        (None, None, Compliance.NOT_ATTESTED),
        (None, said("attested", 365), Compliance.ATTESTED),
        (None, said("attested", 366), Compliance.LAPSED),
        (None, said("withdrawn"), Compliance.NOT_ATTESTED),
        (None, said("exempted", 4000), Compliance.EXEMPTED),
        (1.0, None, Compliance.SHOWN),
        (0.9, said("attested"), Compliance.PARTLY),
        (0.0, said("attested"), Compliance.NOT_KEPT),
        (0.0, said("exempted"), Compliance.EXEMPTED),
    ],
)
def test_an_exemption_stands_over_data_and_data_over_what_somebody_says(kept, attested, compliance):
    rows = pl.DataFrame(schema=ATTESTATION) if attested is None else attested
    shown = {"privacy": Proof(told="nothing", kept=kept)}

    found = {line.obligation.code: line.compliance for line in lines(shown, rows, TODAY)}

    assert found["privacy"] is compliance
    assert set(found) == set(OBLIGATIONS)


def test_what_is_counted_is_what_is_listed_and_the_open_ones_are_the_rest():
    shown = {code: Proof(told="nothing", kept=1.0) for code in PROOFS}
    found = lines(shown, said("attested"), TODAY)

    assert counted(found) == {
        Compliance.NOT_ATTESTED: len(OBLIGATIONS) - len(PROOFS) - 1, Compliance.ATTESTED: 1,
        Compliance.SHOWN: len(PROOFS),
    }  # fmt: skip
    assert len(open_lines(found)) == counted(found)[Compliance.NOT_ATTESTED]


def small(folder: Path, french: int, kept: int, *standards: dict[str, Any]) -> Snapshot:
    """A home with so many French cases, of which so many met their standard, and three hundred English ones."""
    every = [
        cases(("transaction", "online", "plate", "normal", french, kept), language="fr", day=DAY),
        cases(("transaction", "mail", "birth", "normal", 300, 290), language="en", day="2024-05-07"),
    ]
    return promised_home(folder, pl.concat(every), standards=list(standards))


@pytest.mark.parametrize(("french", "told"), [(4, "nothing"), (5, "french_quality")])
def test_a_handful_of_french_cases_shows_nothing_of_their_quality(tmp_path, french, told):
    common = [standard(None, channel, 0.9) for channel in ("online", "mail")]

    assert of("french_quality", asked(small(tmp_path, french, french, *common))).told == told


def test_where_nothing_can_be_judged_the_common_standards_are_adopted_and_not_shown_to_be_met(tmp_path):
    # Both channels have one, without a target that any case could miss.
    common = [standard(None, channel, None) for channel in ("online", "mail")]
    proof = of("common_standards", asked(small(tmp_path, 200, 190, *common)))

    assert (proof.kept, proof.values["adopted"], proof.values["judged"]) == (0.5, 2, 0)
