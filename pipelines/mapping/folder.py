"""A proposed source as a folder: source.toml and a SELECT per record, with comments that say what is left to do."""

import json
from collections.abc import Mapping as Items
from pathlib import Path

from data.refusals.intake import mapping as refusals
from pipelines.mapping.mapping import Mapping
from pipelines.mapping.proposal import Proposal
from pipelines.mapping.selects import selects


def write(folder: Path, name: str, time_zone: str, mapping: Mapping) -> list[Path]:
    """Writes the folder and returns its files; raises: UserError, where something of it is there already."""
    written = selects(mapping.proposals)
    texts: dict[str, str] = {f"{record}.sql": sql for record, (sql, _) in written.items()}
    proposals = {record: proposal for record, (_, proposal) in written.items()}
    texts["source.toml"] = _toml(name, time_zone, proposals, mapping.url)
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


def _toml(name: str, time_zone: str, proposals: Items[str, Proposal], url: str | None) -> str:
    lines = [
        "# Proposed from the files themselves: read the SELECTs through, then `scorecard source check` this folder.",
        f"name = {_text(name)}",
        "# The zone of moments that are written without one, and of the local days that rows are counted in.",
        f"time_zone = {_text(time_zone)}",
    ]
    if url:
        lines.insert(2, f"url = {_text(url)}")
        return "\n".join(lines) + "\n"
    lines += ["", "[files]", *(f"{record} = {_text(proposal.table.name)}" for record, proposal in proposals.items())]
    for record, proposal in proposals.items():
        if options := _options(proposal):
            lines += ["", f"[records.{record}]", *options]
    return "\n".join(lines) + "\n"


def _options(proposal: Proposal) -> list[str]:
    """What stands for an empty cell; and as comments how the files are written, which is recognised each time."""
    empty = sorted(proposal.no_value)
    lines = [f"empty = [{', '.join(map(_text, empty))}]"] if empty else []
    shown = str(proposal.table.format).splitlines()
    if shown:
        lines += [
            "# Recognised whenever the files are read; without the # it is fixed:",
            *(f"# {line}" for line in shown),
        ]
    return lines


def _text(value: str) -> str:
    """A text as TOML writes it, which is as JSON does."""
    return json.dumps(value, ensure_ascii=False)
