"""Scenarios are kept in all their versions; one of them is the plan, and every plan there was can be looked up."""

import json

import pytest

from data.errors import UserError
from data.state import plan, plan_history, saved_scenario, scenario_history, scenarios
from data.state.writing import publish_plan, save_scenario, unpublish_plan

STEPS = [{"kind": "channel_shift", "from": "in_person", "to": "online", "share": 0.1, "note": "été"}]
SHIFT = {
    "name": "Ten percent online",
    "author": "Maya Tremblay",
    "description": "Renewals that need no photo",
    "steps": STEPS,
    "base_run": "20260228T060000",
    "result": {"total": {"cost": 7.25, "people": None}},
}


def save(url, *, seen=None, **other):
    return save_scenario(url, seen=seen, **SHIFT | other)


def publish(url, name="Ten percent online", *, author="Luc Roy", seen=None, **other):
    return publish_plan(url, name, author=author, seen=seen, **other)


def unpublish(url, *, author="Luc Roy", seen=None, reason=None):
    unpublish_plan(url, author=author, seen=seen, reason=reason)


def test_a_scenario_is_read_back_exactly(url):
    saved = save(url)

    assert saved == saved_scenario(url, "Ten percent online")
    assert {name: getattr(saved, name) for name in SHIFT} == SHIFT
    assert (saved.version, saved.newest) == (1, True)
    assert saved.recorded_at.tzinfo is not None
    assert json.loads(scenarios(url)["steps"][0]) == STEPS


def test_saving_under_the_same_name_makes_the_next_version_and_keeps_the_first(url):
    save(url)
    save(url, name="Another", result=None)
    second = save(url, steps=STEPS * 2, author="Luc Roy")

    assert second.version == 2
    assert saved_scenario(url, "Ten percent online", 1).steps == STEPS
    assert scenarios(url).select("name", "version", "author").rows() == [
        ("Another", 1, "Maya Tremblay"),
        ("Ten percent online", 2, "Luc Roy"),
    ]
    history = scenario_history(url, "Ten percent online")
    assert history.select("version", "newest").rows() == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("other", "version"),
    [
        ({}, 1),
        ({"author": "Luc Roy"}, 1),
        ({"description": "More"}, 2),
        ({"base_run": "later"}, 2),
        ({"result": {"total": {"cost": 7.20}}}, 2),
    ],
)
def test_only_what_differs_from_the_newest_version_is_saved_again(tmp_path, other, version):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    save(url)

    assert save(url, **other).version == version


def test_one_scenario_is_the_plan_and_stays_so_in_the_version_that_was_published(url):
    assert plan(url) is None
    save(url)
    published = publish(url, reason="Approved by the board")
    save(url, steps=STEPS * 2)

    assert plan(url).steps == STEPS
    assert (plan(url).id, plan(url).version, plan(url).newest) == (published.id, 1, False)


def test_every_plan_there_was_can_be_looked_up(url):
    save(url)
    save(url, name="Another")
    publish(url, reason="Approved")
    publish(url, reason="Approved")  # changes nothing
    publish(url, "Another", author="Maya Tremblay")
    unpublish(url, reason="Budget withdrawn")

    assert plan(url) is None
    history = plan_history(url)
    first, second, third = history["id"]
    assert history.select("name", "version", "author", "reason", "replaced_by").rows() == [
        ("Ten percent online", 1, "Luc Roy", "Approved", second),
        ("Another", 1, "Maya Tremblay", None, third),
        (None, None, "Luc Roy", "Budget withdrawn", None),
    ]
    assert first < second < third

    publish(url, version=1)
    assert plan(url).name == "Ten percent online"


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"name": None}, "There is no name; write one, so that others can find this scenario."),
        ({"author": "  "}, "There is no author"),
        ({"steps": []}, "Scenario 'Ten percent online' has no steps, so it would be the forecast itself; add one."),
        ({"steps": [{"share": float("nan")}]}, "The steps of the scenario cannot be kept"),
        ({"result": {1, 2}}, "The result of the scenario cannot be kept"),
        ({"base_run": ""}, "There is no base run"),
    ],
)
def test_what_cannot_be_kept_is_one_sentence(tmp_path, other, sentence):
    url = f"sqlite:///{tmp_path / 'state.db'}"

    with pytest.raises(UserError, match=sentence):
        save(url, **other)

    assert scenarios(url).is_empty()


def test_what_is_not_there_cannot_be_published(tmp_path):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    save(url)

    with pytest.raises(UserError, match="There is no scenario 'Ten percent onlin'; did you mean Ten percent online"):
        publish(url, "Ten percent onlin")
    with pytest.raises(UserError, match="has no version 2; choose one from 1 to 1"):
        publish(url, version=2)
    with pytest.raises(UserError, match="There is no author"):
        publish(url, author="")
    with pytest.raises(UserError, match="No scenario is published, so nothing is to be taken back"):
        unpublish(url)
    assert plan_history(url).is_empty()


def test_reading_where_nobody_has_written_creates_nothing(url, tmp_path):
    assert scenarios(url).is_empty()
    assert plan(url) is None
    assert plan_history(url).is_empty()
    assert not (tmp_path / "home").exists()
