"""What planning refuses: questions about demand, overrides, the steps of a scenario, and what they are laid on."""

from data.errors import Refusal
from data.text import Text

# Demand.

DEMAND_NO_RUN = Refusal(
    "demand_no_run",
    Text("Run {run} made no forecasts: {nearest}", "Le traitement {run} n'a fait aucune prévision\u00a0: {nearest}"),
)
DEMAND_NOT_RETAINED = Refusal(
    "demand_not_retained",
    Text(
        "No forecasts are kept from run {run} or before; the first are of run {first}.",
        "Aucune prévision n'est conservée du traitement {run} ni d'avant; les premières sont du traitement {first}.",
    ),
)
DEMAND_NONE = Refusal(
    "demand_none",
    Text(
        "No forecasts are published in {home}: run `scorecard run` without --no-forecast.",
        "Aucune prévision n'est publiée dans {home}\u00a0: lancez `scorecard run` sans --no-forecast.",
    ),
)
DEMAND_NOT_BY_GRAIN = Refusal(
    "demand_not_by_grain",
    Text("There are no forecasts by {grain}. {reasons}", "Il n'y a pas de prévisions par {grain}. {reasons}"),
)
DEMAND_NO_SERIES = Refusal(
    "demand_no_series",
    Text(
        "No demand is forecast for {key} '{code}': {nearest}",
        "Aucune demande n'est prévue pour {key} «\u00a0{code}\u00a0»\u00a0: {nearest}",
    ),
)
DEMAND_NO_GRAIN = Refusal(
    "demand_no_grain",
    Text(
        "Demand has no grain '{grain}': use day, week or month.",
        "La demande n'a pas de période «\u00a0{grain}\u00a0»\u00a0: utilisez day, week ou month.",
    ),
)
GRAINS = {"day": Text("day", "jour"), "week": Text("week", "semaine"), "month": Text("month", "mois")}
KEYS = {
    "channel": Text("channel", "le canal"),
    "line": Text("line", "le secteur d'activité"),
    "location": Text("location", "le lieu"),
}

# Overrides and special days.

OVERRIDE_NO_FORECAST = Refusal(
    "override_no_forecast",
    Text(
        "There is no forecast to override yet; run `scorecard run` first.",
        "Il n'y a pas encore de prévision à corriger; lancez d'abord `scorecard run`.",
    ),
)
OVERRIDE_OUTSIDE = Refusal(
    "override_outside",
    Text(
        "'{name}' is for {first} to {last}, but the forecast covers {begin} to {end}; choose days within it.",
        "«\u00a0{name}\u00a0» va du {first} au {last}, mais la prévision couvre du {begin} au {end}; "
        "choisissez des jours qui y sont compris.",
    ),
)
OVERRIDE_NO_SERIES = Refusal(
    "override_no_series",
    Text(
        "There is no forecast for {key} '{code}'; {nearest}",
        "Il n'y a pas de prévision pour {key} «\u00a0{code}\u00a0»; {nearest}",
    ),
)
OVERRIDE_NOT_TOGETHER = Refusal(
    "override_not_together",
    Text(
        "There is no forecast for {codes:and} together; leave one of them out.",
        "Il n'y a pas de prévision pour {codes:and} ensemble; laissez-en un de côté.",
    ),
)

# Steps of a scenario.

