"""Growth: how much is done, and how much of it where it is best done."""

import polars as pl

from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.definition.indicator import Indicator, Kind, count
from metrics.indicators.shared import COMPLETED, DEVELOPMENT, DIGITAL_SERVICES, share

DIGITAL = (pl.col("channel") == "online") | pl.col("assisted_digital").fill_null(False)
"""Assisted digital counts as digital."""

STAFFED = pl.col("channel").is_in(["in_person", "telephone"]) & ~DIGITAL
VOLUME = (count("transaction", "completed_on", COMPLETED),)

TRANSACTION_VOLUME = Indicator(
    name="transaction_volume",
    order=10,
    perspective=Perspective.GROWTH,
    factor=Factor.INTEGRATION,
    title=Text("Transactions completed", "Opérations terminées"),
    definition=Text(
        "Number of transactions completed, over all channels.",
        "Nombre d'opérations terminées, tous canaux confondus.",
    ),
    why_it_matters=Text(
        "Every plan for staff, sites and systems starts from volume.",
        "Le volume est le point de départ de tout plan de personnel, de lieux et de systèmes.",
    ),
    caveat=Text(
        "Enquiries are counted apart: they are another kind of work.",
        "Les demandes de renseignements sont comptées à part : c'est un autre travail.",
    ),
    owner=DEVELOPMENT,
    frequency=Frequency.MONTH,
    seasonal=True,
    unit=Unit.COUNT,
    better=Better.NEUTRAL,
    kind=Kind.COUNT,
    numerator=VOLUME,
    decimals=0,
)

VOLUME_GROWTH = Indicator(
    name="volume_growth",
    order=20,
    perspective=Perspective.GROWTH,
    factor=Factor.INTEGRATION,
    title=Text("Volume growth, like for like", "Croissance du volume à périmètre constant"),
    definition=Text(
        "Transactions completed per business day ÷ the same a year earlier, minus 1. Only services that "
        "have both are counted.",
        "Opérations terminées par jour ouvrable ÷ celles de l'an dernier, moins 1. "
        "Seuls les services présents les deux fois comptent.",
    ),
    why_it_matters=Text(
        "It tells whether people use us more, not whether we took over more services.",
        "Elle dit si l'on nous utilise davantage, non si nous avons repris plus de services.",
    ),
    caveat=Text(
        "Fees, renewal cycles and closures move it. Read it with the events of both years.",
        "Tarifs, cycles de renouvellement et fermetures l'influencent. À lire avec les événements des deux ans.",
    ),
    owner=DEVELOPMENT,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    kind=Kind.GROWTH,
    numerator=VOLUME,
    headline=True,
)

DIGITAL_TAKE_UP = Indicator(
    name="digital_take_up",
    order=30,
    perspective=Perspective.GROWTH,
    factor=Factor.COST,
    title=Text("Digital take-up", "Adoption du numérique"),
    definition=Text(
        "Transactions completed online, with or without help ÷ all completed, for services offered online.",
        "Opérations terminées en ligne, avec ou sans aide ÷ toutes celles des services offerts en ligne.",
    ),
    why_it_matters=Text(
        "Online is the quickest way for most customers, and costs the least.",
        "En ligne, c'est le plus rapide pour la plupart des clients, et le moins cher.",
    ),
    caveat=Text(
        "A service counts from its first day online, so a new one lowers the share at first.",
        "Un service compte dès son premier jour en ligne : un nouveau venu abaisse d'abord la part.",
    ),
    owner=DIGITAL_SERVICES,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    channels=(),
    better=Better.HIGHER,
    **share("offered_online", "completed_on", of=DIGITAL, among=COMPLETED),
    headline=True,
)

DIGITAL_SHARE_OF_ALL = Indicator(
    name="digital_share_of_all",
    order=40,
    perspective=Perspective.GROWTH,
    factor=Factor.COST,
    title=Text("Digital share of all services", "Part du numérique, tous services"),
    definition=Text(
        "Transactions completed online, with or without help ÷ all transactions completed.",
        "Opérations terminées en ligne, avec ou sans aide ÷ toutes les opérations terminées.",
    ),
    why_it_matters=Text(
        "It also shows what is lost because a service is not online yet.",
        "Elle montre aussi ce qui est perdu faute de service en ligne.",
    ),
    caveat=Text(
        "Some services cannot be done online, such as a road test, so it will never reach 100%.",
        "Certains services ne peuvent se faire en ligne, comme un essai routier : jamais 100 %.",
    ),
    owner=DIGITAL_SERVICES,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    channels=(),
    better=Better.HIGHER,
    **share("transaction", "completed_on", of=DIGITAL, among=COMPLETED),
)

AVOIDABLE_TRANSACTIONS = Indicator(
    name="avoidable_transactions",
    order=50,
    perspective=Perspective.GROWTH,
    factor=Factor.COST,
    title=Text("Avoidable counter and telephone transactions", "Opérations évitables au comptoir"),
    definition=Text(
        "Transactions completed in person or by telephone ÷ all completed, for services offered online.",
        "Opérations terminées en personne ou au téléphone ÷ toutes celles des services offerts en ligne.",
    ),
    why_it_matters=Text(
        "Each of them could have spared the customer a trip or a wait.",
        "Chacune aurait pu épargner au client un déplacement ou une attente.",
    ),
    caveat=Text(
        "Not everybody can or wants to go online. Some of these visits are a choice, and a right.",
        "Tous ne peuvent ou ne veulent pas aller en ligne. Certaines visites sont un choix, et un droit.",
    ),
    owner=DIGITAL_SERVICES,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    channels=(),
    better=Better.LOWER,
    **share("offered_online", "completed_on", of=STAFFED, among=COMPLETED),
)
