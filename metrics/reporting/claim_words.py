"""The words by which a sentence claims that something got better, worse, more or less, in English and French."""

import re
from enum import StrEnum


class Direction(StrEnum):
    """What is claimed: which way it went, what brought that about, or that something done has worked."""

    IMPROVEMENT = "improvement"
    DECLINE = "decline"
    CAUSE = "cause"
    EFFECT = "effect"


def words(*choices: str) -> re.Pattern[str]:
    """Finds any of these as whole words."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices)})(?:(?<=')|(?!\w))")


ENABLED = r"(?:(?:helped|allowed|enabled|let|managed)(?: us| them| staff| clerks| agents)?(?: to)?)"
SAID = {
    "en": {
        Direction.IMPROVEMENT: words(
            r"improv(?:ed|es|ing|ements?)|(?:better|best)(?! (?:trained|equipped|signs?|tools|forms?|known))",
            r"back on track",
            r"recover(?:ed|ing|s|y)(?! of costs)|rebound(?:ed|ing|s)?|back to normal|strengthen(?:ed|ing|s)",
            r"progress(?:ed)?",
            r"faster|quicker|sooner|more quickly|turned the corner|bounced back|turnaround|restored",
            rf"{ENABLED} (?:improve|restore|speed up)|sped up|speeds up|stronger",
        ),
        Direction.DECLINE: words(
            r"worse|worst|worsen(?:ed|ing|s)|deteriorat(?:ed|es|ing|ion)|slipp(?:ed|ing)|degrad(?:ed|ing|ation)",
            r"suffer(?:ed|s)",
            r"weaken(?:ed|ing|s)|weaker|slower|slow(?:ed|s|ing)(?: down)?|slowdown|poorer|setback",
            r"erod(?:ed|ing|es)|erosion|hurt|harmed",
            r"(?:weighed|weighs) on|dent(?:ed|s)|dragg(?:ed|ing)|undermin(?:ed|es)|no longer (?:keep|meet|reach)",
        ),
    },
    "fr": {
        Direction.IMPROVEMENT: words(
            r"amélior(?:é|ée|és|ées|e|ent|ations?|ant)|meilleure?s?|mieux|redress(?:é|ée|és|ées|e|ent|ement)",
            r"rétablie?s?",
            r"progrès|renforc(?:é|ée|és|ées|e|ent)|plus (?:vite|rapides?|rapidement)|rattrap(?:é|ée|és|ées)",
            r"embellie|accéléré\w*",
            r"permis d'améliorer|fait progresser|repris|reprise|(?<=cessé de )s'améliorer",
        ),
        Direction.DECLINE: words(
            r"dégrad(?:é|ée|és|ées|e|ent|ation)|détérior(?:é|ée|és|ées|e|ent|ation)|pires?|empir(?:é|e|ent)|pis",
            r"souffert",
            r"aggrav(?:é|ée|és|ées|e|ent|ation)|affaibli\w*|plus (?:lente?s?|lentement)|ralenti\w*|nui",
            r"érod(?:é|ée|e|ent)|moins bien",
            r"effrit\w+|plomb(?:é|ée|e|ent)|pes(?:é|e|ent) sur|miné|entamé",
            r"ne (?:tenons|tient|respectons|respecte|atteignons|atteint) plus",
        ),
    },
}

MOVED = {
    "en": {
        True: words(
            r"rose|risen|rising|rises?|(?<!to )increas(?:e|ed|es|ing)|(?:went|gone|going|goes|crept|edged) up",
            r"grew|grown|growing",
            r"(?<!to )(?:grow|growth|climb(?:ed|ing|s)?|jump(?:ed|ing|s)?|surge[ds]?|spike[ds]?)",
            r"(?<!to )(?:rais(?:ed|es)|boost(?:ed|s))",
            r"(?:is|are|was|were|been) (?:\w+ )?(?:up|higher|longer)|(?:doubl|tripl)ed|soar(?:ed|ing|s)",
            r"swell(?:ed|s)|swollen",
            r"multipl(?:y|ied|ies)|mount(?:ed|ing)|record high|all-time high|peak(?:ed)?|(?:a|new|record) high",
            r"gain(?:ed|s)?",
            r"highest|higher|longer|longest|more|larger|bigger|greater|lengthen(?:ed|s)|stretched",
            r"pil(?:ed|ing) up|built up|ballooned",
            rf"{ENABLED} (?:raise|increase|boost|grow)|lifted|pushed up|drove up|driven up",
            r"up(?= (?:\w+ points|by|to|from))",
        ),
        False: words(
            r"fell|fallen|falling|falls|(?<=a )fall|dropp(?:ed|ing)|(?<!to )drops?",
            r"(?<!to )(?:decreas|declin)(?:e|ed|es|ing)",
            r"(?:went|gone|going|goes|came|come|brought|crept|edged) (?:\w+ )?down",
            r"(?:is|are|was|were|been) (?:\w+ )?(?:down|lower)",
            r"shrank|shrunk|shrinking|halved|reduc(?:ed|tions?)|shorter|shortest|shortened|fewer|fewest|less",
            r"lower(?:ed)?|lowest",
            r"(?<!to )cuts?|eas(?:ed|ing)|dipp(?:ed|ing)|dip|slid|sliding|plunged?|plummeted|tumbled|collapsed?",
            r"sank|sunk",
            r"lost(?= (?:\w+ ){0,2}(?:points?|ground|per cent))|loss|slump(?:ed)?|subsided|dwindled|half as many",
            r"record low|all-time low|(?:new|a) low|smaller|trimmed|cleared",
            rf"{ENABLED} (?:reduce|cut|lower|shorten|ease)|down(?= (?:\w+ points|by|to|from))",
            r"(?:drove|pushed|took|brought|pulled) .*? down|receded|slashed",
        ),
    },
    "fr": {
        True: words(
            r"augment(?:é|ée|és|ées|e|ent|ations?|ant|er)|hausses?|accrue?s?|accroissement|grimp(?:é|e|ent)",
            r"mont(?:é|ée|és|ées|e|ent)",
            r"allong(?:é|ée|és|ées|e|ent|ement)|bondi|bond|doublé|triplé|(?<!ou )plus d(?:e(?! \d)|')|davantage",
            r"cr[uû]|croît|croissance",
            r"progress(?:é|e|ent|ion)|gagn(?:é|e|ent)|gains?|multipli\w+|sommet|record|rehauss\w+",
            r"explos(?:é|e|ent)|remont(?:é|e|ent|ée)",
            r"plus (?:longue?s?|élevée?s?|hauts?|hautes?|nombreu(?:x|ses?)|cher|chère?s?|fréquent\w*)",
            r"plus (?:forte?s?|grande?s?)",
            r"élev(?:é|ée)e?s?",
            r"permis d(?:e (?:rehausser|faire monter|gagner)|'augmenter|'accroître)",
            r"fait (?:augmenter|monter|grimper|bondir)|flamb\w+",
        ),
        False: words(
            r"diminu(?:é|ée|és|ées|e|ent|tions?|er|ant)|baiss(?:é|ée|e|ent|es|er)|chut(?:é|e|ent|es)",
            r"rédui(?:t|te|ts|tes|sent)|réductions?",
            r"recul(?:é|e|ent|s|er)?|raccourcie?s?|(?<!ou )(?<!au )(?<!du )moins d(?:e(?! \d)|')",
            r"(?<!ou )(?<!au )(?<!du )moins(?! (?:de )?\d)|tombée?s?",
            r"plong(?:é|e|ent|eon)|gliss(?:é|e|ent|ement)",
            r"per(?:du|d|dent)(?= (?:\w+ ){0,2}(?:points?|du terrain))|pertes?|ramen(?:é|ée|e|ent)|fléchi\w*",
            r"céd(?:é|e|ent)|fait (?:reculer|baisser|diminuer|chuter)|dégringol\w+|effondr\w+|abaiss\w+|allég\w+",
            r"fondu",
            r"plus (?:courte?s?|faibles?|basse?s?|bas|rares?|petite?s?)|repli\w*|résorb\w+|régress\w+",
            r"permis d(?:e (?:réduire|diminuer|raccourcir|faire baisser)|'abaisser|'écourter)|écourt\w+",
            r"coup(?:é|ée)e?s?",
        ),
    },
}
"""Rising (True) and falling."""
BESIDE = {
    "en": words(
        r"(?:is|are|was|were|been) (?:\w+ )?(?:higher|longer|lower)|higher|highest|longer|longest|more|larger",
        r"bigger|greater|fewer",
        r"fewest|less|lower|lowest|shorter|shortest|smaller|half as many|record (?:high|low)|rises?|increase",
        r"growth|gains?|drops?|fall",
        r"decrease|decline|reductions?|loss|dip|peak|improvements?|deterioration|better|worse|slower|faster|slump",
        r"surge|spike|jump",
    ),
    "fr": words(
        r"plus d(?:e|')|davantage|moins(?: d(?:e|'))?|hausses?|augmentations?|accroissement|croissance",
        r"allongement|bond|gains?|progression",
        r"baisses?|diminutions?|chutes?|réductions?|reculs?|pertes?|glissement|repli|amélioration|dégradation",
        r"détérioration|meilleure?s?",
    ),
}
"""Of these the noun that follows is meant, before one that stands in front."""
