"""Writes the pages of `docs/reference` that come from the code itself: `python -m docs.generate`, or `make docs`."""

from collections.abc import Iterator
from pathlib import Path

from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from data.access.roles import ROLES
from metrics.catalogue.registry import declared
from scorecard.__main__ import app

REFERENCE = Path(__file__).parent / "reference"


def indicators_page() -> str:
    """The catalogue: one row per indicator, headline ones in bold."""
    lines = [
        "# Indicators",
        "",
        "Every indicator, those on the first screen of the Scorecard in bold. Made by `make docs` from declarations in",
        "`metrics/indicators/`; the page **Definitions** and `scorecard indicators --format json` say more of each.",
        "",
        "| perspective | indicator | what it is | unit | better | command line |",
        "|---|---|---|---|---|---|",
    ]
    for indicator in declared().values():
        title = f"**{indicator.title.en}**" if indicator.headline else indicator.title.en
        cells = (
            indicator.perspective.text.en,
            f"{title} · {indicator.title.fr}",
            indicator.definition.en,
            indicator.unit.text.en,
            indicator.better.value,
            f"`{indicator.name}`",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """The help of every command."""
    lines = [
        "# Commands",
        "",
        "Made by `make docs` from the commands' own help. Results go to stdout, as a table, JSON or CSV; sentences for",
        "a person go to stderr. Exit codes: 0 done · 1 nothing done, or `verify` found differences (one sentence says",
        "why) · 3 published with something left out · 130 stopped.",
    ]
    for words in _commands(get_command(app)):
        help_text = CliRunner().invoke(app, [*words, "--help"], prog_name="scorecard", terminal_width=100).stdout
        lines += ["", f"## {' '.join(words)}", "", "```"]
        lines += [*(line.rstrip() for line in help_text.strip().splitlines()), "```"]
    return "\n".join(lines) + "\n"


def _commands(group: TyperGroup, *words: str) -> Iterator[tuple[str, ...]]:
    """The words of every command, those of a group of commands one after the other."""
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            if command.invoke_without_command:
                yield (*words, name)
            yield from _commands(command, *words, name)
        else:
            yield (*words, name)


def roles_page() -> str:
    """What each role sees and does."""
    lines = [
        "# Roles",
        "",
        "What each role sees and does; a scope (as `--scope channel=telephone`) narrows it further.",
        "Made by `make docs` from `data/access/roles.py`.",
        "",
        "| role | command line | pages | single rows of | staff results by | customer keys | changes | granted with |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for role in ROLES.values():
        cells = (
            f"{role.title.en} · {role.title.fr}",
            f"`{role.code}`",
            ", ".join(role.pages),
            ", ".join(role.records) or "–",
            ", ".join(role.groups) or "–",
            "shown" if role.personal else "hidden",
            ", ".join(action.value for action in role.may) or "–",
            "a scope" if role.bounded else "or without a scope" if role.code != "administrator" else "no scope",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


PAGES = {"indicators.md": indicators_page, "commands.md": commands_page, "roles.md": roles_page}


if __name__ == "__main__":
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
