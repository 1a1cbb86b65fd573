"""The rows behind a number, and one record: they add up, page, sort, and can be taken away, or are refused."""

import html
import json
import re
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import fastexcel
import polars as pl
import pytest

from dashboard.exports import csv_and_workbook
from dashboard.queries import indicators, records, session
from dashboard.request.context import PageContext
from dashboard.text import cells
from data.access.viewer import Viewer
from data.audit.check import search_trail
from data.records import RECORDS
from metrics.catalogue.registry import declared
from metrics.drilldown.rows_behind import PAGE
from tests.support.pages import context, context_of_home, drawn, opened, words

LIST = {"indicator": "service_standards_met", "period": "2025-01", "lang": "en"}
SPACE = "\N{NO-BREAK SPACE}"


def place(lang: str = "en", **own: str) -> PageContext:
    return context("transactions", lang, own=own)


def keys(markup: str) -> list[str]:
    """The records listed, in their order."""
    return re.findall(r'role="rowheader"><a href="\./transaction\?[^"]*">([^<]+)</a>', markup)


def went(at) -> str | None:
    """The link that a page leads to by itself."""
    found = [json.loads(c.proto.json)[0]["go"] for c in at.main.children.values() if c.type == "bidi_component"]
    return next((link for link in found if link), None)


def test_the_rows_add_up_to_the_number_of_the_scorecard(town: Path):
    snapshot = session.open_snapshot()
    number = indicators.numbers(snapshot, Viewer(), "service_standards_met", where={}, period="2025-01")
    number = number.row(0, named=True)
    said = words(opened("transactions", **LIST))

    above, below, value = (number[name] for name in ("numerator", "denominator", "value"))
    assert f"{below} transactions" in said
    assert f"numerator {above} ÷ denominator {below} = {value * 100:.1f}%" in said
    assert "add up exactly to the number on the scorecard" in said


def test_filters_are_those_of_the_number(town: Path):
    question = session.open_snapshot(), Viewer(), "service_standards_met", "2025-01"
    everything, kiosk = (records.rows_behind(*question, where) for where in ({}, {"channel": ("online",)}))

    assert 0 < kiosk.rows < everything.rows
    assert "T001" not in keys(drawn(opened("transactions", **LIST, channel="in_person")))


def test_two_records_say_which_a_row_is_of(town: Path):
    at = opened("transactions", **LIST | {"indicator": "complaints_per_10000"})

    assert "1 complaint + " in words(at)
    assert "× 10,000" in words(at)
    assert ">Complaint</td>" in drawn(at)
    assert ">Transaction</td>" in drawn(at)


def test_without_an_indicator_one_is_chosen(town: Path):
    at = opened("transactions", lang="fr")

    assert "Choisissez un indicateur" in words(at)
    assert drawn(at).count("<option") > len(declared())
    assert "<table" not in drawn(at)


def test_pages_are_of_a_hundred_and_the_address_says_which(town: Path):
    asked = LIST | {"indicator": "transaction_volume", "period": "FY2024-25", "sort": "key"}
    first, third = (keys(drawn(opened("transactions", **asked, page=page))) for page in ("1", "3"))

    assert len(first) == PAGE
    assert first == sorted(first)
    assert first[-1] < third[0]
    assert keys(drawn(opened("transactions", **asked, page="99"))) == third
    assert keys(drawn(opened("transactions", **asked, page="x"))) == first
    assert "Page 1 of 3" in words(opened("transactions", **asked))


def test_a_column_sorts_up_then_down_then_not(town: Path):
    down = drawn(opened("transactions", **LIST, sort="-wait_s"))

    assert 'aria-sort="descending"' in down
    assert keys(down)[:2] == sorted(keys(down), reverse=True)[:2]
    assert "sort=" not in re.search(r'href="([^"]*)"[^>]*id="sort-wait_s"', down)[1]
    up = drawn(opened("transactions", **LIST, sort="wait_s"))
    assert "sort=-wait_s" in re.search(r'href="([^"]*)"[^>]*id="sort-wait_s"', up)[1]


def test_codes_are_sorted_by_the_names_that_are_shown(town: Path):
    def first(lang: str) -> str:
        return re.search(r"Zebra plate|Birth|Acte de plaque|Naissance", drawn(opened(
            "transactions", **LIST | {"lang": lang}, sort="service_id", columns="service_id"
        )).split("<tbody")[1])[0]  # fmt: skip

    assert first("en") == "Birth"
    assert first("fr") == "Acte de plaque"


