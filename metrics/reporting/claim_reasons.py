"""The words by which a sentence tells what brought a change about, or will, in English and French."""

from metrics.reporting.claim_words import ENABLED, Direction, words

EXPLAINED = {
    "en": {
        Direction.CAUSE: words(
            r"because|due to|owing to|as a result of|on account of|caus(?:ed|es)|led to|leads to",
            r"result(?:ed|s) (?:in|from)",
            r"(?:driven|pushed|caused|explained|hit) by|drove|drives|explain(?:s|ed)?|attribut(?:able|ed) to",
            r"stem(?:s|med)? from",
            r"(?:is|was|are|were) the (?:result|reason|cause) (?:of|for|behind)|the (?:main |root )?(?:cause|reason)",
            r"as(?= (?:\w+ ){1,3}(?:\w+ed|left|spread|fell|rose|went|lost|broke|grew))",
            r"triggered|blam(?:e|ed)|behind (?:the|this)|responsible for|follows? from",
            r"(?:eroded|dented|hurt|lifted|undermined) by|weigh(?:ed|s) on|dent(?:ed|s)|dragg(?:ed|ing)|thanks to",
            r"account(?:s|ed) for",
        ),
        Direction.EFFECT: words(
            rf"contributed to|{ENABLED}|(?:drove|pushed|brought|pulled) .*? (?:up|down)",
            r"(?:cut|reduced|lowered|raised|boosted|improved|shortened|lengthened|increased|lifted"
            r"|halved)(?= (?:the |our |its )?[a-z])(?! (?:by|in|to|from|since|again|over|at)\b)",
        ),
    },
    "fr": {
        Direction.CAUSE: words(
            r"parce qu\w*'?|à cause d\w*'?|en raison d\w*'?|d[uû]e?s? (?:à|au|aux)|attribuables?|imputables?",
            r"s'expliqu\w+|expliqu\w+",
            r"caus(?:é|ée|és|ées|e|ent)|provoqu\w+|entraîn\w+|découl\w+|résult(?:e|ent|ait) d\w*'?",
            r"par suite d\w*'?|vien(?:t|nent) d\w*'?",
            r"tien(?:t|nent) (?:à|au|aux)|car|puisque|la (?:cause|raison)|l'origine|mené à|conduit à",
            r"à la suite d\w*'?|grâce (?:à|au|aux)",
            r"faute d\w*'?|c'est qu\w*'?|plomb(?:é|ée|e|ent)|pes(?:é|e|ent) sur",
        ),
        Direction.EFFECT: words(
            r"permis d\w*'?|contribué\w*|aidé à",
            r"fait (?:augmenter|baisser|diminuer|grimper|reculer|monter|bondir|chuter|progresser|connaître)",
            r"(?:a|ont) (?:réduit|diminué|abaissé|raccourci|augmenté|amélioré|rehaussé|accru|ramené|porté"
            r"|allongé)(?= (?:l'|la|le|les|nos|notre)\b)",
        ),
    },
}
"""What brought a change about; told of nothing unless the sentence tells of a change or names the result."""
DISRUPTION = {
    "en": words(r"outages?|storms?|strikes?|breakdowns?|floods?|fires?|incidents?|failures?|breach|influenza|flu|move"),
    "fr": words(r"pannes?|tempêtes?|grèves?|bris|inondations?|incendies?|incidents?|grippe|déménagement"),
}
_BRINGS = (
    r"cut|reduce|lower|raise|boost|improve|shorten|lengthen|increase|lift|halve|bring|restore|ease|speed up|slow"
    r"|push|pull|add|take|eliminate|end|clear|help|make"
)
_BRINGS_FR = (
    r"rédui|augmente|diminue|abaisse|raccourci|rallonge|allonge|améliore|rehausse|relève|remonte|baisse|ramène"
    r"|élimine|fe|permett|accélère|ralenti|ajoute|soulage|résorbe"
)
_BRING_FR = (
    r"faire|réduire|diminuer|augmenter|améliorer|abaisser|raccourcir|rallonger|allonger|rehausser|relever|ramener"
    r"|éliminer|permettre|accélérer|ralentir|soulager|résorber"
)
BRINGS = {
    "en": words(rf"(?:will|shall|\w+'ll|going to) (?:\w+ )?(?:{_BRINGS})"),
    "fr": words(rf"(?:{_BRINGS_FR})r(?:a|ont)", rf"(?:va|vont) (?:\w+ )?(?:{_BRING_FR})"),
}
"""That something will bring a change about."""
WORKED = {
    "en": words(
        r"paid off|pays off|worked(?! on| with| from| at| in| for| overtime)|bor(?:e|ne) fruit|bearing fruit",
        r"made a difference",
        r"had (?:the|its|an?) (?:\w+ )?effect|(?:was|is|proved|been) effective",
    ),
    "fr": words(
        r"(?:porté|portent|porte) (?:ses |leurs )?fruits?|fonctionné|(?:a|ont) été efficaces?",
        r"s'avère\w* (?:efficaces?|payant\w*)",
        r"donné (?:des|les) résultats|eu (?:l'|un |les )?(?:\w+ )?effets?",
    ),
}
"""That something done has worked; enough by itself, in a sentence about nothing else."""
