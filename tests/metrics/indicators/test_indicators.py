import re
from collections import Counter
from datetime import date

import polars as pl
import pytest

from data.words import Factor, Perspective, Unit
from metrics.catalogue.registry import declared
from metrics.definition.breakdowns import DIMENSIONS, dimensions_of
from metrics.definition.indicator import Indicator, Kind, Sampling
from metrics.definition.rowsets import scan_rows
from metrics.engine.answer import Question, answer, rows
from tests.support.homes import empty_home, home_with

INDICATORS = list(declared().values())
BY_PART = [
    pytest.param(indicator, part, id=f"{indicator.name}-{n}")
    for indicator in INDICATORS
    for n, part in enumerate(indicator.parts)
]
TEXTS = ("title", "definition", "why_it_matters", "caveat", "owner")


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    return empty_home(tmp_path_factory.mktemp("empty"))


def drawn(columns: str, *lines: tuple, **same) -> pl.DataFrame:
    """A small table, its columns named in one text; `same`: what all its rows have in common."""
    frame = pl.DataFrame(lines, schema=columns.split(), orient="row")
    return frame.with_columns(pl.lit(value).alias(name) for name, value in same.items())


def parts(name: str, tables) -> tuple[int, int]:
    """The numerator and the denominator over everything."""
    indicator = declared()[name]
    return tuple(
        sum(
            scan_rows(part.rows, tables)
            .filter(pl.col(part.dated).is_not_null())
            .select(part.expression.sum())
            .collect()
            .item()
            for part in role
        )
        for role in (indicator.numerator, indicator.denominator)
    )


class TestEveryIndicator:
    @pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.name)
    def test_every_text_is_said_in_both_languages(self, indicator):
        for field in TEXTS:
            text = getattr(indicator, field)
            assert text.en.strip() == text.en != ""
            assert text.fr.strip() == text.fr != ""
            assert text.en != text.fr, field
            assert len(text.en) < 260, field
            assert len(text.fr) < 260, field
        for field in ("definition", "why_it_matters", "caveat"):
            assert all(text.endswith((".", "?")) for text in getattr(indicator, field)), field
        assert not any(text.endswith(".") for text in indicator.title)

    @pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.name)
    def test_what_it_declares_holds_together(self, indicator: Indicator):
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", indicator.name)
        assert bool(indicator.denominator) == (indicator.kind not in (Kind.COUNT, Kind.GROWTH, Kind.PERCENTILE))
        assert (indicator.percentile is not None) == (indicator.kind is Kind.PERCENTILE)
        assert all(bool(part.distribution) == (indicator.kind is Kind.PERCENTILE) for part in indicator.parts)
        assert (indicator.kind is Kind.GAP) == (indicator.between is not None)
        if indicator.between:
            dimension, this, other = indicator.between
            assert dimension not in indicator.breakdowns
            assert all(dimension in dimensions_of(record) for record in indicator.records)
            assert {this, other} <= {word.value for word in DIMENSIONS[dimension].words}
        assert (indicator.unit is Unit.COUNT) == (indicator.kind is Kind.COUNT)
        if indicator.unit is Unit.SHARE:
            assert indicator.scale in (1.0, 12.0)
        if indicator.sampling is Sampling.SHARE:
            assert indicator.scale in (1.0, 100.0)

    @pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.name)
    def test_it_can_be_broken_down(self, indicator):
        # An initiative has a factor and an owner but no channel, line or place.
        assert indicator.breakdowns or indicator.records == ["initiative"]

    @pytest.mark.parametrize(("indicator", "part"), BY_PART)
    def test_every_part_is_a_whole_number_of_columns_that_exist(self, indicator, part, empty):
        frame = scan_rows(part.rows, empty)
        columns = frame.collect_schema()
        # An expression of constants alone is one value, however many rows there are.
        assert part.expression.meta.root_names()
        named = {*part.expression.meta.root_names(), part.dated}
        assert named <= set(columns.names()), f"{part.rows} lacks {named - set(columns.names())}"
        assert columns[part.dated] == pl.Date
        found = frame.select(part.expression.alias("sum"), part.value.alias("value")).collect()
        assert found.schema["sum"] == pl.Int64
        assert found.schema["value"].is_integer()

    def test_a_home_without_rows_has_no_data_for_any_of_them(self, empty):
        for indicator in INDICATORS:
            if not indicator.restricted:
                found = answer(Question(indicator=indicator.name), empty)
                assert found.select("value", "absence").row(0) == (None, "no_data"), indicator.name


