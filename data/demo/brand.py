"""Brand survey waves in February, June and October, 1,200 answers each; never scaled."""

from typing import Any

import numpy as np

from data.demo import episodes
from data.demo.calendar import days_of, month_start
from data.demo.network.places import REGIONS
from data.demo.seeds import stream
from data.demo.volumes import window_month

WAVES = (2, 6, 10)
SIZE = 1200
SHARES = {  # start, end of the window, gain among users
    "aided": (0.86, 0.91, 0.06), "unaided_any": (0.24, 0.33, 0.10), "first_place": (0.54, 0.62, 0.10),
    "trust": (0.64, 0.70, 0.06), "knows_online": (0.58, 0.78, 0.10), "knows_guarantee": (0.18, 0.29, 0.08),
}  # fmt: skip
USERS = 0.62
HURT = 0.05  # trust, after an outage, the shock or the backlog
FIRST_MENTION = 0.45  # of those who mention it
AGES = {"from_18": (0.28, 0.20), "from_35": (0.36, 0.36), "from_55": (0.36, 0.44)}  # population, sample
PEOPLE = {"central": 0.34, "east": 0.15, "west": 0.22, "north": 0.06, "toronto": 0.23}
SAMPLE = {"central": 0.28, "east": 0.18, "west": 0.20, "north": 0.16, "toronto": 0.18}
FRENCH = 0.045


def answers(seed: int, first: int, month: int) -> list[dict[str, Any]]:
    """The answers of a wave; weights (millionths, mean 1) bring ages and regions back to the population's."""
    start = month_start(month)
    if start.month not in WAVES:
        return []
    random = stream(seed, "brand", month)
    progress = min(max(window_month(first, month) / 60, 0), 1.1)
    days = days_of(month) - 45
    loss = HURT * min(1.0, float(episodes.shock_level(days, first).max() + episodes.backlog_level(days, first).max()))
    user = random.random(SIZE) < USERS
    replies = {}
    for question, (begin, end, gain) in SHARES.items():
        known = begin + (end - begin) * progress - loss * (question == "trust")
        share = known + gain * np.where(user, 1 - USERS, -USERS)
        replies[question] = random.random(SIZE) < share
    replies["unaided_any"] &= replies["aided"]
    first_mention = replies["unaided_any"] & (random.random(SIZE) < FIRST_MENTION)
    low = random.choice([1, 2, 3], SIZE, p=[0.10, 0.22, 0.68])
    trust = np.where(replies["trust"], np.where(random.random(SIZE) < 0.35, 5, 4), low)
    age = random.choice(3, SIZE, p=[s for _, s in AGES.values()])
    region = random.choice(5, SIZE, p=[SAMPLE[r] for r in REGIONS])
    weight = np.array([p / s for p, s in AGES.values()])[age]
    weight = weight * np.array([PEOPLE[r] / SAMPLE[r] for r in REGIONS])[region]
    millionths = np.rint(weight * np.exp(random.normal(0, 0.15, SIZE)) * 1e6).astype(int)
    french = random.random(SIZE) < np.where(np.array(list(REGIONS))[region] == "toronto", 0.02, FRENCH)
    day = start.toordinal() + random.integers(1, 21, SIZE)
    numbers = random.permutation(90_000)[:SIZE] + 10_000
    regions, ages = list(REGIONS), list(AGES)
    return [
        {"wave_code": f"{start:%Y-%m}", "answer_no": f"B{numbers[n]}", "on_day": start.fromordinal(int(day[n])),
         "district_code": regions[region[n]], "age_band": ages[age[n]], "lang": "fr" if french[n] else "en",
         "weight_millionths": int(millionths[n]), "used_us": bool(user[n]), "named_first": bool(first_mention[n]),
         "named": bool(replies["unaided_any"][n]), "recognised": bool(replies["aided"][n]),
         "first_place": bool(replies["first_place"][n]) if replies["aided"][n] else None, "trust": int(trust[n]),
         "knows_online": bool(replies["knows_online"][n]) if replies["aided"][n] else None,
         "knows_guarantee": bool(replies["knows_guarantee"][n]) if replies["aided"][n] else None}
        for n in range(SIZE)
    ]  # fmt: skip
