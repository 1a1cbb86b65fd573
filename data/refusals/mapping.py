"""What a proposal of a source's mapping refuses."""

from data.errors import Refusal
from data.text import Text

NO_RECORD = Refusal(
    "mapping_no_record",
    Text(
        "{file} fits no record: the nearest is {record}, for which it lacks {columns:and}. See "
        "docs/how-to/your-own-data.md for what each record needs, and write the SELECT by hand.",
        "{file} ne correspond à aucun enregistrement\u00a0: le plus proche est {record}, pour lequel il manque "
        "{columns:and}. Voyez docs/how-to/your-own-data.md pour ce qu'exige chaque enregistrement, et rédigez le SELECT "
        "à la main.",
    ),
)
SAME_RECORD = Refusal(
    "mapping_same_record",
    Text(
        "{file} and {other} have different columns and both look like {record}; make a source of each.",
        "{file} et {other} ont des colonnes différentes et ressemblent tous deux à {record}; faites une source de "
        "chacun.",
    ),
)
PATTERN_TOO_WIDE = Refusal(
    "mapping_pattern_too_wide",
    Text(
        "No pattern covers these files alone: {pattern} takes in {more} too. Put them in a folder of their own.",
        "Aucun motif ne couvre ces seuls fichiers\u00a0: {pattern} prend aussi {more}. Mettez-les dans un dossier à "
        "part.",
    ),
)
FOLDER_TAKEN = Refusal(
    "mapping_folder_taken",
    Text(
        "{folder} has a {file} already, and nothing was written; name another folder with --to.",
        "{folder} contient déjà {file}, et rien n'a été écrit; nommez un autre dossier avec --to.",
    ),
)
FOLDER_UNWRITABLE = Refusal(
    "mapping_folder_unwritable",
    Text(
        "{folder} cannot be written ({reason}); name another folder with --to.",
        "Impossible d'écrire dans {folder} ({reason}); nommez un autre dossier avec --to.",
    ),
)
UNKNOWN_TIME_ZONE = Refusal(
    "mapping_unknown_time_zone",
    Text(
        "{time_zone} is no time zone; {nearest}",
        "{time_zone} n'est pas un fuseau horaire; {nearest}",
    ),
)
