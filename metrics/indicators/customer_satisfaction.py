"""Customer satisfaction: what customers say of the service they had."""

import polars as pl

from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.definition.indicator import Indicator, Kind, Sampling, total
from metrics.indicators.shared import SERVICE_DESIGN, WEIGHT, share

OVERALL = pl.col("overall")
SATISFIED = share("survey_answer", "answered_on", of=OVERALL >= 4, among=OVERALL.is_not_null(), weight=WEIGHT)
HEARD = Text(
    "Only those who answer are heard. Weights bring each channel and line back to its share.",
    "Seules les réponses reçues comptent. La pondération rend son poids à chaque canal et secteur.",
)

OVERALL_SATISFACTION = Indicator(
    name="overall_satisfaction",
    order=10,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Overall satisfaction", "Satisfaction globale"),
    definition=Text(
        "Weighted share of survey answers of 4 or 5 out of 5 to the question on overall satisfaction.",
        "Part pondérée des réponses de 4 ou 5 sur 5 à la question sur la satisfaction globale.",
    ),
    why_it_matters=Text(
        "It is the customers' own verdict, and every other indicator should serve it.",
        "C'est le verdict de la clientèle, que tous les autres indicateurs doivent servir.",
    ),
    caveat=HEARD,
    owner=SERVICE_DESIGN,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    **SATISFIED,
    sampling=Sampling.SHARE,
    headline=True,
)

CMT_INDEX = Indicator(
    name="cmt_index",
    order=20,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Satisfaction index (CMT)", "Indice de satisfaction (OMC)"),
    definition=Text(
        "Weighted mean of the answers on overall satisfaction, from 0 (all answer 1) to 100 (all answer 5).",
        "Moyenne pondérée des réponses sur la satisfaction globale, de 0 (que des 1) à 100 (que des 5).",
    ),
    why_it_matters=Text(
        "It follows the Common Measurements Tool, so we can compare with other governments.",
        "Il suit l'Outil de mesures communes et permet la comparaison avec d'autres gouvernements.",
    ),
    caveat=Text(
        "The same mean can hide very different answers. Read it beside overall satisfaction.",
        "Une même moyenne peut cacher des réponses très différentes. À lire avec la satisfaction globale.",
    ),
    owner=SERVICE_DESIGN,
    frequency=Frequency.MONTH,
    unit=Unit.SCORE,
    better=Better.HIGHER,
    numerator=(total("survey_answer", "answered_on", WEIGHT * (OVERALL - 1) * 25, OVERALL.is_not_null()),),
    denominator=SATISFIED["denominator"],
    sampling=Sampling.MEAN,
    answers_between=(0.0, 100.0),
)


def _driver(item: str, order: int, title: Text, definition: Text, why_it_matters: Text) -> Indicator:
    """The weighted share of 4 or 5 for one of the five drivers of satisfaction."""
    rating = pl.col(item)
    return Indicator(
        name=f"satisfaction_{item}",
        order=order,
        perspective=Perspective.CUSTOMER,
        factor=Factor.SERVICE,
        title=title,
        definition=definition,
        why_it_matters=why_it_matters,
        caveat=Text(
            "Five drivers are watched at once, so one of them will move by chance now and then. "
            "Not every survey asks every question.",
            "Cinq facteurs sont suivis à la fois : l'un d'eux bouge parfois par hasard. "
            "Les sondages ne posent pas tous chaque question.",
        ),
        owner=SERVICE_DESIGN,
        frequency=Frequency.QUARTER,
        unit=Unit.SHARE,
        better=Better.HIGHER,
        **share("survey_answer", "answered_on", of=rating >= 4, among=rating.is_not_null(), weight=WEIGHT),
        sampling=Sampling.SHARE,
    )


SATISFACTION_TIMELINESS = _driver(
    "timeliness",
    30,
    Text("Satisfied with the time it took", "Satisfaction : rapidité"),
    Text(
        "Weighted share of answers of 4 or 5 out of 5 on the time it took to be served.",
        "Part pondérée des réponses de 4 ou 5 sur 5 sur le temps qu'il a fallu pour être servi.",
    ),
    Text(
        "Of the five drivers, time weighs most in the customers' verdict.",
        "Des cinq facteurs, le temps pèse le plus dans le verdict de la clientèle.",
    ),
)
SATISFACTION_KNOWLEDGE = _driver(
    "knowledge",
    40,
    Text("Satisfied with staff knowledge", "Satisfaction : compétence"),
    Text(
        "Weighted share of answers of 4 or 5 out of 5 on how well staff knew their job.",
        "Part pondérée des réponses de 4 ou 5 sur 5 sur la compétence du personnel.",
    ),
    Text(
        "Knowledgeable staff get it right the first time and save the customer a second visit.",
        "Un personnel compétent réussit du premier coup et épargne une seconde visite.",
    ),
)
SATISFACTION_COURTESY = _driver(
    "courtesy",
    50,
    Text("Satisfied with courtesy", "Satisfaction : courtoisie"),
    Text(
        "Weighted share of answers of 4 or 5 out of 5 on courtesy and on going the extra mile.",
        "Part pondérée des réponses de 4 ou 5 sur 5 sur la courtoisie et l'effort supplémentaire.",
    ),
    Text(
        "Courtesy is what people remember, and it costs nothing.",
        "La courtoisie est ce dont on se souvient, et elle ne coûte rien.",
    ),
)
SATISFACTION_FAIRNESS = _driver(
    "fairness",
    60,
    Text("Satisfied with fairness", "Satisfaction : équité"),
    Text(
        "Weighted share of answers of 4 or 5 out of 5 on being treated fairly.",
        "Part pondérée des réponses de 4 ou 5 sur 5 sur l'équité du traitement.",
    ),
    Text(
        "Fair treatment is the basis of trust in public services.",
        "L'équité est le fondement de la confiance envers les services publics.",
    ),
)
SATISFACTION_OUTCOME = _driver(
    "outcome",
    70,
    Text("Got what was needed", "Satisfaction : résultat"),
    Text(
        "Weighted share of answers of 4 or 5 out of 5 on getting what was needed.",
        "Part pondérée des réponses de 4 ou 5 sur 5 sur l'obtention de ce qui était voulu.",
    ),
    Text(
        "A pleasant visit that does not solve the matter is not a service.",
        "Une visite agréable qui ne règle rien n'est pas un service.",
    ),
)

FRENCH_EQUIVALENCE_GAP = Indicator(
    name="french_equivalence_gap",
    order=80,
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("French-equivalence gap", "Écart d'équivalence linguistique"),
    definition=Text(
        "Overall satisfaction of those who answered in French minus that of those who answered in English.",
        "Satisfaction globale des personnes ayant répondu en français moins celle des personnes ayant "
        "répondu en anglais.",
    ),
    why_it_matters=Text(
        "The law promises service of equal quality in French. A gap below zero means that it is not equal.",
        "La loi promet un service de qualité égale en français. Un écart négatif signifie qu'elle ne l'est pas.",
    ),
    caveat=Text(
        "Few answers are in French, so the gap moves a good deal by chance. The aim is no gap at all.",
        "Peu de réponses sont en français : l'écart varie beaucoup par hasard. Le but est l'absence d'écart.",
    ),
    owner=SERVICE_DESIGN,
    frequency=Frequency.QUARTER,
    unit=Unit.POINTS,
    better=Better.HIGHER,
    kind=Kind.GAP,
    between=("language", "fr", "en"),
    **SATISFIED,
    scale=100.0,
    sampling=Sampling.SHARE,
)