class TestTheCatalogue:
    def test_every_perspective_and_factor_is_measured(self):
        assert {i.perspective for i in INDICATORS} == set(Perspective)
        factors = Counter(i.factor for i in INDICATORS)
        assert all(factors[factor] >= 2 for factor in Factor), factors

    def test_a_page_holds_the_headlines(self):
        headlines = [i for i in INDICATORS if i.headline]
        assert len(headlines) <= 15
        assert {i.perspective for i in headlines} == set(Perspective)

    def test_no_text_or_name_is_used_twice(self):
        for language in (0, 1):
            titles = Counter(i.title[language] for i in INDICATORS)
            definitions = Counter(i.definition[language] for i in INDICATORS)
            assert max(titles.values()) == max(definitions.values()) == 1

    def test_staff_answers_are_behind_restricted_indicators_only(self):
        restricted = {i.name for i in INDICATORS if i.restricted}
        assert restricted == {
            "engagement_index", "favourable_engagement", "survey_participation", "employee_net_promoter"
        }  # fmt: skip


def contacts(folder, *lines):
    return home_with(
        folder,
        transaction=drawn("customer_key service_id channel started_at status", *lines, kind="information")
        .with_row_index("transaction_id")
        .with_columns(pl.col("transaction_id").cast(pl.String)),
    )


class TestFirstContactResolution:
    def test_a_repeat_within_seven_days_to_the_second_is_not_resolved(self, tmp_path):
        tables = contacts(
            tmp_path,
            ("exactly", "plate", "telephone", "2024-05-01 10:00:00", "completed"),  # repeated
            ("exactly", "plate", "telephone", "2024-05-08 10:00:00", "completed"),
            ("later", "plate", "telephone", "2024-05-01 10:00:00", "completed"),
            ("later", "plate", "telephone", "2024-05-08 10:00:01", "completed"),
        )
        assert parts("first_contact_resolution", tables) == (4 - 1, 4)

    def test_only_the_same_customer_and_service_repeat(self, tmp_path):
        tables = contacts(
            tmp_path,
            ("a", "plate", "telephone", "2024-05-01 10:00:00", "completed"),  # repeated by the visit
            ("a", "birth", "telephone", "2024-05-01 11:00:00", "completed"),
            ("a", "plate", "in_person", "2024-05-02 10:00:00", "completed"),
            ("a", "plate", "online", "2024-05-03 10:00:00", "completed"),  # not a contact
            ("b", "plate", "telephone", "2024-05-01 12:00:00", "completed"),
            (None, "plate", "telephone", "2024-05-01 12:00:00", "completed"),  # nobody knows who
            (None, "plate", "telephone", "2024-05-01 13:00:00", "completed"),
        )
        assert parts("first_contact_resolution", tables) == (4 - 1, 4)
        by_channel = answer(Question(indicator="first_contact_resolution", by=["channel"]), tables)
        assert by_channel.select("channel", "numerator", "denominator").rows() == [
            ("in_person", 1, 1),
            ("telephone", 2, 3),
        ]
        one = Question(indicator="first_contact_resolution", where={"channel": ["telephone"]}, period="2024-05-01")
        assert answer(one, tables).select("numerator", "denominator").row(0) == (2, 3)
        behind = rows(one, tables).collect()
        assert behind.select(pl.col("numerator", "denominator").sum()).row(0) == (2, 3)

    def test_a_customer_who_gave_up_and_asks_again_is_no_contact_but_a_repeat(self, tmp_path):
        tables = contacts(
            tmp_path,
            ("a", "plate", "telephone", "2024-05-01 10:00:00", "completed"),  # repeated
            ("a", "plate", "telephone", "2024-05-02 10:00:00", "abandoned"),
        )
        assert parts("first_contact_resolution", tables) == (0, 1)

    def test_order_does_not_matter(self, tmp_path):
        lines = [("a", "plate", "telephone", f"2024-05-{day:02} 10:00:00", "completed") for day in (1, 8, 16, 16, 20)]
        straight = contacts(tmp_path / "straight", *lines)
        turned = contacts(tmp_path / "turned", *reversed(lines))
        assert parts("first_contact_resolution", straight) == (2, 5)
        assert parts("first_contact_resolution", turned) == (2, 5)


