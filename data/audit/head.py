"""The end of the audit trail, outside its database: who shortens the one would have to change the other.

Before a line is written its hash is announced here, and confirmed once it stands. So a trail whose last line is the
announced one, or the confirmed one before it, is whole whenever a process died between the two.
"""

from pathlib import Path

from pydantic import BaseModel, ValidationError

from data.storage.atomic import replace_file

NAME = "audit.head"


class Head(BaseModel):
    """`lines` and `hash` of the last line that stands; `announced`: of the one that is being written.

    `broken`: an end was met that was not the one left; it stays, so that writing on covers nothing up.
    """

    lines: int = 0
    hash: str = ""
    announced: str | None = None
    broken: bool = False

    def meets(self, lines: int, last: str) -> bool:
        """Whether a trail of so many lines and this last hash is the one that was left."""
        return (lines, last) in ((self.lines, self.hash), (self.lines + 1, self.announced))


def read_head(home: Path) -> Head | None:
    """The end of the trail; None where there is none, or none that can be read."""
    try:
        return Head.model_validate_json((home / NAME).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def write_head(home: Path, head: Head) -> None:
    """Replaces the file; it is on the disk before the next step is taken."""
    replace_file(home / NAME, head.model_dump_json())
