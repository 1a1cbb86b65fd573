"""How many files and sockets this process holds open, of as many as it may: each viewer needs some."""

import resource
from dataclasses import dataclass
from pathlib import Path

OPEN = next((path for path in (Path("/proc/self/fd"), Path("/dev/fd")) if path.is_dir()), None)

FEW_LEFT = 0.1
"""Of the limit: kept for what is asked beside the pages, so that health answers when no viewer can come in."""


@dataclass(frozen=True)
class Descriptors:
    """`used`: how many are open; `limit`: how many may be."""

    used: int
    limit: int

    @property
    def scarce(self) -> bool:
        """Whether nobody else should be let in."""
        return self.used > self.limit * (1 - FEW_LEFT)


def count_descriptors() -> Descriptors:
    """Those of this process now; none are counted where the system does not tell."""
    limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return Descriptors(len(list(OPEN.iterdir())) if OPEN else 0, limit)
