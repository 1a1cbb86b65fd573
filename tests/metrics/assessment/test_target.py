"""Which target is in force, how a value stands against it, and what each mistake in a file of targets is told."""

import math
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import data
from data.errors import UserError
from data.state import TARGET, target_history, targets
from data.words import Better, Status
from metrics.assessment.target import (
    Band,
    InForce,
    attainment,
    band,
    gap,
    history,
    in_force,
    load_targets,
    read_targets,
    status,
)
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


def drawn(table):
    """Targets in force from a table drawn by hand; an empty cell is null, a column left out too."""
    lines = [[cell.strip() or None for cell in line.split("|")] for line in table.strip().splitlines()]
    plain = dict.fromkeys(TARGET) | {"path": "step", "source": "assumption"}
    rows = [plain | dict(zip(lines[0], line, strict=True)) for line in lines[2:]]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(TARGET, pl.String))
    return texts.with_columns(pl.col("approved_on").str.to_date(), pl.col("target", "near").cast(pl.Float64))


def target_of(table, period, where=None, of=SATISFACTION):
    found = in_force(drawn(table), of, parse(period), where or {})
    return found and found.target


YEARS = """
indicator            | fiscal_year | target | near
---------------------+-------------+--------+-----
overall_satisfaction | FY2023-24   | 0.83   | 0.78
overall_satisfaction | FY2024-25   | 0.85   | 0.80
trust                | FY2024-25   | 0.70   | 0.65
"""


@pytest.mark.parametrize(
    ("period", "target"),
    [
        ("FY2023-24", 0.83),
        ("2024-03", 0.83),
        ("2024-03-31", 0.83),
        ("2024-04-01", 0.85),
        ("FY2024-25-Q1", 0.85),
        ("2025-W14", None),  # begins on 31 March, ends on 6 April 2025, in a year without a target
        ("2024-W14", 0.85),  # 1 to 7 April
        ("2023-03", None),
        ("FY2025-26", None),
    ],
)
def test_the_fiscal_year_of_the_periods_end_decides_and_is_never_carried_further(period, target):
    assert target_of(YEARS, period) == target


def test_what_is_in_force_says_who_approved_it_when_and_why():
    found = in_force(
        drawn("""
        indicator            | fiscal_year | channel | target | near | source | approved_by | approved_on | reason
        ---------------------+-------------+---------+--------+------+--------+-------------+-------------+-------
        overall_satisfaction | FY2024-25   | kiosk   | 0.85   | 0.80 | plan   | Board       | 2024-03-20  | start
        """),
        SATISFACTION,
        parse("2024-11"),
        {"channel": ["kiosk"]},
    )

    assert found == InForce(
        target=0.85,
        near=0.80,
        source="plan",
        approved_by="Board",
        approved_on=date(2024, 3, 20),
        reason="start",
        scope={"channel": "kiosk"},
        path="step",
    )


SCOPED = """
indicator            | fiscal_year | channel   | line    | location | target | near
---------------------+-------------+-----------+---------+----------+--------+-----
overall_satisfaction | FY2024-25   |           |         |          | 0.85   | 0.80
overall_satisfaction | FY2024-25   | telephone |         |          | 0.80   | 0.75
overall_satisfaction | FY2024-25   |           | vital   |          | 0.84   | 0.80
overall_satisfaction | FY2024-25   | telephone | vital   |          | 0.79   | 0.75
overall_satisfaction | FY2024-25   |           |         | toronto  | 0.82   | 0.80
"""


@pytest.mark.parametrize(
    ("where", "target"),
    [
        ({}, 0.85),
        ({"channel": ["telephone"]}, 0.80),
        ({"channel": ["online"]}, 0.85),
        ({"channel": ["telephone", "online"]}, 0.85),  # two channels are no channel
        ({"line": ["vital"]}, 0.84),
        ({"channel": ["telephone"], "line": ["vital"]}, 0.79),
        ({"channel": ["online"], "line": ["vital"]}, 0.84),
        ({"channel": ["telephone"], "line": ["business"]}, 0.80),
        ({"location": ["toronto"]}, 0.82),
        ({"location": ["ottawa"]}, 0.85),
        ({"location": ["ottawa"], "channel": ["telephone"]}, 0.80),
        ({"location": ["toronto"], "channel": ["telephone"]}, 0.82),  # one column each: the narrower
        ({"location": ["toronto"], "channel": ["telephone"], "line": ["vital"]}, 0.79),  # two columns before one
        ({"channel": ["telephone"], "language": ["fr"]}, 0.80),  # a breakdown without targets inherits
        ({"region": ["north"]}, 0.85),
    ],
)
def test_the_most_specific_scope_counts_and_the_rest_inherits(where, target):
    assert target_of(SCOPED, "2024-11", where) == target
    assert in_force(drawn(SCOPED)[::-1], SATISFACTION, parse("2024-11"), where).target == target


