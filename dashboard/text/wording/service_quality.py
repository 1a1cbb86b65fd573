"""Texts of the page of standards, guarantees and complaints."""

from data.text import Text
from data.words import Status

TITLE = Text("Service quality", "Qualité du service")
NOT_TOLD = Text(
    "Whether standards were met cannot be told for your part of the organization.",
    "Le respect des normes ne peut être indiqué pour votre partie de l'organisation.",
)
NO_CASES = Text(
    "No case that a standard covers was completed in {period}.",
    "Aucun cas visé par une norme n'a été terminé dans la période {period}.",
)

WORST = Text("Worst standard: {what} · {value} of {n} against {target}.",
             "Norme la moins respectée : {what} · {value} sur {n}, contre {target}.")  # fmt: skip
NOTHING_WORST = Text(
    "No standard was missed beyond chance in {period}.",
    "Aucune norme n'a été manquée au-delà du hasard dans la période {period}.",
)
COUNTED = Text("Of {n} standards with cases: {counts}.", "Sur {n} normes ayant des cas : {counts}.")
COUNTS = {
    Status.MET: Text("{n} met", "{n} atteintes"),
    Status.NEAR: Text("{n} near", "{n} presque atteintes"),
    Status.MISSED: Text("{n} missed", "{n} manquées"),
    Status.TOO_FEW: Text(
        "{n} that cannot be told from their target",
        "{n} qui ne se distinguent pas de leur cible",
    ),
    Status.NO_TARGET: Text("{n} without a target", "{n} sans cible"),
}
ONE = {
    Status.MET: Text("1 met", "1 atteinte"),
    Status.NEAR: Text("1 near", "1 presque atteinte"),
    Status.MISSED: Text("1 missed", "1 manquée"),
    Status.TOO_FEW: Text("1 that cannot be told from its target", "1 qui ne se distingue pas de sa cible"),
    Status.NO_TARGET: Text("1 without a target", "1 sans cible"),
}
SEE_MISSED = Text("See the {n} that missed", "Voir les {n} hors norme")

VIEWS = Text("Shown by", "Ventilation")
BY_SERVICE = Text("By service and channel", "Par service et canal")
BY = {
    "partner": Text("By partner", "Par partenaire"),
    "operator": Text("By operator", "Par exploitant"),
    "run_by": Text("By who runs it", "Par gestionnaire"),
}
STANDARDS = Text("Standards", "Normes")
CAPTION = Text(
    "{n} standards, the worst first: in normal circumstances, with what was not normal beside it.",
    "{n} normes, la moins respectée d'abord : circonstances normales, les exceptionnelles à côté.",
)
ONE_STANDARD = Text("The one standard that had cases.", "La seule norme ayant des cas.")
OUR_STANDARD = Text("Our standard", "Notre norme")
TARGET = Text("Our target", "Notre cible")
PERFORMANCE = Text("Our performance", "Notre résultat")
INTERVAL = Text("95% interval", "Intervalle à 95 %")
FROM_TO = Text("{low} to {high}", "{low} à {high}")
CASES = Text("Cases", "Cas")
MISSED = Text("Missed", "Hors norme")
STATUS = Text("Status", "État")
UNSURE = Text("Cannot be told from its target", "Ne se distingue pas de la cible")
SINCE_BEFORE = Text("Since {period}", "Depuis {period}")
APART = Text("Not normal", "Exceptionnelles")
OF_CASES = Text("{value} of {n}", "{value} sur {n}")
NOT_REGISTERED = Text("No standard is registered", "Aucune norme au registre")
NOT_SAID = Text("circumstances not told", "circonstances non précisées")
GUARANTEE = Text("guarantee", "garantie")
NEW_STANDARD = Text("in force since {day}", "en vigueur depuis le {day}")
WITHIN_CHANCE = Text("within chance", "dans les limites du hasard")
BETTER = Text("better", "en hausse")
WORSE = Text("worse", "en baisse")
WORST_ONLY = Text("The {n} worst of {all}.", "Les {n} moins respectées sur {all}.")
SHOW_ALL = Text("Show all {n}", "Afficher les {n}")
SHOW_WORST = Text("Show the {n} worst", "Afficher les {n} moins respectées")
RULE = Text(
    "Each case is judged by the standard in force when it began; the target is the standard's own. A change is told "
    "only where chance does not explain it (one such in fewer than one page of twenty). What was not normal is outside "
    "the program's control, and is never judged.",
    "Chaque cas est jugé selon la norme en vigueur à son début; la cible est celle de la norme. Un changement n'est "
    "indiqué que si le hasard ne l'explique pas (moins d'une page sur vingt). Les circonstances exceptionnelles "
    "échappent au programme et ne sont jamais jugées.",
)
GROUPS_CAPTION = Text(
    "{name}: cases that met the standard they fall under in normal circumstances, the lowest first; what was not "
    "normal beside it. Each name opens its own standards.",
    "{name} : cas conformes à la norme qui les vise en circonstances normales, la part la plus faible d'abord; les "
    "exceptionnelles à côté. Chaque nom ouvre ses normes.",
)
NO_GROUPS = Text("These records tell none of these.", "Ces enregistrements n'en indiquent aucun.")
NO_NAME = Text("Not told", "Non précisé")

