"""What is refused to who is looking: pages, records and actions that are not theirs, and people who are not known."""

from data.errors import Refusal
from data.text import Text

UNKNOWN_VIEWER = Refusal(
    "access_unknown_viewer",
    Text(
        "Nobody here has the address {email}: an administrator grants a role with `scorecard users grant`.",
        "Personne ici n'a l'adresse {email}\u00a0: un administrateur accorde un rôle avec `scorecard users grant`.",
    ),
)
NOT_AN_ADDRESS = Refusal(
    "access_not_an_address",
    Text(
        "'{email}' is not an e-mail address: write it as manager@example.org.",
        "«\u00a0{email}\u00a0» n'est pas une adresse de courriel\u00a0: écrivez-la comme gestionnaire@exemple.org.",
    ),
)
UNKNOWN_ROLE = Refusal(
    "access_unknown_role",
    Text("There is no role '{role}': {nearest}", "Il n'y a pas de rôle «\u00a0{role}\u00a0»\u00a0: {nearest}"),
)
SCOPE_NAMES_NOTHING = Refusal(
    "access_scope_names_nothing",
    Text(
        "A scope must name something: write it as channel=telephone.",
        "Une portée doit désigner quelque chose\u00a0: écrivez-la comme channel=telephone.",
    ),
)
ROLE_NEEDS_SCOPE = Refusal(
    "access_role_needs_scope",
    Text(
        "The role {role} is granted with a scope only: add --scope channel=telephone or another breakdown.",
        "Le rôle {role} ne s'accorde qu'avec une portée\u00a0: ajoutez --scope channel=telephone ou une autre "
        "ventilation.",
    ),
)
ROLE_WITHOUT_SCOPE = Refusal(
    "access_role_without_scope",
    Text(
        "The role {role} sees the whole scorecard: leave the scope out.",
        "Le rôle {role} voit tout le tableau de bord\u00a0: omettez la portée.",
    ),
)
LAST_ADMINISTRATOR = Refusal(
    "access_last_administrator",
    Text(
        "{email} is the only administrator: grant that role to somebody else first.",
        "{email} est la seule personne à administrer le tableau de bord\u00a0: accordez d'abord ce rôle à quelqu'un "
        "d'autre.",
    ),
)
USERS_FILE = Refusal(
    "access_users_file",
    Text(
        "{file}, line {line}: {problem:inline} Nothing was changed.",
        "{file}, ligne {line}\u00a0: {problem:inline} Rien n'a été modifié.",
    ),
)
USERS_COLUMNS = Refusal(
    "access_users_columns",
    Text(
        "{file} is no list of people: it needs the columns email, role and scope.",
        "{file} n'est pas une liste de personnes\u00a0: il faut les colonnes email, role et scope.",
    ),
)
SCOPE_IS_NOWHERE = Refusal(
    "access_scope_is_nowhere",
    Text(
        "What you may see ({scope}) is nowhere in the data: ask an administrator.",
        "Ce que vous pouvez voir ({scope}) ne se trouve nulle part dans les données\u00a0: adressez-vous à un "
        "administrateur.",
    ),
)
ACTION = Refusal(
    "access_action",
    Text(
        "Your role ({role}) may not do that ({action}): ask an administrator.",
        "Votre rôle ({role}) ne permet pas de faire cela ({action})\u00a0: adressez-vous à un administrateur.",
    ),
)
ACTION_OF_ALL = Refusal(
    "access_action_of_all",
    Text(
        "That ({action}) touches the whole organization, and you see a part of it: ask somebody who sees it all.",
        "Cela ({action}) touche l'ensemble de l'organisme, dont vous voyez une partie\u00a0: adressez-vous à quelqu'un "
        "qui le voit en entier.",
    ),
)
CHANGE_BEYOND_SCOPE = Refusal(
    "access_change_beyond_scope",
    Text(
        "That would change more than what is yours: choose a channel, line or place within your part.",
        "Cela modifierait plus que ce qui vous revient\u00a0: choisissez un canal, un secteur ou un lieu de votre "
        "partie.",
    ),
)
PAGE = Refusal(
    "access_page",
    Text(
        "This page is not part of your role ({role}): ask an administrator if you need it.",
        "Cette page ne fait pas partie de votre rôle ({role})\u00a0: adressez-vous à un administrateur si vous en avez "
        "besoin.",
    ),
)
PAGE_OF_ALL = Refusal(
    "access_page_of_all",
    Text(
        "This page tells of the whole organization, and you see a part of it: it cannot be limited to yours.",
        "Cette page porte sur l'ensemble de l'organisme, dont vous voyez une partie\u00a0: elle ne peut se limiter à "
        "la vôtre.",
    ),
)
RECORD = Refusal(
    "access_record",
    Text(
        "Single rows of {record} are not part of your role ({role}).",
        "Les lignes de {record} ne font pas partie de votre rôle ({role}).",
    ),
)
PERSONAL_KEY = Refusal(
    "access_personal_key",
    Text(
        "Single rows of {record} are of one person each, and your role ({role}) sees none of that.",
        "Chaque ligne de {record} concerne une seule personne, et votre rôle ({role}) n'en montre aucune.",
    ),
)
NOT_LIMITABLE = Refusal(
    "access_not_limitable",
    Text(
        "{indicator} cannot be limited to what is yours ({scope}): its rows do not know it.",
        "{indicator} ne peut se limiter à ce qui vous revient ({scope})\u00a0: ses lignes ne le précisent pas.",
    ),
)
NEIGHBOURS = Refusal(
    "access_neighbours",
    Text(
        "{indicator} cannot be limited to what is yours ({scope}): whether a contact is repeated depends on rows of "
        "others.",
        "{indicator} ne peut se limiter à ce qui vous revient ({scope})\u00a0: savoir si un contact se répète "
        "dépend des lignes d'autrui.",
    ),
)
NOT_IN_ROLE = Refusal(
    "access_not_in_role",
    Text(
        "{indicator} is not part of your role ({role}).",
        "{indicator} ne fait pas partie de votre rôle ({role}).",
    ),
)
COMMAND = Refusal(
    "access_command",
    Text(
        "`scorecard {command}` is not part of the role {role}, or cannot be limited to a part of the organization.",
        "`scorecard {command}` ne fait pas partie du rôle {role}, ou ne peut se limiter à une partie de l'organisme.",
    ),
)
FORECASTS = Refusal(
    "access_forecasts",
    Text(
        "Forecasts know channels, lines of business and the largest centres, but not what is yours ({scope}): none is "
        "shown.",
        "Les prévisions connaissent les canaux, les secteurs d'activité et les plus grands centres, mais non ce qui "
        "vous revient ({scope})\u00a0: aucune n'est affichée.",
    ),
)
