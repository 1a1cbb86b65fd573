"""Customer satisfaction: what customers say, and whether the promises made to them are kept."""

import polars as pl

from data.words import Better, Factor, Frequency, Perspective, Text, Unit
from metrics.indicator import Indicator, Sampling, count, total

WEIGHT = pl.col("weight_millionths")

OVERALL_SATISFACTION = Indicator(
    name="overall_satisfaction",
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
    caveat=Text(
        "Only those who answer are heard; weights bring channels and lines back to their share of the work.",
        "Seules les personnes qui répondent sont entendues; la pondération rend à chaque canal et secteur son poids.",
    ),
    owner=Text("Service design", "Conception des services"),
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    numerator=(total("survey_answer", "answered_on", WEIGHT, pl.col("overall") >= 4),),
    denominator=(total("survey_answer", "answered_on", WEIGHT, pl.col("overall").is_not_null()),),
    sampling=Sampling.SHARE,
    headline=True,
)

SERVICE_STANDARDS_MET = Indicator(
    name="service_standards_met",
    perspective=Perspective.CUSTOMER,
    factor=Factor.SERVICE,
    title=Text("Service standards met", "Normes de service respectées"),
    definition=Text(
        "Completed interactions that met the service standard in force ÷ completed interactions that have one.",
        "Interactions terminées dans le respect de la norme en vigueur ÷ interactions terminées visées par une norme.",
    ),
    why_it_matters=Text(
        "The service directive obliges us to set standards, to measure them and to tell customers the result.",
        "La directive sur les services oblige à fixer des normes, à les mesurer et à en communiquer les résultats.",
    ),
    caveat=Text(
        "Cases still open are not counted, however late they are.",
        "Les dossiers encore ouverts ne sont pas comptés, quel que soit leur retard.",
    ),
    owner=Text("Operations", "Opérations"),
    frequency=Frequency.MONTH,
    unit=Unit.SHARE,
    better=Better.HIGHER,
    numerator=(
        count(
            "transaction",
            "completed_on",
            (pl.col("status") == "completed") & (pl.col("completed_at") <= pl.col("due_at")),
        ),
    ),
    denominator=(
        count(
            "transaction", "completed_on", (pl.col("status") == "completed") & pl.col("due_at").is_not_null()
        ),
    ),
    headline=True,
)
