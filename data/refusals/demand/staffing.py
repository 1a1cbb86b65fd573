"""What staffing refuses: rules that cannot be kept, and half-hours that cannot be."""

from data.errors import Refusal
from data.text import Text

STAFFING_SHARE = Refusal(
    "staffing_share",
    Text(
        "The {rule} of staff is {share:g}: give a share between 0 and 1, such as 0.8.",
        "Règle de dotation «\u00a0{rule}\u00a0»\u00a0: {share:g}. Donnez une proportion entre 0 et 1, comme 0,8.",
    ),
)
STAFFING_WAIT = Refusal(
    "staffing_wait",
    Text(
        "A wait within {seconds} seconds cannot be asked for: give 0 or more.",
        "Une attente d'au plus {seconds} secondes ne peut être exigée\u00a0: donnez 0 ou plus.",
    ),
)
STAFFING_HALF_HOUR_TWICE = Refusal(
    "staffing_half_hour_twice",
    Text(
        "A half-hour stands twice in a day: give one row per {columns:and}.",
        "Une demi-heure figure deux fois dans une journée\u00a0: donnez une ligne par {columns:and}.",
    ),
)
STAFFING_HALF_HOUR = Refusal(
    "staffing_half_hour",
    Text(
        "Half-hours are counted from 0 (00:00) to 47 (23:30): correct the column half_hour.",
        "Les demi-heures se comptent de 0 (0\u00a0h) à 47 (23\u00a0h\u00a030)\u00a0: corrigez la colonne half_hour.",
    ),
)
STAFFING_NEGATIVE = Refusal(
    "staffing_negative",
    Text(
        "Staffing needs {column} of 0 or more in every half-hour: correct the column {column}.",
        "La dotation exige {column} d'au moins 0 à chaque demi-heure\u00a0: corrigez la colonne {column}.",
    ),
)
STAFFING_NO_HANDLING = Refusal(
    "staffing_no_handling",
    Text(
        "Handling a contact takes longer than 0 seconds: correct the column handling_s.",
        "Traiter un contact prend plus de 0 seconde\u00a0: corrigez la colonne handling_s.",
    ),
)
