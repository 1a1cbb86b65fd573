"""A proposed source as a folder: source.toml and a SELECT per record, with comments that say what is left to do."""

import json
from collections.abc import Mapping as Items
from pathlib import Path

from data.refusals import mapping as refusals
from pipelines.mapping.mapping import Mapping
from pipelines.mapping.selects import selects


def write(folder: Path, name: str, time_zone: str, mapping: Mapping) -> list[Path]:
    """Writes the folder and returns its files; raises: UserError, where something of it is there already."""
    written = selects(mapping.proposals)
    texts: dict[str, str] = {f"{record}.sql": sql for record, (sql, _) in written.items()}
    patterns = {record: proposal.table.name for record, (_, proposal) in written.items()}
    empty = {record: proposal.no_value for record, (_, proposal) in written.items() if proposal.no_value}
    texts["source.toml"] = _toml(name, time_zone, patterns, empty, mapping.url)
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


def _toml(name: str, time_zone: str, patterns: Items[str, str], empty: Items[str, set[str]], url: str | None) -> str:
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
