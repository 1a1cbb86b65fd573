"""A cell that a SELECT over files cannot convert costs its row, with the cell and the form that was expected."""

import polars as pl
import pytest

from data.connectors.files import stage
from data.errors import UserError

ROWS = """id,code,opened,closed,wait,kind
1,a,11/05/2024 09:00,11/06/2024 10:00,60,x
2,b,11/05/2024 09:00,N/A,soon,x
3,c,11/05/2024 21:00,,,y
"""
FORM = "%m/%d/%Y %H:%M"


@pytest.fixture
def cells(tmp_path):
    """A function that gives column `v` of what a SELECT gives, by `id`; what did not convert as `cell (form)`."""

    def select(sql: str, text: str = ROWS) -> dict[str, str | None]:
        (tmp_path / "visits.csv").write_text(text, encoding="utf-8")
        stage(str(tmp_path / "visits.csv"), sql, tmp_path / "rows.parquet")
        rows = pl.read_parquet(tmp_path / "rows.parquet")
        return {id: v and v.replace("\0", " (") + ")" * ("\0" in v) for id, v in rows.select("id", "v").rows()}

    return select


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        (f"STRPTIME(closed, '{FORM}')", ("2024-11-06 10:00:00", f"N/A ({FORM})", None)),
        ("CAST(wait AS INT)", ("60", "soon (12)", None)),
        ("wait::bigint", ("60", "soon (12)", None)),
        ("CAST(wait AS DOUBLE) / 2", ("30.0", "soon (12.5)", None)),
        ("60 * CAST(wait AS INT)", ("3600", "soon (12)", None)),
        ("TRY_CAST(wait AS INT)", ("60", None, None)),
        ("CASE WHEN kind = 'y' THEN CAST(closed AS INT) ELSE 7 END", ("7", "7", None)),
        ("CASE WHEN kind = 'x' THEN CAST(wait AS INT) ELSE 7 END", ("60", "soon (12)", "7")),
        ("CASE WHEN CAST(wait AS INT) > 5 THEN 'long' ELSE 'short' END", ("long", "soon (12)", "short")),
        ("COALESCE(CAST(wait AS INT), 0)", ("60", "soon (12)", "0")),
        (f"STRPTIME(NULLIF(closed, 'N/A'), '{FORM}')", ("2024-11-06 10:00:00", None, None)),
        (f"EXTRACT(hour FROM STRPTIME(closed, '{FORM}'))", ("10", f"N/A ({FORM})", None)),
        ("CAST(CAST(wait AS DOUBLE) AS INT)", ("60", "soon (12)", None)),
        ("CAST(wait AS DECIMAL(10, 2))", ("60.00", "soon (12.50)", None)),
    ],
)
def test_the_cell_stays_with_the_form_that_was_expected(cells, expression, values):
    assert cells(f"SELECT id, {expression} AS v FROM source") == dict(zip("123", values, strict=True))


@pytest.mark.parametrize(
    ("expression", "values"),
    [
        ("DATE(closed)", ("2024-11-06", "soon (2024-11-05)")),
        ("CAST(closed AS DATE)", ("2024-11-06", "soon (2024-11-05)")),
        ("closed::timestamp", ("2024-11-06", "soon (2024-11-05 09:00:00)")),
        ("TIMESTAMP(closed, '%Y-%m-%d')", ("2024-11-06", "soon (%Y-%m-%d)")),
    ],
)
def test_days_and_moments_too(cells, expression, values):
    rows = cells(f"SELECT id, {expression} AS v FROM source", "id,closed\n1,2024-11-06\n2,soon\n")
    assert rows == dict(zip("12", values, strict=True))


def test_a_local_time_that_its_zone_leaves_out_stays_with_the_zone(cells):
    sql = "SELECT id, opened::timestamp AT TIME ZONE 'America/Toronto' AS v FROM source"
    rows = cells(sql, "id,opened\n1,2025-03-09 01:30:00\n2,2025-03-09 02:30:00\n")
    assert rows == {"1": "2025-03-09 06:30:00Z", "2": "2025-03-09 02:30:00 (America/Toronto)"}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id, CAST(wait AS INT) AS v FROM source WHERE kind = 'x'",
        "SELECT s.id, CAST(s.wait AS INT) AS v FROM source AS s WHERE s.kind = 'x'",
        "SELECT id, CAST(wait AS INT) AS v FROM source WHERE CAST(wait AS INT) > 5 OR kind = 'y' AND id = 'none'",
        "WITH own AS (SELECT * FROM source WHERE kind = 'x') SELECT o.id, CAST(o.wait AS INT) AS v FROM own o",
        "WITH own AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY id ORDER BY code) AS n FROM source) "
        "SELECT id, CAST(wait AS INT) AS v FROM own WHERE n = 1 AND kind = 'x'",
        "-- visits\nSELECT DISTINCT id, CAST(wait AS INT) AS v -- seconds\nFROM source WHERE kind = 'x' ORDER BY id;",
        "SELECT *, CAST(wait AS INT) AS v FROM source WHERE kind = 'x'",
    ],
)
def test_any_select_whose_rows_stand_for_rows_read_keeps_the_others(cells, sql):
    assert cells(sql) == {"1": "60", "2": "soon (12)"}


def test_a_row_that_the_where_cannot_judge_says_why_in_its_first_item(cells):
    sql = "SELECT code AS v, id FROM source WHERE CAST(wait AS INT) > 5 OR kind = 'y'"
    assert cells(sql) == {"1": "a", "2": "soon (12)", "3": "c"}


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT kind AS id, SUM(CAST(wait AS INT)) AS v FROM source GROUP BY kind",
        "SELECT id, ROW_NUMBER() OVER (ORDER BY CAST(wait AS INT)) AS v FROM source",
        "WITH own AS (SELECT id, CAST(wait AS INT) AS v FROM source) SELECT id, v FROM own",
        "SELECT id, CAST(wait AS INT) AS v FROM source UNION ALL SELECT id, '1' AS v FROM source",
    ],
)
def test_where_no_row_can_be_named_the_cell_and_a_way_out_are(cells, sql):
    with pytest.raises(UserError) as refused:
        cells(sql)
    assert str(refused.value) == (
        "The SELECT cannot convert 'soon' in column `wait`; write TRY_CAST, or take it out with NULLIF, "
        "or convert in the outermost SELECT, where it costs its row alone."
    )


def test_a_select_that_converts_all_is_left_as_it_is(cells):
    assert cells("SELECT id, STRPTIME(opened, '%m/%d/%Y %H:%M') AS v FROM source") == {
        "1": "2024-11-05 09:00:00",
        "2": "2024-11-05 09:00:00",
        "3": "2024-11-05 21:00:00",
    }
