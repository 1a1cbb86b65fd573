"""What the board pack refuses: a period without figures, a format, a part, a logo, a font that cannot be."""

from data.errors import Refusal
from data.text import Text

NO_FIGURES = Refusal(
    "pack_no_figures",
    Text(
        "No headline indicator that you may see has a number in {period}, so there is no pack of it; choose a period "
        "with data.",
        "Aucun indicateur principal que vous pouvez voir n'a de chiffre pour la période {period}\u00a0: il n'y a pas "
        "de cahier; choisissez une période avec des données.",
    ),
)
UNKNOWN_ENDING = Refusal(
    "pack_unknown_ending",
    Text(
        "{file} ends in none of {endings}, by which the format is chosen: write it as pack.pdf.",
        "{file} ne se termine par aucun de {endings}, qui indiquent le format\u00a0: écrivez par exemple cahier.pdf.",
    ),
)
NOT_WRITABLE = Refusal(
    "pack_not_writable",
    Text(
        "{file} cannot be written ({reason}): name another file with --out.",
        "{file} ne peut être écrit ({reason})\u00a0: nommez un autre fichier avec --out.",
    ),
)
NOT_DRAWN = Refusal(
    "pack_not_drawn",
    Text(
        "The pack could not be drawn, because the machine ended the process that draws it: try again when it has more "
        "memory to spare.",
        "Le cahier n'a pu être dessiné, car la machine a mis fin au processus qui le dessine\u00a0: réessayez "
        "quand elle aura plus de mémoire libre.",
    ),
)
UNKNOWN_LANGUAGE = Refusal(
    "pack_unknown_language",
    Text(
        "'{language}' is no language of a pack: write en or fr.",
        "«\u00a0{language}\u00a0» n'est pas une langue de cahier\u00a0: écrivez en ou fr.",
    ),
)
UNKNOWN_PART = Refusal(
    "pack_unknown_part",
    Text(
        "SCORECARD_PACK_PARTS names '{part}', which is no part of a pack: {nearest}",
        "SCORECARD_PACK_PARTS nomme «\u00a0{part}\u00a0», qui n'est pas une partie du cahier\u00a0: {nearest}",
    ),
)
PART_TWICE = Refusal(
    "pack_part_twice",
    Text(
        "SCORECARD_PACK_PARTS names '{part}' twice: leave one out.",
        "SCORECARD_PACK_PARTS nomme «\u00a0{part}\u00a0» deux fois\u00a0: retirez-en une.",
    ),
)
LACKS_PART = Refusal(
    "pack_lacks_part",
    Text(
        "SCORECARD_PACK_PARTS lacks '{part}', without which a reader cannot know what the numbers are: add it.",
        "Il manque «\u00a0{part}\u00a0» dans SCORECARD_PACK_PARTS, sans quoi on ne sait ce que sont les "
        "chiffres\u00a0: ajoutez-la.",
    ),
)
LOGO_UNREADABLE = Refusal(
    "pack_logo_unreadable",
    Text(
        "{file} begins like a picture but cannot be drawn: set SCORECARD_MARK to another, or unset it.",
        "{file} commence comme une image mais ne peut être dessiné\u00a0: choisissez-en une autre dans SCORECARD_MARK, "
        "ou effacez sa valeur.",
    ),
)
FONT_UNREADABLE = Refusal(
    "pack_font_unreadable",
    Text(
        "{file} is no font: set SCORECARD_PACK_FONT to a TrueType or OpenType file, or unset it.",
        "{file} n'est pas une police\u00a0: indiquez un fichier TrueType ou OpenType dans SCORECARD_PACK_FONT, ou "
        "effacez sa valeur.",
    ),
)
FONT_LACKS = Refusal(
    "pack_font_lacks",
    Text(
        "The font {file} lacks {letters}: set SCORECARD_PACK_FONT to one that has the letters of English and French.",
        "Il manque {letters} dans la police {file}\u00a0: indiquez dans SCORECARD_PACK_FONT une police qui a les "
        "lettres du français et de l'anglais.",
    ),
)
TEMPLATE_UNREADABLE = Refusal(
    "pack_template_unreadable",
    Text(
        "{file} is no presentation: set SCORECARD_PACK_TEMPLATE to a PPTX file, or unset it.",
        "{file} n'est pas une présentation\u00a0: indiquez un fichier PPTX dans SCORECARD_PACK_TEMPLATE, ou effacez sa "
        "valeur.",
    ),
)
TEMPLATE_LACKS = Refusal(
    "pack_template_lacks",
    Text(
        "The template {file} has no layout with {part}: add one, or unset SCORECARD_PACK_TEMPLATE.",
        "Le modèle {file} n'a pas de disposition avec {part}\u00a0: ajoutez-en une, ou effacez "
        "SCORECARD_PACK_TEMPLATE.",
    ),
)
TITLE_ALONE = Text("a title alone", "un titre seul")
TITLE_AND_SUBTITLE = Text("a title and a subtitle", "un titre et un sous-titre")
