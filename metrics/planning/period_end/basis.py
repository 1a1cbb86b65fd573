"""What an outlook to the end of a period rests on, or why there is none."""

from data.text import Word


class Basis(Word):
    """`FORECAST` and `KNOWN` have a value, the others say why there is none."""

    FORECAST = "forecast", "Forecast", "Prévision"
    KNOWN = "known", "Last wave of the period", "Dernière vague de la période"
    TOO_SHORT = "too_short", "Too short to say", "Historique trop court"
    NO_BETTER = "no_better", "Not surer than the last twelve", "Pas plus sûr que les douze dernières"
    NO_WAVE = "no_wave", "No wave is due", "Aucune vague prévue"
    NOT_FOR_KIND = "not_for_kind", "Not for this kind of number", "Pas pour ce genre de chiffre"
    NO_DATA = "no_data", "No data", "Aucune donnée"


class Chance(Word):
    """Whether a target will be met at the end of a period, if things go on as they were."""

    LIKELY = "likely", "likely", "probable"
    WITHIN = "within_reach", "within reach", "à portée"
    OUT = "out_of_reach", "out of reach", "hors de portée"
