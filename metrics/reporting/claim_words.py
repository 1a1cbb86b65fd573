"""The words by which a sentence claims, denies, doubts, moves or explains, in English and French; `claims` has the rule."""

import re
from enum import StrEnum


class Direction(StrEnum):
    """What is claimed: which way it went, what brought that about, or that something done has worked."""

    IMPROVEMENT = "improvement"
    DECLINE = "decline"
    CAUSE = "cause"
    EFFECT = "effect"


def _words(*choices: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices)})(?!\w)")


BREAKS = re.compile(
    r"[.](?!\w)|[;:!?\n]|,\s|\s[–—-]\s|\b(?=(?:but|although|though|while|whereas|however|mais|bien que|tandis que|alors que"
    r"|cependant|toutefois|pourtant)\b)"
)
"""Between two clauses: neither a denial nor a doubt reaches over one."""
JOINTS = re.compile(
    r"\b(?=(?:and|or|since|when|so|which|where|after|before|until|despite|in spite of|with|without|thanks to|due to"
    r"|because|even though|et|ou(?! moins| plus)|depuis|quand|lorsque|donc|qui|où|après|avant|malgré|avec|sans(?! doute)"
    r"|puisque|grâce (?:à|au)|en raison d|à cause d|parce qu|car)\b)"
)
"""Within a clause: a denial reaches as far as one, a doubt reaches over it; what stands before is out of reach of both."""

DENIAL = {
    "en": _words(
        r"not(?! only)|\w+n't|no(?! doubt| fewer| less)|nor|never(?! been| before)|neither|none|nothing|nobody|cannot",
        r"hardly|barely|scarcely|without|far from|rather than|instead of|lack of|absence of any|little or no",
        r"little (?:improvement|change|sign)|fail(?:ed|s|ing)? to|(?:stopp|ceas)ed \w+ing|yet to|remains? to",
        r"unchanged|stable|flat|stalled|denied|deny|false|untrue|wrong to|no longer|(?:the|our) (?:target|goal) (?:for|is|was|has)",
    ),
    "fr": _words(
        r"ne|n'(?!(?:a|ont) jamais été (?:aussi|si))\w+|pas(?!-de)|aucune?s?|ni|rien|jamais(?! été (?:aussi|si))|guère",
        r"à peine|loin de|sans|plutôt que|au lieu d\w*|manque d\w*|absence d\w* (?:progrès|amélioration)",
        r"stagn\w+|stables?|inchangée?s?|cess\w+ d\w*|peine à|tarde\w* à|faux|nulle?",
        r"(?<!atteint )(?<!dépassé )(?:la |notre |l')(?:cible|objectif) (?:d\w*|est|a|pour)",
    ),
}
"""What follows in the clause, and what it stands beside, is not claimed."""
DOUBT = {
    "en": _words(
        r"(?<!in )(?<!of )(?<!since )(?<!by )(?<!last )(?<!from )(?<!to )(?<!than )(?<!until )(?<!this )may",
        r"might|could|should|would|will|shall|\w+'(?:ll|d)|must|ought|needs? to|needed to|wants? to|has to|have to",
        r"(?<!than )(?<!as )(?:expect(?:s|ed|ing)?|planned|forecast|projected|predicted|anticipated|hoped)",
        r"hop(?:e|es|ing)|(?:plans?|planning) (?:to|is|for)|aim(?:s|ed|ing)?|intend(?:s|ed)?|likely|unlikely|perhaps|maybe",
        r"possibl[ey]|probabl[ey]|apparently|arguably|seem(?:s|ed|ingly)?|appear(?:s|ed)? to|suggest(?:s|ed|ing)?|hints?",
        r"(?<!even )if|whether|unclear|uncertain|unsure|unknown|at risk|risks?|potential(?:ly)?|we (?:believe|think|feel)",
        r"assum\w+|suspect\w*|supposed(?:ly)?|predicts?|forecasts|anticipates?|try(?:ing)? to|working (?:on|to|towards?)",
        r"early signs?|looks? (?:as|like)|impression|to be (?:confirmed|seen)|tends? to|next (?:month|year|quarter|spring|fall)",
        r"estimate[ds]?|goal is|question",
    ),
    "fr": _words(
        r"devr\w+|pourr\w+|doi(?:t|vent|t-on)|(?:au|se|fe|i|ver|viend|reviend|permett|rédui|deviend)r(?:a|ont|ait|aient)",
        r"\w{2,}(?:er|ir)(?:a|ont|ait|aient)|peut|peuvent|peut-être|puisse\w*|si|s'ils?|sembl\w+|semble-t-il|paraît|paraissent",
        r"(?<!que )(?<!comme )prév\w+|espér\w+|espoir|souhait\w+|attendons|attend-on|on s'attend|vis(?:e|ent|ons)|comptons",
        r"probable\w*|vraisemblable\w*|possible\w*|possibilité|apparemment|sans doute|il se peut|éventuel\w*",
        r"laiss\w+ (?:penser|croire|entendre|entrevoir)|croi(?:t|ent|re)|croyons|pens(?:e|ons|ent)|suppos\w+|soupçonn\w+",
        r"ignor\w+|incertain\w*|risqu\w+|d'ici|voul\w+|veut|tent(?:e|ons|ent) d\w*|à confirmer|reste à|signes? avant-coureurs?",
        r"cherch\w+ à|impression|hypothèse|prochaine?",
    ),
}
"""What follows, and what it stands beside, is not claimed but hoped, planned, asked or thought likely."""
AFTERTHOUGHT = re.compile(
    r"\s*(?:or )?(?:so )?(?:it|this|that)? ?(?:seems|would seem|appears|perhaps|maybe|possibly|probably|apparently"
    r"|we (?:believe|think|hope|suspect|expect)|semble-t-il|paraît-il|peut-être|sans doute|probablement|apparemment"
    r"|croyons-nous|pensons-nous|espérons-le|dirait-on)\s*"
)
"""A clause that is nothing but doubt, about the one before it."""
DISCLAIMER = {
    "en": _words(
        r"too (?:early|soon|small|few)|cannot (?:tell|say|know)|proves? nothing|(?:normal|usual|natural|random) variation",
        r"significant(?:ly)? (?:different|change)|not (?:statistically )?significant|by chance|pure chance|margin of error",
    ),
    "fr": _words(
        r"trop (?:tôt|petite?s?|peu)|prouve\w* rien|variation (?:normale|habituelle|naturelle)|pas significati\w+",
        r"(?:au|du|le) hasard|marge d'erreur",
    ),
}
"""A sentence with one of these says itself that the data show nothing yet."""

