"""Answers are kept under everything that was asked: another table, viewer, home or forecast is another question."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import session
from dashboard.queries.cache import cached, cached_each
from dashboard.queries.cache import forget as forget_answers
from dashboard.queries.demand import forecasts
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.state import Override
from data.state.writing import add_override, withdraw_override
from data.storage.snapshot import Snapshot
from tests.support.forecasts import foretell
from tests.support.pages import context


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    forget_answers()
    yield
    forget_answers()


def test_a_table_that_differs_in_its_middle_is_another_question():
    @cached(8)
    def total(rows: pl.DataFrame) -> int:
        return int(rows["n"].sum())

    many = pl.DataFrame({"n": [1] * 1000})
    one_more = many.with_columns(n=pl.when(pl.int_range(pl.len()) == 500).then(2).otherwise("n"))

    assert (total(many), total(one_more), total(many)) == (1000, 1001, 1000)


def test_who_signs_changes_no_answer_and_what_they_may_see_does():
    calls: list[Viewer] = []

    @cached(8)
    def seen(viewer: Viewer) -> str:
        calls.append(viewer)
        return repr(viewer.scope)

    limited = Viewer("operations_manager", (("region", ("north",)),))

    assert seen(Viewer()) == seen(Viewer(name="Ada")) == "()"
    assert seen(limited) != seen(Viewer())
    assert calls == [Viewer(), limited]


def test_an_argument_is_the_same_however_it_is_given_and_lists_are_told_from_texts():
    asked: list[object] = []

    @cached(8)
    def answer(one: object, two: str = "b", *, three: int = 3) -> int:
        asked.append((one, two, three))
        return len(asked)

    assert answer("a") == answer(one="a") == answer("a", "b") == answer("a", two="b", three=3) == 1
    assert answer({"x": ("a", "b")}) == answer({"x": ["a", "b"]}) == 2
    assert [answer({"x": ("b", "a")}), answer({"x": "ab"}), answer("a", three=4), answer(1), answer(True)] == [
        3, 4, 5, 6, 7,
    ]  # fmt: skip


def test_what_cannot_be_told_from_others_is_not_kept():
    @cached(8)
    def answer(one: object) -> int:
        return 1

    with pytest.raises(TypeError):
        answer({1, 2})


def test_each_name_is_kept_for_itself_under_what_else_was_asked():
    asked: list[tuple[str, ...]] = []
    snapshot = context("scorecard").snapshot

    @cached_each(8)
    def answer(snapshot: Snapshot, names: tuple[str, ...], period: str) -> list[str]:
        asked.append(names)
        return [f"{name} {period}" for name in names]

    assert answer(snapshot, ("a", "b"), "2024") == ("a 2024", "b 2024")
    assert answer(snapshot, ("b", "c", "a"), "2024") == ("b 2024", "c 2024", "a 2024")
    assert answer(snapshot, ("a",), "2025") == ("a 2025",)
    assert asked == [("a", "b"), ("c",), ("a",)]


def test_two_homes_whose_runs_share_a_name_share_no_answer(tmp_path: Path):
    @cached(8)
    def home_of(snapshot: Snapshot) -> Path:
        return snapshot.home

    first = context("scorecard").snapshot
    second = Snapshot(tmp_path, first.manifest)

    assert (home_of(first), home_of(second)) == (first.home, tmp_path)


def test_rows_that_were_let_go_of_are_no_longer_told_from_memory():
    @cached(8)
    def known(snapshot: Snapshot) -> bool:
        return not snapshot.lost

    snapshot = context("scorecard").snapshot
    past = Snapshot(snapshot.home, snapshot.manifest)
    assert known(past)
    past.lost = frozenset({"lake/transaction"})
    assert not known(past)


def test_forecasts_that_are_made_again_are_seen(town: Path):
    snapshot, decisions = session.open_snapshot(), Decisions(f"sqlite:///{town}/state.db")
    foretell(town, "a", date(2025, 3, 30))
    before = forecasts.ahead(snapshot, Viewer(), decisions)["yhat"].sum()
    foretell(town, "b", date(2025, 3, 30), more=1)

    assert forecasts.ahead(snapshot, Viewer(), decisions)["yhat"].sum() > before


def test_an_override_in_force_and_one_withdrawn_are_other_decisions(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/state.db"
    override = Override(
        name="Mailing", reason="A letter", channel=None, line=None, location=None, first_day=date(2025, 4, 1),
        last_day=date(2025, 4, 1), kind="percent", amount=10.0, forecast_run="a", origin=date(2025, 3, 30),
    )  # fmt: skip
    nothing = Decisions(url).version
    id = add_override(url, override, author="Ada", seen=0)
    in_force = Decisions(url).version
    withdraw_override(url, id, author="Ada", reason="Cancelled", seen=id)

    assert len({nothing, in_force, Decisions(url).version}) == 3
