"""What a file of targets says, and what each mistake in it is told."""

from datetime import date
from pathlib import Path

import pytest

import data
from data.errors import UserError
from data.state import TARGET
from data.words import Better
from metrics.assessment.target import in_force
from metrics.assessment.target_file import read_targets
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared

DEMO = Path(data.__file__).parent / "sources" / "demo" / "targets.csv"
SATISFACTION = declared()["overall_satisfaction"]
TAKE_UP = declared()["digital_take_up"]

HEADER = "indicator,fiscal_year,channel,line,location,partner,target,near,path,source,approved_by,approved_on,reason\n"
PLAIN = "indicator,fiscal_year,target,near\n"


@pytest.fixture
def file(tmp_path):
    def written(text, name="targets.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def test_a_file_is_read_with_only_the_columns_it_needs(file):
    assert read_targets(file(PLAIN + "overall_satisfaction,FY2024-25,0.85,0.80\n")).rows() == [
        (
            "overall_satisfaction",
            "FY2024-25",
            None,
            None,
            None,
            None,
            0.85,
            0.80,
            "step",
            "assumption",
            None,
            None,
            None,
        )
    ]


def test_all_columns_in_any_order_blank_lines_spaces_and_a_byte_order_mark_are_read(file):
    text = (
        "\ufeffreason,near,target,approved_on,approved_by,source,path,partner,location,line,channel,fiscal_year,indicator"
        '\r\n"why, é",12,8,2024-03-20,Board,plan,linear,, toronto 1,vital,telephone,fy2024-25, complaints_per_10000 '
        "\r\n\r\n,,,,,,,,,,,,\r\n"
    )
    row = ("complaints_per_10000", "FY2024-25", "telephone", "vital", "toronto 1", None, 8.0, 12.0, "linear", "plan")

    found = read_targets(file(text))

    assert found.schema == TARGET
    assert found.rows() == [(*row, "Board", date(2024, 3, 20), "why, é")]


def test_the_same_year_may_be_set_once_for_each_scope(file):
    text = HEADER + "".join(
        f"overall_satisfaction,FY2024-25,{scope},0.85,0.80,,,,,\n"
        for scope in (",,,", "telephone,,,", "kiosk,,,", ",vital,,", "telephone,vital,,", ",,toronto,")
    )

    assert read_targets(file(text)).height == 6


ROW = "overall_satisfaction,FY2024-25,"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", " is empty; write a header with indicator, fiscal_year, target, near, and one row per target."),
        (" \n,,\n", " is empty; write a header with indicator, fiscal_year, target, near, and one row per target."),
        (PLAIN, " has a header but no rows; add one row per target."),
        (
            "indicator,fiscal_year,target\n",
            " has no column `near`, but indicator, fiscal_year, target; add or rename it.",
        ),
        (
            "indicator;fiscal_year;target;near\n",
            " has no column `indicator`, but indicator;fiscal_year;target;near; add or rename it.",
        ),
        (
            "indicator,fiscal_year,target,near,chanel\n" + ROW + "0.85,0.80,kiosk\n",
            " has an unknown column `chanel`; did you mean channel",
        ),
        (
            "indicator,fiscal_year,target,near,near\n" + ROW + "0.85,0.80,0.80\n",
            " has the column `near` more than once; keep one of them.",
        ),
        ((PLAIN + "é").encode("latin-1"), " is not UTF-8 (row 2); save it as UTF-8."),
        (PLAIN + '"unfinished', " is not CSV (unexpected end of data); check its quotation marks."),
        (PLAIN + ROW + "0,85,0,80\n", ", row 2, has 6 cells where the header has 4; write every cell."),
        (
            PLAIN + "\noveral_satisfaction,FY2024-25,0.85,0.80\n",
            ", row 3, column indicator: there is no indicator 'overal_satisfaction': did you mean overall_satisfaction",
        ),
        (PLAIN + ",FY2024-25,0.85,0.80\n", ", row 2, column indicator: there is no indicator '': did you mean "),
        (
            PLAIN + "transaction_volume,FY2024-25,5,4\n",
            ", row 2, column indicator: transaction_volume has no direction of good, so it cannot have a target.",
        ),
        (
            PLAIN + "overall_satisfaction,2024,0.85,0.80\n",
            ", row 2, column fiscal_year: '2024' is not a period: write a fiscal year as FY2024-25, ",
        ),
        (
            PLAIN + "overall_satisfaction,FY2024-26,0.85,0.80\n",
            ", row 2, column fiscal_year: 'FY2024-26' is not a period: ",
        ),
        (
            PLAIN + "overall_satisfaction,2024-11,0.85,0.80\n",
            ", row 2, column fiscal_year: '2024-11' is not a fiscal year; write it as FY2024-25.",
        ),
        (PLAIN + ROW + ",0.80\n", ", row 2, column target: there is none; write a share as 0.85."),
        (PLAIN + ROW + "0.85,\n", ", row 2, column near: there is none; write a share as 0.85."),
        (PLAIN + ROW + "85 %,0.80\n", ", row 2, column target: '85 %' is not a number; write a share as 0.85."),
        (PLAIN + ROW + "nan,0.80\n", ", row 2, column target: 'nan' is not a number; write a share as 0.85."),
        (PLAIN + ROW + "1e999,0.80\n", ", row 2, column target: '1e999' is not a number; write a share as 0.85."),
        (PLAIN + ROW + "0.85,1_0\n", ", row 2, column near: '1_0' is not a number; write a share as 0.85."),
        (PLAIN + ROW + "85,0.80\n", ", row 2, column target: 85 is not a share; write 85 % as 0.85."),
        (
            PLAIN + "average_speed_of_answer,FY2024-25,1:00,90\n",
            ", row 2, column target: '1:00' is not a number; write seconds as 60.",
        ),
        (
            PLAIN + ROW + "0.85,0.90\n",
            ", row 2, column near: 0.90 must be below the target 0.85, on its bad side.",
        ),
        (
            PLAIN + ROW + "0.85,0.85\n",
            ", row 2, column near: 0.85 must be below the target 0.85, on its bad side.",
        ),
        (
            PLAIN + "complaints_per_10000,FY2024-25,8,7\n",
            ", row 2, column near: 7 must be above the target 8, on its bad side.",
        ),
        (
            HEADER + ROW + "phone,,,,0.85,0.80,,,,,\n",
            ", row 2, column channel: there is no channel 'phone'; did you mean telephone",
        ),
        (
            HEADER + ROW + "online|kiosk,,,,0.85,0.80,,,,,\n",
            ", row 2, column channel: 'online|kiosk' is not one code; write one per row, or leave it empty for all.",
        ),
        (
            HEADER + ROW + ",ALL,,,0.85,0.80,,,,,\n",
            ", row 2, column line: 'ALL' is not one code; write one per row, or leave it empty for all.",
        ),
        (
            HEADER + "absence_rate,FY2024-25,kiosk,,,,0.045,0.055,,,,,\n",
            ", row 2, column channel: absence_rate has no breakdown by channel; leave it empty.",
        ),
        (
            HEADER + ROW + ",,,,0.85,0.80,curved,,,,\n",
            ", row 2, column path: 'curved' is no path; write step or linear.",
        ),
        (
            HEADER + ROW + ",,,,0.85,0.80,,,,20/03/2024,\n",
            ", row 2, column approved_on: '20/03/2024' is not a date; write it as 2024-04-01, or leave it empty.",
        ),
        (
            HEADER + ROW + ",,,,0.85,0.80,,,,2024-02-30,\n",
            ", row 2, column approved_on: '2024-02-30' is not a date; write it as 2024-04-01, or leave it empty.",
        ),
        (
            PLAIN + ROW + "0.85,0.80\n" + ROW + "0.86,0.80\n",
            ", row 3, column fiscal_year: row 2 sets the same target; keep one of them.",
        ),
    ],
)
def test_each_mistake_is_one_sentence_that_says_where_and_what_to_do(file, text, sentence):
    with pytest.raises(UserError) as problem:
        read_targets(file(text))

    assert str(problem.value).startswith("targets.csv" + sentence)
    assert "\n" not in str(problem.value)
    assert str(problem.value)[-1] in ".?"


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(UserError, match=r"targets\.csv cannot be read \(No such file or directory\); check its name"):
        read_targets(tmp_path / "targets.csv")


