"""What goes to stderr: sentences and progress for the person at the terminal, and nothing that libraries put there."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


@cache
def _console() -> "Console":
    from rich.console import Console

    # What is printed there is plain text: a path or a file's own words may hold [brackets].
    return Console(stderr=True, markup=False, emoji=False)


def say(sentence: object) -> None:
    """A sentence for the person who runs the command, kept apart from its result."""
    _console().print(str(sentence), highlight=False, soft_wrap=True)


@contextmanager
def progress_bar(name: str) -> Iterator[Callable[[str, float], None]]:
    """A bar on a terminal, nothing elsewhere; call what is given with the name of a step and the share that is done."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_console(), transient=True, disable=not _console().is_terminal) as bar:
        task = bar.add_task(name, total=1.0)
        yield lambda step, share: bar.update(task, description=step, completed=share)


@contextmanager
def capture_libraries() -> Iterator[IO[bytes]]:
    """Within, only Python writes to the user's stderr; what native libraries put there is collected in the file given.

    They report each panic in a dozen lines, before we have a chance to say in one what it means. And afterwards, from
    threads that end with the process: of the program's own stderr nothing is put back.
    """
    sys.stderr.flush()
    ours, real, captured = sys.stderr, os.dup(2), _open_capture()
    os.dup2(captured.fileno(), 2)
    if _is_real(ours):
        sys.stderr = open(real, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
        yield captured
        sys.stderr.flush()
        return
    try:
        yield captured
    finally:
        os.dup2(real, 2)
        os.close(real)
        captured.close()


def _open_capture() -> IO[bytes]:
    try:
        return tempfile.TemporaryFile()
    except OSError:
        # No space anywhere: what the libraries would say is the least of it.
        return open(os.devnull, "w+b")


def _is_real(stream: IO[str]) -> bool:
    """Whether a stream writes to the process's own stderr; a test's does not."""
    try:
        return stream.fileno() == 2
    except (OSError, ValueError):
        return False