MISSING = Text("Services without a standard", "Services sans norme")
COVERED = Text(
    "{covered} of {services} services have a standard on every channel they are offered on.",
    "{covered} des {services} services ont une norme pour chaque canal où ils sont offerts.",
)
COVERED_RULE = Text(
    "Offered: at least one transaction completed in the twelve months to the end of {period}.",
    "Offert : au moins une opération terminée dans les douze mois se terminant avec {period}.",
)
LACKS = Text("Channels without a standard", "Canaux sans norme")

GUARANTEES = Text("Guarantees", "Garanties")
GUARANTEE_LEAD = Text(
    "{due} guaranteed items were due: {kept} kept, {breached} breached. {claimed} were claimed: {paid} paid, {refused} "
    "refused or excluded, {cents} paid back.",
    "{due} demandes garanties échues : {kept} respectées, {breached} manquées. {claimed} réclamations : {paid} payées, "
    "{refused} refusées ou exclues, {cents} remboursés.",
)
NO_GUARANTEES = Text("No guaranteed item was due in this period.", "Aucune demande garantie n'était échue.")
GUARANTEE_CAPTION = Text(
    "Guaranteed items due in the period; claims made in it, often on earlier items.",
    "Demandes garanties échues dans la période; réclamations présentées dans celle-ci, souvent pour des demandes "
    "antérieures.",
)
DUE = Text("Due", "Échues")
KEPT = Text("Kept", "Respectées")
BREACHED = Text("Breached", "Manquées")
CLAIMED = Text("Claimed", "Réclamées")
PAID = Text("Paid", "Payées")
REFUSED = Text("Refused or excluded", "Refusées ou exclues")
PAID_BACK = Text("Paid back", "Remboursé")

COMPLAINTS = Text("Complaints", "Plaintes")
COMPLAINTS_LEAD = Text(
    "{n} complaints came in: {rate} per 10,000 interactions.",
    "{n} plaintes reçues : {rate} par 10 000 interactions.",
)
COMPLAINTS_PLAIN = Text("{n} complaints came in.", "{n} plaintes reçues.")
NO_COMPLAINTS = Text("No complaint came in during this period.", "Aucune plainte reçue dans la période.")
COMPLAINTS_NOT_TOLD = Text("No source tells complaints.", "Aucune source n'indique de plaintes.")
COMPLAINTS_CAPTION = Text(
    "Complaints by cause, the most frequent first; the clocks are of complaints whose answer was due in the period.",
    "Plaintes par cause, la plus fréquente d'abord; les délais portent sur les plaintes dont la réponse était due.",
)
ALL_CAUSES = Text("All causes", "Toutes les causes")
RECEIVED = Text("Received", "Reçues")
ANSWERS_DUE = Text("Answers due", "Réponses dues")
ACKNOWLEDGED = Text("Acknowledged in 2 or 5 days", "Accusé en 2 ou 5 jours")
ANSWERED = Text("Answered in 15 days", "Répondues en 15 jours")

NOT_BY = {
    "standards": Text(
        "Standards cannot be told by all filters that were chosen; remove one.",
        "Les normes ne sont pas connues selon tous les filtres choisis; retirez-en un.",
    ),
    "missing": Text(
        "Services without a standard cannot be told by all filters that were chosen.",
        "Les services sans norme ne sont pas connus selon tous les filtres choisis.",
    ),
    "register": Text(
        "The register cannot be told by all filters that were chosen.",
        "Le registre n'est pas connu selon tous les filtres choisis.",
    ),
    "guarantees": Text(
        "Guarantees cannot be told by all filters that were chosen.",
        "Les garanties ne sont pas connues selon tous les filtres choisis.",
    ),
    "claims": Text(
        "Claims one by one cannot be told by all filters that were chosen.",
        "Les réclamations une à une ne sont pas connues selon tous les filtres choisis.",
    ),
    "at_risk": Text(
        "Guarantees at risk cannot be told by all filters that were chosen.",
        "Les garanties à risque ne sont pas connues selon tous les filtres choisis.",
    ),
    "elsewhere": Text(
        "What another guarantee would have cost cannot be told by all filters that were chosen.",
        "Ce qu'une autre garantie aurait coûté n'est pas connu selon tous les filtres choisis.",
    ),
    "clocks": Text(
        "Running clocks cannot be told by all filters that were chosen.",
        "Les délais en cours ne sont pas connus selon tous les filtres choisis.",
    ),
    "course": Text(
        "How complaints went cannot be told by all filters that were chosen.",
        "Les suites données aux plaintes ne sont pas connues selon tous les filtres choisis.",
    ),
    "complaints": Text(
        "Complaints cannot be told by all filters that were chosen.",
        "Les plaintes ne sont pas connues selon tous les filtres choisis.",
    ),
}
"""Part of the page → what it says where its records do not know a filter."""
