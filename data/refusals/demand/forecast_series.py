"""Why `scorecard forecast` leaves a series out, and what it puts right in one."""

from data.errors import Refusal
from data.text import Text

LEFT_OUT_NO_DATE = Refusal(
    "left_out_no_date",
    Text(
        "Series {series} is left out: {rows} of its rows have no date.",
        "La série {series} est laissée de côté\u00a0: lignes sans date, {rows}.",
    ),
)
LEFT_OUT_OFF_GRID = Refusal(
    "left_out_off_grid",
    Text(
        "Series {series} is left out: {dates} of its dates do not lie a whole number of {periods} from its last one, "
        "the first {first}; correct them, or give the frequency they have.",
        "La série {series} est laissée de côté\u00a0: dates qui ne sont pas à un nombre entier de périodes ({periods}) "
        "de la dernière, {dates}, la première {first}; corrigez-les ou donnez la fréquence qu'elles ont.",
    ),
)
LEFT_OUT_TWICE = Refusal(
    "left_out_twice",
    Text(
        "Series {series} is left out: it has more than one row for a {period}, the first {date}; keep one.",
        "La série {series} est laissée de côté\u00a0: elle a plus d'une ligne pour une même période ({period}), la "
        "première {date}; n'en gardez qu'une.",
    ),
)
LEFT_OUT_CHANGES = Refusal(
    "left_out_changes",
    Text(
        "Series {series} is left out: its rows lie {before} {periods} apart at first and {after} from {since} on; "
        "give each part as a series of its own.",
        "La série {series} est laissée de côté\u00a0: l'écart entre ses lignes ({periods}) est d'abord {before}, puis "
        "{after} à partir du {since}; donnez chaque partie comme une série à part.",
    ),
)
WEEKS_MOVED = Refusal(
    "weeks_moved",
    Text(
        "Series {series}: {dates} of its dates, the first {first} ({weekday}), are moved to the weekday of the others.",
        "Série {series}\u00a0: dates ramenées au jour de la semaine des autres, {dates}, la première {first} "
        "({weekday}).",
    ),
)
HOUR_TWICE = Refusal(
    "hour_twice",
    Text(
        "Series {series} has {hour} twice, as when clocks go back: the mean of both stands; give offsets, as `-04:00`, "
        "to keep them apart.",
        "La série {series} a deux fois {hour}, comme au retour à l'heure normale\u00a0: leur moyenne est retenue; "
        "donnez des décalages, comme `-04:00`, pour les distinguer.",
    ),
)
WEEKDAYS = (
    Text("Monday", "lundi"),
    Text("Tuesday", "mardi"),
    Text("Wednesday", "mercredi"),
    Text("Thursday", "jeudi"),
    Text("Friday", "vendredi"),
    Text("Saturday", "samedi"),
    Text("Sunday", "dimanche"),
)
LEFT_OUT_FAR = Refusal(
    "left_out_far",
    Text(
        "Series {series} is left out: it has dates from {first} to {last} and few between; correct the wrong one.",
        "La série {series} est laissée de côté\u00a0: ses dates vont de {first} à {last}, avec peu de dates entre les "
        "deux; corrigez celle qui est fausse.",
    ),
)
LEFT_OUT_UNKNOWN = Refusal(
    "left_out_unknown",
    Text(
        "Series {series} is left out: it has no known value.",
        "La série {series} est laissée de côté\u00a0: elle n'a aucune valeur connue.",
    ),
)
PERIOD = {
    "hour": Text("hour", "heure"),
    "day": Text("day", "jour"),
    "week": Text("week", "semaine"),
    "month": Text("month", "mois"),
    "quarter": Text("quarter", "trimestre"),
    "year": Text("year", "année"),
}
PERIODS = {
    "hour": Text("hours", "heures"),
    "day": Text("days", "jours"),
    "week": Text("weeks", "semaines"),
    "month": Text("months", "mois"),
    "quarter": Text("quarters", "trimestres"),
    "year": Text("years", "années"),
}
