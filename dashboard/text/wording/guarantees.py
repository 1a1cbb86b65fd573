"""Texts of guarantees at risk, and of what another guarantee would have cost."""

from data.text import Text

TITLE = Text("Guarantees at risk now", "Garanties à risque en ce moment")
NOTHING = Text(
    "No guaranteed item began in the last fourteen months, so none is at risk. "
    "A standard that is a guarantee is registered with its approval.",
    "Aucune demande garantie n'a commencé depuis quatorze mois : aucune n'est à risque. "
    "Une norme garantie est inscrite au registre avec son approbation.",
)
OPEN_LATE = Text(
    "{open} guaranteed items are open at the end of {day}: {late} past their time, {soon} due within five business "
    "days.",
    "{open} demandes garanties sont ouvertes à la fin du {day} : {late} en retard, {soon} à échéance d'ici cinq jours "
    "ouvrables.",
)
AHEAD = Text(
    "Until {end} {mean} breaches are expected; {interval} with a chance of {inside}.",
    "D'ici le {end}, {mean} manquements sont attendus; {interval} avec une probabilité de {inside}.",
)
REFUNDS = Text(
    "Claimed as last year's were, they cost {mean} on average; {interval} with a chance of {inside}.",
    "Réclamés comme l'an dernier, ils coûtent {mean} en moyenne; {interval} avec une probabilité de {inside}.",
)
FROM_TO = Text("from {low} to {high}", "de {low} à {high}")
METHOD = Text(
    "An item's chance is that of items of its service and channel which had as many business days left: on each day of "
    "the last half-year so many were open, and so many of them were not ended. Items still to come follow the pace of "
    "the last eight weeks, moved as in the same weeks of last year. The interval is the one nearest to 80%.",
    "La probabilité d'une demande est celle des demandes du même service et canal ayant autant de jours ouvrables "
    "restants : chaque jour du dernier semestre, tant étaient ouvertes, et tant n'ont pas été terminées. Les demandes "
    "à venir suivent le rythme des huit dernières semaines, corrigé comme aux mêmes semaines de l'an dernier. "
    "L'intervalle est le plus proche de 80 %.",
)
CAPTION = Text(
    "Open guaranteed items, the most expected breaches first.",
    "Demandes garanties ouvertes, les plus nombreux manquements attendus d'abord.",
)
OPEN = Text("Open", "Ouvertes")
LATE = Text("Past their time", "En retard")
SOON = Text("Due within 5 days", "Échéance en 5 jours")
EXPECTED = Text("Breaches expected", "Manquements attendus")
SHOW_ITEMS = Text("Show the {n} to look at first", "Afficher les {n} à examiner d'abord")
HIDE_ITEMS = Text("Hide single items", "Masquer les demandes")
ITEMS_CAPTION = Text(
    "The {n} open items to look at first: past their time, then by their chance of a breach.",
    "Les {n} demandes ouvertes à examiner d'abord : en retard, puis selon la probabilité d'un manquement.",
)
ITEM = Text("Item", "Demande")
BEGAN = Text("Began", "Début")
DUE = Text("Due", "Échéance")
LEFT = Text("Business days left", "Jours ouvrables restants")
CHANCE = Text("Chance of a breach", "Probabilité d'un manquement")
BREACHED = Text("breached", "manquée")
LESS_THAN = Text("less than {value}", "moins de {value}")

NOT_PAID = Text("Claims that were not paid: {reasons}.", "Réclamations non payées : {reasons}.")
NO_REASON = Text("no reason given", "aucune raison donnée")
UNCLAIMED = Text(
    "{n} breaches of items due in the period are not claimed: {cents} could be asked back.",
    "{n} manquements de demandes échues dans la période ne sont pas réclamés : {cents} pourraient être demandés.",
)
ALL_CLAIMED = Text(
    "No breach of an item due in the period is left unclaimed.",
    "Aucun manquement d'une demande échue dans la période ne reste sans réclamation.",
)

ELSEWHERE = Text("What another guarantee would have cost", "Ce qu'une autre garantie aurait coûté")
ELSEWHERE_LEAD = Text(
    "{n} services and channels have a standard in business days and no guarantee. {best} was kept best over the twelve "
    "months to {day}: {late} of {due} late. Guaranteed, it would have cost {likely} had as many claimed as elsewhere, "
    "{most} had all.",
    "{n} services et canaux ont une norme en jours ouvrables sans garantie. {best} a été la mieux respectée au cours "
    "des douze mois jusqu'au {day} : {late} sur {due} en retard. Garantie, elle aurait coûté {likely} avec autant de "
    "réclamations qu'ailleurs, {most} si tous avaient réclamé.",
)
ELSEWHERE_FEW = Text(
    "{n} services and channels have a standard in business days and no guarantee; none had the thirty cases in the "
    "twelve months to {day} that a promise can be judged by.",
    "{n} services et canaux ont une norme en jours ouvrables sans garantie; aucun n'a eu, au cours des douze mois "
    "jusqu'au {day}, les trente cas nécessaires pour en juger.",
)
NO_ELSEWHERE = Text(
    "No service or channel without a guarantee has a standard in business days with cases in the last twelve months.",
    "Aucun service ni canal sans garantie n'a de norme en jours ouvrables avec des cas dans les douze derniers mois.",
)
ELSEWHERE_CAPTION = Text(
    "Services without a guarantee by how well their standard was kept; those with fewer than thirty cases last.",
    "Services sans garantie selon le respect de leur norme; ceux qui ont moins de trente cas en dernier.",
)
CASES = Text("Cases due", "Cas échus")
LATE_CASES = Text("Late", "En retard")
KEPT = Text("In time", "À temps")
LIKELY = Text("Cost, claimed as elsewhere", "Coût, réclamations comme ailleurs")
MOST = Text("Cost, all claimed", "Coût, tous réclament")
