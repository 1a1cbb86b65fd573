"""The tactics of the fictional organisation: its initiatives with their steps, its managers' commitments, its budget.

One step of the year's agreement with another government is late for good, so that there is always one to see.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

from data.certainty import present
from data.demo import money
from data.demo.calendar import first_day
from data.demo.services import ONBOARDINGS_A_YEAR, SERVICES, launch_day

MILLION = 1_000_000

OPERATIONS = ("Head of Operations", "Responsable de l'exploitation")
CONTACT = ("Head of Contact centres", "Responsable des centres de contact")
DEVELOPMENT = ("Head of Business development", "Responsable du développement des activités")
DIGITAL = ("Head of Digital services", "Responsable des services numériques")
PARTNERSHIPS = ("Head of Partnerships", "Responsable des partenariats")
MARKETING = ("Head of Brand and marketing", "Responsable de la marque et du marketing")
PEOPLE = ("Head of Human resources", "Responsable des ressources humaines")
FINANCE = ("Head of Finance", "Responsable des finances")


class Project(NamedTuple):
    """An initiative: `month`: of the window, when it is to be live. `late`: months late, None while it is not live.

    `effect`: by how much the indicator should change, in its own unit, from three months after the planned day.
    """

    en: str
    fr: str
    factor: str
    indicator: str
    month: int
    late: int | None
    kind: str
    objective: str
    owner: tuple[str, str]
    effect: float | None


PROJECTS = [
    Project("Ticketed queues at counters", "Files sur billet aux comptoirs", "superior_customer_service",
            "counter_within_20_minutes", 13, 0, "improvement", "short_waits", OPERATIONS, 0.05),
    Project("New business registry", "Nouveau registre des entreprises", "integrated_service_offerings",
            "online_completion", 16, 2, "improvement", "shift_online", DIGITAL, 0.04),
    Project("Plate renewal online campaign", "Campagne du renouvellement de plaque en ligne", "customer_centred_brand",
            "digital_take_up", 29, 0, "improvement", "shift_online", MARKETING, 0.03),
    Project("Certificates recovery plan", "Plan de rétablissement des certificats", "superior_customer_service",
            "service_standards_met", 33, 3, "improvement", "keep_promises", OPERATIONS, 0.08),
    Project("Move to a retail host", "Déménagement chez un détaillant", "cost_effective_delivery",
            "cost_per_transaction", 30, 0, "improvement", "lower_unit_cost", FINANCE, -0.20),
    Project("Automatic plate renewal", "Renouvellement automatique des plaques", "cost_effective_delivery",
            "cost_per_transaction", 33, 2, "improvement", "lower_unit_cost", FINANCE, -0.40),
    Project("Call-back in contact centres", "Rappel dans les centres de contact", "superior_customer_service",
            "calls_within_standard", 42, 1, "improvement", "short_waits", CONTACT, 0.05),
    Project("Supervisors' coaching", "Encadrement des superviseurs", "high_performance_organization",
            "engagement_index", 39, 0, "people", "engaged_staff", PEOPLE, 2.0),
    Project("Plain-language forms", "Formulaires en langage clair", "superior_customer_service",
            "overall_satisfaction", 47, 2, "improvement", "satisfied_customers", DIGITAL, 0.02),
    Project("One account for all services", "Un compte pour tous les services", "integrated_service_offerings",
            "digital_take_up", 55, 4, "improvement", "shift_online", DIGITAL, 0.03),
    Project("Shared sites with municipalities", "Lieux partagés avec des municipalités", "strong_partnerships",
            "access_within_10_km", 57, 1, "intergovernmental_agreement", "share_sites", PARTNERSHIPS, 0.005),
    Project("Succession plans for critical roles", "Plans de relève des postes critiques",
            "high_performance_organization", "voluntary_turnover", 60, 1, "people", "engaged_staff", PEOPLE, -0.01),
    Project("Shared counters with the federal government", "Comptoirs partagés avec le gouvernement fédéral",
            "strong_partnerships", "access_within_10_km", 70, None, "intergovernmental_agreement", "share_sites",
            PARTNERSHIPS, 0.01),
]  # fmt: skip
STEPS = {  # kind: EN, FR, months before the planned day
    "improvement": [("Design approved", "Conception approuvée", 5), ("Pilot in two places", "Essai dans deux lieux", 2),
                    ("Live everywhere", "En service partout", 0)],
    "people": [("Managers briefed", "Gestionnaires informés", 3), ("First group done", "Premier groupe terminé", 1),
               ("All groups done", "Tous les groupes terminés", 0)],
    "intergovernmental_agreement": [("Terms agreed", "Conditions convenues", 9), ("Agreement signed", "Entente signée",
                                    4), ("First shared site open", "Premier lieu partagé ouvert", 0)],
    "service_onboarding": [("Agreement signed", "Entente signée", 4), ("Tested with the partner",
                           "Essais avec le partenaire", 1), ("Live", "En service", 0)],
}  # fmt: skip
PLEDGES = [  # role, objective, EN, FR, month and day by which, days before it
    (OPERATIONS, "short_waits", "A plan for each of the ten slowest centres", "Un plan pour chacun des dix centres les "
     "plus lents", (9, 30), 12),
    (CONTACT, "keep_promises", "Every breached guarantee reviewed within a month", "Chaque garantie non respectée "
     "examinée en un mois", (10, 31), 3),
    (DEVELOPMENT, "onboard_services", "Three more services on-boarded", "Trois autres services intégrés", (3, 31), 4),
    (PARTNERSHIPS, "share_sites", "One site shared with another government", "Un lieu partagé avec un autre "
     "gouvernement", (6, 30), -200),
    (DIGITAL, "shift_online", "The five forms that are left most often made shorter", "Les cinq formulaires les plus "
     "délaissés raccourcis", (2, 28), 9),
    (PEOPLE, "engaged_staff", "A learning plan agreed with every manager", "Un plan d'apprentissage convenu avec "
     "chaque gestionnaire", (5, 31), 1),
]  # fmt: skip


def tactics(seed: int, first: int, scale: float, years: range) -> dict[str, list[dict[str, Any]]]:
    """What is undertaken, committed to and budgeted, each row with the day from which it is known."""
    plans, launches = projects(first)
    planned, done = steps(first)
    made, kept = pledges(first, years)
    return {
        "project": [row | {"_known": row["approved"]} for row in plans],
        "project_live": [row | {"_known": row["live_day"]} for row in launches],
        "project_aim": aims(first),
        "project_step": planned,
        "step_done": [row | {"_known": row["done_day"]} for row in done],
        "pledge": [row | {"_known": row["made_day"]} for row in made],
        "pledge_kept": [row | {"_known": row["kept_day"]} for row in kept],
        "budget": [row | {"_known": first_day(y)} for y in years for row in money.budget(seed, first, scale, y)],
    }


def projects(first: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Projects known from the start of the fiscal year of their plan, and the days on which they went live."""
    undertaken = _undertaken(first)
    return [plan for plan, *_ in undertaken], [
        {"project_code": plan["project_code"], "live_day": live} for plan, _, live in undertaken if live
    ]


