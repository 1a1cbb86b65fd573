"""Refusals of the question why a number changed."""

from data.errors import Refusal
from data.text import Text

DERIVED = Refusal(
    "explanation_derived",
    Text(
        "{indicator} is worked out from other sums, so no slices of it add up; ask about what it is made of: {parts}.",
        "{indicator} est calculé à partir d'autres sommes : ses tranches ne s'additionnent pas; demandez plutôt ce "
        "qui le compose : {parts}.",
    ),
)
NO_PARTS = Refusal(
    "explanation_no_parts",
    Text(
        "{indicator} is worked out from other sums, so no slices of it add up; see its groups with `scorecard query "
        "{indicator} --by {by}`.",
        "{indicator} est calculé à partir d'autres sommes : ses tranches ne s'additionnent pas; voyez ses groupes avec "
        "`scorecard query {indicator} --by {by}`.",
    ),
)
NOTHING_SO_FAR = Refusal(
    "explanation_nothing_so_far",
    Text("{indicator} has no data yet.", "{indicator} n'a encore aucune donnée."),
)
NO_VALUE = Refusal(
    "explanation_no_value",
    Text(
        "{indicator} has no value for {period}, so there is no change to explain; choose another --period or "
        "--against.",
        "{indicator} n'a pas de valeur pour {period} : il n'y a pas de changement à expliquer; choisissez une autre "
        "--period ou un autre --against.",
    ),
)
NO_TARGET = Refusal(
    "explanation_no_target",
    Text(
        "{indicator} has no target for {period}; compare with --against previous or --against year.",
        "{indicator} n'a pas de cible pour {period}; comparez avec --against previous ou --against year.",
    ),
)
