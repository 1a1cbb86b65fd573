"""What a file of targets refuses: its form, its cells, and what they mean."""

from data.errors import Refusal
from data.text import Text

# Where in the file: a row, a column, and what is wrong there.

ROWS = Refusal("target_rows", Text("{problems:lines}", "{problems:lines}"))
ROW = Refusal("target_row", Text("{file}, row {row}, {problem:inline}", "{file}, ligne {row}, {problem:inline}"))
COLUMN = Refusal("target_column", Text("column {column}: {problem:inline}", "colonne {column}\u00a0: {problem:inline}"))

# The file.

NOT_READABLE = Refusal(
    "target_file_not_readable",
    Text(
        "{file} cannot be read ({message}); check its name and place.",
        "{file} ne peut être lu ({message}); vérifiez son nom et son emplacement.",
    ),
)
NOT_UTF_8 = Refusal(
    "target_file_not_utf_8",
    Text(
        "{file} is not UTF-8 (row {row}); save it as UTF-8.",
        "{file} n'est pas en UTF-8 (ligne {row}); enregistrez-le en UTF-8.",
    ),
)
NOT_CSV = Refusal(
    "target_file_not_csv",
    Text(
        "{file} is not CSV ({message}); check its quotation marks.",
        "{file} n'est pas du CSV ({message}); vérifiez ses guillemets.",
    ),
)
EMPTY = Refusal(
    "target_file_empty",
    Text(
        "{file} is empty; write a header with {columns:and}, and one row per target.",
        "{file} est vide; écrivez un en-tête avec {columns:and}, puis une ligne par cible.",
    ),
)
NO_ROWS = Refusal(
    "target_file_no_rows",
    Text(
        "{file} has a header but no rows; add one row per target.",
        "{file} a un en-tête, mais aucune ligne; ajoutez une ligne par cible.",
    ),
)
NO_COLUMN = Refusal(
    "target_file_no_column",
    Text(
        "{file} has no column `{column}`, but {header:and}; add or rename it.",
        "{file} n'a pas de colonne `{column}`, mais {header:and}; ajoutez-la ou renommez-en une.",
    ),
)
UNKNOWN_COLUMN = Refusal(
    "target_file_unknown_column",
    Text(
        "{file} has an unknown column `{column}`; {nearest}",
        "{file} a une colonne inconnue `{column}`; {nearest}",
    ),
)
COLUMN_TWICE = Refusal(
    "target_file_column_twice",
    Text(
        "{file} has the column `{column}` more than once; keep one of them.",
        "{file} a plus d'une fois la colonne `{column}`; gardez-en une seule.",
    ),
)
CELLS = Refusal(
    "target_cells",
    Text(
        "has {cells} cells where the header has {columns}; write every cell.",
        "a {cells} cellules là où l'en-tête en a {columns}; écrivez chaque cellule.",
    ),
)

# A cell.

MISSING = Refusal("target_missing", Text("there is none; write {example}.", "la cellule est vide; écrivez {example}."))
NOT_A_NUMBER = Refusal(
    "target_not_a_number",
    Text(
        "'{text}' is not a number; write {example}.",
        "«\u00a0{text}\u00a0» n'est pas un nombre; écrivez {example}.",
    ),
)
NOT_A_SHARE = Refusal(
    "target_not_a_share",
    Text(
        "{text} is not a share; write {text} % as {share}.",
        "{text} n'est pas une proportion; écrivez {text}\u00a0% comme {share}.",
    ),
)
NOT_A_DATE = Refusal(
    "target_not_a_date",
    Text(
        "'{text}' is not a date; write it as 2024-04-01, or leave it empty.",
        "«\u00a0{text}\u00a0» n'est pas une date; écrivez-la comme 2024-04-01, ou laissez la cellule vide.",
    ),
)
NO_BREAKDOWN = Refusal(
    "target_no_breakdown",
    Text(
        "{indicator} has no breakdown by {breakdown}; leave it empty.",
        "{indicator} n'a pas de ventilation par {breakdown}; laissez la cellule vide.",
    ),
)
SEVERAL_CODES = Refusal(
    "target_several_codes",
    Text(
        "'{text}' is not one code; write one per row, or leave it empty for all.",
        "«\u00a0{text}\u00a0» n'est pas un seul code; écrivez-en un par ligne, ou laissez la cellule vide pour tous.",
    ),
)
NO_CHANNEL = Refusal(
    "target_no_channel",
    Text(
        "there is no channel '{channel}'; {nearest}",
        "le canal «\u00a0{channel}\u00a0» n'existe pas; {nearest}",
    ),
)

# What the cells of a row mean together.

SAME_TARGET = Refusal(
    "target_same",
    Text(
        "row {row} sets the same target; keep one of them.",
        "la ligne {row} fixe la même cible; gardez-en une seule.",
    ),
)
NO_DIRECTION = Refusal(
    "target_no_direction",
    Text(
        "{indicator} has no direction of good, so it cannot have a target.",
        "{indicator} n'a pas de sens favorable et ne peut donc avoir de cible.",
    ),
)
NOT_A_FISCAL_YEAR = Refusal(
    "target_not_a_fiscal_year",
    Text(
        "'{period}' is not a fiscal year; write it as FY2024-25.",
        "«\u00a0{period}\u00a0» n'est pas un exercice; écrivez-le comme FY2024-25.",
    ),
)
NEAR_NOT_BELOW = Refusal(
    "target_near_not_below",
    Text(
        "{near} must be below the target {target}, on its bad side.",
        "{near} doit être sous la cible {target}, de son mauvais côté.",
    ),
)
NEAR_NOT_ABOVE = Refusal(
    "target_near_not_above",
    Text(
        "{near} must be above the target {target}, on its bad side.",
        "{near} doit être au-dessus de la cible {target}, de son mauvais côté.",
    ),
)
NO_PATH = Refusal(
    "target_no_path",
    Text(
        "'{path}' is no path; write {paths}.",
        "«\u00a0{path}\u00a0» n'est pas un parcours; écrivez {paths}.",
    ),
)
