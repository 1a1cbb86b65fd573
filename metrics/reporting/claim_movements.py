"""The words by which a sentence claims that something became more or less, in English and French."""

from metrics.reporting.claim_words import ENABLED, verbes, verbs, words

_POINTS = r"(?= (?:\S+ ){0,3}(?:points?|per cent))"
_POINTS_FR = r"(?= (?:\S+ ){0,2}points?)"
_CREPT = r"(?:went|gone|going|goes|crept|creep\w*|edg\w+|inch\w+|nudg\w+|tick\w+|mov(?:ed|es|ing)|shot)"
_SENT = r"(?:drove|driv\w+|push\w+|took|brought|pulled|sent|nudged|moved|dragg\w+|knocked)"
MOVED = {
    "en": {
        True: words(
            r"rose|risen|rising|rises?|grew|grown|growing|(?<!to )grow|growth|swollen|leapt|hike|uptick",
            rf"{_CREPT} (?:back |sharply |slightly )?(?:up|upwards?|higher)|pick(?:ed|s|ing) up(?! by)"
            rf"|picked up(?= by)",
            r"(?:is|are|was|were|been) (?:\w+ )?(?:up|higher|longer)",
            r"on the (?:rise|up|increase)|record high|all-time high|peak(?:ed)?|(?:a|new|record) high|highest|higher"
            r"|longer|(?<!the )longest"
            r"|longest(?= .*\b(?:since|years))",
            r"more|larger|bigger|greater|pil(?:ed|ing) up|built up|up(?= (?:\w+ (?:\w+ )?points?|by|to|from))",
            rf"{ENABLED} (?:raise|increase|boost|grow)|{_SENT} (?:[^,;]+ )?(?:up(?:wards?)?|soaring|higher|climbing)",
            r"twice as (?:many|much|long)|(?:two|three|four) times (?:as|more)|dearer|costlier|pricier",
            r"more expensive|(?:more|longer|higher) than(?! \d)",
            rf"(?:won|earned|added|put on|regained|picked up|took|brought)(?: us)?{_POINTS}",
            verbs("climb jump surge spike soar swell multiply mount double triple quadruple gain lengthen"),
            verbs("increase stretch balloon escalate rocket skyrocket leap raise boost lift heighten inflate"),
        ),
        False: words(
            r"fell|fallen|falling|falls|(?<=a )fall|shrank|shrunk|shrink(?:s|ing)|reductions?|fewer|fewest|less",
            rf"{_CREPT} (?:back |sharply |slightly )?(?:down|downwards?|lower)"
            rf"|(?:came|come) (?:\w+ )?down(?! to (?:the|a|an|one)\b)",
            r"(?:is|are|was|were|been) (?:\w+ )?(?:down(?! for)|lower)|shorter|shortest|lower|lowest|half as many",
            r"(?<!to )cuts?|cutting|slid|sliding|sank|sunk|sink(?:s|ing)"
            r"|(?<!to )drop(?:s|ped|ping)?(?![ -]?(?:out|off at))|in (?:decline|free fall)|loss|smaller|cleared"
            r"|nosedived?|dove|cheaper",
            rf"(?:lost|loses?|losing|shed|cost(?: us)?|forfeited|gave up|given up){_POINTS}|lost(?= (?:\w+ )?ground)",
            r"record low|all-time low|(?:new|a) low|down(?= (?:\w+ (?:\w+ )?points?|by|to|from))",
            rf"{ENABLED} (?:reduce|cut|lower|shorten|ease)|{_SENT} (?:[^,;]+ )?(?:down(?:wards?)?|lower|tumbling|off)",
            r"on the (?:decline|wane|way down)|(?:fewer|shorter|lower) than(?! \d)|less (?:expensive|costly)"
            r"|(?:saves?|saved|saving|spares?|spared)"
            r"(?= (?:us )?\S+ (?:cents|dollars|minutes|seconds|hours|per ?cent|%))",
            verbs("decrease decline dip ease slip slide plunge plummet tumble collapse slump subside dwindle trim"),
            verbs("slash shorten halve reduce lower recede taper wane ebb abate diminish lessen shave narrow retreat"),
            verbs("pare fade curb melt sag crash"),
        ),
    },
    "fr": {
        True: words(
            r"augmentations?|hausses?|accrue?s?|accroissement|bondi|bonds?|allongement|davantage|cr[uû]|croît"
            r"|croissance",
            r"(?<!ou )plus d(?:e(?! \d)|')|gains?|progression|sommet|record|croissante?s?|grossi\w*|alourdi\w*|bondir",
            r"(?<!les )plus (?:longue?s?|longtemps|élevée?s?|hauts?|hautes?|nombreu(?:x|ses?)|cher|chère?s?)",
            r"plus fréquent\w*|en flèche",
            r"plus (?:forte?s?|grande?s?|souvent|coûteu(?:x|ses?))|(?:deux|trois|quatre) fois plus(?: d(?:e|'))?",
            r"relèvent?|élèvent?|renchéri\w*|fait (?:bondir|gagner|croître)|de (?:plus|mieux)(?= qu)|vers le haut"
            r"|hissé",
            rf"(?:repris|reprend|pris|prend|récupér\w+|regagn\w+|valu|rapporté|ajouté|ajoute){_POINTS_FR}",
            r"port(?:é|e|ent)(?= (?!fruit|ses|leurs|sur)(?:\S+ ){1,5}(?:à|de) \S)",
            r"permis d(?:e (?:rehausser|faire monter|gagner)|'augmenter|'accroître)",
            verbes("augment hauss grimp mont allong rallong doubl tripl progress gagn multipli rehauss explos remont"),
            verbes("flamb élev relev gonfl enfl envol amplifi étir prolong accumul intensifi propuls dop"),
        ),
        False: words(
            r"diminutions?|baisses|chutes|réductions?|réduit(?:e?s)?|réduisent|réduisons|reculs?|raccourci\w*"
            r"|rétréci\w*",
            r"(?<!ou )(?<!au )(?<!du )moins d(?:e(?! \d)|')|(?<!ou )(?<!au )(?<!du )moins(?! (?:de )?\d)",
            r"(?<=de )moins(?= qu)|moins (?:nombreu(?:x|ses?)|longue?s?|longtemps|souvent|cher|chère)",
            rf"(?:per(?:du|d|dent|dons)|coûté){_POINTS_FR}|pertes?|fléchi\w*|plongeon|glissement|fondu|descendue?s?",
            r"descend(?:ent|re)?|décr[uû]|décroît|décroissance|vers le bas|sous la barre",
            r"plus (?:courte?s?|faibles?|basse?s?|bas|rares?|petite?s?)|ramènent?|cède(?:nt)?|repli|amoindri\w*",
            r"(?:économisé|économiser|épargné|épargner|sauvé)(?= \S+ (?:cents|dollars|minutes|secondes|heures|%))"
            r"|permis d(?:e (?:réduire|diminuer|raccourcir|faire baisser)|'abaisser|'écourter)|fait (?:réduire|fondre)",
            verbes("diminu baiss chut recul tomb plong gliss céd dégringol effondr abaiss allég repli résorb régress"),
            verbes("écourt coup ramen amenuis rogn retranch dégonfl ampu atténu frein lâch raréfi"),
        ),
    },
}
"""Rising (True) and falling."""
BESIDE = {
    "en": words(
        r"(?:is|are|was|were|been) (?:\w+ )?(?:higher|longer|lower)|higher|highest|longer|longest|more|larger",
        r"bigger|greater|fewer|fewest|less|lower|lowest|shorter|shortest|smaller|half as many|record (?:high|low)",
        r"rises?|increase|growth|gains?|drops?|fall|decrease|decline|reductions?|loss|dip|peak|improvements?",
        r"deterioration|better|worse|slower|faster|slump|surge|spike|jump|uptick|twice as (?:many|much)",
    ),
    "fr": words(
        r"plus d(?:e|')|davantage|moins(?: d(?:e|'))?|hausses?|augmentations?|accroissement|croissance",
        r"allongement|bond|gains?|progression|(?:deux|trois|quatre) fois plus(?: d(?:e|'))?",
        r"baisses?|diminutions?|chutes?|réductions?|reculs?|pertes?|glissement|repli|amélioration|dégradation",
        r"détérioration|meilleure?s?",
    ),
}
"""Of these the noun that follows is meant, before one that stands in front."""
