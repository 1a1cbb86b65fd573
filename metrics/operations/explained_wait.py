"""What a wait comes from: three factors, what each adds to it, and what can be said of that."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations

from data.certainty import present
from data.text import Word

ALIKE, ALIKE_S = 0.10, 5
"""A wait that differs by less than a tenth of its usual, or less than five seconds, is as usual."""
LEAST = 1 / 3
"""Of a change, so much must be what the model says before a factor is named for it."""


class Factor(Word):
    """What a wait can come from."""

    ARRIVALS = "arrivals", "Arrivals", "Arrivées"
    PEOPLE = "people", "People serving", "Personnes en service"
    SERVING = "serving", "Serving time", "Durée du service"


class Standing(StrEnum):
    """How a wait is beside its usual, and whether the model explains that."""

    AS_USUAL = "as_usual"
    SLOWER = "slower"
    QUICKER = "quicker"
    UNEXPLAINED = "unexplained"


class Unknown(Word):
    """Why the wait is not split."""

    NO_CONTACTS = "no_contacts", "Nobody came in this half-hour.", "Personne n'est venu dans cette demi-heure."
    NO_USUAL = (
        "no_usual",
        "Of the eight weeks before there are no days to compare with.",
        "Des huit semaines d'avant, il n'y a aucun jour à comparer.",
    )
    NO_PEOPLE = (
        "no_people",
        "It is not known how many people served, so the wait cannot be split.",
        "Le nombre de personnes qui servaient n'est pas connu : l'attente ne peut être répartie.",
    )
    NO_TIMES = (
        "no_times",
        "Serving times are not recorded, so the wait cannot be split.",
        "Les durées de service ne sont pas notées : l'attente ne peut être répartie.",
    )
    NOT_SERVED = (
        "not_served",
        "On some of these days nobody served any more, so the model has no wait to split.",
        "Certains de ces jours, plus personne ne servait : le modèle n'a pas d'attente à répartir.",
    )


@dataclass(frozen=True, kw_only=True)
class Share:
    """A factor: `usual` and `now`, and what it adds to the mean wait in whole seconds, None where that is not split.

    Arrivals a day: at counters up to the end of the half-hour, calls in it; people in it; mean seconds to serve in it.
    None where not recorded.
    """

    factor: Factor
    usual: float | None
    now: float | None
    effect_s: int | None = None


@dataclass(frozen=True, kw_only=True)
class Why:
    """A half-hour now and as usual.

    `days` of the period and `usual_days` were compared, `left_out` days had no people recorded or no usual. `wait_s`
    and `usual_wait_s`: measured mean waits of those served, whole seconds. Effects and `rest_s` add up to their
    difference exactly. `level`, `level_more`: share in time by the model, now and with one person more all day.
    `night`: people serve past midnight, where the model starts anew.
    """

    days: int
    usual_days: int
    left_out: int
    shares: Sequence[Share]
    wait_s: int | None
    usual_wait_s: int | None
    rest_s: int | None = None
    level: float | None = None
    level_more: float | None = None
    unknown: Unknown | None = None
    night: bool = False

    @property
    def change_s(self) -> int | None:
        """By how many seconds the measured wait differs from its usual; None where one is not known."""
        return None if self.wait_s is None or self.usual_wait_s is None else self.wait_s - self.usual_wait_s

    @property
    def standing(self) -> Standing | None:
        """What can be said of the change; None where it is not split."""
        if self.rest_s is None or self.change_s is None:
            return None
        if abs(self.change_s) < max(ALIKE * present(self.usual_wait_s), ALIKE_S):
            return Standing.AS_USUAL
        sign = 1 if self.change_s > 0 else -1
        if self.main is None or sum(share.effect_s or 0 for share in self.shares) * sign < LEAST * abs(self.change_s):
            return Standing.UNEXPLAINED
        return Standing.SLOWER if sign > 0 else Standing.QUICKER

    @property
    def main(self) -> Share | None:
        """The factor that explains most of the change, in its direction; None where none does."""
        sign = 1 if (self.change_s or 0) > 0 else -1
        moving = [share for share in self.shares if share.effect_s is not None and sign * share.effect_s > 0]
        return max(moving, key=lambda share: abs(share.effect_s or 0), default=None)


def shapley(value: Callable[[frozenset[Factor]], float]) -> dict[Factor, float]:
    """What each factor adds on average over all orders; they add up to `value` of all less `value` of none."""
    orders = list(permutations(Factor))
    added = dict.fromkeys(Factor, 0.0)
    for order in orders:
        for at, factor in enumerate(order):
            added[factor] += value(frozenset(order[: at + 1])) - value(frozenset(order[:at]))
    return {factor: total / len(orders) for factor, total in added.items()}
