"""The steps of a scenario: what they refuse, and that JSON keeps them."""

from datetime import date
from typing import Any

import pytest

from data.errors import UserError
from metrics.planning.scenario_steps import Backlog, Campaign, Centre, Price, Service, Shift, as_json, from_json

APRIL, MAY = date(2026, 4, 1), date(2026, 5, 1)

STEPS = [
    Shift(starts=APRIL, ramp_days=30, from_channel="in_person", to_channel="online", share=0.1, lines=("dv",)),
    Service(starts=MAY, line="vital", monthly={"online": 400, "telephone": 50}),
    Centre(starts=APRIL, location="L001", desks=0, leave={"online": 0.3}, vanish=0.1),
    Campaign(starts=APRIL, ends=MAY, percent=15, channels=("online",)),
    Price(starts=APRIL, percent=10, elasticity=-0.2, lines=("fish",)),
    Backlog(starts=APRIL, ends=MAY, line="vital", channel="mail", cases=900, contacts={"telephone": 0.3}),
]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.kind)
def test_a_step_comes_back_from_json_as_it_was(step):
    said = as_json([step])
    assert said[0]["kind"] == step.kind
    assert said[0]["starts"] == step.starts.isoformat()
    assert from_json(said) == [step]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Shift(starts=APRIL, from_channel="fax", to_channel="online", share=0.1), "no channel 'fax'"),
        (lambda: Shift(starts=APRIL, from_channel="mail", to_channel="mail", share=0.1), "to itself"),
        (lambda: Shift(starts=APRIL, from_channel="mail", to_channel="online", share=1.1), "'share' .* is 1.1"),
        (lambda: Shift(starts=APRIL, from_channel="mail", to_channel="online", share=10), "0.1 for ten percent"),
        (lambda: Shift(starts=APRIL, from_channel="mail", to_channel="online", share=0.1, eligible=-1), "'eligible'"),
        (lambda: Shift(starts=APRIL, from_channel="mail", to_channel="online", share=float("nan")), "nan"),
        (lambda: Campaign(starts=MAY, ends=APRIL, percent=5), "ends on 2026-04-01, before it starts on 2026-05-01"),
        (lambda: Campaign(starts=APRIL, percent=-101), "-100 or more"),
        (lambda: Campaign(starts=APRIL, percent=5, ramp_days=-1), "ramp"),
        (lambda: Price(starts=APRIL, percent=200, elasticity=-0.9), "effect of the price"),
        (lambda: Service(starts=APRIL, line="vital", monthly={}), "no volume"),
        (lambda: Service(starts=APRIL, line="vital", monthly={"online": -5}), "monthly volume by online"),
        (lambda: Centre(starts=APRIL, location="L001", desks=-1), "desks"),
        (lambda: Centre(starts=APRIL, location="L001", opens=20, closes=18), "half-hour 20 to 18"),
        (lambda: Centre(starts=APRIL, location="L001", desks=0, leave={"online": 0.7}, vanish=0.4), "More visitors"),
        (lambda: Centre(starts=APRIL, location="L001", desks=0, leave={"online": 0.7, "kiosk": 0.4}), "1 at most"),
        (lambda: Backlog(starts=APRIL, line="vital", channel="mail", cases=9), "give the last one"),
    ],
)
def test_what_cannot_be_meant_is_one_plain_sentence(make, said):
    with pytest.raises(UserError, match=said):
        make()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([{"kind": "teleport", "starts": "2026-04-01"}], "step 1"),
        ([{"kind": "campaign", "starts": "soon", "percent": 5}], "step 1 .* 'starts'"),
        ([as_json(STEPS)[0], {"kind": "campaign", "starts": "2026-04-01"}], "step 2 .* 'percent'"),
        ([{"kind": "campaign", "starts": "2026-04-01", "percent": -300}], "-300"),
        (["campaign"], "step 1"),
    ],
)
def test_json_that_is_no_step_names_the_step_and_the_field(said: list[Any], sentence: str):
    with pytest.raises(UserError, match=sentence):
        from_json(said)