def test_columns_are_chosen_in_the_address_and_unknown_ones_are_said(town: Path):
    page = opened("transactions", **LIST, columns="fee_cents,nonsense", sort="other")

    assert "The link asks for nonsense" in words(page)
    assert "The link asks for other" in words(page)
    assert "$34.50" in words(page)
    assert 'id="sort-fee_cents"' in drawn(page)
    assert 'id="sort-channel"' not in drawn(page)
    assert 'value="fee_cents" checked' in drawn(page)


def test_staff_answers_are_refused_and_nothing_is_handed_out(town: Path):
    at = opened("transactions", **LIST | {"indicator": "engagement_index", "period": "2025-03"})

    assert "never shown individually" in words(at)
    assert "<table" not in drawn(at)
    assert len(at.main.children) == 3  # head, page and foot: no button


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"indicator": "trust"}, "No data"),
        ({"indicator": "service_standards_met", "period": "2023-05"}, "There are no data of May 2023 yet"),
        ({"indicator": "voluntary_turnover", "channel": "kiosk"}, "Not applicable"),
    ],
)
def test_no_number_is_said_by_its_word(town: Path, asked: dict[str, str], word: str):
    at = opened("transactions", **LIST | asked)

    assert word in words(at)
    assert "<table" not in drawn(at)


def test_a_year_lists_the_rows_of_the_year(town: Path):
    page = words(opened("transactions", **LIST | {"period": "FY2024-25"}))

    assert "add up exactly to the number" in page
    assert "2024-25: 1 to 100 of" in page


def test_opening_and_taking_away_is_noted(town: Path):
    opened("transactions", **LIST)
    opened("transaction", lang="en", record="transaction", key="T003")
    records.download(session.open_snapshot(), Viewer(), "service_standards_met", "2025-01", {})()

    noted = search_trail(f"sqlite:///{town / 'state.db'}").sort("number")
    rows = noted["details"].str.json_path_match("$.rows").to_list()
    assert noted.select("event", "what").rows() == [
        ("opened", "rows of service_standards_met"),
        ("opened", "transaction T003"),
        ("exported", "rows of service_standards_met"),
    ]
    assert rows[0] == rows[2]
    assert int(rows[0]) > int(rows[1]) == 1
    assert "c3" not in str(noted.rows()), "the customer's key"


@pytest.mark.parametrize(
    ("find", "target"),
    [("T003", "key=T003"), (" overall SATISFACTION ", "indicator=overall_satisfaction"), ("roulement", "turnover")],
)
def test_a_search_leads_to_the_record_or_the_indicator(town: Path, find: str, target: str):
    link = went(opened("transactions", lang="en", find=find))

    assert link is not None
    assert target in link
    assert "find=" not in link


def test_a_search_that_finds_nothing_or_much_says_so(town: Path):
    assert "No match for zzz" in words(opened("transactions", lang="en", find="zzz"))
    assert "Several names match satisf" in words(opened("transactions", lang="en", find="satisf"))
    evil = drawn(opened("transactions", lang="en", find="<img src=x>"))
    assert "<img" not in evil


def test_a_record_tells_its_story_in_order(town: Path):
    said = words(opened("transaction", lang="en", record="transaction", key="T003"))

    steps = [
        "Started", "Service began", "Completed", "Due under its standard", "Survey answered", "Complaint received",
        "Guarantee claimed", "Acknowledgement due", "Complaint acknowledged", "Complaint answered",
        "Answer to the complaint due", "Audited for quality",
    ]  # fmt: skip
    places = [said.index(step, said.index("What happened")) for step in steps]
    assert places == sorted(places)
    assert "Met its standard, by 3 min" in said
    assert "Within 15 minutes." in said
    assert "Within 20 minutes." not in said
    assert "overall 5 out of 5" in said
    assert "Paid, $34.50" in said
    assert "error found: Fee" in said
    assert said.count("too late") == 1


def test_late_is_told_in_business_days(town: Path):
    said = words(opened("transaction", lang="fr", record="transaction", key="T007"))

    # T007 is of Friday, 3 January and ended on Sunday: no business day lies between, so the hours are told.
    assert "En retard de 47 h 57 min" in said
    assert "En retard de 2 jours ouvrables" in words(opened("transaction", lang="fr", record="transaction", key="T014"))


