"""What of a locked period is another number, target or verdict today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from metrics.assessment.assessment import Assessment
from metrics.assessment.target import NOISE

COMPARED = ("value", "target")


@dataclass(frozen=True, eq=False)
class Restatement:
    """A locked figure (columns `LOCKED_FIGURE`) and what it is now; None where the indicator is no longer shown."""

    locked: Mapping[str, Any]
    now: Assessment | None

    @property
    def differs(self) -> tuple[str, ...]:
        """Which of `value`, `target` and `status` are others than those that were locked."""
        if self.now is None:
            return ()
        others = [name for name in COMPARED if not _same(self.locked[name], getattr(self.now, name))]
        return *others, *(("status",) if self.locked["status"] != self.now.status.value else ())

    @property
    def changed(self) -> bool:
        """Whether anything of it is another today."""
        return self.now is None or bool(self.differs)


def compare(figures: Iterable[Mapping[str, Any]], assessments: Iterable[Assessment]) -> list[Restatement]:
    """Every locked figure beside the present one, in the order in which they were locked."""
    now = {assessment.indicator.name: assessment for assessment in assessments}
    return [Restatement(figure, now.get(figure["indicator"])) for figure in figures]


def _same(locked: float | None, now: float | None) -> bool:
    if locked is None or now is None:
        return locked is now
    return abs(locked - now) <= NOISE * max(abs(locked), abs(now))
