"""What a home, its tables or its disk refuse."""

from data.errors import Refusal
from data.text import Text

NO_SPACE = Refusal(
    "storage_no_space",
    Text(
        "There is no space left for {home}: free some or give it more, then run again; what was published before "
        "stays.",
        "Il n'y a plus d'espace pour {home}\u00a0: libérez-en ou ajoutez-en, puis relancez; ce qui était déjà publié "
        "reste.",
    ),
)
NOT_PERMITTED = Refusal(
    "storage_not_permitted",
    Text(
        "This user may not read and write all of {home} (it is read-only, or belongs to another user): give this "
        "user the right, or set SCORECARD_HOME to another folder.",
        "Cet utilisateur ne peut pas lire et écrire partout dans {home} (le dossier est en lecture seule ou appartient "
        "à quelqu'un d'autre)\u00a0: donnez-lui ce droit, ou choisissez un autre dossier avec SCORECARD_HOME.",
    ),
)
OBJECT_STORAGE_FAILS = Refusal(
    "storage_object_storage_fails",
    Text(
        "The object storage of {home}'s tables cannot be used: check SCORECARD_LAKE_URL, that the bucket exists, "
        "and the AWS_… variables, then run again; what was published before stays.",
        "Le stockage objet des tables de {home} est inutilisable\u00a0: vérifiez SCORECARD_LAKE_URL, l'existence du "
        "compartiment et les variables AWS_…, puis relancez; ce qui était déjà publié reste.",
    ),
)
CHANGED_BY_ANOTHER = Refusal(
    "storage_changed_by_another",
    Text(
        "Another program has changed a table of {home} meanwhile: see that only `scorecard run` writes there, "
        "then run again; what was published before stays.",
        "Un autre programme a modifié une table de {home} entre-temps\u00a0: assurez-vous que seul `scorecard run` y "
        "écrit, puis relancez; ce qui était déjà publié reste.",
    ),
)
DAMAGED = Refusal(
    "storage_damaged",
    Text(
        "A table of {home} lacks a file or is damaged: bring it back from a backup, or move the home away "
        "and let `scorecard run` read the sources again.",
        "Une table de {home} est endommagée ou il lui manque un fichier\u00a0: restaurez-la à partir d'une "
        "sauvegarde, ou déplacez le dossier et laissez `scorecard run` relire les sources.",
    ),
)
DAMAGED_FILE = Refusal(
    "storage_damaged_file",
    Text(
        "A table of {home} lacks a file or is damaged ({file}): bring it back from a backup, or move the home away "
        "and let `scorecard run` read the sources again.",
        "Une table de {home} est endommagée ou il lui manque un fichier ({file})\u00a0: restaurez-la à partir d'une "
        "sauvegarde, ou déplacez le dossier et laissez `scorecard run` relire les sources.",
    ),
)
TABLE_LOST = Refusal(
    "storage_table_lost",
    Text(
        "{place} lacks the table {table} that was published: bring it back from a backup, or move the home away "
        "and let `scorecard run` read the sources again.",
        "Il manque dans {place} la table {table}, qui était publiée\u00a0: restaurez-la à partir d'une sauvegarde, ou "
        "déplacez le dossier et laissez `scorecard run` relire les sources.",
    ),
)
MANIFEST_DAMAGED = Refusal(
    "storage_manifest_damaged",
    Text(
        "{file} is damaged: bring it back from a backup, or copy the newest file of {folder} over it.",
        "{file} est endommagé\u00a0: restaurez-le à partir d'une sauvegarde, ou remplacez-le par une copie du plus "
        "récent fichier de {folder}.",
    ),
)
NOT_A_FILE = Refusal(
    "storage_not_a_file",
    Text(
        "{file} should be a file, but cannot be written or read, for it is a folder or lies in a file: move it away, "
        "and bring the file back from a backup if something was published in this home.",
        "{file} devrait être un fichier, mais ne peut être ni écrit ni lu, car c'est un dossier ou il se trouve dans "
        "un fichier\u00a0: déplacez-le, puis restaurez le fichier à partir d'une sauvegarde si quelque chose y était "
        "publié.",
    ),
)
NOT_READABLE = Refusal(
    "storage_not_readable",
    Text(
        "{file} cannot be read ({reason}): give this user the right to it, or set SCORECARD_HOME to another folder.",
        "Impossible de lire {file} ({reason})\u00a0: donnez-en le droit à cet utilisateur, ou choisissez un autre "
        "dossier avec SCORECARD_HOME.",
    ),
)
SECRET_DAMAGED = Refusal(
    "storage_secret_damaged",
    Text(
        "{file} does not hold a secret of 64 hexadecimal digits: bring it back from a backup.",
        "{file} ne contient pas de secret de 64 chiffres hexadécimaux\u00a0: restaurez-le à partir d'une sauvegarde.",
    ),
)
SECRET_LOST = Refusal(
    "storage_secret_lost",
    Text(
        "{file} is gone, by which customers' keys were made: bring it back from a backup, or make all keys anew by "
        "`scorecard run --full`.",
        "Il manque {file}, avec lequel les clés des clients ont été faites\u00a0: restaurez-le à partir d'une "
        "sauvegarde, ou refaites toutes les clés avec `scorecard run --full`.",
    ),
)
NOTHING_PUBLISHED = Refusal(
    "storage_nothing_published",
    Text(
        "Nothing is published in {home} yet: run `scorecard demo` and `scorecard run` first.",
        "Rien n'est encore publié dans {home}\u00a0: lancez d'abord `scorecard demo` et `scorecard run`.",
    ),
)
UNKNOWN_RUN = Refusal(
    "storage_unknown_run",
    Text(
        "There is no run '{run}': the runs kept go from {first} to {last}; name one of them, or a day as 2026-10-31. "
        "How long runs are kept is set by SCORECARD_KEEP_RUNS and SCORECARD_KEEP_DAYS.",
        "Il n'y a pas de traitement «\u00a0{run}\u00a0»\u00a0: les traitements conservés vont de {first} à {last}; "
        "nommez l'un d'eux, ou un jour comme 2026-10-31. SCORECARD_KEEP_RUNS et SCORECARD_KEEP_DAYS fixent la durée de "
        "conservation.",
    ),
)
NO_RUN_BY_THEN = Refusal(
    "storage_no_run_by_then",
    Text(
        "No run that is kept was published by {day}: the first is {first}. "
        "How long runs are kept is set by SCORECARD_KEEP_RUNS and SCORECARD_KEEP_DAYS.",
        "Aucun traitement conservé n'était publié le {day}\u00a0: le premier est {first}. "
        "SCORECARD_KEEP_RUNS et SCORECARD_KEEP_DAYS fixent la durée de conservation.",
    ),
)
ROWS_LET_GO = Refusal(
    "storage_rows_let_go",
    Text(
        "Single rows of {record} that run {run} knew are not kept any more, since some had grown older than rows are "
        "retained; its figures are kept.",
        "Les lignes de {record} que connaissait le traitement {run} ne sont plus conservées, certaines ayant dépassé "
        "la durée de conservation; ses chiffres le sont.",
    ),
)
UNFIT_PATH = Refusal(
    "storage_unfit_path",
    Text(
        "The tables cannot lie in {home}, for its path has '{character}' in it: set SCORECARD_HOME to a folder whose "
        "path is of letters, digits, blanks, points, hyphens and underscores.",
        "Les tables ne peuvent pas se trouver dans {home}, car son chemin contient «\u00a0{character}\u00a0»\u00a0: "
        "choisissez avec SCORECARD_HOME un dossier dont le chemin est fait de lettres, de chiffres, d'espaces, de "
        "points, de traits d'union et de traits de soulignement.",
    ),
)
NOT_WRITABLE = Refusal(
    "storage_not_writable",
    Text(
        "{home} cannot be written ({reason}): set SCORECARD_HOME to a folder that can.",
        "Impossible d'écrire dans {home} ({reason})\u00a0: choisissez avec SCORECARD_HOME un dossier où c'est "
        "possible.",
    ),
)
LOCKED = Refusal(
    "storage_locked",
    Text(
        "Another run is at work in {home}: wait until it ends.",
        "Un autre traitement est en cours dans {home}\u00a0: attendez qu'il se termine.",
    ),
)
LOCKED_BY = Refusal(
    "storage_locked_by",
    Text(
        "Another run is at work in {home} (process {process} on {machine} since {since}): wait until it ends.",
        "Un autre traitement est en cours dans {home} (processus {process} sur {machine} depuis {since})\u00a0: "
        "attendez qu'il se termine.",
    ),
)
TABLES_ELSEWHERE = Refusal(
    "storage_tables_elsewhere",
    Text(
        "The tables of {home} lie {before}, but SCORECARD_LAKE_URL looks for them {now}: "
        "set it back, or begin a new home with another SCORECARD_HOME.",
        "Les tables de {home} se trouvent {before}, mais SCORECARD_LAKE_URL les cherche {now}\u00a0: "
        "rétablissez l'ancienne valeur, ou commencez un nouveau dossier avec un autre SCORECARD_HOME.",
    ),
)
OTHER_HOMES_TABLES = Refusal(
    "storage_other_homes_tables",
    Text(
        "{address} holds the tables of another home: bring that home back from its backup, or choose an empty folder "
        "by SCORECARD_LAKE_URL.",
        "{address} contient les tables d'un autre dossier\u00a0: restaurez ce dossier à partir de sa sauvegarde, ou "
        "choisissez un emplacement vide avec SCORECARD_LAKE_URL.",
    ),
)