STEP_NO_CHANNEL = Refusal(
    "step_no_channel",
    Text(
        "There is no channel '{channel}': {nearest}",
        "Le canal «\u00a0{channel}\u00a0» n'existe pas\u00a0: {nearest}",
    ),
)
STEP_SHARE = Refusal(
    "step_share",
    Text(
        "The share {what} is {share:g}: give a share from {least:g} to 1, such as 0.1 for ten percent.",
        "La proportion {what} est {share:g}\u00a0: donnez une proportion de {least:g} à 1, comme 0,1 pour dix "
        "pour cent.",
    ),
)
STEP_AMOUNT = Refusal(
    "step_amount",
    Text(
        "The {what} is {amount:g}: give a number of {least:g} or more.",
        "Valeur refusée, {what}\u00a0: {amount:g}. Donnez un nombre d'au moins {least:g}.",
    ),
)
STEP_WINDOW = Refusal(
    "step_window",
    Text(
        "A step ends on {last}, before it starts on {first}: put the later day last.",
        "Une étape finit le {last}, avant de commencer le {first}\u00a0: mettez le jour le plus tardif en dernier.",
    ),
)
STEP_SHARES_OVER = Refusal(
    "step_shares_over",
    Text(
        "The shares {what} channels are {sum:g} together: they can be 1 at most.",
        "Les proportions {what} des canaux font {sum:g} ensemble\u00a0: elles peuvent faire 1 au plus.",
    ),
)
STEP_SHIFT_TO_ITSELF = Refusal(
    "step_shift_to_itself",
    Text(
        "A shift from {channel} to itself moves nothing: choose another channel.",
        "Un transfert de {channel} vers lui-même ne déplace rien\u00a0: choisissez un autre canal.",
    ),
)
STEP_NO_VOLUME = Refusal(
    "step_no_volume",
    Text(
        "A new service has no volume: say how many interactions a month come in by which channel.",
        "Un nouveau service n'a pas de volume\u00a0: indiquez combien d'interactions par mois arrivent par quel canal.",
    ),
)
STEP_LEAVE_OVER = Refusal(
    "step_leave_over",
    Text(
        "More visitors leave the centre than there are: the shares can be 1 together at most.",
        "Plus de visiteurs quittent le centre qu'il n'y en a\u00a0: les proportions peuvent faire 1 ensemble au plus.",
    ),
)
STEP_HOURS = Refusal(
    "step_hours",
    Text(
        "A centre cannot serve from half-hour {opens} to {closes}: give 0 to 48, the later last.",
        "Un centre ne peut servir de la demi-heure {opens} à la demi-heure {closes}\u00a0: donnez de 0 à 48, la "
        "plus tardive en dernier.",
    ),
)
STEP_CENTRE_RAMP = Refusal(
    "step_centre_ramp",
    Text(
        "A centre changes on a day, not over a ramp: leave the ramp at 0.",
        "Un centre change un jour donné, non graduellement\u00a0: laissez la montée en charge à 0.",
    ),
)
STEP_BACKLOG_OPEN = Refusal(
    "step_backlog_open",
    Text(
        "A backlog is worked off by some day: give the last one.",
        "Un arriéré est résorbé à une certaine date\u00a0: donnez le dernier jour.",
    ),
)
STEP_UNUSABLE = Refusal(
    "step_unusable",
    Text(
        "In step {number} of the scenario, '{field}' cannot be used ({cause}): correct it.",
        "À l'étape {number} du scénario, «\u00a0{field}\u00a0» ne peut être utilisé ({cause})\u00a0: corrigez-le.",
    ),
)
STEPS_UNUSABLE = Refusal(
    "steps_unusable",
    Text(
        "In the steps of the scenario, '{field}' cannot be used ({cause}): correct it.",
        "Dans les étapes du scénario, «\u00a0{field}\u00a0» ne peut être utilisé ({cause})\u00a0: corrigez-le.",
    ),
)

RAMP = Text("ramp in days", "montée en charge en jours")
DESKS = Text("share of desks that stay", "proportion des guichets qui restent")
LEAVE_FOR = Text("that leave for", "de ceux qui partent vers")
COME_NO_MORE = Text("of visitors who come no more", "des visiteurs qui ne viennent plus")
CAMPAIGN_EFFECT = Text("effect in percent", "effet en pour cent")
PRICE_CHANGE = Text("change of the price in percent", "variation du prix en pour cent")
PRICE_EFFECT = Text("effect of the price on demand in percent", "effet du prix sur la demande en pour cent")
CASES = Text("number of cases", "nombre de dossiers")
SHIFT_SHARE = Text("'{field}' of the shift from {channel}", "«\u00a0{field}\u00a0» du transfert de {channel}")
LEAVE_SHARE = Text("that leave for {channel}", "de ceux qui partent vers {channel}")
MONTHLY_VOLUME = Text("monthly volume by {channel}", "volume mensuel par {channel}")
CONTACTS_PER_CASE = Text("number of contacts per case by {channel}", "nombre de contacts par dossier par {channel}")

