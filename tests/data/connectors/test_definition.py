from pathlib import Path

import pytest

from data.connectors.definition import Query, load
from data.connectors.dialect import Format
from data.errors import UserError
from data.settings import fill, settings

DATABASE = 'name = "north"\nurl = "sqlite:///north.db"\ntime_zone = "America/Toronto"\n'
FILES = 'name = "north"\ntime_zone = "America/Toronto"\n[files]\ntransaction = "visits-*.csv"\n'


@pytest.fixture
def folder(tmp_path):
    """A function that makes a source folder of a source.toml and the records that have a SELECT."""

    def make(toml: str | None, *records: str) -> Path:
        made = tmp_path / "north"
        made.mkdir()
        if toml is not None:
            (made / "source.toml").write_text(toml, encoding="utf-8")
        for record in records:
            (made / f"{record}.sql").write_text(f"SELECT * FROM {record}s", encoding="utf-8")
        return made

    return make


def test_a_database_source_has_a_url_and_a_select_per_record(folder):
    made = folder(
        DATABASE + '[records.transaction]\nwatermark = "seen_at"\nlook_back_days = 3\nexpected_by = "06:00"\n',
        "transaction",
        "line",
    )
    source = load(made)
    assert (source.name, source.folder, source.url) == ("north", made, "sqlite:///north.db")
    assert (source.time_zone, source.files) == ("America/Toronto", {})
    assert source.records["transaction"] == Query("SELECT * FROM transactions", "seen_at", 3, "06:00")
    assert source.records["line"] == Query("SELECT * FROM lines", None, 0, None)


def test_reference_tables_come_first(folder):
    assert list(load(folder(DATABASE, "capacity", "line")).records) == ["line", "capacity"]


def test_a_source_of_files_has_a_glob_per_record(folder):
    source = load(folder(FILES, "transaction"))
    assert (source.url, source.files) == (None, {"transaction": "visits-*.csv"})


def test_a_source_without_a_name_is_called_like_its_folder(folder):
    assert load(folder(DATABASE.replace('name = "north"\n', ""), "line")).name == "north"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(UserError, match=r"no source folder .*nowhere; give the path"):
        load(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("toml", "records", "said"),
    [
        (None, ["line"], r"north has no source.toml; write one"),
        ("name = north", ["line"], r"source.toml is not valid TOML: .*line 1.*; correct it"),
        (DATABASE + 'timezone = "UTC"', ["line"], r"unknown key `timezone`; did you mean .*time_zone"),
        (DATABASE, ["transactions"], r"transactions.sql is not named after a record; did you mean transaction"),
        (DATABASE, [], r"has no <record>.sql beside it; write one SELECT per record"),
        (
            DATABASE.replace("Toronto", "Torono"),
            ["line"],
            r"no known `time_zone` \(America/Torono\); .*America/Toronto",
        ),
        (
            'name = "north"\nurl = "sqlite:///north.db"',
            ["line"],
            r"no known `time_zone`; write one like America/Toronto",
        ),
        ('name = "north"\ntime_zone = "UTC"', ["line"], r"neither `url` nor `\[files\]`"),
        (DATABASE + '[files]\nline = "*.csv"', ["line"], r"both `url` and `\[files\]`; keep one"),
        (FILES, ["transaction", "line"], r"has line.sql but no files of `line`; add it to \[files\]"),
        (FILES + 'line = "*.csv"', ["transaction"], r"has files of `line` but no line.sql; write the SELECT"),
        (FILES + 'lin = "*.csv"', ["transaction"], r"files of an unknown record `lin`; did you mean line"),
        (FILES + "line = 3", ["transaction", "line"], r"has a `line` that is not a text; write it in quotes"),
        ("name = 3", ["line"], r"has a `name` that is not a text; write it in quotes"),
        ('name = " "', ["line"], r"has a `name` that is not a text; write it in quotes"),
        (DATABASE + "records.line = 3", ["line"], r"has a `line` that is not a table; write it as \[records.line\]"),
        (
            DATABASE + "[records.line]\nwatermark = 3",
            ["line"],
            r"\[records.line\] has a `watermark` that is not a",
        ),
        (DATABASE + "records = 3", ["line"], r"has a `records` that is not a table; write it as \[records\]"),
        (DATABASE + '[records.lin]\nwatermark = "a"', ["line"], r"options of `lin`, which has no SELECT here; .* line"),
        (DATABASE + "[records.line]\nlookback = 3", ["line"], r"\[records.line\] .* key `lookback`; .* look_back_days"),
        (
            DATABASE + "[records.line]\nlook_back_days = -1",
            ["line"],
            r"whole number of days from 0 to 36,525; write one",
        ),
        (DATABASE + "[records.line]\nlook_back_days = 99999999999", ["line"], r"whole number of days from 0 to 36,525"),
        *(
            (DATABASE.replace("north", name, 1), ["line"], r"a source's name is of letters without accents")
            for name in ("../../../out", "a/b", "nord-été", ".hidden", "a\\u0000b", "a" * 65, "two words", "a\\nb")
        ),
        (DATABASE + '[records.line]\nallow = "name_en"', ["line"], r"has an `allow` that is not a list of columns"),
        (DATABASE + "[records.line]\nallow = [3]", ["line"], r"\[records.line\] has an `allow` that is not a list"),
        (DATABASE + '[records.line]\nallow = ["nam"]', ["line"], r"allows a column `nam` .* did you mean name_"),
        (DATABASE + "[records.line]\nlook_back_days = true", ["line"], r"not a whole number of days"),
        (FILES + '[records.transaction]\nseparator = ";;"', ["transaction"], r"`separator` that is not one character"),
        (FILES + '[records.transaction]\ndecimal = ";"', ["transaction"], r"has a `decimal` that is not `','` or"),
        (FILES + "[records.transaction]\nheader_row = 0", ["transaction"], r"`header_row` that is not the number of a"),
        (FILES + '[records.transaction]\nempty = "-"', ["transaction"], r"has a `empty` that is not a list of texts"),
        (FILES + "[records.transaction]\nempty = [3]", ["transaction"], r"has a `empty` that is not a list of texts"),
        (DATABASE + '[records.line]\nseparator = ";"', ["line"], r"says how files are written, but the source is a"),
        (
            FILES + '[records.transaction]\nwatermark = "a"',
            ["transaction"],
            r"files are always read whole; take it out",
        ),
    ],
)
def test_a_wrong_folder_says_what_to_do(folder, toml, records, said):
    with pytest.raises(UserError, match=said) as problem:
        load(folder(toml, *records))
    assert "\n" not in str(problem.value)


