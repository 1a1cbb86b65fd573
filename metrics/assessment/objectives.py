"""The objectives of the strategy: what each success factor asks for, who answers for it, and what shows how it stands.

An indicator that no objective names stands beside the objectives of its factor: adding one changes nothing here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import Text
from data.words import Factor, Perspective
from metrics.assessment.assessment import Assessment
from metrics.indicators.shared import (
    CONTACT_CENTRES,
    DEVELOPMENT,
    DIGITAL_SERVICES,
    FINANCE,
    HUMAN_RESOURCES,
    MARKETING,
    OPERATIONS,
    PARTNERSHIPS,
    QUALITY,
    SERVICE_DESIGN,
)


@dataclass(frozen=True, kw_only=True)
class Objective:
    """One objective. `owner`: who answers for it, a role. `indicators`: by name; the first one stands for it."""

    code: str
    title: Text
    factor: Factor
    perspective: Perspective
    owner: Text
    indicators: tuple[str, ...]


@dataclass(frozen=True, eq=False, kw_only=True)
class Standing:
    """An objective with its indicators as they were judged, in its own order."""

    objective: Objective
    assessments: list[Assessment]

    @property
    def lead(self) -> Assessment:
        """The indicator that stands for it."""
        return self.assessments[0]


OBJECTIVES = (
    Objective(
        code="onboard_services",
        title=Text("On-board services of partners", "Intégrer les services des partenaires"),
        factor=Factor.INTEGRATION,
        perspective=Perspective.GROWTH,
        owner=DEVELOPMENT,
        indicators=("onboarded_against_plan", "services_online"),
    ),
    Objective(
        code="serve_more_needs",
        title=Text("Serve more needs in one place", "Répondre à plus de besoins en un lieu"),
        factor=Factor.INTEGRATION,
        perspective=Perspective.GROWTH,
        owner=DEVELOPMENT,
        indicators=("volume_growth", "transaction_volume"),
    ),
    Objective(
        code="keep_agreements",
        title=Text("Deliver what was agreed with partners", "Livrer ce qui est convenu avec les partenaires"),
        factor=Factor.PARTNERSHIP,
        perspective=Perspective.GROWTH,
        owner=PARTNERSHIPS,
        indicators=("partner_measures_met",),
    ),
    Objective(
        code="share_sites",
        title=Text("Share sites near to people", "Partager des lieux proches des gens"),
        factor=Factor.PARTNERSHIP,
        perspective=Perspective.GROWTH,
        owner=PARTNERSHIPS,
        indicators=("access_within_10_km",),
    ),
    Objective(
        code="engaged_staff",
        title=Text("Engaged staff who stay", "Un personnel mobilisé qui reste"),
        factor=Factor.ORGANIZATION,
        perspective=Perspective.EMPLOYEE,
        owner=HUMAN_RESOURCES,
        indicators=(
            "engagement_index",
            "voluntary_turnover",
            "favourable_engagement",
            "employee_net_promoter",
            "survey_participation",
            "absence_rate",
            "vacancies_filled_on_time",
            "critical_roles_with_successor",
        ),
    ),
    Objective(
        code="skilled_work",
        title=Text("Skilled work, right the first time", "Un travail exact du premier coup"),
        factor=Factor.ORGANIZATION,
        perspective=Perspective.EFFICIENCY,
        owner=QUALITY,
        indicators=("right_first_time", "training_current"),
    ),
    Objective(
        code="reliable_systems",
        title=Text("Systems that are always there", "Des systèmes toujours là"),
        factor=Factor.ORGANIZATION,
        perspective=Perspective.EFFICIENCY,
        owner=DIGITAL_SERVICES,
        indicators=("channel_availability",),
    ),
    Objective(
        code="short_waits",
        title=Text("Short waits", "Des attentes courtes"),
        factor=Factor.SERVICE,
        perspective=Perspective.EFFICIENCY,
        owner=CONTACT_CENTRES,
        indicators=(
            "calls_within_standard",
            "counter_within_20_minutes",
            "first_contact_resolution",
            "average_speed_of_answer",
            "call_wait_p50",
            "call_wait_p90",
            "counter_wait_p50",
            "counter_wait_p90",
        ),
    ),
    Objective(
        code="keep_promises",
        title=Text("Keep every promise", "Tenir chaque promesse"),
        factor=Factor.SERVICE,
        perspective=Perspective.CUSTOMER,
        owner=OPERATIONS,
        indicators=("service_standards_met", "guarantees_kept", "guarantee_claims", "refund_per_claim"),
    ),
    Objective(
        code="satisfied_customers",
        title=Text("Satisfied customers, every time", "Des clients satisfaits chaque fois"),
        factor=Factor.SERVICE,
        perspective=Perspective.CUSTOMER,
        owner=SERVICE_DESIGN,
        indicators=(
            "overall_satisfaction",
            "complaints_per_10000",
            "cmt_index",
            "satisfaction_timeliness",
            "satisfaction_knowledge",
            "satisfaction_courtesy",
            "satisfaction_fairness",
            "satisfaction_outcome",
            "french_equivalence_gap",
            "complaints_answered_on_time",
        ),
    ),
    Objective(
        code="known_brand",
        title=Text("Known as the place to go", "Être le réflexe connu de tous"),
        factor=Factor.BRAND,
        perspective=Perspective.BRAND,
        owner=MARKETING,
        indicators=("knows_online", "total_awareness", "unaided_awareness", "first_place_to_turn", "knows_guarantee"),
    ),
    Objective(
        code="trusted_brand",
        title=Text("Trusted by the public", "Avoir la confiance du public"),
        factor=Factor.BRAND,
        perspective=Perspective.BRAND,
        owner=MARKETING,
        indicators=("trust",),
    ),
    Objective(
        code="shift_online",
        title=Text("Shift services online", "Amener les services en ligne"),
        factor=Factor.COST,
        perspective=Perspective.EFFICIENCY,
        owner=DIGITAL_SERVICES,
        indicators=("digital_take_up", "online_completion", "digital_share_of_all", "avoidable_transactions"),
    ),
    Objective(
        code="lower_unit_cost",
        title=Text("Lower the cost of a transaction", "Réduire le coût d'une opération"),
        factor=Factor.COST,
        perspective=Perspective.EFFICIENCY,
        owner=FINANCE,
        indicators=("cost_per_transaction", "recoveries_share", "unallocated_cost_share"),
    ),
)
BY_CODE = {objective.code: objective for objective in OBJECTIVES}


def standings(assessments: Sequence[Assessment], factor: Factor | None = None) -> list[Standing]:
    """The objectives of a factor, or all, that have an indicator among those that were judged."""
    by_name = {assessment.indicator.name: assessment for assessment in assessments}
    found = []
    for objective in OBJECTIVES:
        own = [by_name[name] for name in objective.indicators if name in by_name]
        if own and factor in (None, objective.factor):
            found.append(Standing(objective=objective, assessments=own))
    return found


def without_objective(assessments: Sequence[Assessment]) -> list[Assessment]:
    """Those that no objective names."""
    named = {name for objective in OBJECTIVES for name in objective.indicators}
    return [assessment for assessment in assessments if assessment.indicator.name not in named]
