"""Refusals about periods and their grains."""

from data.errors import Refusal
from data.text import Text

UNKNOWN_GRAIN = Refusal(
    "period_unknown_grain",
    Text("There is no grain '{grain}': use {grains}.", "Il n'y a pas de granularité « {grain} » : utilisez {grains}."),
)
UNKNOWN_PERIOD = Refusal(
    "period_unknown",
    Text(
        "'{period}' is not a period: write a fiscal year as FY2024-25, a quarter as FY2024-25-Q3, "
        "a month as 2024-11, a week as 2024-W48 or a day as 2024-11-30.",
        "« {period} » n'est pas une période : écrivez un exercice comme FY2024-25, un trimestre comme FY2024-25-Q3, "
        "un mois comme 2024-11, une semaine comme 2024-W48 ou un jour comme 2024-11-30.",
    ),
)
UNKNOWN_PERIOD_NEAR = Refusal(
    "period_unknown_near",
    Text(
        "'{period}' is not a period: write a fiscal year as FY2024-25, a quarter as FY2024-25-Q3, "
        "a month as 2024-11, a week as 2024-W48 or a day as 2024-11-30; did you mean {year} or {month}?",
        "« {period} » n'est pas une période : écrivez un exercice comme FY2024-25, un trimestre comme FY2024-25-Q3, "
        "un mois comme 2024-11, une semaine comme 2024-W48 ou un jour comme 2024-11-30; vouliez-vous dire {year} ou "
        "{month}?",
    ),
)
UNKNOWN_PERIOD_MEANT = Refusal(
    "period_unknown_meant",
    Text(
        "'{period}' is not how a period is written here: write {meant}.",
        "Ici, «\u00a0{period}\u00a0» s'écrit {meant}.",
    ),
)
NO_SUCH_WEEK = Refusal(
    "period_no_such_week",
    Text(
        "'{period}' is not a week: the weeks of {year} are {year}-W01 to {last}.",
        "«\u00a0{period}\u00a0» n'est pas une semaine\u00a0: les semaines de {year} vont de {year}-W01 à {last}.",
    ),
)
NOT_BEGUN = Refusal(
    "period_not_begun",
    Text(
        "{period} has not begun: data reach to {data_to}. The latest complete month is {latest}.",
        "{period} n'a pas commencé\u00a0: les données vont jusqu'au {data_to}. Le dernier mois complet est {latest}.",
    ),
)
BEFORE_DATA = Refusal(
    "period_before_data",
    Text(
        "{period} is before the first data, which are of {first}.",
        "{period} précède les premières données, qui datent de {first}.",
    ),
)
