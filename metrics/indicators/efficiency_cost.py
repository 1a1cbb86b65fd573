"""Efficiency: what a transaction costs, who bears it, and whether systems and files are right."""

import polars as pl

from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.definition.indicator import Indicator, Kind, Sampling, count, total
from metrics.indicators.shared import COMPLETED, DIGITAL_SERVICES, FINANCE, QUALITY, WEIGHT, share

RUNNING_COST = (pl.col("kind") == "expense") & (pl.col("account") != "start_up")
BORNE = pl.col("borne")
"""Cents × millionths."""

RECOVERED = pl.col("kind") == "recovery"
FUNDED = RECOVERED | (pl.col("kind") == "appropriation")

COST_PER_TRANSACTION = Indicator(
    name="cost_per_transaction",
    order=60,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.COST,
    title=Text("Cost per transaction", "Coût par opération"),
    definition=Text(
        "Running cost of the last 12 months, shared cost included ÷ transactions completed in that time.",
        "Coûts de fonctionnement des 12 derniers mois, coûts partagés compris ÷ opérations terminées.",
    ),
    why_it_matters=Text(
        "Every dollar saved here can go into better service.",
        "Chaque dollar épargné ici peut améliorer le service.",
    ),
    caveat=Text(
        "Start-up cost is left out. Cost that no key allocates, such as that of enquiries, counts in the "
        "total and in no channel.",
        "Les coûts de démarrage sont exclus. Les coûts non répartis, comme ceux des renseignements, comptent "
        "au total et dans aucun canal.",
    ),
    owner=FINANCE,
    frequency=Frequency.QUARTER,
    unit=Unit.DOLLARS,
    better=Better.LOWER,
    kind=Kind.ROLLING,
    numerator=(total("cost", "posted_on", BORNE, RUNNING_COST, absent_without_rows=True),),
    denominator=(count("transaction", "completed_on", COMPLETED),),
    scale=1e-8,
    decimals=2,
    headline=True,
)

UNALLOCATED_COST_SHARE = Indicator(
    name="unallocated_cost_share",
    order=70,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.COST,
    title=Text("Cost not allocated to a channel", "Coûts non répartis entre les canaux"),
    definition=Text(
        "Running cost that no allocation key gives to a channel ÷ all running cost.",
        "Coûts de fonctionnement qu'aucune clé n'attribue à un canal ÷ tous les coûts de fonctionnement.",
    ),
    why_it_matters=Text(
        "It is the part of the cost that the costs of the channels do not show.",
        "C'est la part des coûts que les coûts par canal ne montrent pas.",
    ),
    caveat=Text(
        "Some cost belongs to no channel. Forcing it into one would only look tidy.",
        "Certains coûts ne relèvent d'aucun canal. Les y rattacher de force ne donnerait qu'une apparence d'ordre.",
    ),
    owner=FINANCE,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    better=Better.LOWER,
    **share("cost", "posted_on", of=pl.col("channel").is_null(), among=RUNNING_COST, weight=BORNE),
)

RECOVERIES_SHARE = Indicator(
    name="recoveries_share",
    order=80,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.COST,
    title=Text("Recoveries' share of funding", "Part des recouvrements"),
    definition=Text(
        "Recoveries from partners ÷ appropriation and recoveries together.",
        "Recouvrements auprès des partenaires ÷ crédits et recouvrements réunis.",
    ),
    why_it_matters=Text(
        "It says how far partners pay for what we do for them.",
        "Elle dit dans quelle mesure les partenaires paient ce que nous faisons pour eux.",
    ),
    caveat=Text(
        "It is context: neither a high nor a low share is good in itself. Postings come late in a quarter.",
        "C'est une donnée de contexte : ni haut ni bas n'est bon en soi. Les écritures arrivent tard dans "
        "le trimestre.",
    ),
    owner=FINANCE,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    better=Better.NEUTRAL,
    **share("ledger_line", "posted_on", of=RECOVERED, among=FUNDED, weight=pl.col("amount_cents")),
)

RIGHT_FIRST_TIME = Indicator(
    name="right_first_time",
    order=90,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.ORGANIZATION,
    title=Text("Right first time", "Exactitude du premier coup"),
    definition=Text(
        "Audited transactions without an error ÷ audited transactions, weighted by stratum.",
        "Opérations vérifiées sans erreur ÷ opérations vérifiées, pondérées par strate.",
    ),
    why_it_matters=Text(
        "An error in a registry can cost a citizen a home, a licence or a vote.",
        "Une erreur dans un registre peut coûter un logement, un permis ou un vote.",
    ),
    caveat=Text(
        "Audits are small samples, above all for a single centre.",
        "Les vérifications sont de petits échantillons, surtout pour un seul centre.",
    ),
    owner=QUALITY,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **share(
        "quality_audit",
        "audited_on",
        of=~pl.col("error_found"),
        among=pl.col("error_found").is_not_null(),
        weight=WEIGHT,
    ),
    sampling=Sampling.SHARE,
)

CHANNEL_AVAILABILITY = Indicator(
    name="channel_availability",
    order=100,
    perspective=Perspective.EFFICIENCY,
    factor=Factor.ORGANIZATION,
    title=Text("Channel availability", "Disponibilité des canaux"),
    definition=Text(
        "Scheduled minutes without unplanned downtime ÷ scheduled minutes.",
        "Minutes prévues sans panne imprévue ÷ minutes prévues.",
    ),
    why_it_matters=Text(
        "A channel that is down sends everybody to another one at the same time.",
        "Un canal en panne envoie tout le monde vers un autre en même temps.",
    ),
    caveat=Text(
        "Announced maintenance does not count as down. A slow site counts as up.",
        "L'entretien annoncé ne compte pas comme une panne. Un site lent compte comme disponible.",
    ),
    owner=DIGITAL_SERVICES,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    numerator=(
        total("schedule", "on_date", pl.col("scheduled_minutes")),
        total("outage", "on_date", -pl.col("down_minutes"), ~pl.col("planned"), required=True),
    ),
    denominator=(total("schedule", "on_date", pl.col("scheduled_minutes")),),
    decimals=2,
)
