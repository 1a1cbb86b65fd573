"""Names of the models that forecast, and why a series has its own, in plain words."""

from data.text import Text

MODEL = Text("Model: {model}.", "Modèle : {model}.")
MODELS = {
    "seasonal_naive": Text("last season repeated (seasonal naive)", "la dernière saison répétée (naïve saisonnière)"),
    "last_value": Text("last value repeated", "la dernière valeur répétée"),
    "naive_of_longer_season": Text(
        "same hour of last week, or same weekday a year before, repeated",
        "la même heure de la semaine passée, ou le même jour de l'année passée, répétés",
    ),
    "seasonal_mean": Text("mean of the last seasons", "moyenne des dernières saisons"),
    "seasonal_median": Text("middle of the last three seasons", "valeur centrale des trois dernières saisons"),
    "weekday_mean": Text("mean of the same weekday in recent weeks", "moyenne du même jour des dernières semaines"),
    "calendar_regression": Text("regression on the calendar", "régression sur le calendrier"),
    "mean_of_two": Text(
        "mean of the same weekday in recent weeks and a regression on the calendar, half each",
        "moyenne du même jour des dernières semaines et régression sur le calendrier, à parts égales",
    ),
    "smoothing": Text("smoothing of all seasons at once", "lissage de toutes les saisons à la fois"),
    "calm_smoothing": Text(
        "smoothing of all seasons at once, without calendar effects",
        "lissage de toutes les saisons à la fois, sans effets de calendrier",
    ),
    "ets": Text("exponential smoothing", "lissage exponentiel"),
    "theta": Text("theta method", "méthode thêta"),
    "ces": Text("complex exponential smoothing", "lissage exponentiel complexe"),
    "arima": Text("ARIMA model", "modèle ARIMA"),
    "calm_mean": Text(
        "mean of the last seasons without calendar effects", "moyenne des dernières saisons sans effets de calendrier"
    ),
    "calm_theta": Text("theta method without calendar effects", "méthode thêta sans effets de calendrier"),
    "calm_ces": Text(
        "complex exponential smoothing without calendar effects",
        "lissage exponentiel complexe sans effets de calendrier",
    ),
    "calm_linear": Text(
        "linear regression on the last values without calendar effects",
        "régression linéaire sur les dernières valeurs sans effets de calendrier",
    ),
    "trees": Text("random trees on the last values", "arbres aléatoires sur les dernières valeurs"),
    "trees_relative": Text("random trees on the last changes", "arbres aléatoires sur les dernières variations"),
    "linear_relative": Text(
        "linear regression on the last changes", "régression linéaire sur les dernières variations"
    ),
    "boosted": Text("boosted trees over all series", "arbres renforcés sur toutes les séries"),
}
RETIRED = {
    "damped": Text("exponential smoothing, damped trend", "lissage exponentiel à tendance amortie"),
    "mstl": Text("seasonal decomposition", "décomposition saisonnière"),
    "calm_last": Text("last value without calendar effects", "dernière valeur sans effets de calendrier"),
    "calm_recent": Text(
        "mean of the last two seasons without calendar effects",
        "moyenne des deux dernières saisons sans effets de calendrier",
    ),
    "calm_ets": Text("exponential smoothing without calendar effects", "lissage exponentiel sans effets de calendrier"),
    "calm_damped": Text(
        "exponential smoothing, damped trend, without calendar effects",
        "lissage exponentiel à tendance amortie, sans effets de calendrier",
    ),
    "calm_arima": Text("ARIMA model without calendar effects", "modèle ARIMA sans effets de calendrier"),
    "calm_trees": Text(
        "random trees on the last values without calendar effects",
        "arbres aléatoires sur les dernières valeurs sans effets de calendrier",
    ),
    "linear": Text("linear regression on the last values", "régression linéaire sur les dernières valeurs"),
}
"""Models that forecasts of earlier versions name, which are shown as they were."""