def test_a_scoped_target_says_nothing_of_the_whole():
    only_telephone = """
    indicator            | fiscal_year | channel   | target | near
    ---------------------+-------------+-----------+--------+-----
    overall_satisfaction | FY2024-25   | telephone | 0.80   | 0.75
    """

    assert target_of(only_telephone, "2024-11") is None
    assert target_of(only_telephone, "2024-11", {"channel": ["telephone"]}) == 0.80


PATH = """
indicator       | fiscal_year | channel | target | near | path
----------------+-------------+---------+--------+------+-------
digital_take_up | FY2022-23   |         | 0.36   | 0.33 | linear
digital_take_up | FY2023-24   |         | 0.44   | 0.41 | linear
digital_take_up | FY2024-25   |         | 0.48   | 0.46 | linear
digital_take_up | FY2024-25   | kiosk   | 0.10   | 0.05 | linear
digital_take_up | FY2025-26   |         | 0.52   | 0.49 | step
"""


@pytest.mark.parametrize(
    ("period", "target", "near"),
    [
        ("2022-04", 0.36, 0.33),  # nothing before: a step
        ("2023-03", 0.36, 0.33),
        ("2023-04", 0.36 + (0.44 - 0.36) * 1 / 12, 0.33 + (0.41 - 0.33) * 1 / 12),
        ("2023-04-01", 0.36 + (0.44 - 0.36) * 1 / 12, 0.33 + (0.41 - 0.33) * 1 / 12),
        ("2023-09", 0.40, 0.37),  # half of the way
        ("FY2023-24-Q2", 0.40, 0.37),
        ("2024-03", 0.44, 0.41),
        ("FY2023-24", 0.44, 0.41),
        ("2024-09", 0.46, 0.41 + (0.46 - 0.41) * 6 / 12),  # each limit goes its own way
        ("2024-12", 0.47, 0.41 + (0.46 - 0.41) * 9 / 12),
        ("2025-04", 0.52, 0.49),
    ],
)
def test_a_linear_target_moves_in_twelve_monthly_steps_from_the_year_before(period, target, near):
    found = in_force(drawn(PATH), TAKE_UP, parse(period), {})

    assert (found.target, found.near) == (pytest.approx(target, abs=1e-15), pytest.approx(near, abs=1e-15))


def test_a_step_on_the_way_is_the_very_decimal_that_people_expect():
    assert [target_of(PATH, period, of=TAKE_UP) for period in ("2023-09", "2024-09", "2024-12", "2025-03")] == [
        0.40,
        0.46,
        0.47,
        0.48,
    ]


def test_a_linear_target_starts_from_its_own_scope_only():
    assert target_of(PATH, "2024-09", {"channel": ["kiosk"]}, TAKE_UP) == 0.10


def test_the_line_of_a_chart_has_gaps_where_no_target_is_in_force():
    periods = [parse(code) for code in ("2022-03", "2022-04", "2023-09", "2026-04")]

    assert history(drawn(PATH), TAKE_UP, periods, {}).rows() == [
        (date(2022, 3, 1), None, None),
        (date(2022, 4, 1), 0.36, 0.33),
        (date(2023, 9, 1), 0.40, 0.37),
        (date(2026, 4, 1), None, None),
    ]


def test_no_targets_at_all_is_no_target():
    assert in_force(pl.DataFrame(schema=TARGET), SATISFACTION, parse("2024-11"), {}) is None


UP = InForce(target=0.85, near=0.80, source="")
DOWN = InForce(target=8, near=12, source="")
ZERO = InForce(target=0.02, near=0.0, source="")