def test_a_source_may_say_how_its_files_are_written(folder):
    said = 'separator = ";"\ndecimal = ","\nencoding = "cp850"\nsheet = "May"\nheader_row = 3\nempty = ["-", "?"]\n'
    source = load(folder(f"{FILES}[records.transaction]\n{said}", "transaction"))
    assert source.records["transaction"].format == Format(";", ",", "cp850", "May", 3, ("-", "?"))


def test_a_byte_order_mark_before_a_file_of_the_folder_is_no_part_of_it(folder):
    made = folder(f"\ufeff{DATABASE}", "line")
    (made / "line.sql").write_text("\ufeffSELECT * FROM lines", encoding="utf-8")
    assert load(made).records["line"].sql == "SELECT * FROM lines"


@pytest.mark.parametrize("name", ["source.toml", "line.sql"])
def test_a_folder_that_is_not_utf_8_is_refused(folder, name):
    made = folder(DATABASE, "line")
    (made / name).write_bytes("# été".encode("latin-1"))
    with pytest.raises(UserError, match=f"{name} is not UTF-8; save it as UTF-8"):
        load(made)


def test_settings_are_those_of_the_environment_now(monkeypatch, tmp_path):
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    monkeypatch.delenv("SCORECARD_DEMO_URL", raising=False)
    assert settings().demo_url == f"sqlite:///{tmp_path}/demo.db"
    monkeypatch.setenv("SCORECARD_DEMO_URL", "postgresql://demo")
    assert settings().demo_url == "postgresql://demo"


def test_an_empty_setting_counts_as_unset(monkeypatch):
    monkeypatch.setenv("SCORECARD_REAL_DATA", "")
    assert settings().real_data is None


def test_names_are_filled_in_from_the_settings_then_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    monkeypatch.delenv("SCORECARD_DEMO_URL", raising=False)
    monkeypatch.setenv("YEAR", "2024")
    assert fill("$SCORECARD_DEMO_URL") == f"sqlite:///{tmp_path}/demo.db"
    assert fill("${SCORECARD_HOME}/visits-${YEAR}.csv costs $$5") == f"{tmp_path}/visits-2024.csv costs $5"


def test_a_name_that_is_not_set_is_named(monkeypatch):
    monkeypatch.delenv("SCORECARD_REAL_DATA", raising=False)
    with pytest.raises(UserError, match=r"^\$SCORECARD_REAL_DATA is not set; set the environment variable"):
        fill("$SCORECARD_REAL_DATA/a.csv")
