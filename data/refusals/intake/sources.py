"""What a source system refuses: its folder and its database."""

from data.errors import Refusal
from data.text import Text

# The folder and its source.toml.

NO_FOLDER = Refusal(
    "source_no_folder",
    Text(
        "There is no source folder {folder}; give the path of one that holds a source.toml.",
        "Le dossier source {folder} n'existe pas; donnez le chemin d'un dossier qui contient un source.toml.",
    ),
)
NO_TOML = Refusal(
    "source_no_toml",
    Text(
        "The source folder {folder} has no source.toml; write one with name, url and time_zone.",
        "Le dossier source {folder} n'a pas de source.toml; écrivez-en un avec name, url et time_zone.",
    ),
)
NOT_TOML = Refusal(
    "source_not_toml",
    Text(
        "{file} is not valid TOML: {message}; correct it there.",
        "{file} n'est pas du TOML valide\u00a0: {message}; corrigez-le à cet endroit.",
    ),
)
NOT_UTF_8 = Refusal(
    "source_not_utf_8",
    Text("{file} is not UTF-8; save it as UTF-8.", "{file} n'est pas en UTF-8; enregistrez-le en UTF-8."),
)
UNKNOWN_KEY = Refusal(
    "source_unknown_key",
    Text("{place} has an unknown key `{key}`; {nearest}", "{place} a une clé inconnue `{key}`; {nearest}"),
)
NOT_A_TEXT = Refusal(
    "source_not_a_text",
    Text(
        "{place} has a `{key}` that is not a text; write it in quotes.",
        "{place} a un `{key}` qui n'est pas un texte; écrivez-le entre guillemets.",
    ),
)
NOT_A_TABLE = Refusal(
    "source_not_a_table",
    Text(
        "{place} has a `{key}` that is not a table; write it as [{table}].",
        "{place} a un `{key}` qui n'est pas une table; écrivez-la sous la forme [{table}].",
    ),
)
NOT_OF_FORM = Refusal(
    "source_not_of_form",
    Text(
        "{place} has a `{key}` that is not {form}.",
        "{place} a un `{key}` qui n'est pas {form}.",
    ),
)
UNFIT_NAME = Refusal(
    "source_unfit_name",
    Text(
        "{file} has the `name` {name}; a source's name is of letters without accents, digits, points, hyphens and "
        "underscores, at most 64, and does not begin with a point: write another one.",
        "{file} a le `name` {name}; le nom d'une source est fait de lettres sans accents, de chiffres, de points, de "
        "traits d'union et de traits de soulignement, 64 au plus, et ne commence pas par un point\u00a0: écrivez-en un "
        "autre.",
    ),
)
UNFIT_FOLDER_NAME = Refusal(
    "source_unfit_folder_name",
    Text(
        "{file} has no `name`, and that of its folder, {name}, is not fit for one: write a `name` of letters without "
        "accents, digits, points, hyphens and underscores, at most 64.",
        "{file} n'a pas de `name`, et celui de son dossier, {name}, ne convient pas\u00a0: écrivez un `name` fait de "
        "lettres sans accents, de chiffres, de points, de traits d'union et de traits de soulignement, 64 au plus.",
    ),
)
NOT_COLUMNS = Refusal(
    "source_not_columns",
    Text(
        '{place} has an `allow` that is not a list of columns; write it as `["failure_reason"]`.',
        '{place} a un `allow` qui n\'est pas une liste de colonnes; écrivez-la comme `["failure_reason"]`.',
    ),
)
ALLOWS_UNKNOWN_COLUMN = Refusal(
    "source_allows_unknown_column",
    Text(
        "{place} allows a column `{column}` that the record does not have; {nearest}",
        "{place} autorise une colonne `{column}` que l'enregistrement n'a pas; {nearest}",
    ),
)
FORMS = {
    "look_back_days": Text(
        "a whole number of days from 0 to 36,525; write one like 3",
        "un nombre entier de jours de 0 à 36\u202f525; écrivez-en un comme 3",
    ),
    "header_row": Text("the number of a row; write one like 3", "le numéro d'une ligne; écrivez-en un comme 3"),
    "separator": Text('one character; write one like `";"`', 'un seul caractère; écrivez-en un comme `";"`'),
    "decimal": Text("`','` or `'.'`; write one of them", "`','` ou `'.'`; écrivez l'un des deux"),
    "empty": Text(
        'a list of texts; write one like `["N/A", "-"]`', 'une liste de textes; écrivez-en une comme `["N/A", "-"]`'
    ),
}
"""Key of a source.toml → what it must be."""
URL_AND_FILES = Refusal(
    "source_url_and_files",
    Text(
        "{file} has both `url` and `[files]`; keep one of them.",
        "{file} a à la fois `url` et `[files]`; gardez l'un des deux.",
    ),
)
NEITHER_URL_NOR_FILES = Refusal(
    "source_neither_url_nor_files",
    Text(
        "{file} has neither `url` nor `[files]`; say where the source is by one of them.",
        "{file} n'a ni `url` ni `[files]`; dites où se trouve la source par l'un des deux.",
    ),
)
NO_TIME_ZONE = Refusal(
    "source_no_time_zone",
    Text(
        "{file} has no known `time_zone`; write one like America/Toronto.",
        "{file} n'a pas de `time_zone` connu; écrivez-en un comme America/Toronto.",
    ),
)
UNKNOWN_TIME_ZONE = Refusal(
    "source_unknown_time_zone",
    Text(
        "{file} has no known `time_zone` ({time_zone}); {nearest}",
        "{file} n'a pas de `time_zone` connu ({time_zone}); {nearest}",
    ),
)
NOT_A_RECORD = Refusal(
    "source_not_a_record",
    Text(
        "{file} is not named after a record; {nearest}",
        "{file} ne porte pas le nom d'un enregistrement; {nearest}",
    ),
)
NO_SELECT = Refusal(
    "source_no_select",
    Text(
        "{file} has no <record>.sql beside it; write one SELECT per record it supplies.",
        "{file} n'est accompagné d'aucun <record>.sql; écrivez un SELECT par enregistrement fourni.",
    ),
)
FILES_OF_UNKNOWN_RECORD = Refusal(
    "source_files_of_unknown_record",
    Text(
        "{file} has files of an unknown record `{record}`; {nearest}",
        "{file} a des fichiers d'un enregistrement inconnu `{record}`; {nearest}",
    ),
)
FILES_WITHOUT_SELECT = Refusal(
    "source_files_without_select",
    Text(
        "{file} has files of `{record}` but no {record}.sql; write the SELECT that reads them.",
        "{file} a des fichiers de `{record}`, mais aucun {record}.sql; écrivez le SELECT qui les lit.",
    ),
)
SELECT_WITHOUT_FILES = Refusal(
    "source_select_without_files",
    Text(
        "{file} has {record}.sql but no files of `{record}`; add it to [files].",
        "{file} a {record}.sql, mais aucun fichier de `{record}`; ajoutez-le à [files].",
    ),
)
OPTIONS_WITHOUT_SELECT = Refusal(
    "source_options_without_select",
    Text(
        "{file} has options of `{record}`, which has no SELECT here; {nearest}",
        "{file} a des options pour `{record}`, qui n'a pas de SELECT ici; {nearest}",
    ),
)
WATERMARK_OF_FILES = Refusal(
    "source_watermark_of_files",
    Text(
        "{place} has a `watermark`, but files are always read whole; take it out.",
        "{place} a un `watermark`, mais les fichiers sont toujours lus en entier; retirez-le.",
    ),
)

