"""Texts of the day that is under way."""

from data.text import Text

TODAY = Text("Today: {day}", "Aujourd’hui : {day}")
LAST_DAY = Text("The last day: {day}", "La dernière journée : {day}")
NO_RECORD = Text(
    "There is no record of today yet: the last day that is known is shown instead.",
    "Rien n’est encore consigné pour aujourd’hui : la dernière journée connue est affichée à la place.",
)
PARTLY = Text(
    "What usually comes stands for the forecast, and people are not counted: both are known of whole channels only.",
    "Ce qui vient d’ordinaire tient lieu de prévision, et le personnel n’est pas compté : les deux ne sont connus que "
    "pour des canaux entiers.",
)
SO_FAR = Text(
    "Until {until} {arrived} came, where {expected} were expected of a day of {forecast}.",
    "Jusqu’à {until}, {arrived} arrivées, alors que {expected} étaient attendues sur une journée de {forecast}.",
)
NOT_BEGUN = Text(
    "No half-hour of the day is over yet; {forecast} are expected.",
    "Aucune demi-heure de la journée n’est encore écoulée; {forecast} arrivées sont attendues.",
)
TO_COME = Text(
    "{rest} more are expected, {low} to {high} on four of five days: {total} in all.",
    "Il en reste {rest} à venir, de {low} à {high} quatre jours sur cinq : {total} en tout.",
)
TO_COME_UNSURE = Text(
    "{rest} more are expected, {total} in all; too few days are known to say how surely.",
    "Il en reste {rest} à venir, {total} en tout; trop peu de journées sont connues pour dire avec quelle certitude.",
)
WHOLE_DAY = Text(
    "{arrived} came, where {forecast} were expected.", "{arrived} arrivées, alors que {forecast} étaient attendues."
)
USUAL = Text(
    "No forecast was made of this day: what is expected is the mean of the last four such weekdays.",
    "Aucune prévision n’existe pour cette journée : l’attente est la moyenne des quatre derniers mêmes jours de la "
    "semaine.",
)
CLOSED = Text(
    "{day} is a day on which nothing comes and nothing is expected.",
    "{day} : une journée où rien ne vient et où rien n’est attendu.",
)
SHORT = Text(
    "People are short in {n} half-hours, most at {hour}: {needed} needed, {there} there in a usual week.",
    "Le personnel manque pendant {n} demi-heures, surtout à {hour} : {needed} personnes nécessaires, {there} présentes "
    "dans une semaine habituelle.",
)
ENOUGH = Text(
    "As many people as are needed are there in a usual week.",
    "Il y a, dans une semaine habituelle, autant de personnel qu’il en faut.",
)
NO_STAFF = Text("It is not recorded who is there.", "La présence du personnel n’est pas consignée.")
CHART = Text("{channel}: arrivals by half-hour, {day}", "{channel} : arrivées par demi-heure, {day}")
HALF_HOUR = Text("Half-hour", "Demi-heure")
ARRIVED = Text("Came", "Arrivées")
FORECAST = Text("Forecast", "Prévision")
EXPECTED = Text("Expected now", "Attente actuelle")
NEEDED = Text("People needed", "Personnel nécessaire")
THERE = Text("People there", "Personnel présent")
TABLE = Text("The half-hours as a table", "Les demi-heures en tableau")
HINT = Text("{hour}: {arrived} came, forecast {forecast}", "{hour} : {arrived} arrivées, prévision {forecast}")
HINT_AHEAD = Text(
    "{hour}: {expected} expected now, forecast {forecast}", "{hour} : {expected} attendues, prévision {forecast}"
)
KEY = Text(
    "Bars: what came, pale what is expected now. Line: the forecast.",
    "Barres : les arrivées, en pâle l’attente actuelle. Ligne : la prévision.",
)
