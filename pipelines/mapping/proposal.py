"""A proposal how a table is mapped to a record: an expression for each column, and what is left to a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from data.connectors.sql import quote
from pipelines.mapping.matching import Match
from pipelines.mapping.profile import ColumnProfile, Kind
from pipelines.mapping.tables import Table


@dataclass
class Proposal:
    """How a table becomes a record.

    `columns`: record's column → SQL over `source`; `why`: record's column → where it comes from. `questions`: what
    could not be guessed, a sentence each. `no_value`: texts that stand for an empty cell. `profiles`: of the table.
    `contact`: what the same table gives as a contact, where this is what customers answered about it.
    """

    record: str
    table: Table
    profiles: Sequence[ColumnProfile]
    match: Match
    contact: "Proposal | None" = None
    columns: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    where: str = ""
    group_by: str = ""

    @property
    def no_value(self) -> set[str]:
        """Texts that stand for an empty cell in the columns that are used."""
        return {text for profile in self.match.columns.values() for text in profile.no_value}

    @property
    def left_out(self) -> list[ColumnProfile]:
        """The table's columns that nothing was made of and that hold anything."""
        text = "\n".join(self.columns.values())
        return [each for each in self.profiles if each.kind is not Kind.EMPTY and quote(each.name) not in text]

    def put(self, column: str, sql: str, why: str, question: str = "") -> None:
        """One column of the record; with a question where it is a guess."""
        self.columns[column], self.why[column] = sql, why
        if question:
            self.questions.append(question)

    def find(self, column: str) -> ColumnProfile | None:
        """The table's column that was recognised as a column of the record."""
        return self.match.columns.get(column)
