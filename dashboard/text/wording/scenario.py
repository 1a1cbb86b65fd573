"""Texts of scenarios: steps in words, the forms that build them, and what they would do."""

from data.text import Text

SAVED = Text("Scenarios", "Scénarios")
NONE = Text(
    "No scenarios are saved yet. Start one: a channel shift, a new service, a centre, a campaign, a price, a backlog.",
    "Aucun scénario n'est enregistré. Créez-en un : transfert entre canaux, nouveau service, centre, "
    "campagne, prix, arriéré.",
)
NEW = Text("+ New scenario", "+ Nouveau scénario")
BY = Text("by {author}, {day}, version {version}, on the forecast of {run}",
          "par {author}, {day}, version {version}, d'après la prévision du {run}")  # fmt: skip
IS_PLAN = Text("published as the plan", "publié comme plan")
PLAN_OF = Text(
    "The plan is “{name}”, published by {author} on {day}; staffing and the scorecard's outlook use it.",
    "Le plan est « {name} », publié par {author} le {day}; le personnel requis et les perspectives du tableau de bord "
    "s'y fondent.",
)
NO_PLAN = Text(
    "No scenario is published: staffing and the outlook use the forecast with its overrides.",
    "Aucun scénario n'est publié : le personnel requis et les perspectives se fondent sur la prévision corrigée.",
)
NEW_NAME = Text("New name", "Nouveau nom")
COPY = Text("Copy “{name}”", "Copier « {name} »")
COPY_DO = Text("Copy", "Copier")
RENAME = Text("Rename “{name}”", "Renommer « {name} »")
RENAME_DO = Text("Rename", "Renommer")
DELETE = Text("Delete “{name}”", "Supprimer « {name} »")
DELETE_DO = Text("Delete", "Supprimer")
DELETED = Text("Deleted: {name}.", "Supprimé : {name}.")
MISFIT = Text("“{name}” does not fit this forecast:", "« {name} » ne convient pas à cette prévision :")

STEPS = Text("Steps of “{name}”", "Étapes de « {name} »")
KINDS = {
    "shift": Text("Channel shift", "Transfert entre canaux"),
    "service": Text("Service launched or on-boarded", "Service lancé ou intégré"),
    "centre": Text("Centre closed or changed", "Centre fermé ou modifié"),
    "campaign": Text("Campaign", "Campagne"),
    "price": Text("Price change", "Changement de prix"),
    "backlog": Text("Backlog", "Arriéré"),
    "assumption": Text("Assumption changed", "Hypothèse modifiée"),
}
FIELDS = {
    "from_channel": Text("From channel", "Du canal"),
    "to_channel": Text("To channel", "Au canal"),
    "share": Text("Share that moves (%)", "Part transférée (%)"),
    "eligible": Text("Share that is eligible (%)", "Part admissible (%)"),
    "vanish": Text("Share that no longer comes (%)", "Part évitée (%)"),
    "lines": Text("Lines of business (none: all)", "Secteurs d'activité (aucun : tous)"),
    "channels": Text("Channels (none: all)", "Canaux (aucun : tous)"),
    "line": Text("Line of business", "Secteur d'activité"),
    "channel": Text("Channel", "Canal"),
    "monthly": Text("Per month, {channel}", "Par mois, {channel}"),
    "location": Text("Centre", "Centre"),
    "desks": Text("Percent of its staff that stays (0: closed)", "Pourcentage du personnel qui reste (0 : fermé)"),
    "opens": Text("Opens at (empty: as now)", "Ouvre à (vide : comme maintenant)"),
    "closes": Text("Closes at (empty: as now)", "Ferme à (vide : comme maintenant)"),
    "leave": Text("If closed, percent to {channel}", "Si fermé, pourcentage vers {channel}"),
    "percent": Text("Percent more or less", "Pourcentage de plus ou de moins"),
    "elasticity": Text(
        "Elasticity (−0.2: price 10% higher, demand 2% lower)",
        "Élasticité (−0,2 : prix 10 % plus élevé, demande 2 % plus faible)",
    ),
    "cases": Text("Waiting cases", "Dossiers en attente"),
    "contacts": Text("Contacts per case by {channel}", "Contacts par dossier, {channel}"),
    "starts": Text("First day", "Premier jour"),
    "ends": Text("Last day (empty: permanent)", "Dernier jour (vide : permanent)"),
    "assumption": Text("Assumption", "Hypothèse"),
    "value": Text("New value, in the unit shown", "Nouvelle valeur, dans l'unité indiquée"),
    "source": Text("Where the value comes from", "D'où vient la valeur"),
    "ramp_days": Text("Days until full effect", "Jours jusqu'au plein effet"),
}
STEP = Text("Step", "Étape")
ADD = Text("Add a step: {kind}", "Ajouter une étape : {kind}")
ADD_WHAT = Text("Kind of step", "Nature de l'étape")
NO_SUCH_STEP = Text(
    "This step is not in the scenario that was on your screen; choose another.",
    "Cette étape ne figure pas dans le scénario affiché à votre écran; choisissez-en une autre.",
)
REMOVE_STEP = Text("Remove a step", "Retirer une étape")
NAME = Text("Name of the scenario", "Nom du scénario")
ABOUT = Text("What it is about (optional)", "De quoi il s'agit (facultatif)")
PUBLISH = Text("Publish “{name}” as the plan", "Publier « {name} » comme plan")
PUBLISH_DO = Text("Publish", "Publier")
UNPUBLISH = Text("Withdraw the plan", "Retirer le plan")
WHY = Text("Reason (optional)", "Raison (facultatif)")
DONE = Text("Done: {name}.", "Fait : {name}.")