@pytest.mark.parametrize(
    ("value", "target", "better", "expected"),
    [
        (0.86, UP, Better.HIGHER, Status.MET),
        (0.85, UP, Better.HIGHER, Status.MET),
        (0.8499999, UP, Better.HIGHER, Status.NEAR),  # shown as 85.0 %, decided unrounded
        (0.80, UP, Better.HIGHER, Status.NEAR),
        (0.7999999, UP, Better.HIGHER, Status.MISSED),
        (0.0, UP, Better.HIGHER, Status.MISSED),
        (8.0, DOWN, Better.LOWER, Status.MET),
        (0.0, DOWN, Better.LOWER, Status.MET),
        (8.0000001, DOWN, Better.LOWER, Status.NEAR),
        (12.0, DOWN, Better.LOWER, Status.NEAR),
        (12.0000001, DOWN, Better.LOWER, Status.MISSED),
        (0.0, ZERO, Better.HIGHER, Status.NEAR),
        (-1e-9, ZERO, Better.HIGHER, Status.MISSED),
        (None, UP, Better.HIGHER, Status.NO_TARGET),
        (math.nan, UP, Better.HIGHER, Status.NO_TARGET),
        (0.9, None, Better.HIGHER, Status.NO_TARGET),
        (0.9, UP, Better.NEUTRAL, Status.NO_TARGET),
    ],
)
def test_status_is_decided_unrounded_on_the_good_side_of_each_limit(value, target, better, expected):
    assert status(value, target, better) is expected


def test_the_noise_of_a_division_never_misses_a_target_that_is_met_exactly():
    rate, points = 11 / 10_000 * 10_000, (0.82 - 0.85) * 100
    assert rate != 11 or points != -3  # in binary fractions one of them differs in its last bit

    assert status(rate, InForce(target=11, near=12, source=""), Better.LOWER) is Status.MET
    assert status(points, InForce(target=-3, near=-6, source=""), Better.HIGHER) is Status.MET


def test_the_gap_is_value_minus_target_and_unknown_where_either_is():
    assert gap(0.75, 0.5) == 0.75 - 0.5
    assert gap(None, 0.5) is None
    assert gap(0.75, None) is None


@pytest.mark.parametrize(
    ("name", "value", "target", "expected"),
    [
        ("overall_satisfaction", 0.81, 0.9, 0.81 / 0.9),
        ("overall_satisfaction", 0.0, 0.9, 0.0),
        ("overall_satisfaction", None, 0.9, None),
        ("overall_satisfaction", 0.81, None, None),
        ("overall_satisfaction", 0.81, 0.0, None),
        ("absence_rate", 0.04, 0.045, None),  # lower is better
        ("volume_growth", 0.01, 0.02, None),  # may be negative
        ("french_equivalence_gap", -2.0, -3.0, None),
        ("employee_net_promoter", 15.0, 20.0, None),  # no share
        ("recoveries_share", 0.05, 0.05, None),  # no direction
    ],
)
def test_attainment_exists_for_positive_shares_of_which_more_is_better(name, value, target, expected):
    assert attainment(value, target, declared()[name]) == expected


@pytest.mark.parametrize(
    ("quotient", "expected"),
    [
        (1.2, Band.FULL),
        (0.95, Band.FULL),
        (0.855 / 0.9, Band.FULL),
        (0.9499999, Band.PART),
        (0.75, Band.PART),
        (0.7499999, Band.LOW),
        (0.0, Band.LOW),
        (None, None),
    ],
)
def test_the_bands_of_attainment_begin_at_95_and_75_percent(quotient, expected):
    assert band(quotient) is expected


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


def test_all_mistakes_of_a_file_are_told_together_one_for_each_row_and_nothing_is_loaded(file, tmp_path):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    path = file(
        PLAIN
        + "overall_satisfaction,FY2024-25,0.85,0.80\n"
        + "nothing_like_it,2024,high,\n"
        + "trust,FY2024-25,0.70,0.75\n"
        + "trust,FY2024-25,0.70\n"
    )

    with pytest.raises(UserError) as problem:
        load_targets(path, url)

    lines = str(problem.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "targets.csv, row 3, column indicator",
        "targets.csv, row 4, column near",
        "targets.csv, row 5, has 3 cells where the header has 4; write every cell.",
    ]
    assert targets(url).is_empty()


def test_loading_adds_what_differs_and_says_so(file, tmp_path):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    first = PLAIN + ROW + "0.85,0.80\n" + "trust,FY2024-25,0.70,0.65\n"

    assert load_targets(file(first), url) == "targets.csv: 2 of 2 targets are new or changed and now in force."
    assert load_targets(file(first), url) == "targets.csv: 0 of 2 targets are new or changed and now in force."
    changed = file(first.replace("0.70,0.65", "0.72,0.65"))
    assert load_targets(changed, url) == "targets.csv: 1 of 2 targets are new or changed and now in force."

    assert targets(url)["target"].to_list() == [0.85, 0.72]
    assert target_history(url, "trust")["target"].to_list() == [0.70, 0.72]


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
