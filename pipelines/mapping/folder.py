"""A proposed source as a folder: source.toml and a SELECT per record, with comments that say what is left to do."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path

from data.refusals import mapping as refusals
from pipelines.mapping.proposal import Proposal
from pipelines.mapping.references import reference_selects

ASKED = "-- To decide: "


def selects(proposals: Sequence[Proposal]) -> dict[str, tuple[str, Proposal]]:
    """Record → its SELECT and the proposal that it comes from; a reference table comes from the first that has it."""
    found: dict[str, tuple[str, Proposal]] = {}
    for proposal in proposals:
        found[proposal.record] = select(proposal), proposal
    for proposal in proposals:
        for record, sql in reference_selects(proposal):
            found.setdefault(record, (sql, proposal))
    return found


def select(proposal: Proposal) -> str:
    """The SELECT of a proposal, with its questions above and where each column comes from beside it."""
    lines = [line for question in proposal.questions for line in _comment(question)]
    lines.append("SELECT")
    last = list(proposal.columns)[-1]
    for column, sql in proposal.columns.items():
        comma = "" if column == last else ","
        source = proposal.why[column]
        note = f"  -- {source}" if "\n" not in sql and f'"{source}"' not in sql else ""
        lines.append(f"    {sql} AS {column}{comma}{note}")
    lines.append("FROM source")
    if proposal.where:
        lines.append(f"WHERE {proposal.where}")
    if proposal.group_by:
        lines.append(f"GROUP BY {proposal.group_by}")
    return "\n".join(lines) + "\n"


def write(
    folder: Path, name: str, time_zone: str, proposals: Sequence[Proposal], *, url: str | None = None
) -> list[Path]:
    """Writes the folder and returns its files; raises: UserError, where something of it is there already."""
    written = selects(proposals)
    texts: dict[str, str] = {f"{record}.sql": sql for record, (sql, _) in written.items()}
    patterns = {record: proposal.pattern for record, (_, proposal) in written.items()}
    empty = {record: proposal.no_value for record, (_, proposal) in written.items() if proposal.no_value}
    texts["source.toml"] = _toml(name, time_zone, patterns, empty, url)
    taken = [file for file in texts if (folder / file).exists()]
    if taken:
        raise refusals.FOLDER_TAKEN(folder=folder, file=taken[0])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
            (folder / file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise refusals.FOLDER_UNWRITABLE(folder=folder, reason=error.strerror or str(error)) from None
    return [folder / file for file in sorted(texts)]


def _toml(
    name: str, time_zone: str, patterns: Mapping[str, str], empty: Mapping[str, set[str]], url: str | None
) -> str:
    lines = [
        "# Proposed from the files themselves: read the SELECTs through, then `scorecard source check` this folder.",
        f"name = {_text(name)}",
        "# The zone of moments that are written without one, and of the local days that rows are counted in.",
        f"time_zone = {_text(time_zone)}",
    ]
    if url:
        lines.insert(2, f"url = {_text(url)}")
    else:
        lines += ["", "[files]", *(f"{record} = {_text(pattern)}" for record, pattern in patterns.items())]
        for record, texts in empty.items():
            lines += ["", f"[records.{record}]", f"empty = [{', '.join(map(_text, sorted(texts)))}]"]
    return "\n".join(lines) + "\n"


def _text(value: str) -> str:
    """A text as TOML writes it, which is as JSON does."""
    return json.dumps(value, ensure_ascii=False)


def _comment(question: str) -> list[str]:
    first, *rest = textwrap.wrap(question, 110)
    return [f"{ASKED}{first}", *(f"--   {line}" for line in rest)]
