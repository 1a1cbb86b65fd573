"""What a file of targets, or a file of values to be judged for variation, is refused for."""

from data.errors import Refusal
from data.text import Text
from data.words import Unit

# A file of targets: its cells; what every register's file is refused for stands in `registers`.

TARGET = Text("target", "cible")
TARGET_TWICE = Refusal(
    "target_twice",
    Text("row {row} sets the same target; keep one of them.", "la ligne {row} fixe la même cible; n'en gardez qu'une."),
)
TARGET_NO_NUMBER = Refusal(
    "target_no_number", Text("there is none; write {example}.", "la cellule est vide; écrivez {example}.")
)
TARGET_NOT_NUMBER = Refusal(
    "target_not_number",
    Text("'{text}' is not a number; write {example}.", "«\u00a0{text}\u00a0» n'est pas un nombre; écrivez {example}."),
)
TARGET_NOT_SHARE = Refusal(
    "target_not_share",
    Text(
        "{text} is not a share; write {text} % as {share}.",
        "{text} n'est pas une proportion; écrivez {text}\u00a0% sous la forme {share}.",
    ),
)
TARGET_NO_BREAKDOWN = Refusal(
    "target_no_breakdown",
    Text(
        "{indicator} has no breakdown by {column}; leave it empty.",
        "{indicator} n'est pas ventilé par {column}; laissez la cellule vide.",
    ),
)
TARGET_NOT_ONE_CODE = Refusal(
    "target_not_one_code",
    Text(
        "'{text}' is not one code; write one per row, or leave it empty for all.",
        "«\u00a0{text}\u00a0» n'est pas un seul code; écrivez-en un par ligne, ou laissez la cellule vide pour tous.",
    ),
)
TARGET_NO_CHANNEL = Refusal(
    "target_no_channel",
    Text("there is no channel '{text}'; {nearest}", "le canal «\u00a0{text}\u00a0» n'existe pas; {nearest}"),
)
TARGET_NO_DIRECTION = Refusal(
    "target_no_direction",
    Text(
        "{indicator} has no direction of good, so it cannot have a target.",
        "{indicator} n'a pas de sens favorable et ne peut donc avoir de cible.",
    ),
)
TARGET_NOT_YEAR = Refusal(
    "target_not_year",
    Text(
        "'{period}' is not a fiscal year; write it as FY2024-25.",
        "«\u00a0{period}\u00a0» n'est pas un exercice; écrivez-le comme FY2024-25.",
    ),
)
TARGET_NEAR_NOT_BELOW = Refusal(
    "target_near_not_below",
    Text(
        "{near} must be below the target {target}, on its bad side.",
        "{near} doit être inférieur à la cible {target}, du côté défavorable.",
    ),
)
TARGET_NEAR_NOT_ABOVE = Refusal(
    "target_near_not_above",
    Text(
        "{near} must be above the target {target}, on its bad side.",
        "{near} doit être supérieur à la cible {target}, du côté défavorable.",
    ),
)
TARGET_NO_PATH = Refusal(
    "target_no_path",
    Text(
        "'{path}' is no path; write step or linear.",
        "«\u00a0{path}\u00a0» n'est pas un parcours; écrivez step ou linear.",
    ),
)
TARGET_EXAMPLES = {
    Unit.SHARE: Text("a share as 0.85", "une proportion comme 0.85"),
    Unit.SCORE: Text("a score as 72", "une note comme 72"),
    Unit.POINTS: Text("percentage points as -3", "des points de pourcentage comme -3"),
    Unit.RATE: Text("a rate per 10,000 as 8", "un taux pour 10\u202f000 comme 8"),
    Unit.SECONDS: Text("seconds as 60", "des secondes comme 60"),
    Unit.DOLLARS: Text("dollars as 7.50", "des dollars comme 7.50"),
    Unit.COUNT: Text("a number as 12", "un nombre comme 12"),
}
"""How a target of each unit is written in a file."""

# A file of values to be judged for variation.