class TestServicesOfferedOnline:
    @pytest.fixture
    def tables(self, tmp_path):
        return home_with(
            tmp_path,
            service=drawn("service_id online_from", ("plate", "2024-05-10"), ("birth", None)),
            transaction=drawn(
                "transaction_id service_id channel completed_on assisted_digital status",
                ("1", "plate", "in_person", "2024-05-09", None, "completed"),  # the day before
                ("2", "plate", "in_person", "2024-05-10", None, "completed"),
                ("3", "plate", "online", "2024-05-11", None, "completed"),
                ("4", "plate", "in_person", "2024-05-11", True, "completed"),
                ("5", "plate", "mail", "2024-05-12", False, "completed"),
                ("6", "plate", "telephone", "2024-05-12", False, "completed"),
                ("7", "plate", "online", "2024-05-12", False, "failed"),
                ("8", "birth", "in_person", "2024-05-12", None, "completed"),  # never online
                ("9", "plate", "online", None, None, "in_progress"),
                kind="transaction",
                started_on="2024-05-01",
            ),
        )

    def test_a_service_counts_from_its_first_day_online(self, tables):
        assert parts("digital_take_up", tables) == (2, 5)

    def test_assisted_digital_is_not_avoidable(self, tables):
        assert parts("avoidable_transactions", tables) == (2, 5)

    def test_all_services_are_the_other_denominator(self, tables):
        assert parts("digital_share_of_all", tables) == (2, 7)

    def test_without_a_catalogue_there_is_no_data(self, tmp_path):
        tables = home_with(
            tmp_path / "other",
            transaction=drawn(
                "transaction_id service_id channel completed_on",
                ("1", "plate", "online", "2024-05-11"),
                kind="transaction",
                status="completed",
                started_on="2024-05-11",
            ),
        )
        assert answer(Question(indicator="digital_take_up"), tables)["absence"].item() == "no_data"

    def test_a_service_that_two_sources_name_counts_once(self, tmp_path):
        tables = home_with(
            tmp_path / "two",
            service=drawn(
                "source service_id online_from launched_on",
                ("b", "plate", None, "2024-01-01"),
                ("a", "plate", "2024-05-10", "2024-05-01"),
            ),
            transaction=drawn(
                "transaction_id service_id channel completed_on",
                ("1", "plate", "online", "2024-05-31"),
                kind="transaction",
                status="completed",
                started_on="2024-05-31",
            ),
        )
        assert parts("digital_take_up", tables) == (1, 1)
        assert parts("services_online", tables) == (1, 1)


class TestServicesByMonth:
    def test_a_service_is_there_at_the_end_of_each_month_it_is_offered(self, tmp_path):
        tables = home_with(
            tmp_path,
            data_to=date(2024, 4, 15),
            service=drawn(
                "service_id launched_on retired_on online_from",
                ("always", "2024-01-31", None, "2024-03-31"),
                ("retired", "2024-02-01", "2024-03-30", "2024-02-10"),  # not there at the end of March
                ("to_the_end", "2024-02-29", "2024-02-29", None),
                ("later", "2024-05-01", None, "2024-05-01"),
                ("unknown", None, None, "2024-01-01"),
                ("odd", "2024-03-01", "2024-02-01", None),
            ),
        )
        found = scan_rows("service_month", tables).select("service_id", "month", "live_online").collect()
        assert sorted(found.rows()) == [
            ("always", date(2024, 1, 1), False),
            ("always", date(2024, 2, 1), False),
            ("always", date(2024, 3, 1), True),
            ("always", date(2024, 4, 1), True),
            ("retired", date(2024, 2, 1), True),
            ("to_the_end", date(2024, 2, 1), False),
        ]

    def test_no_data_means_no_months(self, tmp_path):
        tables = home_with(tmp_path, service=drawn("service_id launched_on", ("plate", "2024-01-01")))
        assert parts("services_online", tables) == (0, 0)


