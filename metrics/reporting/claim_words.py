"""The words by which a sentence claims that something got better or worse, in English and French."""

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
    return re.compile(rf"(?<![\w-])(?:{'|'.join(choices)})(?:(?<=')|(?!\w|-\w))")


def verbs(stems: str) -> str:
    """English verbs by their first form, all forms of them; after `to` they tell of an intention."""
    forms = []
    for stem in stems.split():
        if stem.endswith("e"):
            forms.append(rf"{stem[:-1]}(?:e|es|ed|ing)")
        elif stem.endswith("y"):
            forms.append(rf"{stem[:-1]}(?:y|ies|ied|ying)")
        else:
            forms.append(rf"{stem}(?:e?s|{stem[-1]}?(?:ed|ing))?")
    return rf"(?<!to )(?:{'|'.join(forms)})"


def verbes(stems: str) -> str:
    """French verbs in -er by their stem, in the forms that tell of what is or was, or was made to be."""
    one = "|".join(stems.split())
    made = "".join(
        rf"|(?<={before} ){{0}}er"
        for before in (
            "fait",
            "font",
            "fera",
            "vu",
            "continue de",
            "continuent de",
            "cesse de",
            "cessent de",
            "commence à",
        )
    )
    return rf"(?:{one})(?:ée?s?|e|ent|ons|ant|èrent|a)|" + made[1:].format(rf"(?:{one})")


ENABLED = r"(?:(?:helped|allowed|enabled|let|managed)(?: us| them| staff| clerks| agents)?(?: to)?)"
SAID = {
    "en": {
        Direction.IMPROVEMENT: words(
            r"improv(?:ed|es|ing|ements?)|back on track|back to normal|turned the corner|bounced back|turnaround",
            r"(?<!to )(?:better|best)(?! (?:trained|equipped|signs?|tools|forms?|known))|gain(?:ed|ing)? ground",
            r"recover(?:ed|ing|s|y)(?! of costs)|made up (?:\w+ )?ground|caught up|headway|on the mend|upturn|upswing",
            r"progress(?:ed)?|restored|sped up|speeds up|in the right direction|right way|step forward|revived?",
            r"faster|quicker|sooner|speedier|swifter|more (?:quickly|promptly|swiftly|smoothly)|smoother",
            r"(?:happi|healthi|bright|friendli)er|more (?:reliable|satisfied|motivated|punctual)|less time"
            r"|(?:seconds|minutes|days) earlier|more faith",
            rf"{ENABLED} (?:improve|restore|speed up)|stronger",
            verbs("rebound strengthen brighten"),
        ),
        Direction.DECLINE: words(
            r"worse|worst|deteriorat(?:ed|es|ing|ion)|degrad(?:ed|ing|ation)|weaker|poorer|setback|slowdown",
            r"suffer(?:ed|s)|erod(?:ed|ing|es)|erosion|hurt|harmed|downturn|downhill|more slowly|slower|less well",
            r"slow(?:ed|s|ing)(?: down)?|took (?:us )?longer|unhappier|less (?:satisfied|happy|reliable|motivated)",
            r"(?:weighed|weighs) on|dragg(?:ed|ing)|undermin(?:ed|es)|no longer (?:keep|meet|reach)",
            r"(?:the )?wrong (?:way|direction)|(?:lost|losing|lose|gave up) (?:\w+ )?ground|fell behind|falling behind",
            r"(?:step|slid|went|gone|going) backwards?|takes? a (?:hit|knock)|took a (?:hit|knock)"
            r"|(?:taken|took|taking) (?:its|a|their) (?:\w+ )?toll|patchier|less (?:well|often met)",
            verbs("worsen weaken dent falter"),
        ),
    },
    "fr": {
        Direction.IMPROVEMENT: words(
            r"meilleure?s?|mieux|rétablie?s?|redressements?|améliorations?|(?<=cessé de )s'améliorer",
            r"permis d'améliorer|économis\w+",
            r"progrès|plus (?:vite|rapides?|rapidement|tôt|fiables?|satisfaite?s?)|embellie|fait progresser|moins cher",
            r"repri(?:s|ses?)|reprend(?! le)|bonne (?:voie|direction|pente)|remont\w+ la pente|moins de temps|regain",
            r"gagn\w+ du terrain|pas en avant",
            verbes("amélior redress renforc rattrap accélér bonifi consolid"),
        ),
        Direction.DECLINE: words(
            r"dégradations?|détériorations?|pires?|pis|souffert|aggravations?|affaibli\w*|ralenti\w*|nui",
            r"moins bien|plus (?:lente?s?|lentement|tard)|effrit\w+|pes(?:é|e|ent) (?:lourd )?sur",
            r"moins (?:bonne?s?|satisfaite?s?)",
            r"mauvaise (?:voie|direction|pente)|per(?:d|du|dons|dent) du terrain|revers|pas en arrière|mis à mal",
            r"essouffl\w+|étiol\w+|piqu\w+ du nez",
            r"ne (?:tenons|tient|respectons|respecte|atteignons|atteint) plus",
            verbes("dégrad détérior empir aggrav érod plomb min entam fragilis écorn gât"),
        ),
    },
}
