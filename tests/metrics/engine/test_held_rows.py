"""Rows that filters leave are read once for many questions, and each is answered as if it had been the only one."""

from pathlib import Path
from random import Random

import pytest

from data.access.viewer import Viewer
from data.storage import snapshot as snapshots
from data.storage.snapshot import Held, Snapshot
from metrics.catalogue.visible import visible
from metrics.engine import sums
from metrics.engine.answer import Question, answer
from tests.support.organisation import draw_rows, home_of

ASKED = ("transaction_volume", "service_standards_met", "first_contact_resolution", "counter_within_20_minutes")


def answers(snapshot: Snapshot) -> list[object]:
    """Numbers of the lake, by all history and by groups, under two filters."""
    return [
        answer(Question(indicator=name, by=by, grain=grain, period=period, where=where), snapshot).rows()
        for name in ASKED
        for where in ({"location": ["north"]}, {"channel": ["telephone", "in_person"], "region": ["up"]})
        for by, grain, period in (((), "month", None), (("line",), None, "2025-01"), ((), None, "2024-12-10"))
    ]


def test_numbers_are_the_same_whether_rows_are_held_or_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    held, read = (home_of(tmp_path / name, draw_rows(Random(9)), publish=False) for name in ("held", "read"))
    first, again = answers(held), answers(held)

    monkeypatch.setattr(sums, "MOST_HELD_ROWS", 0)
    each_by_itself = answers(read)

    assert first == again == each_by_itself
    assert any(row[-3] is not None for rows in first for row in rows)
    assert {frame.width > 0 for frame in held.held._frames.values()} == {True}
    assert {frame.width > 0 for frame in read.held._frames.values()} == {False}


def test_nobody_is_answered_by_rows_that_were_held_for_another(tmp_path: Path):
    snapshot = home_of(tmp_path, draw_rows(Random(9)), publish=False)
    viewers = [Viewer("operations_manager", (("channel", (code,)),), email="a@b.c") for code in ("kiosk", "telephone")]
    question = Question(indicator="transaction_volume", where={"region": ["up"]})
    whole = answer(question, snapshot)["numerator"].item()

    for viewer in viewers:
        own = Question(indicator="transaction_volume", where=viewer.limited({"region": ["up"]}))
        limited = [answer(asked, visible(snapshot, viewer))["numerator"].item() for asked in (question, own)]
        assert limited == [answer(own, snapshot)["numerator"].item()] * 2
        assert limited[0] < whole


def test_what_was_not_asked_for_longest_leaves_when_there_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    snapshot = home_of(tmp_path, draw_rows(Random(9), 30), publish=False)
    answers(snapshot)
    one = next(iter(snapshot.held._frames.values()))
    monkeypatch.setattr(snapshots, "MOST_HELD", 2 * one.estimated_size())
    held = Held()
    for key in ("a", "b"):
        held.keep(key, one)
    assert held.find("a") is not None
    held.keep("c", one)

    assert (held.find("a") is None, held.find("b") is None, held.find("c") is None) == (False, True, False)
