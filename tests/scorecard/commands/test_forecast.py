"""`scorecard forecast` as a user calls it: exit codes and sentences."""

import polars as pl
import pytest

from scorecard import __main__ as scorecard
from tests.support.series import days, weekly_pattern


@pytest.fixture
def ask(monkeypatch, tmp_path, capsys):
    """Runs the command on rows; its exit code, what it said, and what it wrote."""

    def run(rows: pl.DataFrame, *options: str) -> tuple[int, str, pl.DataFrame | None]:
        rows.write_csv(tmp_path / "in.csv")
        out = tmp_path / "out.csv"
        words = ["forecast", str(tmp_path / "in.csv"), "--frequency", "day", "--out", str(out), *options]
        monkeypatch.setattr("sys.argv", ["scorecard", *words])
        with pytest.raises(SystemExit) as end:
            scorecard.main()
        return end.value.code, capsys.readouterr().err, pl.read_csv(out) if out.exists() else None

    return run


def test_a_floor_is_no_failure_but_is_said(ask):
    code, said, out = ask(days("a", [5, 6, 7]), "--horizon", "2")
    assert code == 0
    assert "Series a repeats its last value (seasonal naive): it has 3 known values; a model needs 4." in said
    assert out["yhat"].to_list() == [7, 7]


def test_a_series_left_out_is_named_and_the_rest_is_written(ask):
    twice = pl.concat([days("twice", weekly_pattern(9)), days("twice", [1])])
    code, said, out = ask(pl.concat([twice, days("good", weekly_pattern(40))]), "--horizon", "2", "--level", "80")
    assert code == 1
    assert "Series twice is left out: it has more than one row for a day, the first 2025-06-30; keep one.\n" in said
    assert "Read 50 rows of 2 series; forecast 1 of them 2 periods ahead.\n" in said
    assert out.columns == ["unique_id", "ds", "yhat", "lo80", "hi80"]
    assert out["unique_id"].to_list() == ["good", "good"]


def test_a_wrong_word_is_one_sentence(ask):
    code, said, out = ask(days("a", [5, 6, 7]), "--horizon", "2", "--holidays", "XX")
    assert (code, out) == (1, None)
    assert said.count("\n") == 1


def test_what_was_done_is_said_and_written_per_series(ask, tmp_path):
    table = tmp_path / "why.csv"
    rows = pl.concat([days("a", weekly_pattern(90)), days("still", [4] * 40)])
    _, said, _ = ask(rows, "--horizon", "7", "--explain", str(table))
    assert "Models by weight over all series: " in said
    assert "of the seasonal naive's (typical of 1 series tested); worse for 0." in said
    why = pl.read_csv(table)
    assert why["unique_id"].to_list() == ["a", "still"]
    assert why.filter(unique_id="a").select(pl.col("error") < pl.col("naive_error")).item()
    assert "it has always been 4" in why.filter(unique_id="still")["note"].item()
