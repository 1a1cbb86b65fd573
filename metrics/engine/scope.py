"""What is summed: groups, periods, span and filters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from metrics.calendar.periods import Period


@dataclass(frozen=True)
class Scope:
    """What is summed: `by` groups, per period of `grain` (all in one without), within `span`, where codes match."""

    by: tuple[str, ...] = ()
    grain: str | None = None
    span: Period | None = None
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def dimensions(self) -> list[str]:
        """Every breakdown it touches."""
        return list(dict.fromkeys([*self.by, *self.where]))
