"""What was answered is kept, so much of it and no more; who asks the same at once waits for one answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from dashboard.queries.memory import Memory


def test_what_was_not_asked_for_longest_leaves():
    memory, made = Memory(2), []

    def ask(key: str) -> str:
        return memory.get(key, lambda: made.append(key) or key)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert ask(key) == key

    # b left when c came, because a was asked for since.
    assert made == ["a", "b", "c", "b"]


def test_of_those_who_ask_at_once_one_works_it_out():
    memory, begun, go, made = Memory(8), Event(), Event(), []

    def slow() -> str:
        made.append(1)
        begun.set()
        assert go.wait(5)
        return "answer"

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(memory.get, "key", slow)
        assert begun.wait(5)
        others = [pool.submit(memory.get, "key", slow) for _ in range(2)]
        # Another question does not wait for this one.
        assert memory.get("other", lambda: 1) == 1
        go.set()
        assert [one.result(5) for one in (first, *others)] == ["answer"] * 3
    assert made == [1]


def test_what_fails_is_asked_again():
    memory = Memory(8)

    with pytest.raises(ZeroDivisionError):
        memory.get("key", lambda: 1 / 0)

    assert memory.get("key", lambda: 2) == 2


def test_of_many_names_only_those_that_are_missing_are_asked_for():
    memory, asked = Memory(8), []

    def answer(names: tuple[str, ...]) -> list[str]:
        asked.append(names)
        return [name.upper() for name in names]

    assert memory.get_each("question", ("a", "b"), answer) == {"a": "A", "b": "B"}
    assert memory.get_each("question", ("b", "c"), answer) == {"b": "B", "c": "C"}
    assert memory.get_each("question", ("c", "a"), answer) == {"c": "C", "a": "A"}
    assert memory.get_each("another", ("a",), answer) == {"a": "A"}
    assert asked == [("a", "b"), ("c",), ("a",)]