OUTCOME = Text("What it would do, over the whole forecast", "Effet attendu, sur toute la prévision")
OUTCOME_WHY = Text(
    "Compared with today: the current forecast with today's staff. Moving volume does not move fixed "
    "costs; “if all cost moved” is the figure used by the GOV.UK service manual, for comparison.",
    "Par rapport à aujourd'hui : la prévision actuelle avec le personnel actuel. Déplacer du volume "
    "ne déplace pas les coûts fixes; « si tout suivait » est le chiffre du manuel de service de "
    "GOV.UK, à titre de comparaison.",
)
DIFFERENCE = Text("{name}: difference", "{name} : différence")
SAVES = Text(
    "“{name}” saves {change} of {today}: {fixed} of the cost is fixed and does not move with the volume.",
    "« {name} » économise {change} sur {today} : {fixed} des coûts sont fixes et ne suivent pas le volume.",
)
COSTS_MORE = Text(
    "“{name}” costs {change} more than the {today} of today: {fixed} of the cost is fixed and does not move with the "
    "volume.",
    "« {name} » coûte {change} de plus que les {today} d'aujourd'hui : {fixed} des coûts sont fixes et ne suivent pas "
    "le volume.",
)
SUPPOSED_SAVES = Text(
    "“{name}” costs {change} less than the {today} of today; part of it comes from what it supposes otherwise.",
    "« {name} » coûte {change} de moins que les {today} d'aujourd'hui; une part vient de ce qu'il suppose autrement.",
)
SUPPOSED_COSTS = Text(
    "“{name}” costs {change} more than the {today} of today; part of it comes from what it supposes otherwise.",
    "« {name} » coûte {change} de plus que les {today} d'aujourd'hui; une part vient de ce qu'il suppose autrement.",
)
COSTS_THE_SAME = Text("“{name}” costs what today does, {today}.", "« {name} » coûte autant qu'aujourd'hui, {today}.")
UNIT = Text("Unit", "Unité")
CHANNEL_CODE = Text("Channel code", "Code du canal")
UNITS = {
    "cents": Text("$", "$"),
    "share": Text("%", "%"),
    "s": Text("seconds", "secondes"),
    "": Text("number", "nombre"),
}
MEASURE = Text("Measure", "Mesure")
TODAY = Text("Today", "Aujourd'hui")
BY_CHANNEL = Text("By channel", "Par canal")

ASSUMED = Text("Assumptions and their sources", "Hypothèses et leurs sources")
CHANGE_ASSUMPTION = Text("Suppose another value in this scenario", "Supposer une autre valeur dans ce scénario")
NOW = Text("{channel}: {what} (now {value})", "{channel} : {what} (actuellement {value})")
ASSUMPTION = Text("Assumption", "Hypothèse")
CHANNEL = Text("Channel", "Canal")
SHARED = Text("shared cost", "coûts communs")
VALUE = Text("Value", "Valeur")
SOURCE = Text("Source", "Source d'information")
BASIS = Text("Basis", "Fondement")
