"""The SELECTs of a mapping, with comments that say what is left to do."""

import textwrap
from collections.abc import Sequence

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
    lines.append(f"FROM {proposal.table.source}")
    if proposal.where:
        lines.append(f"WHERE {proposal.where}")
    if proposal.group_by:
        lines.append(f"GROUP BY {proposal.group_by}")
    return "\n".join(lines) + "\n"


def _comment(question: str) -> list[str]:
    first, *rest = textwrap.wrap(question, 110)
    return [f"{ASKED}{first}", *(f"--   {line}" for line in rest)]
