"""Texts of the page on the health of the data, in the words of a steward."""

from data.text import Text

TITLE = Text("Data health", "Santé des données")
ALL_GOOD = Text(
    "Everything was read: {n} kinds of records from {sources}, data to {day}. Every row is accounted for.",
    "Tout a été lu : {n} types d'enregistrements de {sources}, données au {day}. Chaque ligne est expliquée.",
)
SOME_LATE = Text(
    "{n} of {all} kinds of records could not be read; their last good data are shown. The table below says why.",
    "{n} types d'enregistrements sur {all} n'ont pas pu être lus; leurs dernières bonnes données sont "
    "affichées. Le tableau ci-dessous indique pourquoi.",
)
SOME_REJECTED = Text(
    "{n} rows are excluded because they break a rule. Correct them at the source: the next run will take them in.",
    "{n} lignes sont exclues parce qu'elles enfreignent une règle. Corrigez-les à la source : le "
    "prochain traitement les acceptera.",
)
DOES_NOT_ADD = Text(
    "The rows of {names} do not add up: please report this.",
    "Le décompte des lignes est inexact pour : {names}. Veuillez le signaler.",
)
ONE_SOURCE = Text("1 source", "1 source de données")
SOURCES = Text("{n} sources", "{n} sources de données")

RUNS = Text("Last runs", "Derniers traitements")
RUNS_CAPTION = Text("Last runs, newest first", "Derniers traitements, le plus récent d'abord")
RUN = Text("Run", "Traitement")
STARTED = Text("Started", "Début")
TOOK = Text("Took", "Durée")
ROWS_READ = Text("Rows read", "Lignes lues")
PROBLEMS = Text("Records with a problem", "Types d'enregistrements en difficulté")
IN_FORCE = Text("in force", "en vigueur")
AS_REPORTED = Text("show as reported", "afficher tel que publié")

FRESHNESS = Text("How fresh the data are", "Fraîcheur des données")
FRESHNESS_CAPTION = Text(
    "Each kind of record of each source", "Chaque type d'enregistrement de chaque source de données"
)
SOURCE = Text("Source", "Source de données")
RECORD = Text("Record", "Enregistrement")
STATE = Text("State", "État")
GOOD = Text("Good", "Bon")
LATE = Text("Late", "En retard")
DATA_TO = Text("Data to", "Données au")
READ_AT = Text("Last read", "Dernière lecture")
EXPECTED = Text("Expected", "Attendu")
WHY = Text("What is wrong", "Ce qui ne va pas")
REFERENCE = Text("reference", "référence")

ACCOUNTING = Text("Where every row went", "Ce qu'est devenue chaque ligne")
ACCOUNTING_CAPTION = Text(
    "Rows of the last reading: read = good + rejected + superseded + unchanged + too old",
    "Lignes de la dernière lecture : lues = bonnes + rejetées + remplacées + inchangées + trop anciennes",
)
ACCOUNTING_WHY = Text(
    "Superseded: an identical copy, kept once. Unchanged: already stored. Came in later: rejected by "
    "an earlier run, now good. Gone: stored earlier but missing from a full reading; excluded from "
    "the numbers and set aside. Too old: from before the months that are retained; not stored again.",
    "Remplacée : copie identique, conservée une seule fois. Inchangée : déjà enregistrée. Entrée plus "
    "tard : rejetée par un traitement antérieur, maintenant bonne. Disparue : enregistrée auparavant, "
    "mais absente d'une lecture complète; exclue des chiffres et mise de côté. Trop ancienne : d'avant les mois "
    "conservés; elle n'est plus enregistrée.",
)
READ = Text("Read", "Lues")
GOOD_ROWS = Text("Good", "Bonnes")
REJECTED = Text("Rejected", "Rejetées")
SUPERSEDED = Text("Superseded", "Remplacées")
UNCHANGED = Text("Unchanged", "Inchangées")
BEYOND = Text("Too old", "Trop anciennes")
READMITTED = Text("Came in later", "Entrées plus tard")
GONE = Text("Gone", "Disparues")
ADDS_UP = Text("Adds up", "Compte exact")
YES = Text("yes", "oui")
NO = Text("no", "non")

