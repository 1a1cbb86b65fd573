"""The CSV form of variation: what a file may hold, what comes back, and what each mistake is told."""

import datetime

import pytest

from data.errors import UserError
from metrics.assessment.variation_file import judge_file


@pytest.fixture
def file(tmp_path):
    def written(text, name="points.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def test_every_row_comes_back_in_the_order_of_the_file(file):
    judged = judge_file(
        file(
            """\
series,date,value
b,2024-02-01,3
a,2024-01-01,5
b,2024-01-01,1.25
"""
        )
    )

    assert judged.columns == ["series", "date", "value", "mean", "lower", "upper", "point_type"]
    assert judged.select("series", "date", "value", "mean").rows() == [
        ("b", datetime.date(2024, 2, 1), 3.0, (3 + 1.25) / 2),
        ("a", datetime.date(2024, 1, 1), 5.0, 5.0),
        ("b", datetime.date(2024, 1, 1), 1.25, (3 + 1.25) / 2),
    ]
    assert judged["lower"][0] == pytest.approx((3 + 1.25) / 2 - 2.66 * (3 - 1.25), abs=1e-12)
    assert judged["lower"][1] is None


def test_the_summary_has_one_row_per_series_with_its_last_target(file):
    path = file(
        """\
series,date,value,target,better
waits,2024-01-01,4,1,lower
waits,2024-02-01,5,1,lower
waits,2024-03-01,4,99,lower
share,2024-01-01,0.5,,
"""
    )

    assert judge_file(path, summary=True).rows() == [
        ("waits", "common_cause", "consistent_pass"),
        ("share", "common_cause", None),
    ]


def test_an_empty_value_is_missing_and_common_cause(file):
    judged = judge_file(file("series,date,value\na,2024-01-01,1\na,2024-02-01,\na,2024-03-01,3\n"))

    assert judged["value"].to_list() == [1, None, 3]
    assert judged["mean"].to_list() == [(1 + 3) / 2] * 3
    assert set(judged["point_type"]) == {"common_cause"}


def test_other_columns_blank_lines_spaces_quotes_and_a_byte_order_mark_do_no_harm(file):
    text = '\ufeffnote,value,series,date\r\n"a, b", 1e1 ," x ",2024-01-01\r\n\r\n,,,\r\nc,11,x,2024-01-02\r\n'

    judged = judge_file(file(text))

    assert judged.select("series", "value").rows() == [("x", 10.0), ("x", 11.0)]


def test_numbers_are_written_in_full_precision_and_empty_for_none(file):
    judged = judge_file(file("series,date,value\na,2024-01-01,0.1\na,2024-01-02,0.30000000000000004\n"))
    lines = judged.write_csv().splitlines()

    assert lines[0] == "series,date,value,mean,lower,upper,point_type"
    assert [float(cell) for cell in lines[2].split(",")[2:6]] == list(judged.row(1)[2:6])
    assert judge_file(file("series,date,value\na,2024-01-01,1\n")).write_csv().splitlines()[1] == (
        "a,2024-01-01,1.0,1.0,,,common_cause"
    )


HEADER = "series,date,value\n"
NO_NUMBER = "is not a number: write it as in 86.3, or leave it empty if it is missing."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the file is empty: write a header with series, date, value and one row per point."),
        ("\n \n", "the file is empty: write a header with series, date, value and one row per point."),
        (HEADER, "the file has a header but no rows: add one row per point."),
        (
            "series;date;value\na;2024-01-01;1\n",
            "column series is missing, there is series;date;value: add or rename it.",
        ),
        ("series,date\na,2024-01-01\n", "column value is missing, there is series, date: add or rename it."),
        (
            "series,date,value,value\na,2024-01-01,1,2\n",
            "column value occurs more than once: keep one of them.",
        ),
        (
            HEADER + "a,2024-01-01,1\na,31/01/2024,2\n",
            "row 3, column date: '31/01/2024' is not a date: write it as in 2024-11-30.",
        ),
        (
            HEADER + "a,2024-02-30,2\n",
            "row 2, column date: '2024-02-30' is not a date: write it as in 2024-11-30.",
        ),
        (
            HEADER + "a,2024-2-3,2\n",
            "row 2, column date: '2024-2-3' is not a date: write it as in 2024-11-30.",
        ),
        (HEADER + "a,,2\n", "row 2, column date: '' is not a date: write it as in 2024-11-30."),
        (
            HEADER + "\na,2024-01-01,n/a\n",
            "row 3, column value: 'n/a' " + NO_NUMBER,
        ),
        (
            HEADER + 'a,2024-01-01,"86,3"\n',
            "row 2, column value: '86,3' " + NO_NUMBER,
        ),
        (
            HEADER + "a,2024-01-01,NaN\n",
            "row 2, column value: 'NaN' " + NO_NUMBER,
        ),
        (
            HEADER + "a,2024-01-01,1e999\n",
            "row 2, column value: '1e999' " + NO_NUMBER,
        ),
        (
            "series,date,value,target\na,2024-01-01,1,high\n",
            "row 2, column target: 'high' " + NO_NUMBER,
        ),
        (HEADER + ",2024-01-01,1\n", "row 2, column series: '' is not a name: name the series of every row."),
        (
            HEADER + "a,2024-01-01,1,234\n",
            "row 2 has 4 cells where the header has 3: write every cell, and a number with a decimal point.",
        ),
        (
            HEADER + "a,2024-01-01,1\na,2024-01-01,2\n",
            "Series 'a': two points are dated 2024-01-01: keep one of them.",
        ),
        (
            "series,date,value,better\na,2024-01-01,1,up\n",
            "Series 'a': 'up' is no direction: use higher, lower or neutral.",
        ),
        (HEADER.encode() + b"caf\xe9,2024-01-01,1\n", "byte 22 is not UTF-8: save the file as UTF-8."),
        (
            HEADER + 'a,2024-01-01,"1\n',
            "the file is not CSV (unexpected end of data): check its quotation marks.",
        ),
    ],
)
def test_a_mistake_is_told_in_one_sentence_with_its_place_and_its_cure(file, text, sentence):
    for summary in (False, True):
        with pytest.raises(UserError) as refused:
            judge_file(file(text), summary=summary)

        assert str(refused.value) == "points.csv: " + sentence


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(UserError, match=r"^nowhere\.csv: the file cannot be read \(.+\): check its name"):
        judge_file(tmp_path / "nowhere.csv")


