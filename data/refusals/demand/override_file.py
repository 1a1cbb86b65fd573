"""What a file of overrides is refused for."""

from data.errors import Refusal
from data.text import Text

OVERRIDE_FILE_UNREADABLE = Refusal(
    "override_file_unreadable",
    Text(
        "{file} cannot be read as CSV: {cause}. Save it as CSV in UTF-8.",
        "{file} ne se lit pas comme un fichier CSV\u00a0: {cause}. Enregistrez-le en CSV UTF-8.",
    ),
)
OVERRIDE_FILE_EMPTY = Refusal(
    "override_file_empty",
    Text(
        "{file} has no overrides: below the header {columns} each row is one.",
        "{file} ne contient aucune correction\u00a0: sous l'en-tête {columns}, chaque ligne en est une.",
    ),
)
OVERRIDE_FILE_COLUMNS = Refusal(
    "override_file_columns",
    Text(
        "{file} needs the columns {needed:and}, and may have {others:and}; it has {columns:and}.",
        "{file} doit avoir les colonnes {needed:and}, et peut avoir {others:and}; il a {columns:and}.",
    ),
)
OVERRIDE_FILE_CELL = Refusal(
    "override_file_cell",
    Text(
        "column '{column}': '{cell}' is no {wanted}.",
        "colonne «\u00a0{column}\u00a0»\u00a0: «\u00a0{cell}\u00a0» n'est pas {wanted}.",
    ),
)
OVERRIDE_FILE_ROW = Refusal(
    "override_file_row", Text("{file}, row {row}, {problem:inline}", "{file}, ligne {row}, {problem:inline}")
)
OVERRIDE_FILE_ROWS = Refusal("override_file_rows", Text("{problems:lines}", "{problems:lines}"))
OVERRIDE_FILE_TWICE = Refusal(
    "override_file_twice",
    Text("the name '{name}' stands in row {row} too.", "le nom «\u00a0{name}\u00a0» figure aussi à la ligne {row}."),
)
A_DATE = Text("date (2026-04-30)", "une date (2026-04-30)")
A_NUMBER = Text("number (10 or -2.5)", "un nombre (10 ou -2.5)")
