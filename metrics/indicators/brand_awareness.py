"""Brand awareness: whether people know the organization, trust it and think of it first."""

import polars as pl

from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.definition.indicator import Indicator, Sampling
from metrics.indicators.shared import MARKETING, WEIGHT, Quotient, share

AWARE = pl.col("unaided_any") | pl.col("aided")
"""Named unprompted, or recognized from a list."""


def _people(of: pl.Expr, among: pl.Expr) -> Quotient:
    """The weighted share of those interviewed `among` whom `of` holds; who gave no answer is left out."""
    return share("brand_answer", "answered_on", of=of, among=among & of.is_not_null(), weight=WEIGHT)


EVERYONE = pl.lit(True)

TOTAL_AWARENESS = Indicator(
    name="total_awareness",
    order=10,
    perspective=Perspective.BRAND,
    factor=Factor.BRAND,
    title=Text("Total awareness", "Notoriété totale"),
    definition=Text(
        "Weighted share of people who name the organization unprompted or recognize it from a list.",
        "Part pondérée des gens qui nomment l'organisation spontanément ou la reconnaissent dans une liste.",
    ),
    why_it_matters=Text(
        "Nobody uses a service they do not know about.",
        "Personne n'utilise un service qu'il ne connaît pas.",
    ),
    caveat=Text(
        "A wave is one point in time. Recognizing a name is less than knowing what it stands for.",
        "Une vague est un instantané. Reconnaître un nom n'est pas savoir ce qu'il recouvre.",
    ),
    owner=MARKETING,
    frequency=Frequency.WAVE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **_people(AWARE, EVERYONE),
    sampling=Sampling.SHARE,
    headline=True,
)

UNAIDED_AWARENESS = Indicator(
    name="unaided_awareness",
    order=20,
    perspective=Perspective.BRAND,
    factor=Factor.BRAND,
    title=Text("Unaided awareness", "Notoriété spontanée"),
    definition=Text(
        "Weighted share of people who name the organization before any list is shown.",
        "Part pondérée des gens qui nomment l'organisation avant de voir une liste.",
    ),
    why_it_matters=Text(
        "What comes to mind unprompted is what people turn to.",
        "On se tourne vers ce qui vient spontanément à l'esprit.",
    ),
    caveat=Text(
        "It depends on how free answers are coded. The coding must not change between waves.",
        "Elle dépend du codage des réponses libres. Ce codage ne doit pas changer d'une vague à l'autre.",
    ),
    owner=MARKETING,
    frequency=Frequency.WAVE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **_people(pl.col("unaided_any"), EVERYONE),
    sampling=Sampling.SHARE,
)

FIRST_PLACE_TO_TURN = Indicator(
    name="first_place_to_turn",
    order=30,
    perspective=Perspective.BRAND,
    factor=Factor.BRAND,
    title=Text("First place to turn", "Premier réflexe"),
    definition=Text(
        "Weighted share of those who know the organization who would turn to it first.",
        "Part pondérée des gens connaissant l'organisation qui s'y adresseraient en premier.",
    ),
    why_it_matters=Text(
        "The strategy is to be the place to go for easy access to government services.",
        "La stratégie : être l'endroit où accéder facilement aux services gouvernementaux.",
    ),
    caveat=Text(
        "Only people who know us are asked. When awareness grows, newcomers can lower this share.",
        "Seules les personnes qui nous connaissent sont interrogées. Une notoriété qui croît peut faire "
        "baisser cette part.",
    ),
    owner=MARKETING,
    frequency=Frequency.WAVE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **_people(pl.col("first_place"), AWARE),
    sampling=Sampling.SHARE,
)

TRUST = Indicator(
    name="trust",
    order=40,
    perspective=Perspective.BRAND,
    factor=Factor.BRAND,
    title=Text("Trust", "Confiance"),
    definition=Text(
        "Weighted share of answers of 4 or 5 out of 5 to: do you trust the organization to do what is right?",
        "Part pondérée des réponses de 4 ou 5 sur 5 à : croyez-vous que l'organisation agit comme il se doit?",
    ),
    why_it_matters=Text(
        "People share their records and money with us only if they trust us.",
        "On ne nous confie ses dossiers et son argent que si l'on a confiance.",
    ),
    caveat=Text(
        "Trust in us follows trust in government at large, which we do not control.",
        "La confiance envers nous suit celle envers l'État, que nous ne dirigeons pas.",
    ),
    owner=MARKETING,
    frequency=Frequency.WAVE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **_people(pl.col("trust") >= 4, EVERYONE),
    sampling=Sampling.SHARE,
    headline=True,
)

KNOWS_ONLINE = Indicator(
    name="knows_online",
    order=50,
    perspective=Perspective.BRAND,
    factor=Factor.BRAND,
    title=Text("Knows that services are online", "Connaît l'offre en ligne"),
    definition=Text(
        "Weighted share of those who know the organization who know that its services are online.",
        "Part pondérée des gens connaissant l'organisation qui savent que ses services sont en ligne.",
    ),
    why_it_matters=Text(
        "It should run ahead of digital take-up: nobody goes online for what they think is not there.",
        "Elle devrait précéder l'adoption du numérique : nul ne cherche en ligne ce qu'il croit absent.",
    ),
    caveat=Text(
        "Knowing is not yet using. Only people who know us are asked.",
        "Connaître n'est pas encore utiliser. Seules les personnes qui nous connaissent sont interrogées.",
    ),
    owner=MARKETING,
    frequency=Frequency.WAVE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **_people(pl.col("knows_online"), AWARE),
    sampling=Sampling.SHARE,
)

KNOWS_GUARANTEE = Indicator(
    name="knows_guarantee",
    order=60,
    perspective=Perspective.BRAND,
    factor=Factor.BRAND,
    title=Text("Knows the service guarantee", "Connaît la garantie de service"),
    definition=Text(
        "Weighted share of those who know the organization who know its money-back guarantee.",
        "Part pondérée des gens connaissant l'organisation qui connaissent sa garantie de remboursement.",
    ),
    why_it_matters=Text(
        "A guarantee that nobody knows about builds no trust and is never claimed.",
        "Une garantie inconnue ne bâtit aucune confiance et n'est jamais réclamée.",
    ),
    caveat=Text(
        "When more people know it, more will claim, and refunds will rise.",
        "Plus elle est connue, plus il y a de demandes et de remboursements.",
    ),
    owner=MARKETING,
    frequency=Frequency.WAVE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **_people(pl.col("knows_guarantee"), AWARE),
    sampling=Sampling.SHARE,
)
