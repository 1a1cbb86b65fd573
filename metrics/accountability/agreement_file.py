"""The CSV file in which agreements are written: one row per measure, what is said of the agreement in its first."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from data.access.viewer import read_scope
from data.accountability_words import AgreementKind, Party
from data.connectors.register_file import Cells, check_length, column, day, read_entries
from data.errors import UserError, nearest
from data.refusals.obligations import accountability as refusals
from data.text import Word
from data.words import LONGEST_LINE, LONGEST_TEXT, Better
from metrics.assessment.target_file import read_number
from metrics.catalogue.registry import declared
from metrics.catalogue.registry import indicator as find
from metrics.definition.breakdowns import require
from metrics.definition.indicator import Indicator

OF_AGREEMENT = (
    "partner", "party", "kind", "title_en", "title_fr", "expires", "principles", "accept_within", "results_from",
    "name_en", "name_fr",
)  # fmt: skip
"""What is said of an agreement, once or alike in each of its rows."""
OF_MEASURE = ("measure", "indicator", "scope", "level", "exclusions_en", "exclusions_fr")
COLUMNS = ("agreement", "signed", *OF_AGREEMENT, *OF_MEASURE)
NEEDED = ("agreement", "signed", "partner", "party", "kind", "title_en")

LONGEST = {
    **dict.fromkeys(("agreement", "partner", "title_en", "title_fr", "name_en", "name_fr", "measure"), LONGEST_LINE),
    **dict.fromkeys(("exclusions_en", "exclusions_fr"), LONGEST_TEXT),
}
MOST_DAYS = 365
PAIR = ";"

Row = dict[str, Any]


def read_agreements(path: Path, partners: Collection[str] | None = None) -> list[Row]:
    """The agreements of a file in its order, as rows of `data.state.Agreement`.

    `partners`: the codes of the reference table, None where no data tell any yet. Raises: UserError, one line for each
    bad row, naming row and column; then no row is to be loaded.
    """
    reader = _Reader(partners)
    read_entries(path, COLUMNS, NEEDED, refusals.AGREEMENT, reader.read)
    return [row | {"measures": json.dumps(row["measures"], ensure_ascii=False)} for row in reader.agreements.values()]


class _Reader:
    """What was read so far: the rows of an agreement complete each other."""

    def __init__(self, partners: Collection[str] | None) -> None:
        self.partners = partners
        self.agreements: dict[tuple[str, date], Row] = {}
        self.first: dict[tuple[str, date], tuple[int, Cells]] = {}
        self.measures: dict[tuple[str, date, str], int] = {}

    def read(self, number: int, cells: Cells) -> None:
        """Takes one row; raises the first UserError that it has."""
        check_length(cells, LONGEST)
        key = _filled(cells, "agreement"), _signed(cells)
        if key in self.first:
            self._check_alike(cells, *self.first[key])
            agreement = self.agreements[key]
            measure = self._measure(number, key, agreement["partner"], cells)
        else:
            agreement = {"code": key[0], "signed": key[1], **self._agreement(cells, key[1]), "measures": []}
            measure = self._measure(number, key, agreement["partner"], cells)
            self.agreements[key], self.first[key] = agreement, (number, cells)
        if measure:
            agreement["measures"].append(measure)

    def _check_alike(self, cells: Cells, number: int, first: Cells) -> None:
        for name in OF_AGREEMENT:
            with column(name):
                if cells[name] not in (None, first[name]):
                    raise refusals.DIFFERS(row=number)

    def _agreement(self, cells: Cells, signed: date) -> Row:
        partner = _filled(cells, "partner")
        with column("partner"):
            if self.partners is not None and partner not in self.partners and not cells["name_en"]:
                raise refusals.UNKNOWN_PARTNER(partner=partner, nearest=nearest(partner, self.partners))
        values = {name: cells[name] for name in ("title_fr", "name_en", "name_fr")}
        return values | {
            "partner": partner,
            "party": _word(cells, "party", Party),
            "kind": _word(cells, "kind", AgreementKind),
            "title_en": _filled(cells, "title_en"),
            "expires": _day_after(cells, "expires", signed),
            "principles": _yes(cells, "principles"),
            "accept_within": read_whole(cells, "accept_within", 1, MOST_DAYS, "30"),
            "results_from": _day_after(cells, "results_from", signed),
        }

    def _measure(self, number: int, key: tuple[str, date], partner: str, cells: Cells) -> Row | None:
        if not any(cells[name] for name in OF_MEASURE):
            return None
        code = _filled(cells, "measure")
        with column("measure"):
            if (*key, code) in self.measures:
                raise refusals.MEASURE_TWICE(row=self.measures[(*key, code)])
        with column("indicator"):
            indicator = find(cells["indicator"] or "", declared())
            if indicator.better is Better.NEUTRAL:
                raise refusals.NO_DIRECTION(indicator=indicator.name)
        measure = {
            "code": code,
            "indicator": indicator.name,
            "where": _scope(cells, partner, indicator),
            "level": read_number(cells, "level", indicator.unit),
            "exclusions_en": cells["exclusions_en"],
            "exclusions_fr": cells["exclusions_fr"],
        }
        self.measures[(*key, code)] = number
        return measure


def read_whole(cells: Cells, name: str, least: int, most: int, example: str) -> int | None:
    """The whole number in a cell, if any; raises UserError."""
    text = cells[name]
    with column(name):
        if text and not (text.isascii() and text.isdecimal() and len(text) < 6 and least <= int(text) <= most):
            raise refusals.NOT_WHOLE(text=text, least=least, most=most, example=example)
    return int(text) if text else None


def read_word(text: str | None, name: str, words: type[Word]) -> str:
    """A code of a closed list; raises UserError naming all of them."""
    if text not in list(words):
        raise refusals.NOT_IN_LIST(text=text or "", what=refusals.KINDS[name], codes=[word.value for word in words])
    return text


def _word(cells: Cells, name: str, words: type[Word]) -> str:
    with column(name):
        return read_word(cells[name], name, words)


def _filled(cells: Cells, name: str) -> str:
    with column(name):
        if not cells[name]:
            raise refusals.NO_VALUE()
    return cells[name] or ""


def _signed(cells: Cells) -> date:
    _filled(cells, "signed")
    return day(cells, "signed") or date.min


def _day_after(cells: Cells, name: str, signed: date) -> date | None:
    last = day(cells, name)
    with column(name):
        if last is not None and last < signed:
            raise refusals.DATES_REVERSED(last=last, first=signed)
    return last


def _yes(cells: Cells, name: str) -> bool:
    text = (cells[name] or "no").lower()
    with column(name):
        if text not in ("yes", "no"):
            raise refusals.NOT_YES_OR_NO(text=cells[name])
    return text == "yes"


def _scope(cells: Cells, partner: str, indicator: Indicator) -> Mapping[str, tuple[str, ...]]:
    """The part that a measure is of: never beyond the partner's program, or the places that it runs."""
    text = cells["scope"] or f"partner={partner}"
    with column("scope"):
        scope = read_scope(text.split(PAIR))
        if (partner,) not in (scope.get("partner"), scope.get("run_by")):
            raise refusals.NOT_OF_PARTNER(scope=text, partner=partner)
        try:
            require(scope, indicator.breakdowns)
        except UserError:
            name = next(name for name in scope if name not in indicator.breakdowns)
            raise refusals.NO_BREAKDOWN(indicator=indicator.name, name=name, allowed=indicator.breakdowns) from None
    return scope
