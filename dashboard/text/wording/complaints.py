"""Texts of complaints one by one: running clocks, where more people complain, and what was given."""

from data.text import Text
from metrics.standards.complaint_rows import Clock

CLOCKS = Text("Complaints whose clocks are running", "Plaintes dont le délai court")
NO_OPEN = Text(
    "No complaint with a running clock is open at the end of {day}.",
    "Aucune plainte dont le délai court n'est ouverte à la fin du {day}.",
)
OPEN = Text(
    "{n} complaints are open at the end of {day}. Acknowledgement, 2 or 5 days: {acknowledge}. Answer, 15 days: "
    "{answer}.",
    "{n} plaintes sont ouvertes à la fin du {day}. Accusé de réception, 2 ou 5 jours : {acknowledge}. Réponse, "
    "15 jours : {answer}.",
)
RUNNING = Text(
    "{out} ran out, {soon} run out within two business days, {longer} later",
    "{out} échus, {soon} à échéance d'ici deux jours ouvrables, {longer} plus tard",
)
EACH_ONCE = Text("Each is counted by the clock that runs out first.", "Chacune est comptée selon le premier délai.")
SHOW = Text("Show the {n} that run out first", "Afficher les {n} premières à échéance")
HIDE = Text("Hide single complaints", "Masquer les plaintes")
LIST_CAPTION = Text(
    "The {n} open complaints whose clock runs out first.", "Les {n} plaintes ouvertes dont le délai expire d'abord."
)
COMPLAINT = Text("Complaint", "Plainte")
ABOUT = Text("About", "Porte sur")
CLOCK = Text("Clock", "Délai")
UNTIL = Text("Until", "Jusqu'au")
LEFT = Text("Business days left", "Jours ouvrables restants")
RAN_OUT = Text("ran out", "échu")
ESCALATED = Text("Escalated", "Transmise")
YES, NO = Text("yes", "oui"), Text("no", "non")
NOT_KNOWN = Text("no transaction named", "aucune opération nommée")

COURSE = Text("How complaints went", "Suites données aux plaintes")
NONE = Text("No complaint came in during this period.", "Aucune plainte reçue dans la période.")
LEAD = Text(
    "Of {n} complaints received {escalated} were escalated and {repeated} were about a transaction that had been "
    "complained of before. {answered} are answered{redress}.",
    "Sur {n} plaintes reçues, {escalated} ont été transmises et {repeated} portaient sur une opération déjà visée par "
    "une plainte. {answered} ont une réponse{redress}.",
)
GIVEN = Text(": {given}", " : {given}")
UNTOLD = Text("not told", "non précisé")
TABS = Text("Complaints shown by", "Plaintes ventilées par")
BY = {
    "service": Text("By service", "Par service"),
    "location": Text("By place", "Par lieu"),
    "channel": Text("By channel", "Par canal"),
}
CAPTION = Text(
    "Complaints received, the most first; rates are of the twelve months to the end of {period}, beside what 95 of 100 "
    "of like size would have.",
    "Plaintes reçues, les plus nombreuses d'abord; les taux portent sur les douze mois se terminant avec {period}, à "
    "côté de ce qu'auraient 95 sur 100 de même taille.",
)
FUNNEL = Text(
    "{high} of {n} that are large enough to compare have more complaints than chance and ordinary differences explain"
    "{names}; {low} have fewer.",
    "{high} sur {n} assez grands pour être comparés ont plus de plaintes que le hasard et les différences ordinaires "
    "n'expliquent{names}; {low} en ont moins.",
)
NAMES = Text(": {names}", " : {names}")
NO_FUNNEL = Text(
    "Fewer than five have interactions enough to tell a difference from chance.",
    "Moins de cinq ont assez d'interactions pour distinguer une différence du hasard.",
)
BEYOND = Text(
    "{n} had more complaints than interactions, so that no rate can be compared: {names}.",
    "{n} ont eu plus de plaintes que d’interactions, de sorte qu’aucun taux ne peut être comparé : {names}.",
)
BEYOND_ONE = Text(
    "One had more complaints than interactions, so that its rate cannot be compared: {names}.",
    "Un a eu plus de plaintes que d’interactions, de sorte que son taux ne peut être comparé : {names}.",
)
ITS_COUNTS = Text(
    "{name} ({complaints} complaints, {interactions} interactions)",
    "{name} ({complaints} plaintes, {interactions} interactions)",
)
MORE_THAN_INTERACTIONS = Text("more complaints than interactions", "plus de plaintes que d’interactions")
RECEIVED = Text("Received", "Reçues")
REPEATED = Text("Repeated", "Répétées")
REDRESSED = Text("Redressed", "Réparées")
RATE = Text("Per 10,000, 12 months", "Par 10 000, 12 mois")
USUAL = Text("Usual at its size", "Habituel à cette taille")
FROM_TO = Text("{low} to {high}", "{low} à {high}")
STANDING = Text("Beside the others", "Par rapport aux autres")
STANDINGS = {
    "far_below": Text("far more complaints", "beaucoup plus de plaintes"),
    "below": Text("more complaints", "plus de plaintes"),
    "alike": Text("as the others", "comme les autres"),
    "above": Text("fewer complaints", "moins de plaintes"),
    "far_above": Text("far fewer complaints", "beaucoup moins de plaintes"),
}
"""Standing in the funnel of interactions without complaint → what it says of complaints."""
CLOCK_NAMES = {clock.value: clock.text for clock in Clock}