def test_a_record_leads_back_to_its_list_and_to_what_it_counts_in(town: Path):
    page = drawn(opened("transaction", **LIST, record="transaction", key="T003", sort="-wait_s", page="2"))

    back = re.search(r'class="back"><a href="([^"]*)"', page)[1]
    assert all(part in back for part in ("indicator=service_standards_met", "sort=-wait_s", "page=2", "period=2025-01"))
    assert "indicator=service_standards_met" in page.split("What it adds")[-1]
    links = re.findall(r'<a href="([^"]*)"', page.split("What happened")[1])
    assert any("record=complaint" in link and "key=C1" in link for link in links)


@pytest.mark.parametrize(("record", "key"), [("complaint", "C1"), ("survey_answer", "A1"), ("guarantee_claim", "G1")])
def test_what_is_about_a_transaction_leads_to_it(town: Path, record: str, key: str):
    page = drawn(opened("transaction", lang="en", record=record, key=key))

    link = re.search(r'class="down"><a href="([^"]*)"', page)[1]
    assert "record=transaction" in link
    assert "key=T003" in link
    assert "What happened" not in page


@pytest.mark.parametrize(
    ("record", "key"),
    [("transaction", "x"), ("nonsense", "T003"), ("staff_month", "x|u1"), ("staff_month", "one"), ("transaction", "")],
)
def test_an_unknown_record_is_one_sentence(town: Path, record: str, key: str):
    assert "There is no record" in words(opened("transaction", lang="en", record=record, key=key))


def test_a_restricted_record_is_refused(town: Path):
    at = opened("transaction", lang="fr", record="staff_answer", key="w1|r1")

    assert "10 répondants ou plus" in words(at)
    assert "r1" not in words(at)


def test_a_viewer_finds_no_record_outside_their_scope(town: Path):
    limited = Viewer("operations_manager", (("region", ("up",)),))
    snapshot = session.open_snapshot(viewer=limited)

    assert records.record(snapshot, limited, "transaction", "T003")
    assert not records.record(snapshot, limited, "transaction", "T001")
    assert not records.record(snapshot, limited, "complaint", "C1")
    assert records.search(snapshot, limited, "T001").page is None


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("record", RECORDS)
def test_every_column_of_every_record_has_a_name_and_every_list_its_words(town: Path, record: str, lang: str):
    for column, column_type in RECORDS[record].columns().items():
        assert cells.title([record], column, place(lang)) != column
        if type(column_type).__name__ == "Enum":
            assert set(cells.names_of(record, column, place(lang))) == set(column_type.categories)


@pytest.mark.parametrize(
    ("column", "value", "en", "fr"),
    [
        ("wait_s", 245, "4:05", "4:05"),
        ("fee_cents", 3450, "$34.50", f"34,50{SPACE}$"),
        ("guaranteed", True, "Yes", "Oui"),
        ("channel", "kiosk", "Kiosk", "Borne"),
        ("completed_at", None, "–", "–"),
    ],
)
def test_a_cell_is_written_as_its_readers_do(column: str, value: object, en: str, fr: str):
    zone = ZoneInfo("America/Toronto")

    assert cells.cell("transaction", column, value, place("en"), zone) == en
    assert cells.cell("transaction", column, value, place("fr"), zone) == fr


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0 s"), (40, "40 s"), (180, "3 min"), (1589, "26 min 29 s"), (7500, "2 h 5 min")]
)
def test_a_span_of_time_is_said(seconds: int, said: str):
    assert cells.span(seconds).replace(SPACE, " ") == said


def test_files_hold_all_rows_and_add_up(town: Path):
    behind = records.rows_behind(session.open_snapshot(), Viewer(), "service_standards_met", "2025-01", {})
    frame = csv_and_workbook.frame(
        behind, context_of_home("transactions", "fr"), {"drawn": ZoneInfo("America/Toronto")}
    )

    read = pl.read_csv(csv_and_workbook.csv(frame, "en"))
    assert read.height == behind.rows
    assert read["Ajoute au numérateur"].sum() == behind.numerator
    assert read["Ajoute au dénominateur"].sum() == behind.denominator
    assert set(read["Canal"]) == {"En personne", "En ligne", "Téléphone"}
    assert set(read["Service (code interne)"]) == {"plate", "birth"}
    assert read["Frais ($)"].max() == 34.5
    assert csv_and_workbook.csv(frame, "fr").startswith(b"\xef\xbb\xbf")