_ENABLED = r"(?:(?:helped|allowed|enabled|let|managed)(?: us| them| staff| clerks| agents)?(?: to)?)"
SAID = {
    "en": {
        Direction.IMPROVEMENT: _words(
            r"improv(?:ed|es|ing|ements?)|(?:better|best)(?! (?:trained|equipped|signs?|tools|forms?|known))|back on track",
            r"recover(?:ed|ing|s|y)(?! of costs)|rebound(?:ed|ing|s)?|back to normal|strengthen(?:ed|ing|s)|progress(?:ed)?",
            r"faster|quicker|more quickly|turned the corner|bounced back|turnaround|restored",
            rf"{_ENABLED} (?:improve|restore|speed up)|sped up|speeds up|stronger",
        ),
        Direction.DECLINE: _words(
            r"worse|worst|worsen(?:ed|ing|s)|deteriorat(?:ed|es|ing|ion)|slipp(?:ed|ing)|degrad(?:ed|ing|ation)|suffer(?:ed|s)",
            r"weaken(?:ed|ing|s)|weaker|slower|slow(?:ed|s|ing)(?: down)?|slowdown|poorer|setback|eroded|erosion|hurt|harmed",
        ),
    },
    "fr": {
        Direction.IMPROVEMENT: _words(
            r"amélior(?:é|ée|és|ées|e|ent|ations?|ant)|meilleure?s?|mieux|redress(?:é|ée|és|ées|e|ent|ement)|rétablie?s?",
            r"progrès|renforc(?:é|ée|és|ées|e|ent)|plus (?:vite|rapides?|rapidement)|rattrap(?:é|ée|és|ées)|embellie|accéléré\w*",
            r"permis d'améliorer|fait progresser|repris|reprise",
        ),
        Direction.DECLINE: _words(
            r"dégrad(?:é|ée|és|ées|e|ent|ation)|détérior(?:é|ée|és|ées|e|ent|ation)|pires?|empir(?:é|e|ent)|pis|souffert",
            r"aggrav(?:é|ée|és|ées|e|ent|ation)|affaibli\w*|plus (?:lente?s?|lentement)|ralenti\w*|nui|érod(?:é|ée|e|ent)|moins bien",
        ),
    },
}