VARIATION_FILE = Refusal("variation_file", Text("{file}: {problem}", "{file}\u00a0: {problem}"))
VARIATION_NOT_UTF8 = Refusal(
    "variation_not_utf8",
    Text(
        "byte {byte} is not UTF-8: save the file as UTF-8.",
        "l'octet {byte} n'est pas en UTF-8\u00a0: enregistrez le fichier en UTF-8.",
    ),
)
VARIATION_UNREADABLE = Refusal(
    "variation_unreadable",
    Text(
        "the file cannot be read ({cause}): check its name and place.",
        "le fichier ne peut être lu ({cause})\u00a0: vérifiez-en le nom et l'emplacement.",
    ),
)
VARIATION_NOT_CSV = Refusal(
    "variation_not_csv",
    Text(
        "the file is not CSV ({cause}): check its quotation marks.",
        "le fichier n'est pas un fichier CSV ({cause})\u00a0: vérifiez-en les guillemets.",
    ),
)
VARIATION_EMPTY = Refusal(
    "variation_empty",
    Text(
        "the file is empty: write a header with series, date, value and one row per point.",
        "le fichier est vide\u00a0: écrivez un en-tête avec series, date, value et une ligne par point.",
    ),
)
VARIATION_NO_COLUMN = Refusal(
    "variation_no_column",
    Text(
        "column {column} is missing, there is {columns}: add or rename it.",
        "la colonne {column} manque, il y a {columns}\u00a0: ajoutez-la ou renommez-en une.",
    ),
)
VARIATION_COLUMN_TWICE = Refusal(
    "variation_column_twice",
    Text(
        "column {column} occurs more than once: keep one of them.",
        "la colonne {column} figure plus d'une fois\u00a0: n'en gardez qu'une.",
    ),
)
VARIATION_NO_ROWS = Refusal(
    "variation_no_rows",
    Text(
        "the file has a header but no rows: add one row per point.",
        "le fichier a un en-tête, mais aucune ligne\u00a0: ajoutez une ligne par point.",
    ),
)
VARIATION_ROW_LENGTH = Refusal(
    "variation_row_length",
    Text(
        "row {row} has {cells} cells where the header has {columns}: write every cell, and a number with a decimal "
        "point.",
        "la ligne {row} compte {cells} cellules alors que l'en-tête en compte {columns}\u00a0: écrivez chaque cellule, "
        "et les nombres avec un point décimal.",
    ),
)
VARIATION_NO_SERIES = Refusal(
    "variation_no_series",
    Text(
        "row {row}, column series: {text} is not a name: name the series of every row.",
        "ligne {row}, colonne series\u00a0: {text} n'est pas un nom\u00a0: nommez la série de chaque ligne.",
    ),
)
VARIATION_NOT_DATE = Refusal(
    "variation_not_date",
    Text(
        "row {row}, column date: {text} is not a date: write it as in 2024-11-30.",
        "ligne {row}, colonne date\u00a0: {text} n'est pas une date\u00a0: écrivez-la comme 2024-11-30.",
    ),
)
VARIATION_NOT_NUMBER = Refusal(
    "variation_not_number",
    Text(
        "row {row}, column {column}: {text} is not a number: write it as in 86.3, or leave it empty if it is missing.",
        "ligne {row}, colonne {column}\u00a0: {text} n'est pas un nombre\u00a0: écrivez-le comme 86.3, ou laissez la "
        "cellule vide s'il manque.",
    ),
)
VARIATION_TOO_LARGE = Refusal(
    "variation_too_large",
    Text(
        "row {row}, column {column}: {text} is beyond 1e300, too large to compute with: write it in a larger unit.",
        "ligne {row}, colonne {column}\u00a0: {text} dépasse 1e300, trop grand pour le calcul\u00a0: écrivez-le dans "
        "une unité plus grande.",
    ),
)
VARIATION_NO_DIRECTION = Refusal(
    "variation_no_direction",
    Text(
        "Series {series}: {better} is no direction: use higher, lower or neutral.",
        "Série {series}\u00a0: {better} n'est pas un sens\u00a0: utilisez higher, lower ou neutral.",
    ),
)
VARIATION_TWO_DIRECTIONS = Refusal(
    "variation_two_directions",
    Text(
        "Series {series}: two directions are called better: keep one.",
        "Série {series}\u00a0: deux sens sont indiqués comme favorables\u00a0: n'en gardez qu'un.",
    ),
)
VARIATION_DATE_TWICE = Refusal(
    "variation_date_twice",
    Text(
        "Series {series}: two points are dated {date}: keep one of them.",
        "Série {series}\u00a0: deux points sont datés du {date}\u00a0: n'en gardez qu'un.",
    ),
)
