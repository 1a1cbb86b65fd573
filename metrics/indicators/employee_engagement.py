"""Employee engagement: what staff say in groups of ten or more, and what they do."""

import polars as pl

from data.text import Text
from data.words import Better, Factor, Frequency, Perspective, Unit
from metrics.definition.indicator import Indicator, Kind, Sampling, count, total
from metrics.indicators.shared import HUMAN_RESOURCES

ITEMS = [pl.col(item) for item in ("commitment", "motivation", "organization", "job", "pride", "stay")]
"""The six questions on engagement, each answered from 1 to 5."""

VALID_ITEMS = (total("staff_answer", "closed_on", pl.sum_horizontal(item.is_not_null() for item in ITEMS)),)
RECOMMEND = pl.col("recommend")
GROUPS_ONLY = Text(
    "Results are shown for groups of 10 or more people only, never for one person. Those who did not "
    "answer may think differently.",
    "Seuls les groupes de 10 personnes ou plus sont affichés, jamais une personne. Celles qui n'ont "
    "pas répondu pensent peut-être autrement.",
)

ENGAGEMENT_INDEX = Indicator(
    name="engagement_index",
    order=10,
    perspective=Perspective.EMPLOYEE,
    factor=Factor.ORGANIZATION,
    title=Text("Employee engagement index", "Indice de mobilisation"),
    definition=Text(
        "Mean of all answers to the six engagement questions, from 0 (all answer 1) to 100 (all answer 5).",
        "Moyenne des réponses aux six questions de mobilisation, de 0 (que des 1) à 100 (que des 5).",
    ),
    why_it_matters=Text(
        "Engaged staff serve better: it is the first link in the chain to satisfaction and trust.",
        "Un personnel mobilisé sert mieux : premier maillon vers la satisfaction et la confiance.",
    ),
    caveat=GROUPS_ONLY,
    owner=HUMAN_RESOURCES,
    frequency=Frequency.WAVE,
    unit=Unit.SCORE,
    better=Better.HIGHER,
    numerator=(total("staff_answer", "closed_on", pl.sum_horizontal((item - 1) * 25 for item in ITEMS)),),
    denominator=VALID_ITEMS,
    sampling=Sampling.MEAN,
    answers_between=(0.0, 100.0),
    headline=True,
)

FAVOURABLE_ENGAGEMENT = Indicator(
    name="favourable_engagement",
    order=20,
    perspective=Perspective.EMPLOYEE,
    factor=Factor.ORGANIZATION,
    title=Text("Favourable engagement answers", "Réponses favorables du personnel"),
    definition=Text(
        "Answers of 4 or 5 out of 5 to the six engagement questions ÷ all answers to them.",
        "Réponses de 4 ou 5 sur 5 aux six questions de mobilisation ÷ toutes les réponses à ces questions.",
    ),
    why_it_matters=Text(
        "It says how many are on board, where the index says how strongly.",
        "Il dit combien de gens sont mobilisés; l'indice dit à quel point.",
    ),
    caveat=GROUPS_ONLY,
    owner=HUMAN_RESOURCES,
    frequency=Frequency.WAVE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    numerator=(total("staff_answer", "closed_on", pl.sum_horizontal(item >= 4 for item in ITEMS)),),
    denominator=VALID_ITEMS,
    sampling=Sampling.SHARE,
)

SURVEY_PARTICIPATION = Indicator(
    name="survey_participation",
    order=30,
    perspective=Perspective.EMPLOYEE,
    factor=Factor.ORGANIZATION,
    title=Text("Staff survey participation", "Participation au sondage du personnel"),
    definition=Text(
        "Staff who answered the survey ÷ staff invited to it.",
        "Membres du personnel ayant répondu au sondage ÷ membres invités.",
    ),
    why_it_matters=Text(
        "People who answer believe that something will come of it.",
        "Ceux qui répondent croient que cela donnera quelque chose.",
    ),
    caveat=Text(
        "A low rate makes the other staff results less sure. A high one does not make them good.",
        "Un taux faible rend les autres résultats moins sûrs. Un taux élevé ne les rend pas bons.",
    ),
    owner=HUMAN_RESOURCES,
    frequency=Frequency.WAVE,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    numerator=(count("staff_answer", "closed_on", pl.col("closed_on").is_not_null()),),
    denominator=(total("staff_wave", "closed_on", pl.col("invited")),),
)