def test_all_mistakes_of_a_file_are_told_together_one_for_each_row(file):
    path = file(
        PLAIN
        + "overall_satisfaction,FY2024-25,0.85,0.80\n"
        + "nothing_like_it,2024,high,\n"
        + "trust,FY2024-25,0.70,0.75\n"
        + "trust,FY2024-25,0.70\n"
    )

    with pytest.raises(UserError) as problem:
        read_targets(path)

    lines = str(problem.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "targets.csv, row 3, column indicator",
        "targets.csv, row 4, column near",
        "targets.csv, row 5, has 3 cells where the header has 4; write every cell.",
    ]


def test_mistakes_are_told_in_french_too(file):
    with pytest.raises(UserError) as problem:
        read_targets(file(PLAIN + ROW + "85,0.80\n" + ROW + "0.85,0.90\n"))

    assert problem.value.text("fr").splitlines() == [
        "targets.csv, ligne 2, colonne target\u00a0: "
        "85 n’est pas une proportion; écrivez 85\u00a0% sous la forme 0.85.",
        "targets.csv, ligne 3, colonne near\u00a0: 0.90 doit être inférieur à la cible 0.85, du côté défavorable.",
    ]


def test_the_demo_has_a_target_for_every_headline_of_each_year_it_may_show():
    demo = read_targets(DEMO)
    years = [f"FY{year}-{year % 100 + 1:02}" for year in range(2019, 2028)]

    without = [
        (name, year)
        for name, one in declared().items()
        for year in years
        if one.headline and one.better is not Better.NEUTRAL and in_force(demo, one, parse(year), {}) is None
    ]

    assert without == []


def test_the_demo_follows_its_digital_path_and_sets_some_channels_apart():
    demo = read_targets(DEMO)
    ends = [in_force(demo, TAKE_UP, parse(f"FY{year}-{year % 100 + 1}"), {}).target for year in range(2021, 2028)]

    assert ends == [0.36, 0.44, 0.48, 0.52, 0.56, 0.58, 0.60]
    assert in_force(demo, SATISFACTION, parse("2026-10"), {"channel": ["telephone"]}).target == 0.80
    assert in_force(demo, SATISFACTION, parse("2026-10"), {"channel": ["kiosk"]}).target == 0.85
