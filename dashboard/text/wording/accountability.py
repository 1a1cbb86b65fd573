"""Texts of the pages of partners and of audit recommendations."""

from data.accountability_words import Side
from data.text import Text
from metrics.accountability.agreements import Standing

PARTNERS = Text("Partners", "Partenaires")
AUDITS = Text("Audit recommendations", "Recommandations d'audit")
VIEWS = Text("Accountability", "Responsabilisation")

# Partners.

NO_PARTNERS = Text(
    "No partner is known: no source tells any, and no agreement was loaded (scorecard agreements FILE).",
    "Aucun partenaire n'est connu : aucune source n'en indique et aucune entente n'a été chargée (scorecard agreements "
    "FICHIER).",
)
LEAD = Text(
    "{covered} of {partners} partners have an agreement in force on {day}.",
    "{covered} des {partners} partenaires ont une entente en vigueur au {day}.",
)
WITHOUT = Text("Without one: {names}.", "Sans entente : {names}.")
ENDING = Text("Ending within 90 days: {names}.", "Prennent fin d'ici 90 jours : {names}.")
OVERDUE = Text("Acceptance overdue: {names}.", "Acceptation en retard : {names}.")
NOT_OVERDUE = Text("No acceptance is overdue.", "Aucune acceptation n'est en retard.")
FILTERS = Text(
    "Results are told as they were agreed; of the filters only the period changes them.",
    "Les résultats sont présentés selon les ententes; parmi les filtres, seule la période les modifie.",
)
CAPTION = Text(
    "Partners and what was agreed with them, those without an agreement first; measures met of those that can be "
    "judged.",
    "Partenaires et ententes, ceux sans entente d'abord; mesures respectées parmi celles qui peuvent être évaluées.",
)
PARTNER = Text("Partner", "Partenaire")
AGREEMENT = Text("Agreement", "Entente")
PARTY = Text("Kind of partner", "Type de partenaire")
SIGNED = Text("Signed", "Signée")
EXPIRES = Text("Last day", "Dernier jour")
NO_END = Text("no end agreed", "sans fin convenue")
MEASURES_MET = Text("Measures met", "Mesures respectées")
OF = Text("{met} of {n}", "{met} sur {n}")
ACCEPTED = Text("Results accepted", "Résultats acceptés")
NONE_IN_FORCE = Text("No agreement in force", "Aucune entente en vigueur")
STANDINGS = {
    Standing.EXPIRED: Text("expired", "échue"),
    Standing.ENDING: Text("ends soon", "prend fin bientôt"),
}

# One partner.

ALL_PARTNERS = Text("All partners", "Tous les partenaires")
UNKNOWN = Text("There is no partner “{what}” that you may see.", "Aucun partenaire « {what} » que vous puissiez voir.")
REPORT = Text("Report on {period}", "Rapport : {period}")
PRINT = Text("It prints as it stands.", "Il s'imprime tel quel.")
NO_AGREEMENT = Text(
    "{name} has no agreement in force on {day}. Agreements are loaded by scorecard agreements FILE.",
    "{name} : aucune entente en vigueur au {day}. Les ententes se chargent par scorecard agreements FICHIER.",
)
MET_LINE = Text(
    "{met} of {n} measures that can be judged reached what was agreed in {period}; missed: {names}.",
    "{met} des {n} mesures qui peuvent être évaluées ont atteint le niveau convenu, {period}; manquées : {names}.",
)
ALL_MET_LINE = Text(
    "{met} of {n} measures that can be judged reached what was agreed in {period}; none was missed.",
    "{met} des {n} mesures qui peuvent être évaluées ont atteint le niveau convenu, {period}; aucune n'a été manquée.",
)
NO_RESULTS = Text("No measure can be judged in {period}.", "Aucune mesure ne peut être évaluée, {period}.")
OUTSIDE_FROM = Text(
    "Results are agreed from {first} on, and {period} is not wholly after that: none is judged.",
    "Les résultats sont convenus à partir du {first}; {period} n’est pas entièrement après cette date, et aucun n’est "
    "évalué.",
)
OUTSIDE = Text(
    "Results are agreed from {first} to {last}, and {period} is not wholly within that: none is judged.",
    "Les résultats sont convenus du {first} au {last}; {period} n’y est pas entièrement comprise, et aucun "
    "n’est évalué.",
)
NOT_AGREED_YET = Text("not judged: outside what was agreed", "non évalué : hors de l’entente")
NO_MEASURES = Text("No measure was agreed.", "Aucune mesure n'a été convenue.")
FACTS = Text(
    "{kind} ({party}), signed on {signed}, {until}. {principles}",
    "{kind} ({party}), signature le {signed}, {until}. {principles}",
)
UNTIL = Text("last day {day}", "dernier jour {day}")
CARRIES = Text(
    "It carries the service principles of the Directive.", "Elle comprend les principes de service de la Directive."
)
CARRIES_NOT = Text(
    "It does not carry the service principles of the Directive.",
    "Elle ne comprend pas les principes de service de la Directive.",
)
MEASURE = Text("Measure", "Mesure")
PART = Text("Of", "Portée")
PART_OF = Text("{name}: {codes}", "{name} : {codes}")
AGREED = Text("Agreed", "Convenu")
RESULT = Text("Result", "Résultat")
RECORDS = Text("Records", "Enregistrements")
STATUS = Text("Status", "État")
BY_QUARTER = Text("told by quarter", "connu par trimestre")
LEFT_OUT = Text("Left out", "Exclusions")
COMMENT = Text("Comment", "Commentaire")
MEASURES_CAPTION = Text("Measures of {code}, {period}", "Mesures de {code}, {period}")
ANSWERS = Text("Acceptance of results by both sides", "Acceptation des résultats par les deux parties")
QUARTER = Text("Quarter", "Trimestre")
SIDE = Text("Side", "Partie")
DUE = Text("Due", "Échéance")
ANSWER = Text("Answer", "Réponse")
AS_ACCEPTED = Text("Figures since", "Chiffres depuis")
SAYS_YES = Text("accepted on {day} by {author}", "acceptés le {day} par {author}")
SAYS_NO = Text("objected on {day} by {author}", "contestés le {day} par {author}")
SAYS_NOTHING = Text("not answered yet", "sans réponse")
SAYS_LATE = Text("overdue {n} days", "en retard de {n} jours")
SAYS_LATE_ONE = Text("overdue 1 day", "en retard d'un jour")
UNCHANGED = Text("unchanged", "inchangés")
CHANGED = Text("changed: {names}", "modifiés : {names}")
CHANGED_FROM = Text("{name}, {then} then, {now} now", "{name}, {then} alors, {now} maintenant")
BOTH = Text("both sides, {period}", "les deux parties, {period}")
ONE_SIDE = Text("{side} only, {period}", "{side} seulement, {period}")
NO_SIDE = Text("neither side, {period}", "aucune partie, {period}")
NOT_BY_QUARTER = Text("not by quarter", "pas par trimestre")
NONE_YET = Text("no quarter yet", "aucun trimestre encore")
SIDES = {
    Side.ORGANIZATION: Text("the organization", "l'organisation"),
    Side.PARTNER: Text("the partner", "le partenaire"),
}
CHOOSE_QUARTER = Text(
    "Results are accepted by quarter; the last one that is over:",
    "Les résultats s'acceptent par trimestre; le dernier terminé :",
)
ACCEPT = Text("Accept the results of {period}, or object", "Accepter les résultats, ou les contester : {period}")
ACCEPT_NOTE = Text(
    "The figures above are kept with the answer, so that a later change of them is seen. Who signs for the partner on "
    "its letter says where the letter is.",
    "Les chiffres ci-dessus sont conservés avec la réponse, afin qu'un changement ultérieur se voie. Qui signe pour le "
    "partenaire d'après sa lettre indique où elle se trouve.",
)
ACCEPT_BUTTON = Text("Sign", "Signer")
CHOICES = {"yes": Text("Accept", "Accepter"), "no": Text("Object", "Contester")}
REMARK = Text("Remark (needed to object)", "Remarque (requise pour contester)")
REMARK_OTHER = Text("The same in French (optional)", "La même chose en anglais (facultatif)")
ACCEPTED_DONE = Text("Accepted: results of {code}, {period}.", "Acceptés : résultats de {code}, {period}.")
OBJECTED_DONE = Text("Objected: results of {code}, {period}.", "Contestés : résultats de {code}, {period}.")

