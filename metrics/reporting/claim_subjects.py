"""Of what a sentence speaks: nouns in English and French, of which indicators, and whether less of it is good."""

import re
from dataclasses import dataclass

EVERY, NONE = "", "(?!)"


@dataclass(frozen=True)
class Subject:
    """Nouns (`en`, `fr`); `of`: names of indicators, a pattern; `less_is_good`: None, as the indicator has it.

    `plain`: a word that stands for whatever else the clause names (`the share of complaints`).
    """

    of: str
    less_is_good: bool | None
    en: str
    fr: str
    plain: bool = False

    def concerns(self, indicator: str) -> bool:
        """Whether these nouns speak of an indicator; of one that is not named, whatever they say."""
        return self.of != NONE and (not indicator or re.search(self.of, indicator) is not None)


SUBJECTS = (
    Subject(
        "wait|within_(?!10_km)|speed_of_answer|standards_met",
        True,
        r"waits?|waited|waiting|queues?|lines?(?! of business)|line-?ups?|hold times?",
        r"attentes?|attend(?:re|u|ent)|files?|délais?(?! de réponse aux plaintes)",
    ),
    Subject("complaints_(?:per|rec)", True, r"complain\w*", r"plaint\w*|plaign\w*|se plaindre|réclamations?"),
    Subject(
        "right_first_time", True, r"errors?|mistakes?|defects?|rework", r"erreurs?|fautes?|défauts?|reprises de travail"
    ),
    Subject(
        "cost", True, r"costs?|expens(?:e|es|ive)|spend(?:ing)?|spent", r"coûts?|coût(?:e|ent|é|eux|euse)|dépens\w+"
    ),
    Subject(
        "standards_met|guarantees_kept|on_time|within|in_15_days|claims",
        True,
        r"backlogs?|delays?|late",
        r"arriérés?|retards?|délais de livraison|tardi(?:f|fs|ve|ves)",
    ),
    Subject("absence", True, r"absen\w+|sick (?:leave|days)|sickness", r"absen\w+|congés? de maladie|maladies?"),
    Subject("availability", True, r"outages?|downtime|failures?|interruptions?", r"pannes?|interruptions?"),
    Subject("guarantee|standards", True, r"breach(?:es)?|claims?", r"manquements?|demandes? de garantie"),
    Subject(
        "turnover",
        True,
        r"turnover|vacanc(?:y|ies)|resignations?|departures?|attrition"
        r"|left (?:us|of their own accord|voluntarily)|leavers",
        r"roulement|départs?|démissions?|postes? vacants?",
    ),
    Subject("refund|claim", True, r"refunds?", r"remboursements?"),
    Subject("completion|calls|call_", True, r"abandon\w*|drop-?outs?|leave the line", r"abandon\w*"),
    Subject(
        "first_contact",
        True,
        r"repeat (?:calls?|visits?|contacts?)|second (?:time|call|visit)|call(?:ed|ing)? back|come back",
        r"rappel\w*|(?:deuxième|second\w*) (?:appel|visite|fois)|revenir|reven\w+",
    ),
    Subject("counter_service|call_service", True, r"service times?|durations?|handling times?", r"durées?"),
    Subject("avoidable", True, r"avoidable \w+", r"(?:opérations )?évitables"),
    Subject("satisf|cmt|french_equ", True, r"dissatisf\w+", r"insatisf\w+|mécontent\w+"),
    Subject("satisf|cmt|french_equ", False, r"satisf\w+|clients? ratings?", r"satisf\w+"),
    Subject(
        "first_contact",
        False,
        r"(?:first|one)[- ](?:contact|call|visit)|resol(?:ved|ution)",
        r"premier (?:contact|appel)|résolution|réglée?s?",
    ),
    Subject("trust", False, r"trust\w*|confidence", r"confiance"),
    Subject(
        "digital|services_online",
        False,
        r"take-?up|uptake|(?:digital|online) (?:share|use|usage|renewals?|channel|services?)|adoption"
        r"|(?:renew|buy|appl|go|went|move|pa[iy])\w* online",
        r"adoption|recours|numérique|part du numérique|renouvellements en ligne"
        r"|utilisation d\w+ services en ligne|(?:\w+é|services) en ligne",
    ),
    Subject(
        "online_completion", False, r"complet\w+|finish\w*", r"achèvement|au bout|achev\w+|mèn\w+ à terme|termin\w+"
    ),
    Subject(
        "engagement|promoter", False, r"engage\w+|morale", r"mobilis\w+|moral|engagement d\w+ (?:personnel|employés)"
    ),
    Subject(
        "aware|first_place",
        False,
        r"awareness|recogni[sz]\w+|brand|name us|unprompted|unaided",
        r"notoriété|marque|cit(?:e|ent)|spontané\w*",
    ),
    Subject("knows|aware", False, r"know(?:s|n|ledge)?(?! whether)", r"connai\w+|connaître|connu\w*"),
    Subject("availability", False, r"availability|uptime", r"disponibilité"),
    Subject("guarantee", False, r"guarantees?(?: kept)?", r"garanties?"),
    Subject(
        "standard|within_|on_time|in_15_days|speed_of_answer|wait",
        False,
        r"(?:met|meeting|meet|within) (?:the |our |its )?(?:service )?standards?|standards? met"
        r"|(?:served|seen|answered) (?:with)?in"
        r"|answered|on time|punctual\w*",
        r"normes?|(?:servi|reçu|traitée?|pri|répondue?)e?s (?:en|dans|à)|à temps|dans les délais|ponctualité",
    ),
    Subject("participation", False, r"participation|response rate|responses?", r"participation|taux de réponse"),
    Subject("training", False, r"training current|courses completed", r"formations? à jour"),
    Subject("volume", None, r"volumes?|(?<!per )transactions|demand", r"volumes?|(?<!par )opérations|demande"),
    Subject("right_first_time", False, r"accuracy|right first time", r"exactitude"),
    Subject("recoveries", None, r"recoveries", r"recouvrements?"),
    Subject("access_within", False, r"access|coverage", r"accès|couverture"),
    Subject(EVERY, False, r"quality|(?<!self-)service(?! times?)|performance", r"qualité|service|rendement"),
    Subject(EVERY, None, r"results?|indicators?", r"résultats?|indicateurs?"),
    Subject(EVERY, None, r"it|this|situation", r"elle|il|situation", plain=True),
    Subject(
        EVERY,
        None,
        r"values?|figures?|shares?|rates?|scores?|numbers?|levels?|index|percentages?|gap",
        r"valeurs?|chiffres?|parts?|taux|notes?|nombres?|niveaux?|indice|pourcentages?|écart",
        plain=True,
    ),
    Subject(
        NONE,
        None,
        r"targets?|goals?|staff(?:ing)?|hours|desks?|capacity|budgets?|hires?|clerks?|agents?|weather|people"
        r"|visitors?|forms?",
        r"cibles?|objectifs?|personnel|heures|guichets?|capacité|budgets?|embauches?|commis|agents?|météo|gens"
        r"|visiteurs?|formulaires?",
        plain=True,
    ),
)
"""In a clause with several the nearest counts, a plain one only where there is no other."""

CHANNELS = {
    "counter": (
        r"(?:at|over) (?:the |our )?counters?|counter waits?|in person|served at",
        r"aux? (?:comptoir|guichet)s?|en personne",
    ),
    "call": (
        r"(?:on|by|over) (?:the |our )?(?:tele)?phones?|(?:tele)?phone (?:waits?|lines?|queues?)"
        r"|calls? (?:\w+ )?answered|callers?",
        r"au téléphone|(?:attente|files?) téléphonique|appels?|appelants?",
    ),
    "online": (r"online|on the web(?:site)?", r"en ligne|sur le web"),
}
"""Indicators of one channel, by their name, and how a clause says that it speaks of that channel."""