def test_a_workbook_says_what_was_asked_and_its_text_is_never_a_formula(town: Path):
    rows = pl.DataFrame({"name": ["=1+1", "b"], "n": [1, 2]})
    book = fastexcel.read_excel(csv_and_workbook.workbook(rows, [("Indicator", "Trust"), ("Sum", 3)], place()))

    assert book.sheet_names == ["Query", "Rows"]
    assert book.load_sheet(0, header_row=None).to_polars().rows() == [("Indicator", "Trust"), ("Sum", "3")]
    assert book.load_sheet(1).to_polars()["name"].to_list() == ["=1+1", "b"]
    assert BytesIO(csv_and_workbook.workbook(rows, [], place())).getvalue()[:2] == b"PK"


def test_what_counts_against_the_number_can_be_listed_alone_and_the_sums_stay(town: Path):
    behind = records.rows_behind(session.open_snapshot(), Viewer(), "service_standards_met", "2025-01", {})
    whole = words(opened("transactions", lang="en", indicator="service_standards_met", period="2025-01"))
    missed = words(
        opened("transactions", lang="en", indicator="service_standards_met", period="2025-01", only="missed")
    )

    assert behind.missed_rows == behind.denominator - behind.numerator
    assert f"Missed only ({behind.missed_rows})" in whole
    assert f"1 to {behind.missed_rows} of {behind.missed_rows}" in missed
    assert f"numerator {behind.numerator} ÷ denominator {behind.denominator}" in missed


@pytest.mark.parametrize("choice", [{"only": "gone"}, {"of": "complaint"}])
def test_a_part_that_there_is_not_is_said_and_left_out(choice: dict[str, str], town: Path):
    said = words(opened("transactions", lang="en", indicator="service_standards_met", period="2025-01", **choice))

    assert f"asks for {next(iter(choice.values()))}, which does not exist here" in said


def test_a_file_has_the_columns_and_the_order_of_the_list(town: Path):
    behind = records.rows_behind(session.open_snapshot(), Viewer(), "service_standards_met", "2025-01", {})
    ordered = behind.in_order("wait_s", descending=True)
    frame = csv_and_workbook.frame(ordered, context_of_home("transactions"), {}, ["wait_s", "channel"])

    assert frame.columns[-2:] == ["Wait (s)", "Channel"]
    assert frame["Wait (s)"].to_list() == sorted(frame["Wait (s)"].to_list(), reverse=True)
    assert frame.height == behind.rows


