"""From a table that was looked at to a proposal how it is mapped."""

import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from data.records import RECORDS
from pipelines.mapping.completion import COMPLETE
from pipelines.mapping.expressions import expression, name, translation
from pipelines.mapping.matching import Match
from pipelines.mapping.profile import ColumnProfile
from pipelines.mapping.proposal import Proposal
from pipelines.mapping.tables import Table

OURS = re.compile(r"\b(?:STRPTIME|STRFTIME|DATE|SPLIT_PART|EXTRACT)\(")


def propose(match: Match, profiles: Sequence[ColumnProfile], table: Table, contact: Proposal | None = None) -> Proposal:
    """The mapping of a table to the record it fits, whose name may tell what no column does.

    `contact`: of the same table, where its rows are contacts that carry what customers answered about them.
    """
    proposal = Proposal(match.record, table, profiles, match, contact)
    for column, profile in match.columns.items():
        proposal.put(column, expression(match.record, column, profile), profile.name)
        proposal.questions += _doubts(match.record, column, profile)
    if complete := COMPLETE.get(match.record):
        complete(proposal, Path(table.name).stem)
    if table.url:
        _leave_to_the_database(proposal)
    order = RECORDS[match.record].column_names()
    proposal.columns = {column: proposal.columns[column] for column in order if column in proposal.columns}
    return proposal


def _leave_to_the_database(proposal: Proposal) -> None:
    """Functions that turn texts into moments and numbers have other names in every database."""
    for column, profile in proposal.match.columns.items():
        sql = proposal.columns[column]
        if OURS.search(sql):
            question = f"{column}: write in the database's own functions what files would need: {sql}"
            proposal.put(column, name(profile), profile.name, question)


def _doubts(record: str, column: str, profile: ColumnProfile) -> list[str]:
    """What a person should look at, of one column."""
    doubts = []
    if profile.form and profile.form.ambiguous:
        doubts.append(f"{column}: in {profile.name}, day and month could be the other way round; no date tells.")
    if profile.form and profile.form.unread:
        doubts.append(f"{column}: {profile.name} holds texts that are no such date: {_list(profile.form.unread)}.")
    dtype = RECORDS[record].columns()[column].dtype
    if isinstance(dtype, pl.Enum):
        unknown = translation(column, profile, dtype.categories.to_list())[1]
        if unknown:
            doubts.append(f"{column}: which of our words do these values of {profile.name} mean: {_list(unknown)}?")
    return doubts


def _list(texts: Sequence[str]) -> str:
    return ", ".join(f"'{text}'" for text in texts[:8]) + (" …" if len(texts) > 8 else "")