class TestCost:
    @pytest.fixture
    def tables(self, tmp_path):
        return home_with(
            tmp_path,
            ledger_line=drawn(
                "ledger_id posted_on account cost_centre channel amount_cents",
                ("direct", "2024-06-30", "salaries", "counters", "in_person", 1_001),
                ("shared", "2024-06-30", "technology", "it", None, 1_000),
                ("credit", "2024-06-30", "technology", "it", None, -3),
                ("year before", "2024-03-31", "technology", "it", None, 7),  # another fiscal year: no key
                ("no key", "2024-06-30", "overhead", "head office", None, 11),
                ("whole", "2024-06-30", "accommodation", "sites", None, 13),
                ("begun", "2024-06-30", "start_up", "it", "online", 100_000),
                kind="expense",
            ),
            allocation_share=drawn(
                "fiscal_year cost_centre channel share_millionths",
                (2024, "it", "online", 600_000),
                (2024, "it", "kiosk", 333_333),
                (2024, "sites", "in_person", 1_000_000),
            ),
            transaction=drawn(
                "transaction_id channel completed_on status",
                ("1", "in_person", "2024-06-01", "completed"),
                ("2", "online", "2024-06-01", "completed"),
                ("3", "online", "2024-06-01", "failed"),
                kind="transaction",
                started_on="2024-06-01",
            ),
        )

    def test_what_the_channels_bear_and_the_remainder_are_the_ledger(self, tables):
        running = (1_001 + 1_000 - 3 + 7 + 11 + 13) * 1_000_000
        assert parts("cost_per_transaction", tables) == (running, 2)
        by_channel = dict(
            scan_rows("cost", tables)
            .filter(pl.col("account") != "start_up")
            .group_by("channel")
            .agg(pl.col("borne").sum())
            .collect()
            .rows()
        )
        assert by_channel == {
            "in_person": (1_001 + 13) * 1_000_000,
            "online": 997 * 600_000,
            "kiosk": 997 * 333_333,
            None: 997 * 66_667 + (7 + 11) * 1_000_000,
        }

    def test_the_remainder_is_a_line_of_its_own(self, tables):
        numerator, denominator = parts("unallocated_cost_share", tables)
        assert numerator == 997 * 66_667 + 18_000_000
        assert denominator == (1_001 + 997 + 18 + 13) * 1_000_000

    def test_without_keys_all_shared_cost_is_the_remainder(self, tmp_path):
        tables = home_with(
            tmp_path / "none",
            ledger_line=drawn(
                "ledger_id channel amount_cents",
                ("1", "online", 30),
                ("2", None, 10),
                posted_on="2024-06-30",
                kind="expense",
                account="salaries",
                cost_centre="it",
            ),
        )
        assert parts("unallocated_cost_share", tables) == (10_000_000, 40_000_000)

    def test_recoveries_are_a_share_of_funding(self, tmp_path):
        tables = home_with(
            tmp_path / "funds",
            ledger_line=drawn(
                "ledger_id kind amount_cents",
                ("1", "appropriation", 950),
                ("2", "recovery", 60),
                ("3", "recovery", -10),
                ("4", "fee_revenue", 500),
                posted_on="2024-06-30",
            ),
        )
        assert parts("recoveries_share", tables) == (50, 1_000)


