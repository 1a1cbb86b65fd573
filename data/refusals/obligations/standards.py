"""What a file of service standards is refused for; each is said of a row, and most of a column."""

from data.errors import Refusal
from data.text import Text

ONE = Text("standard", "norme")

NOT_ONE_OF = Refusal(
    "standards_not_one_of",
    Text("'{text}' is none of {codes}; {nearest}", "«\u00a0{text}\u00a0» n'est aucun de {codes}; {nearest}"),
)
NO_SERVICE = Refusal(
    "standards_no_service",
    Text(
        "there is no service '{text}'; {nearest}",
        "le service «\u00a0{text}\u00a0» n'existe pas; {nearest}",
    ),
)
NOT_OFFERED = Refusal(
    "standards_not_offered",
    Text(
        "{service} is not offered there: nobody completed it on this channel in twelve months; register the standard "
        "from the day on which it will be.",
        "{service} n'y est pas offert\u00a0: personne ne l'a terminé sur ce canal en douze mois; inscrivez la norme à "
        "partir du jour où il le sera.",
    ),
)
EMPTY = Refusal(
    "standards_empty", Text("the cell is empty; write {example}.", "la cellule est vide; écrivez {example}.")
)
NOT_WHOLE = Refusal(
    "standards_not_whole",
    Text(
        "'{text}' is not a whole number; write how many, as 15.",
        "«\u00a0{text}\u00a0» n'est pas un nombre entier; écrivez combien, comme 15.",
    ),
)
NOT_SHARE = Refusal(
    "standards_not_share",
    Text(
        "'{text}' is not a share between 0 and 1; write 90 % as 0.9.",
        "«\u00a0{text}\u00a0» n'est pas une proportion entre 0 et 1; écrivez 90\u00a0% sous la forme 0.9.",
    ),
)
NOT_DOLLARS = Refusal(
    "standards_not_dollars",
    Text(
        "'{text}' is not an amount; write dollars as 35.00, or 0 where it is free.",
        "«\u00a0{text}\u00a0» n'est pas un montant; écrivez des dollars comme 35.00, ou 0 si c'est gratuit.",
    ),
)
NOT_YES_OR_NO = Refusal(
    "standards_not_yes_or_no",
    Text("'{text}' is neither yes nor no.", "«\u00a0{text}\u00a0» n'est ni yes ni no."),
)
METHOD_NEEDS_TELEPHONE = Refusal(
    "standards_method_needs_telephone",
    Text(
        "'{method}' is used on the telephone; write telephone as the channel.",
        "«\u00a0{method}\u00a0» s'utilise au téléphone; écrivez telephone comme canal.",
    ),
)
ENDS_BEFORE = Refusal(
    "standards_ends_before",
    Text(
        "{last} is before it begins on {first}; correct one of them.",
        "le {last} précède son début, le {first}; corrigez l'un des deux.",
    ),
)
NOT_APPROVED = Refusal(
    "standards_not_approved",
    Text(
        "a guarantee needs the reference of its approval by Treasury Board; write it, or register a standard without "
        "guarantee.",
        "une garantie exige la référence de son approbation par le Conseil du Trésor; écrivez-la, ou inscrivez une "
        "norme sans garantie.",
    ),
)
CONTRADICTS = Refusal(
    "standards_contradicts",
    Text(
        "row {row} promises the same from the same day; keep one of them.",
        "la ligne {row} promet la même chose à partir du même jour; n'en gardez qu'une.",
    ),
)
OVERLAPS = Refusal(
    "standards_overlaps",
    Text(
        "it and row {row} are in force at once, to {last}; end the earlier one the day before the later one begins.",
        "celle-ci et la ligne {row} sont en vigueur en même temps, jusqu'au {last}; terminez la première la veille du "
        "début de l'autre.",
    ),
)
CONTRADICTS_REGISTERED = Refusal(
    "standards_contradicts_registered",
    Text(
        "{code}, registered before, promises the same from {first}; write {code} as its code to replace it.",
        "{code}, déjà inscrite, promet la même chose à partir du {first}; donnez-lui le code {code} pour la remplacer.",
    ),
)
OVERLAPS_REGISTERED = Refusal(
    "standards_overlaps_registered",
    Text(
        "it and {code}, registered from {first}, would be in force at once, to {last}; end the earlier one the day "
        "before the later one begins.",
        "celle-ci et {code}, inscrite à partir du {first}, seraient en vigueur en même temps, jusqu'au {last}; "
        "terminez la première la veille du début de l'autre.",
    ),
)
EXAMPLES = {
    "channel": Text("a channel, as mail", "un canal, comme mail"),
    "valid_from": Text("a date, as 2024-04-01", "une date, comme 2024-04-01"),
    "measure": Text("business_days, minutes or seconds", "business_days, minutes ou seconds"),
    "threshold": Text("how many, as 15", "combien, comme 15"),
    "text_en": Text("what is promised, in English", "ce qui est promis, en anglais"),
    "text_fr": Text("what is promised, in French", "ce qui est promis, en français"),
}
"""Column → what belongs there."""
