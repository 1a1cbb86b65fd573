"""A SELECT over files sees the table `source` and the names of its own WITH: no other table, no other file."""

import polars as pl
import pytest

from data.connectors.select import MOST_TOKENS, columns, select, without_distinct
from data.errors import UserError

SOURCE = pl.LazyFrame({"id": ["1", "2"], "kind": ["x", "y"]})

ALLOWED = [
    "SELECT id FROM source",
    'SELECT "id" FROM "source"',
    "WITH own AS (SELECT * FROM source), more AS (SELECT * FROM own) SELECT id FROM more",
    "SELECT a.id FROM source a JOIN (SELECT id FROM source) b ON a.id = b.id",
    "SELECT id FROM source UNION ALL SELECT kind AS id FROM source",
    "SELECT id FROM source WHERE kind IN (SELECT kind FROM source)",
    "SELECT id AS read_at FROM source WHERE kind <> 'read the file'",
]
FILES = [
    "SELECT * FROM {}",
    "SELECT id FROM source UNION ALL SELECT * FROM {}",
    "WITH own AS (SELECT * FROM {}) SELECT * FROM own",
    "SELECT * FROM source JOIN {} AS other USING (id)",
    "SELECT * FROM source, {}",
    "SELECT id FROM source WHERE id IN (SELECT id FROM {})",
    "SELECT (SELECT MAX(id) FROM {}) AS id FROM source",
    "SELECT * FROM (SELECT * FROM (SELECT * FROM {}) a) b",
    "SELECT * FROM source CROSS JOIN LATERAL {}",
    "-- all of it\nSELECT * /* read */ FROM {}",
]
READERS = [
    "read_csv('secret.csv')",
    "READ_PARQUET('secret.parquet')",
    "read_ipc('secret.arrow')",
    "read_json('secret.json')",
    "read_ndjson('secret.ndjson')",
    "\"read_csv\"('secret.csv')",
    "read_csv/**/('secret.csv')",
    "scan_parquet('secret.parquet')",
]


@pytest.mark.parametrize("sql", ALLOWED)
def test_source_and_its_own_names_may_be_read(sql):
    assert select(SOURCE, sql).collect().height > 0


@pytest.mark.parametrize("sql", FILES)
@pytest.mark.parametrize("reader", READERS)
def test_no_function_that_reads_a_file_gets_through(tmp_path, monkeypatch, sql, reader):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.csv").write_text("id,kind\nsecret,z\n", encoding="utf-8")

    with pytest.raises(UserError) as refused:
        select(SOURCE, sql.format(reader)).collect()

    name = reader.partition("(")[0].strip('"').partition("/")[0]
    assert str(refused.value) == f"The SELECT reads `{name}`; files are read as the table `source`."


@pytest.mark.parametrize("table", ["visits", '"secret.csv"', "main.source", "'secret.csv'"])
@pytest.mark.parametrize("sql", FILES)
def test_no_other_table_gets_through(tmp_path, monkeypatch, sql, table):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "secret.csv").write_text("id,kind\nsecret,z\n", encoding="utf-8")

    with pytest.raises(UserError):
        select(SOURCE, sql.format(table)).collect()


def test_a_select_beyond_measure_is_refused_before_the_engine_sees_it():
    sql = "SELECT id FROM source WHERE " + " OR ".join(f"id = '{n}'" for n in range(20_000))
    with pytest.raises(UserError, match=f"more than {MOST_TOKENS:,} words and signs; join a table"):
        select(SOURCE, sql)


def test_a_long_list_of_codes_is_none_beyond_measure():
    codes = " ".join(f"WHEN '{n}' THEN 'service {n}'" for n in range(500))
    assert select(SOURCE, f"SELECT CASE id {codes} END AS v FROM source").collect()["v"].to_list() == [
        "service 1",
        "service 2",
    ]


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("SELECT id AS key, UPPER(kind) AS kind_of FROM source WHERE opened IS NOT NULL", ["id", "kind", "opened"]),
        ("SELECT s.id, 'x' AS kind FROM source s ORDER BY kind", ["id"]),
        ("WITH a AS (SELECT id, wait AS w FROM source) SELECT id, w FROM a", ["id", "wait"]),
        ("SELECT * FROM source", []),
    ],
)
def test_the_columns_that_a_select_needs_are_known_before_it_runs(sql, named):
    assert columns(sql) == named


@pytest.mark.parametrize(
    ("sql", "every"),
    [
        ("SELECT DISTINCT id FROM source", "SELECT  id FROM source"),
        ("-- once\nselect distinct id from source", "-- once\nselect  id from source"),
        ("WITH a AS (SELECT DISTINCT id FROM source) SELECT DISTINCT id FROM a",
         "WITH a AS (SELECT DISTINCT id FROM source) SELECT  id FROM a"),
        ("SELECT id FROM (SELECT DISTINCT id FROM source)", None),
        ("SELECT id FROM source GROUP BY id", None),
        ("SELECT COUNT(DISTINCT id) AS n FROM source", None),
    ],
)  # fmt: skip
def test_a_select_distinct_can_be_had_with_all_copies(sql, every):
    assert without_distinct(sql) == every
