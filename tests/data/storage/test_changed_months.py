"""Which months of a table have other rows than are stored: none is passed over, however few are compared at once."""

import polars as pl
import pytest

from data.storage import changed_months as module
from data.storage.changed_months import PARTITION, find_changed_months


@pytest.fixture(params=[1, 3, 1_000], ids="{} rows at once".format, autouse=True)
def at_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", request.param)


def sums(**of: list[int]) -> pl.DataFrame:
    """Sums by their month (`m10`)."""
    rows = [{"counted": counted, PARTITION: month} for month, counts in of.items() for counted in counts]
    return pl.DataFrame(rows, schema={"counted": pl.Int64, PARTITION: pl.String})


STORED = sums(m10=[1, 2], m11=[3], m12=[4, 4])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (STORED, []),
        (STORED.reverse(), []),
        (sums(m10=[2, 1], m11=[3], m12=[4]), ["m12"]),
        (sums(m10=[1, 2], m11=[3], m12=[4, 4, 4]), ["m12"]),
        (sums(m10=[1, 3], m11=[2], m12=[4, 4]), ["m10", "m11"]),
        (sums(m10=[1, 2], m11=[3]), ["m12"]),
        (sums(m10=[1, 2], m11=[3], m12=[4, 4], m13=[5]), ["m13"]),
        (sums(), ["m10", "m11", "m12"]),
    ],
)
def test_a_month_differs_that_has_other_rows_fewer_or_more(rows, expected):
    assert sorted(find_changed_months(STORED.lazy(), rows, ["m10", "m11", "m12"])) == expected


def test_months_that_are_not_asked_for_are_as_they_were():
    assert find_changed_months(STORED.lazy(), sums(m11=[3]), ["m11"]) == []
    assert find_changed_months(STORED.lazy(), sums(m11=[4]), ["m11"]) == ["m11"]


def test_a_month_that_is_not_known_is_a_month_too():
    nowhen = pl.concat([STORED, STORED.head(1).with_columns(pl.lit(None, pl.String).alias(PARTITION))])

    assert find_changed_months(nowhen.lazy(), nowhen, [None, "m10", "m11", "m12"]) == []
    assert find_changed_months(nowhen.lazy(), STORED, [None, "m10", "m11", "m12"]) == [None]


def test_a_table_without_months_differs_as_a_whole():
    whole = STORED.drop(PARTITION)

    assert find_changed_months(whole.lazy(), whole.reverse(), []) == []
    assert find_changed_months(whole.lazy(), whole.head(2), []) == [None]


def test_other_columns_cannot_be_compared_but_their_order_does_not_matter():
    assert find_changed_months(STORED.lazy(), STORED.with_columns(more=1), ["m10"]) is None
    assert find_changed_months(STORED.lazy(), STORED.cast({"counted": pl.Float64}), ["m10"]) is None
    assert find_changed_months(STORED.lazy(), STORED.select(PARTITION, "counted"), ["m10", "m11", "m12"]) == []
