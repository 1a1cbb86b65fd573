"""Which indicators a mapping gives numbers for."""

from metrics.catalogue import registry
from pipelines.mapping.feeds import feeds

CALL = {"transaction_id", "kind", "channel", "service_id", "started_at", "completed_at", "status", "wait_s"}


def names(*columns: str) -> list[str]:
    return [indicator.name for indicator in feeds({"transaction": set(columns), "service": {"service_id"}})[0]]


def test_an_indicator_is_fed_by_all_the_columns_that_it_reads():
    assert "calls_within_standard" in names(*CALL)
    assert "calls_within_standard" not in names(*CALL - {"wait_s"})


def test_a_local_date_comes_with_its_moment():
    assert "service_standards_met" in names(*CALL, "due_at"), "it is dated by due_on, which a source never gives"


def test_what_lacks_one_column_is_named_under_it():
    nearly = feeds({"transaction": CALL - {"wait_s"}, "service": {"service_id"}})[1]
    assert "calls_within_standard" in [indicator.name for indicator in nearly["transaction.wait_s"]]


def test_an_indicator_of_a_record_that_is_not_there_is_neither():
    fed, nearly = feeds({"transaction": CALL})
    named = {indicator.name for indicator in [*fed, *(each for indicators in nearly.values() for each in indicators)]}
    assert "engagement_index" in registry.declared()
    assert "engagement_index" not in named


def test_every_indicator_is_fed_by_everything():
    from data.records import RECORDS

    everything = {record: set(table.column_names()) for record, table in RECORDS.items()}
    fed, nearly = feeds(everything)
    assert [indicator.name for indicator in fed] == list(registry.declared())
    assert not nearly
