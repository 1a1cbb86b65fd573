"""What a proposal of a source's mapping refuses."""

from data.errors import Refusal
from data.text import Text

NO_RECORD = Refusal(
    "mapping_no_record",
    Text(
        "{file} fits no record: the nearest is {record}, for which it lacks {columns:and}. See "
        "docs/how-to/your-own-data.md for what each record needs, and write the SELECT by hand.",
        "{file} ne correspond à aucun enregistrement\u00a0: le plus proche est {record}, pour lequel il manque "
        "{columns:and}. Voyez docs/how-to/your-own-data.md pour ce qu'exige chaque enregistrement, et rédigez le "
        "SELECT à la main.",
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
ONE_DATABASE = Refusal(
    "mapping_one_database",
    Text(
        "A database is looked at by itself: give its URL alone, or files alone.",
        "Une base de données s'examine seule\u00a0: donnez son URL seule, ou des fichiers seuls.",
    ),
)
NO_TABLE_FITS = Refusal(
    "mapping_no_table_fits",
    Text(
        "None of its {count} tables fits a record by the names and values of its columns. See "
        "docs/how-to/your-own-data.md, and write the SELECTs by hand.",
        "Aucune de ses {count} tables ne correspond à un enregistrement par les noms et les valeurs de ses colonnes. "
        "Voyez docs/how-to/your-own-data.md, et rédigez les SELECT à la main.",
    ),
)
PASSWORD_IN_URL = Refusal(
    "mapping_password_in_url",
    Text(
        "The URL holds a password, which has no place in source.toml: put the URL in an environment variable and give "
        "its name, as `$CRM_URL`.",
        "L'URL contient un mot de passe, qui n'a pas sa place dans source.toml\u00a0: mettez l'URL dans une variable "
        "d'environnement et donnez le nom de celle-ci, comme `$CRM_URL`.",
    ),
)
SEVERAL = Refusal("mapping_several", Text("{problems:lines}", "{problems:lines}"))
