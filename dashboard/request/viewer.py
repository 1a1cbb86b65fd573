"""Who is looking: what they may see goes into every read, and so into the key of everything that is cached."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Viewer:
    """`scope`: the groups that a role is limited to, as (breakdown, codes); none means everything.

    `name`: who signs what is written; empty while nobody has said so. It changes nothing of what may be seen.
    """

    role: str = "executive"
    scope: tuple[tuple[str, tuple[str, ...]], ...] = ()
    name: str = ""

    def limited(self, where: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        """The filters asked for, never wider than the scope."""
        limited = dict(where)
        for name, codes in self.scope:
            limited[name] = tuple(code for code in where.get(name, codes) if code in codes)
        return limited