# Audit recommendations.

NO_RECOMMENDATIONS = Text(
    "No audit recommendation was loaded yet (scorecard recommendations FILE).",
    "Aucune recommandation d'audit n'a encore été chargée (scorecard recommendations FICHIER).",
)
AUDIT_LEAD = Text("{n} recommendations: {counts}.", "{n} recommandations : {counts}.")
COUNT = Text("{n} “{status}”", "{n} « {status} »")
LATE = Text("Late: {names}.", "En retard : {names}.")
MORE = Text("and {n} more", "et {n} de plus")
NONE_LATE = Text("None is late.", "Aucune n'est en retard.")
AUDIT_CAPTION = Text("Audit recommendations, the late ones first", "Recommandations d'audit, celles en retard d'abord")
RECOMMENDATION = Text("Recommendation", "Recommandation")
BODY = Text("Made by", "Faite par")
DONE_ABOUT = Text("What is done", "Ce qui est fait")
OWNER = Text("Owner", "Responsable")
EVIDENCE = Text("Evidence", "Preuve")
CHANGE = Text("Change a recommendation", "Modifier une recommandation")
WHICH = Text("Which", "Laquelle")
NEW_OWNER = Text("Another owner (optional)", "Autre responsable (facultatif)")
NEW_DUE = Text("Another date (optional)", "Autre échéance (facultatif)")
NEW_ACTION = Text("What is done now (optional)", "Ce qui est fait maintenant (facultatif)")
NEW_ACTION_OTHER = Text("The same in French (optional)", "La même chose en anglais (facultatif)")
NOTE = Text("Why it changes (optional)", "Raison du changement (facultatif)")
RECOMMENDATION_DONE = Text("Saved: {code}.", "Enregistré : {code}.")
HISTORY = Text("History", "Historique")
VERSION = Text("{moment}: {status}, due {due} ({author})", "{moment} : {status}, échéance {due} ({author})")

# Elsewhere.

ON_QUALITY = Text("Who answers for it", "Qui en répond")
OVERDUE_COUNT = Text(
    "Overdue acceptances of results by a side: {n}.", "Acceptations de résultats en retard, par partie : {n}."
)
LACKING_COUNT = Text("Partners without an agreement in force: {n}.", "Partenaires sans entente en vigueur : {n}.")
LATE_AUDITS = Text("Late audit recommendations: {names}.", "Recommandations d'audit en retard : {names}.")
LATE_AUDITS_COUNT = Text("Late audit recommendations: {n}", "Recommandations d'audit en retard : {n}")
ATTESTATION_DONE = Text("Saved: {name}.", "Enregistré : {name}.")
