"""Where and when people come: the open places of a channel in proportion to their size, by the hours of the day."""

from functools import lru_cache

import numpy as np

from data.demo.calendar import CHANNELS, HOURS, weekday
from data.demo.network.places import HOURS_OPEN, QUEUES, Outlet
from data.demo.network.roster import open_hours
from data.demo.seeds import stream
from data.demo.services import LINE_CODES

PLACE_NOISE = 0.08
SECONDS = 86_400
FORMS = {"in_person": "counter", "kiosk": "kiosk", "telephone": "contact"}
LICENCES = LINE_CODES.index("dv")


def places(
    random: np.random.Generator, seed: int, found: list[Outlet], days: np.ndarray, day: np.ndarray,
    channel: np.ndarray, line: np.ndarray, month: int,
) -> np.ndarray:  # fmt: skip
    """Where each happened, -1 for online and mail: for a call, the queue of its line at one of the contact centres."""
    outlet = np.full(len(day), -1)
    for name, form in FORMS.items():
        mine = np.flatnonzero(channel == CHANNELS.index(name))
        of_form = np.array([n for n, o in enumerate(found) if o.form == form])
        if form == "contact":
            of_form = of_form[:: len(QUEUES)]
        some = [found[n] for n in of_form]
        chance = np.tile([o.size for o in some], (len(days), 1))
        chance *= np.exp(stream(seed, f"place {form}", month).normal(0, PLACE_NOISE, chance.shape))
        if form == "counter":
            chance[~open_hours(some, days).any(axis=2)] = 0.0
        total = chance.sum(axis=1, keepdims=True)
        cumulated = np.cumsum(chance / np.where(total > 0, total, 1), axis=1) + np.arange(len(days))[:, None]
        choice = np.searchsorted(cumulated.ravel(), day[mine] + random.random(len(mine)) * 0.999999)
        choice = np.minimum(choice - day[mine] * len(of_form), len(of_form) - 1)
        outlet[mine] = of_form[choice] + ((form == "contact") & (line[mine] != LICENCES))
    return outlet


def moments(
    random: np.random.Generator, found: list[Outlet], days: np.ndarray, day: np.ndarray, channel: np.ndarray,
    outlet: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """When each began, in local seconds since 1970: an hour of the channel's profile at which the place is open."""
    rhythms, cumulated = _rhythms()
    of_place = np.array([_rhythm(o) for o in found] + [0])[outlet]
    of_channel = np.array([rhythms.index((name, name)) for name in CHANNELS])[channel]
    rhythm = np.where(channel == CHANNELS.index("in_person"), of_place, of_channel)
    rhythm = rhythm * 2 + (weekday(days)[day] == 5)
    hour = np.searchsorted(cumulated, rhythm + random.random(len(day)) * 0.999999) - rhythm * 24
    return days[day].astype(np.int64) * SECONDS + hour * 3600 + random.integers(0, 3600, len(day))


@lru_cache(maxsize=1)
def _rhythms() -> tuple[list[tuple[str, str]], np.ndarray]:
    """Channel and what decides its hours, and of each the hours cumulated: of weekdays, then of Saturdays."""
    rhythms = [(name, name) for name in CHANNELS] + [("in_person", operator) for operator in HOURS_OPEN]
    rows = []
    for name, operator in rhythms:
        hours, weights = HOURS[name]
        profile = np.zeros(24)
        profile[list(hours)] = weights
        opens, closes, on_saturdays, until = HOURS_OPEN[operator] if name != operator else (0, 24, 0, 24)
        for first, last in ((opens, closes), (on_saturdays, until)):
            inside = profile * ((np.arange(24) >= first) & (np.arange(24) < last))
            rows.append(np.cumsum(inside) / max(inside.sum(), 1e-9))
    return rhythms, np.concatenate([row + n for n, row in enumerate(rows)])


def _rhythm(outlet: Outlet) -> int:
    return _rhythms()[0].index(("in_person", outlet.operator if outlet.form == "counter" else "kiosk"))