class TestPromises:
    def test_an_item_open_past_its_due_moment_is_a_guarantee_not_kept(self, tmp_path):
        tables = home_with(
            tmp_path,
            transaction=drawn(
                "transaction_id guaranteed status completed_at due_at",
                ("on time", True, "completed", "2024-05-10 15:00:00", "2024-05-10 15:00:00"),
                ("late", True, "completed", "2024-05-10 15:00:01", "2024-05-10 15:00:00"),
                ("open", True, "in_progress", None, "2024-05-10 15:00:00"),
                ("given up", True, "abandoned", None, "2024-05-10 15:00:00"),
                ("refused", True, "rejected", "2024-05-09 15:00:00", "2024-05-10 15:00:00"),
                ("no guarantee", False, "completed", "2024-05-09 15:00:00", "2024-05-10 15:00:00"),
                ("unknown", None, "completed", "2024-05-09 15:00:00", "2024-05-10 15:00:00"),
                ("no due moment", True, "completed", "2024-05-09 15:00:00", None),
                kind="transaction",
                started_on="2024-05-01",
            ),
        )
        assert parts("guarantees_kept", tables) == (1, 3)
        assert parts("service_standards_met", tables) == (3, 4)

    def test_a_complaint_must_be_acknowledged_and_answered_in_time(self, tmp_path):
        columns = "complaint_id acknowledge_due_at acknowledged_at answer_due_at answered_at"
        due = ("2024-05-03 21:00:00", "2024-05-24 21:00:00")
        tables = home_with(
            tmp_path,
            complaint=drawn(
                columns,
                ("both", due[0], "2024-05-03 21:00:00", due[1], "2024-05-24 21:00:00"),
                ("late answer", due[0], "2024-05-02 21:00:00", due[1], "2024-05-25 21:00:00"),
                ("late acknowledgement", due[0], "2024-05-06 21:00:00", due[1], "2024-05-20 21:00:00"),
                ("no acknowledgement", due[0], None, due[1], "2024-05-20 21:00:00"),
                ("no clock for it", None, None, due[1], "2024-05-20 21:00:00"),
                ("open", due[0], "2024-05-02 21:00:00", due[1], None),
                ("no clock at all", None, None, None, "2024-05-20 21:00:00"),
                received_on="2024-05-01",
            ),
        )
        assert parts("complaints_answered_on_time", tables) == (2, 6)

    def test_complaints_are_set_against_transactions_and_enquiries(self, tmp_path):
        tables = home_with(
            tmp_path,
            complaint=drawn("complaint_id", ("1",), ("2",), ("3",), received_on="2024-05-01"),
            transaction=drawn(
                "transaction_id kind status",
                ("1", "transaction", "completed"),
                ("2", "information", "completed"),
                ("3", "referral", "completed"),
                ("4", "information", "abandoned"),
                started_on="2024-05-01",
                completed_on="2024-05-01",
            ),
        )
        assert parts("complaints_per_10000", tables) == (3, 2)
        assert answer(Question(indicator="complaints_per_10000"), tables)["value"].item() == 3 / 2 * 10_000


class TestSurveys:
    def test_weights_count_and_missing_answers_do_not(self, tmp_path):
        tables = home_with(
            tmp_path,
            survey_answer=drawn(
                "answer_id overall timeliness weight_millionths language",
                ("1", 5, 1, 2_000_000, "en"),
                ("2", 4, None, 1_000_000, "fr"),
                ("3", 1, 4, 1_000_000, "fr"),
                ("4", None, 5, 3_000_000, "en"),
                answered_on="2024-05-05",
            ),
        )
        assert parts("overall_satisfaction", tables) == (3_000_000, 4_000_000)
        assert parts("cmt_index", tables) == ((2 * 100 + 75 + 0) * 1_000_000, 4_000_000)
        assert parts("satisfaction_timeliness", tables) == (4_000_000, 6_000_000)

    def test_the_french_gap_is_in_points(self, tmp_path):
        lines = [("fr", 5), ("fr", 1), ("en", 5), ("en", 4), ("en", 3), ("en", 5)]
        tables = home_with(
            tmp_path,
            data_to=date(2024, 5, 31),
            survey_answer=drawn("language overall", *lines, answered_on="2024-05-05", weight_millionths=10**6)
            .with_row_index("answer_id")
            .cast({"answer_id": pl.String}),
        )
        gap = answer(Question(indicator="french_equivalence_gap", period="2024-05"), tables)
        assert gap["value"].item() == pytest.approx(50 - 75)

    def test_brand_shares_are_among_those_who_know(self, tmp_path):
        tables = home_with(
            tmp_path,
            brand_answer=drawn(
                "respondent unaided_any aided first_place trust knows_online knows_guarantee",
                ("1", True, None, True, 5, True, False),
                ("2", False, True, False, 3, None, True),
                ("3", False, False, True, 4, True, True),  # does not know it: only in awareness and trust
                ("4", None, None, None, None, None, None),  # was not asked
                wave_id="w",
                answered_on="2024-05-05",
                weight_millionths=1_000_000,
            ),
        )
        million = 1_000_000
        assert parts("total_awareness", tables) == (2 * million, 3 * million)
        assert parts("unaided_awareness", tables) == (1 * million, 3 * million)
        assert parts("first_place_to_turn", tables) == (1 * million, 2 * million)
        assert parts("trust", tables) == (2 * million, 3 * million)
        assert parts("knows_online", tables) == (1 * million, 1 * million)
        assert parts("knows_guarantee", tables) == (1 * million, 2 * million)

    def test_audits_are_weighted(self, tmp_path):
        tables = home_with(
            tmp_path,
            quality_audit=drawn(
                "audit_id error_found weight_millionths",
                ("1", False, 3_000_000),
                ("2", True, 1_000_000),
                audited_on="2024-05-05",
            ),
        )
        assert parts("right_first_time", tables) == (3_000_000, 4_000_000)


