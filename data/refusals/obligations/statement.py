"""What the public statement refuses: quarters that cannot be published, and publishing twice."""

from data.errors import Refusal
from data.text import Text

TO_READ = Text("the public reads why it was corrected", "le public lise pourquoi elle a été corrigée")

NOT_A_QUARTER = Refusal(
    "statement_not_a_quarter",
    Text(
        "The statement is published by quarter, and {period} is none: write one as FY2024-25-Q3. A longer or shorter "
        "period would give away, by subtraction, what a quarter hides.",
        "La déclaration est publiée par trimestre, et {period} n'en est pas un\u00a0: écrivez-le comme "
        "FY2024-25-Q3. Une "
        "période plus longue ou plus courte révélerait, par soustraction, ce qu'un trimestre masque.",
    ),
)
STILL_OPEN = Refusal(
    "statement_still_open",
    Text(
        "{period} is not over: data reach to {data_to}. A quarter is published once it is complete.",
        "{period} n'est pas terminé\u00a0: les données vont jusqu'au {data_to}. Un trimestre est publié une "
        "fois complet.",
    ),
)
NOT_WHOLE = Refusal(
    "statement_not_whole",
    Text(
        "Data begin on {first}, within {period}: only a whole quarter is published.",
        "Les données commencent le {first}, pendant {period}\u00a0: seul un trimestre entier est publié.",
    ),
)
NOT_VERIFIED = Refusal(
    "statement_not_verified",
    Text(
        "The run in force was not verified, or numbers differed: run `scorecard verify`, then publish.",
        "Le traitement en vigueur n'a pas été vérifié, ou des nombres diffèrent\u00a0: lancez `scorecard verify`, puis "
        "publiez.",
    ),
)
LATE = Refusal(
    "statement_late",
    Text(
        "Records could not be read and show older data: {records:and}. Run `scorecard run` until all are read, then "
        "publish.",
        "Des enregistrements n'ont pu être lus et montrent d'anciennes données\u00a0: {records:and}. Lancez "
        "`scorecard run` "
        "jusqu'à ce que tous soient lus, puis publiez.",
    ),
)
NO_DATA = Refusal(
    "statement_no_data",
    Text(
        "No case that a standard covers was completed in {period}: there is nothing to publish.",
        "Aucun cas visé par une norme n'a été terminé dans {period}\u00a0: il n'y a rien à publier.",
    ),
)
PUBLISHED_BEFORE = Refusal(
    "statement_published_before",
    Text(
        "The statement of {period} was published on {when} as version {version}, and never changes. If it is wrong, "
        'publish a correction with its reason: --correct "why".',
        "La déclaration de {period} a été publiée le {when} (version {version}) et ne change jamais. Si elle est "
        "erronée, publiez une correction avec sa raison\u00a0: --correct «\u00a0pourquoi\u00a0».",
    ),
)
NOTHING_TO_CORRECT = Refusal(
    "statement_nothing_to_correct",
    Text(
        "The statement of {period} was never published, so there is nothing to correct: publish it first.",
        "La déclaration de {period} n'a jamais été publiée\u00a0: il n'y a rien à corriger. Publiez-la d'abord.",
    ),
)
NOTHING_CHANGED = Refusal(
    "statement_nothing_changed",
    Text(
        "Every figure of {period} is as version {version} has it: a correction would correct nothing.",
        "Chaque chiffre de {period} est celui de la version {version}\u00a0: une correction ne corrigerait rien.",
    ),
)
NOT_PUBLISHED = Refusal(
    "statement_not_published",
    Text(
        "The statement of {period} was not published: leave --published out.",
        "La déclaration de {period} n'a pas été publiée\u00a0: omettez --published.",
    ),
)
CHANGED_MEANWHILE = Refusal(
    "statement_changed_meanwhile",
    Text(
        "{who} published version {version} of {period} on {when}, after this page was shown: look at it first.",
        "{who} a publié la version {version} de {period} le {when}, après l'affichage de cette page\u00a0: regardez-la "
        "d'abord.",
    ),
)
ONE_OF_THESE = Refusal(
    "statement_one_of_these",
    Text(
        "Use one of --draft, --published and --correct: each writes another thing.",
        "Utilisez l'une des options --draft, --published et --correct\u00a0: chacune écrit autre chose.",
    ),
)
OF_ALL = Refusal(
    "statement_of_all",
    Text(
        "The statement is of the whole organization, of which {email} sees a part: ask somebody who sees it all.",
        "La déclaration porte sur toute l'organisation, dont {email} voit une partie\u00a0: adressez-vous à quelqu'un "
        "qui la voit en entier.",
    ),
)
NOT_WRITABLE = Refusal(
    "statement_not_writable",
    Text(
        "{out} cannot be written ({reason}): name another folder with --out; --published writes there what was "
        "published already.",
        "{out} ne peut être écrit ({reason})\u00a0: nommez un autre dossier avec --out; --published y écrit "
        "ce qui a déjà été publié.",
    ),
)
NOT_THERE = Refusal(
    "statement_not_there",
    Text(
        "No such statement was published. The newest is at /statement/en/.",
        "Aucune déclaration de ce nom n'a été publiée. La plus récente se trouve à /statement/fr/.",
    ),
)
NOT_READABLE = Refusal(
    "statement_not_readable",
    Text(
        "The statements cannot be read at the moment. Try again in a few minutes.",
        "Les déclarations ne peuvent être lues pour l'instant. Réessayez dans quelques minutes.",
    ),
)
