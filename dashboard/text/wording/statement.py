"""Texts of the public statement, and of the part of the page where it is published."""

from data.text import Text

TITLE = Text("Service quality statement", "Déclaration sur la qualité du service")
OUR_ORGANISATION = Text("Our organization", "Notre organisation")
SKIP = Text("Skip to the figures", "Aller aux chiffres")
OTHER_LANGUAGE = Text("Français", "English")
PUBLISHED = Text(
    "Published on {day}, version {version}. Period: {first} to {last}.",
    "Publiée le {day}, version {version}. Période : du {first} au {last}.",
)
DRAFT = Text(
    "Draft: not published. Period: {first} to {last}.", "Ébauche : non publiée. Période : du {first} au {last}."
)
FICTIONAL = Text("Fictional data", "Données fictives")
SUPERSEDED = Text(
    "A correction of this version was published: see", "Une correction de cette version a été publiée : voir"
)
LEAD = Text(
    "This is what we promise, the share of cases in which we aim to keep the promise, and the share in which we did.",
    "Voici ce que nous promettons, la part des cas où nous visons à tenir parole, et la part où nous l'avons fait.",
)
LEAD_TOTAL = Text(
    "In normal circumstances {value} of {n} transactions met the standard that they fall under.",
    "En circonstances normales, {value} des {n} opérations ont respecté la norme qui les vise.",
)

STANDARDS = Text("Our standards", "Nos normes")
CAPTION = Text(
    "{channel}: our standard, our target and our performance, by service, {period}",
    "{channel} : notre norme, notre cible et notre résultat, par service, {period}",
)
STANDARD = Text("Our standard", "Notre norme")
TARGET = Text("Our target", "Notre cible")
PERFORMANCE = Text("Our performance", "Notre résultat")
CASES = Text("Cases", "Cas")
NOT_NORMAL = Text("Not normal: performance", "Exceptionnelles : résultat")
NOT_NORMAL_CASES = Text("Not normal: cases", "Exceptionnelles : cas")
ALL_SERVICES = Text("All transactions", "Toutes les opérations")
NO_STANDARD = Text("No standard", "Aucune norme")
HIDDEN = Text("hidden", "masqué")
NONE = Text("none", "aucun")
NO_TARGET = Text("none set", "non fixée")

GUARANTEES = Text("Our guarantees", "Nos garanties")
GUARANTEE_LEAD = Text(
    "Where a guarantee covers a service, the fee is paid back on claim if we are late.",
    "Lorsqu'une garantie vise un service, les droits sont remboursés sur demande si nous sommes en retard.",
)
GUARANTEE_CAPTION = Text(
    "Guaranteed items that were due, and the share delivered on time, {period}",
    "Demandes garanties échues et part livrée à temps, {period}",
)
DUE = Text("Items due", "Demandes échues")
KEPT = Text("Guarantee kept", "Garantie respectée")
ALL = Text("All", "Ensemble")
REFUNDS = Text(
    "{n} claims on the guarantee were made, and {money} was paid back.",
    "{n} réclamations ont été présentées au titre de la garantie et {money} ont été remboursés.",
)
REFUNDS_HIDDEN = Text(
    "Fewer than {least} claims on the guarantee were made; their number and what was paid back are not published.",
    "Moins de {least} réclamations ont été présentées au titre de la garantie; leur nombre et les remboursements ne "
    "sont pas publiés.",
)
NO_REFUNDS = Text(
    "No claim on the guarantee was made, and nothing was paid back.",
    "Aucune réclamation n'a été présentée au titre de la garantie et rien n'a été remboursé.",
)

COMPLAIN = Text("How to complain", "Comment porter plainte")
COMPLAIN_HOW = Text(
    "Tell us at any of our counters, by telephone, by mail or online, in English or in French. We acknowledge what is "
    "said to us in person or by telephone within 2 business days, and what is written to us within 5; we answer "
    "within 15.",
    "Dites-le-nous à un comptoir, par téléphone, par courrier ou en ligne, en français ou en anglais. Nous accusons "
    "réception en 2 jours ouvrables de ce qui nous est dit en personne ou par téléphone, en 5 jours de ce qui nous est "
    "écrit, et répondons en 15 jours.",
)
COMPLAIN_TO = Text("Write to", "Écrivez à")

