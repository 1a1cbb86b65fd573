"""The public statement of a quarter: every figure that may be published, and no figure that tells of few cases.

A figure is an answer of the engine, as `scorecard query` gives it. Figures of fewer than thirty cases are hidden, and
so is what a total would give away of them: per kind and circumstances, channels are parts of a total, and services
parts of their channel. Only quarters are published, so that no longer or shorter period is subtracted from one.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import polars as pl

from data.refusals.obligations import statement as refusals
from data.storage.snapshot import Snapshot
from data.text import Text
from data.words import Channel, Circumstance, InteractionKind
from metrics.calendar.periods import Period
from metrics.definition.breakdowns import names
from metrics.definition.limits import unlimited
from metrics.engine.answer import Question, answer
from metrics.engine.disclosure import PUBLIC_MINIMUM, suppress
from metrics.engine.reach import latest_complete, reach, require_known, whole_to
from metrics.engine.sums import fed
from metrics.quality.readiness import is_verified, late_records
from metrics.standards.attainment import INDICATOR, TRANSACTION
from metrics.standards.redress import KEPT, REFUND
from metrics.standards.register import Register, register

STANDARD, GUARANTEE, REFUNDS = "standard", "guarantee", "refund"
BREAKDOWNS = ("kind", "circumstance", "channel", "service")
GRAIN = "quarter"
DEMO = "demo"
"""The source of the fictional organisation."""

ORDERS = {
    name: {word.value: place for place, word in enumerate(words)}
    for name, words in (("kind", InteractionKind), ("circumstance", Circumstance), ("channel", Channel))
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One published figure: what it is of, what was promised, and the answer; a hidden one has no numbers.

    `kind` to `service`: codes, null where it is of all. `numerator`, `cases`, `value`: as `scorecard query` writes
    them, `cases` being the denominator. No verdict is published: a reader has target and result side by side.
    """

    section: str
    indicator: str
    kind: str | None = None
    circumstance: str | None = None
    channel: str | None = None
    service: str | None = None
    service_en: str | None = None
    service_fr: str | None = None
    standard_en: str | None = None
    standard_fr: str | None = None
    guarantee: bool | None = None
    target: float | None = None
    numerator: int | None = None
    cases: int | None = None
    value: float | None = None
    hidden: bool = False

    @property
    def service_name(self) -> Text:
        """The service as readers know it."""
        return Text(self.service_en or self.service or "", self.service_fr or self.service_en or self.service or "")

    @property
    def standard(self) -> Text | None:
        """What was promised, as the public reads it."""
        return Text(self.standard_en, self.standard_fr or self.standard_en) if self.standard_en else None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What is published of a quarter: its code, the run that it was computed from, and the figures."""

    period: str
    run: str
    fictional: bool
    figures: tuple[Figure, ...]

    def text(self) -> str:
        """As it is kept: JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def same_as(self, other: "Statement") -> bool:
        """Whether a reader would find no difference: the run that computed them is none."""
        return (self.period, self.figures) == (other.period, other.figures)


def read_statement(text: str) -> Statement:
    """A statement as it was kept."""
    held = json.loads(text)
    return Statement(**held | {"figures": tuple(Figure(**figure) for figure in held["figures"])})