MOVED = {
    "en": {
        True: _words(
            r"rose|risen|rising|rises?|(?<!to )increas(?:e|ed|es|ing)|(?:went|gone|going|goes|crept|edged) up|grew|grown|growing",
            r"(?<!to )(?:grow|growth|climb(?:ed|ing|s)?|jump(?:ed|ing|s)?|surge[ds]?|spike[ds]?|rais(?:ed|es)|boost(?:ed|s))",
            r"(?:is|are|was|were|been) (?:\w+ )?(?:up|higher|longer)|(?:doubl|tripl)ed|soar(?:ed|ing|s)|swell(?:ed|s)|swollen",
            r"multipl(?:y|ied|ies)|mount(?:ed|ing)|record high|all-time high|peak(?:ed)?|(?:a|new|record) high|gain(?:ed|s)?",
            r"highest|higher|longer|longest|more|larger|bigger|greater|lengthen(?:ed|s)|pil(?:ed|ing) up|built up|ballooned",
            rf"{_ENABLED} (?:raise|increase|boost|grow)|lifted|pushed up|drove up|driven up|up(?= (?:\w+ points|by|to|from))",
        ),
        False: _words(
            r"fell|fallen|falling|falls|(?<=a )fall|dropp(?:ed|ing)|(?<!to )drops?|(?<!to )(?:decreas|declin)(?:e|ed|es|ing)",
            r"(?:went|gone|going|goes|came|come|brought|crept|edged) (?:\w+ )?down|(?:is|are|was|were|been) (?:\w+ )?(?:down|lower)",
            r"shrank|shrunk|shrinking|halved|reduc(?:ed|tions?)|shorter|shortest|shortened|fewer|fewest|less|lower(?:ed)?|lowest",
            r"(?<!to )cuts?|eas(?:ed|ing)|dipp(?:ed|ing)|dip|slid|sliding|plunged?|plummeted|tumbled|collapsed?|sank|sunk|lost",
            r"loss|slump(?:ed)?|subsided|dwindled|half as many|record low|all-time low|(?:new|a) low|smaller|trimmed|cleared",
            rf"{_ENABLED} (?:reduce|cut|lower|shorten|ease)|down(?= (?:\w+ points|by|to|from))|(?:drove|pushed|took) .*? down|receded|slashed",
        ),
    },
    "fr": {
        True: _words(
            r"augment(?:é|ée|és|ées|e|ent|ations?|ant|er)|hausses?|accrue?s?|accroissement|grimp(?:é|e|ent)|mont(?:é|ée|és|ées|e|ent)",
            r"allong(?:é|ée|és|ées|e|ent|ement)|bondi|bond|doublé|triplé|(?<!ou )plus d(?:e(?! \d)|')|davantage|cr[uû]|croît|croissance",
            r"progress(?:é|e|ent|ion)|gagn(?:é|e|ent)|gains?|multipli\w+|sommet|record|rehauss\w+|explos(?:é|e|ent)|remont(?:é|e|ent|ée)",
            r"plus (?:longue?s?|élevée?s?|hauts?|hautes?|nombreu(?:x|ses?)|cher|chère?s?|fréquent\w*|forte?s?|grande?s?)|élev(?:é|ée)e?s?",
            r"permis d(?:e rehausser|e faire monter|'augmenter|'accroître)|fait (?:augmenter|monter|grimper|bondir)|flamb\w+",
        ),
        False: _words(
            r"diminu(?:é|ée|és|ées|e|ent|tions?|er|ant)|baiss(?:é|ée|e|ent|es|er)|chut(?:é|e|ent|es)|rédui(?:t|te|ts|tes|sent)|réductions?",
            r"recul(?:é|e|ent|s|er)?|raccourcie?s?|(?<!ou )(?<!au )(?<!du )moins d(?:e(?! \d)|')|(?<!ou )(?<!au )(?<!du )moins(?! (?:de )?\d)|tombée?s?",
            r"plong(?:é|e|ent|eon)|gliss(?:é|e|ent|ement)|per(?:du|d|te|dent)|fléchi\w*|céd(?:é|e|ent)|fait (?:reculer|baisser|diminuer|chuter)|dégringol\w+|effondr\w+|abaiss\w+|allég\w+|fondu",
            r"plus (?:courte?s?|faibles?|basse?s?|bas|rares?|petite?s?)|repli\w*|résorb\w+|régress\w+",
            r"permis d(?:e (?:réduire|diminuer|raccourcir|faire baisser)|'abaisser|'écourter)|écourt\w+|coup(?:é|ée)e?s?",
        ),
    },
}
"""Rising (True) and falling."""
BESIDE = {
    "en": _words(
        r"(?:is|are|was|were|been) (?:\w+ )?(?:higher|longer|lower)|higher|highest|longer|longest|more|larger|bigger|greater|fewer",
        r"fewest|less|lower|lowest|shorter|shortest|smaller|half as many|record (?:high|low)|rises?|increase|growth|gains?|drops?|fall",
        r"decrease|decline|reductions?|loss|dip|peak|improvements?|deterioration|better|worse|slower|faster|slump|surge|spike|jump",
    ),
    "fr": _words(
        r"plus d(?:e|')|davantage|moins(?: d(?:e|'))?|hausses?|augmentations?|accroissement|croissance|allongement|bond|gains?|progression",
        r"baisses?|diminutions?|chutes?|réductions?|reculs?|pertes?|glissement|repli|amélioration|dégradation|détérioration|meilleure?s?",
    ),
}
"""Of these the noun that follows is meant, before one that stands in front."""

