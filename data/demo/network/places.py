"""Regions, kinds of operator, places with invented names, and where people live."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from data.demo import episodes
from data.demo.seeds import stream
from data.demo.services import month_day

REGIONS = {  # code: EN, FR, share of the places, box (south, north, west, east), share of French contacts
    "central": ("Central", "Centre", 0.30, (43.6, 44.9, -80.2, -78.6), 0.025),
    "east": ("East", "Est", 0.20, (44.1, 45.6, -77.9, -75.0), 0.085),
    "west": ("West", "Ouest", 0.22, (42.3, 44.3, -82.6, -80.4), 0.015),
    "north": ("North", "Nord", 0.16, (45.9, 49.8, -89.5, -79.4), 0.10),
    "toronto": ("Toronto", "Toronto", 0.12, (43.6, 43.8, -79.6, -79.2), 0.03),
}
OPERATORS = {
    "public": ("Public office", "Bureau public"),
    "private": ("Private operator", "Exploitant privé"),
    "retail": ("Retail host", "Détaillant hôte"),
    "municipal": ("Municipal office", "Bureau municipal"),
    "library": ("Public library", "Bibliothèque publique"),
    "land_registry": ("Land registry office", "Bureau d'enregistrement immobilier"),
    "federal": ("Shared with a federal office", "Bureau partagé avec le fédéral"),
    "first_nation": ("First Nation band office", "Bureau de bande d'une Première Nation"),
}
PUBLIC_CALENDAR = {"public", "land_registry", "federal", "municipal", "library", "first_nation"}
CENTRES = {"public": 3, "private": 3, "retail": 1, "municipal": 1}
"""Kinds of operator of every eight centres, to each its turn; beside them stand desks that serve a few visitors."""
BESIDE = {"library": 2, "first_nation": 1, "land_registry": 1, "federal": 1}
SMALLEST = ["public", "private", "library"]
SMALL_BELOW = 0.005  # of full size: the smallest organisation, less busy the smaller it is
CENTRES_AT_FULL_SIZE, KIOSKS_AT_FULL_SIZE, CONTACT_CENTRES_AT_FULL_SIZE = 700, 200, 100
MOST_CONTACT_CENTRES = 7
SIZE_SPREAD = (0.9, 1.15)
BESIDE_SIZE = {"library": 0.07, "first_nation": 0.09, "land_registry": 0.12, "federal": 0.14}
HOURS_OPEN = {  # opens, closes from Monday to Friday; on Saturdays
    "public": (9, 17, 0, 0), "private": (9, 17, 10, 14), "retail": (9, 20, 9, 19), "municipal": (9, 17, 0, 0),
    "library": (12, 16, 0, 0), "first_nation": (10, 14, 0, 0), "land_registry": (10, 15, 0, 0),
    "federal": (10, 15, 0, 0), "kiosk": (8, 22, 8, 22), "contact": (8, 18, 0, 0),
}  # fmt: skip
RUN_BY = {"retail": "retailer", "library": "libraries", "municipal": "municipal", "land_registry": "titles"}
LIBRARIES_JOIN = [5, 14, 26, 39, 51]  # months of the window
QUEUES = [("vehicles and licences", "véhicules et permis"), ("health and other services", "santé et autres services")]
RELOCATED_DESKS = 0.70
RELOCATED_VOLUME = 1.08
MOVE_AT_MOST = 9
VISITS_A_DAY = 95_000  # in centres on an ordinary day when the window began, at scale 1
DESKS_PER_VISIT = 0.0267  # so many are busy in the hour of noon, with some to spare
PLACES = 150
PEOPLE = 14_500_000
GROWTH = 0.014

FIRST = ["Alder", "Amber", "Ash", "Birch", "Briar", "Cedar", "Clear", "Copper", "Elm", "Fern", "Fox", "Granite",
         "Hazel", "Heron", "Iron", "Juniper", "Lark", "Linden", "Maple", "Moss", "Oak", "Otter", "Pine", "Quarry",
         "Raven", "Silver", "Spruce", "Stone", "Willow", "Wren"]  # fmt: skip
LAST = ["brook", "combe", "dale", "fell", "ford", "gate", "haven", "holm", "mere", "mouth", "wick"]
BEFORE = ["", "New ", "Port ", "Lake ", "Mount ", "Fort ", "Glen ", "Upper ", "Point "]


@dataclass(frozen=True)
class Outlet:
    """One location: `size` is its share of visits, 1 for an ordinary centre; `hours`: as in `HOURS_OPEN`."""

    code: str
    en: str
    fr: str
    region: str
    operator: str
    partner: str | None
    latitude: int
    longitude: int
    desks: int
    hours: tuple[int, int, int, int]
    bilingual: bool
    opened: date
    closed: date | None
    size: float
    form: str  # counter, kiosk or contact

    @property
    def saturdays(self) -> bool:
        return self.hours[2] < self.hours[3]

    @property
    def weekly_hours(self) -> int:
        opens, closes, on_saturdays, until = self.hours
        days = 6 if self.form == "kiosk" else 5  # kiosks are there on Sundays as on other days
        return days * (closes - opens) + until - on_saturdays

    def is_open(self, days: np.ndarray) -> np.ndarray:
        """Whether it exists on each of some days."""
        there = days >= np.datetime64(self.opened)
        return there & (days < np.datetime64(self.closed)) if self.closed else there


def names(seed: int, how_many: int) -> list[str]:
    """Invented place names, each once."""
    pairs = [f"{a}{b}" for a in FIRST for b in LAST]
    order = stream(seed, "names").permutation(len(pairs))
    return [f"{before}{pairs[i]}" for before in BEFORE for i in order][:how_many]


def _operators(scale: float) -> list[str]:
    """The kinds of operator of all counters, the centres first."""
    if scale < SMALL_BELOW:
        return SMALLEST
    each = [operator for operator, n in CENTRES.items() for _ in range(n)]
    turns = [each[i] for i in (0, 3, 6, 7, 1, 4, 2, 5)]
    centres = max(4, round(CENTRES_AT_FULL_SIZE * scale))
    beside = [operator for operator, n in BESIDE.items() for _ in range(max(1, round(n * centres / len(each))))]
    return [turns[n % len(turns)] for n in range(centres)] + beside


@lru_cache(maxsize=4)
def outlets(seed: int, first: int, scale: float) -> list[Outlet]:
    """Every location that ever is in the window, relocated centres as two: the old one and the new one.

    Their number follows the scale; how busy each is does not.
    """
    random = stream(seed, "outlets")
    operators = _operators(scale)
    kiosks = max(1, round(KIOSKS_AT_FULL_SIZE * scale))
    contact_centres = min(max(1, round(CONTACT_CENTRES_AT_FULL_SIZE * scale)), MOST_CONTACT_CENTRES)
    place_names = iter(names(seed, len(operators) + kiosks + contact_centres))
    shares = np.array([REGIONS[r][2] for r in REGIONS])
    order = random.permutation(list(REGIONS)).tolist()
    regions = order[:2] if operators is SMALLEST else order
    chances = shares[[list(REGIONS).index(r) for r in regions]]
    since = date(first - 6, 4, 1)
    centres = sum(operator in CENTRES for operator in operators)
    built: list[Outlet] = []
    for n, operator in enumerate(operators):
        region = regions[n % len(regions)] if n < 5 else str(random.choice(regions, p=chances / chances.sum()))
        size = BESIDE_SIZE.get(operator) or float(random.uniform(*SIZE_SPREAD))
        visits = VISITS_A_DAY * scale * size / centres
        desks = 1 if operator in BESIDE else int(np.clip(np.ceil(visits * DESKS_PER_VISIT), 2, 4))
        built.append(
            _outlet(random, f"L{n + 1:03d}", next(place_names), region, operator, desks, since, size, "counter")
        )
    for n in range(kiosks):
        region = regions[random.integers(len(regions))]
        size = float(np.exp(random.normal(0, 0.3)))
        built.append(_outlet(random, f"K{n + 1:03d}", next(place_names), region, "retail", 1, since, size, "kiosk"))
    for n in range(contact_centres):
        centre = _outlet(random, "", next(place_names), regions[n % len(regions)], "public", 2, since, 1.0, "contact")
        for k, (en, fr) in enumerate(QUEUES):
            code = f"C{n * len(QUEUES) + k + 1:03d}"
            built.append(replace(centre, code=code, en=f"{centre.en}: {en}", fr=f"{centre.fr} : {fr}"))
    return _relocate(_open_later(built, first), first)


def _outlet(
    random: np.random.Generator,
    code: str,
    name: str,
    region: str,
    operator: str,
    desks: int,
    opened: date,
    size: float,
    form: str,
) -> Outlet:
    south, north, west, east = REGIONS[region][3]
    words = {"counter": ("Centre", "Centre"), "kiosk": ("Kiosk", "Borne"), "contact": ("Contact Centre",
             "Centre de contact")}[form]  # fmt: skip
    words = {"library": ("Library", "Bibliothèque"), "first_nation": ("Band Office", "Bureau de bande")}.get(
        operator, words
    )
    return Outlet(
        code=code, en=f"{name} {words[0]}", fr=f"{words[1]} {name}", region=region, operator=operator,
        partner=RUN_BY.get(operator), latitude=int(random.uniform(south, north) * 1e6),
        longitude=int(random.uniform(west, east) * 1e6), desks=desks,
        hours=HOURS_OPEN[operator if form == "counter" else form],
        bilingual=region in ("east", "north", "toronto") and operator in PUBLIC_CALENDAR, opened=opened,
        closed=None, size=size, form=form,
    )  # fmt: skip


def _open_later(outlets: list[Outlet], first: int) -> list[Outlet]:
    """Some libraries join in the window: one by one, they bring service nearer to people."""
    libraries = [n for n, o in enumerate(outlets) if o.operator == "library"]
    for n, month in zip(libraries, LIBRARIES_JOIN, strict=False):
        outlets[n] = replace(outlets[n], opened=month_day(first, month))
    return outlets


def relocations(outlets: list[Outlet]) -> int:
    """How many private centres move to a retailer: one in three, nine at most."""
    private = sum(o.operator == "private" for o in outlets)
    return min(-(-private // 3), MOVE_AT_MOST)


def _relocate(outlets: list[Outlet], first: int) -> list[Outlet]:
    """Private centres move to a retailer: longer hours, fewer desks, so longer waits at the peak."""
    days = episodes.relocations(first)
    movers = [o for o in outlets if o.operator == "private"][: relocations(outlets)]
    for old, day in zip(movers, days, strict=False):
        outlets[outlets.index(old)] = replace(old, closed=day)
        outlets.append(
            replace(
                old, code=f"{old.code}R", en=f"{old.en} (retail)", fr=f"{old.fr} (détaillant)", operator="retail",
                partner="retailer", desks=max(1, round(old.desks * RELOCATED_DESKS)), opened=day,
                hours=HOURS_OPEN["retail"], size=old.size * RELOCATED_VOLUME, latitude=old.latitude + 9_000,
            )
        )  # fmt: skip
    return outlets


def population(seed: int, places: list[Outlet], quarter: date) -> list[dict[str, Any]]:
    """Who lives where on the first day of a quarter, and the great-circle distance to the nearest open centre."""
    random = stream(seed, "population")
    regions = list(REGIONS)
    shares = np.array([0.34, 0.15, 0.22, 0.06, 0.23])
    of = random.choice(5, PLACES, p=[0.30, 0.20, 0.22, 0.20, 0.08])
    size = random.pareto(1.3, PLACES) + 0.15
    for r in range(5):
        size[of == r] *= shares[r] / size[of == r].sum()
    boxes = np.array([REGIONS[r][3] for r in regions])[of]
    centres = [
        o for o in places if o.form == "counter" and o.opened <= quarter and not (o.closed and o.closed <= quarter)
    ]
    where = np.radians([[o.latitude / 1e6, o.longitude / 1e6] for o in centres])
    near = random.integers(0, len(places), PLACES)
    # Centres stand where people live: most places lie a few kilometres from one.
    lat = random.uniform(boxes[:, 0], boxes[:, 1])
    lon = random.uniform(boxes[:, 2], boxes[:, 3])
    counters = [o for o in places if o.form == "counter" and not o.code.endswith("R")]
    at = np.array([[counters[i % len(counters)].latitude, counters[i % len(counters)].longitude] for i in near]) / 1e6
    close = random.random(PLACES) < np.where(size > np.quantile(size, 0.4), 0.97, 0.45)
    spread = random.normal(0, 0.03, (PLACES, 2))
    lat, lon = np.where(close, at[:, 0] + spread[:, 0], lat), np.where(close, at[:, 1] + spread[:, 1], lon)
    here = np.radians(np.column_stack([lat, lon]))
    a = (
        np.sin((here[:, None, 0] - where[None, :, 0]) / 2) ** 2
        + np.cos(here[:, None, 0]) * np.cos(where[None, :, 0])
        * np.sin((here[:, None, 1] - where[None, :, 1]) / 2) ** 2
    )  # fmt: skip
    metres = (2 * 6_371_000 * np.arcsin(np.sqrt(a))).min(axis=1)
    of_centre = np.array([regions.index(counters[i % len(counters)].region) for i in near])
    region = np.where(close, of_centre, of)
    people = size * PEOPLE * (1 + GROWTH) ** ((quarter.year - 2020) + quarter.month / 12)
    return [
        {"place_code": f"P{n + 1:03d}", "as_of": quarter, "district_code": regions[region[n]],
         "inhabitants": int(people[n]), "metres_to_outlet": int(metres[n])}
        for n in range(PLACES)
    ]  # fmt: skip
