"""Which comments a period asks for, and what stands between it and its close."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.evidence import Evidence
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.quality.freshness import SourceFreshness
from metrics.reporting.checklist import checklist
from metrics.reporting.due import by_owner, due_comments, in_force, missed_twice
from metrics.reporting.restatement import compare
from metrics.reporting.support import check

TRUST, WAIT, COST = (declared()[name] for name in ("trust", "counter_within_20_minutes", "cost_per_transaction"))
TEXTS = dict.fromkeys(f"{part}_{lang}" for part in ("happened", "why", "action", "effect") for lang in ("en", "fr"))


def assessed(indicator=WAIT, status=Status.MISSED, value: float | None = 0.5, **other: Any) -> Assessment:
    return Assessment(indicator=indicator, period=parse("2025-02"), value=value, status=status, **other)


def test_a_comment_is_asked_for_where_attention_is_and_the_mandatory_ones_come_first():
    now = [assessed(TRUST), assessed(WAIT), assessed(COST, Status.MET)]
    before = {WAIT.name: assessed(WAIT), TRUST.name: assessed(TRUST, Status.NEAR)}
    due = due_comments(now, before, {TRUST.name: TEXTS, WAIT.name: TEXTS})

    drawn = [(one.assessment.indicator.name, one.mandatory, one.state.value) for one in due]
    assert drawn == [(WAIT.name, True, "partial"), (TRUST.name, False, "written")]
    assert {owner.en: len(mine) for owner, mine in by_owner(due).items()} == {WAIT.owner.en: 1, TRUST.owner.en: 1}
    whole = {WAIT.name: TEXTS | {"action_en": "a", "effect_fr": "e"}}
    assert [one.state.value for one in due_comments(now, before, whole)] == ["written", "missing"]


@pytest.mark.parametrize(
    ("status", "before", "in_a_row", "twice"),
    [
        (Status.MISSED, Status.MISSED, 0, True),
        (Status.MISSED, Status.NEAR, 5, False),  # the period before has a value, and that decides
        (Status.NEAR, Status.MISSED, 5, False),
        (Status.MISSED, None, 2, True),  # waves: none was held in the month before
        (Status.MISSED, None, 1, False),
    ],
)
def test_missed_twice_is_missed_now_and_before(status: Status, before: Status | None, in_a_row: int, twice: bool):
    now = assessed(status=status, evidence=Evidence(met=0, of=5, missed_in_a_row=in_a_row))

    assert missed_twice(now, assessed(value=None) if before is None else assessed(status=before)) == twice


def test_of_the_versions_of_a_comment_the_newest_that_is_no_draft_is_in_force():
    rows = pl.DataFrame(
        [("a", "2025-02", "{}", False, 1), ("a", "2025-02", "{}", False, 2), ("a", "2025-02", "{}", True, 3),
         ("b", "2025-01", "{}", False, 4), ("b", "2025-02", "x", False, 5)],
        schema=["indicator", "period", "part", "draft", "id"], orient="row",
    )  # fmt: skip

    assert {name: row["id"] for name, row in in_force(rows, "2025-02", "{}").items()} == {"a": 2}


@pytest.mark.parametrize(
    ("whole_to", "late", "verified", "rejected", "comments", "open_points"),
    [
        (date(2025, 2, 28), (), True, 0, 0, []),
        (date(2025, 2, 27), ("complaint",), False, 3, 2, ["over", "sources", "verified", "rejected", "comments"]),
        (None, (), True, 0, 0, ["over"]),
    ],
)
def test_the_checklist_names_what_is_open(whole_to, late, verified, rejected, comments, open_points):
    source = SourceFreshness(source="a", data_to=whole_to, records=("complaint",), late=late)
    others = {"sources": [source], "verified": verified, "rejected": rejected, "comments_due": comments}
    checks = checklist(parse("2025-02"), whole_to=whole_to, **others)

    assert [check.point.value for check in checks if not check.done] == open_points
    assert [check.n for check in checks if check.n] == [n for n in (len(late), rejected, comments) if n]


@pytest.mark.parametrize(
    ("now", "differs"),
    [
        ({}, ()),
        ({"value": 0.5 * (1 + 1e-15)}, ()),
        ({"value": 0.51}, ("value",)),
        ({"value": None}, ("value",)),
        ({"target": 0.7}, ("target",)),
        ({"status": Status.NEAR}, ("status",)),
    ],
)
def test_a_restatement_is_another_value_target_or_status(now: dict[str, Any], differs: tuple[str, ...]):
    locked = {"indicator": WAIT.name, "value": 0.5, "target": 0.8, "status": "missed"}
    (one,) = compare([locked], [assessed(**{"target": 0.8} | now)])

    assert (one.differs, one.changed) == (differs, bool(differs))


def test_a_figure_whose_indicator_is_gone_has_changed():
    (one,) = compare([{"indicator": "gone", "value": 0.5, "target": None, "status": "met"}], [assessed()])

    assert (one.now, one.changed) == (None, True)


@pytest.mark.parametrize(
    ("variation", "supported"),
    [
        ("special_cause_improvement", {"improvement": True, "decline": False}),
        ("special_cause_concern", {"improvement": False, "decline": True}),
        ("common_cause", {"improvement": False, "decline": False}),
    ],
)
def test_a_claim_is_supported_by_a_signal_in_its_direction_alone(variation: str, supported: dict[str, bool]):
    said = TEXTS | {"happened_en": "Service has improved.", "why_fr": "Le service s’est dégradé.", "action_en": "Worse"}
    points = pl.DataFrame({"period": [date(2025, 2, 1)]})

    checked = check(said, assessed(variation=variation, points=points))
    assert {one.claim.direction.value: one.supported for one in checked} == supported
    unjudged = check(said, assessed(variation=variation, points=points, open=True))
    assert {one.supported for one in unjudged} == {None}


@pytest.mark.parametrize(
    ("variation", "cause", "effect"),
    [
        ("special_cause_improvement", None, None),
        ("special_cause_concern", None, False),
        ("common_cause", False, False),
    ],
)
def test_a_cause_needs_a_change_and_an_effect_an_improvement_and_neither_is_ever_shown_by_figures(
    variation: str, cause: bool | None, effect: bool | None
):
    said = TEXTS | {"happened_en": "The result is due to the storm.", "why_en": "The training worked."}
    points = pl.DataFrame({"period": [date(2025, 2, 1)]})

    checked = check(said, assessed(variation=variation, points=points))
    assert {one.claim.direction.value: one.supported for one in checked} == {"cause": cause, "effect": effect}
