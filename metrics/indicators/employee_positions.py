"""Employee engagement: whether positions are filled, and whether critical ones could be. Positions, not people."""

import polars as pl

from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.definition.indicator import Indicator, Kind
from metrics.indicators.shared import HUMAN_RESOURCES, share

READY = pl.col("successor_ready")

VACANCIES_FILLED_ON_TIME = Indicator(
    name="vacancies_filled_on_time",
    order=80,
    perspective=Perspective.EMPLOYEE,
    factor=Factor.ORGANIZATION,
    title=Text("Vacancies filled on time", "Postes vacants pourvus à temps"),
    definition=Text(
        "Vacant positions filled by their day ÷ vacant positions whose day lies in the period.",
        "Postes vacants pourvus à leur échéance ou avant ÷ postes vacants dont l'échéance tombe dans la période.",
    ),
    why_it_matters=Text(
        "An empty position is an empty desk: those who stay carry its work, and customers wait.",
        "Un poste vide est un guichet vide : ceux qui restent en portent la charge, et les clients attendent.",
    ),
    caveat=Text(
        "A position still vacant after its day counts as not filled on time. How well it was filled is not measured.",
        "Un poste encore vacant après l'échéance compte comme non pourvu à temps. La qualité du choix n'est pas "
        "mesurée.",
    ),
    owner=HUMAN_RESOURCES,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **share(
        "vacancy",
        "due_on",
        of=pl.col("filled_on") <= pl.col("due_on"),
        among=pl.col("due_on").is_not_null(),
        deadline=True,
    ),
)

CRITICAL_ROLES_WITH_SUCCESSOR = Indicator(
    name="critical_roles_with_successor",
    order=90,
    perspective=Perspective.EMPLOYEE,
    factor=Factor.ORGANIZATION,
    title=Text("Critical roles with a ready successor", "Rôles essentiels avec relève prête"),
    definition=Text(
        "Critical roles that somebody could take over at once ÷ critical roles reviewed, at the last review of the "
        "period.",
        "Rôles essentiels que quelqu'un pourrait assumer sur-le-champ ÷ rôles essentiels revus, à la dernière revue de "
        "la période.",
    ),
    why_it_matters=Text(
        "Where nobody is ready, one retirement can stop a service.",
        "Sans relève, un seul départ à la retraite peut arrêter un service.",
    ),
    caveat=Text(
        "Managers judge themselves who is ready. It counts roles, and never says whose successor is meant.",
        "Les gestionnaires jugent eux-mêmes qui est prêt. On compte des rôles, sans jamais nommer de relève.",
    ),
    owner=HUMAN_RESOURCES,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    kind=Kind.STOCK,
    **share("critical_role", "reviewed_on", of=READY, among=READY.is_not_null()),
)
