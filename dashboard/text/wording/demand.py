"""Texts of the Demand page: what is ahead, how good that is, and the staff it needs."""

from data.text import Text

TITLE = Text("Demand", "Demande")

NOTHING = Text(
    "Demand has not been forecast yet. Run “scorecard run” without --no-forecast, and reload this page.",
    "Aucune prévision de la demande n'a encore été faite. Lancez « scorecard run » sans "
    "--no-forecast, puis rechargez la page.",
)
NO_SERIES = Text(
    "There is no forecast for this combination: choose another channel, line or centre.",
    "Aucune prévision pour cette combinaison : choisissez un autre canal, secteur ou centre.",
)
OTHER_FILTERS = Text(
    "Forecasts are made by channel, line of business and large centre; the other filters do not apply here.",
    "Les prévisions sont établies par canal, par secteur d'activité et par grand centre; les autres "
    "filtres ne s'appliquent pas ici.",
)

PICK = {
    "channel": Text("Channel", "Canal"),
    "line": Text("Line of business", "Secteur d'activité"),
    "location": Text("Centre", "Centre"),
}
ALL_PLACES = Text("All centres", "Tous les centres")
GRAIN = Text("By week, day or month", "Par semaine, par jour ou par mois")
GRAINS = {
    "week": Text("13 weeks", "13 semaines"),
    "day": Text("13 weeks by day", "13 semaines par jour"),
    "month": Text("18 months", "18 mois"),
}
PARTS = Text("Parts of the page", "Parties de la page")
SECTIONS = {
    "ahead": Text("Forecast and accuracy", "Prévision et exactitude"),
    "plan": Text("Plan: overrides and special days", "Plan : corrections et jours particuliers"),
    "staff": Text("Staffing", "Personnel requis"),
    "scenarios": Text("Scenarios", "Scénarios"),
}
EVERYTHING = Text("All demand", "Toute la demande")

EXPECTED = Text(
    "{what}: {n} interactions are expected from {first} to {last}",
    "{what} : {n} interactions sont attendues du {first} au {last}",
)
AGAINST = Text(
    ", {change} compared with the same days a year earlier", ", {change} par rapport aux mêmes jours un an plus tôt"
)
AGAINST_FIRST = Text(
    "; the first 12 months bring {change} compared with the 12 before",
    "; les 12 premiers mois apportent {change} par rapport aux 12 précédents",
)
ERRORS = {
    "day": Text(
        "Days forecast like this were off by {first} in the first week and by {last} in week {ahead}.",
        "Les jours prévus ainsi s'écartaient de la réalité de {first} la première semaine et de {last} à la "
        "semaine {ahead}.",
    ),
    "week": Text(
        "Weeks forecast like this were off by {first} one week ahead and by {last} {ahead} weeks ahead.",
        "Les semaines prévues ainsi s'écartaient de la réalité de {first} une semaine à l'avance et de {last} "
        "{ahead} semaines à l'avance.",
    ),
    "month": Text(
        "Forecasts like this one were off by {first} in the first month and by {last} in month {ahead}.",
        "Des prévisions comme celle-ci s'écartaient de la réalité de {first} le premier mois et de {last} "
        "au mois {ahead}.",
    ),
}
PLANNED = Text("The plan is {n}: {parts}.", "Le plan est de {n} : {parts}.")
PART_FORECAST = Text("forecast {n}", "prévision {n}")
PART_OVERRIDES = Text("overrides and special days {n}", "corrections et jours particuliers {n}")
PART_SCENARIO = Text("scenario “{name}” {n}", "scénario « {name} » {n}")
MISFIT = Text(
    "The published scenario “{name}” no longer fits this forecast, so the plan is without it: {why}",
    "Le scénario publié « {name} » ne convient plus à cette prévision; le plan est donc sans lui : {why}",
)
PAST_RUN = Text(
    "This forecast was made by the run of {moment}, from data up to {day}.",
    "Prévision du traitement du {moment}, d'après les données jusqu'au {day}.",
)

CHART = Text(
    "Actual demand, the forecast with its 80% and 95% intervals, and the plan",
    "Demande réelle, prévision avec ses intervalles à 80 % et 95 %, et plan",
)
KEY_HISTORY = Text("actual", "demande réelle")
KEY_FORECAST = Text("forecast", "prévision")
KEY_PLAN = Text("plan, where it differs", "plan, là où il diffère")
KEY_80 = Text("80% interval", "intervalle à 80 %")
KEY_95 = Text("95% interval", "intervalle à 95 %")
KEY_EVENT = Text("event", "événement")
CLOSED = Text("Closed days are left out of the lines.", "Les jours de fermeture ne figurent pas sur les courbes.")
DAY = Text("Day", "Jour")
MONTH = Text("Month", "Mois")
WEEK = Text("Week of", "Semaine du")
ACTUAL = Text("Actual", "Demande réelle")
FORECAST = Text("Forecast", "Prévision")
PLAN = Text("Plan", "Plan")
OVERRIDES = Text("Overrides", "Corrections")
SCENARIO = Text("Scenario", "Scénario")
BAND80 = Text("80% interval", "Intervalle à 80\u00a0%")
BAND95 = Text("95% interval", "Intervalle à 95\u00a0%")
BY_WEEK = Text("The plan by week: forecast, overrides, scenario", "Plan par semaine : prévision, corrections, scénario")
BY_MONTH = Text("The plan by month: forecast, overrides, scenario", "Plan par mois : prévision, corrections, scénario")
INTERVALS = Text(
    "Intervals are of the forecast. Those of a week come from how far earlier forecasts of whole weeks were off; they "
    "are not sums of the days' intervals.",
    "Les intervalles sont ceux de la prévision. Ceux d'une semaine viennent des écarts de prévisions antérieures de "
    "semaines entières; ce ne sont pas des sommes des intervalles des jours.",
)
TABLES = {"day": Text("The plan by day", "Plan par jour"), "week": BY_WEEK, "month": BY_MONTH}
EACH_DAY = Text("Each day with its intervals", "Chaque jour avec ses intervalles")
CLOSED_DAY = Text("closed", "fermé")
TOTAL = Text("Total", "Total")

