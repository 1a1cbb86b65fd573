"""Texts of the list of definitions, and the words that the pages use."""

from data.text import Text

TITLE = Text("Definitions", "Définitions")
FIND = Text("Filter by a word", "Filtrer par un mot")
GO = Text("Filter", "Filtrer")
SHOW_ALL = Text("Show all definitions", "Afficher toutes les définitions")
NOTHING = Text("No indicator and no word here speaks of {what}.", "Aucun indicateur ni mot ne parle ici de {what}.")
FOUND = Text("{n} of {all} indicators", "{n} indicateurs sur {all}")
PARTS = Text("Parts of this page", "Parties de la page")

CODE = Text("Code", "Code interne")
NUMERATOR = Text("Numerator", "Numérateur")
DENOMINATOR = Text("Denominator", "Dénominateur")
COUNTED = Text("number of {record}, by the day of “{dated}”", "nombre : {record}, selon le jour « {dated} »")
SUMMED = Text(
    "sum of {columns} over {record}, by the day of “{dated}”",
    "somme : {columns}, sur {record}, selon le jour « {dated} »",
)
CHOSEN = Text("{what}; chosen by {columns}", "{what}; retenus d'après : {columns}")
PLUS = Text("{one}; plus {other}", "{one}; plus {other} en sus")
NO_DENOMINATOR = Text("none: it is a number, not a quotient", "aucun : c'est un nombre, pas un quotient")
BREAKDOWNS = Text("Can be split by", "Se répartit par")
NO_BREAKDOWN = Text("nothing", "rien")
TO_INDICATOR = Text("See its number", "Voir son chiffre")
TO_ROWS = Text("See its records", "Voir ses enregistrements")

TARGETS = Text("Targets of {name}", "Cibles de {name}")
NO_TARGET = Text("No target was decided.", "Aucune cible n'a été fixée.")
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
    "{n} more targets are set for parts of the whole.", "{n} autres cibles valent pour des parties de l'ensemble."
)
SEE_TARGETS = Text("Show them", "Les afficher")

WORDS = Text("Words", "Vocabulaire")
CALLED = {
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
    "assurance": Text("Assurance", "Assurance (portée)"),
    "absence": Text("No data, late, suppressed, not applicable", "Aucune donnée, en attente, masqué, sans objet"),
    "suppressed": Text("Suppressed", "Masqué"),
    "rejected": Text("Rejected row", "Ligne rejetée"),
    "run": Text("Run and restatement", "Traitement et révision"),
}
"""Word → what it is called."""

MEANS = {
    "period": Text(
        "A month, a quarter or a fiscal year, which begins on 1 April. Only whole periods are judged.",
        "Un mois, un trimestre ou un exercice, qui commence le 1er avril. Seules les périodes entières sont jugées.",
    ),
    "channel": Text(
        "How people reach us: online, in person, by kiosk or telephone. Mail and other ways count in every total.",
        "Comment on nous joint : en ligne, en personne, par borne ou téléphone. Le courrier et les autres"
        " voies comptent dans chaque total.",
    ),
    "transaction": Text(
        "A transaction gets something done; an information request only asks. The two are never mixed.",
        "Une opération fait avancer un dossier; une demande de renseignements ne fait que questionner. "
        "Les deux ne sont jamais mêlées.",
    ),
    "standard": Text(
        "The longest that a service should take in a channel, as published. Met or not, to the second.",
        "Le délai maximal publié d'un service dans un canal. Respecté ou non, à la seconde près.",
    ),
    "guarantee": Text(
        "A standard with the money back. A breach is a promise not kept; only some customers claim, and "
        "only some claims are paid: three different numbers.",
        "Une norme avec remboursement. Un manquement est une promesse non tenue; tous ne réclament pas et"
        " toutes les demandes ne sont pas payées : trois chiffres différents.",
    ),
    "numerator": Text(
        "Two sums over records. The value is one divided by the other, at any level; percentages are never averaged.",
        "Deux sommes sur des enregistrements. La valeur est l'une divisée par l'autre, à tout niveau; on "
        "ne fait jamais la moyenne de pourcentages.",
    ),
    "n": Text(
        "How many records, or respondents, stand behind a value. Few of them say little.",
        "Combien d'enregistrements ou de répondants sont derrière une valeur. Peu d'entre eux disent peu.",
    ),
    "margin": Text(
        "Of a sample: how far the value may lie from what all people would have said. Complete counts have none.",
        "D'un échantillon : l'écart possible avec ce que toute la population aurait dit. Un décompte "
        "complet n'en a pas.",
    ),
    "target": Text(
        "What is aimed for in a fiscal year; the last value that still counts as near; the value as a "
        "share of the target.",
        "Ce qui est visé dans un exercice; la dernière valeur qui compte comme « presque »; la valeur en "
        "part de la cible.",
    ),
    "status": Text(
        "Always computed from value and target before rounding, never typed in.",
        "Toujours calculé avant arrondi à partir de la valeur et de la cible, jamais saisi.",
    ),
    "variation": Text(
        "Whether a value is a signal or moves within the limits of its own past. Limits are the mean ± "
        "2.66 times the mean step from point to point.",
        "Si une valeur est un signal ou reste dans les limites de son propre passé. Les limites sont la "
        "moyenne ± 2,66 fois l'écart moyen d'un point au suivant.",
    ),
    "assurance": Text(
        "Whether the process, left as it is, will always, sometimes or never meet its target.",
        "Si le processus, laissé tel quel, atteindra sa cible toujours, parfois ou jamais.",
    ),
    "absence": Text(
        "Four reasons for having no number, none of which is zero: nothing was recorded; it has not come "
        "yet; it would tell of too few people; the records do not know the filter.",
        "Quatre raisons de ne pas avoir de chiffre, dont aucune n'est zéro : rien n'est inscrit; ce n'est"
        " pas encore arrivé; cela parlerait de trop peu de gens; les enregistrements ignorent le filtre.",
    ),
    "suppressed": Text(
        "Hidden because fewer than 10 staff answered, or because it could be found by subtraction.",
        "Caché parce que moins de 10 employés ont répondu, ou parce qu'une soustraction le révélerait.",
    ),
    "rejected": Text(
        "A row that breaks a rule. It is kept with the rule's name and comes in once it is corrected.",
        "Une ligne qui enfreint une règle. Elle est gardée avec le nom de la règle et entre une fois corrigée.",
    ),
    "run": Text(
        "A run reads the sources and publishes all numbers at once. A number of a finished period that a "
        "later run changes is a restatement.",
        "Un traitement lit les sources et publie tous les chiffres d'un coup. Un chiffre d'une période "
        "close que change un traitement ultérieur est une révision.",
    ),
}
"""Word → what it means."""
