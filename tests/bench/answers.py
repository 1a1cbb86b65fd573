"""What an answer costs, beside its peers in the same run: `make bench` prints the ratios, nothing asserts a time."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from data.state import TARGET
from data.storage.snapshot import Snapshot
from metrics.assessment.assessment import assess
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.engine.answer import Question, answer, rows
from tests.support.homes import home_with

ROWS = 400_000
BY_CHANNEL = Question(indicator="service_standards_met", by=["channel"], grain="month")


def transactions() -> pl.DataFrame:
    chance = np.random.default_rng(1)
    days = pl.date_range(date(2023, 4, 1), date(2026, 3, 31), eager=True)
    started = days.gather(chance.integers(0, len(days), ROWS))
    channels = np.array(["online", "in_person", "kiosk", "telephone"])
    frame = pl.DataFrame(
        {
            "started_on": started,
            "channel": channels[chance.integers(0, 4, ROWS)],
            "service_id": pl.Series(chance.integers(0, 40, ROWS)).cast(pl.String),
            "location_id": pl.Series(chance.integers(0, 90, ROWS)).cast(pl.String),
            "wait_s": chance.integers(0, 3600, ROWS),
        }
    ).with_row_index("transaction_id")
    moment = pl.col("started_on").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    return frame.with_columns(
        pl.col("transaction_id").cast(pl.String),
        completed_at=moment,
        due_at=moment - pl.duration(hours=1) + pl.duration(seconds="wait_s") * 2,
        kind=pl.lit("transaction"),
        status=pl.lit("completed"),
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return home_with(tmp_path_factory.mktemp("published"), publish=True, transaction=transactions())


@pytest.fixture(scope="module")
def lake_only(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return home_with(tmp_path_factory.mktemp("lake"), transaction=transactions())


@pytest.mark.benchmark(group="one question, by channel and month")
class TestAQuestion:
    def test_from_the_published_sums(self, benchmark, published: Snapshot):
        benchmark(answer, BY_CHANNEL, published)

    def test_from_the_lake(self, benchmark, lake_only: Snapshot):
        benchmark(answer, BY_CHANNEL, lake_only)

    def test_written_out_in_polars(self, benchmark, lake_only: Snapshot):
        def by_hand() -> pl.DataFrame:
            frame = lake_only.scan("lake/transaction").filter(pl.col("due_at").is_not_null())
            met = (pl.col("completed_at") <= pl.col("due_at")).sum()
            return frame.group_by("channel", pl.col("completed_on").dt.truncate("1mo")).agg(met, pl.len()).collect()

        benchmark(by_hand)


@pytest.mark.benchmark(group="the whole catalogue, judged")
def test_the_scorecard(benchmark, published: Snapshot):
    targets = pl.DataFrame(schema=TARGET)
    benchmark(assess, list(declared().values()), parse("2026-02"), {}, published, targets)


@pytest.mark.benchmark(group="rows behind a number")
class TestRows:
    def test_the_first_hundred(self, benchmark, published: Snapshot):
        question = Question(indicator="service_standards_met", period="2026-02")
        benchmark(lambda: rows(question, published).head(100).collect())

    def test_all_of_a_month(self, benchmark, published: Snapshot):
        question = Question(indicator="service_standards_met", period="2026-02")
        benchmark(lambda: rows(question, published).collect())
