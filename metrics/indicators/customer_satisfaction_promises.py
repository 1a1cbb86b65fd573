"""Customer satisfaction: whether the promises made to customers are kept."""

import polars as pl

from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.definition.alert_rule import STANDARD_RULES
from metrics.definition.indicator import Indicator, Sampling, count
from metrics.indicators.shared import ENDED_WELL, OPEN, OPERATIONS, SERVICE_DESIGN, share

DUE_AT = pl.col("due_at")
IN_TIME = ENDED_WELL & (pl.col("completed_at") <= DUE_AT)
"""Compared to the moment: due at four and done at five past is late."""

SERVICE_STANDARDS_MET = Indicator(
    name="service_standards_met",
    order=90,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Service standards met", "Normes de service respectées"),
    definition=Text(
        "Completed interactions that met the standard in force ÷ completed interactions that have one.",
        "Interactions terminées dans le respect de la norme ÷ interactions terminées visées par une norme.",
    ),
    why_it_matters=Text(
        "The service directive obliges us to set standards, to measure them and to publish the result.",
        "La directive sur les services oblige à fixer des normes, à les mesurer et à publier le résultat.",
    ),
    caveat=Text(
        "Cases still open are not counted, however late they are.",
        "Les dossiers encore ouverts ne sont pas comptés, quel que soit leur retard.",
    ),
    owner=OPERATIONS,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **share("transaction", "completed_on", of=IN_TIME, among=ENDED_WELL & DUE_AT.is_not_null()),
    headline=True,
    alerts=STANDARD_RULES,
)

GUARANTEES_KEPT = Indicator(
    name="guarantees_kept",
    order=100,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Service guarantees kept", "Garanties de service respectées"),
    definition=Text(
        "Guaranteed items delivered by their due time ÷ guaranteed items due in the period.",
        "Demandes garanties livrées à l'échéance ou avant ÷ demandes garanties échues dans la période.",
    ),
    why_it_matters=Text(
        "We promise customers their money back. Each breach costs a refund and some trust.",
        "Nous promettons un remboursement. Chaque manquement coûte de l'argent et de la confiance.",
    ),
    caveat=Text(
        "An item still open after its due time counts as not kept. Items given up or refused are left "
        "out. Not every customer affected by a breach claims, so refunds are fewer than breaches.",
        "Une demande encore ouverte après l'échéance compte comme un manquement. "
        "Les demandes abandonnées ou refusées sont exclues. "
        "Tous ne réclament pas, d'où moins de remboursements que de manquements.",
    ),
    owner=OPERATIONS,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **share(
        "transaction",
        "due_on",
        of=IN_TIME,
        among=pl.col("guaranteed") & DUE_AT.is_not_null() & (ENDED_WELL | OPEN),
        deadline=True,
    ),
    decimals=2,
    headline=True,
)

COMPLAINTS_PER_10000 = Indicator(
    name="complaints_per_10000",
    order=110,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Complaints per 10,000 interactions", "Plaintes par 10 000 interactions"),
    definition=Text(
        "Complaints received ÷ completed transactions and information requests, times 10,000.",
        "Plaintes reçues ÷ opérations et demandes de renseignements terminées, fois 10 000.",
    ),
    why_it_matters=Text(
        "Complaints show what hurts before the surveys do.",
        "Les plaintes montrent ce qui blesse avant que les sondages ne le fassent.",
    ),
    caveat=Text(
        "Few unhappy customers complain. Making it easier to complain raises the number, and is a good thing.",
        "Peu de mécontents se plaignent. Faciliter les plaintes en augmente le nombre, et c'est une bonne chose.",
    ),
    owner=SERVICE_DESIGN,
    frequency=Frequency.MONTH,
    unit=Unit.RATE,
    better=Better.LOWER,
    numerator=(count("complaint", "received_on", pl.col("received_on").is_not_null()),),
    denominator=(
        count("transaction", "completed_on", ENDED_WELL & pl.col("kind").is_in(["transaction", "information"])),
    ),
    scale=10_000.0,
    sampling=Sampling.RARE,
    headline=True,
)

COMPLAINTS_ANSWERED_ON_TIME = Indicator(
    name="complaints_answered_on_time",
    order=120,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Complaints answered on time", "Plaintes traitées dans les délais"),
    definition=Text(
        "Complaints acknowledged and answered in time ÷ complaints whose answer was due in the period.",
        "Plaintes avec accusé et réponse dans les délais ÷ plaintes dont la réponse était due dans la période.",
    ),
    why_it_matters=Text(
        "A late answer turns one complaint into two.",
        "Une réponse tardive transforme une plainte en deux plaintes.",
    ),
    caveat=Text(
        "Both deadlines must be met: 2 or 5 business days to acknowledge, 15 to answer. It says nothing "
        "about how good the answer was.",
        "Deux délais comptent : 2 ou 5 jours ouvrables pour l'accusé de réception, 15 pour la réponse. "
        "La qualité de la réponse n'est pas mesurée.",
    ),
    owner=SERVICE_DESIGN,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **share(
        "complaint",
        "answer_due_on",
        of=(pl.col("answered_at") <= pl.col("answer_due_at"))
        & (pl.col("acknowledge_due_at").is_null() | (pl.col("acknowledged_at") <= pl.col("acknowledge_due_at"))),
        among=pl.col("answer_due_at").is_not_null(),
        deadline=True,
    ),
)
