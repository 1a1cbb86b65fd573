"""About 2,000 staff: units, months, movements, and two survey waves a year; never scaled."""

from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from data.demo.calendar import month_of, month_start
from data.demo.seeds import stream
from data.demo.volumes import window_month

BRANCHES = {  # code: EN, FR, units (EN, FR, people), voluntary exits a year
    "operations": ("Operations", "Exploitation", [
        ("Counters Central", "Comptoirs du Centre", 260), ("Counters East", "Comptoirs de l'Est", 170),
        ("Counters West", "Comptoirs de l'Ouest", 190), ("Counters North", "Comptoirs du Nord", 120),
        ("Counters Toronto", "Comptoirs de Toronto", 210), ("Mobile counters", "Comptoirs mobiles", 12),
        ("Field planning", "Planification régionale", 11)], 0.066),
    "contact": ("Contact centres", "Centres de contact", [
        ("Contact centre A", "Centre de contact A", 95), ("Contact centre B", "Centre de contact B", 88),
        ("Contact centre C", "Centre de contact C", 80), ("Contact centre D", "Centre de contact D", 72),
        ("Contact centre E", "Centre de contact E", 60), ("Contact centre F", "Centre de contact F", 52),
        ("Contact centre G", "Centre de contact G", 46), ("Call quality", "Qualité des appels", 9)], 0.125),
    "programs": ("Registration programs", "Programmes d'enregistrement", [
        ("Vital events", "État civil", 130), ("Companies and liens", "Sociétés et sûretés", 70),
        ("Land registration", "Enregistrement immobilier", 64), ("Driver and vehicle", "Conducteurs et véhicules", 58),
        ("Appeals", "Appels", 10), ("Archives", "Archives", 13)], 0.06),
    "development": ("Business Development", "Développement des affaires", [
        ("Partnerships", "Partenariats", 34), ("Digital services", "Services numériques", 74),
        ("Projects", "Projets", 26)], 0.075),
    "marketing": ("Marketing and Business Support", "Marketing et soutien", [
        ("Marketing", "Marketing", 24), ("Finance", "Finances", 38), ("Facilities", "Installations", 22),
        ("People", "Ressources humaines", 31)], 0.07),
    "office": ("Office of the chief executive", "Bureau de la direction", [
        ("Executive office", "Bureau exécutif", 23),
        ("Organizational dynamics", "Dynamique organisationnelle", 8)], 0.05),
}  # fmt: skip
TOP = ("top", "Whole organization", "Ensemble de l'organisation")
WAVES = {5: "pulse", 11: "census"}  # calendar months; a wave closes on the 20th
INDEX = [68.0, 66.2, 67.6, 69.5, 71.3, 73.0]  # by fiscal year of the window, dip in the year of the shock
PARTICIPATION = [0.62, 0.58, 0.61, 0.64, 0.66, 0.68]
UNIT_SPREAD = 5.0
PERSON_SPREAD, ITEM_SPREAD = 0.62, 0.66
CENSORING = 0.06  # what cutting answers at 5 takes off a mean
ITEMS = {"commitment": 0.18, "motivation": 0.05, "organization": -0.12, "job": 0.0, "pride": 0.10, "stay": -0.20}
UNANSWERED = 0.015
TENURES = ["under_2", "from_2_to_5", "from_6_to_15", "over_15"]
TENURE_SHARES = [0.17, 0.26, 0.36, 0.21]
RETIREMENTS, TRANSFERS, LEAVES = 0.028, 0.03, 0.05  # a year
HOURS_A_DAY = 7.25
SICK = [0.046, 0.042, 0.042, 0.043, 0.044, 0.046, 0.047, 0.048, 0.049, 0.051, 0.051, 0.048]  # April … March
COURSES = 3
TRAINED = (0.88, 0.965)


def units() -> list[dict[str, Any]]:
    """The tree: the whole, branches, units."""
    rows = [{"unit_code": TOP[0], "above": None, "label_en": TOP[1], "label_fr": TOP[2]}]
    for branch, (en, fr, below, _) in BRANCHES.items():
        rows.append({"unit_code": branch, "above": TOP[0], "label_en": en, "label_fr": fr})
        rows += [{"unit_code": f"{branch}-{n + 1}", "above": branch, "label_en": unit_en, "label_fr": unit_fr}
                 for n, (unit_en, unit_fr, _) in enumerate(below)]  # fmt: skip
    return rows


LEAVES_OF_TREE = [(f"{b}-{n + 1}", b, size) for b, (_, _, below, _) in BRANCHES.items()
                  for n, (*_, size) in enumerate(below)]  # fmt: skip


@lru_cache(maxsize=128)
def movements(seed: int, month: int) -> list[dict[str, Any]]:
    """Hires, exits, transfers and leaves of a month; an exit is replaced in the same or the next month."""
    rows = list(_leavers(seed, month))
    random = stream(seed, "hires", month)
    start = month_start(month)
    for left in [*_leavers(seed, month - 1), *_leavers(seed, month - 2)]:
        if left["kind"] in ("voluntary_exit", "retirement", "transfer_out") and random.random() < 0.5:
            kind = "transfer_in" if left["kind"] == "transfer_out" else "hire"
            rows.append({"on_day": start.replace(day=int(random.integers(1, 29))), "unit_code": left["unit_code"],
                         "kind": kind})  # fmt: skip
    rows.sort(key=lambda row: (row["on_day"], row["unit_code"], row["kind"]))
    return [{"movement_no": f"HR{start:%y%m}{n + 1:04d}", **row} for n, row in enumerate(rows)]