@pytest.mark.parametrize("value", ["1e307", "-1.7e308", "1.0000001e300"])
def test_a_value_or_target_too_large_to_sum_is_said(file, value):
    with pytest.raises(UserError, match=rf"row 2, column value: '{value}' is beyond 1e300"):
        judge_file(file(f"series,date,value\na,2024-01-01,{value}\n"))
    with pytest.raises(UserError, match=rf"row 2, column target: '{value}' is beyond 1e300"):
        judge_file(file(f"series,date,value,target\na,2024-01-01,1,{value}\n"))


@pytest.mark.parametrize("value", ["nan", "NaN", "inf", "-Infinity", "1e999"])
def test_what_is_no_number_is_said(file, value):
    with pytest.raises(UserError, match=f"row 2, column value: '{value}' is not a number"):
        judge_file(file(f"series,date,value\na,2024-01-01,{value}\n"))


def test_the_largest_the_smallest_and_a_negative_nought_are_computed_with(file):
    largest = judge_file(file("series,date,value\n" + "".join(f"a,2024-01-{n:02},1e300\n" for n in range(1, 32))))
    smallest = judge_file(file("series,date,value\na,2024-01-01,-0\na,2024-01-02,1e-320\na,2024-01-03,5e-324\n"))

    assert set(largest["mean"]) == {1e300}
    assert set(largest["point_type"]) == {"common_cause"}
    assert str(smallest["value"][0]) == "0.0"
    assert smallest["value"].to_list() == [0, 1e-320, 5e-324]


def test_a_target_left_blank_in_the_last_row_is_none_and_is_told(file):
    text = "series,date,value,target\na,2024-02-01,2,\na,2024-01-01,1,9\nb,2024-01-01,1,\nc,2024-01-01,1,9\n"
    told = []

    judged = judge_file(file(text), summary=True, tell=told.append)

    assert judged["assurance"].to_list() == [None, None, "inconsistent"]
    assert [note.en[:33] for note in told] == ["Series a: its last row has no tar"]
    assert judged.equals(judge_file(file(text), summary=True))
