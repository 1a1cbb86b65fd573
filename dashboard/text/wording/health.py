"""Texts of the page on the health of the data, in the words of a steward."""

from data.text import Text

TITLE = Text("Data health", "Santé des données")
ALL_GOOD = Text(
    "Everything was read: {n} records from {sources}, data to {day}. Every row is accounted for.",
    "Tout a été lu : {n} enregistrements de {sources}, données au {day}. Chaque ligne est expliquée.",
)
SOME_LATE = Text(
    "{n} of {all} records could not be read; their last good data are shown. The table below says why.",
    "{n} enregistrements sur {all} n'ont pas pu être lus; leurs dernières bonnes données sont affichées. Le tableau "
    "ci-dessous dit pourquoi.",
)
SOME_REJECTED = Text(
    "{n} rows are kept out because they break a rule. Correct them at the source: the next run takes them in.",
    "{n} lignes sont tenues à l'écart parce qu'elles enfreignent une règle. Corrigez-les à la source : le prochain "
    "traitement les prendra.",
)
DOES_NOT_ADD = Text(
    "The rows of {names} do not add up: please report this.",
    "Les lignes de {names} ne s'additionnent pas : signalez-le.",
)
ONE_SOURCE = Text("1 source", "1 système source")
SOURCES = Text("{n} sources", "{n} systèmes sources")

RUNS = Text("Last runs", "Derniers traitements")
RUNS_CAPTION = Text("Last runs, the newest first", "Derniers traitements, le plus récent d'abord")
RUN = Text("Run", "Traitement")
STARTED = Text("Started", "Début")
TOOK = Text("Took", "Durée")
ROWS_READ = Text("Rows read", "Lignes lues")
PROBLEMS = Text("Records with a problem", "Enregistrements en difficulté")
IN_FORCE = Text("in force", "en vigueur")
AS_REPORTED = Text("show as reported", "afficher tel que publié")

FRESHNESS = Text("How fresh the data are", "Fraîcheur des données")
FRESHNESS_CAPTION = Text("Each record of each source", "Chaque enregistrement de chaque système source")
SOURCE = Text("Source", "Système source")
RECORD = Text("Record", "Enregistrement")
STATE = Text("State", "État")
GOOD = Text("Good", "Bon")
LATE = Text("Late", "En retard")
DATA_TO = Text("Data to", "Données au")
READ_AT = Text("Last read", "Dernière lecture")
EXPECTED = Text("Expected", "Attendu")
WHY = Text("What is wrong", "Ce qui ne va pas")
REFERENCE = Text("reference", "référence")

ACCOUNTING = Text("Where every row went", "Où chaque ligne est allée")
ACCOUNTING_CAPTION = Text(
    "Rows of the last reading: read = good + rejected + superseded + unchanged",
    "Lignes de la dernière lecture : lues = bonnes + rejetées + remplacées + inchangées",
)
ACCOUNTING_WHY = Text(
    "Superseded: an identical copy that is kept once. Unchanged: already there. Came in later: rejected by an earlier "
    "run, and good now. Gone: stored before, but not found by a full reading; out of the numbers, and kept apart.",
    "Remplacée : une copie identique, gardée une fois. Inchangée : déjà là. Entrée plus tard : rejetée par un "
    "traitement antérieur, et bonne maintenant. Disparue : enregistrée auparavant, mais absente d'une lecture "
    "complète; hors des chiffres, et gardée à part.",
)
READ = Text("Read", "Lues")
KEPT = Text("Good", "Bonnes")
REJECTED = Text("Rejected", "Rejetées")
SUPERSEDED = Text("Superseded", "Remplacées")
UNCHANGED = Text("Unchanged", "Inchangées")
READMITTED = Text("Came in later", "Entrées plus tard")
GONE = Text("Gone", "Disparues")
ADDS_UP = Text("Adds up", "S'additionne")
YES = Text("yes", "oui")
NO = Text("no", "non")

