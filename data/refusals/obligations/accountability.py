"""What agreements, audit recommendations and attestations are refused for: in their files, and on their pages."""

from data.errors import Refusal
from data.text import Text

# What is written, and what it is for.

AGREEMENT = Text("agreement or measure", "entente ou mesure")
RECOMMENDATION = Text("recommendation", "recommandation")
KINDS = {
    "kind": Text("kind of agreement", "un type d'entente"),
    "party": Text("kind of party", "un type de partie"),
    "status": Text("status", "un état"),
    "side": Text("side", "une des parties"),
    "attestation": Text("kind of attestation", "un type d'attestation"),
}
"""Column → what its closed list is a list of."""
OWNER = Text("owner", "le nom de la personne responsable")
NOTE = Text("note", "la note")
ACTION = Text("action", "la mesure")
GROUNDS = Text("text on the grounds", "le texte sur les motifs")
APPROVAL = Text("reference of the approval", "la référence de l'approbation")
REMARK = Text("remark", "la remarque")
TO_FOLLOW = Text("others can follow it up", "d'autres puissent en suivre l'avancement")
TO_TRUST = Text("others know on what it rests", "d'autres sachent sur quoi cela repose")
WHY_OBJECT = Text("the other side knows what is wrong", "l'autre partie sache ce qui ne va pas")
BY_LETTER = Text(
    "others find the letter by which the partner accepted",
    "d'autres trouvent la lettre par laquelle le partenaire a accepté",
)
NEW_ACCEPTANCE = Text("there is a newer answer to these results", "il y a une réponse plus récente à ces résultats")
NEW_VERSION = Text("recommendation {code} has another version", "la recommandation {code} a une autre version")
NEW_ATTESTATION = Text("this obligation has another attestation", "cette obligation a une autre attestation")

# Cells of the files.

NOT_IN_LIST = Refusal(
    "accountability_not_in_list",
    Text("'{text}' is no {what}; write {codes}.", "«\u00a0{text}\u00a0» n'est pas {what}; écrivez {codes}."),
)
NO_VALUE = Refusal("accountability_no_value", Text("there is none; write one.", "la cellule est vide; remplissez-la."))
NOT_YES_OR_NO = Refusal(
    "accountability_not_yes_or_no",
    Text(
        "'{text}' is neither yes nor no; write one of them.",
        "«\u00a0{text}\u00a0» n'est ni yes ni no; écrivez l'un des deux.",
    ),
)
NOT_WHOLE = Refusal(
    "accountability_not_whole",
    Text(
        "'{text}' is no whole number from {least} to {most}; write one, as {example}.",
        "«\u00a0{text}\u00a0» n'est pas un nombre entier de {least} à {most}; écrivez-en un, comme {example}.",
    ),
)
DATES_REVERSED = Refusal(
    "accountability_dates_reversed",
    Text(
        "{last} lies before {first}, the day on which it was signed; write a later day, or leave it empty.",
        "le {last} précède le {first}, jour de la signature; écrivez un jour ultérieur, ou laissez la cellule vide.",
    ),
)
DIFFERS = Refusal(
    "accountability_differs",
    Text(
        "row {row} says otherwise of the same agreement; write it alike, or only in the first of its rows.",
        "la ligne {row} dit autre chose de la même entente; écrivez la même chose, ou seulement dans sa première "
        "ligne.",
    ),
)
MEASURE_TWICE = Refusal(
    "accountability_measure_twice",
    Text(
        "row {row} holds the same measure of the same agreement; keep one of them.",
        "la ligne {row} contient la même mesure de la même entente; n'en gardez qu'une.",
    ),
)
NOT_OF_PARTNER = Refusal(
    "accountability_not_of_partner",
    Text(
        "'{scope}' reaches beyond the partner; begin with partner={partner} or run_by={partner}.",
        "«\u00a0{scope}\u00a0» dépasse le partenaire; commencez par partner={partner} ou run_by={partner}.",
    ),
)
NO_BREAKDOWN = Refusal(
    "accountability_no_breakdown",
    Text(
        "{indicator} cannot be told by {name}; choose {allowed}.",
        "{indicator} n'est pas connu selon {name}; choisissez {allowed}.",
    ),
)
NO_DIRECTION = Refusal(
    "accountability_no_direction",
    Text(
        "{indicator} has no direction of good, so no level of it can be agreed.",
        "{indicator} n'a pas de sens favorable\u00a0: aucun niveau ne peut en être convenu.",
    ),
)
UNKNOWN_PARTNER = Refusal(
    "accountability_unknown_partner",
    Text(
        "there is no partner '{partner}' in the data; write its name in name_en, or {nearest}",
        "aucun partenaire «\u00a0{partner}\u00a0» dans les données; écrivez son nom dans name_en, ou {nearest}",
    ),
)
RECOMMENDATION_TWICE = Refusal(
    "accountability_recommendation_twice",
    Text(
        "row {row} holds the same recommendation; keep one of them.",
        "la ligne {row} contient la même recommandation; n'en gardez qu'une.",
    ),
)

# The pages.

NO_AGREEMENT = Refusal(
    "accountability_no_agreement",
    Text(
        "There is no agreement '{code}' in force in {period} that you may see; choose one from the list.",
        "Aucune entente «\u00a0{code}\u00a0» en vigueur pour {period} que vous puissiez voir; choisissez-en une dans "
        "la liste.",
    ),
)
NOT_ACCEPTED_BY_QUARTER = Refusal(
    "accountability_not_accepted_by_quarter",
    Text(
        "The results of agreement {code} are not accepted quarter by quarter; nothing is left to do.",
        "Les résultats de l'entente {code} ne sont pas acceptés trimestre par trimestre; il ne reste rien à faire.",
    ),
)
NOT_A_QUARTER = Refusal(
    "accountability_not_a_quarter",
    Text(
        "Results are accepted by quarter, and {period} is none that is over; choose one, as {latest}.",
        "Les résultats s'acceptent par trimestre, et {period} n'en est pas un qui soit terminé; choisissez-en un, "
        "comme {latest}.",
    ),
)
NOT_YOUR_SIDE = Refusal(
    "accountability_not_your_side",
    Text("You sign for the partner, and for nobody else.", "Vous signez pour le partenaire, et pour nul autre."),
)
NO_RECOMMENDATION = Refusal(
    "accountability_no_recommendation",
    Text(
        "There is no recommendation '{code}'; choose one from the list.",
        "Il n'y a pas de recommandation «\u00a0{code}\u00a0»; choisissez-en une dans la liste.",
    ),
)
NO_OBLIGATION = Refusal(
    "accountability_no_obligation",
    Text(
        "There is no obligation '{code}'; choose one from the list.",
        "Il n'y a pas d'obligation «\u00a0{code}\u00a0»; choisissez-en une dans la liste.",
    ),
)
NO_ATTESTATION = Refusal(
    "accountability_no_attestation",
    Text(
        "Nothing was attested of this obligation; nothing is left to withdraw.",
        "Rien n'a été attesté pour cette obligation; il n'y a rien à retirer.",
    ),
)
EXEMPTION_NO_DAY = Refusal(
    "accountability_exemption_no_day",
    Text(
        "The exemption has no day of approval; choose the day on which it was approved.",
        "L'exemption n'a pas de date d'approbation; choisissez le jour où elle a été approuvée.",
    ),
)
