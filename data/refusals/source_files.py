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
FILE_LINE_ENDS = Refusal(
    "source_file_line_ends",
    Text(
        "{file} has a carriage return outside quotes that ends no line; save it with plain line ends.",
        "{file} contient, hors des guillemets, un retour de chariot qui ne termine pas de ligne; enregistrez-le avec "
        "des fins de ligne simples.",
    ),
)
FILE_LACKS_FIELDS = Refusal(
    "source_file_lacks_fields",
    Text(
        "{file} is truncated: its last record has {fields} of {width} fields; export it again.",
        "{file} est tronqué\u00a0: son dernier enregistrement a {fields} champs sur {width}; exportez-le de nouveau.",
    ),
)
FILE_ENDS_WITHIN_QUOTES = Refusal(
    "source_file_ends_within_quotes",
    Text(
        "{file} is truncated: it ends within quotes; export it again.",
        "{file} est tronqué\u00a0: il finit entre guillemets; exportez-le de nouveau.",
    ),
)
FILE_NOT_UTF_8 = Refusal(
    "source_file_not_utf_8",
    Text(
        "{file} is not UTF-8 (line {line}); save it as UTF-8.",
        "{file} n'est pas en UTF-8 (ligne {line}); enregistrez-le en UTF-8.",
    ),
)
FILE_TOO_MANY_FIELDS = Refusal(
    "source_file_too_many_fields",
    Text(
        "{file} has a record of {fields} fields under a header of {width} (line {line}); correct it there.",
        "{file} a un enregistrement de {fields} champs sous un en-tête de {width} (ligne {line}); corrigez-le à cet "
        "endroit.",
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
FILES_LACK_COLUMN = Refusal(
    "source_files_lack_column",
    Text(
        "The SELECT reads a column `{column}` that the files do not have; {nearest}",
        "Le SELECT lit une colonne `{column}` que les fichiers n'ont pas; {nearest}",
    ),
)
SELECT_FAILS_ON_FILES = Refusal(
    "source_select_fails_on_files",
    Text(
        "The SELECT does not run over the files: {message}; correct it.",
        "Le SELECT échoue sur les fichiers\u00a0: {message}; corrigez-le.",
    ),
)