def read_alike(one: str, other: str) -> bool:
    """Whether a reader would find no difference between two statements as they were kept."""
    return read_statement(one).same_as(read_statement(other))


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version that was published, or a draft: then without number and day. `reason`: why it was corrected."""

    statement: Statement
    version: int | None = None
    day: date | None = None
    reason: str | None = None


def read_versions(published: pl.DataFrame) -> dict[str, list[Version]]:
    """Quarter → every version that was published, the oldest first, of the rows that `data.state` keeps."""
    found: dict[str, list[Version]] = {}
    for row in published.sort("period", "version").to_dicts():
        day = row["recorded_at"].astimezone().date()
        kept = Version(statement=read_statement(row["figures"]), version=row["version"], day=day, reason=row["reason"])
        found.setdefault(row["period"], []).append(kept)
    return found


def latest_quarter(snapshot: Snapshot) -> Period:
    """The last quarter that is over."""
    return latest_complete(whole_to(unlimited(snapshot)), GRAIN)


def check_period(period: Period, snapshot: Snapshot) -> None:
    """Raises: UserError for a period that is no quarter, not over, without data, or of which something is missing."""
    if period.grain != GRAIN:
        raise refusals.NOT_A_QUARTER(period=period.code)
    # How far the data reach is no secret, and tables of a part may not tell it.
    whole = unlimited(snapshot)
    require_known(period, whole)
    first, over_to = reach(whole)[0], whole_to(whole)
    if period.end > over_to:
        raise refusals.STILL_OPEN(period=period.code, data_to=over_to.isoformat())
    if period.start < first:
        raise refusals.NOT_WHOLE(period=period.code, first=first.isoformat())


def check_ready(snapshot: Snapshot) -> None:
    """Raises: UserError where a record could not be read, or the run in force was not verified."""
    if late := late_records(snapshot.manifest):
        raise refusals.LATE(records=list(late))
    if not is_verified(snapshot.home, snapshot.manifest):
        raise refusals.NOT_VERIFIED()


def statement(snapshot: Snapshot, period: Period) -> Statement:
    """The figures of a quarter, those of few cases hidden.

    Raises: UserError as `check_period`, and where no case was completed under any standard.
    """
    check_period(period, snapshot)
    if INDICATOR not in snapshot.catalogue:
        raise refusals.NO_DATA(period=period.code)
    figures = _of_standards(snapshot, period)
    if not figures:
        raise refusals.NO_DATA(period=period.code)
    figures += _of_guarantees(snapshot, period, figures)
    named = names("service", snapshot)
    return Statement(
        period=period.code,
        run=snapshot.manifest.run,
        fictional=DEMO in snapshot.manifest.sources,
        figures=tuple(_named(figure, named) for figure in figures),
    )


def _of_standards(snapshot: Snapshot, period: Period) -> list[Figure]:
    """Totals per kind and circumstances, their channels, and of transactions the services of each channel."""
    promised = register(snapshot, period.end)
    rows = [row for depth in (2, 3) for row in _ask(INDICATOR, BREAKDOWNS[:depth], snapshot, period)]
    rows += [row for row in _ask(INDICATOR, BREAKDOWNS, snapshot, period) if row["kind"] == TRANSACTION]
    return [_standard(row, promised) for row in _hide(rows, BREAKDOWNS, fixed=2)]


def _of_guarantees(snapshot: Snapshot, period: Period, told: Iterable[Figure]) -> list[Figure]:
    """Guaranteed items due, in all and by service and channel; and what was paid back on claims.

    Items due are nearly the same cases as those of the standard, in all circumstances: where any of these is hidden, so
    is the guarantee, and with it the total of all guarantees.
    """
    figures: list[Figure] = []
    if KEPT in snapshot.catalogue and fed(snapshot.catalogue[KEPT], snapshot):
        by = ("channel", "service")
        secret = {(one.channel, one.service) for one in told if one.hidden and one.kind == TRANSACTION}
        rows = _hide([*_ask(KEPT, (), snapshot, period), *_ask(KEPT, by, snapshot, period)], by, fixed=0)
        given_away = {_place(row, by) for row in rows} & secret
        hidden = given_away | {(None, None)} if given_away else set()
        figures += [
            _figure(GUARANTEE, KEPT, row | {"hidden": row["hidden"] or _place(row, by) in hidden}) for row in rows
        ]
    if REFUND in snapshot.catalogue and fed(snapshot.catalogue[REFUND], snapshot):
        figures += [_figure(REFUNDS, REFUND, row) for row in _hide(_ask(REFUND, (), snapshot, period), (), fixed=0)]
    return figures


def _ask(indicator: str, by: tuple[str, ...], snapshot: Snapshot, period: Period) -> list[dict[str, Any]]:
    question = Question(indicator=indicator, by=by, period=period.code)
    return [row for row in answer(question, snapshot).to_dicts() if row["denominator"]]


def _hide(rows: Iterable[Mapping[str, Any]], by: tuple[str, ...], *, fixed: int) -> list[dict[str, Any]]:
    """The rows with `hidden`, in the order of their codes, each total before its parts.

    Rows are of a tree: one with codes up to some breakdown is a part of the one without the last of these; `fixed`: how
    many breakdowns even a total has.
    """
    found = {_place(row, by): row for row in rows}
    cells = [
        {
            "table": str(_depth(place)),
            "parent": _above(place, found, fixed),
            "cell": _text(place),
            "n": row["denominator"],
        }
        for place, row in found.items()
    ]
    if not cells:
        return []
    schema = {"table": pl.String, "parent": pl.String, "cell": pl.String, "n": pl.Int64}
    marked = suppress(pl.DataFrame(cells, schema=schema), PUBLIC_MINIMUM)
    hidden = dict(zip(marked["cell"], marked["suppressed"], strict=True))
    ordered = sorted(found, key=lambda place: [_rank(name, code) for name, code in zip(by, place, strict=True)])
    return [dict(found[place]) | {"hidden": hidden[_text(place)]} for place in ordered]


def _place(row: Mapping[str, Any], by: tuple[str, ...] = BREAKDOWNS) -> tuple[str | None, ...]:
    return tuple(row.get(name) for name in by)


def _depth(place: tuple[str | None, ...]) -> int:
    return max((at for at, code in enumerate(place, 1) if code is not None), default=0)


def _above(place: tuple[str | None, ...], found: Mapping[Any, Any], fixed: int) -> str | None:
    """The total that a row is a part of: the nearest one that is listed."""
    for depth in range(_depth(place) - 1, fixed - 1, -1):
        above = place[:depth] + (None,) * (len(place) - depth)
        if above in found and above != place:
            return _text(above)
    return None


def _text(place: tuple[str | None, ...]) -> str:
    return json.dumps(place)


def _rank(name: str, code: str | None) -> tuple[int, int, str]:
    return (code is not None, ORDERS.get(name, {}).get(code or "", 0), code or "")


def _standard(row: Mapping[str, Any], promised: Register) -> Figure:
    """A figure with what was promised; a total of several standards has no promise of its own."""
    service, kind = row.get("service"), row["kind"]
    one = row.get("channel") is not None and (service is not None or kind != TRANSACTION)
    standard = promised.of(service, row["channel"], kind) if one else None
    if standard is None:
        return _figure(STANDARD, INDICATOR, row)
    return _figure(
        STANDARD,
        INDICATOR,
        row,
        standard_en=standard.text.en,
        standard_fr=standard.text.fr,
        guarantee=standard.guarantee,
        target=standard.target,
    )


def _figure(section: str, indicator: str, row: Mapping[str, Any], **told: Any) -> Figure:
    numbers = {"numerator": row["numerator"], "cases": row["denominator"], "value": row["value"]}
    codes = {name: row.get(name) for name in BREAKDOWNS}
    shown = {} if row["hidden"] else numbers
    return Figure(section=section, indicator=indicator, hidden=row["hidden"], **codes, **shown, **told)


def _named(figure: Figure, named: Mapping[str, Text]) -> Figure:
    if figure.service is None or figure.service not in named:
        return figure
    return Figure(**asdict(figure) | {"service_en": named[figure.service].en, "service_fr": named[figure.service].fr})
