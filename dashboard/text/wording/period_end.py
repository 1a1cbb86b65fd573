"""Texts of where quarter and fiscal year will end."""

from data.text import Text

COLUMN = Text("Year end", "Fin d’exercice")
COLUMN_WHY = Text(
    "Where the fiscal year will end if things go on as they were: value, in four of five cases ±, and whether the "
    "target in force then will be met",
    "Où finira l’exercice si rien ne change : valeur, ± dans quatre cas sur cinq, et si la cible alors en vigueur "
    "sera atteinte",
)
TITLE = Text("Where it will end", "Où cela finira")
ENDS = Text("{period} will end at {value}", "{period} finira à {value}")
ENDS_BETWEEN = Text(
    "{period} will end at {value}, in four of five cases between {low} and {high}",
    "{period} finira à {value}; dans quatre cas sur cinq, entre {low} et {high}",
)
ENDED = Text("{period} ends with the wave of {wave}: {value}", "{period} finit sur la vague de {wave} : {value}")
OF_WAVE = Text(" (wave of {wave})", " (vague de {wave})")
TARGET = Text("target {target}", "cible de {target}")
TARGET_THEN = Text("target at the end {target} ({now} now)", "cible de fin de période de {target} ({now} maintenant)")
NO_TARGET = Text("no target for then", "aucune cible pour cette date")
VERDICT = Text("{ends}; {target}: {word}.", "{ends}; {target} : {word}.")
THOUGH = {
    "consistent_fail": Text(
        "{word}, though its usual range misses it", "{word}, même si sa plage habituelle la manque"
    ),
    "consistent_pass": Text(
        "{word} for this period, though its usual range meets it",
        "{word} pour cette période, même si sa plage habituelle l’atteint",
    ),
}
"""Where what is ahead differs from what control limits say of single periods."""
WITHHELD = {
    "too_short": Text(
        "Where {period} will end is too soon to say: the history is too short to test a forecast on it.",
        "Il est trop tôt pour dire où finira {period} : l’historique est trop court pour éprouver une prévision.",
    ),
    "no_better": Text(
        "Where {period} will end is not forecast: no forecast was better than taking the last twelve periods.",
        "La fin de {period} n’est pas prévue : aucune prévision n’a fait mieux que les douze dernières périodes.",
    ),
    "no_wave": Text("No wave is due in {period}.", "Aucune vague n’est prévue en {period}."),
    "not_for_kind": Text(
        "Where the period will end is not forecast for this kind of number.",
        "La fin de la période n’est pas prévue pour ce genre de chiffre.",
    ),
    "no_data": Text(
        "Where the period will end cannot be told: there are no data.",
        "Impossible de dire où finira la période : il n’y a aucune donnée.",
    ),
}
HOW = Text(
    "What has come to {day} counts as it is; {left} of {months} months are carried on as they were. Overrides and the "
    "published plan are not in it.",
    "Ce qui est connu au {day} compte tel quel; {left} mois sur {months} sont prolongés selon le passé. Les "
    "ajustements et le plan publié n’y sont pas.",
)
HOW_WAVE = Text(
    "The next wave is carried on from earlier ones, to {day}.",
    "La prochaine vague est prolongée d’après les précédentes, au {day}.",
)
TESTED = Text(
    "Tested on {n} earlier periods: {share} ended in their interval.",
    "Éprouvé sur {n} périodes passées : {share} ont fini dans leur intervalle.",
)
WHOLE_ONLY = Text(
    "Where the year will end is forecast for the whole organisation only: remove the filter to see it.",
    "La fin de l’exercice n’est prévue que pour l’ensemble de l’organisation : retirez le filtre pour la voir.",
)
NOT_OF_A_PART = Text(
    "Where the year will end is forecast for the whole organisation only, not for the part you see.",
    "La fin de l’exercice n’est prévue que pour l’ensemble de l’organisation, pas pour la partie que vous voyez.",
)