RULES = Text("Rows that break a rule", "Lignes qui enfreignent une règle")
RULES_CAPTION = Text(
    "Rejected rows by rule, with one example each", "Lignes rejetées par règle, avec un exemple chacune"
)
NO_REJECTED = Text("No row is rejected.", "Aucune ligne n'est rejetée.")
RULE = Text("What is wrong", "Ce qui ne va pas")
ROWS = Text("Rows", "Lignes")
EXAMPLE = Text("Example", "Exemple")
VALUES = Text("As the source wrote it", "Tel que la source l'a écrit")
HIDDEN = Text("not shown: a person's answer", "non montré : réponse d'une personne")
NO_KEY = Text("without a key", "sans clé")
KINDS = {
    "nullability": Text("{column} is missing", "{column} : il manque"),
    "min_length": Text("{column} is empty", "{column} : vide"),
    "min": Text("{column} is too small", "{column} : trop petit"),
    "max": Text("{column} is too large", "{column} : trop grand"),
    "unique": Text("{column} is there more than once", "{column} : présent plus d'une fois"),
    "unknown": Text("{column} names something that is not known", "{column} : nomme quelque chose d'inconnu"),
    "type": Text("{column} cannot be read", "{column} : illisible"),
    "conflicting": Text("Several rows have the same key and differ", "Plusieurs lignes ont la même clé et diffèrent"),
    "enum": Text("{column} is not in its list", "{column} : absent de sa liste"),
}
"""Kind of rule on one column → what it says."""
NAMED = {
    "guarantee_is_approved": Text("A guarantee has no approval", "Une garantie n'a pas d'approbation"),
    "completed_not_before_started": Text("It ended before it started", "La fin précède le début"),
    "completed_has_a_moment": Text(
        "It is completed, but no moment says when", "Elle est terminée, mais aucun moment ne dit quand"
    ),
    "numerator_within_denominator": Text("More cases met than measured", "Plus de cas respectés que de cas mesurés"),
    "acknowledged_not_before_received": Text(
        "It was acknowledged before it came in", "L'accusé de réception précède la réception"
    ),
    "answered_not_before_received": Text("It was answered before it came in", "La réponse précède la réception"),
}

CLOCK = Text("Hours of the clock change", "Heures du changement d'heure")
CLOCK_NONE = Text(
    "No moment of the last reading fell in an hour that the clock change repeats or leaves out.",
    "Aucun moment de la dernière lecture n'est tombé dans une heure répétée ou sautée.",
)
CLOCK_SOME = Text(
    "{record} ({source}): {repeated} in an hour that comes twice, read as its first; "
    "{skipped} in an hour that does not exist, read as one hour later.",
    "{record} ({source}) : {repeated} dans une heure qui revient deux fois, lus comme la première; "
    "{skipped} dans une heure qui n'existe pas, lus une heure plus tard.",
)

VERIFIED = Text("Recomputed by another road", "Recalculés par une autre voie")
VERIFIED_ALL = Text(
    "On {when}, {n} published numbers of run {run} were recomputed from the stored rows: none differs.",
    "Le {when}, {n} chiffres publiés du traitement {run} ont été recalculés à partir des lignes stockées : aucun ne "
    "diffère.",
)
VERIFIED_DIFFERS = Text(
    "On {when}, {n} published numbers of run {run} were recomputed from the stored rows; {d} things are not as "
    "published. The command “scorecard run --full” makes the numbers anew.",
    "Le {when}, {n} chiffres publiés du traitement {run} ont été recalculés à partir des lignes stockées; {d} éléments "
    "ne sont pas tels que publiés. La commande « scorecard run --full » refait les chiffres.",
)
REDEFINED = Text(
    "Indicators that the program defines otherwise since this run: {n}. They are shown as they were published, until "
    "the next run.",
    "Indicateurs que le programme définit autrement depuis ce traitement : {n}. Ils sont présentés tels qu'ils ont "
    "été publiés, jusqu'au prochain traitement.",
)
VERIFIED_FAILED = Text(
    "On {when}, the published numbers of run {run} could not be verified: what is stored could not be read. A backup "
    "brings back what is lost.",
    "Le {when}, les chiffres publiés du traitement {run} n'ont pas pu être vérifiés : ce qui est stocké n'a pas pu "
    "être lu. Une sauvegarde rétablit ce qui est perdu.",
)
VERIFIED_BEFORE = Text(
    "This run has not been verified: the command “scorecard verify” recomputes its numbers. The last verification, on "
    "{when}, was of run {run}.",
    "Ce traitement n'a pas été vérifié : la commande « scorecard verify » recalcule ses chiffres. La dernière "
    "vérification, le {when}, portait sur le traitement {run}.",
)
VERIFIED_NEVER = Text(
    "The numbers have not been verified yet: the command “scorecard verify” recomputes each from the stored rows.",
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