FORMAT_OF_DATABASE = Refusal(
    "source_format_of_database",
    Text(
        "{place} says how files are written, but the source is a database; take that out.",
        "{place} dit comment des fichiers sont écrits, mais la source est une base de données; retirez-le.",
    ),
)

# A database.

NOT_A_URL = Refusal(
    "source_not_a_url",
    Text(
        "The `url` is not a database URL; write one like sqlite:////folder/file.db.",
        "L'`url` n'est pas une adresse de base de données; écrivez-en une comme sqlite:////dossier/fichier.db.",
    ),
)
NO_PACKAGE = Refusal(
    "source_no_package",
    Text(
        "Reading the database {database} needs the Python package {package}; install it.",
        "La lecture de la base de données {database} exige le module Python {package}; installez-le.",
    ),
)
UNREACHABLE = Refusal(
    "source_unreachable",
    Text(
        "The database {database} cannot be reached: {message}; check its address and that it is running.",
        "La base de données {database} est injoignable\u00a0: {message}; vérifiez son adresse et qu'elle fonctionne.",
    ),
)
NO_SUCH_FILE = Text("there is no such file", "ce fichier n'existe pas")
LOCKED = Refusal(
    "source_locked",
    Text(
        "The database {database} is locked by another program, and still was after {seconds} seconds: run again when "
        "that has ended.",
        "La base de données {database} est verrouillée par un autre programme et l'était encore après {seconds} "
        "secondes\u00a0: relancez quand il aura terminé.",
    ),
)
TOO_SLOW = Refusal(
    "source_too_slow",
    Text(
        "The database {database} did not answer the SELECT in time; make it simpler, or set "
        "SCORECARD_READ_MINUTES higher.",
        "La base de données {database} n'a pas répondu à temps au SELECT; simplifiez-le, ou augmentez "
        "SCORECARD_READ_MINUTES.",
    ),
)
FORBIDDEN = Refusal(
    "source_forbidden",
    Text(
        "The user of the database {database} may not read all of it ({message}): give that user the right.",
        "L'utilisateur de la base de données {database} ne peut pas tout y lire ({message})\u00a0: donnez-lui ce "
        "droit.",
    ),
)
NO_TABLE = Refusal(
    "source_no_table",
    Text(
        "The SELECT reads a table `{name}` that the database {database} does not have; {nearest}",
        "Le SELECT lit une table `{name}` que la base de données {database} n'a pas; {nearest}",
    ),
)
NO_COLUMN = Refusal(
    "source_no_column",
    Text(
        "The SELECT reads a column `{name}` that the database {database} does not have; {nearest}",
        "Le SELECT lit une colonne `{name}` que la base de données {database} n'a pas; {nearest}",
    ),
)
CORRECT_THE_SELECT = Text("correct the SELECT.", "corrigez le SELECT.")
SELECT_FAILS = Refusal(
    "source_select_fails",
    Text(
        "The SELECT does not run on the database {database}: {message}; correct it.",
        "Le SELECT échoue sur la base de données {database}\u00a0: {message}; corrigez-le.",
    ),
)
DATABASE_NOT_UTF_8 = Refusal(
    "source_database_not_utf_8",
    Text(
        "The column `{column}` of the database {database} has text that is not UTF-8; correct it there.",
        "La colonne `{column}` de la base de données {database} contient du texte qui n'est pas en UTF-8; corrigez-le "
        "à cet endroit.",
    ),
)
