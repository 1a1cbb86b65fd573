"""What a file is refused for in which people write a register: targets, agreements, recommendations."""

from data.errors import Refusal
from data.text import Text

FILE_NOT_CSV = Refusal(
    "register_file_not_csv",
    Text(
        "{file} is not CSV ({cause}); check its quotation marks.",
        "{file} n'est pas un fichier CSV ({cause}); vérifiez-en les guillemets.",
    ),
)
FILE_EMPTY = Refusal(
    "register_file_empty",
    Text(
        "{file} is empty; write a header with {columns}, and one row per {one}.",
        "{file} est vide; écrivez un en-tête avec {columns}, puis une ligne par {one}.",
    ),
)
FILE_NO_ROWS = Refusal(
    "register_file_no_rows",
    Text(
        "{file} has a header but no rows; add one row per {one}.",
        "{file} a un en-tête, mais aucune ligne; ajoutez une ligne par {one}.",
    ),
)
FILE_NOT_UTF8 = Refusal(
    "register_file_not_utf8",
    Text(
        "{file} is not UTF-8 (row {row}); save it as UTF-8.",
        "{file} n'est pas en UTF-8 (ligne {row}); enregistrez-le en UTF-8.",
    ),
)
FILE_UNREADABLE = Refusal(
    "register_file_unreadable",
    Text(
        "{file} cannot be read ({cause}); check its name and place.",
        "{file} ne peut être lu ({cause}); vérifiez-en le nom et l'emplacement.",
    ),
)
FILE_NO_COLUMN = Refusal(
    "register_file_no_column",
    Text(
        "{file} has no column `{column}`, but {columns}; add or rename it.",
        "{file} n'a pas de colonne `{column}`, mais {columns}; ajoutez-la ou renommez-en une.",
    ),
)
FILE_UNKNOWN_COLUMN = Refusal(
    "register_file_unknown_column",
    Text(
        "{file} has an unknown column `{column}`; {nearest}",
        "{file} a une colonne inconnue, `{column}`; {nearest}",
    ),
)
FILE_COLUMN_TWICE = Refusal(
    "register_file_column_twice",
    Text(
        "{file} has the column `{column}` more than once; keep one of them.",
        "{file} a plus d'une colonne `{column}`; n'en gardez qu'une.",
    ),
)
ROWS = Refusal("register_rows", Text("{problems:lines}", "{problems:lines}"))
ROW = Refusal("register_row", Text("{file}, row {row}, {problem:inline}", "{file}, ligne {row}, {problem:inline}"))
COLUMN = Refusal(
    "register_column", Text("column {column}: {problem:inline}", "colonne {column}\u00a0: {problem:inline}")
)
ROW_LENGTH = Refusal(
    "register_row_length",
    Text(
        "has {cells} cells where the header has {columns}; write every cell.",
        "compte {cells} cellules alors que l'en-tête en compte {columns}; écrivez chaque cellule.",
    ),
)
TOO_LONG = Refusal(
    "register_too_long",
    Text(
        "{letters:,} characters are too many; shorten them to {most:,}.",
        "{letters:,} caractères sont trop; réduisez-les à {most:,}.",
    ),
)
NOT_DATE = Refusal(
    "register_not_date",
    Text(
        "'{text}' is not a date; write it as 2024-04-01, or leave it empty.",
        "«\u00a0{text}\u00a0» n'est pas une date; écrivez-la comme 2024-04-01, ou laissez la cellule vide.",
    ),
)
