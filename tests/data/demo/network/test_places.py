"""Which places there are at which scale."""

from collections import Counter

import numpy as np
import pytest

from data.demo.network.places import CENTRES, HOURS_OPEN, OPERATORS, outlets
from data.demo.network.roster import planted, roster

SEEDS = (1, 2, 3)
SUMMER = 12 * 56 + 5  # June 2026, in months since January 1970
NEAR = 0.35


def counters(seed: int, scale: float) -> list:
    return [o for o in outlets(seed, 2021, scale) if o.form == "counter" and not o.closed]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hundredth_has_each_kind_of_operator_and_one_contact_centre_of_two_queues(seed):
    found = outlets(seed, 2021, 0.01)
    forms = Counter(o.form for o in found)
    centres = [o for o in counters(seed, 0.01) if o.operator in CENTRES]

    assert {o.operator for o in found if o.form == "counter"} == set(OPERATORS)
    assert 6 <= len(centres) <= 9
    assert all(2 <= o.desks <= 4 for o in centres)
    assert forms["contact"] == 2
    assert len({o.latitude for o in found if o.form == "contact"}) == 1
    assert forms["kiosk"] >= 1


@pytest.mark.parametrize("scale", [0.0001, 0.001, 0.00499])
@pytest.mark.parametrize("seed", SEEDS)
def test_the_smallest_organisation_has_three_centres_in_two_regions_a_kiosk_and_two_queues(seed, scale):
    found = outlets(seed, 2021, scale)

    assert len(counters(seed, scale)) == 3
    assert len({o.region for o in found}) == 2
    assert Counter(o.form for o in found if not o.closed) == {"counter": 3, "kiosk": 1, "contact": 2}


@pytest.mark.parametrize(("scale", "times"), [(0.02, 2), (0.05, 5), (0.1, 10), (1.0, 100)])
def test_the_scale_says_how_many_places_there_are(scale, times):
    centres = [sum(o.operator in CENTRES for o in counters(1, size)) for size in (0.01, scale)]

    assert centres[1] == pytest.approx(times * centres[0], rel=0.02)


@pytest.mark.parametrize("scale", [0.01, 0.03, 0.1])
def test_the_scale_does_not_say_how_busy_a_centre_is(scale):
    people = []
    for size in (0.02, scale):
        planned = roster(1, 2021, size, SUMMER, "in_person")
        of_centres = np.array([outlets(1, 2021, size)[n].operator in CENTRES for n in planned.place])
        at_work = planned.people[:, of_centres].sum(axis=(0, 2))
        people.append(at_work[at_work > 0].mean())

    assert people[1] == pytest.approx(people[0], rel=NEAR)


def test_no_two_places_have_one_name_or_code_at_full_size():
    found = outlets(1, 2021, 2.0)

    assert len({o.en for o in found}) == len({o.code for o in found}) == len(found)


def test_hours_lie_within_the_day():
    assert all(0 <= opens < closes <= 24 for opens, closes, *_ in HOURS_OPEN.values())
    assert all(0 <= opens <= closes <= 24 for *_, opens, closes in HOURS_OPEN.values())


def test_the_seed_decides_what_is_planted():
    assert len({planted(seed, 2021, 0.01) for seed in range(12)}) > 6
    assert all(
        planted(seed, 2021, 0.01).centre not in [at for at, *_ in planted(seed, 2021, 0.01).hours] for seed in range(12)
    )


def test_somebody_is_there_in_every_open_half_hour_of_the_smallest_organisation():
    for channel in ("in_person", "telephone"):
        assert set(np.unique(roster(1, 2021, 0.0001, SUMMER, channel).people)) <= {0, 1, 2}
