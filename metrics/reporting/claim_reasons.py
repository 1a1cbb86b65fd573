"""The words by which a sentence tells what brought a change about, or will, in English and French."""

from metrics.reporting.claim_words import ENABLED, Direction, words

EXPLAINED = {
    "en": {
        Direction.CAUSE: words(
            r"because|due (?:\w+ )?to|owing to|as a result|on account of|caus(?:ed|es)|led to|leads to"
            r"|on the back of",
            r"result(?:ed|s) (?:in|from)|(?:driven|pushed|caused|explained|hit|fuelled|fueled|prompted) (?:\w+ )?by",
            r"drove|drives|explain(?:s|ed)?|attribut(?:able|ed) to|stem(?:s|med)? (?:\w+ )?from"
            r"|ar(?:ise|ises|ose) from",
            r"(?:is|was|are|were|'s) the (?:\w+ )?(?:result|reason|cause|culprit) (?:of|for|behind)",
            r"the (?:main |root |chief )?(?:cause|reason|culprit)|(?:is|are|was|were|that's) why|hence",
            r"as(?= (?:\w+ ){1,3}(?:\w+ed|left|spread|fell|rose|went|lost|broke|grew))|following|in the wake of",
            r"triggered|blam(?:e|ed)|behind (?:the|this)|responsible for|follow(?:s|ed)? from"
            r"|(?:put|comes?|came) down to",
            r"(?:eroded|dented|hurt|lifted|undermined) by|weigh(?:ed|s) on|dent(?:ed|s)|dragg(?:ed|ing)|thanks to",
            r"account(?:s|ed) for|trac(?:ed|es|eable) (?:back )?to|at the root of|to blame|the fault of|reflects?"
            r"|reflected",
            r"with so many|for want of|for lack of|the work of|played a (?:\w+ )?(?:part|role)|contributed to|sparked",
            r"(?:taken|took|taking) (?:its|a|their) (?:\w+ )?toll|(?:is|are|was|were) the fault of"
            r"|did so (?:for|because)",
        ),
    },
    "fr": {
        Direction.CAUSE: words(
            r"parce qu\w*'?|à cause d\w*'?|en raison d\w*'?|d[uû]e?s? (?:\w+ )?(?:à|au|aux)"
            r"|(?:attribu|imput)\w+ (?:à|au|aux)",
            r"s'expliqu\w+|expliqu\w+|caus(?:é|ée|és|ées|e|ent)|provoqu\w+|entraîn\w+|découl\w+|fruit d\w+",
            r"résult(?:e|ent|ait) (?:\w+ )?d\w*'?|par suite d\w*'?|vien(?:t|nent) (?:\w+ )?d\w*'?"
            r"|provien(?:t|nent) d\w*'?",
            r"tien(?:t|nent) (?:\w+ )?(?:à|au|aux)|tenai(?:t|ent) (?:à|au|aux)|car|puisque|l'origine|mené à|conduit à",
            r"(?:la|en|principale) (?:cause|raison|responsable)|à la suite d\w*'?|suite à|du fait d\w*'?"
            r"|sous l'effet d\w*'?",
            r"grâce (?:à|au|aux)|à la faveur d\w*'?|faute d\w*'?|c'est qu\w*'?|plomb(?:é|ée|e|ent)|pes(?:é|e|ent) sur",
            r"déclench\w+|engendr\w+|occasionn\w+|suscit\w+|responsables? d\w*|à la source d\w*|compte tenu d\w*",
            r"voilà pourquoi|d'où|conséquence d\w*|le résultat d\w+|s'est traduit\w* par|contribué\w*|y est pour"
            r"|la faute d\w+",
        ),
    },
}
"""What brought a change about; told of nothing unless the sentence tells of a change or names the result."""
_THE = r"(?:the|our|its|their|this|that|each|every|both|all|average|\w+ing)\b"
_LE = r"(?:l'|la |le |les |nos |notre |chaque |leurs? |son |ses |cette |ce |près |de \S+ points |\S+ points )"
DEEDS = {
    "en": words(
        rf"{ENABLED}|contributed to|(?:drove|pushed|brought|pulled|sent|dragged|knocked|took|nudged) [^,;]+ "
        r"(?:up|down|off|upwards?|downwards?|lower|higher|soaring|tumbling|below|under|above)",
        r"(?:cut|reduced|lowered|raised|boosted|improved|shortened|lengthened|increased|lifted"
        r"|halved)(?= (?:the |our |its )?[a-z])(?! (?:by|in|to|from|since|again|over|at)\b)",
        r"(?:doubled|tripled|trimmed|slashed|shaved|stretched|moved|cleared|eased|swelled|inflated|sped up|slowed"
        rf"|strengthened|weakened|added|restored|dented|hurt|eroded|helped|worsened|pushed|drove|spared"
        rf"|saved)(?= {_THE})",
        r"(?:made|makes|making)(?= (?:\w+ ){1,5}(?:\w+er|more|less|worse|better)\b)|(?:pushed|drove) up",
        r"(?:won|earned|gained|gave|given|saved|spared|brought|netted|cost|added)(?= us\b)",
        r"(?:brought|moved|pushed|took|taken|carried|lifted|raised|cut|stretched)(?= [^,;]{1,40} (?:from|to) )",
        r"by(?= (?:\w+ly )?\w+ing\b)"
        r"|(?:cut|cost|knocked|added|shaved|lost us)(?= (?:us )?\w+ (?:points?|minutes?|seconds?))",
        r"with(?= (?:the|our) (?:\w+ ){1,4}we\b)|with our|thanks to(?= .*\b(?:we|our)\b)|since we"
        r"|(?:the )?(?:result|fruit|work) of our|by our|by (?:the|a) new",
    ),
    "fr": words(
        r"permis d\w*'?|contribué\w*|aidé à|(?:fait|font) \w+(?:er|ir|re)|nous (?:a|ont) valu",
        r"(?:a|ont|avons|aura) (?:\w+ )?"
        r"(?:réduit|diminué|abaissé|raccourci|augmenté|amélioré|rehaussé|accru|ramené|porté"
        r"|allongé|rallongé|alourdi|allégé|gonflé|doublé|relevé|haussé|écourté|rogné|amputé|fait|coûté|tiré|dopé|freiné"
        r"|accéléré|ralenti|redressé|renforcé|éliminé|résorbé|poussé|hissé|propulsé|dégradé|miné|soulagé|simplifié|valu"
        rf"|rapporté|donné|grevé|gâché|retranché|coupé|fragilisé|entamé|érodé)(?= {_LE})",
        r"nous (?:a|ont) (?:fait )?\w+|en(?= (?!avant|pendant|restant|cependant|attendant)\w+ant\b)"
        r"|par (?:le|la|un|une) nouv\w+",
        r"(?:été )?\w+ée?s?(?= (?:\S+ ){0,4}par (?:le |la |l'|les |un |une |nos |notre ))",
        r"avec(?= .*\b(?:que nous|nos|notre)\b)|grâce (?:à|au|aux)(?= .*\b(?:nous|nos|notre)\b)"
        r"|le résultat (?:de|des)(?= .*\b(?:nous|nos|notre)\b)",
    ),
}
"""That something or somebody has brought a change about: an effect of what was done, or a cause if nobody meant it."""
OURS = {
    "en": words(
        r"we|our|us|new|newly|by|\w+ing|introduced|launched|added|extra|redesigned|revised|second|third|training",
        r"tools?|campaign|posters?|decision|shorter",
    ),
    "fr": words(
        r"nous|nos|notre|nouve\w+|nouvel|en|ajout\w*|lancé\w*|instauré\w*|formation|outil|campagne|affiches?|décision",
        r"ouverture|fermeture|embauche|mise en \w+|retrait|abolition|fusion",
    ),
}
"""Marks of something that the organisation did, in front of what it brought about."""
DISRUPTION = {
    "en": words(
        r"outages?|storms?|strikes?|breakdowns?|floods?|(?:wild)?fires?|incidents?|failures?|breach|influenza|flu|move",
        r"shortages?|freeze|inflation|award|arbitrator\w*|outbreak|pandemic|covid|election|rents?|prices?|blizzard"
        r"|snow",
        r"heat ?wave|weather|lockout|walkout|faulty|defective|vendor|supplier|shutdown|cyberattack|recession|tariffs?",
        r"power cut|bug|glitch|crash|norovirus|virus|ice|scandal|headlines|uncertainty",
    ),
    "fr": words(
        r"pannes?|tempêtes?|grèves?|bris|inondations?|incendies?|incidents?|grippe|déménagement|pénuries?|gel"
        r"|inflation",
        r"flambée|éclosion|pandémie|covid|élections?|loyers|prix|verglas|neige|canicule|météo|défectueu\w+|fournisseur",
        r"rareté|cyberattaque|récession|tarifs|bogue|virus|norovirus|scandale|manchettes|incertitude|arbitra\w+|manque",
    ),
}
_BRINGS = (
    r"cut|reduce|lower|raise|boost|improve|shorten|lengthen|increase|lift|halve|bring|restore|ease|speed up|slow"
    r"|push|pull|add|take|eliminate|end|clear|help|make|shave|trim|slash|knock|double|move|win|earn|save|spare|cost"
    r"|drive|stretch|drag|send|get|give|keep|strengthen|weaken|hurt|curb|hasten|simplify|free|lead|swell|draw|spread"
)
_FR = (
    r"augment|diminu|abaiss|rallong|allong|amélior|rehauss|relèv|remont|baiss|ramèn|élimin|accélèr|ajout|soulag"
    r"|allèg|frein|retranch|rogn|coup|écourt|amèn|port|hauss|doubl|gonfl|dop|tir|pouss|hiss|propuls|redress|renforc"
    r"|simplifi|économis|épargn|gagn|rapport|coût|aid|évit|désengorg|facilit|donn|dégag|libèr|stimul|alourd|grèv"
)
_FR_ALSO = r"rédui|raccourci|ralenti|alourdi|permett|fe|résorbe|vaud|accroît|mett"
_BRING_FR = (
    r"\w*(?:ment|minu|baiss|long|lior|hauss|lev|mont|men|min|cél|ajout|soulag|lég|frein|tranch|rogn|coup|court|port"
    r"|doubl|gonfl|dop|tir|pouss|hiss|puls|dress|forc|simplifi|nomis|pargn|gagn|coût|aid|vit|gorg|facilit|donn|lér)er"
    r"|faire|réduire|raccourcir|permettre|ralentir|résorber|alourdir|accroître|mettre|rendre"
)
BRINGS = {
    "en": words(rf"(?:will|shall|\w+'ll|going to) (?:\w+ )?(?:{_BRINGS})"),
    "fr": words(rf"(?:(?:{_FR})e|{_FR_ALSO})r(?:a|ont)", rf"(?:va|vont) (?:\w+ |nous )?(?:{_BRING_FR})"),
}
"""That something will bring a change about."""
WORKED = {
    "en": words(
        r"paid off|pays off|worked(?! on| off| with| from| at| in| for| overtime)|bor(?:e|ne) fruit|bearing fruit",
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
