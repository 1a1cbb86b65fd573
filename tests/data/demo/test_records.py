from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from data.connectors.database import read
from data.connectors.definition import load
from data.demo.calendar import government_holidays
from data.demo.tables import metadata
from data.records import RECORDS, key, references, required
from tests.data.demo.conftest import UNTIL
from tests.data.demo.test_database import SOURCE

QUERIES = load(SOURCE).records
PERSONAL = {"name", "birth", "email", "phone", "address", "postal", "street", "sin", "passport", "gender", "ip"}


@pytest.fixture(scope="session")
def records(made) -> dict[str, pl.DataFrame]:
    """Every record as its SELECT gives it, as texts."""
    return {
        name: pl.concat(read(f"sqlite:///{made[0]}", query.sql)) for name, query in QUERIES.items()
    }  # fmt: skip


def typed(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows as the record declares them; columns that the source lacks are null."""
    columns = []
    for column, declared in RECORDS[name].columns().items():
        value = pl.col(column) if column in rows.columns else pl.lit(None, pl.String)
        kind = declared.dtype
        if isinstance(kind, pl.Datetime):
            value = value.str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us").dt.replace_time_zone(
                "America/Toronto", ambiguous="earliest", non_existent="null"
            )
            value = value.dt.convert_time_zone("UTC")
        elif kind == pl.Boolean:
            value = value.cast(pl.Int64).cast(pl.Boolean)
        else:
            value = value.str.to_date() if kind == pl.Date else value.cast(kind)
        columns.append(value.alias(column))
    return rows.select(columns)


def test_every_record_is_supplied_but_totals_that_single_calls_already_give():
    assert set(RECORDS) - set(QUERIES) == {"contact_summary"}


@pytest.mark.parametrize("name", QUERIES)
def test_a_select_gives_columns_of_its_record_and_all_that_are_required(name, records):
    columns = set(records[name].columns)

    assert columns - set(RECORDS[name].columns()) <= {QUERIES[name].watermark}
    assert set(required(RECORDS[name])) <= columns
    assert QUERIES[name].watermark in columns | {None}


@pytest.mark.parametrize("name", QUERIES)
def test_every_row_keeps_the_rules_of_its_record(name, records):
    rows = typed(name, records[name])
    if name == "transaction":
        # An hour of the night does not exist when clocks go forward; the pipeline moves it.
        rows = rows.filter(pl.col("started_at").is_not_null())
    good, failed = RECORDS[name].filter(rows)

    # Terminals whose clock is a day behind: some visits that nobody has put right yet, and no other slip.
    assert set(failed.counts()) <= ({"completed_not_before_started"} if name == "transaction" else set())
    assert len(good) > 100 * sum(failed.counts().values())


@pytest.mark.parametrize("name", QUERIES)
def test_a_key_is_one_row(name, records):
    assert not records[name].select(key(RECORDS[name])).is_duplicated().any()


@pytest.mark.parametrize("name", [name for name in QUERIES if references(RECORDS[name])])
def test_every_code_is_in_its_reference_table(name, records):
    for column, table in references(RECORDS[name]).items():
        known = records[table][key(RECORDS[table])[0]]
        assert set(records[name][column].drop_nulls()) <= set(known), (column, table)


@pytest.mark.parametrize("name", ["survey_answer", "complaint", "guarantee_claim", "quality_audit"])
def test_what_is_said_of_a_transaction_agrees_with_it(name, records):
    shared = ["channel", "service_id"]
    joined = records[name].join(records["transaction"], on="transaction_id", how="left", suffix="_of_it")

    for column in shared:
        assert (joined[column] == joined[f"{column}_of_it"]).all()


def test_nothing_about_a_person_is_there():
    columns = {column.name for table in metadata.tables.values() for column in table.columns}

    assert not {column for column in columns if PERSONAL & set(column.split("_"))}


def test_customer_keys_rotate_each_fiscal_year_and_come_back_within_it(records):
    rows = records["transaction"].with_columns(
        (pl.col("started_at").str.to_datetime().dt.offset_by("-3mo")).dt.year().alias("year")
    )

    assert rows.group_by("customer_key").agg(pl.col("year").n_unique())["year"].max() == 1
    assert rows["customer_key"].is_duplicated().any()


def test_claims_are_on_guaranteed_transactions_that_were_late(records):
    claimed = records["guarantee_claim"].join(records["transaction"], on="transaction_id")

    assert (claimed["guaranteed"] == "1").all()
    assert (claimed["completed_at"] > claimed["due_at"]).all()
    assert (claimed["amount_cents"].cast(int) <= claimed["fee_cents"].cast(int)).all()


def test_the_last_days_always_hold_visits_with_a_wrong_end(records):
    rows = typed("transaction", records["transaction"])
    wrong = rows.filter(pl.col("completed_at") < pl.col("started_at"))

    assert 0 < len(wrong) < 20
    assert (wrong["channel"] == "in_person").all()
    assert (wrong["started_at"] >= wrong["completed_at"].dt.offset_by("12h")).all()
    assert wrong["started_at"].dt.date().min() > UNTIL - timedelta(days=31)


def test_the_promise_of_a_transaction_is_that_of_its_standard(records):
    standards = records["service_standard"].with_columns(
        pl.col("threshold").cast(int), pl.col("valid_from").str.to_date()
    )
    rows = records["transaction"].select(
        "kind", "channel", "service_id", pl.col("started_at", "due_at").str.to_datetime("%Y-%m-%d %H:%M:%S")
    )
    rows = rows.with_columns(day=pl.col("started_at").dt.date()).sort("day")
    common = standards.filter(pl.col("service_id").is_null()).select("channel", "measure", "threshold")
    own = standards.filter(pl.col("service_id").is_not_null()).sort("valid_from")
    of_service = rows.filter(kind="transaction").join_asof(
        own.select("channel", "service_id", "measure", "threshold", "valid_from"),
        left_on="day", right_on="valid_from", by=["channel", "service_id"], check_sortedness=False,
    )  # fmt: skip
    under_common = pl.concat(
        [
            rows.filter(pl.col("kind") != "transaction"),
            of_service.filter(pl.col("measure").is_null()).select(rows.columns),
        ]
    )
    under_common = under_common.join(common, on="channel", how="left")
    in_days = of_service.filter(measure="business_days").with_columns(due_on=pl.col("due_at").dt.date())
    in_minutes = pl.concat([under_common, of_service.filter(measure="minutes").select(under_common.columns)])
    closed = sorted(day for year in range(2021, 2028) for day in government_holidays(year))
    promised = np.busday_offset(
        in_days["day"].to_numpy().astype("datetime64[D]"), in_days["threshold"].to_numpy(), "forward", holidays=closed
    )

    assert in_days.height > 100
    assert (in_days["due_on"].to_numpy().astype("datetime64[D]") == promised).all()
    assert in_minutes["threshold"].is_null().sum() == in_minutes["due_at"].is_null().sum()
    minutes = (pl.col("due_at") - pl.col("started_at")).dt.total_minutes()
    assert in_minutes.drop_nulls("due_at").select((minutes == pl.col("threshold")).all()).item()
    renewals = of_service.filter(pl.col("service_id") == "plate-renewal", pl.col("channel") == "online")
    assert set(renewals["measure"]) == {"business_days", "minutes"}


def test_nobody_is_planned_to_serve_where_it_is_closed_and_all_hours_are_staffed(records):
    people = records["capacity"].with_columns(pl.col("half_hour", "people").cast(int), pl.col("on_date").str.to_date())
    week = people.filter(pl.col("on_date").is_between(date(2026, 4, 13), date(2026, 4, 18)))
    hours = dict(week.group_by("location_id").agg(pl.len() / 2).iter_rows())
    staffed = records["location"].filter(
        pl.col("location_id").str.starts_with("K").not_(), pl.col("closed_on").is_null()
    )

    assert (people["people"] > 0).all()
    assert hours == dict(staffed.select("location_id", pl.col("weekly_hours").cast(float)).iter_rows())


def test_people_are_known_eight_weeks_ahead(records):
    planned = records["capacity"].select(pl.col("on_date", "planned_on").str.to_date())

    assert planned["on_date"].max() in (UNTIL + timedelta(weeks=8), UNTIL + timedelta(weeks=8, days=-1))
    ahead = planned.filter(pl.col("on_date") > date(2024, 6, 1))
    assert (ahead["on_date"] - ahead["planned_on"] == timedelta(weeks=8)).all()


def test_one_source_is_late(records):
    last = {name: records[name][column].str.slice(0, 10).max() for name, column in (
        ("transaction", "started_at"), ("outage", "on_date"), ("staff_event", "on_date"),
    )}  # fmt: skip

    assert last["transaction"] == str(UNTIL)
    assert last["staff_event"] <= str(UNTIL - timedelta(days=21)) < last["outage"]
    assert {name for name, query in QUERIES.items() if query.watermark and not query.expected_by} == set()


def test_nobody_is_served_where_it_is_closed(records):
    places = records["location"].select("location_id", "operator_id", "opened_on", "closed_on")
    visits = records["transaction"].filter(channel="in_person").join(places, on="location_id")
    day = pl.col("started_at").str.slice(0, 10)
    open_then = visits.select((day >= pl.col("opened_on")) & (day < pl.col("closed_on").fill_null("9999")))

    assert open_then.to_series().all()
    assert not visits.select(day.str.to_date().dt.weekday() == 7).to_series().any()
    remembrance = visits.filter(day.str.ends_with("11-11"))
    assert set(remembrance["operator_id"]) <= {"private", "retail"}


def test_shares_of_shared_costs_leave_the_contact_centres_a_remainder(records):
    shares = records["allocation_share"].with_columns(pl.col("share_millionths").cast(int))
    whole = shares.group_by("cost_centre", "fiscal_year").agg(pl.col("share_millionths").sum())

    assert set(whole.filter(pl.col("share_millionths") < 1_000_000)["cost_centre"]) == {"contact-centres"}
    assert whole["share_millionths"].max() == 1_000_000


def test_one_branch_has_exactly_one_unit_too_small_to_show(records):
    answers = records["staff_answer"].group_by("wave_id", "unit_id").len()
    small = answers.filter(pl.col("len") < 10).join(records["unit"], on="unit_id")
    per_branch = small.group_by("wave_id", "parent_unit_id").len()

    assert (per_branch["len"] == 1).any()
    assert (per_branch["len"] > 1).any()


def test_weights_add_up_to_the_transactions_they_stand_for(records):
    weight = records["survey_answer"]["weight_millionths"].cast(int).sum()
    asked = records["transaction"].filter(
        ((pl.col("kind") == "transaction") | (pl.col("channel") == "telephone")) & (pl.col("status") != "abandoned")
    )

    assert 0.7 < weight / 1_000_000 / len(asked) <= 1.0
