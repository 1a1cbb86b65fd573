"""Agreements, accepted results, recommendations and attestations as the database keeps them: every version."""

from datetime import date
from typing import Any

import pytest

from data.errors import UserError
from data.state import Acceptance, acceptances, agreements, attestations, recommendations
from data.state.writing import accept_results, add_agreements, add_recommendations, attest, change_recommendation

AGREEMENT = {
    "code": "SLA", "signed": date(2024, 4, 1), "expires": None, "kind": "service_level", "party": "ministry",
    "partner": "health", "name_en": None, "name_fr": None, "title_en": "Cards", "title_fr": None, "principles": True,
    "accept_within": 30, "results_from": None, "measures": "[]",
}  # fmt: skip
RECOMMENDATION = {
    "code": "AG-1", "body_en": "Auditor", "body_fr": None, "year": 2024, "text_en": "Do it.", "text_fr": None,
    "action_en": None, "action_fr": None, "owner": "Operations", "due": date(2025, 3, 31), "status": "not_started",
    "indicator": None,
}  # fmt: skip


def acceptance(**other: Any) -> Acceptance:
    said = {"agreement": "SLA", "partner": "health", "period": "FY2024-25-Q1", "side": "partner", "accepted": True,
            "figures": "{}", "run": "a", "role": "partner", "text_en": None, "text_fr": None}  # fmt: skip
    return Acceptance(**said | other)


def change(url: str, **other: Any) -> None:
    said = {"status": "in_process", "owner": None, "due": None, "action_en": None, "action_fr": None, "note": None,
            "author": "Maya", "seen": None}  # fmt: skip
    change_recommendation(url, other.pop("code", "AG-1"), **said | other)


def say(url: str, **other: Any) -> None:
    said = {"kind": "attested", "text_en": "Reviewed.", "text_fr": None, "approval": None, "approved_on": None,
            "role": "chief_executive", "author": "Maya", "seen": None}  # fmt: skip
    attest(url, "privacy", **said | other)


def refused(write: Any) -> str:
    with pytest.raises(UserError) as error:
        write()
    return error.value.code


def test_only_an_agreement_that_differs_is_added_and_an_amendment_is_one_of_its_own(url):
    amended = AGREEMENT | {"signed": date(2025, 4, 1)}

    assert add_agreements(url, [AGREEMENT]) == 1
    assert add_agreements(url, [AGREEMENT, amended]) == 1
    assert add_agreements(url, [AGREEMENT | {"title_en": "Health cards"}, amended]) == 1

    assert agreements(url).select("signed", "title_en", "newest").rows() == [
        (date(2024, 4, 1), "Cards", False),
        (date(2025, 4, 1), "Cards", True),
        (date(2024, 4, 1), "Health cards", True),
    ]


def test_each_side_answers_for_itself_and_its_newest_answer_counts(url):
    accept_results(url, acceptance(), author="Ada", seen=0)
    accept_results(url, acceptance(side="organization"), author="Maya", seen=1)
    accept_results(url, acceptance(accepted=False, text_en="Wrong month."), author="Ada", seen=2)

    newest = acceptances(url).filter("newest").select("side", "accepted", "author").rows()
    assert sorted(newest) == [("organization", True, "Maya"), ("partner", False, "Ada")]
    assert acceptances(url, acceptances(url)["recorded_at"][0]).height == 1, "as it stood then"


@pytest.mark.parametrize(
    ("wrong", "seen", "code"),
    [
        ({"accepted": False}, None, "state_empty_field"),
        ({"side": "auditor"}, None, "accountability_not_in_list"),
        ({"text_fr": "x" * 281}, None, "state_too_long"),
        ({}, 0, "state_changed_meanwhile"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(url, wrong, seen, code):
    accept_results(url, acceptance(side="organization"), author="Maya", seen=0)

    assert refused(lambda: accept_results(url, acceptance(**wrong), author="Ada", seen=seen)) == code
    assert acceptances(url).height == 1


def test_an_answer_to_another_quarter_is_in_nobodys_way(url):
    accept_results(url, acceptance(period="FY2024-25-Q2"), author="Maya", seen=0)
    accept_results(url, acceptance(), author="Ada", seen=0)

    assert acceptances(url).height == 2


def test_a_recommendation_is_loaded_once_and_changed_version_by_version(url):
    assert add_recommendations(url, [RECOMMENDATION], author="Register") == 1
    assert add_recommendations(url, [RECOMMENDATION], author="Register") == 0
    change(url, action_en="A plan.", due=date(2026, 3, 31))

    assert recommendations(url).select("status", "owner", "due", "action_en", "author", "newest").rows() == [
        ("not_started", "Operations", date(2025, 3, 31), None, "Register", False),
        ("in_process", "Operations", date(2026, 3, 31), "A plan.", "Maya", True),
    ]
    assert add_recommendations(url, [RECOMMENDATION], author="Register") == 0, "the file says nothing new"
    assert add_recommendations(url, [RECOMMENDATION | {"owner": "Finance"}], author="Register") == 1
    assert recommendations(url).filter("newest")["owner"].to_list() == ["Finance"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"code": "AG-9"}, "accountability_no_recommendation"),
        ({"status": "don"}, "accountability_not_in_list"),
        ({"due": date(9999, 1, 1)}, "reporting_day_too_far"),
        ({"owner": "x" * 101}, "state_too_long"),
        ({"author": " "}, "state_empty_field"),
        ({"seen": 0}, "state_changed_meanwhile"),
    ],
)
def test_a_change_that_cannot_be_is_refused(url, wrong, code):
    add_recommendations(url, [RECOMMENDATION], author="Register")

    assert refused(lambda: change(url, **wrong)) == code
    assert recommendations(url).height == 1


def test_what_was_attested_is_replaced_and_withdrawn_and_stays_to_be_read(url):
    say(url)
    say(url, kind="exempted", approval="TB-7", approved_on=date(2025, 1, 1))
    say(url, kind="withdrawn")

    assert attestations(url).select("kind", "approval", "newest").rows() == [
        ("attested", None, False),
        ("exempted", "TB-7", False),
        ("withdrawn", None, True),
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"text_en": " "}, "state_empty_field"),
        ({"kind": "perhaps"}, "accountability_not_in_list"),
        ({"kind": "exempted"}, "state_empty_field"),
        ({"kind": "exempted", "approval": "TB-7"}, "accountability_exemption_no_day"),
        ({"kind": "withdrawn"}, "accountability_no_attestation"),
        ({"author": ""}, "state_empty_field"),
    ],
)
def test_an_attestation_that_says_nothing_is_refused(url, wrong, code):
    assert refused(lambda: say(url, **wrong)) == code
    assert attestations(url).is_empty()


def test_who_has_not_seen_the_newest_attestation_is_told(url):
    say(url)

    assert refused(lambda: say(url, seen=0)) == "state_changed_meanwhile"
    say(url, seen=1)
