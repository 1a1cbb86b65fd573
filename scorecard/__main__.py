"""The command line: results to stdout, all else to stderr; exit 0 done, 1 nothing done, 3 something was left out."""

import sys
from io import TextIOWrapper
from typing import IO

import typer

from data.errors import UserError
from scorecard.commands import (
    agreements,
    alerts,
    audit,
    dashboard,
    demand,
    demo,
    digest,
    explain,
    forecast,
    indicators,
    overrides,
    pack,
    period,
    query,
    recommendations,
    retention,
    rows,
    run,
    show,
    source,
    staffing,
    standards,
    statement,
    status,
    strategy,
    targets,
    users,
    variation,
    verify,
)
from scorecard.error_log import log_unforeseen
from scorecard.options import command_group
from scorecard.refused import note_refused
from scorecard.streams import capture_libraries

COMMANDS = (
    demo, run, source, dashboard, status, verify, indicators, show, strategy, alerts, digest, query, explain, rows,
    variation, targets, standards, agreements, recommendations, overrides, forecast, demand, staffing, statement,
    period, pack, users, audit, retention,
)  # fmt: skip
"""In the order of the help."""

app = command_group()
for command in COMMANDS:
    app.add_typer(command.app)


def main() -> None:
    """Runs a command; whatever goes wrong, the user reads a sentence and the exit code tells a script."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    with capture_libraries() as captured:
        code = _run_command(captured)
    sys.exit(code)


def _run_command(captured: IO[bytes]) -> int:
    """The exit code of the command on the command line; `captured`: what libraries write to stderr meanwhile."""
    try:
        return app(standalone_mode=False) or 0
    except UserError as error:
        print(error, file=sys.stderr)
        note_refused(error, sys.argv[1:])
    except typer.TyperException as error:
        print(_explain_misuse(error.format_message()), file=sys.stderr)
    except (KeyboardInterrupt, typer.Abort):
        print("Stopped; what was published before stays.", file=sys.stderr)
        return 130
    except (SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # A panic of Polars is no ordinary exception.
        print(_explain(error, captured), file=sys.stderr)
    return 1


def _explain(error: BaseException, captured: IO[bytes]) -> object:
    """The sentence on tables or a disk that fail, or on an error that nobody foresaw."""
    from data.settings import settings
    from data.storage.failures import FAILURES, explain_read

    storage = explain_read(error, settings().home) if isinstance(error, FAILURES) else None
    return storage or log_unforeseen(captured)


def _explain_misuse(message: str) -> str:
    """The sentence on a command that is not understood; without any command that is the help itself."""
    if message.startswith("Usage:"):
        return message
    return f"{message if message.endswith(('.', '?')) else f'{message}.'} See `scorecard --help`."


if __name__ == "__main__":
    main()