REASONS = {
    "least_error": Text(
        "It had the smallest error on earlier dates.",
        "C'est celui dont l'erreur était la plus faible à des dates passées.",
    ),
    "untested": Text(
        "There is too little history to test it on earlier dates.",
        "L'historique est trop court pour le mettre à l'épreuve à des dates passées.",
    ),
    "blend": Text(
        "Together, these had a smaller error on earlier dates than any of them alone.",
        "Ensemble, ils avaient une erreur plus faible à des dates passées que chacun d'eux pris seul.",
    ),
    "single": Text(
        "It had the smallest error on earlier dates.",
        "C'est celui dont l'erreur était la plus faible à des dates passées.",
    ),
    "floor": Text("Only its last values can be repeated.", "Seules ses dernières valeurs peuvent être répétées."),
}
NOTES = {
    "always_the_same": Text(
        "This series has always been {value:g}, so there is no way to tell how it may change.",
        "Cette série a toujours valu {value:g}\u00a0: rien n'indique comment elle pourrait changer.",
    ),
    "stopped_changing": Text(
        "This series has been {value:g} for its last {known:g} values, longer than ever before: no change is expected.",
        "Cette série vaut {value:g} depuis ses {known:g} dernières valeurs, plus longtemps que jamais\u00a0: aucun "
        "changement n'est attendu.",
    ),
    "one_value": Text(
        "It has {known:g} known value; a model needs {needed:g}.",
        "Valeur connue\u00a0: {known:g}; il en faut {needed:g} à un modèle.",
    ),
    "few_values": Text(
        "It has {known:g} known values; a model needs {needed:g}.",
        "Valeurs connues\u00a0: {known:g}; il en faut {needed:g} à un modèle.",
    ),
    "nothing_tested": Text(
        "No series is long enough to test a model on.",
        "Aucune série n'est assez longue pour mettre un modèle à l'épreuve.",
    ),
    "few_for_horizon": Text(
        "Its {known:g} known values are few for forecasting {horizon:g} ahead.",
        "Ses {known:g} valeurs connues sont peu nombreuses pour en prévoir {horizon:g}.",
    ),
}
"""Code of a reason why a series can only be repeated → the sentence for a reader."""

SENTENCES = {
    r"it has been (?P<value>\S+) for its last (?P<known>\d+) values, .*": "stopped_changing",
    r"it has always been (?P<value>\S+), so .*": "always_the_same",
    r"it has (?P<known>1) known value; a model needs (?P<needed>\d+)": "one_value",
    r"it has (?P<known>\d+) known values?; a model needs (?P<needed>\d+)": "few_values",
    r"no series of the file is long enough to test a model on": "nothing_tested",
    r"its (?P<known>\d+) known values are few for a horizon of (?P<horizon>\d+)": "few_for_horizon",
}
"""The sentences that forecasts published by earlier versions hold instead of codes."""

OWN_ERROR = Text(
    "Its error was {error} of the seasonal naive forecast's error over the history.",
    "Son erreur représentait {error} de celle de la prévision naïve saisonnière sur l'historique.",
)
FIRST_ERROR = Text(
    "Alone, the first of them had {error} of the seasonal naive forecast's error over the history.",
    "Seul, le premier avait {error} de l'erreur de la prévision naïve saisonnière sur l'historique.",
)
RUNNER = Text("Next best: {model}, with {margin} more error.", "Le suivant : {model}, avec {margin} d'erreur de plus.")
RUNNER_EVEN = Text("Next best: {model}, about as good.", "Le suivant : {model}, à peu près aussi bon.")
RUNNER_BETTER = Text(
    "Better for this series alone: {model}, with {margin} less error; the model is chosen for all series together.",
    "Meilleur pour cette seule série : {model}, avec {margin} d'erreur de moins; le modèle est choisi "
    "pour l'ensemble des séries.",
)
