"""Personal data stay out: a record whose columns hold what looks like people's names, addresses or numbers is not read.

What is stored is looked at, the columns that the SELECT gives: texts of good rows, and all of rows that are refused,
for these are kept as they were read. A column that may hold such a thing all the same is named in the source's folder.
"""

import json
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

import polars as pl

from data.records import RECORDS, REFERENCES, references
from data.refusals.intake import ingest as refusals
from data.text import Text
from pipelines.ingest.given_names import GIVEN_NAMES

PHONE = r"(?:^|[^\d.-])(?:\+?1[-. ]?)?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-. ])[2-9]\d{2}[-. ]\d{4}(?:$|[^\d.-])"
AREAS = (
    "204 226 236 249 250 263 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 514 519 548 "
    "579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942"
)
"""The area codes of Canada: ten digits that begin with a year, as many a number of a case does, have none."""
BARE_PHONE = rf"^\+?1?(?:{AREAS.replace(' ', '|')})[2-9]\d{{6}}$"
E_MAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
HEALTH = r"^\d{4}[- ]\d{3}[- ]\d{3}(?:[- ]?[A-Za-z]{2})?$"
BORN = r"\d{2}(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])"
"""A day of birth within a number; of women the month is 50 more."""
BARE_HEALTH = rf"^\d{{10}}(?:[- ]?[A-Za-z]{{2}})?$|^[A-Z]{{4}} ?{BORN}\d{{2}}$"
LICENCE = r"^[A-Z]\d{4}[- ]\d{5}[- ]\d{5}$"
BARE_LICENCE = rf"^[A-Z]\d{{8}}{BORN}$"
INSURANCE = r"^\d{3}[- ]\d{3}[- ]\d{3}$"
WORD = r"[\p{Lu}][\p{L}'’.-]*"
NAME = rf"^{WORD}(?: {WORD}){{1,3}}$|^{WORD}, {WORD}(?: {WORD})?$"
TITLED = r"^(?:Mr|Mrs|Ms|Miss|Dr|Mme|Mlle|M)\.? \p{Lu}\p{L}+"

MOST = 0.8
"""The share of a column's values that a number without its usual marks must have: a few of any ids look like one."""
MANY = 0.5
"""The share for what is written like a name: a place or a service may be called after somebody."""


@dataclass(frozen=True)
class Kind:
    """A kind of personal data: `pattern` of a value, and from which share of a column's values on it counts.

    `least` is 0 where one value is enough. `confirm` looks closer at what fits the pattern.
    """

    title: Text
    pattern: str
    least: float = 0.0
    confirm: Callable[[str], bool] = lambda text: True
    names: bool = False


def _has_luhn(text: str) -> bool:
    """Whether the last digit is the check digit of the others, as in health and social insurance numbers."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    doubled = [sum(divmod(digit * 2, 10)) if place % 2 else digit for place, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0


def _has_given_name(text: str) -> bool:
    words = [word.strip(".,'’-").casefold() for word in re.split(r"[ ,-]+", text)]
    return any(word in GIVEN_NAMES for word in words)


E_MAILS = Text("e-mail addresses", "des adresses électroniques")
PHONES = Text("telephone numbers", "des numéros de téléphone")
HEALTH_CARDS = Text("health-card numbers", "des numéros de carte Santé")
LICENCES = Text("driver's licence numbers", "des numéros de permis de conduire")
INSURANCES = Text("social insurance numbers", "des numéros d'assurance sociale")
NAMES = Text("names of people", "des noms de personnes")

KINDS = (
    Kind(E_MAILS, E_MAIL),
    Kind(PHONES, PHONE),
    Kind(HEALTH_CARDS, HEALTH, confirm=lambda text: _has_luhn(re.sub(r"[A-Za-z]", "", text))),
    Kind(LICENCES, LICENCE),
    Kind(INSURANCES, INSURANCE, confirm=_has_luhn),
    Kind(HEALTH_CARDS, BARE_HEALTH, MOST, lambda text: not text[0].isdigit() or _has_luhn(text)),
    Kind(PHONES, BARE_PHONE, MOST),
    Kind(LICENCES, BARE_LICENCE, MOST),
    Kind(NAMES, TITLED, MANY, names=True),
    Kind(NAMES, NAME, MANY, _has_given_name, names=True),
)
ANYTHING = "|".join(f"(?:{kind.pattern})" for kind in KINDS)
SAMPLE = 2_000
"""Values of a column that are looked at closely, of those that fit a pattern that only a share makes personal."""


def refuse_personal(record: str, rows: pl.DataFrame, allowed: Collection[str]) -> None:
    """Raises: UserError, for the first text column that holds personal data, naming the kind and never a value."""
    for column in rows.columns:
        if column in RECORDS[record].columns() and column not in allowed and rows.schema[column] == pl.String:
            _refuse(record, column, rows[column])


def refuse_personal_refused(record: str, refused: pl.DataFrame, allowed: Collection[str]) -> None:
    """The same of rows that are refused: every column, for they are kept as they were read."""
    columns: dict[str, list[str]] = {}
    for values in refused["values"]:
        for column, text in json.loads(values).items():
            if text is not None and column not in allowed:
                columns.setdefault(column, []).append(text)
    for column, texts in columns.items():
        _refuse(record, column, pl.Series(texts, dtype=pl.String))


def _refuse(record: str, column: str, values: pl.Series) -> None:
    if kind := _kind_of(values, may_be_names=_may_name_people(record, column)):
        raise refusals.PERSONAL_DATA(column=column, kind=kind, record=record)


def _kind_of(values: pl.Series, *, may_be_names: bool) -> Text | None:
    values = values.drop_nulls()
    fit = values.filter(values.str.contains(ANYTHING))
    if fit.is_empty():
        return None
    distinct = max(values.n_unique(), 1)
    for kind in KINDS:
        if kind.names and not may_be_names:
            continue
        like = fit.filter(fit.str.contains(kind.pattern)).unique()
        looked_at = like.head(SAMPLE)
        confirmed = sum(map(kind.confirm, looked_at))
        share = confirmed / max(len(looked_at), 1) * len(like) / distinct
        if confirmed and share >= kind.least:
            return kind.title
    return None


def _may_name_people(record: str, column: str) -> bool:
    """Whether a column that looks like names holds people's: those of references and their keys are of things."""
    return record not in REFERENCES and column not in references(RECORDS[record])
