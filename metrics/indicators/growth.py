"""Growth: how much is done, and how much of it where it is best done."""

import polars as pl

from data.words import Better, Factor, Frequency, Perspective, Text, Unit
from metrics.indicator import Indicator, Kind, count

TRANSACTION = pl.col("kind") == "transaction"
COMPLETED = TRANSACTION & (pl.col("status") == "completed")
DIGITAL = (pl.col("channel") == "online") | pl.col("assisted_digital").fill_null(False)
"""Assisted digital counts as digital."""

TRANSACTION_VOLUME = Indicator(
    name="transaction_volume",
    perspective=Perspective.GROWTH,
    factor=Factor.INTEGRATION,
    title=Text("Transactions completed", "Opérations terminées"),
    definition=Text(
        "Number of transactions completed, over all channels.",
        "Nombre d'opérations terminées, tous canaux confondus.",
    ),
    why_it_matters=Text(
        "Volume is what every plan of staff, sites and systems starts from.",
        "Le volume est le point de départ de tout plan de personnel, de lieux et de systèmes.",
    ),
    caveat=Text(
        "Enquiries are counted apart: they are another kind of work.",
        "Les demandes de renseignements sont comptées à part : c'est un autre travail.",
    ),
    owner=Text("Business development", "Développement des activités"),
    frequency=Frequency.MONTH,
    unit=Unit.COUNT,
    better=Better.NEUTRAL,
    kind=Kind.COUNT,
    numerator=(count("transaction", "completed_on", COMPLETED),),
    decimals=0,
)
