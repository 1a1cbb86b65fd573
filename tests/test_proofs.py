"""What was proven is told in one table: each proof once, and one part of it that fails makes it fail."""

from types import SimpleNamespace

import pytest

from tests.support import proofs


def report(title: str, seed: int, seconds: float, passed: bool = True) -> SimpleNamespace:
    told = {"title": title, "count": 1, "seed": seed, "unit": "cases"}
    return SimpleNamespace(user_properties=[("other", 1), ("proof", told)], duration=seconds, passed=passed)


def test_parts_of_a_proof_are_one_line_with_all_their_seeds_and_seconds():
    one, two = proofs.results([report("sums", 1, 0.5), report("words", 7, 2), report("sums", 2, 1, passed=False)])

    assert one == proofs.Result("sums", 2, "cases", "1–2", 0.5 + 1, passed=False)
    assert two == proofs.Result("words", 1, "cases", "7", 2, passed=True)
    assert proofs.table([one, two]) == [
        "proof  count         seed  seconds  result",
        "sums       2  cases   1–2      1.5  FAILS",
        "words      1  cases     7      2.0  holds",
    ]


@pytest.mark.parametrize(("proving", "full", "expected"), [(True, 60, 60), (False, 60, 3), (False, 7, 1)])
def test_a_twentieth_is_drawn_where_no_proof_is_asked_for(proving, full, expected, monkeypatch):
    monkeypatch.setattr(proofs, "PROVING", proving)

    assert proofs.count(full) == expected
