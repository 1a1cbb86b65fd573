"""Texts of what planners change in a forecast: overrides and special days."""

from data.text import Text

OLD = Text(
    "This is a past scorecard: what is shown here cannot be changed.",
    "Ceci est un tableau de bord passé : rien de ce qui est montré ne peut être modifié.",
)
SAVED = Text("Saved: {name}.", "Enregistré : {name}.")
TAKEN_BACK = Text("Withdrawn: {name}.", "Retiré : {name}.")
REFUSED = Text("Not saved. The reason, in English:", "Non enregistré. La raison, en anglais :")
MISSING = Text("Please fill in: {names}.", "Veuillez remplir : {names}.")
NOT_A_NUMBER = Text(
    "“{what}” is no number. Write it as 10 or −2.5.", "« {what} » n'est pas un nombre. Écrivez 10 ou −2,5."
)
NOT_A_DAY = Text("“{what}” is no day. Write it as 2026-04-30.", "« {what} » n'est pas un jour. Écrivez 2026-04-30.")

WHO = Text("Your name or function", "Votre nom ou fonction")
NAME = Text("Name", "Nom")
REASON = Text("Reason", "Raison")
FIRST = Text("First day", "Premier jour")
LAST = Text("Last day", "Dernier jour")
AMOUNT = Text("Amount", "Quantité")
KIND = Text("How", "Comment")
SAVE = Text("Save", "Enregistrer")
WITHDRAW = Text("Withdraw", "Retirer")
WITHDRAW_OVERRIDE = Text("Withdraw an override", "Retirer une correction")
WITHDRAW_SPECIAL = Text("Withdraw a special day", "Retirer un jour particulier")
WHY_BACK = Text("Why withdraw", "Raison du retrait")
CHOOSE = Text("To withdraw", "À retirer")

GRID = Text("Plan by week", "Plan par semaine")
GRID_MONTH = Text("Plan by month", "Plan par mois")
CHANGE = Text("Change", "Modifier")
CHANGE_WEEK = Text("Change the week of {day}", "Modifier la semaine du {day}")
CHANGE_MONTH = Text("Change {day}", "Modifier {day}")

OVERRIDE = Text("Override the forecast of {what}", "Corriger la prévision : {what}")
OVERRIDE_WHY = Text(
    "The forecast itself is never touched: it stays beside the plan, and you will see what the override was worth.",
    "La prévision elle-même ne change jamais : elle reste à côté du plan, et l'on verra ce que la correction a valu.",
)
IN_FORCE = Text("Overrides", "Corrections")
NONE = Text("No override has been made.", "Aucune correction n'a été faite.")
OF = Text("For", "Pour")
DAYS = Text("Days", "Jours")
WHAT = Text("Change", "Modification")
BY = Text("By", "Par")
WORTH = Text("What it was worth", "Ce qu'elle a valu")
HELPED = Text("helped: error {n} smaller", "utile : erreur réduite de {n}")
COST = Text("harmed: error {n} larger", "nuisible : erreur accrue de {n}")
EVEN = Text("neither helped nor harmed", "ni utile ni nuisible")
NOT_YET = Text("not known yet", "pas encore connu")
STATE = Text("State", "État")
FORCE = Text("in force", "en vigueur")
BACK = Text("withdrawn by {by}: {why}", "retirée par {by} : {why}")
VALUE = Text("{n} per day", "{n} par jour")
ADD = Text("{n} added per day", "{n} ajoutés par jour")

SPECIAL = Text("Special days", "Jours particuliers")
SPECIAL_WHY = Text(
    "Days that should teach the forecast nothing, or that will differ from it. They hold for the next run's forecast "
    "and, where they change what is expected, for the plan at once.",
    "Des jours qui ne doivent rien enseigner à la prévision, ou qui s'en écarteront. Ils comptent pour la prochaine "
    "prévision et, s'ils modifient ce qui est attendu, tout de suite pour le plan.",
)
NO_SPECIAL = Text("No special day is known.", "Aucun jour particulier n'est connu.")
ADD_SPECIAL = Text("Add a special day for {what}", "Ajouter un jour particulier : {what}")
NAME_FR = Text("Name in French (optional)", "Nom en français (facultatif)")
NAME_EN = Text("Name (in English)", "Nom (en anglais)")
EFFECT = Text("Effect", "Effet")
MORE = Text(
    "Percent more or less (if it changes what is expected)",
    "Pour cent de plus ou de moins (si l'effet est de modifier)",
)
EVERY_YEAR = Text("Every year", "Chaque année")
ONCE = Text("Once", "Une fois")
HOW_OFTEN = Text("How often", "Fréquence")
