"""How many questions a token may ask within a minute: a program that asks without pause must not slow the pages."""

import time
from collections import OrderedDict, deque
from threading import Lock

from data.refusals import data_links as refusals

MOST = 120
"""Questions: a workbook with every indicator in two forms stays below."""
WINDOW_S = 60
MOST_TOKENS = 1_000


class TokenRate:
    """The moments of the last questions, by token's owner; a process counts its own."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def count(self, owner: str) -> None:
        """Counts a question; raises UserError (with `seconds`) where there were too many within the last minute."""
        now = time.monotonic()
        with self._lock:
            asked = self._asked.setdefault(owner, deque())
            self._asked.move_to_end(owner)
            while asked and now - asked[0] >= WINDOW_S:
                asked.popleft()
            if len(asked) >= self.most:
                raise refusals.TOO_MANY(most=self.most, seconds=int(WINDOW_S - (now - asked[0])) + 1)
            asked.append(now)
            while len(self._asked) > MOST_TOKENS:
                self._asked.popitem(last=False)
