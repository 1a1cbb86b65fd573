"""Growth: what is offered, with whom, and how near to people."""

import polars as pl

from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.definition.indicator import Indicator, Kind, count
from metrics.indicators.shared import DEVELOPMENT, DIGITAL_SERVICES, PARTNERSHIPS, share

MILLION = 1_000_000
NEAR = 10_000
"""Metres."""

ONBOARDING = pl.col("onboarding")

SERVICES_ONLINE = Indicator(
    name="services_online",
    order=60,
    perspective=Perspective.GROWTH,
    factor=Factor.INTEGRATION,
    title=Text("Services available online", "Services offerts en ligne"),
    definition=Text(
        "Services of the catalogue that are online ÷ services of the catalogue, at the end of the period.",
        "Services du catalogue offerts en ligne ÷ services du catalogue, à la fin de la période.",
    ),
    why_it_matters=Text(
        "People can only choose online where it exists.",
        "On ne peut choisir le numérique que là où il existe.",
    ),
    caveat=Text(
        "A small service weighs as much as a large one. Services without a launch day are left out.",
        "Un petit service pèse autant qu'un grand. Les services sans date de lancement sont exclus.",
    ),
    owner=DIGITAL_SERVICES,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    kind=Kind.STOCK,
    **share("service_month", "month", of=pl.col("live_online"), among=pl.col("live_online").is_not_null()),
)

ONBOARDED_AGAINST_PLAN = Indicator(
    name="onboarded_against_plan",
    order=70,
    perspective=Perspective.GROWTH,
    factor=Factor.INTEGRATION,
    title=Text("Services and partners on-boarded against plan", "Services et partenaires intégrés"),
    definition=Text(
        "Services and partners that went live ÷ those planned to be live, since 1 April.",
        "Services et partenaires mis en service ÷ ceux qui étaient prévus, depuis le 1er avril.",
    ),
    why_it_matters=Text(
        "One stop for many services is why the organization exists.",
        "Un seul endroit pour de nombreux services : c'est la raison d'être de l'organisation.",
    ),
    caveat=Text(
        "It starts over each 1 April. One that comes late counts in the year it goes live, so it can pass 100%.",
        "Elle repart à zéro chaque 1er avril. Un retard compte l'année de sa mise en service : la valeur "
        "peut dépasser 100 %.",
    ),
    owner=DEVELOPMENT,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    bounds=(0.0, None),
    better=Better.HIGHER,
    kind=Kind.CUMULATIVE,
    numerator=(count("initiative", "live_on", ONBOARDING),),
    denominator=(count("initiative", "planned_on", ONBOARDING),),
    decimals=0,
)

PARTNER_MEASURES_MET = Indicator(
    name="partner_measures_met",
    order=80,
    perspective=Perspective.GROWTH,
    factor=Factor.PARTNERSHIP,
    title=Text("Partner agreement measures met", "Engagements envers les partenaires respectés"),
    definition=Text(
        "Measures of partner agreements that reached the agreed share ÷ measures reported.",
        "Mesures des ententes ayant atteint la part convenue ÷ mesures rapportées.",
    ),
    why_it_matters=Text(
        "Partners entrust their programs to us on the strength of these measures.",
        "Les partenaires nous confient leurs programmes sur la foi de ces mesures.",
    ),
    caveat=Text(
        "It counts measures, not cases: a small agreement weighs as much as a large one.",
        "On compte des mesures, non des dossiers : une petite entente pèse autant qu'une grande.",
    ),
    owner=PARTNERSHIPS,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    enough=1,
    better=Better.HIGHER,
    **share(
        "sla_result",
        "quarter_start",
        of=pl.col("numerator") * MILLION >= pl.col("target_millionths") * pl.col("denominator"),
        among=pl.col("denominator") > 0,
    ),
)

ACCESS_WITHIN_10_KM = Indicator(
    name="access_within_10_km",
    order=90,
    perspective=Perspective.GROWTH,
    factor=Factor.PARTNERSHIP,
    title=Text("People within 10 km of a centre", "Population à moins de 10 km d'un centre"),
    definition=Text(
        "People who live within 10 km of an open centre ÷ people, at the end of the period.",
        "Habitants à 10 km ou moins d'un centre ouvert ÷ habitants, à la fin de la période.",
    ),
    why_it_matters=Text(
        "Shared sites with partners bring service near to people in small places.",
        "Les lieux partagés avec des partenaires rapprochent le service des petites localités.",
    ),
    caveat=Text(
        "Distance is as the crow flies. The road is longer, above all in the North.",
        "La distance est à vol d'oiseau. La route est plus longue, surtout dans le Nord.",
    ),
    owner=PARTNERSHIPS,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    kind=Kind.STOCK,
    **share(
        "population",
        "on_date",
        of=pl.col("distance_m") <= NEAR,
        among=pl.col("distance_m").is_not_null(),
        weight=pl.col("people"),
    ),
)
