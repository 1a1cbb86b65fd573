"""Texts of the page on the Service Directive: what the data show of each obligation, and what people attest."""

from data.accountability_words import AttestationKind
from data.text import Text
from metrics.accountability.compliance import Compliance

TITLE = Text("Service Directive", "Directive sur les services")

ALL_HOLD = Text(
    "All {n} obligations of the Directive hold: {counts}.",
    "Les {n} obligations de la Directive sont remplies : {counts}.",
)
SOME_OPEN = Text(
    "{held} of {n} obligations of the Directive hold ({counts}); open: {names}.",
    "{held} des {n} obligations de la Directive sont remplies ({counts}); à régler : {names}.",
)
NONE_HELD = Text(
    "None of the {n} obligations of the Directive holds yet; open: {names}.",
    "Aucune des {n} obligations de la Directive n'est encore remplie; à régler : {names}.",
)
COUNTS = {
    Compliance.SHOWN: Text("{n} shown by the data", "{n} démontrées par les données"),
    Compliance.ATTESTED: Text("{n} attested", "{n} attestées"),
    Compliance.EXEMPTED: Text("{n} exempted with approval", "{n} exemptées avec approbation"),
}
MORE = Text("{n} more", "{n} autres")
CAPTION = Text(
    "Obligations of the Service Directive, {period}", "Obligations de la Directive sur les services, {period}"
)
OBLIGATION = Text("Obligation", "Obligation des ministères")
STANDS = Text("How it stands", "Où elle en est")
RESTS_ON = Text("What that rests on", "Sur quoi cela repose")
RULE = Text(
    "Data stand over what somebody says; an attestation is good for a year; an exemption names its approval.",
    "Les données priment sur les déclarations; une attestation vaut un an; une exemption cite son approbation.",
)

SENTENCES = {
    "nothing": Text("The data tell nothing of it.", "Les données n'en disent rien."),
    "common_standards": Text(
        "{adopted} of {channels} channels in use have a common standard; of {judged} services and enquiries under one "
        "that can be judged, {missed} missed it.",
        "{adopted} des {channels} canaux utilisés ont une norme commune; sur {judged} services et demandes visés "
        "qui peuvent être évalués, {missed} l'ont manquée.",
    ),
    "program_standards": Text(
        "{covered} of {services} services have a standard on every channel they are offered on.",
        "{covered} des {services} services ont une norme pour chaque canal où ils sont offerts.",
    ),
    "never_published": Text("No public statement was ever published.", "Aucune déclaration publique n'a été publiée."),
    "standards_communicated": Text(
        "The statement of {quarter}, published on {day}, tells {worded} standards in words.",
        "La déclaration de {quarter}, publiée le {day}, énonce {worded} normes.",
    ),
    "no_guarantee": Text("No guarantee is offered.", "Aucune garantie n'est offerte."),
    "guarantees_approved": Text(
        "{approved} of {guarantees} guarantees in force name their approval.",
        "{approved} des {guarantees} garanties en vigueur citent leur approbation.",
    ),
    "quality_monitored": Text(
        "{measured} of {indicators} indicators of customer satisfaction have a number in the last twelve months.",
        "{measured} des {indicators} indicateurs de satisfaction ont un chiffre depuis douze mois.",
    ),
    "not_published": Text(
        "The statement of {quarter}, the last quarter that is over, was not published.",
        "La déclaration de {quarter}, dernier trimestre terminé, n'a pas été publiée.",
    ),
    "quality_communicated": Text(
        "The statement of {quarter} was published on {day}; corrections: {corrections}.",
        "La déclaration de {quarter} a été publiée le {day}; corrections : {corrections}.",
    ),
    "no_improvement": Text(
        "No initiative was planned for the last twelve months.", "Aucune initiative n'était prévue depuis douze mois."
    ),
    "improvements": Text(
        "{live} of {planned} initiatives planned for the last twelve months are live.",
        "{live} des {planned} initiatives prévues depuis douze mois sont en service.",
    ),
    "feedback": Text(
        "Complaints acknowledged in time: {acknowledged}, target {acknowledged_target}; answered in 15 days: "
        "{answered}, target {answered_target}.",
        "Plaintes avec accusé à temps : {acknowledged}, cible {acknowledged_target}; répondues en 15 jours : "
        "{answered}, cible {answered_target}.",
    ),
    "feedback_no_target": Text(
        "Complaints acknowledged in time: {acknowledged}; answered in 15 days: {answered}. No target judges them.",
        "Plaintes avec accusé à temps : {acknowledged}; répondues en 15 jours : {answered}. Aucune cible ne les juge.",
    ),
    "third_parties": Text(
        "{carrying} of {agreements} agreements in force carry the principles; partners without agreement: {lacking}.",
        "{carrying} des {agreements} ententes en vigueur comprennent les principes; nombre de partenaires sans "
        "entente : {lacking}.",
    ),
    "french_quality": Text(
        "Standards met in French {french} of {cases}, in English {english}: no shortfall beyond chance. Designated "
        "places: {designated}.",
        "Normes respectées en français {french} de {cases}, en anglais {english} : aucun retard au-delà du hasard. "
        "Lieux désignés : {designated}.",
    ),
    "french_below": Text(
        "Standards met in French {french} of {cases}, in English {english}: more apart than chance explains. "
        "Designated places: {designated}.",
        "Normes respectées en français {french} de {cases}, en anglais {english} : écart que le hasard n'explique pas. "
        "Lieux désignés : {designated}.",
    ),
}
"""Which sentence → its text."""

ATTESTED = Text(
    "Attested by {author} ({role}) on {day}: “{grounds}”", "Attesté par {author} ({role}) le {day} : « {grounds} »"
)
EXEMPTED = Text(
    "Exempted, approval {approval} of {approved}, noted by {author} ({role}) on {day}: “{grounds}”",
    "Exempté, approbation {approval} du {approved}, consigné par {author} ({role}) le {day} : « {grounds} »",
)
NOBODY = Text("Nobody has attested it.", "Personne ne l'a attesté.")
FILTERS = Text(
    "It is about the whole organization; of the filters only the period changes it.",
    "Elle vise toute l'organisation; parmi les filtres, seule la période la modifie.",
)
SEE = Text("See it", "Voir")

ATTEST = Text("Attest an obligation, or note an exemption", "Attester une obligation, ou consigner une exemption")
ATTEST_NOTE = Text(
    "It is kept with your name and the day, and read by everybody who sees this page.",
    "Le texte est conservé avec votre nom et la date, et lu par quiconque voit cette page.",
)
WHICH = Text("Which obligation", "Quelle obligation")
KIND = Text("What you say", "Ce que vous dites")
KINDS = {
    AttestationKind.ATTESTED: Text("It is kept", "Elle est respectée"),
    AttestationKind.EXEMPTED: Text("It is exempted", "Elle fait l'objet d'une exemption"),
    AttestationKind.WITHDRAWN: Text("What was said no longer holds", "Ce qui a été dit ne vaut plus"),
}
GROUNDS = Text("On what grounds", "Pour quels motifs")
GROUNDS_OTHER = Text("The same in French (optional)", "La même chose en anglais (facultatif)")
APPROVAL = Text("Approval (of an exemption)", "Approbation (d'une exemption)")
APPROVED_ON = Text("Approved on (of an exemption)", "Approuvée le (d'une exemption)")