class TestStaff:
    def test_every_valid_item_weighs_the_same(self, tmp_path):
        items = "commitment motivation organization job pride stay"
        tables = home_with(
            tmp_path,
            staff_answer=drawn(
                f"respondent {items} recommend",
                ("1", 5, 4, 3, 2, 1, None, 10),
                ("2", 5, None, None, None, None, None, 6),
                ("3", None, None, None, None, None, None, 8),
                ("4", None, None, None, None, None, None, None),
                wave_id="w",
                closed_on="2024-05-05",
            ),
            staff_wave=drawn("unit_id invited", ("a", 3), ("b", 2), wave_id="w", closed_on="2024-05-05"),
        )
        assert parts("engagement_index", tables) == (100 + 75 + 50 + 25 + 0 + 100, 6)
        assert parts("favourable_engagement", tables) == (3, 6)
        assert parts("employee_net_promoter", tables) == (1 - 1, 3)
        assert parts("survey_participation", tables) == (4, 5)

    def test_only_leaving_of_ones_own_accord_is_turnover(self, tmp_path):
        tables = home_with(
            tmp_path,
            staff_event=drawn(
                "event_id kind", ("1", "voluntary_exit"), ("2", "retirement"), on_date="2024-05-05", unit_id="a"
            ),
            staff_month=drawn(
                "month headcount sick_hours scheduled_hours training_required training_current",
                ("2024-05-01", 10, 5, 100, 20, 18),
                ("2024-06-01", 12, None, 120, 24, None),
                unit_id="a",
            ),
        )
        assert parts("voluntary_turnover", tables) == (1, 22)
        assert parts("absence_rate", tables) == (5, 100)
        assert parts("training_current", tables) == (18, 20)


