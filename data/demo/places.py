"""Regions, kinds of operator, about 130 places with invented names, and where people live."""

from dataclasses import dataclass, replace
from datetime import date

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
}
PUBLIC_CALENDAR = {"public", "land_registry", "federal", "municipal", "library"}
COUNTERS = {"public": 28, "private": 36, "retail": 4, "municipal": 7, "library": 7, "land_registry": 4, "federal": 4}
SIZES = {"public": 1.5, "private": 1.0, "retail": 0.8, "municipal": 0.6, "library": 0.15, "land_registry": 0.4,
         "federal": 0.9}  # fmt: skip
WEEKLY_HOURS = {"public": 40, "private": 46, "retail": 60, "municipal": 38, "library": 30, "land_registry": 35,
                "federal": 40}  # fmt: skip
RUN_BY = {"retail": "retailer", "library": "libraries", "municipal": "municipal", "land_registry": "titles"}
LIBRARIES_JOIN = [5, 14, 26, 39, 51]  # months of the window
CONTACT_CENTRES = 7
KIOSK_SITES = 24
RELOCATED_HOURS = 1.477
RELOCATED_DESKS = 0.70
RELOCATED_VOLUME = 1.08
VISITS_PER_DESK = 11_000  # a year, at scale 1, for an ordinary centre
CENTRE_SPREAD = 0.29  # log standard deviation of desks for the size; the load of a desk makes the centre effect
PLACES = 150
PEOPLE = 14_500_000
GROWTH = 0.014

FIRST = ["Alder", "Amber", "Ash", "Birch", "Briar", "Cedar", "Clear", "Copper", "Elm", "Fern", "Fox", "Granite",
         "Hazel", "Heron", "Iron", "Juniper", "Lark", "Linden", "Maple", "Moss", "Oak", "Otter", "Pine", "Quarry",
         "Raven", "Silver", "Spruce", "Stone", "Willow", "Wren"]  # fmt: skip
LAST = ["brook", "combe", "dale", "fell", "ford", "gate", "haven", "holm", "mere", "mouth", "wick"]


@dataclass(frozen=True)
class Outlet:
    """One location: `size` is its share of visits before load, `strain` the waits its desks give it (1 normal)."""

    code: str
    en: str
    fr: str
    region: str
    operator: str
    partner: str | None
    latitude: int
    longitude: int
    desks: int
    weekly_hours: int
    bilingual: bool
    opened: date
    closed: date | None
    size: float
    strain: float
    form: str  # counter, kiosk or contact

    @property
    def saturdays(self) -> bool:
        return self.form == "kiosk" or (self.form == "counter" and self.operator in ("private", "retail"))


def names(seed: int, how_many: int) -> list[str]:
    """Invented place names, each once."""
    pairs = [f"{a}{b}" for a in FIRST for b in LAST]
    return [pairs[i] for i in stream(seed, "names").permutation(len(pairs))[:how_many]]


def outlets(seed: int, first: int) -> list[Outlet]:
    """Every location that ever is in the window, relocated centres as two: the old one and the new one."""
    random = stream(seed, "outlets")
    counters = [operator for operator, n in COUNTERS.items() for _ in range(n)]
    place_names = names(seed, len(counters) + KIOSK_SITES + CONTACT_CENTRES + PLACES)
    regions = list(REGIONS)
    shares = [REGIONS[r][2] for r in regions]
    since = date(first - 6, 4, 1)
    built: list[Outlet] = []
    for n, operator in enumerate(counters):
        region = regions[n % 5] if operator == "public" else regions[random.choice(5, p=shares)]
        size = SIZES[operator] * float(np.exp(random.normal(0, 0.5)))
        strain = float(np.exp(random.normal(0, CENTRE_SPREAD)))
        share = size / sum(SIZES[o] for o in counters)
        desks = int(np.clip(round(24_000_000 * share / VISITS_PER_DESK / strain / 2), 1, 30))
        built.append(
            _outlet(random, f"L{n + 1:03d}", place_names[n], region, operator, RUN_BY.get(operator), desks,
                    WEEKLY_HOURS[operator], since, size, strain, "counter")
        )  # fmt: skip
    for n in range(KIOSK_SITES):
        region = regions[random.choice(5, p=shares)]
        name = place_names[len(counters) + n]
        built.append(
            _outlet(random, f"K{n + 1:03d}", name, region, "retail", "retailer", 1, 98, since,
                    float(np.exp(random.normal(0, 0.4))), 1.0, "kiosk")
        )  # fmt: skip
    for n in range(CONTACT_CENTRES):
        name = place_names[len(counters) + KIOSK_SITES + n]
        built.append(
            _outlet(random, f"C{n + 1:03d}", name, regions[n % 5], "public", None, 30, 50, since, 1.0, 1.0, "contact")
        )  # fmt: skip
    return _relocate(_open_later(built, first), first)


def _outlet(random, code, name, region, operator, partner, desks, hours, opened, size, strain, form) -> Outlet:
    south, north, west, east = REGIONS[region][3]
    words = {"counter": ("Centre", "Centre"), "kiosk": ("Kiosk", "Borne"), "contact": ("Contact Centre",
             "Centre de contact")}[form]  # fmt: skip
    if operator == "library":
        words = ("Library", "Bibliothèque")
    return Outlet(
        code=code, en=f"{name} {words[0]}", fr=f"{words[1]} {name}", region=region, operator=operator,
        partner=partner, latitude=int(random.uniform(south, north) * 1e6),
        longitude=int(random.uniform(west, east) * 1e6), desks=desks, weekly_hours=hours,
        bilingual=region in ("east", "north", "toronto") and operator in PUBLIC_CALENDAR, opened=opened,
        closed=None, size=size, strain=strain, form=form,
    )  # fmt: skip


def _open_later(outlets: list[Outlet], first: int) -> list[Outlet]:
    """Some libraries join in the window: one by one, they bring service nearer to people."""
    libraries = [n for n, o in enumerate(outlets) if o.operator == "library"]
    for n, month in zip(libraries, LIBRARIES_JOIN, strict=False):
        outlets[n] = replace(outlets[n], opened=month_day(first, month))
    return outlets


def _relocate(outlets: list[Outlet], first: int) -> list[Outlet]:
    """Nine private centres move to a retailer: longer hours, fewer desks, so longer waits at the peak."""
    days = episodes.relocations(first)
    movers = [o for o in outlets if o.operator == "private"][: len(days)]
    for old, day in zip(movers, days, strict=True):
        outlets[outlets.index(old)] = replace(old, closed=day)
        outlets.append(
            replace(
                old, code=f"{old.code}R", en=f"{old.en} (retail)", fr=f"{old.fr} (détaillant)", operator="retail",
                partner="retailer", desks=max(1, round(old.desks * RELOCATED_DESKS)), opened=day,
                weekly_hours=round(old.weekly_hours * RELOCATED_HOURS), size=old.size * RELOCATED_VOLUME,
                strain=old.strain * RELOCATED_VOLUME / (RELOCATED_DESKS * RELOCATED_HOURS**0.5),
                latitude=old.latitude + 9_000,
            )
        )  # fmt: skip
    return outlets


def population(seed: int, places: list[Outlet], quarter: date) -> list[dict]:
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
