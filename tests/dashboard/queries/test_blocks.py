"""A page is drawn once for all who ask the same, and again for whoever asks anything else."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.actions import planning
from dashboard.queries import session
from dashboard.queries.blocks import blocks_once
from data.access.viewer import Viewer
from tests.support.pages import context_of_home


@pytest.fixture
def draw():
    """Draws a page; out: how many were drawn so far."""
    drawn: list[str] = []

    def draw(ctx, **also) -> int:
        # Each makes something of its own, so that what is kept can be told from what is drawn.
        made = blocks_once(ctx, lambda: {"page": drawn.append("") or len(drawn)}, **also)
        assert 1 <= made["page"] <= len(drawn)
        return len(drawn)

    return draw


def test_who_asks_the_same_is_shown_what_was_drawn(foretold: Path, draw):
    asked = {"where": {"channel": ("telephone",)}, "own": {"show": "attention"}}

    assert draw(context_of_home("scorecard", **asked)) == 1
    assert draw(context_of_home("scorecard", **asked)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"page": "strategy"},
        {"lang": "fr"},
        {"period": "2025-02"},
        {"where": {"channel": ("telephone",)}},
        {"own": {"show": "attention"}},
        {"part": "asked"},
        {"theme": "dark"},
    ],
    ids=str,
)
def test_whatever_is_asked_otherwise_is_drawn(foretold: Path, draw, other: dict):
    also = {name: other.pop(name) for name in ("part", "theme") if name in other}

    assert draw(context_of_home("scorecard")) == 1
    assert draw(context_of_home(**{"page": "scorecard"} | other), **also) == 2


def test_nobody_is_shown_what_was_drawn_for_somebody_else(foretold: Path, draw):
    manager = Viewer("operations_manager", (("channel", ("telephone",)),), email="ada@example.org")
    snapshot = session.open_snapshot(viewer=manager)
    theirs = replace(
        context_of_home("scorecard"),
        viewer=manager,
        snapshot=snapshot,
        decisions=session.open_decisions(snapshot, manager),
    )

    assert draw(context_of_home("scorecard")) == 1
    assert draw(theirs) == 2


def test_what_people_decide_is_seen_at_once(foretold: Path, draw):
    assert draw(context_of_home("demand")) == 1
    monday, series = date(2025, 3, 31), {"channel": "telephone", "line": None, "location": None}
    planning.add_override(
        context_of_home("demand"), Viewer(name="Ada"), 0, series=series, grain="day", first_day=monday,
        last_day=monday, kind="add", amount=10.0, name="Mailing", reason="A letter",
    )  # fmt: skip

    assert draw(context_of_home("demand")) == 2


def test_a_past_edition_is_drawn_apart(foretold: Path, draw):
    past = session.open_snapshot().manifest.run
    then = session.open_snapshot(past)

    assert draw(context_of_home("scorecard")) == 1
    assert draw(replace(context_of_home("scorecard"), snapshot=then, as_of=past)) == 2
