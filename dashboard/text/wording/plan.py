"""Texts of what planners change in a forecast: overrides and special days."""

from data.text import Text

OLD = Text(
    "This is a past scorecard: what is shown here cannot be changed.",
    "Il s'agit d'un tableau de bord passé : son contenu ne peut pas être modifié.",
)
SAVED = Text("Saved: {name}.", "Enregistré : {name}.")
WITHDRAWN = Text("Withdrawn: {name}.", "Retiré : {name}.")
REFUSED = Text("Not saved:", "Non enregistré :")
MISSING = Text("Please fill in: {names}.", "Veuillez remplir : {names}.")
NOT_A_NUMBER = Text(
    "“{what}” is not a number. Write it as 10 or −2.5.", "« {what} » n'est pas un nombre. Écrivez 10 ou −2,5."
)
NOT_A_DAY = Text(
    "“{what}” is not a date. Write it as 2026-04-30.", "« {what} » n'est pas une date. Écrivez 2026-04-30."
)

WHO = Text("Your name or function", "Votre nom ou fonction")
NAME = Text("Name", "Nom")
REASON = Text("Reason", "Raison")
FIRST = Text("First day", "Premier jour")
LAST = Text("Last day", "Dernier jour")
AMOUNT = Text("Amount", "Quantité")
KIND = Text("Kind of change", "Type de modification")
SAVE = Text("Save", "Enregistrer")
WITHDRAW = Text("Withdraw", "Retirer")
WITHDRAW_OVERRIDE = Text("Withdraw an override", "Retirer une correction")
WITHDRAW_SPECIAL = Text("Withdraw a special day", "Retirer un jour particulier")
WHY_BACK = Text("Reason for withdrawal", "Raison du retrait")
CHOOSE = Text("To withdraw", "À retirer")

GRIDS = {
    "week": Text("Plan by week", "Plan par semaine"),
    "day": Text("Plan by day", "Plan par jour"),
    "month": Text("Plan by month", "Plan par mois"),
}
CHANGE = Text("Change", "Modifier")
CHANGE_PERIOD = dict.fromkeys(("day", "month"), Text("Change {day}", "Modifier {day}")) | {
    "week": Text("Change the week of {day}", "Modifier la semaine du {day}")
}

OVERRIDE = Text("Override the forecast of {what}", "Corriger la prévision : {what}")
OVERRIDE_WHY = Text(
    "The forecast itself never changes: it stays beside the plan, and you will see later whether the override helped.",
    "La prévision elle-même ne change jamais : elle reste à côté du plan, et vous verrez plus tard si "
    "la correction a été utile.",
)
IN_FORCE = Text("Overrides", "Corrections")
NONE = Text("No override has been made.", "Aucune correction n'a été faite.")
OF = Text("For", "Pour")
DAYS = Text("Days", "Jours")
WHAT = Text("Change", "Modification")
BY = Text("By", "Par")
ACCURACY_EFFECT = Text("Effect on accuracy", "Effet sur l'exactitude")
HELPED = Text("helped: error {n} smaller", "utile : erreur réduite de {n}")
HARMED = Text("harmed: error {n} larger", "nuisible : erreur accrue de {n}")
EVEN = Text("neither helped nor harmed", "ni utile ni nuisible")
NOT_YET = Text("not known yet", "pas encore connu")
STATE = Text("State", "État")
FORCE = Text("in force", "en vigueur")
WITHDRAWN_BY = Text("withdrawn by {by}: {why}", "retirée par {by} : {why}")
VALUE = Text("{n} per day", "{n} par jour")
ADD = Text("{n} added per day", "{n} ajoutés par jour")

SPECIAL = Text("Special days", "Jours particuliers")
SPECIAL_WHY = Text(
    "Days that the forecast should not learn from, or that will differ from it. They apply to the "
    "next run's forecast and, where they change the expected demand, to the plan at once.",
    "Des jours dont la prévision ne doit rien apprendre, ou qui s'en écarteront. Ils s'appliquent à "
    "la prévision du prochain traitement et, s'ils modifient la demande attendue, immédiatement au "
    "plan.",
)
NO_SPECIAL = Text("There are no special days.", "Il n'y a aucun jour particulier.")
ADD_SPECIAL = Text("Add a special day for {what}", "Ajouter un jour particulier : {what}")
CHANGE_SPECIAL = Text("Change “{name}” ({what})", "Modifier « {name} » ({what})")
NAME_FR = Text("Name in French (optional)", "Nom en français (facultatif)")
NAME_EN = Text("Name (in English)", "Nom (en anglais)")
EFFECT = Text("Effect", "Effet")
MORE = Text(
    "Percent more or less (if it changes the expected demand)",
    "Pourcentage de plus ou de moins (si la demande attendue change)",
)
EVERY_YEAR = Text("Every year", "Chaque année")
ONCE = Text("Once", "Une fois")
HOW_OFTEN = Text("How often", "Fréquence")