RULES = Text("Rows that break a rule", "Lignes qui enfreignent une règle")
RULES_CAPTION = Text(
    "Rejected rows by rule, with one example each", "Lignes rejetées par règle, avec un exemple chacune"
)
NO_REJECTED = Text("No rows are rejected.", "Aucune ligne n'est rejetée.")
RULE = Text("What is wrong", "Ce qui ne va pas")
ROWS = Text("Rows", "Lignes")
EXAMPLE = Text("Example", "Exemple")
VALUES = Text("As written by the source", "Tel qu'écrit par la source")
HIDDEN = Text("not shown: a person's answer", "non affiché : réponse d'une personne")
NO_KEY = Text("without a key", "sans clé")
KINDS = {
    "nullability": Text("{column} is missing", "{column} : valeur manquante"),
    "min_length": Text("{column} is empty", "{column} : vide"),
    "min": Text("{column} is too small", "{column} : valeur trop petite"),
    "max": Text("{column} is too large", "{column} : valeur trop grande"),
    "unique": Text("{column} appears more than once", "{column} : présent plus d'une fois"),
    "unknown": Text("{column} refers to something unknown", "{column} : renvoie à un élément inconnu"),
    "type": Text("{column} cannot be read", "{column} : illisible"),
    "conflicting": Text("Several rows have the same key and differ", "Plusieurs lignes ont la même clé et diffèrent"),
    "far": Text("{column} is too far in the past or the future", "{column} : trop loin dans le passé ou l'avenir"),
    "enum": Text(
        "{column} is not on its list of allowed values", "{column} : ne figure pas dans la liste des valeurs permises"
    ),
}
"""Kind of rule on one column → what it says."""
CELL_EXPECTED = Text("{cell} (expected: {form})", "{cell} (attendu : {form})")
NAMED = {
    "file|fields": Text(
        "A line has more or fewer fields than the header", "Une ligne a plus ou moins de champs que l'en-tête"
    ),
    "file|quotes": Text(
        "A quote stands within a field in quotes", "Un guillemet se trouve dans un champ entre guillemets"
    ),
    "file|header": Text("The header stands in the file again", "L'en-tête se répète dans le fichier"),
    "refund_within_fee": Text("More is paid back than the fee", "Le remboursement dépasse les frais"),
    "ends_not_before_it_begins": Text("It ends before it begins", "La fin précède le début"),
    "guarantee_is_approved": Text("A guarantee has no approval", "Une garantie n'a pas d'approbation"),
    "completed_not_before_started": Text("It ended before it started", "La fin précède le début"),
    "completed_has_a_moment": Text(
        "It is completed, but has no completion time", "Elle est terminée, mais son heure de fin manque"
    ),
    "numerator_within_denominator": Text("More cases met than measured", "Plus de cas respectés que de cas mesurés"),
    "acknowledged_not_before_received": Text(
        "It was acknowledged before it came in", "L'accusé de réception précède la réception"
    ),
    "due_not_before_opened": Text("It was to be filled before it fell vacant", "L'échéance précède la vacance"),
    "filled_not_before_opened": Text("It was filled before it fell vacant", "Le poste est pourvu avant d'être vacant"),
    "answered_not_before_received": Text("It was answered before it came in", "La réponse précède la réception"),
}

CLOCK = Text("Times that had to be interpreted", "Heures qu'il a fallu interpréter")
CLOCK_NONE = Text(
    "No time in the last reading fell in an hour that a clock change repeats or skips.",
    "Aucune heure de la dernière lecture n'est tombée dans une heure répétée ou sautée par un changement d'heure.",
)
CLOCK_SOME = Text(
    "{record} ({source}): {repeated} in an hour that occurs twice, read as the first; {skipped} in an "
    "hour that does not exist, read as one hour later.",
    "{record} ({source}) : {repeated} dans une heure qui survient deux fois, lus comme la première; "
    "{skipped} dans une heure qui n'existe pas, lus une heure plus tard.",
)
DAYS = Text(
    "{record} ({source}): {days} times given as a day alone, read as its beginning; a deadline as its end.",
    "{record} ({source}) : {days} heures données par le seul jour, lues comme son début; une échéance, comme sa fin.",
)

VERIFIED = Text("Recomputed independently", "Recalculés de façon indépendante")
VERIFIED_ALL = Text(
    "On {when}, {n} published numbers of run {run} were recomputed from the stored rows: none differs.",
    "Le {when}, {n} chiffres publiés du traitement {run} ont été recalculés à partir des lignes stockées : aucun ne "
    "diffère.",
)
VERIFIED_DIFFERS = Text(
    "On {when}, {n} published numbers of run {run} were recomputed from the stored rows; differences "
    "from what was published: {d}. The command “scorecard run --full” recomputes and republishes "
    "them.",
    "Le {when}, {n} chiffres publiés du traitement {run} ont été recalculés à partir des lignes "
    "stockées; écarts par rapport à ce qui est publié : {d}. La commande « scorecard run --full » les "
    "recalcule et les publie de nouveau.",
)
REDEFINED = Text(
    "Indicators whose definition has changed since this run: {n}. They are shown as they were "
    "published, until the next run.",
    "Indicateurs dont la définition a changé depuis ce traitement : {n}. Ils sont affichés tels "
    "qu'ils ont été publiés, jusqu'au prochain traitement.",
)
VERIFIED_FAILED = Text(
    "On {when}, the published numbers of run {run} could not be verified: the stored data could not "
    "be read. Restore what is lost from a backup.",
    "Le {when}, les chiffres publiés du traitement {run} n'ont pas pu être vérifiés : les données "
    "stockées n'ont pas pu être lues. Rétablissez ce qui est perdu à partir d'une sauvegarde.",
)
VERIFIED_BEFORE = Text(
    "This run has not been verified: the command “scorecard verify” recomputes its numbers. The last verification, on "
    "{when}, was of run {run}.",
    "Ce traitement n'a pas été vérifié : la commande « scorecard verify » recalcule ses chiffres. La dernière "
    "vérification, le {when}, portait sur le traitement {run}.",
)
VERIFIED_NEVER = Text(
    "The numbers have not been verified yet: the command “scorecard verify” recomputes each one from the stored rows.",
    "Les chiffres n'ont pas encore été vérifiés : la commande « scorecard verify » recalcule chacun à partir des "
    "lignes stockées.",
)
DIFFERENCES_CAPTION = Text("The first differences", "Les premiers écarts")
DIFFERENCE = (
    Text("Table", "Table"),
    Text("Column", "Colonne"),
    Text("Period", "Période"),
    Text("Group", "Groupe"),
    Text("Published", "Publié"),
    Text("Recomputed", "Recalculé"),
)
"""One heading per field of `data.verify.result.Difference`."""