def groups_of(markup: str) -> list[list[str]]:
    """The cells of the table of groups, row by row."""
    body = markup.split("<tbody")[1].split("</tbody>")[0]
    return [
        [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in body.split("<tr")[1:]
    ]


def test_groups_of_a_column_add_up_to_the_number_and_lead_to_their_rows(town: Path):
    behind = records.rows_behind(session.open_snapshot(), Viewer(), "service_standards_met", "2025-01", {})
    page = drawn(opened("transactions", **LIST, group="channel"))
    *groups, whole = groups_of(page)

    assert whole[1:5] == [str(n) for n in (behind.rows, behind.missed_rows, behind.numerator, behind.denominator)]
    for at in range(1, 5):
        assert sum(int(row[at]) for row in groups) == int(whole[at])
    assert whole[5] == f"{behind.numerator / behind.denominator * 100:.1f}%"
    assert {row[0] for row in groups} == {"In person", "Online", "Telephone"}
    link = re.search(r'href="([^"]*)">Telephone<', page)[1]
    assert "group=channel" in link
    assert "in=telephone" in link
    telephone = next(row for row in groups if row[0] == "Telephone")
    listed = opened("transactions", **LIST, group="channel", **{"in": "telephone"})
    assert len(keys(drawn(listed))) == int(telephone[1])
    assert "Only the records of one group: Channel: Telephone." in words(listed)
    assert f"1 to {telephone[1]} of {telephone[1]}" in words(listed)
    assert f"numerator {behind.numerator} ÷ denominator {behind.denominator}" in words(listed)


def test_groups_have_the_mean_wait_and_service_time_of_their_transactions(town: Path):
    snapshot = session.open_snapshot()
    rows = records.rows_behind(snapshot, Viewer(), "service_standards_met", "2025-01", {}).frame.collect()
    waits = rows["wait_s"].to_list()
    *_, whole = groups_of(drawn(opened("transactions", **LIST, group="service_id")))

    mean = round(sum(waits) / len(waits))
    assert whole[-2:] == [f"{mean // 60}:{mean % 60:02}", "5:00"]


def test_groups_are_named_in_french_and_rows_without_one_say_so(town: Path):
    page = drawn(opened("transactions", **LIST | {"lang": "fr"}, group="location_id"))

    assert [row[0] for row in groups_of(page)] == ["Non précisé", "North centre", "Tous ensemble"]
    assert "in=%E2%80%93" in page
    nowhere = opened("transactions", **LIST | {"lang": "fr"}, group="location_id", **{"in": "–"})
    assert "Seulement les enregistrements d’un groupe : Lieu : Non précisé." in words(nowhere).replace(SPACE, " ")
    assert "T000" not in keys(drawn(nowhere))


@pytest.mark.parametrize(
    "choice", [{"group": "customer_key"}, {"group": "started_at"}, {"group": "channel", "in": "boat"}]
)
def test_a_group_that_there_is_not_or_that_tells_persons_apart_is_said(town: Path, choice: dict[str, str]):
    said = opened("transactions", **LIST, **choice)

    assert f"asks for {list(choice.values())[-1]}, which does not exist here" in words(said)


def test_only_columns_that_tell_nobody_apart_are_offered_for_grouping(town: Path):
    choices = drawn(opened("transactions", **LIST)).split('id="go-group"')[1].split("</select>")[0]
    offered = re.findall(r'value="[^"]*group=(\w+)', choices)

    assert {"channel", "location_id", "status", "started_half_hour", "completed_on"} <= set(offered)
    assert not {"customer_key", "earlier_key", "transaction_id", "key", "started_at"} & set(offered)


def test_a_limited_viewer_groups_and_searches_within_their_scope(town: Path):
    limited = Viewer("operations_manager", (("region", ("up",)),))
    snapshot = session.open_snapshot(viewer=limited)
    question = snapshot, limited, "service_standards_met", "2025-01", {}
    behind, groups = records.rows_behind(*question), records.groups(*question, "location_id")

    assert [row["code"] for row in groups] == ["north", None]
    assert [row["kind"] for row in groups] == ["group", "all"]
    assert groups[-1]["rows"] == behind.rows
    assert not records.rows_within(*question, ("channel", "online")).rows


@pytest.mark.parametrize(
    ("find", "target"),
    [("zebra", "service=plate"), ("NAISSANCE", "service=birth"), ("north centre", "location=north")],
)
def test_a_search_for_a_service_or_place_filters_the_list(town: Path, find: str, target: str):
    link = went(opened("transactions", **LIST, find=find))

    assert link.startswith("./transactions?")
    assert target in link
    assert "indicator=service_standards_met" in link
    assert "find=" not in link


def test_services_and_places_that_a_search_may_mean_are_listed_beside_indicators(town: Path):
    page = opened("transactions", **LIST, find="rt")

    assert "Several names match rt:" in words(page)
    assert "Service: Birth certificate" in words(page)
    assert "Location: North centre" in words(page)
    assert "location=north" in drawn(page)


def test_wait_and_service_time_are_in_view(town: Path):
    page = drawn(opened("transactions", **LIST))

    assert re.findall(r'id="sort-(\w+)"', page)[:10] == [
        "key", "numerator", "denominator", "started_at", "channel", "service_id", "location_id", "status", "wait_s",
        "serve_s",
    ]  # fmt: skip


def test_a_file_of_a_group_holds_its_rows_and_says_which(town: Path):
    where: dict = {}
    snapshot, part = session.open_snapshot(), records.Part(group=("channel", "telephone"))
    records.download(snapshot, Viewer(), "service_standards_met", "2025-01", where, part)()
    rows = records.rows_within(snapshot, Viewer(), "service_standards_met", "2025-01", where, part.group)

    noted = search_trail(f"sqlite:///{town / 'state.db'}").sort("number")
    assert noted["details"].str.json_path_match("$.rows").to_list() == [str(rows.rows)]
    assert set(rows.frame.collect()["channel"]) == {"telephone"}
