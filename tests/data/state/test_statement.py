"""A quarter's statement is published once; whatever comes after is a correction with its reason, and all stay."""

import json

import pytest

from data.errors import UserError
from data.state import STATEMENT, published_statements
from data.state.writing import publish_statement

Q1, Q2 = "FY2024-25-Q1", "FY2024-25-Q2"


def publish(url: str, figures: str = "a", period: str = Q1, **more) -> int:
    return publish_statement(url, period, figures, author="chief@example.org", **more)


def refused(url: str, *args, **more) -> UserError:
    with pytest.raises(UserError) as refusal:
        publish(url, *args, **more)
    return refusal.value


def test_nothing_is_published_where_nobody_has(url):
    assert published_statements(url).is_empty()
    assert published_statements(url).schema == STATEMENT


def test_a_second_publication_is_refused_and_a_correction_is_a_new_version_beside_the_first(url):
    assert publish(url) == 1
    error = refused(url, "b")
    assert (error.code, error.values["version"]) == ("statement_published_before", 1)
    assert publish(url, "b", correction="Late rows / Lignes tardives") == 2
    assert publish(url, "x", Q2) == 1

    kept = published_statements(url, Q1).select("version", "reason", "figures", "author").rows()
    assert kept == [
        (1, None, "a", "chief@example.org"),
        (2, "Late rows / Lignes tardives", "b", "chief@example.org"),
    ]
    assert published_statements(url)["period"].to_list() == [Q1, Q1, Q2]


def test_a_correction_must_correct_something_and_say_why(url):
    assert refused(url, correction="why").code == "statement_nothing_to_correct"
    publish(url)
    assert refused(url, correction="why").code == "statement_nothing_changed"
    assert refused(url, "b", correction="  ").code == "state_empty_field"
    assert refused(url, "b", correction="x" * 2_001).code == "state_too_long"
    assert published_statements(url).height == 1


def test_what_reads_alike_is_no_correction_though_it_was_kept_otherwise(url):
    def same(one: str, other: str) -> bool:
        return json.loads(one)["n"] == json.loads(other)["n"]

    publish(url, '{"n": 1, "run": "a"}')

    assert refused(url, '{"n": 1, "run": "b"}', correction="why", same=same).code == "statement_nothing_changed"
    assert publish(url, '{"n": 2, "run": "b"}', correction="why", same=same) == 2


def test_who_has_not_seen_the_newest_version_publishes_nothing(url):
    publish(url)

    assert refused(url, "b", seen=0).code == "statement_changed_meanwhile"
    assert refused(url, "b", correction="why", seen=0).code == "statement_changed_meanwhile"
    assert publish(url, "b", correction="why", seen=1) == 2


def test_nobody_publishes_without_a_name(url):
    with pytest.raises(UserError) as refusal:
        publish_statement(url, Q1, "a", author=" ")
    assert refusal.value.code == "state_empty_field"