DEFINITIONS = Text("What the words mean", "Ce que les mots veulent dire")
DEFINED = (
    (
        Text("Our performance", "Notre résultat"),
        Text(
            "Cases completed in the period that met the standard in force when they began, divided by all completed "
            "cases that have a standard.",
            "Cas terminés dans la période dans le respect de la norme en vigueur à leur début, divisés par tous les "
            "cas terminés visés par une norme.",
        ),
    ),
    (
        Text("Not normal", "Circonstances exceptionnelles"),
        Text(
            "Cases in circumstances outside our control, such as an emergency. They are counted apart from all others.",
            "Cas survenus dans des circonstances hors de notre contrôle, comme une urgence. Ils sont comptés à part.",
        ),
    ),
    (
        Text("Hidden", "Masqué"),
        Text(
            "A figure of fewer than {least} cases is not published, nor one by which it could be worked out.",
            "Un chiffre de moins de {least} cas n'est pas publié, ni un chiffre qui permettrait d'en déduire un.",
        ),
    ),
    (
        Text("Guarantee kept", "Garantie respectée"),
        Text(
            "Guaranteed items delivered by their due time, divided by those due in the period; one still open is not "
            "kept.",
            "Demandes garanties livrées à l'échéance ou avant, divisées par celles échues dans la période; une demande "
            "encore ouverte n'est pas respectée.",
        ),
    ),
)
LOG = Text("Correction log", "Registre des corrections")
LOG_NONE = Text("Nothing was corrected.", "Rien n'a été corrigé.")
LOG_FIRST = Text("Version {version}, {day}: first publication.", "Version {version}, {day} : première publication.")
LOG_LINE = Text("Version {version}, {day}: {reason}", "Version {version}, {day} : {reason}")
FILES = Text("The same figures as files", "Les mêmes chiffres en fichiers")
OTHERS = Text("Other quarters", "Autres trimestres")
NOTHING_YET = Text("No statement was published yet.", "Aucune déclaration n'a encore été publiée.")

COLUMNS = {
    "period": Text(
        "Fiscal quarter, as FY2024-25-Q3; the year begins on 1 April",
        "Trimestre de l'exercice, comme FY2024-25-Q3; l'exercice débute le 1er avril",
    ),
    "version": Text("Version of the statement; empty in a draft", "Version de la déclaration; vide dans une ébauche"),
    "section": Text("standard, guarantee or refund", "standard (norme), guarantee (garantie), refund (remboursement)"),
    "indicator": Text("The indicator whose answer the figure is", "L'indicateur dont le chiffre est la réponse"),
    "kind": Text(
        "transaction, information (request) or referral; empty: all",
        "transaction (opération), information (demande) ou referral (aiguillage); vide : toutes",
    ),
    "circumstance": Text(
        "normal or not_normal; empty: not told, or all",
        "normal ou not_normal (exceptionnelles); vide : non précisé, ou toutes",
    ),
    "channel": Text("Channel, as a code; empty: all", "Canal, en code; vide : tous"),
    "service": Text("Service, as a code; empty: all", "Service, en code; vide : tous"),
    "service_en": Text("Service in English", "Service en anglais"),
    "service_fr": Text("Service in French", "Service en français"),
    "standard_en": Text("What was promised, in English", "La promesse, en anglais"),
    "standard_fr": Text("What was promised, in French", "La promesse, en français"),
    "guarantee": Text(
        "Whether the fee is paid back if it is not kept", "Si les droits sont remboursés quand elle n'est pas tenue"
    ),
    "target": Text(
        "Share of cases in which it should be kept, 0 to 1", "Part des cas où elle devrait être tenue, de 0 à 1"
    ),
    "numerator": Text(
        "Cases that met it, guarantees kept, or cents paid back",
        "Cas conformes, garanties respectées, ou cents remboursés",
    ),
    "cases": Text(
        "Cases completed, items due, or claims made; never from 1 to 29",
        "Cas terminés, demandes échues ou réclamations; jamais de 1 à 29",
    ),
    "value": Text(
        "Numerator divided by cases; of refunds, dollars per claim",
        "Numérateur divisé par les cas; pour les remboursements, dollars par réclamation",
    ),
    "hidden": Text("true where numbers are not published", "true lorsque les nombres ne sont pas publiés"),
}

SECTION = Text("The public statement", "La déclaration publique")
PREVIEW = Text(
    "What the public would read of {period}: {n} figures, {hidden} of them hidden because they tell of few cases.",
    "Ce que le public lirait de {period} : {n} chiffres, dont {hidden} masqués parce qu'ils portent sur peu de cas.",
)
PREVIEW_SHOW = Text("Show it", "L'afficher")
STATE_PUBLISHED = Text(
    "The statement of {period} was published on {day}, version {version}.",
    "La déclaration de {period} a été publiée le {day}, version {version}.",
)
STATE_NEVER = Text("The statement of {period} was not published.", "La déclaration de {period} n'a pas été publiée.")
READ_IT = Text("Read it as the public does", "La lire comme le public")
CHOOSE_QUARTER = Text("The statement is published by quarter:", "La déclaration est publiée par trimestre :")
OF_ALL = Text(
    "The statement is of the whole organization, and is shown here to those who see all of it.",
    "La déclaration porte sur toute l'organisation; elle est montrée ici à qui la voit en entier.",
)
PUBLISH = Text("Publish the statement", "Publier la déclaration")
CORRECT = Text("Publish a correction", "Publier une correction")
WHY = Text("Why (the public reads it; English / French)", "Pourquoi (le public le lit; anglais / français)")
DONE = Text(
    "The statement of {period} is published as version {version}.",
    "La déclaration de {period} est publiée (version {version}).",
)
NEVER_CHANGES = Text(
    "What is published never changes; a correction is a new version, with its reason in the log.",
    "Ce qui est publié ne change jamais; une correction est une nouvelle version, avec sa raison au registre.",
)
