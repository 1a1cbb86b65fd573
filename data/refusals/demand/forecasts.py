"""What `scorecard forecast` refuses of a file and of a question, and why series only repeat."""

import json
from typing import Any

from data.errors import Refusal, UserError
from data.text import Text

# The file.

FORECAST_NO_FILE = Refusal(
    "forecast_no_file",
    Text(
        "There is no file {file}: name a CSV or Parquet file with the columns unique_id, ds, y.",
        "Le fichier {file} n'existe pas\u00a0: nommez un fichier CSV ou Parquet ayant les colonnes unique_id, ds, y.",
    ),
)
FORECAST_UNREADABLE = Refusal(
    "forecast_unreadable",
    Text("{file} cannot be read as {form} ({cause}).", "{file} ne peut être lu comme {form} ({cause})."),
)
FORECAST_NO_COLUMN = Refusal(
    "forecast_no_column",
    Text(
        "{file} has no column {missing}; it has {columns}: name them unique_id, ds, y.",
        "{file} n'a pas de colonne {missing}; il a {columns}\u00a0: nommez-les unique_id, ds, y.",
    ),
)
FORECAST_FILE_EMPTY = Refusal(
    "forecast_file_empty",
    Text(
        "{file} has no rows: give one row per series and date.",
        "{file} n'a aucune ligne\u00a0: donnez une ligne par série et date.",
    ),
)
FORECAST_UNWRITABLE = Refusal(
    "forecast_unwritable",
    Text(
        "{file} cannot be written ({cause}): choose another place with --out.",
        "{file} ne peut être écrit ({cause})\u00a0: choisissez un autre emplacement avec --out.",
    ),
)
FORECAST_ENDING = Refusal(
    "forecast_ending",
    Text(
        "{file} ends in neither .csv nor .parquet: its ending says how it is written.",
        "{file} ne se termine ni par .csv ni par .parquet\u00a0: l'extension indique le format du fichier.",
    ),
)
FORECAST_NOT_NUMBER = Refusal(
    "forecast_not_number",
    Text(
        "Column y of {file} holds '{text}' for series {series} on {ds}, which is no number: write it like 1234.5, "
        "without marks between thousands, and leave unknown values empty.",
        "La colonne y de {file} contient «\u00a0{text}\u00a0» pour la série {series} ({ds}), qui n'est pas un "
        "nombre\u00a0: écrivez-le comme 1234.5, sans séparateur de milliers, et laissez vides les valeurs inconnues.",
    ),
)
FORECAST_NOT_NUMBERS = Refusal(
    "forecast_not_numbers",
    Text(
        "Column y of {file} holds {kind}: give numbers, and leave unknown values empty.",
        "La colonne y de {file} est de type {kind}\u00a0: donnez des nombres et laissez vides les valeurs inconnues.",
    ),
)

# The question.

FORECAST_FREQUENCY = Refusal(
    "forecast_frequency",
    Text(
        "'{frequency}' is not a frequency: choose {frequencies}.",
        "«\u00a0{frequency}\u00a0» n'est pas une fréquence\u00a0: choisissez {frequencies}.",
    ),
)
FORECAST_HORIZON = Refusal(
    "forecast_horizon",
    Text(
        "A horizon of {periods} periods is none: give 1 or more with --horizon.",
        "Un horizon de {periods} périodes n'en est pas un\u00a0: donnez 1 ou plus avec --horizon.",
    ),
)
FORECAST_SEASON = Refusal(
    "forecast_season",
    Text(
        "A season of {periods} periods is none: give 1 (no season) or more with --season-length.",
        "Une saison de {periods} périodes n'en est pas une\u00a0: donnez 1 (pas de saison) ou plus avec "
        "--season-length.",
    ),
)
FORECAST_LEVEL = Refusal(
    "forecast_level",
    Text(
        "An interval cannot cover {level} percent: give 1 to 99 with --level.",
        "Un intervalle ne peut couvrir {level} pour cent\u00a0: donnez de 1 à 99 avec --level.",
    ),
)
FORECAST_NO_COUNTRY = Refusal(
    "forecast_no_country",
    Text(
        "'{country}' is no country of the holidays package: {nearest}",
        "«\u00a0{country}\u00a0» n'est pas un pays du paquet holidays\u00a0: {nearest}",
    ),
)
FORECAST_NO_PART = Refusal(
    "forecast_no_part",
    Text(
        "'{part}' is no part of {country} in the holidays package: {nearest}",
        "«\u00a0{part}\u00a0» n'est pas une partie de {country} dans le paquet holidays\u00a0: {nearest}",
    ),
)

# The history.