EVENTS = Text("Holidays, events and special days", "Jours fériés, événements et jours particuliers")
NO_EVENTS = Text(
    "There are no holidays, events or special days in this period.",
    "Il n'y a ni jour férié, ni événement, ni jour particulier dans cette période.",
)
WHEN = Text("When", "Quand")
WHAT_FALLS = Text("What", "Quoi")
CHANGE_IT = Text("Change", "Modifier")
CHANGE_FOR = Text("Change what is expected: {what}", "Modifier ce qui est attendu : {what}")
HOLIDAY = Text("Holiday", "Jour férié")
SPECIAL = Text("Special day", "Jour particulier")

ACCURACY = Text("How accurate it is", "Exactitude de la prévision")
ACCURACY_CAPTION = {
    "day": Text(
        "Accuracy in back-tests, by weeks ahead", "Exactitude dans les tests rétrospectifs, par semaines d'avance"
    ),
    "week": Text(
        "Accuracy of weeks in back-tests, by weeks ahead",
        "Exactitude des semaines dans les tests rétrospectifs, par semaines d'avance",
    ),
    "month": Text(
        "Accuracy in back-tests, by months ahead", "Exactitude dans les tests rétrospectifs, par mois d'avance"
    ),
}
AHEAD = dict.fromkeys(("day", "week"), Text("Week", "Sem.")) | {"month": Text("Month", "Mois")}
WAPE = Text("Error", "Erreur")
WAPE_WHY = Text(
    "WAPE: sum of absolute errors ÷ sum of actual demand",
    "WAPE : somme des erreurs absolues ÷ somme de la demande réelle",
)
NAIVE = Text("Naive", "Naïve")
NAIVE_WHY = Text(
    "The same error for the seasonal naive forecast, which repeats the last season",
    "La même erreur pour la prévision naïve saisonnière, qui répète la dernière saison",
)
MASE = Text("MASE", "MASE")
MASE_WHY = Text(
    "Error as a multiple of the seasonal naive forecast's error over the history; below 1 is better",
    "Erreur en multiple de celle de la prévision naïve saisonnière sur l'historique; sous 1, c'est mieux",
)
BIAS = Text("Bias", "Biais")
BIAS_WHY = Text(
    "Sum of errors ÷ sum of actual demand; above 0, the forecast was too high",
    "Somme des erreurs ÷ somme de la demande réelle; au-dessus de 0, la prévision était trop élevée",
)
IN80 = Text("In 80%", "Dans 80\u00a0%")
IN95 = Text("In 95%", "Dans 95\u00a0%")
INSIDE_WHY = Text("Share of periods that fell inside the interval", "Part des périodes tombées dans l'intervalle")
MEANING = Text("What these columns mean", "Signification de ces colonnes")
WORSE = Text("no better than the naive forecast", "pas meilleure que la prévision naïve")

EARLIER = Text("Earlier forecasts", "Prévisions antérieures")
EARLIER_WHY = Text(
    "Every run's forecast is kept. Choose one to see it beside actual demand.",
    "La prévision de chaque traitement est conservée. Choisissez-en une pour la comparer à la demande réelle.",
)
RUN_OF = Text("Run of {moment}", "Traitement du {moment}")
ONE_RUN = Text(
    "Only this run's forecast exists so far; the next run's will appear beside it.",
    "Seule la prévision de ce traitement existe jusqu'ici; celle du prochain s'y ajoutera.",
)
ERROR_SINCE = Text(
    "Over the {n} periods known since then, it was off by {wape}; {in80} fell in the 80% interval, "
    "{in95} in the 95% one.",
    "Sur les {n} périodes connues depuis, l'erreur est de {wape}; {in80} sont tombées dans "
    "l'intervalle à 80 %, {in95} dans celui à 95 %.",
)
NOTHING_KNOWN = Text(
    "Actual demand is not known yet for any of the periods it forecast.",
    "La demande réelle n'est encore connue pour aucune des périodes prévues.",
)
EARLIER_CAPTION = Text("Forecast of {moment} and actual demand", "Prévision du {moment} et demande réelle")
NOT_YET = Text("not yet", "pas encore")
CSV = Text("Download this view as CSV", "Télécharger cette vue en CSV")
XLSX = Text("Download this view for Excel", "Télécharger cette vue pour Excel")
WHAT = Text("What", "Objet")
FORECAST_RUN = Text("Forecast of run", "Prévision du traitement")
KNOWN_TO = Text("Data to", "Données au")

OUTLOOK = Text("Next {n} weeks: demand compared with capacity", "{n} prochaines semaines : demande et capacité")
OUTLOOK_PLAN = Text("with the plan “{name}”", "avec le plan « {name} »")
IN_WEEKS = Text("in {n} of {all} weeks", "{n} semaines sur {all}")
HOURS_MISSING = Text("{n} person-hours short", "{n} heures-personnes manquantes")
CODE = Text("Code of the centre", "Code du centre")
ALL_CHANNELS = Text("All channels", "Tous les canaux")
