"""Texts around every page: menu, filters, banners, and what is said when something is not there."""

from typing import NamedTuple

from data.text import Text


class WayOn(NamedTuple):
    """A sentence on why there is nothing to show, and the text of the link that leads on."""

    sentence: Text
    way_on: Text


TITLE = Text("Service scorecard", "Tableau de bord des services")
SKIP = Text("Skip to the content", "Aller au contenu")
SKIP_FILTERS = Text("Skip the filters", "Passer les filtres")
MARK = Text("Mark of the organization", "Logo de l’organisme")
PAGES = Text("Pages", "Pages")
PAGE = Text("Page", "Page")
SCORECARD = Text("Scorecard", "Tableau de bord")
INDICATOR = Text("Indicator", "Indicateur")
TRAIL = Text("You are here", "Vous êtes ici")

FICTIONAL = Text("Fictional data", "Données fictives")
FICTIONAL_WHY = Text(
    "Fictional data of an invented organization: no number here is about a real service.",
    "Données fictives d'un organisme inventé : aucun chiffre ne porte sur un service réel.",
)

OTHER_LANGUAGE = Text("Français", "English")
PERIOD = Text("Period", "Période")
NOW = Text("Now", "Maintenant")
LATEST = Text("Latest: {period}", "Dernier : {period}")
OPEN = Text("{period} (open, {done} of {of} business days)", "{period} (en cours, {done} jours ouvrables sur {of})")
EARLIER = Text("Earlier: {period}", "Précédente : {period}")
LATER = Text("Later: {period}", "Suivante : {period}")
WEEKS = Text("Weeks", "Semaines")
DAYS = Text("Days", "Jours")
NOT_BEGUN = WayOn(
    Text("{period} has not begun.", "{period} : cette période n'a pas commencé."),
    Text("Latest complete month: {period}", "Dernier mois complet : {period}"),
)
BEFORE_DATA = WayOn(
    Text("There are no data of {period} yet.", "Il n'y a pas encore de données pour {period}."),
    Text("The data begin in {period}", "Les données commencent en {period}"),
)
SHOWN_INSTEAD = Text("{period} is shown instead.", "{period} est affiché à la place.")
OPEN_DAY = Text("{period} (open)", "{period} (en cours)")
OPEN_DAY_NOTE = Text(
    "{day} is open: its numbers are those of the hours read so far, and are not judged.",
    "La journée du {day} est en cours : ses chiffres sont ceux des heures lues jusqu’ici et ne sont pas jugés.",
)
OPEN_NOTE = Text(
    "{period} is still open: {done} of {of} business days, to {day}. Values are those so far, beside the same "
    "business days of the year before; their variation is not judged yet.",
    "{period} : période en cours, {done} jours ouvrables sur {of}, jusqu'au {day}. Les valeurs sont partielles, à "
    "côté des mêmes jours ouvrables de l'année précédente; leur variation n'est pas encore jugée.",
)
KNOWN_NOW = Text("As known now", "Données actuelles")
RUNS = Text("As reported", "Tel que publié")
RUN_OF = Text("As reported {moment}", "Tel que publié le {moment}")
RUN_GONE = Text(
    "There is no run {what} any more, or there never was: you see what is known now. The runs that are kept are in the "
    "list “As reported”.",
    "Il n'y a plus de traitement {what}, ou il n'y en a jamais eu : vous voyez les données actuelles. Les traitements "
    "conservés sont dans la liste « Tel que publié ».",
)
VERIFIED = Text("Verified", "Vérifié")
VERIFIED_WHY = Text(
    "{n} numbers recomputed from the records independently on {moment}: no difference",
    "{n} chiffres recalculés indépendamment à partir des enregistrements le {moment} : aucun écart",
)
NOT_VERIFIED = Text("Not verified yet", "Pas encore vérifié")
DIFFERENCES = Text("{n} differences found", "{n} écarts constatés")
MONTHS = Text("Months", "Mois")
QUARTERS = Text("Quarters", "Trimestres")
YEARS = Text("Fiscal years", "Exercices")
ALL_CHANNELS = Text("All channels", "Tous les canaux")
ALL_LINES = Text("All lines of business", "Tous les secteurs d'activité")
FILTERS = Text("Only", "Seulement")
WITHOUT_FILTER = Text("Remove the filter {name}: {value}", "Retirer le filtre {name} : {value}")
AS_TABLE = Text("Table", "Tableau")
AS_CHART = Text("Charts", "Graphiques")

AS_REPORTED = Text(
    "As reported by the run of {moment}, with the targets and definitions of that day.",
    "Tel que publié par le traitement du {moment}, avec les cibles et les définitions de ce jour-là.",
)
NOW_OTHERWISE = Text("Since then, the definition of {names} has changed.", "Depuis, la définition a changé : {names}.")
AS_KNOWN_NOW = Text("Show as known now", "Afficher selon les données actuelles")

NOTHING_PUBLISHED = Text(
    "Nothing has been published yet. Run “scorecard demo”, then “scorecard run”, and reload this page.",
    "Rien n'a encore été publié. Lancez « scorecard demo », puis « scorecard run », et rechargez la page.",
)
NOT_KNOWN = Text(
    "The link asks for {what}, which does not exist here; it has been ignored.",
    "Le lien demande {what}, qui n'existe pas ici; ce choix a été ignoré.",
)
DEFINITIONS_LOST = Text(
    "The definitions that run {run} used are lost, so it cannot be shown as it was: you see what is "
    "known now. The person responsible for the scorecard can restore them from a backup.",
    "Les définitions utilisées par le traitement {run} sont perdues; il ne peut donc pas être affiché "
    "tel quel : vous voyez les données actuelles. La personne responsable du tableau de bord peut les "
    "rétablir à partir d'une sauvegarde.",
)
NO_SUCH_INDICATOR = Text(
    "There is no indicator with that name. Choose one on the scorecard.",
    "Aucun indicateur ne porte ce nom. Choisissez-en un dans le tableau de bord.",
)
FAILED = Text(
    "This page could not be shown. Reload it; if that does not help, report reference {reference}.",
    "Cette page n'a pas pu être affichée. Rechargez-la; si rien ne change, signalez la référence {reference}.",
)
BACK_TO_START = Text("Back to the scorecard", "Retour au tableau de bord")

WORKING = Text("Updating…", "Mise à jour en cours…")
DONE = Text("{page}: updated", "{page} : à jour")

SAVE_AS = Text("Save as", "Enregistrer en")
FILE_GROUP = Text("Group", "Groupe")
FILE_RUN = Text("run {run}", "traitement {run}")
