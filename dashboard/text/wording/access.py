"""Texts on who is looking: the sign in the header, the page of one's own role, and the administration."""

from data.text import Text

ACCOUNT = Text("Your access", "Votre accès")
NO_SIGN_IN = Text("Administrator (no sign-in)", "Administration (sans connexion)")
SIGN_IN = Text("Sign in", "Se connecter")
SIGN_OUT = Text("Sign out", "Se déconnecter")
YOUR_PART = Text(
    "You see a part of the organization; every total is of that part: {scope}.",
    "Vous voyez une partie de l'organisme; chaque total porte sur cette partie : {scope}.",
)
YOUR_ROLE = Text("What your role sees and does", "Ce que votre rôle voit et fait")
NOT_SHOWN = Text("Indicators that you do not see", "Indicateurs que vous ne voyez pas")
MEMBERS = Text("{name}: {members}", "{name} : {members}")
ROLE = Text("Role", "Rôle")
SCOPE = Text("Scope", "Portée")
EVERYTHING = Text("the whole organization", "l'ensemble de l'organisme")
PAGES = Text("Pages", "Pages")
RECORDS = Text("Single rows of", "Lignes une à une de")
GROUPS = Text("Staff results by", "Résultats du personnel par")
PERSONAL = Text("Customer keys", "Clés de client")
MAY = Text("Changes", "Modifications")
NONE = Text("none", "aucune")
SHOWN = Text("shown", "affichées")
MASKED = Text("hidden", "masquées")
ALL_TOGETHER = Text("all together", "ensemble")
NO_PROVIDER = Text(
    "Nobody signs in here: whoever opens this dashboard on this machine is its administrator. The how-to on signing in "
    "says what to set.",
    "Personne ne se connecte ici : quiconque ouvre ce tableau de bord sur cette machine en est l'administrateur. Le "
    "guide de connexion dit quoi régler.",
)

ADMINISTRATION = Text("Administration", "Gestion des accès")
PEOPLE = Text("People", "Personnes")
NO_PEOPLE = Text("Nobody has a role yet.", "Personne n'a encore de rôle.")
EMAIL = Text("E-mail", "Courriel")
SINCE = Text("Since", "Depuis")
BY = Text("Granted by", "Accordé par")
GRANT = Text("Grant a role", "Accorder un rôle")
GRANT_NOTE = Text(
    "A scope is written as channel=telephone; several with commas between them.",
    "Une portée s'écrit channel=telephone; séparez-en plusieurs par des virgules.",
)
REVOKE = Text("Take a role away", "Retirer un rôle")
GRANTED = Text("{email} is now {role}.", "{email} a maintenant le rôle « {role} ».")
REVOKED = Text("{email} has no role any more.", "{email} n'a plus de rôle.")
ROLES = Text("What each role sees and does", "Ce que chaque rôle voit et fait")
RETENTION = Text("Retention", "Conservation")
NO_RETENTION = Text(
    "Single rows are kept for ever: no retention is set.",
    "Les lignes une à une sont conservées indéfiniment : aucune durée n'est fixée.",
)
THE_RUN = Text("the run itself", "le traitement lui-même")
RECORD = Text("Record", "Enregistrement")
MONTHS = Text("Months kept", "Mois conservés")
ROWS_FROM = Text("Rows from", "Lignes depuis")
FOR_EVER = Text("all from now on", "tous désormais")
ALL_ROWS = Text("the beginning", "le début")
SUMS_STAY = Text(
    "Of earlier months the sums stay as they were published.",
    "Des mois antérieurs, les sommes restent telles que publiées.",
)
TRAIL = Text("Audit trail", "Piste de vérification")
TRAIL_WHOLE = Text(
    "Whole, to line {n}: none was changed, added or taken out.",
    "Intacte jusqu'à la ligne {n} : aucune n'a été modifiée, ajoutée ni retirée.",
)
TRAIL_LATEST = Text("The latest {n} lines", "Les {n} dernières lignes")
NO_LINES = Text("No line matches.", "Aucune ligne ne correspond.")
WHEN = Text("When", "Quand")
WHO_DID = Text("Who", "Qui")
DID = Text("Did", "Action")
WHAT = Text("What", "Objet")
DETAILS = Text("Details", "Détails")
SEARCH = Text("Search the trail", "Chercher dans la piste")
FIND = Text("Find", "Chercher")
EXPORT = Text("Trail as CSV", "Piste en CSV")
EXPORT_XLSX = Text("A CSV holds every line.", "Le CSV contient toutes les lignes.")
LINE = Text("Line", "Ligne")
