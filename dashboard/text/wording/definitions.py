"""Texts of the list of definitions, and the words that the pages use."""

from data.text import Text

TITLE = Text("Definitions", "Définitions")
FIND = Text("Filter by a word", "Filtrer par un mot")
GO = Text("Filter", "Filtrer")
SHOW_ALL = Text("Show all definitions", "Afficher toutes les définitions")
NOTHING = Text("No match for {what}.", "Aucun résultat pour {what}.")
COUNT = Text("{n} of {all} indicators", "{n} indicateurs sur {all}")
PARTS = Text("Parts of this page", "Parties de la page")

CODE = Text("Code", "Code interne")
NUMERATOR = Text("Numerator", "Numérateur")
DENOMINATOR = Text("Denominator", "Dénominateur")
COUNTED = Text("number of {record}, dated by “{dated}”", "nombre : {record}, selon la date « {dated} »")
SUMMED = Text(
    "sum of {columns} over {record}, dated by “{dated}”",
    "somme : {columns}, sur {record}, selon la date « {dated} »",
)
FILTERED = Text("{what}; selected by {columns}", "{what}; sélection selon : {columns}")
PLUS = Text("{one}; plus {other}", "{one}; et, en plus, {other}")
NO_DENOMINATOR = Text("none: this is a number, not a ratio", "aucun : il s'agit d'un nombre, pas d'un ratio")
BREAKDOWNS = Text("Can be split by", "Peut être réparti par")
NO_BREAKDOWN = Text("nothing", "rien")
TO_INDICATOR = Text("See the value", "Voir la valeur")
TO_ROWS = Text("See the records", "Voir les enregistrements")

TARGETS = Text("Targets of {name}", "Cibles de {name}")
NO_TARGET = Text("No target has been set.", "Aucune cible n'a été fixée.")
YEAR = Text("Fiscal year", "Exercice")
SCOPE = Text("For", "Pour")
WHOLE = Text("All", "Ensemble")
TARGET = Text("Target", "Cible")
NEAR = Text("Near limit", "Limite « presque »")
PATH = Text("Path", "Trajectoire")
SOURCE = Text("Source", "Origine")
DECIDED = Text("Approved", "Approuvée")
REASON = Text("Reason", "Motif")
FORCE = Text("In force", "En vigueur")
IN_FORCE = Text("in force", "en vigueur")
REPLACED = Text("replaced", "remplacée")
BY_ON = Text("{who}, {day}", "{who}, le {day}")
MORE_TARGETS = Text(
    "Other targets, for specific channels, lines of business, places or partners: {n}.",
    "Autres cibles, pour des canaux, des secteurs d'activité, des lieux ou des partenaires précis : {n}.",
)
SEE_TARGETS = Text("Show them", "Les afficher")

WORDS = Text("Glossary", "Glossaire")
NAMES = {
    "period": Text("Period", "Période"),
    "channel": Text("Channel", "Canal"),
    "transaction": Text("Transaction and information request", "Opération et demande de renseignements"),
    "standard": Text("Service standard", "Norme de service"),
    "guarantee": Text("Guarantee, breach, claim, payment", "Garantie, manquement, demande, remboursement"),
    "numerator": Text("Numerator and denominator", "Numérateur et dénominateur"),
    "n": Text("n", "n (effectif)"),
    "margin": Text("± points, 19 times out of 20", "± points, 19 fois sur 20"),
    "target": Text("Target, near limit, attainment", "Cible, limite « presque », atteinte"),
    "status": Text("Met, near, missed", "Atteint, presque, manqué"),
    "variation": Text("Variation", "Variation (signal ou non)"),
    "assurance": Text("Assurance", "Assurance (capacité d’atteindre la cible)"),
    "absence": Text("No data, late, suppressed, not applicable", "Aucune donnée, en attente, masqué, sans objet"),
    "suppressed": Text("Suppressed", "Masqué"),
    "rejected": Text("Rejected row", "Ligne rejetée"),
    "run": Text("Run and restatement", "Traitement et révision"),
}
"""Word → what it is called."""

