"""Refusals of questions to the published numbers, and to the rows behind them."""

from data.errors import Refusal
from data.text import Text

UNKNOWN_BREAKDOWN = Refusal(
    "question_unknown_breakdown",
    Text("There is no breakdown '{name}': {nearest}", "Il n'y a pas de ventilation « {name} » : {nearest}"),
)
BREAKDOWN_NOT_ALLOWED = Refusal(
    "question_breakdown_not_allowed",
    Text(
        "This indicator has no breakdown by {name}; it has {allowed}.",
        "Cet indicateur n'a pas de ventilation par {name}; il a {allowed}.",
    ),
)
NO_BREAKDOWN = Refusal(
    "question_no_breakdown",
    Text(
        "This indicator has no breakdown by {name}; it has none.",
        "Cet indicateur n'a pas de ventilation par {name}; il n'en a aucune.",
    ),
)
UNKNOWN_CODE = Refusal(
    "question_unknown_code",
    Text(
        "There is no {breakdown} '{code}': {nearest}",
        "Il n'y a pas de code « {code} » pour la ventilation « {breakdown} » : {nearest}",
    ),
)
ROWS_NOT_RETAINED = Refusal(
    "question_rows_not_retained",
    Text(
        "Single rows of {record} from before {month} are not kept any more, only the published sums: ask for a period "
        "from {month} on, or by breakdowns that were published together.",
        "Les lignes de {record} antérieures à {month} ne sont plus conservées, seulement les sommes publiées\u00a0: "
        "demandez une période à partir de {month}, ou des ventilations publiées ensemble.",
    ),
)
TOO_FINE = Refusal(
    "question_too_fine",
    Text(
        "{indicator} is recorded by the {recorded} ({record}): ask for a {recorded} or more, not for a {requested}.",
        "{indicator} est enregistré par {recorded} ({record}) : demandez une période « {recorded} » ou plus longue, "
        "et non « {requested} ».",
    ),
)
ROWS_OF_STAFF = Refusal(
    "question_rows_of_staff",
    Text(
        "The rows behind {indicator} are staff answers: only groups of {least} or more respondents are shown, "
        "never single answers (rule staff_minimum). Ask `scorecard query` instead.",
        "Les lignes de {indicator} sont des réponses du personnel : seuls des groupes de {least} répondants ou plus "
        "sont montrés, jamais une réponse seule (règle staff_minimum). Utilisez plutôt `scorecard query`.",
    ),
)
NOT_SUPPLIED = Refusal(
    "question_not_supplied",
    Text(
        "No source supplies the records of {indicator} ({records}): no data.",
        "Aucune source ne fournit les enregistrements de {indicator} ({records}) : aucune donnée.",
    ),
)
WHOLE_MONTHS_ONLY = Refusal(
    "question_whole_months_only",
    Text(
        "{indicator} looks back over whole months: use {grains}.",
        "{indicator} porte sur des mois entiers : utilisez {grains}.",
    ),
)
COMPARED_GROUPS = Refusal(
    "question_compared_groups",
    Text(
        "{indicator} compares {group} with {other}: it has no breakdown by {breakdown}.",
        "{indicator} compare {group} à {other} : il n'a pas de ventilation par {breakdown}.",
    ),
)
STAFF_GROUPS_CROSSED = Refusal(
    "question_staff_groups_crossed",
    Text(
        "Staff results are published by {groups}, one at a time and never crossed.",
        "Les résultats du personnel sont publiés par {groups}, une ventilation à la fois et jamais croisées.",
    ),
)