class TestTimes:
    @pytest.fixture
    def tables(self, tmp_path):
        return home_with(
            tmp_path,
            transaction=drawn(
                "transaction_id channel status wait_s kind",
                ("1", "telephone", "completed", 60, "information"),
                ("2", "telephone", "failed", 61, "transaction"),  # answered, whatever came of it
                ("3", "telephone", "abandoned", 9, "transaction"),  # a wrong number
                ("4", "telephone", "abandoned", 10, "transaction"),
                ("5", "telephone", "completed", None, "transaction"),  # no call: a request taken by telephone
                ("6", "in_person", "completed", 1_200, "transaction"),
                ("7", "in_person", "completed", 1_201, "information"),
                ("8", "in_person", "abandoned", 30, "transaction"),
                ("9", "in_person", "abandoned", None, "transaction"),
                ("10", "in_person", "completed", None, "transaction"),
                ("11", "online", "completed", None, "transaction"),
                ("12", "kiosk", "abandoned", None, "transaction"),
                ("13", "online", "in_progress", None, "transaction"),
                ("14", "online", "completed", None, "information"),
                started_on="2024-05-05",
            ),
            contact_summary=drawn(
                "queue handled wait_s answered_in_time offered channel",
                ("a", 100, 5_000, 80, 110, "telephone"),
                ("b", 10, 900, None, None, "telephone"),
                ("c", 7, 70, 7, 7, "mail"),
                month="2024-05-01",
            ),
        )

    def test_calls_and_published_totals_add(self, tables):
        assert parts("calls_within_standard", tables) == (1 + 80, 3 + 110)
        assert parts("average_speed_of_answer", tables) == (60 + 61 + 5_000 + 900, 2 + 110)

    def test_a_call_nobody_answered_is_offered_though_no_wait_was_recorded(self, tmp_path):
        calls = drawn(
            "transaction_id channel status wait_s kind due_at serve_s",
            ("1", "telephone", "completed", 20, "information", None, None),
            ("2", "telephone", "completed", 30, "information", None, None),
            ("3", "telephone", "abandoned", None, "information", None, None),
            ("4", "telephone", "abandoned", None, "transaction", None, None),  # a request that was withdrawn
            ("5", "telephone", "abandoned", None, "information", "2024-05-09 12:00:00", None),  # the same, with a day
            ("6", "telephone", "abandoned", None, "information", None, 40),  # somebody spoke with them
            ("7", "telephone", "in_progress", None, "information", None, None),
            ("8", "in_person", "completed", 20, "information", None, None),
            ("9", "in_person", "completed", 30, "information", None, None),
            ("10", "in_person", "abandoned", None, "information", None, None),
            started_on="2024-05-05",
        )
        tables = home_with(tmp_path, transaction=calls, contact_summary=pl.DataFrame())

        assert parts("calls_within_standard", tables) == (2, 3)
        assert parts("counter_within_20_minutes", tables) == (2, 3)
        assert parts("average_speed_of_answer", tables) == (20 + 30, 2)

    def test_visitors_who_leave_were_not_served(self, tables):
        assert parts("counter_within_20_minutes", tables) == (1, 4)

    def test_open_sessions_are_neither_completed_nor_given_up(self, tables):
        assert parts("online_completion", tables) == (1, 2)

    def test_announced_maintenance_is_not_down(self, tmp_path):
        tables = home_with(
            tmp_path / "up",
            schedule=drawn("channel scheduled_minutes", ("online", 1_440), ("kiosk", 600), on_date="2024-05-05"),
            outage=drawn(
                "outage_id channel down_minutes planned",
                ("1", "online", 44, False),
                ("2", "online", 100, True),
                on_date="2024-05-05",
            ),
        )
        assert parts("channel_availability", tables) == (2_040 - 44, 2_040)


class TestReach:
    def test_a_measure_is_met_exactly_at_its_target(self, tmp_path):
        tables = home_with(
            tmp_path,
            sla_result=drawn(
                "measure_id numerator denominator target_millionths",
                ("at", 9, 10, 900_000),
                ("a third", 1, 3, 333_334),
                ("under", 899_999, 1_000_000, 900_000),
                ("nothing measured", 0, 0, 900_000),
                quarter_start="2024-04-01",
                partner_id="p",
            ),
        )
        assert parts("partner_measures_met", tables) == (1, 3)
        behind = rows(Question(indicator="partner_measures_met"), tables).collect()
        assert behind.select("numerator", "denominator").sum().row(0) == (1, 3)

    def test_people_count_not_places(self, tmp_path):
        tables = home_with(
            tmp_path,
            population=drawn(
                "place_id people distance_m",
                ("near", 900, 10_000),
                ("far", 100, 10_001),
                ("unknown", 50, None),
                on_date="2024-04-01",
            ),
        )
        assert parts("access_within_10_km", tables) == (900, 1_000)

    def test_only_on_boarding_is_held_against_the_plan(self, tmp_path):
        tables = home_with(
            tmp_path,
            initiative=drawn(
                "initiative_id onboarding planned_on live_on",
                ("1", True, "2024-04-10", "2024-05-01"),
                ("2", True, "2024-04-20", None),
                ("3", False, "2024-04-20", "2024-04-20"),
            ),
        )
        assert parts("onboarded_against_plan", tables) == (1, 2)
