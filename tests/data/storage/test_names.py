"""A table's name says what it holds."""

from data.storage.names import is_published, lake_table, published_table, record_of


def test_a_record_and_its_table_find_each_other():
    assert lake_table("transaction") == "lake/transaction"
    assert record_of(lake_table("transaction")) == "transaction"


def test_other_tables_hold_no_record():
    assert [record_of(table) for table in ("rejected", "lake", "lake/", "published/transaction.month")] == [None] * 4


def test_sums_are_published():
    assert published_table("transaction", "month") == "published/transaction.month"
    assert is_published(published_table("transaction", "month"))
    assert not is_published(lake_table("published"))