MEANINGS = {
    "period": Text(
        "A month, a quarter or a fiscal year, which begins on 1 April. Only complete periods are assessed.",
        "Un mois, un trimestre ou un exercice, qui commence le 1er avril. Seules les périodes complètes sont évaluées.",
    ),
    "channel": Text(
        "How people reach us: online, in person, at a kiosk or by telephone. Mail and other channels "
        "count in every total.",
        "Comment on nous joint : en ligne, en personne, à une borne ou par téléphone. Le courrier et les "
        "autres canaux comptent dans chaque total.",
    ),
    "transaction": Text(
        "A transaction gets something done; an information request only asks a question. The two are never combined.",
        "Une opération fait avancer un dossier; une demande de renseignements ne fait que poser une "
        "question. Les deux ne sont jamais combinées.",
    ),
    "standard": Text(
        "The published maximum time for a service in a channel. It is met or not met, to the second.",
        "Le délai maximal publié d'un service dans un canal. Il est respecté ou non, à la seconde près.",
    ),
    "guarantee": Text(
        "A standard with a money-back promise. A breach is a promise not kept; only some customers claim, "
        "and only some claims are paid: three different numbers.",
        "Une norme assortie d'un remboursement. Un manquement est une promesse non tenue; seuls certains "
        "clients présentent une demande, et seules certaines demandes sont payées : trois chiffres "
        "différents.",
    ),
    "numerator": Text(
        "Two sums of records. The value is the first divided by the second, at every level; percentages "
        "are never averaged.",
        "Deux sommes d'enregistrements. La valeur est la première divisée par la seconde, à tous les "
        "niveaux; on ne fait jamais la moyenne de pourcentages.",
    ),
    "n": Text(
        "How many records or respondents a value is based on. A small number says little.",
        "Le nombre d'enregistrements ou de répondants sur lesquels repose une valeur. Un petit nombre en dit peu.",
    ),
    "margin": Text(
        "For a sample: how far the value may be from what the whole population would have answered. "
        "Complete counts have no margin.",
        "Pour un échantillon : l'écart possible par rapport à ce que toute la population aurait répondu. "
        "Un dénombrement complet n'a pas de marge.",
    ),
    "target": Text(
        "The value aimed for in a fiscal year; the last value that still counts as near; the value as a "
        "share of the target.",
        "La valeur visée pour un exercice; la dernière valeur qui compte encore comme « presque »; la "
        "valeur en proportion de la cible.",
    ),
    "status": Text(
        "Always computed from the value and the target before rounding, never entered by hand.",
        "Toujours calculé à partir de la valeur et de la cible avant arrondissement, jamais saisi à la main.",
    ),
    "variation": Text(
        "Whether a value is a signal or stays within the limits of its own history. The limits are the "
        "mean ± 2.66 times the average change from one point to the next.",
        "Indique si une valeur est un signal ou reste dans les limites de son propre historique. Ces "
        "limites sont la moyenne ± 2,66 fois la variation moyenne d'un point au suivant.",
    ),
    "assurance": Text(
        "Whether the process, left as it is, will always, sometimes or never meet its target.",
        "Indique si le processus, laissé tel quel, atteindra toujours, parfois ou jamais sa cible.",
    ),
    "absence": Text(
        "Four reasons why there is no number, none of which means zero: nothing was recorded; the data "
        "have not arrived yet; the number would describe too few people; the records do not contain the "
        "chosen filter.",
        "Quatre raisons de ne pas avoir de chiffre, dont aucune ne veut dire zéro : rien n'a été "
        "consigné; les données ne sont pas encore arrivées; le chiffre porterait sur trop peu de "
        "personnes; les enregistrements ne contiennent pas le filtre choisi.",
    ),
    "suppressed": Text(
        "Hidden because fewer than 10 employees answered, or because it could be worked out by subtraction.",
        "Masqué parce que moins de 10 employés ont répondu, ou parce qu'une soustraction permettrait de le déduire.",
    ),
    "rejected": Text(
        "A row that breaks a rule. It is set aside with the rule's name and taken in once it is corrected.",
        "Une ligne qui enfreint une règle. Elle est mise de côté avec le nom de la règle, puis acceptée "
        "une fois corrigée.",
    ),
    "run": Text(
        "A run reads the sources and publishes all numbers at once. A restatement is a number of a "
        "finished period that a later run changes.",
        "Un traitement lit les sources et publie tous les chiffres d'un coup. Une révision est un chiffre "
        "d'une période terminée qu'un traitement ultérieur modifie.",
    ),
}
"""Word → what it means."""
