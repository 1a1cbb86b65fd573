"""Who opens records is noted before they are shown; where that cannot be they are not, and a sentence says why."""

import errno
from pathlib import Path

import pytest

from dashboard.queries import access_log
from data.access.viewer import Viewer
from data.errors import UserError
from tests.support.pages import opened, words


def note(home: Path) -> None:
    access_log.opened(home, Viewer(), "rows of trust", "2025-01", {})


def refuse(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The disk refuses to write the log, as the system says it; tests may run as root, whom no permission stops."""

    def open_file(path, *arguments, **options):
        raise OSError(number, "as the system says it")

    monkeypatch.setattr(access_log, "open_private", open_file)


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (errno.ENOSPC, "the disk is full", "le disque est plein"),
        (errno.EROFS, "its disk is read-only", "son disque est en lecture seule"),
        (errno.EACCES, "its files may not be written", "ses fichiers ne peuvent être écrits"),
        (errno.EIO, "its disk cannot be written", "son disque ne peut être écrit"),
    ],
)
def test_what_cannot_be_noted_is_refused_in_both_languages(tmp_path, monkeypatch, number, english, french):
    refuse(monkeypatch, number)

    with pytest.raises(UserError) as error:
        note(tmp_path)
    assert f"cannot be noted ({english})" in error.value.text("en")
    assert f"noter qui les ouvre ({french})" in error.value.text("fr")


@pytest.mark.parametrize(("lang", "sentence"), [("en", "Records are not shown now"), ("fr", "ne sont pas affichés")])
@pytest.mark.parametrize(
    "asked", [{"indicator": "transaction_volume"}, {"record": "transaction", "key": "T003"}]
)  # of customer c3
def test_records_are_then_not_shown_and_the_page_says_why(town: Path, monkeypatch, asked, lang, sentence):
    refuse(monkeypatch, errno.EROFS)

    at = opened("transactions" if "indicator" in asked else "transaction", lang=lang, period="2025-01", **asked)

    assert sentence in words(at)
    assert "c3" not in words(at), "the customer's key"


def test_a_large_log_is_put_aside_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(access_log, "LARGEST", 300)
    for _ in range(10):
        note(tmp_path)

    files = sorted(tmp_path.glob("access*.log"))
    assert len(files) > 2
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) == 10
    assert all(file.stat().st_size < 600 for file in files)
