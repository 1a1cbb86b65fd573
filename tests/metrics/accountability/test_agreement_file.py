"""What a file of agreements says, and what each mistake in it is told."""

import json
from datetime import date
from pathlib import Path

import pytest

import data
from data.errors import UserError
from metrics.accountability.agreement_file import read_agreements
from metrics.accountability.recommendation_file import read_recommendations

DEMO = Path(data.__file__).parent / "sources" / "demo"
HEAD = "agreement,signed,partner,party,kind,title_en,expires,principles,accept_within,measure,indicator,scope,level\n"
ROW = "A,2024-04-01,health,ministry,service_level,Cards,2027-03-31,yes,30,"
MEASURE = "standards,service_standards_met,partner=health;channel=mail,0.9\n"
RECOMMENDED = "recommendation,body_en,year,text_en,owner,due,status,indicator\n"


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "file.csv"
        path.write_text(text, "utf-8")
        return path

    return written


def test_rows_of_an_agreement_are_its_measures_and_say_the_rest_once(file):
    text = HEAD + ROW + MEASURE + "A,2024-04-01,,,,,,,,complaints,complaints_per_10000,,8\n"

    (agreement,) = read_agreements(file(text))

    assert {name: agreement[name] for name in ("code", "signed", "expires", "principles", "accept_within")} == {
        "code": "A", "signed": date(2024, 4, 1), "expires": date(2027, 3, 31), "principles": True, "accept_within": 30,
    }  # fmt: skip
    assert [(one["code"], one["where"], one["level"]) for one in json.loads(agreement["measures"])] == [
        ("standards", {"partner": ["health"], "channel": ["mail"]}, 0.9),
        ("complaints", {"partner": ["health"]}, 8.0),
    ]


def test_an_agreement_without_measures_and_an_amendment_are_read(file):
    text = HEAD + ROW + ",,,\n" + ROW.replace("2024-04-01", "2025-04-01") + MEASURE

    first, amended = read_agreements(file(text))

    assert (first["signed"], first["measures"]) == (date(2024, 4, 1), "[]")
    assert (amended["signed"], len(json.loads(amended["measures"]))) == (date(2025, 4, 1), 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD, " has a header but no rows; add one row per agreement or measure."),
        ("agreement,signed\nA,2024-04-01\n", " has no column `partner`, but agreement, signed; add or rename it."),
        (HEAD + ROW.replace("A,", ",", 1) + MEASURE, ", row 2, column agreement: there is none; write one."),
        (HEAD + ROW.replace("2024-04-01", "1 April") + MEASURE, ", row 2, column signed: '1 April' is not a date"),
        (
            HEAD + ROW.replace("ministry", "minister") + MEASURE,
            ", row 2, column party: 'minister' is no kind of",
        ),
        (HEAD + ROW.replace("service_level", "sla") + MEASURE, ", row 2, column kind: 'sla' is no kind of agreement;"),
        (
            HEAD + ROW.replace("2027-03-31", "2023-03-31") + MEASURE,
            ", row 2, column expires: 2023-03-31 lies before 2024-04-01, the day on which it was signed;",
        ),
        (HEAD + ROW.replace("yes", "maybe") + MEASURE, ", row 2, column principles: 'maybe' is neither yes nor no"),
        (
            HEAD + ROW.replace(",30,", ",0,") + MEASURE,
            ", row 2, column accept_within: '0' is no whole number from 1 to 365; write one, as 30.",
        ),
        (
            HEAD + ROW.replace("health", "helth") + MEASURE.replace("health", "helth"),
            ", row 2, column partner: there is no partner 'helth' in the data; write its name in name_en, or did you",
        ),
        (
            HEAD + ROW + MEASURE.replace("service_standards_met", "standards_met"),
            ", row 2, column indicator: there is no indicator 'standards_met': did you mean",
        ),
        (
            HEAD + ROW + MEASURE.replace("service_standards_met", "transaction_volume"),
            ", row 2, column indicator: transaction_volume has no direction of good, so no level of it can be agreed.",
        ),
        (
            HEAD + ROW + MEASURE.replace("partner=health;", ""),
            ", row 2, column scope: 'channel=mail' reaches beyond the partner; begin with partner=health or run_by=",
        ),
        (
            HEAD + ROW + MEASURE.replace("channel=mail", "tenure=short"),
            ", row 2, column scope: service_standards_met cannot be told by tenure; choose channel,",
        ),
        (HEAD + ROW + MEASURE.replace("0.9", "90"), ", row 2, column level: 90 is not a share; write 90 % as 0.9."),
        (
            HEAD + ROW + MEASURE + ROW + MEASURE,
            ", row 3, column measure: row 2 holds the same measure of the same agreement; keep one of them.",
        ),
        (
            HEAD + ROW + MEASURE + ROW.replace("Cards", "Other") + "other,trust,,0.9\n",
            ", row 3, column title_en: row 2 says otherwise of the same agreement;",
        ),
        (HEAD + ROW.replace("Cards", "C" * 101) + MEASURE, ", row 2, column title_en: 101 characters are too many;"),
    ],
)
def test_each_mistake_is_a_sentence_with_its_row_and_column(file, text, sentence):
    with pytest.raises(UserError) as error:
        read_agreements(file(text), ["health", "transport"])

    assert str(error.value).startswith("file.csv" + sentence)
    assert error.value.text("fr") != str(error.value)


