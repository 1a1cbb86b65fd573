import pytest

from data.errors import UserError
from data.settings import Settings, fill, picture_type, settings


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("KEEP_RUNS", "0", "is not a whole number from 1 to 1000000"),
        ("KEEP_RUNS", "many", "is not a whole number from 1 to 1000000"),
        ("KEEP_RUNS", "99999999999", "is not a whole number from 1 to 1000000"),
        ("KEEP_DAYS", "-1", "is not a whole number from 0 to 36525"),
        ("KEEP_DAYS", "99999999999", "is not a whole number from 0 to 36525"),
        ("FRESH_HOURS", "soon", "is not a number of hours from 0 to 8784"),
        ("FRESH_HOURS", "nan", "is not a number of hours from 0 to 8784"),
        ("FRESH_HOURS", "1e99", "is not a number of hours from 0 to 8784"),
        ("LAKE_URL", "/srv/tables", "is not an address like s3://bucket/folder"),
        ("LAKE_URL", "s3:///folder", "is not an address like s3://bucket/folder"),
        ("LAKE_URL", "s3://key:s3cret@bucket", "is not an address like s3://bucket/folder"),
        ("LAKE_URL", "s3://bucket/été", "is not an address like s3://bucket/folder"),
        ("CONTACT", "s3cret", "is not an address like scorecard@example.ca"),
        ("CONTACT", "s3cret@x.ca?cc=y@z.ca", "is not an address like scorecard@example.ca"),
        ("MARK", "/nowhere/s3cret.png", "is not a picture"),
        ("MARK", __file__, "is not a picture"),
        ("ORGANISATION_EN", 81 * "a", "is not a name of at most 80 letters"),
        ("PROBE_TOKEN", "s3cret", "is not 16 to 200 letters, digits or any of"),
        ("PROBE_TOKEN", "s3cret" + 15 * " ", "is not 16 to 200 letters, digits or any of"),
        ("PROBE_TOKEN", 201 * "a", "is not 16 to 200 letters, digits or any of"),
        ("HOME", "~nobody-of-that-name/store", "leads nowhere"),
    ],
)
def test_a_setting_that_cannot_be_is_one_sentence_without_its_value(name, value, sentence, monkeypatch):
    monkeypatch.setenv(f"SCORECARD_{name}", value)
    with pytest.raises(UserError, match=f"SCORECARD_{name} {sentence}") as problem:
        settings()
    assert "\n" not in str(problem.value)
    assert "s3cret" not in str(problem.value)


@pytest.mark.parametrize("address", ["s3://bucket", "s3://bucket/folder/", "s3://bucket-1.ministry/a/b=c/d.e"])
def test_tables_may_lie_in_a_bucket_or_below(address, monkeypatch):
    monkeypatch.setenv("SCORECARD_LAKE_URL", address)
    assert settings().lake_url == address.rstrip("/")


def test_a_token_is_taken_and_never_written_down(monkeypatch):
    monkeypatch.setenv("SCORECARD_PROBE_TOKEN", 16 * "a")
    now = settings()

    assert now.probe_token.get_secret_value() == 16 * "a"
    assert 16 * "a" not in repr(now)
    with pytest.raises(UserError, match="not set"):
        fill("$SCORECARD_UNHEARD_TOKEN")


def test_an_empty_variable_counts_as_unset(monkeypatch):
    for name in ("LAKE_URL", "KEEP_RUNS", "FRESH_HOURS", "STATE_URL"):
        monkeypatch.setenv(f"SCORECARD_{name}", "")
    now = settings()
    assert (now.lake_url, now.keep_runs, now.fresh_hours) == ("", 60, 26)
    assert now.state_url == f"sqlite:///{now.home / 'state.db'}"


def test_every_number_among_the_settings_is_bounded_on_both_sides():
    """A number without an upper bound leads to a day that no calendar has."""
    unbounded = [
        name
        for name, field in Settings.model_fields.items()
        if field.annotation in (int, float)
        and {type(limit).__name__[0] for limit in field.metadata} & {"G", "L"} != {"G", "L"}
    ]
    assert unbounded == []


PNG = b"\x89PNG\r\n\x1a\n"
FILES = [
    ("a.png", PNG, "image/png"),
    ("b.txt", PNG, "image/png"),
    ("c.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
    ("d.webp", b"RIFF\x00\n\x00\x00WEBP", "image/webp"),
    ("e.svg", b"<?xml version='1.0'?>\n<!-- drawn -->\n<svg xmlns='x'/>", "image/svg+xml"),
    ("f.png", b"GIF89a", None),
    ("g.svg", b"<html><svg/></html>", None),
    ("h.png", PNG + bytes(256 * 1024), None),
    ("i.png", b"", None),
]


@pytest.mark.parametrize(("name", "content", "kind"), FILES)
def test_a_mark_is_a_picture_by_what_it_holds_and_not_by_its_name(name, content, kind, tmp_path):
    (tmp_path / name).write_bytes(content)

    assert picture_type(tmp_path / name) == kind
