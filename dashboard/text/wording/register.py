"""Texts of the register of standards."""

from data.text import Text
from metrics.standards.elements import Element

TITLE = Text("The register of standards", "Registre des normes")
COMPLETE = Text(
    "{complete} of {services} services have all four elements that the service directive asks for.",
    "{complete} des {services} services ont les quatre éléments exigés par la directive sur les services.",
)
RULE = Text(
    "A description with the fee; a pledge; objectives for timeliness, access and accuracy; complaint and redress: in "
    "both languages, on every channel used within the twelve months to the end of {period}. What the common standard "
    "of a channel says holds for all services there.",
    "Une description avec les frais; un engagement; des objectifs de rapidité, d'accès et d'exactitude; plainte et "
    "recours : dans les deux langues, pour chaque canal utilisé dans les douze mois se terminant avec {period}. Ce que "
    "dit la norme commune d'un canal vaut pour tous les services qui y sont offerts.",
)
NONE = Text(
    "No standard is registered. A source tells them as the record service_standard, or `scorecard standards FILE` "
    "loads them.",
    "Aucune norme n'est inscrite. Une source les indique dans l'enregistrement service_standard, ou `scorecard "
    "standards FILE` les charge.",
)
LACKING = Text("What each of the others lacks", "Ce qui manque à chacun des autres")
LACKS = Text("Lacks", "Il manque")
SHOW = Text("Show the {n} standards in force", "Afficher les {n} normes en vigueur")
HIDE = Text("Hide the register", "Masquer le registre")
CAPTION = Text(
    "{n} standards in force at the end of {period}: common ones first, then by service.",
    "{n} normes en vigueur à la fin de {period} : les communes d'abord, puis par service.",
)
COMMON = Text("Common to all services", "Commune à tous les services")
PROMISE = Text("What is promised", "Ce qui est promis")
TARGET = Text("Target", "Cible")
SINCE = Text("In force", "En vigueur")
FROM = Text("since {day}", "depuis le {day}")
FROM_TO = Text("{day} to {last}", "du {day} au {last}")
APART = Text("For", "Pour")
EVERYBODY = Text("everybody", "tous")
NOT_NORMAL = Text("circumstances not normal", "circonstances exceptionnelles")
GUARANTEE = Text("Guarantee", "Garantie")
APPROVED = Text("approved {ref}", "approuvée {ref}")
APPROVED_ON = Text("approved {ref}, {day}", "approuvée {ref}, le {day}")
NO_GUARANTEE = Text("no", "non")
WRITTEN = Text("Also written", "Aussi rédigés")
PARTS = {
    "description": Element.DESCRIPTION.text,
    "pledge": Element.PLEDGE.text,
    "access": Text("access", "accès"),
    "accuracy": Text("accuracy", "exactitude"),
    "redress": Element.REDRESS.text,
}