EMPLOYEE_NET_PROMOTER = Indicator(
    name="employee_net_promoter",
    order=40,
    perspective=Perspective.EMPLOYEE,
    factor=Factor.ORGANIZATION,
    title=Text("Employee net promoter score", "Taux net de recommandation du personnel"),
    definition=Text(
        "Share who would recommend us as an employer (9 or 10) minus share who would not (0 to 6), times 100.",
        "Part qui recommanderait l'organisation (9 ou 10) moins part qui ne le ferait pas (0 à 6), fois 100.",
    ),
    why_it_matters=Text(
        "Staff who recommend us help to hire, and to keep those we have.",
        "Un personnel qui nous recommande aide à recruter et à garder les gens.",
    ),
    caveat=Text(
        "It runs from −100 to +100 and swings more than the other staff results. Groups of 10 or more only.",
        "Il va de −100 à +100 et varie plus que les autres résultats. Groupes de 10 ou plus seulement.",
    ),
    owner=HUMAN_RESOURCES,
    frequency=Frequency.WAVE,
    unit=Unit.SCORE,
    better=Better.HIGHER,
    numerator=(
        total(
            "staff_answer",
            "closed_on",
            (RECOMMEND >= 9).cast(pl.Int64) - (RECOMMEND <= 6).cast(pl.Int64),
            RECOMMEND.is_not_null(),
        ),
    ),
    denominator=(count("staff_answer", "closed_on", RECOMMEND.is_not_null()),),
    scale=100.0,
    sampling=Sampling.MEAN,
    answers_between=(-1.0, 1.0),
    decimals=0,
)

VOLUNTARY_TURNOVER = Indicator(
    name="voluntary_turnover",
    order=50,
    perspective=Perspective.EMPLOYEE,
    factor=Factor.ORGANIZATION,
    title=Text("Voluntary turnover", "Roulement volontaire"),
    definition=Text(
        "Staff who left of their own accord in the last 12 months ÷ mean month-end head count.",
        "Départs volontaires des 12 derniers mois ÷ effectif moyen en fin de mois.",
    ),
    why_it_matters=Text(
        "Each departure takes know-how away, and it takes months to replace.",
        "Chaque départ emporte un savoir-faire et demande des mois de remplacement.",
    ),
    caveat=Text(
        "Retirements and transfers are not counted. Twelve months smooth out recent changes.",
        "Les retraites et les mutations ne comptent pas. Douze mois atténuent ce qui est récent.",
    ),
    owner=HUMAN_RESOURCES,
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.LOWER,
    kind=Kind.ROLLING,
    numerator=(count("staff_event", "on_date", pl.col("kind") == "voluntary_exit"),),
    denominator=(total("staff_month", "month", pl.col("headcount")),),
    scale=12.0,
    headline=True,
)

ABSENCE_RATE = Indicator(
    name="absence_rate",
    order=60,
    perspective=Perspective.EMPLOYEE,
    factor=Factor.ORGANIZATION,
    title=Text("Absence through sickness", "Absentéisme pour maladie"),
    definition=Text(
        "Hours absent through sickness ÷ hours scheduled.",
        "Heures d'absence pour maladie ÷ heures prévues.",
    ),
    why_it_matters=Text(
        "Absence leaves counters and phone lines short today, and is often a sign of strain.",
        "L'absence vide guichets et lignes aujourd'hui, et trahit souvent une surcharge.",
    ),
    caveat=Text(
        "It rises each winter. Compare with the same month of last year.",
        "Elle monte chaque hiver. À comparer au même mois de l'an dernier.",
    ),
    owner=HUMAN_RESOURCES,
    frequency=Frequency.MONTH,
    seasonal=True,
    unit=Unit.SHARE,
    better=Better.LOWER,
    numerator=(total("staff_month", "month", pl.col("sick_hours"), pl.col("scheduled_hours").is_not_null()),),
    denominator=(total("staff_month", "month", pl.col("scheduled_hours"), pl.col("sick_hours").is_not_null()),),
)

TRAINING_CURRENT = Indicator(
    name="training_current",
    order=70,
    perspective=Perspective.EMPLOYEE,
    factor=Factor.ORGANIZATION,
    title=Text("Mandatory training current", "Formation obligatoire à jour"),
    definition=Text(
        "Mandatory courses in force ÷ mandatory courses required, in the last month of the period.",
        "Cours obligatoires à jour ÷ cours obligatoires exigés, au dernier mois de la période.",
    ),
    why_it_matters=Text(
        "Accessibility, privacy and active offer of French are law, and staff must know them.",
        "Accessibilité, vie privée et offre active en français sont la loi : il faut les connaître.",
    ),
    caveat=Text(
        "A course taken is not a course understood.",
        "Un cours suivi n'est pas un cours compris.",
    ),
    owner=HUMAN_RESOURCES,
    frequency=Frequency.QUARTER,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    kind=Kind.STOCK,
    numerator=(total("staff_month", "month", pl.col("training_current"), pl.col("training_required").is_not_null()),),
    denominator=(total("staff_month", "month", pl.col("training_required"), pl.col("training_current").is_not_null()),),
)
