"""Writes the pages of `docs/reference` that come from the code itself: `python -m docs.generate`, or `make docs`."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import polars as pl
from dataframely import Column
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner

from data import refusals
from data.access.roles import ROLES
from data.errors import Refusal
from data.records import RECORDS, declaration, key, required
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


def records_page() -> str:
    """Every table that a source can supply, column by column."""
    lines = [
        "# Records",
        "",
        "Every table that a source can supply, and what its columns hold. A source's SELECT has these names; what is",
        "not needed may lack. A moment is written in the source's own time zone and stored in UTC.",
        "Made by `make docs` from `data/records/`.",
    ]
    for name, record in RECORDS.items():
        grain = " ".join((record.__doc__ or "").split())
        lines += ["", f"## {name}", "", f"{record.title.en} · {record.title.fr}. {grain}", ""]
        lines += ["| column | what it is | held as | needed |", "|---|---|---|---|"]
        keys, needed = key(record), required(record)
        for name_of, column in record.columns().items():
            facts = declaration(column)
            refers = f" ([{facts['refers']}](#{facts['refers']}))" if facts["refers"] else ""
            cells = (
                f"`{name_of}`",
                f"{facts['title'].en} · {facts['title'].fr}: {column.description}{refers}",
                _held_as(column, facts["unit"]),
                "key" if name_of in keys else "yes" if name_of in needed else "–",
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _held_as(column: Column, unit: str) -> str:
    if isinstance(column.dtype, pl.Enum):
        return "one of " + ", ".join(f"`{word}`" for word in column.dtype.categories)
    kinds = {
        pl.String: "text",
        pl.Int64: "whole number",
        pl.Boolean: "yes or no",
        pl.Date: "day",
        pl.Datetime: "moment",
    }
    kind = kinds[column.dtype.base_type()]
    return f"{kind}, {unit}" if unit and unit != "UTC" else kind


def refusals_page() -> str:
    """Every sentence by which something is refused, by its code."""
    lines = [
        "# Refusals",
        "",
        "What cannot be done is refused in one sentence, on pages in the reader's language; a command prints it to",
        "stderr and exits with 1. Logs and scripts know it by its code; `{…}` is filled in.",
        "Made by `make docs` from `data/refusals/`.",
    ]
    for module in sorted(walk_packages(refusals.__path__, f"{refusals.__name__}."), key=lambda each: each.name):
        named = vars(import_module(module.name))
        found = {refusal.code: refusal for refusal in named.values() if isinstance(refusal, Refusal)}
        if not found:
            continue
        subject = module.name.removeprefix(f"{refusals.__name__}.").replace(".", ": ").replace("_", " ")
        lines += ["", f"## {subject.capitalize()}", "", "| code | English | français |", "|---|---|---|"]
        for code, refusal in found.items():
            cells = (f"`{code}`", _in_cell(refusal.text.en), _in_cell(refusal.text.fr))
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _in_cell(text: str) -> str:
    """A text as a table holds it: no line ends, and marks that Markdown would take for its own."""
    return re.sub(r"([|*_<>\[\]])", r"\\\1", " ".join(text.split()))


PAGES = {
    "records.md": records_page,
    "refusals.md": refusals_page,
    "indicators.md": indicators_page,
    "commands.md": commands_page,
    "roles.md": roles_page,
}


if __name__ == "__main__":
    REFERENCE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
