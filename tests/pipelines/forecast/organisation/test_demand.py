"""Demand series have no gaps: closed days are known zeros, unread days unknown, disturbed ones teach nothing."""

from datetime import date, timedelta

import polars as pl
import pytest

from data.storage.snapshot import Snapshot
from pipelines.forecast.organisation.demand import demand
from tests.support.drawn_tables import rows
from tests.support.homes import empty_home, home_with

MONDAY = date(2025, 9, 1)
LINES = rows("line_id | name_en\nplates | Plates\ncards | Cards")
SERVICES = rows("service_id | line_id | name_en\nplate | plates | Plate\ncard | cards | Card\nlost | | Lost")


def day(number: int) -> date:
    """A day of the drawn weeks, the first Monday being 0."""
    return MONDAY + timedelta(days=number)


def contacts(each: dict[tuple[str, str], int], days: list[int], source: str = "drawn", **more: str) -> pl.DataFrame:
    """So many interactions of each channel and service on each of the days."""
    rows = [
        {"channel": channel, "service_id": service, "started_on": day(n), "source": source} | more
        for n in days
        for (channel, service), count in each.items()
        for _ in range(count)
    ]
    numbered = pl.DataFrame(rows).with_row_index("transaction_id")
    return numbered.with_columns(
        pl.col("transaction_id").cast(pl.String),
        kind=pl.lit("transaction"),
        status=pl.lit("completed"),
        completed_on="started_on",
    )


def weeks(count: int, weekdays: int = 5) -> list[int]:
    return [7 * week + weekday for week in range(count) for weekday in range(weekdays)]


def home(folder, transactions: pl.DataFrame, **tables: pl.DataFrame) -> Snapshot:
    known = {"line": LINES, "service": SERVICES, "transaction": transactions}
    return home_with(folder, **(known | tables))


def series(found, grain: str, channel: str | None, line: str | None) -> dict[date, int | None]:
    """Day → started, of one series."""
    asked = found.rows.filter(
        pl.col("grain") == grain,
        pl.col("channel").eq_missing(pl.lit(channel, pl.String)),
        pl.col("line").eq_missing(pl.lit(line, pl.String)),
        pl.col("location").is_null(),
    )
    return dict(asked.select("ds", "started").iter_rows())


def test_closed_days_are_zeros_and_sums_are_sums(tmp_path):
    each = {("telephone", "plate"): 2, ("telephone", "card"): 3}
    counted = contacts(each, weeks(8))
    online = contacts({("online", "card"): 1}, list(range(8 * 7)))
    found = demand(home(tmp_path, pl.concat([counted, online.with_columns(pl.col("transaction_id") + "o")])))

    assert series(found, "day", "telephone", "plates")[day(2)] == 2
    assert series(found, "day", "telephone", "plates")[day(5)] == 0
    assert series(found, "day", "telephone", None)[day(2)] == 2 + 3
    assert series(found, "day", None, "cards")[day(2)] == 3 + 1
    assert series(found, "day", None, None)[day(5)] == 0 + 0 + 1
    assert len(series(found, "day", None, None)) == 8 * 7
    closed = found.openings.filter(~pl.col("open"), pl.col("ds") > day(55))
    assert closed["channel"].unique().to_list() == ["telephone"]


def test_a_day_on_which_a_busy_source_said_nothing_is_unknown(tmp_path):
    silent = 30
    found = demand(home(tmp_path, contacts({("online", "card"): 12}, [n for n in range(56) if n != silent])))

    assert series(found, "day", "online", "cards")[day(silent)] is None
    assert series(found, "day", None, None)[day(silent)] is None
    assert series(found, "day", None, None)[day(silent + 1)] == 12


def test_a_service_without_a_line_is_counted_under_other(tmp_path):
    found = demand(home(tmp_path, contacts({("online", "lost"): 1}, list(range(14)))))

    assert series(found, "day", "online", "other")[day(1)] == 1


def test_a_source_that_ended_long_ago_is_named_and_left_out(tmp_path):
    old = contacts({("kiosk", "card"): 1}, list(range(10)), source="old").with_columns(pl.col("transaction_id") + "k")
    found = demand(home(tmp_path, pl.concat([contacts({("online", "card"): 1}, list(range(60))), old])))

    assert series(found, "day", "kiosk", "cards") == {}
    assert [note.en for note in found.notes] == [
        f"Source old ends on {day(9)}, long before the newest one ({day(59)}): it is not forecast."
    ]


EVENTS = """
    event_id | kind      | starts_on  | ends_on    | channel | line_id | text_en
    ---------+-----------+------------+------------+---------+---------+--------
    shock    | emergency | 2025-09-10 | 2025-09-11 |         |         | All
    failure  | launch    | 2025-09-15 | 2025-09-15 | online  | cards   | Some
    price    | price     | 2025-09-20 |            |         | plates  | For good
"""


def test_events_say_which_days_teach_nothing(tmp_path):
    each = {("online", "card"): 1, ("online", "plate"): 9, ("kiosk", "plate"): 20}
    special = pl.DataFrame(
        {"first_day": [date(2025, 9, 25)], "last_day": [date(2025, 9, 25)], "channel": ["kiosk"], "line": [None]},
        schema_overrides={"line": pl.String},
    )
    found = demand(home(tmp_path, contacts(each, list(range(40))), event=rows(EVENTS)), special)
    lost = found.rows.filter(pl.col("grain") == "day", ~pl.col("teaches"))

    def days(channel: str | None, line: str | None) -> list[int]:
        of = lost.filter(
            pl.col("channel").eq_missing(pl.lit(channel, pl.String)), pl.col("line").eq_missing(pl.lit(line, pl.String))
        )
        return sorted(of["ds"].dt.day().to_list())

    assert days("online", "plates") == [10, 11]
    assert days("online", "cards") == [10, 11, 15]
    assert days("kiosk", "plates") == [10, 11, 25]
    assert days(None, "cards") == [10, 11, 15], "cards are nothing but online"
    assert days("online", None) == [10, 11], "cards are a tenth of what is online"
    assert days(None, None) == [10, 11, 25], "kiosks are two thirds of all"


def test_months_are_whole_and_known_by_totals_too(tmp_path):
    totals = """
        month      | channel   | queue | line_id | handled | offered | wait_s
        -----------+-----------+-------+---------+---------+---------+-------
        2025-09-01 | telephone | a     | plates  | 100     | 120     | 0
        2025-10-01 | telephone | a     | plates  | 90      |         | 0
        2025-10-01 | telephone | b     | cards   | 7       |         | 0
        2025-12-01 | telephone | a     | plates  | 80      |         | 0
    """
    tables = home_with(tmp_path, line=LINES, contact_summary=rows(totals).with_columns(source=pl.lit("queues")))
    found = demand(tables)

    assert list(found.origins) == ["month"]
    assert list(series(found, "month", "telephone", "plates").values()) == [120, 90, None, 80]
    assert list(series(found, "month", None, None).values()) == [120, 90 + 7, None, 80 + 0]


def test_a_month_that_is_not_over_is_not_told(tmp_path):
    found = demand(home(tmp_path, contacts({("online", "card"): 1}, list(range(45)))))

    assert series(found, "month", None, None) == {date(2025, 9, 1): 30}


@pytest.mark.parametrize("grain", ["day", "month"])
def test_a_home_without_rows_has_no_demand(tmp_path, grain):
    found = demand(empty_home(tmp_path))

    assert (found.rows.height, found.origins, found.enough(grain)) == (0, {}, False)
