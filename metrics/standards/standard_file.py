"""The CSV file in which people register service standards: what its cells mean, and which rows cannot stand together.

A row that is wrong, or contradicts another, costs itself alone: of two that contradict each other neither is taken, and
their neighbours are. What was registered before stands: a row that contradicts it is not taken, unless it replaces it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from data.certainty import present
from data.connectors.register_file import Cells, check_length, column, day, read_entries
from data.errors import UserError, nearest
from data.records.reference import Audience, ContactMethod, StandardMeasure
from data.refusals.obligations import registers
from data.refusals.obligations import standards as refusals
from data.state import STANDARD
from data.state.standard import KEY
from data.words import LONGEST_LINE, LONGEST_TEXT, Channel, Circumstance

NEEDED = ("channel", "valid_from", "measure", "threshold", "text_en", "text_fr")
TEXTS = ("text", "description", "pledge", "access", "accuracy", "redress")
BOTH = tuple(f"{name}_{lang}" for name in TEXTS for lang in ("en", "fr"))
COLUMNS = (
    "standard", "service", "channel", "method", "audience", "circumstance", "valid_from", "valid_to", "measure",
    "threshold", "target", "guarantee", "approval_ref", "approved_on", "fee", *BOTH,
)  # fmt: skip
LONGEST = {"standard": LONGEST_LINE, "approval_ref": LONGEST_LINE, **dict.fromkeys(BOTH, LONGEST_TEXT)}
YES = {"yes": True, "no": False, None: False}
MILLION = 1_000_000
ALIKE = ("service_id", "channel", "method", "audience", "circumstance")
"""What two standards share that promise the same thing to the same people."""
USUAL = {"audience": Audience.EXTERNAL.value, "circumstance": Circumstance.NORMAL.value}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Offer:
    """All services, the channels on which each was completed in twelve months, and the last day that is known of."""

    services: Collection[str] = ()
    channels: Mapping[str, Collection[str]] = field(default_factory=dict)
    known_to: date | None = None


@dataclass(frozen=True)
class StandardFile:
    """The sound rows, columns `data.state.STANDARD`, and a problem for each of the others."""

    rows: pl.DataFrame
    problems: tuple[UserError, ...]


def read_standards(path: Path, offer: Offer, registered: Iterable[Row] = ()) -> StandardFile:
    """The standards of a file; `registered`: rows of `data.state.registered_standards`, beside which they must stand.

    Raises: UserError for a file that is no such table, or in which no row is sound.
    """

    def read(number: int, cells: Cells) -> tuple[int, Row | UserError]:
        try:
            return number, _read(cells, offer)
        except UserError as problem:
            return number, problem

    entries = dict(read_entries(path, COLUMNS, NEEDED, refusals.ONE, read))
    entries |= _conflicts({number: row for number, row in entries.items() if not isinstance(row, UserError)})
    entries |= _against({n: row for n, row in entries.items() if not isinstance(row, UserError)}, registered)
    wrong = {number: row for number, row in entries.items() if isinstance(row, UserError)}
    problems = tuple(registers.ROW(file=path.name, row=number, problem=row) for number, row in wrong.items())
    sound = [row for row in entries.values() if not isinstance(row, UserError)]
    if not sound:
        raise registers.ROWS(problems=list(problems))
    return StandardFile(pl.DataFrame(sound, schema=STANDARD, orient="row"), problems)


def _read(cells: Cells, offer: Offer) -> Row:
    """One row as it is kept; raises the first UserError that it has."""
    for name in NEEDED:
        with column(name):
            if cells[name] is None:
                raise refusals.EMPTY(example=refusals.EXAMPLES[name])
    check_length(cells, LONGEST)
    service, channel = cells["service"], _word(cells, "channel", Channel)
    method, guarantee = _word(cells, "method", ContactMethod), _yes(cells, "guarantee")
    # The columns that must be filled are.
    channel, first, last = present(channel), present(day(cells, "valid_from")), day(cells, "valid_to")
    _check_offered(service, channel, first, last, offer)
    with column("method"):
        if method and channel != Channel.TELEPHONE:
            raise refusals.METHOD_NEEDS_TELEPHONE(method=method)
    with column("valid_to"):
        if last and last < first:
            raise refusals.ENDS_BEFORE(first=first.isoformat(), last=last.isoformat())
    with column("approval_ref"):
        if guarantee and cells["approval_ref"] is None:
            raise refusals.NOT_APPROVED()
    return {
        "standard_id": cells["standard"] or "-".join(filter(None, (service or "common", channel, method))),
        "service_id": service,
        "channel": channel,
        "valid_from": first,
        "measure": _word(cells, "measure", StandardMeasure),
        "threshold": _number(cells, "threshold"),
        "target_millionths": _share(cells, "target"),
        "is_guarantee": guarantee,
        "approval_ref": cells["approval_ref"],
        "valid_to": last,
        "method": method,
        "audience": _word(cells, "audience", Audience),
        "circumstance": _word(cells, "circumstance", Circumstance),
        "approved_on": day(cells, "approved_on"),
        "fee_cents": _cents(cells, "fee"),
        **{name: cells[name] for name in BOTH},
    }


def _check_offered(service: str | None, channel: str, first: date, last: date | None, offer: Offer) -> None:
    """Of a service that was completed lately a standard in force today must be on one of its channels."""
    with column("service"):
        if service is None:
            return
        if service not in offer.services:
            raise refusals.NO_SERVICE(text=service, nearest=nearest(service, offer.services))
    channels, today = offer.channels.get(service, ()), offer.known_to
    in_force = today is not None and first <= today and (last is None or last >= today)
    with column("channel"):
        if in_force and channels and channel not in channels:
            raise refusals.NOT_OFFERED(service=service)


def _conflicts(rows: Mapping[int, Row]) -> dict[int, UserError]:
    """Number → problem, of rows that promise the same to the same: from one day, or before another has ended.

    What has no last day ends when the next begins.
    """
    alike: dict[tuple[Any, ...], list[int]] = {}
    for number, row in rows.items():
        alike.setdefault(_promise(row), []).append(number)
    found: dict[int, UserError] = {}
    for numbers in alike.values():
        ordered = sorted(numbers, key=lambda number: (rows[number]["valid_from"], number))
        for earlier, later in pairwise(ordered):
            if problems := _conflict(rows[earlier], rows[later], earlier, later):
                found.setdefault(earlier, problems[0])
                found[later] = problems[1]
    return found


def _against(rows: Mapping[int, Row], registered: Iterable[Row]) -> dict[int, UserError]:
    """Number → problem, of rows that cannot stand beside what was registered; one of its code and first day goes."""
    replaced = {_key(row) for row in rows.values()}
    held: dict[tuple[Any, ...], list[Row]] = {}
    for one in registered:
        if _key(one) not in replaced:
            held.setdefault(_promise(one), []).append(one)
    found: dict[int, UserError] = {}
    for number, row in rows.items():
        problems = (_beside(row, one) for one in held.get(_promise(row), []))
        if problem := next(filter(None, problems), None):
            found[number] = registers.COLUMN(column="valid_from", problem=problem)
    return found


def _beside(row: Row, held: Row) -> UserError | None:
    told = {"code": held["standard_id"], "first": held["valid_from"].isoformat()}
    if row["valid_from"] == held["valid_from"]:
        return refusals.CONTRADICTS_REGISTERED(**told)
    earlier, later = sorted((row, held), key=lambda one: one["valid_from"])
    if earlier["valid_to"] and earlier["valid_to"] >= later["valid_from"]:
        return refusals.OVERLAPS_REGISTERED(last=earlier["valid_to"].isoformat(), **told)
    return None


def _key(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in KEY)


def _promise(row: Row) -> tuple[Any, ...]:
    """What is promised to whom; what is left empty is what is usual."""
    return tuple(row[name] or USUAL.get(name) for name in ALIKE)


def _conflict(before: Row, after: Row, earlier: int, later: int) -> tuple[UserError, UserError] | None:
    if before["valid_from"] == after["valid_from"]:
        both = refusals.CONTRADICTS(row=later), refusals.CONTRADICTS(row=earlier)
    elif before["valid_to"] and before["valid_to"] >= after["valid_from"]:
        last = before["valid_to"].isoformat()
        both = refusals.OVERLAPS(row=later, last=last), refusals.OVERLAPS(row=earlier, last=last)
    else:
        return None
    return registers.COLUMN(column="valid_from", problem=both[0]), registers.COLUMN(
        column="valid_from", problem=both[1]
    )


def _word(cells: Cells, name: str, words: Iterable[str]) -> str | None:
    text, codes = cells[name], [str(word) for word in words]
    with column(name):
        if text is not None and text not in codes:
            raise refusals.NOT_ONE_OF(text=text, codes=", ".join(codes), nearest=nearest(text, codes))
    return text


def _yes(cells: Cells, name: str) -> bool:
    with column(name):
        if cells[name] not in YES:
            raise refusals.NOT_YES_OR_NO(text=cells[name])
    return YES[cells[name]]


def _number(cells: Cells, name: str) -> int:
    text = cells[name] or ""
    with column(name):
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise refusals.NOT_WHOLE(text=text)
    return int(text)


def _share(cells: Cells, name: str) -> int | None:
    text = cells[name]
    with column(name):
        if text is not None and not re.fullmatch(r"0(\.\d{1,6})?|1(\.0{1,6})?", text, re.ASCII):
            raise refusals.NOT_SHARE(text=text)
    return None if text is None else round(float(text) * MILLION)


def _cents(cells: Cells, name: str) -> int | None:
    text = cells[name]
    with column(name):
        if text is not None and not re.fullmatch(r"\d{1,7}(\.\d{1,2})?", text, re.ASCII):
            raise refusals.NOT_DOLLARS(text=text)
    return None if text is None else round(float(text) * 100)
