"""Where a sentence is cut, and the words by which it claims nothing: it denies, doubts, asks or looks ahead."""

import re

from metrics.reporting.claim_words import words

BREAKS = re.compile(
    r"[.](?!\w)|[;:!?\n]|,\s|\s[–—-]\s|\b(?=(?:but|although|though|while|whereas|however|mais|bien que"
    r"|tandis que|alors que|cependant|toutefois|pourtant)\b)"
)
"""Between two clauses: neither a denial nor a doubt reaches over one."""
JOINTS = re.compile(
    r"\b(?=(?:and|since|when|so|which|where|after|before|until|despite|in spite of|with|without|thanks to"
    r"|due to|because|even though|et|depuis|quand|lorsque|donc|qui|où|après|(?<!qu')avant|malgré|avec"
    r"|sans(?! doute)|puisque|grâce (?:à|au)|en raison d|à cause d|parce qu|car)\b)"
)
"""Within a clause: a denial reaches as far as one, a doubt reaches over it, neither reaches back."""

EARLIER = re.compile(r"(?:after|before|until|despite|in spite of|après|avant|malgré)\b")
"""A part of a clause that begins so tells of what was before."""
FACT = re.compile(r"\bsi (?=.*\bc'est qu)")
""""Si … , c'est que …" doubts nothing: it tells a fact and its reason."""
DENIAL = {
    "en": words(
        r"(?:not|\w+n't)(?! only| stopped| ceased)|no(?! doubt| fewer| less| longer)",
        r"no longer(?! (?:keep|meet|reach))|nor|never(?! been| before)|neither|none|nothing|nobody|cannot",
        r"hardly|barely|scarcely|without|far from|rather than|instead of|lack of|absence of any|little or no",
        r"little (?:improvement|change|sign)|fail(?:ed|s|ing)? to|(?<!not )(?<!n't )(?:stopp|ceas)ed \w+ing",
        r"yet to|remains? to",
        r"unchanged|stable|flat|stalled|denied|deny|false|untrue|wrong to",
        r"(?:the|our) (?:target|goal) (?:for|is|was|has)",
    ),
    "fr": words(
        r"ne(?! (?:tenons|tient|respectons|respecte|atteignons|atteint) plus)",
        r"n'(?!(?:a|ont) (?:jamais été (?:aussi|si)|(?:pas )?cessé))\w+",
        r"pas(?!-de| cessé)|aucune?s?|ni|rien|jamais(?! été (?:aussi|si))|guère",
        r"à peine|loin de|sans|plutôt que|au lieu d\w*|manque d\w*|absence d\w* (?:progrès|amélioration)",
        r"stagn\w+|stables?|inchangée?s?|(?<!n'a )(?<!n'ont )(?<!pas )cess\w+ d\w*|peine à|tarde\w* à|faux|nulle?",
        r"(?<!atteint )(?<!dépassé )(?:la |notre |l')(?:cible|objectif) (?:d\w*|est|a|pour)",
    ),
}
"""What follows in the clause, and what it stands beside, is not claimed."""
DOUBT = {
    "en": words(
        r"(?<!in )(?<!of )(?<!since )(?<!by )(?<!last )(?<!from )(?<!to )(?<!than )(?<!until )(?<!this )may",
        r"might|could|should|would|\w+'d|must|ought|needs? to|needed to|wants? to|has to|have to",
        r"(?<!than )(?<!as )(?:expect(?:s|ed|ing)?|planned|forecast|projected|predicted|anticipated|hoped)",
        r"hop(?:e|es|ing)|(?:plans?|planning) (?:to|is|for)|aim(?:s|ed|ing)?|intend(?:s|ed)?|likely|unlikely",
        r"perhaps|maybe",
        r"possibl[ey]|probabl[ey]|apparently|arguably|seem(?:s|ed|ingly)?|appear(?:s|ed)? to|suggest(?:s|ed|ing)?",
        r"hints?",
        r"(?<!even )if|whether|unclear|uncertain|unsure|unknown|at risk|risks?|potential(?:ly)?",
        r"we (?:believe|think|feel)",
        r"assum\w+|suspect\w*|supposed(?:ly)?|predicts?|forecasts|anticipates?|try(?:ing)? to",
        r"working (?:on|to|towards?)",
        r"early signs?|looks? (?:as|like)|impression (?:is )?that|to be (?:confirmed|seen)|tends? to",
        r"next (?:month|year|quarter|spring|fall)",
        r"estimate[ds]?|goal is|question",
    ),
    "fr": words(
        r"devr\w+|pourr\w+|doi(?:t|vent|t-on)|\w+r(?:ait|aient)(?<!trait)(?<!retrait)|peut|peuvent|peut-être",
        r"puisse\w*|si|s'ils?|sembl\w+|semble-t-il|paraît|paraissent",
        r"(?<!que )(?<!comme )prév\w+|espér\w+|espoir|souhait\w+|attendons|attend-on|on s'attend|vis(?:e|ent|ons)",
        r"comptons",
        r"probable\w*|vraisemblable\w*|possible\w*|possibilité|apparemment|sans doute|il se peut|éventuel\w*",
        r"laiss\w+ (?:penser|croire|entendre|entrevoir)|croi(?:t|ent|re)|croyons|pens(?:e|ons|ent)|suppos\w+",
        r"soupçonn\w+",
        r"ignor\w+|incertain\w*|risqu\w+|d'ici|voul\w+|veut|tent(?:e|ons|ent) d\w*|à confirmer|reste à",
        r"signes? avant-coureurs?",
        r"cherch\w+ à|l'impression|hypothèse|prochaine?",
    ),
}
"""What follows, and what it stands beside, is not claimed but hoped, planned, asked or thought likely."""
AHEAD = {
    "en": words(r"will|shall|\w+'ll|going to"),
    "fr": words(
        r"\w{2,}[eiu]r(?:a|ont)|(?:au|se|fe|i|ver|viend|reviend)r(?:a|ont)|(?:va|vont) (?:\w+ )?\w+(?:er|ir|re)"
    ),
}
"""What is still to come is no change yet; that something will bring it about is a claim of an effect."""
AFTERTHOUGHT = re.compile(
    r"\s*(?:or )?(?:so )?(?:it|this|that)? ?(?:seems|would seem|appears|perhaps|maybe|possibly|probably"
    r"|apparently|we (?:believe|think|hope|suspect|expect)|semble-t-il|paraît-il|peut-être|sans doute"
    r"|probablement|apparemment|croyons-nous|pensons-nous|espérons-le|dirait-on)\s*"
)
"""A clause that is nothing but doubt, about the one before it."""
DISCLAIMER = {
    "en": words(
        r"too (?:early|soon|small|few)|cannot (?:tell|say|know)|proves? nothing",
        r"(?:normal|usual|natural|random) variation",
        r"significant(?:ly)? (?:different|change)|not (?:statistically )?significant|by chance|pure chance",
        r"margin of error",
    ),
    "fr": words(
        r"trop (?:tôt|petite?s?|peu)|prouve\w* rien|variation (?:normale|habituelle|naturelle)|pas significati\w+",
        r"(?:au|du|le) hasard|marge d'erreur",
    ),
}
"""A sentence with one of these says itself that the data show nothing yet."""