def aims(first: int) -> list[dict[str, Any]]:
    """What each project is, whom it answers to, and what is expected of it; known with it."""
    return [aim | {"_known": plan["approved"]} for plan, aim, _ in _undertaken(first)]


def steps(first: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The steps of every project, known with it, and the days on which they were done."""
    planned, done = [], []
    for plan, aim, live in _undertaken(first):
        delay = (live - plan["planned_day"]) if live else None
        for n, (en, fr, before) in enumerate(STEPS[aim["kind"]]):
            code, due = f"{plan['project_code']}-{n + 1}", plan["planned_day"] - timedelta(days=30 * before)
            planned.append({"step_code": code, "project_code": plan["project_code"], "label_en": en, "label_fr": fr,
                            "due_day": due, "_known": plan["approved"]})  # fmt: skip
            if delay is not None:
                done.append({"step_code": code, "done_day": due + delay * (n / 2)})
    return planned, done


def pledges(first: int, years: range) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The key commitments of each fiscal year, known from its start, and the days on which they were kept."""
    made, kept = [], []
    for year in years:
        for n, (role, objective, en, fr, (month, day), early) in enumerate(PLEDGES):
            code, due = f"KC{year - first + 1}{n + 1}", date(year + (month < 4), month, day)
            made.append({"pledge_code": code, "objective": objective, "role_en": role[0], "role_fr": role[1],
                         "told_en": en, "told_fr": fr, "made_day": first_day(year), "due_day": due})  # fmt: skip
            kept.append({"pledge_code": code, "kept_day": due - timedelta(days=early)})
    return made, kept


def _undertaken(first: int) -> list[tuple[dict[str, Any], dict[str, Any], date | None]]:
    """Each project, its aim, and the day on which it goes live, if it does."""
    found = []
    for n, one in enumerate(PROJECTS):
        day = _month_day(first, one.month)
        live = None if one.late is None else _month_day(first, one.month + one.late)
        plan = _plan(f"PR{n + 1:02d}", one.en, one.fr, one.factor, one.indicator, day, onboarding=False)
        expected = None if one.effect is None else round(one.effect * MILLION)
        found.append((plan, _aim(plan, one.kind, one.objective, one.owner, expected), live))
    for n, service in enumerate(s for s in SERVICES if s.launch_month is not None):
        live = present(launch_day(service, first))
        plan = _plan(
            f"ON{n + 1:02d}", f"On-boarding: {service.en}", f"Intégration : {service.fr}", "strong_partnerships",
            "onboarded_against_plan", live - timedelta(days=30 * (n % ONBOARDINGS_A_YEAR == 1)), onboarding=True,
        )  # fmt: skip
        found.append((plan, _aim(plan, "service_onboarding", "onboard_services", DEVELOPMENT, None), live))
    return found


def _month_day(first: int, month: int) -> date:
    return date(first + (month + 3) // 12, (month + 3) % 12 + 1, 1)


def _plan(code: str, en: str, fr: str, factor: str, indicator: str, day: date, *, onboarding: bool) -> dict[str, Any]:
    year = day.year if day.month >= 4 else day.year - 1
    return {"project_code": code, "approved": first_day(year), "label_en": en, "label_fr": fr, "factor": factor,
            "indicator": indicator, "planned_day": day, "onboarding": onboarding}  # fmt: skip


def _aim(
    plan: dict[str, Any], kind: str, objective: str, owner: tuple[str, str], effect_millionths: int | None
) -> dict[str, Any]:
    later = None if effect_millionths is None else plan["planned_day"] + timedelta(days=91)
    return {"project_code": plan["project_code"], "kind": kind, "objective": objective, "owner_en": owner[0],
            "owner_fr": owner[1], "effect_millionths": effect_millionths, "effect_day": later}  # fmt: skip
