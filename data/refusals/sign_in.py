"""What is said to who has not signed in, or whose sign-in does not let them in."""

from data.errors import Refusal
from data.text import Text

SIGN_IN = Refusal(
    "sign_in_needed",
    Text("Sign in to see this scorecard.", "Connectez-vous pour voir ce tableau de bord."),
)
ENDED = Refusal(
    "sign_in_ended",
    Text("Your sign-in has ended: sign in again.", "Votre session est terminée\u00a0: connectez-vous de nouveau."),
)
NO_ADDRESS = Refusal(
    "sign_in_no_address",
    Text(
        "Your sign-in tells no confirmed e-mail address, so it cannot be known what you may see: ask who runs it.",
        "Votre connexion n'indique aucune adresse de courriel confirmée; impossible donc de savoir ce que vous pouvez "
        "voir\u00a0: adressez-vous à qui la gère.",
    ),
)
NO_ROLE = Refusal(
    "sign_in_no_role",
    Text(
        "You are signed in as {email}, and that address has no role here: ask an administrator of this scorecard.",
        "Vous êtes connecté en tant que {email}, et cette adresse n'a aucun rôle ici\u00a0: adressez-vous à un "
        "administrateur de ce tableau de bord.",
    ),
)
GROUP_MEANS_NOTHING = Refusal(
    "sign_in_group_means_nothing",
    Text(
        "SCORECARD_SIGN_IN_GROUPS gives the group {group} no role that can be: {problem}",
        "SCORECARD_SIGN_IN_GROUPS ne donne au groupe {group} aucun rôle possible\u00a0: {problem}",
    ),
)
NOT_BELIEVED = Refusal(
    "sign_in_not_believed",
    Text(
        "Your sign-in could not be believed: it had expired, was meant for another address or was not the provider's, "
        "or a clock is wrong; sign in again, and if that does not help ask who runs it.",
        "Votre connexion n'a pu être acceptée\u00a0: elle était expirée, destinée à une autre adresse ou étrangère au "
        "fournisseur, ou une horloge est déréglée; reconnectez-vous et, si rien n'y fait, adressez-vous à qui la gère.",
    ),
)
PROVIDER_DOWN = Refusal(
    "sign_in_provider_down",
    Text(
        "The service by which people sign in does not answer: try again in a few minutes.",
        "Le service de connexion ne répond pas\u00a0: réessayez dans quelques minutes.",
    ),
)
CHANGED = Refusal(
    "sign_in_role_changed",
    Text(
        "What you may see has changed since this page was drawn: reload it.",
        "Ce que vous pouvez voir a changé depuis l'affichage de cette page\u00a0: rechargez-la.",
    ),
)
NOT_BY_THE_PROXY = Refusal(
    "sign_in_not_by_the_proxy",
    Text(
        "This dashboard is opened through its own address only, where people sign in.",
        "Ce tableau de bord ne s'ouvre que par sa propre adresse, où l'on se connecte.",
    ),
)
OPEN_TO_ALL = Refusal(
    "sign_in_open_to_all",
    Text(
        "Nobody signs in to this dashboard, so whoever reaches {address} would be its administrator: set "
        "SCORECARD_SIGN_IN_URL or SCORECARD_PROXY_SECRET, or say that this is meant with --open.",
        "Personne ne se connecte à ce tableau de bord\u00a0: quiconque atteint {address} en serait l'administrateur. "
        "Réglez SCORECARD_SIGN_IN_URL ou SCORECARD_PROXY_SECRET, ou dites avec --open que c'est voulu.",
    ),
)
INCOMPLETE = Refusal(
    "sign_in_incomplete",
    Text(
        "To sign people in, {variable} is needed beside SCORECARD_SIGN_IN_URL.",
        "Pour connecter les gens, il faut aussi {variable} en plus de SCORECARD_SIGN_IN_URL.",
    ),
)
