"""Customer satisfaction: what is done where a promise was not kept: complaints, claims and what was paid back."""

import polars as pl

from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.definition.indicator import Indicator, Kind, count, total
from metrics.indicators.shared import OPERATIONS, SERVICE_DESIGN, share

DUE = pl.col("answer_due_at").is_not_null()
PAID = pl.col("decision") == "paid"

COMPLAINTS_RECEIVED = Indicator(
    name="complaints_received",
    order=130,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Complaints received", "Plaintes reçues"),
    definition=Text("Complaints received in the period.", "Plaintes reçues dans la période."),
    why_it_matters=Text(
        "What people complain of shows where a promise is not kept.",
        "Le motif des plaintes montre où une promesse n'est pas tenue.",
    ),
    caveat=Text(
        "A count grows with what is done: compare places and services by complaints per 10,000.",
        "Le nombre croît avec l'activité : comparez les lieux et les services par les plaintes par 10 000.",
    ),
    owner=SERVICE_DESIGN,
    frequency=Frequency.MONTH,
    unit=Unit.COUNT,
    better=Better.NEUTRAL,
    kind=Kind.COUNT,
    numerator=(count("complaint", "received_on", pl.col("received_on").is_not_null()),),
    decimals=0,
)

COMPLAINTS_ACKNOWLEDGED_ON_TIME = Indicator(
    name="complaints_acknowledged_on_time",
    order=140,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Complaints acknowledged on time", "Accusés de réception dans les délais"),
    definition=Text(
        "Complaints acknowledged within 2 business days (visit or call) or 5 (mail or web) ÷ complaints whose answer "
        "was due in the period.",
        "Plaintes avec accusé de réception en 2 jours ouvrables (visite ou appel) ou 5 (courrier ou Web) ÷ plaintes "
        "dont la réponse était due dans la période.",
    ),
    why_it_matters=Text(
        "Who complains must know that somebody has read it.",
        "La personne qui se plaint doit savoir que quelqu'un l'a lue.",
    ),
    caveat=Text(
        "Counted by the day on which the answer was due, so that all three clocks are of the same complaints.",
        "Comptées au jour où la réponse était due, pour que les trois délais portent sur les mêmes plaintes.",
    ),
    owner=SERVICE_DESIGN,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **share(
        "complaint",
        "answer_due_on",
        of=pl.col("acknowledged_at") <= pl.col("acknowledge_due_at"),
        among=DUE & pl.col("acknowledge_due_at").is_not_null(),
        deadline=True,
    ),
)

COMPLAINTS_ANSWERED_IN_15_DAYS = Indicator(
    name="complaints_answered_in_15_days",
    order=150,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Complaints answered within 15 days", "Plaintes répondues en 15 jours"),
    definition=Text(
        "Complaints answered within 15 business days ÷ complaints whose answer was due in the period.",
        "Plaintes répondues en 15 jours ouvrables ÷ plaintes dont la réponse était due dans la période.",
    ),
    why_it_matters=Text(
        "An answer that comes late is read as none.",
        "Une réponse tardive se lit comme une absence de réponse.",
    ),
    caveat=Text(
        "It looks at the answer alone; complaints answered on time asks for the acknowledgement too.",
        "Ne porte que sur la réponse; les plaintes traitées dans les délais demandent aussi l'accusé de réception.",
    ),
    owner=SERVICE_DESIGN,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **share(
        "complaint",
        "answer_due_on",
        of=pl.col("answered_at") <= pl.col("answer_due_at"),
        among=DUE,
        deadline=True,
    ),
)

GUARANTEE_CLAIMS = Indicator(
    name="guarantee_claims",
    order=160,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Guarantee claims", "Demandes au titre de la garantie"),
    definition=Text(
        "Claims on a service guarantee made in the period.",
        "Demandes au titre d'une garantie de service présentées dans la période.",
    ),
    why_it_matters=Text(
        "Money is paid back on claim only: breaches, claims and payments are three numbers.",
        "On ne rembourse que sur demande : manquements, demandes et paiements sont trois nombres.",
    ),
    caveat=Text(
        "Counted by the day of the claim, often weeks after the item was due.",
        "Comptées au jour de la demande, souvent des semaines après l'échéance.",
    ),
    owner=OPERATIONS,
    frequency=Frequency.MONTH,
    unit=Unit.COUNT,
    better=Better.LOWER,
    kind=Kind.COUNT,
    numerator=(count("guarantee_claim", "claimed_on", pl.col("claimed_on").is_not_null()),),
    decimals=0,
)

REFUND_PER_CLAIM = Indicator(
    name="refund_per_claim",
    order=170,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Refund per guarantee claim", "Remboursement par demande de garantie"),
    definition=Text(
        "Money paid back on guarantee claims ÷ guarantee claims made in the period.",
        "Sommes remboursées au titre de la garantie ÷ demandes de garantie présentées dans la période.",
    ),
    why_it_matters=Text("It is what broken promises cost at once.", "C'est le coût immédiat des promesses rompues."),
    caveat=Text(
        "Without the work of handling claims, and without those who never claim.",
        "Sans le travail de traitement, et sans ceux qui ne réclament jamais.",
    ),
    owner=OPERATIONS,
    frequency=Frequency.MONTH,
    unit=Unit.DOLLARS,
    better=Better.NEUTRAL,
    numerator=(total("guarantee_claim", "claimed_on", pl.col("amount_cents"), PAID),),
    denominator=(count("guarantee_claim", "claimed_on", pl.col("claimed_on").is_not_null()),),
    scale=0.01,
    decimals=2,
)