# What the steps are laid on.

SCENARIO_NO_FORECAST = Refusal(
    "scenario_no_forecast",
    Text(
        "There is no forecast to start a scenario from: run `scorecard run` first.",
        "Il n'y a pas de prévision dont un scénario puisse partir\u00a0: lancez d'abord `scorecard run`.",
    ),
)
SCENARIO_ROW_TWICE = Refusal(
    "scenario_row_twice",
    Text(
        "The forecast has a channel, line and day twice: give one row for each.",
        "La prévision contient deux fois un canal, un secteur d'activité et un jour\u00a0: donnez une "
        "ligne pour chacun.",
    ),
)
SCENARIO_NOT_WHOLE = Refusal(
    "scenario_not_whole",
    Text(
        "A scenario starts from whole numbers of 0 or more: correct the column demand.",
        "Un scénario part de nombres entiers d'au moins 0\u00a0: corrigez la colonne demand.",
    ),
)
SCENARIO_STEP_OUTSIDE = Refusal(
    "scenario_step_outside",
    Text(
        "Step {number} of the scenario lies outside the forecast ({first} to {last}): choose days within it.",
        "L'étape {number} du scénario est hors de la prévision (du {first} au {last})\u00a0: choisissez des jours "
        "qui y sont compris.",
    ),
)
SCENARIO_NOTHING_BY_CHANNEL = Refusal(
    "scenario_nothing_by_channel",
    Text(
        "Nothing is forecast by {channel}, so nothing can move from there: choose another.",
        "Rien n'est prévu par {channel}, donc rien ne peut en partir\u00a0: choisissez un autre canal.",
    ),
)
SCENARIO_NOTHING_IN_LINES = Refusal(
    "scenario_nothing_in_lines",
    Text(
        "Nothing is forecast by {channel} in {lines}, so nothing can move from there: choose another.",
        "Rien n'est prévu par {channel} dans {lines}, donc rien ne peut en partir\u00a0: faites un autre choix.",
    ),
)
SCENARIO_NO_LINE = Refusal(
    "scenario_no_line",
    Text(
        "There is no line of business '{line}' in the forecast: {nearest}",
        "Le secteur d'activité «\u00a0{line}\u00a0» n'est pas dans la prévision\u00a0: {nearest}",
    ),
)
SCENARIO_NO_STAFF = Refusal(
    "scenario_no_staff",
    Text(
        "No staff is recorded at location '{location}': {nearest}",
        "Aucun personnel n'est recensé au lieu «\u00a0{location}\u00a0»\u00a0: {nearest}",
    ),
)
SCENARIO_TOO_MUCH = Refusal(
    "scenario_too_much",
    Text(
        "Step {number} of the scenario moves more than there is: of {there} interactions by {channel} in {line} on "
        "{day}, {gone:.0f} would be gone; lower the shares.",
        "L'étape {number} du scénario déplace plus qu'il n'y a\u00a0: sur {there} interactions par {channel} dans "
        "{line} le {day}, {gone:.0f} partiraient; réduisez les proportions.",
    ),
)
SCENARIOS_NONE = Refusal(
    "scenarios_none",
    Text(
        "There is no scenario to compare: save one first.",
        "Il n'y a aucun scénario à comparer\u00a0: enregistrez-en d'abord un.",
    ),
)
SCENARIO_NAME_TAKEN = Refusal(
    "scenario_name_taken",
    Text(
        "A scenario cannot be called '{name}': the table has such a column; choose another name.",
        "Un scénario ne peut s'appeler «\u00a0{name}\u00a0»\u00a0: le tableau a une colonne de ce nom; choisissez-en "
        "un autre.",
    ),
)
SCENARIO_OTHER_FORECAST = Refusal(
    "scenario_other_forecast",
    Text(
        "Scenario '{name}' starts from another forecast: compare scenarios of the same one.",
        "Le scénario «\u00a0{name}\u00a0» part d'une autre prévision\u00a0: comparez des scénarios de la même.",
    ),
)
