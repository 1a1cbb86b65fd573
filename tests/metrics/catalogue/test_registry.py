"""The catalogue: every declaration is found, once, and can be told in plain values."""

import importlib
import json
import pkgutil

import pytest

import metrics.indicators
from data.errors import UserError
from data.words import Perspective
from metrics.catalogue.registry import declared, described, indicator
from metrics.definition.indicator import Indicator, Kind


def declarations():
    """Every declaration in every file, as it is found on disk."""
    for module in pkgutil.iter_modules(metrics.indicators.__path__, "metrics.indicators."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Indicator):
                yield module.name, name, value


def test_no_two_declarations_share_a_name():
    by_name = {}
    for _, _, value in declarations():
        by_name.setdefault(value.name, set()).add(id(value))
    assert {name for name, objects in by_name.items() if len(objects) > 1} == set()
    assert by_name.keys() == declared().keys()


def test_a_declaration_is_called_like_its_indicator():
    assert [(module, name) for module, name, value in declarations() if name != value.name.upper()] == []


def test_perspectives_come_in_the_order_a_board_reads_them():
    order = [list(Perspective).index(found.perspective) for found in declared().values()]
    assert order == sorted(order)


def test_every_indicator_has_a_place_of_its_own_in_its_perspective():
    places = [(found.perspective, found.order) for found in declared().values()]
    assert sorted({place for place in places if places.count(place) > 1}) == [], "give one of them another `order`"


def test_a_declaration_in_another_file_keeps_its_place(monkeypatch):
    before = list(declared())
    module = importlib.import_module("metrics.indicators.growth_reach")
    other = importlib.import_module("metrics.indicators.brand_awareness")
    for name, value in list(vars(module).items()):
        if isinstance(value, Indicator):
            monkeypatch.setattr(other, name, value, raising=False)
            monkeypatch.delattr(module, name)

    assert list(declared.__wrapped__()) == before


def test_a_name_is_looked_up():
    assert indicator("transaction_volume", declared()).kind is Kind.COUNT


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("digital_takeup", "digital_take_up"),
        ("satisfaction", "satisfaction_"),
        ("TRUST", "trust"),
        ("", "did you mean"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(wrong, near):
    with pytest.raises(UserError, match=f"no indicator '{wrong}': did you mean .*{near}|{near}"):
        indicator(wrong, declared())


def test_it_is_told_in_plain_values_with_every_text_in_both_languages():
    told = json.loads(json.dumps(described(declared())))
    assert [row["name"] for row in told] == list(declared())
    for row in told:
        for text in ("title", "definition", "why_it_matters", "caveat", "owner"):
            assert row[text].keys() == {"en", "fr"}
        assert row["kind"] in {kind.value for kind in Kind}
        assert row["breakdowns"] == declared()[row["name"]].breakdowns