EXPLAINED = {
    "en": {
        Direction.CAUSE: _words(
            r"because|due to|owing to|as a result of|on account of|caus(?:ed|es)|led to|leads to|result(?:ed|s) (?:in|from)",
            r"(?:driven|pushed|caused|explained|hit) by|drove|drives|explain(?:s|ed)?|attribut(?:able|ed) to|stem(?:s|med)? from",
            r"(?:is|was|are|were) the (?:result|reason|cause) (?:of|for|behind)|the (?:main |root )?(?:cause|reason)|comes? from",
            r"triggered|blam(?:e|ed)|behind (?:the|this)|responsible for|follows? from|account(?:s|ed) for",
        ),
        Direction.EFFECT: _words(
            rf"thanks to|contributed to|{_ENABLED}",
            r"(?:cut|reduced|lowered|raised|boosted|improved|shortened|increased|lifted|halved)(?= (?:the |our |its )?[a-z])(?! (?:by|in|to|from|since|again|over|at)\b)",
        ),
    },
    "fr": {
        Direction.CAUSE: _words(
            r"parce qu\w*'?|à cause d\w*'?|en raison d\w*'?|d[uû]e?s? (?:à|au|aux)|attribuables?|imputables?|s'expliqu\w+|expliqu\w+",
            r"caus(?:é|ée|és|ées|e|ent)|provoqu\w+|entraîn\w+|découl\w+|résult(?:e|ent|ait) d\w*'?|par suite d\w*'?|vien(?:t|nent) d\w*'?",
            r"tien(?:t|nent) (?:à|au|aux)|car|puisque|la (?:cause|raison)|l'origine|mené à|conduit à|à la suite d\w*'?",
        ),
        Direction.EFFECT: _words(
            r"grâce (?:à|au|aux)|permis d\w*'?|contribué\w*|aidé à",
            r"fait (?:augmenter|baisser|diminuer|grimper|reculer|monter|bondir|chuter|progresser)",
            r"(?:a|ont) (?:réduit|diminué|abaissé|raccourci|augmenté|amélioré|rehaussé|accru)(?= (?:l'|la|le|les|nos|notre)\b)",
        ),
    },
}
"""What brought a change about; told of nothing unless the sentence tells of a change or names the result."""
WORKED = {
    "en": _words(
        r"paid off|pays off|worked(?! on| with| from| at| in| for| overtime)|bor(?:e|ne) fruit|bearing fruit|made a difference",
        r"had (?:the|its|an?) (?:\w+ )?effect|(?:was|is|proved|been) effective",
    ),
    "fr": _words(
        r"(?:porté|portent|porte) (?:ses |leurs )?fruits?|fonctionné|(?:a|ont) été efficaces?|s'avère\w* (?:efficaces?|payant\w*)",
        r"donné (?:des|les) résultats|eu (?:l'|un |les )?(?:\w+ )?effets?",
    ),
}
"""That something done has worked; enough by itself, in a sentence about nothing else."""
