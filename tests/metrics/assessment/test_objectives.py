"""Objectives: each of one factor, with indicators of it; the map has all that an arrow or a tile needs."""

from collections import Counter

from data.words import Factor
from metrics.assessment.assessment import Assessment
from metrics.assessment.objectives import BY_CODE, OBJECTIVES, standings, without_objective
from metrics.assessment.strategy import ARROWS
from metrics.catalogue.registry import declared
from tests.support.pages import context

PERIOD = context("strategy").period
EVERY = [Assessment(indicator=indicator, period=PERIOD) for indicator in declared().values()]


def test_an_indicator_serves_one_objective_of_its_own_factor():
    served = Counter(name for objective in OBJECTIVES for name in objective.indicators)

    assert max(served.values()) == 1
    for objective in OBJECTIVES:
        assert {declared()[name].factor for name in objective.indicators} == {objective.factor}, objective.code
    assert len(BY_CODE) == len(OBJECTIVES)
    assert {objective.factor for objective in OBJECTIVES} == set(Factor)


def test_every_headline_indicator_and_every_end_of_an_arrow_is_in_an_objective():
    beside = {one.indicator.name for one in without_objective(EVERY)}

    assert not beside & {name for arrow in ARROWS for name in (arrow.cause, arrow.effect)}
    assert not beside & {name for name, indicator in declared().items() if indicator.headline}
    assert beside, "an indicator may be in none"


def test_an_objective_none_of_whose_indicators_was_judged_is_left_out():
    trust = [one for one in EVERY if one.indicator.name in ("trust", "training_current")]

    assert [one.objective.code for one in standings(trust)] == ["skilled_work", "trusted_brand"]
    assert [one.objective.code for one in standings(trust, Factor.BRAND)] == ["trusted_brand"]
    assert standings(trust)[0].lead.indicator.name == "training_current", "the first that was judged stands for it"