FORECAST_NO_ROWS = Refusal(
    "forecast_no_rows",
    Text(
        "There are no rows to forecast from: give unique_id, ds and y.",
        "Il n'y a aucune ligne à partir de laquelle prévoir\u00a0: donnez unique_id, ds et y.",
    ),
)
FORECAST_UNNAMED_SERIES = Refusal(
    "forecast_unnamed_series",
    Text(
        "Column unique_id is empty in some rows: name the series of every row.",
        "La colonne unique_id est vide à certaines lignes\u00a0: nommez la série de chaque ligne.",
    ),
)
FORECAST_DATE_KIND = Refusal(
    "forecast_date_kind",
    Text(
        "Column ds holds {kind}: give dates, moments, ISO text or whole numbers.",
        "La colonne ds est de type {kind}\u00a0: donnez des dates, des instants, du texte ISO ou des nombres entiers.",
    ),
)
FORECAST_NOT_DATE = Refusal(
    "forecast_not_date",
    Text(
        "Column ds holds '{text}', which is no date: write all of them alike, as 2024-01-31.",
        "La colonne ds contient «\u00a0{text}\u00a0», qui n'est pas une date\u00a0: écrivez-les toutes de la même "
        "façon, comme 2024-01-31.",
    ),
)
DECIMALS = Text("decimal numbers", "nombres décimaux")
YES_AND_NO = Text("yes and no", "oui ou non")

# Series that only repeat what they were, and why.

REPEATS_SEASON = Refusal(
    "repeats_season",
    Text(
        "Series {series} repeats its last season (seasonal naive): {why}.",
        "La série {series} répète sa dernière saison (prévision naïve saisonnière)\u00a0: {why}.",
    ),
)
REPEATS_VALUE = Refusal(
    "repeats_value",
    Text(
        "Series {series} repeats its last value (seasonal naive): {why}.",
        "La série {series} répète sa dernière valeur (prévision naïve saisonnière)\u00a0: {why}.",
    ),
)
ALWAYS_THE_SAME = Refusal(
    "always_the_same",
    Text(
        "it has always been {value:g}, so nothing tells how it may change",
        "elle a toujours valu {value:g}, de sorte que rien n'indique comment elle pourrait changer",
    ),
)
STOPPED = Refusal(
    "stopped_changing",
    Text(
        "it has been {value:g} for its last {known} values, longer than ever before, so no change is expected",
        "elle vaut {value:g} depuis ses {known} dernières valeurs, plus longtemps que jamais, de sorte qu'aucun "
        "changement n'est attendu",
    ),
)
NEVER_SEEN = Refusal(
    "never_seen",
    Text(
        "Series {series} has never had a value at {steps} of the steps ahead, the first {first}: their intervals "
        "reach from nothing to the most of any other step.",
        "La série {series} n'a jamais eu de valeur pour une partie des pas prévus ({steps}, le premier {first})\u00a0: "
        "leurs intervalles vont de rien au plus élevé de tous les autres pas.",
    ),
)
ONE_VALUE = Refusal(
    "one_value",
    Text(
        "it has {known} known value; a model needs {needed}", "valeur connue, {known}; il en faut {needed} à un modèle"
    ),
)
FEW_VALUES = Refusal(
    "few_values",
    Text(
        "it has {known} known values; a model needs {needed}",
        "valeurs connues, {known}; il en faut {needed} à un modèle",
    ),
)
NOTHING_TESTED = Refusal(
    "nothing_tested",
    Text(
        "no series of the file is long enough to test a model on",
        "aucune série du fichier n'est assez longue pour mettre un modèle à l'épreuve",
    ),
)
FEW_FOR_HORIZON = Refusal(
    "few_for_horizon",
    Text(
        "its {known} known values are few for a horizon of {horizon}",
        "ses {known} valeurs connues sont peu nombreuses pour un horizon de {horizon}",
    ),
)
REASONS = {
    reason.code: reason for reason in (ALWAYS_THE_SAME, STOPPED, ONE_VALUE, FEW_VALUES, NOTHING_TESTED, FEW_FOR_HORIZON)
}


# What the command did.

SUMMARY_READ = Refusal(
    "summary_read",
    Text(
        "Read {rows} rows of {series} series; forecast {forecast} of them {periods} periods ahead.",
        "Lignes lues, {rows}, séries, {series}; séries prévues, {forecast}, sur {periods} périodes.",
    ),
)
SUMMARY_MODELS = Refusal(
    "summary_models",
    Text(
        "Models by weight over all series: {models}.",
        "Modèles selon leur poids dans toutes les séries\u00a0: {models}.",
    ),
)
SUMMARY_ERROR = Refusal(
    "summary_error",
    Text(
        "At earlier origins the error was {share} of the seasonal naive's (typical of {tested} series tested); worse "
        "for {worse}.",
        "Aux origines antérieures, l'erreur était de {share} fois celle de la prévision naïve saisonnière (séries "
        "éprouvées, {tested}); moins bonne pour {worse}.",
    ),
)
SUMMARY_WORSE = Refusal(
    "summary_worse",
    Text("Worse than the seasonal naive: {series}{more}", "Moins bonnes que la prévision naïve\u00a0: {series}{more}"),
)
SUMMARY_NOTES = Refusal(
    "summary_notes",
    Text(
        "There are {notes} notes in all; --explain FILE writes them per series.",
        "Il y a {notes} remarques en tout; --explain FICHIER les écrit par série.",
    ),
)


def stored_note(reason: UserError) -> str:
    """Why a series only repeats, as the column `note` of published forecasts holds it: its code and values, as JSON."""
    return json.dumps({"code": reason.code} | reason.values)


def read_note(note: str) -> tuple[str, dict[str, Any]] | None:
    """Code and values of a note; None for a sentence, as forecasts of earlier versions hold it."""
    if not note.startswith("{"):
        return None
    values = json.loads(note)
    return values.pop("code"), values