def test_every_mistake_of_a_file_is_told_at_once(file):
    with pytest.raises(UserError) as error:
        read_agreements(file(HEAD + ROW.replace("yes", "maybe") + MEASURE + "B,2024-04-01,,,,,,,,,,,\n"))

    assert [line[:16] for line in str(error.value).splitlines()] == ["file.csv, row 2,", "file.csv, row 3,"]


def test_a_partner_that_no_data_tell_has_a_name_of_its_own(file):
    text = HEAD.replace("title_en", "title_en,name_en") + ROW.replace("Cards", "Cards,Elsewhere") + MEASURE

    assert read_agreements(file(text), ["transport"])[0]["name_en"] == "Elsewhere"


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "A,AG,2024,T,O,2025-03-31,done,",
            ", row 2, column status: 'done' is no status; write not_started,",
        ),
        ("A,AG,24,T,O,2025-03-31,implemented,", ", row 2, column year: '24' is no whole number from 1900 to 2199;"),
        ("A,AG,2024,T,,2025-03-31,implemented,", ", row 2, column owner: there is none; write one."),
        ("A,AG,2024,T,O,31 March,implemented,", ", row 2, column due: '31 March' is not a date;"),
        ("A,AG,2024,T,O,2025-03-31,implemented,trst", ", row 2, column indicator: there is no indicator 'trst': did"),
    ],
)
def test_a_recommendation_that_cannot_be_is_told_with_its_row(file, row, sentence):
    with pytest.raises(UserError) as error:
        read_recommendations(file(RECOMMENDED + row + "\n"))

    assert str(error.value).startswith("file.csv" + sentence)


def test_the_same_recommendation_twice_is_refused_and_nothing_is_read(file):
    row = "A,AG,2024,T,O,2025-03-31,implemented,trust\n"
    with pytest.raises(UserError, match="row 3, column recommendation: row 2 holds the same recommendation"):
        read_recommendations(file(RECOMMENDED + row + row))

    assert read_recommendations(file(RECOMMENDED + row))[0]["status"] == "implemented"


def test_the_registers_of_the_fictional_organisation_are_read():
    agreements = read_agreements(DEMO / "agreements.csv")

    assert {row["party"] for row in agreements} >= {"ministry", "federal", "municipality", "library", "private"}
    assert {row["kind"] for row in agreements} == {
        "memorandum",
        "service_level",
        "framework",
        "co_location",
        "recovery",
    }
    assert len(read_recommendations(DEMO / "recommendations.csv")) == 10
