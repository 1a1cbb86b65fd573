"""What data links refuse: who shows no token, and questions that cannot be answered."""

from data.errors import Refusal
from data.text import Text

NO_TOKEN = Refusal(
    "data_link_no_token",
    Text(
        "This address gives its numbers to who shows a token: as `Authorization: Bearer …`, or as the password of a "
        "user name. An administrator makes one with `scorecard users token`.",
        "Cette adresse donne ses chiffres à qui présente un jeton\u00a0: par `Authorization: Bearer …`, ou comme mot "
        "de passe d'un nom d'utilisateur. Un administrateur en crée un avec `scorecard users token`.",
    ),
)
NOT_IN_FORCE = Refusal(
    "data_link_not_in_force",
    Text(
        "This token is not in force: it was taken away or replaced, or its owner has no role here any more. Ask an "
        "administrator for another one.",
        "Ce jeton n'est pas en vigueur\u00a0: il a été retiré ou remplacé, ou son titulaire n'a plus de rôle ici. "
        "Demandez-en un autre à un administrateur.",
    ),
)
TOKEN_IN_ADDRESS = Refusal(
    "data_link_token_in_address",
    Text(
        "A token does not belong in the address, which histories and logs keep: send it in the header `Authorization`. "
        "Others may have read this one: have it replaced with `scorecard users token`.",
        "Un jeton n'a pas sa place dans l'adresse, que conservent historiques et journaux\u00a0: envoyez-le dans "
        "l'en-tête `Authorization`. D'autres ont pu lire celui-ci\u00a0: faites-le remplacer avec "
        "`scorecard users token`.",
    ),
)
TOO_MANY = Refusal(
    "data_link_too_many",
    Text(
        "This token has asked {most} questions within a minute: ask again in {seconds} seconds.",
        "Ce jeton a posé {most} questions en une minute\u00a0: recommencez dans {seconds} secondes.",
    ),
)
NO_FORM = Refusal(
    "data_link_no_form",
    Text(
        "“{file}” is no data link: end it in .csv or .json, as {name}.csv.",
        "«\u00a0{file}\u00a0» n'est pas un lien de données\u00a0: terminez-le par .csv ou .json, comme {name}.csv.",
    ),
)
UNKNOWN_OPTION = Refusal(
    "data_link_unknown_option",
    Text(
        "There is no option “{option}” here: {nearest}",
        "Il n'y a pas d'option «\u00a0{option}\u00a0» ici\u00a0: {nearest}",
    ),
)
GIVEN_TWICE = Refusal(
    "data_link_given_twice",
    Text(
        "The option “{option}” is given twice; leave one.",
        "L'option «\u00a0{option}\u00a0» est donnée deux fois; n'en gardez qu'une.",
    ),
)
OPTION_EMPTY = Refusal(
    "data_link_option_empty",
    Text(
        "The option “{option}” is empty: give it a value, or leave it out.",
        "L'option «\u00a0{option}\u00a0» est vide\u00a0: donnez-lui une valeur, ou omettez-la.",
    ),
)
NO_RUN = Refusal(
    "data_link_no_run",
    Text(
        "Nothing is published here yet: run `scorecard run`, then ask again.",
        "Rien n'est encore publié ici\u00a0: lancez `scorecard run`, puis recommencez.",
    ),
)
UNFORESEEN = Refusal(
    "data_link_unforeseen",
    Text(
        "The numbers cannot be read now; the log of the dashboard has this under {reference}. Try again later.",
        "Les chiffres ne peuvent être lus pour l'instant; le journal du tableau de bord en dit plus sous {reference}. "
        "Réessayez plus tard.",
    ),
)
HAS_NO_TOKEN = Refusal(
    "data_link_has_no_token",
    Text(
        "{email} has no token in force; nothing is left to take away.",
        "{email} n'a pas de jeton en vigueur; il n'y a rien à retirer.",
    ),
)
