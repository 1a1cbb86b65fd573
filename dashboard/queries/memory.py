"""Answers that are kept, the least recently asked for leaving first."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from threading import Lock
from typing import Any

_NOTHING = object()


class Memory:
    """At most `most` answers. Of those who ask the same at once one works it out, and the others wait for that."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._asked: dict[Hashable, list[Any]] = {}
        self._lock = Lock()

    def get(self, key: Hashable, answer: Callable[[], Any]) -> Any:
        """The answer to a question; what raises is not kept."""
        value = self._find(key)
        if value is _NOTHING:
            with _Turn(self._asked, self._lock, key):
                value = self._find(key)
                if value is _NOTHING:
                    value = answer()
                    self._keep(key, value)
        return value

    def get_each(
        self, key: Hashable, names: Sequence[str], answer: Callable[[tuple[str, ...]], Sequence[Any]]
    ) -> Mapping[str, Any]:
        """The answers to one question about several names; `answer` is asked once for those that are missing."""
        values = {name: self._find((key, name)) for name in names}
        if _NOTHING in values.values():
            with _Turn(self._asked, self._lock, key):
                values = {name: self._find((key, name)) for name in names}
                missing = tuple(name for name, value in values.items() if value is _NOTHING)
                for name, value in zip(missing, answer(missing) if missing else (), strict=True):
                    values[name] = value
                    self._keep((key, name), value)
        return values

    def clear(self) -> None:
        """Forgets every answer."""
        with self._lock:
            self._answers.clear()

    def _find(self, key: Hashable) -> Any:
        with self._lock:
            value = self._answers.get(key, _NOTHING)
            if value is not _NOTHING:
                self._answers.move_to_end(key)
            return value

    def _keep(self, key: Hashable, value: Any) -> None:
        with self._lock:
            self._answers[key] = value
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)


class _Turn:
    """The lock of one question, there for as long as anybody waits for it."""

    def __init__(self, asked: dict[Hashable, list[Any]], lock: Lock, key: Hashable) -> None:
        self._asked, self._lock, self._key = asked, lock, key

    def __enter__(self) -> None:
        with self._lock:
            own = self._asked.setdefault(self._key, [Lock(), 0])
            own[1] += 1
        own[0].acquire()

    def __exit__(self, *_raised: object) -> None:
        with self._lock:
            own = self._asked[self._key]
            own[1] -= 1
            if not own[1]:
                del self._asked[self._key]
        own[0].release()