@lru_cache(maxsize=256)
def _leavers(seed: int, month: int) -> tuple[dict[str, Any], ...]:
    random = stream(seed, "leavers", month)
    start = month_start(month)
    rows = []
    for unit, branch, size in LEAVES_OF_TREE:
        yearly = {"voluntary_exit": BRANCHES[branch][3], "retirement": RETIREMENTS, "transfer_out": TRANSFERS,
                  "leave": LEAVES}  # fmt: skip
        for kind, rate in yearly.items():
            days = random.integers(1, 29, random.poisson(size * rate / 12))
            rows += [{"on_day": start.replace(day=int(day)), "unit_code": unit, "kind": kind} for day in days]
    return tuple(rows)


def headcounts(seed: int, first: int, until_month: int) -> dict[int, dict[str, int]]:
    """People in each unit on the last day of each month from the window's first to `until_month`."""
    people = {unit: size for unit, _, size in LEAVES_OF_TREE}
    change = {"hire": 1, "transfer_in": 1, "voluntary_exit": -1, "retirement": -1, "transfer_out": -1}
    by_month = {}
    for month in range(month_of(date(first, 4, 1)), until_month + 1):
        for row in movements(seed, month):
            people[row["unit_code"]] += change.get(row["kind"], 0)
        people = {unit: max(n, 5) for unit, n in people.items()}
        by_month[month] = dict(people)
    return by_month


def months(seed: int, first: int, month: int, people: dict[str, int], working: int) -> list[dict[str, Any]]:
    """One row per unit: head count, hours, sickness, training."""
    random = stream(seed, "staff months", month)
    along = min(max(window_month(first, month) / 60, 0), 1.1)
    trained = TRAINED[0] + (TRAINED[1] - TRAINED[0]) * along
    sick = SICK[(month % 12 - 3) % 12]
    rows = []
    for unit, n in people.items():
        hours = int(n * working * HOURS_A_DAY)
        required = n * COURSES
        rows.append({"month_from": month_start(month), "unit_code": unit, "people": n, "hours_planned": hours,
                     "hours_sick": int(hours * sick * np.exp(random.normal(0, 0.18))), "courses_required": required,
                     "courses_in_force": int(random.binomial(required, trained))})  # fmt: skip
    return rows


def _leanings(seed: int) -> dict[str, float]:
    """How far each unit's index lies from the whole's, which they leave as it is."""
    size = np.array([n for *_, n in LEAVES_OF_TREE])
    lean = stream(seed, "units").normal(0, UNIT_SPREAD, len(size))
    lean -= (lean * size).sum() / size.sum()
    return dict(zip((unit for unit, *_ in LEAVES_OF_TREE), lean.tolist(), strict=True))


def wave(
    seed: int, first: int, month: int, people: dict[str, int]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The survey wave that closed in a month: how many each unit invited, and the answers."""
    if month % 12 + 1 not in WAVES:
        return [], []
    start = month_start(month)
    code = f"{start:%Y}-{WAVES[start.month]}"
    closed = start.replace(day=20)
    year = min(max(window_month(first, month), 0) / 12, len(INDEX) - 1)
    random = stream(seed, "wave", month)
    lean = _leanings(seed)
    index = float(np.interp(year - 0.5, np.arange(len(INDEX)), INDEX))
    taking_part = float(np.interp(year - 0.5, np.arange(len(INDEX)), PARTICIPATION))
    invited = [{"wave_code": code, "unit_code": u, "closed_day": closed, "invited": n} for u, n in people.items()]
    numbers = random.permutation(100_000)
    answers: list[dict[str, Any]] = []
    for unit, n in people.items():
        answered = int(random.binomial(n, taking_part))
        mean = 1 + (index + lean[unit]) / 25 + CENSORING
        person = random.normal(0, PERSON_SPREAD, answered)
        rated = {item: np.clip(np.rint(mean + shift + person + random.normal(0, ITEM_SPREAD, answered)), 1, 5)
                 for item, shift in ITEMS.items()}  # fmt: skip
        missing = random.random((answered, len(ITEMS))) < UNANSWERED
        recommend = np.clip(np.rint(8.0 + 2.1 * (mean - 3.8) + 2.2 * person + random.normal(0, 1.2, answered)), 0, 10)
        tenure = random.choice(len(TENURES), answered, p=TENURE_SHARES)
        for k in range(answered):
            row = {"wave_code": code, "answer_no": f"R{numbers[len(answers)]:05d}", "closed_day": closed,
                   "unit_code": unit, "tenure": TENURES[tenure[k]]}  # fmt: skip
            for i, item in enumerate(ITEMS):
                row[f"says_{item}"] = None if missing[k, i] else int(rated[item][k])
            answers.append(row | {"says_recommend": int(recommend[k])})
    answers.sort(key=lambda row: row["answer_no"])
    return invited, answers
