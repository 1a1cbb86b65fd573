"""What the files of a source refuse, and a SELECT over them."""

from data.errors import Refusal
from data.text import Text

NO_FILE = Refusal(
    "source_no_file",
    Text(
        "No file matches {pattern}; put one there, or correct the pattern in source.toml.",
        "Aucun fichier ne correspond à {pattern}; déposez-en un, ou corrigez le motif dans source.toml.",
    ),
)
FILE_KIND = Refusal(
    "source_file_kind",
    Text(
        "{file} is no file that can be read; give CSV, Parquet or Excel files.",
        "{file} n'est pas un fichier lisible; donnez des fichiers CSV, Parquet ou Excel.",
    ),
)
FILE_EMPTY = Refusal(
    "source_file_empty",
    Text("{file} is empty; export it again.", "{file} est vide; exportez-le de nouveau."),
)
FILE_DAMAGED = Refusal(
    "source_file_damaged",
    Text(
        "{file} is truncated or no {kind} file ({message}); export it again.",
        "{file} est tronqué ou n'est pas un fichier {kind} ({message}); exportez-le de nouveau.",
    ),
)
FILE_ENDS_WITHIN_QUOTES = Refusal(
    "source_file_ends_within_quotes",
    Text(
        "{file} ends within quotes that open on line {line}; correct that line, or export the file again.",
        "{file} finit entre guillemets ouverts à la ligne {line}; corrigez cette ligne, ou exportez le fichier de "
        "nouveau.",
    ),
)
FILE_NOT_UTF_8 = Refusal(
    "source_file_not_utf_8",
    Text(
        "{file} is neither UTF-8 nor Windows-1252 (line {line}); save it as UTF-8, or write its encoding under "
        '`[records.<record>]` of source.toml, as `encoding = "cp850"`.',
        "{file} n'est ni en UTF-8 ni en Windows-1252 (ligne {line}); enregistrez-le en UTF-8, ou écrivez son encodage "
        'sous `[records.<enregistrement>]` de source.toml, comme `encoding = "cp850"`.',
    ),
)
FILE_NOT_ENCODED = Refusal(
    "source_file_not_encoded",
    Text(
        "{file} cannot be read as {encoding}; correct `encoding` in source.toml, or leave it out.",
        "{file} ne se lit pas en {encoding}; corrigez `encoding` dans source.toml, ou omettez-le.",
    ),
)
HEADER_EMPTY = Refusal(
    "source_header_empty",
    Text(
        "{file} has no names of columns in row {line}; correct `header_row` in source.toml, or leave it out.",
        "{file} n'a pas de noms de colonnes à la ligne {line}; corrigez `header_row` dans source.toml, ou omettez-le.",
    ),
)
NO_SHEET = Refusal(
    "source_no_sheet",
    Text(
        "{file} has no sheet `{sheet}`, but {sheets:and}; correct `sheet` in source.toml.",
        "{file} n'a pas de feuille `{sheet}`, mais {sheets:and}; corrigez `sheet` dans source.toml.",
    ),
)
WORKBOOK_STRAY_CELL = Refusal(
    "source_workbook_stray_cell",
    Text(
        "{file} has a cell {cell} far from its table; delete the rows and columns between, and save it again.",
        "{file} a une cellule {cell} loin de son tableau; supprimez les lignes et les colonnes entre les deux et "
        "enregistrez-le de nouveau.",
    ),
)
WORKBOOK_UNPACKS_TO = Refusal(
    "source_workbook_unpacks_to",
    Text(
        "{file} unpacks to {megabytes:,} MB, more than {most:,}; give a CSV file instead.",
        "{file} occupe {megabytes:,} Mo une fois décompressé, plus que {most:,}; donnez plutôt un fichier CSV.",
    ),
)
WORKBOOK_TOO_LARGE = Refusal(
    "source_workbook_too_large",
    Text(
        "{file} cannot be read within {megabytes:,} MB of memory: it is too large or damaged; give a CSV file instead.",
        "{file} ne se lit pas en {megabytes:,} Mo de mémoire\u00a0: il est trop grand ou endommagé; donnez plutôt un "
        "fichier CSV.",
    ),
)
WORKBOOK_TOO_SLOW = Refusal(
    "source_workbook_too_slow",
    Text(
        "{file} was not read after {seconds} seconds; give a CSV file instead.",
        "{file} n'était pas lu après {seconds} secondes; donnez plutôt un fichier CSV.",
    ),
)
LINE_NOT_A_ROW = Refusal(
    "source_line_not_a_row",
    Text(
        "{place}, is no row under the header: `{text}`; correct or remove it.",
        "{place}, n'est pas une ligne du tableau\u00a0: `{text}`; corrigez-la ou retirez-la.",
    ),
)
FILES_DIFFER = Refusal(
    "source_files_differ",
    Text(
        "{file} has other columns than {first}: it {differences:and}; give both the same columns.",
        "{file} n'a pas les mêmes colonnes que {first}\u00a0: il {differences:and}; donnez les mêmes aux deux.",
    ),
)
LACKS = Text("lacks `{column}`", "n'a pas `{column}`")
ADDS = Text("adds `{column}`", "ajoute `{column}`")
COLUMN_KIND = Refusal(
    "source_column_kind",
    Text(
        "The column `{column}` holds {kind}, not single values; leave it out.",
        "La colonne `{column}` contient {kind}, et non des valeurs simples; omettez-la.",
    ),
)
NOT_A_SELECT = Refusal(
    "source_not_a_select",
    Text(
        "The SQL is not a SELECT; write one SELECT over table `source`.",
        "Le SQL n'est pas un SELECT; écrivez un SELECT sur la table `source`.",
    ),
)
SEVERAL_STATEMENTS = Refusal(
    "source_several_statements",
    Text(
        "The SQL has more than one statement; write one SELECT over table `source`.",
        "Le SQL a plus d'une instruction; écrivez un seul SELECT sur la table `source`.",
    ),
)
OTHER_TABLE = Refusal(
    "source_other_table",
    Text(
        "The SELECT reads a table `{table}`; files are read as the table `source`.",
        "Le SELECT lit une table `{table}`; les fichiers se lisent comme la table `source`.",
    ),
)
FILE_READER = Refusal(
    "source_file_reader",
    Text(
        "The SELECT reads `{function}`; files are read as the table `source`.",
        "Le SELECT lit `{function}`; les fichiers se lisent comme la table `source`.",
    ),
)
SELECT_TOO_LONG = Refusal(
    "source_select_too_long",
    Text(
        "The SELECT has more than {most:,} words and signs; join a table of the codes instead of listing them.",
        "Le SELECT a plus de {most:,} mots et signes; joignez une table des codes au lieu de les énumérer.",
    ),
)
FILES_LACK_COLUMN = Refusal(
    "source_files_lack_column",
    Text(
        "The SELECT reads a column `{column}` that the files do not have; {nearest}",
        "Le SELECT lit une colonne `{column}` que les fichiers n'ont pas; {nearest}",
    ),
)
CELL_NOT_CONVERTED = Refusal(
    "source_cell_not_converted",
    Text(
        "The SELECT cannot convert '{cell}' in column `{column}`; write TRY_CAST, or take it out with NULLIF, or "
        "convert in the outermost SELECT, where it costs its row alone.",
        "Le SELECT ne peut pas convertir `{cell}` dans la colonne `{column}`; écrivez TRY_CAST, ou retirez-le avec "
        "NULLIF, ou convertissez dans le SELECT le plus extérieur, où cela ne coûte que sa ligne.",
    ),
)
NO_SUCH_HOUR = Refusal(
    "source_no_such_hour",
    Text(
        "The SELECT gives {moment} the time zone {zone}, which has no such hour; leave the zone to `time_zone` of "
        "source.toml.",
        "Le SELECT donne à {moment} le fuseau horaire {zone}, qui n'a pas cette heure; laissez le fuseau à "
        "`time_zone` de source.toml.",
    ),
)
NO_FORM = Refusal(
    "source_no_form",
    Text(
        "The SELECT converts texts that are no days or times it knows; say how they are written, as in "
        "`STRPTIME(opened, '%d/%m/%Y')`.",
        "Le SELECT convertit des textes qui ne sont ni des jours ni des heures qu'il connaît; dites comment ils sont "
        "écrits, comme dans `STRPTIME(opened, '%d/%m/%Y')`.",
    ),
)
SELECT_FAILS_ON_FILES = Refusal(
    "source_select_fails_on_files",
    Text(
        "The SELECT does not run over the files: {message}; correct it.",
        "Le SELECT échoue sur les fichiers\u00a0: {message}; corrigez-le.",
    ),
)
