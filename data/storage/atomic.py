"""Files that are seen whole or not at all, even after a power cut."""

import os
from pathlib import Path

from data.permissions import open_private

BESIDE = ".new"
"""What the name of a file ends in while it is being written."""


def replace_file(path: Path, text: str) -> None:
    """Writes a file beside, waits until the disk has it, and swaps it in; raises: OSError, what was there stays."""
    beside = path.with_name(f"{path.name}{BESIDE}")
    with open_private(beside, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
