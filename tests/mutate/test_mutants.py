"""Which mutants are drawn: the same ones each time, of all kinds, and never in a note on a type."""

from collections import Counter
from pathlib import Path

import pytest

from tests.mutate.mutants import draw
from tests.mutate.run import change, relevant_tests

CODE = """
def longer(days: list[int] | None, least: int = 3) -> int | None:
    if not days:
        return None
    return sum(day > least for day in days) + len(days) * 2
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "days.py").write_text(CODE)
    return tmp_path


def test_the_same_seed_draws_the_same_mutants_and_another_draws_others(root):
    assert draw(root, "room", 8) == draw(root, "room", 8)
    assert draw(root, "room", 8) != draw(root, "room", 8, seed=19)


def test_each_kind_of_operator_has_its_turn_before_one_comes_again(root):
    kinds = {"AddNot", "NumberReplacer", "ReplaceBinaryOperator", "ReplaceComparisonOperator", "ReplaceUnaryOperator"}

    assert Counter(mutant.kind for mutant in draw(root, "room", 5)) == dict.fromkeys(kinds, 1)


def test_every_mutant_differs_in_what_runs_and_still_reads_as_python(root):
    mutants = draw(root, "room", 100)
    changed = {mutant.code(CODE) for mutant in mutants}

    for code in changed:
        compile(code, "days.py", "exec")
    assert len(changed) == len(mutants)
    assert CODE not in changed
    assert all("list[int] | None" in code and "-> int | None" in code for code in changed)


def test_a_room_of_few_places_gives_what_it_has(root):
    # 3, + and * and 2, > and not, twice the condition: one mutant for each place and kind.
    assert len(draw(root, "room", 100)) == len({(m.kind, m.line, m.column) for m in draw(root, "room", 100)}) == 7


def test_tests_of_the_room_that_import_the_module_come_first_and_those_of_other_rooms_last(root):
    (mutant, *_) = draw(root, "room", 1)
    for name, text in {
        "tests/room/test_all.py": "from room import weeks",
        "tests/room/test_weeks.py": "from room.days import longer",
        "tests/room/test_days.py": "from room.days import longer",
        "tests/elsewhere/test_it.py": "from room import days",
        "tests/elsewhere/test_other.py": "days = 3",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)

    assert relevant_tests(root, "room", mutant) == [
        "tests/room/test_days.py", "tests/room/test_weeks.py", "tests/room/test_all.py", "tests/elsewhere/test_it.py",
    ]  # fmt: skip


def test_a_survivor_is_told_by_the_line_as_it_was_and_as_it_is(root, monkeypatch):
    monkeypatch.setattr("tests.mutate.run.ROOT", root)
    (mutant,) = [each for each in draw(root, "room", 100) if each.kind == "AddNot"]

    assert change(mutant) == "if not days:  →  if not not days:"
