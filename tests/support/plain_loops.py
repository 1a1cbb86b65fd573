"""Every indicator once more, in plain Python loops over plain rows, written from the words of its definition.

Nothing here is shared with `metrics`: a mistake would have to be made twice, in two ways of thinking, to go unseen.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

Row = dict[str, Any]


class Records(dict):
    """Record → its rows. Asking for a record that no source supplies raises KeyError: then there is no data."""

    data_to: date | None = None

    def __hash__(self) -> int:
        """By identity: records do not change once they are read."""
        return id(self)

    def reaches(self, day: date) -> bool:
        """Whether the records tell of that day yet: what is due later is not due."""
        return self.data_to is None or day <= self.data_to

    def either(self, *records: str) -> list[tuple[str, list[Row]]]:
        """Records that measure the same thing: those that are there, at least one."""
        found = [(record, self[record]) for record in records if record in self]
        if not found:
            raise KeyError(records[0])
        return found


class Piece(NamedTuple):
    """What one row adds on one day; a row may add to a numerator and a denominator, or to one of them."""

    record: str
    row: Row
    day: date | None
    above: int
    below: int | None
    counted: bool | None = None
    """Whether it is one of the records that the number rests on; by default where it adds to what is divided by."""


Definition = Callable[[Records], Iterator[Piece]]
DEFINITIONS: dict[str, Definition] = {}


def defines(*names: str) -> Callable[[Definition], Definition]:
    """Names the indicators that the function recomputes."""

    def register(definition: Definition) -> Definition:
        DEFINITIONS.update(dict.fromkeys(names, definition))
        return definition

    return register


def pieces(name: str, records: Records) -> list[Piece] | None:
    """All that adds to the indicator; None when a record that it needs is not there."""
    try:
        return list(DEFINITIONS[name](records))
    except KeyError as missing:
        if missing.args[0] in records or name not in DEFINITIONS:
            raise
        return None


# --- Customer satisfaction ---------------------------------------------------------------------------------------


def _rated(item: str) -> Definition:
    def definition(records: Records) -> Iterator[Piece]:
        for row in records["survey_answer"]:
            if row[item] is not None:
                weight = row["weight_millionths"]
                yield Piece("survey_answer", row, row["answered_on"], weight if row[item] in (4, 5) else 0, weight)

    return definition


defines("overall_satisfaction", "french_equivalence_gap")(_rated("overall"))
for _item in ("timeliness", "knowledge", "courtesy", "fairness", "outcome"):
    defines(f"satisfaction_{_item}")(_rated(_item))


@defines("cmt_index")
def _cmt_index(records: Records) -> Iterator[Piece]:
    points = {1: 0, 2: 25, 3: 50, 4: 75, 5: 100}
    for row in records["survey_answer"]:
        if row["overall"] is not None:
            weight = row["weight_millionths"]
            yield Piece("survey_answer", row, row["answered_on"], weight * points[row["overall"]], weight)


@defines("service_standards_met")
def _service_standards_met(records: Records) -> Iterator[Piece]:
    for row in records["transaction"]:
        if row["status"] == "completed" and row["due_at"] is not None:
            in_time = row["completed_at"] is not None and row["completed_at"] <= row["due_at"]
            yield Piece("transaction", row, row["completed_on"], int(in_time), 1)


@defines("guarantees_kept")
def _guarantees_kept(records: Records) -> Iterator[Piece]:
    for row in records["transaction"]:
        if row["guaranteed"] is not True or row["due_at"] is None or not records.reaches(row["due_on"]):
            continue
        if row["status"] == "completed":
            in_time = row["completed_at"] is not None and row["completed_at"] <= row["due_at"]
            yield Piece("transaction", row, row["due_on"], int(in_time), 1)
        elif row["status"] == "in_progress":
            yield Piece("transaction", row, row["due_on"], 0, 1)


@defines("complaints_per_10000")
def _complaints_per_10000(records: Records) -> Iterator[Piece]:
    for row in records["complaint"]:
        yield Piece("complaint", row, row["received_on"], 1, 0)
    for row in records["transaction"]:
        if row["status"] == "completed" and row["kind"] != "referral":
            yield Piece("transaction", row, row["completed_on"], 0, 1)


@defines("complaints_answered_on_time")
def _complaints_answered_on_time(records: Records) -> Iterator[Piece]:
    for row in records["complaint"]:
        if row["answer_due_at"] is None or not records.reaches(row["answer_due_on"]):
            continue
        late = row["answered_at"] is None or row["answered_at"] > row["answer_due_at"]
        if row["acknowledge_due_at"] is not None:
            late = late or row["acknowledged_at"] is None or row["acknowledged_at"] > row["acknowledge_due_at"]
        yield Piece("complaint", row, row["answer_due_on"], 0 if late else 1, 1)


@defines("complaints_received")
def _complaints_received(records: Records) -> Iterator[Piece]:
    for row in records["complaint"]:
        yield Piece("complaint", row, row["received_on"], 1, None)


@defines("complaints_acknowledged_on_time")
def _complaints_acknowledged_on_time(records: Records) -> Iterator[Piece]:
    for row in records["complaint"]:
        clocks = row["answer_due_at"] is not None and row["acknowledge_due_at"] is not None
        if clocks and records.reaches(row["answer_due_on"]):
            late = row["acknowledged_at"] is None or row["acknowledged_at"] > row["acknowledge_due_at"]
            yield Piece("complaint", row, row["answer_due_on"], 0 if late else 1, 1)


@defines("complaints_answered_in_15_days")
def _complaints_answered_in_15_days(records: Records) -> Iterator[Piece]:
    for row in records["complaint"]:
        if row["answer_due_at"] is not None and records.reaches(row["answer_due_on"]):
            late = row["answered_at"] is None or row["answered_at"] > row["answer_due_at"]
            yield Piece("complaint", row, row["answer_due_on"], 0 if late else 1, 1)


@defines("guarantee_claims")
def _guarantee_claims(records: Records) -> Iterator[Piece]:
    for row in records["guarantee_claim"]:
        yield Piece("guarantee_claim", row, row["claimed_on"], 1, None)


@defines("refund_per_claim")
def _refund_per_claim(records: Records) -> Iterator[Piece]:
    for row in records["guarantee_claim"]:
        paid = row["amount_cents"] if row["decision"] == "paid" and row["amount_cents"] is not None else 0
        yield Piece("guarantee_claim", row, row["claimed_on"], paid, 1)


# --- Employee engagement -----------------------------------------------------------------------------------------

ITEMS = ("commitment", "motivation", "organization", "job", "pride", "stay")


@defines("engagement_index")
def _engagement_index(records: Records) -> Iterator[Piece]:
    for row in records["staff_answer"]:
        valid = [row[item] for item in ITEMS if row[item] is not None]
        yield Piece("staff_answer", row, row["closed_on"], sum(25 * (answer - 1) for answer in valid), len(valid))


@defines("favourable_engagement")
def _favourable_engagement(records: Records) -> Iterator[Piece]:
    for row in records["staff_answer"]:
        valid = [row[item] for item in ITEMS if row[item] is not None]
        yield Piece("staff_answer", row, row["closed_on"], sum(answer in (4, 5) for answer in valid), len(valid))


@defines("survey_participation")
def _survey_participation(records: Records) -> Iterator[Piece]:
    for row in records["staff_answer"]:
        yield Piece("staff_answer", row, row["closed_on"], 1, 0, counted=True)
    for row in records["staff_wave"]:
        yield Piece("staff_wave", row, row["closed_on"], 0, row["invited"], counted=False)


@defines("employee_net_promoter")
def _employee_net_promoter(records: Records) -> Iterator[Piece]:
    for row in records["staff_answer"]:
        if row["recommend"] is not None:
            vote = 1 if row["recommend"] in (9, 10) else -1 if row["recommend"] <= 6 else 0
            yield Piece("staff_answer", row, row["closed_on"], vote, 1)


@defines("voluntary_turnover")
def _voluntary_turnover(records: Records) -> Iterator[Piece]:
    for row in records["staff_event"]:
        if row["kind"] == "voluntary_exit":
            yield Piece("staff_event", row, row["on_date"], 1, 0)
    for row in records["staff_month"]:
        yield Piece("staff_month", row, row["month"], 0, row["headcount"])


@defines("absence_rate")
def _absence_rate(records: Records) -> Iterator[Piece]:
    for row in records["staff_month"]:
        if row["sick_hours"] is not None and row["scheduled_hours"] is not None:
            yield Piece("staff_month", row, row["month"], row["sick_hours"], row["scheduled_hours"])


@defines("training_current")
def _training_current(records: Records) -> Iterator[Piece]:
    for row in records["staff_month"]:
        if row["training_current"] is not None and row["training_required"] is not None:
            yield Piece("staff_month", row, row["month"], row["training_current"], row["training_required"])


@defines("vacancies_filled_on_time")
def _vacancies_filled_on_time(records: Records) -> Iterator[Piece]:
    for row in records["vacancy"]:
        if records.reaches(row["due_on"]):
            in_time = row["filled_on"] is not None and row["filled_on"] <= row["due_on"]
            yield Piece("vacancy", row, row["due_on"], 1 if in_time else 0, 1)


@defines("critical_roles_with_successor")
def _critical_roles_with_successor(records: Records) -> Iterator[Piece]:
    for row in records["critical_role"]:
        if row["successor_ready"] is not None:
            yield Piece("critical_role", row, row["reviewed_on"], 1 if row["successor_ready"] else 0, 1)


# --- Brand awareness ---------------------------------------------------------------------------------------------


def _knows_us(row: Row) -> bool | None:
    """Named us unprompted or from the list; None where neither says yes and one of them was not asked."""
    if row["unaided_any"] or row["aided"]:
        return True
    return None if row["unaided_any"] is None or row["aided"] is None else False


def _people(holds: Callable[[Row], bool | None], *, aware: bool) -> Definition:
    """The weight of those of whom it holds, among everyone or among those who know us; no answer is left out."""

    def definition(records: Records) -> Iterator[Piece]:
        for row in records["brand_answer"]:
            if holds(row) is not None and (not aware or _knows_us(row)):
                weight = row["weight_millionths"]
                yield Piece("brand_answer", row, row["answered_on"], weight if holds(row) else 0, weight)

    return definition


defines("total_awareness")(_people(_knows_us, aware=False))
defines("unaided_awareness")(_people(lambda row: row["unaided_any"], aware=False))
defines("trust")(_people(lambda row: None if row["trust"] is None else row["trust"] in (4, 5), aware=False))
defines("first_place_to_turn")(_people(lambda row: row["first_place"], aware=True))
defines("knows_online")(_people(lambda row: row["knows_online"], aware=True))
defines("knows_guarantee")(_people(lambda row: row["knows_guarantee"], aware=True))


# --- Efficiency --------------------------------------------------------------------------------------------------


@defines("counter_within_20_minutes")
def _counter_within_20_minutes(records: Records) -> Iterator[Piece]:
    for row in records["transaction"]:
        if row["channel"] != "in_person":
            continue
        if row["status"] == "abandoned":
            yield Piece("transaction", row, row["started_on"], 0, 1)
        elif row["wait_s"] is not None:
            yield Piece("transaction", row, row["started_on"], int(row["wait_s"] <= 1200), 1)


@defines("calls_within_standard")
def _calls_within_standard(records: Records) -> Iterator[Piece]:
    for record, rows in records.either("transaction", "contact_summary"):
        for row in rows:
            if row["channel"] != "telephone":
                continue
            if record == "contact_summary":
                if row["offered"] is not None and row["answered_in_time"] is not None:
                    yield Piece(record, row, row["month"], row["answered_in_time"], row["offered"])
            elif row["wait_s"] is None:
                nobody_spoke = row["due_at"] is None and row["serve_s"] is None
                if row["status"] == "abandoned" and row["kind"] == "information" and nobody_spoke:
                    yield Piece(record, row, row["started_on"], 0, 1)
            elif row["status"] == "abandoned":
                yield Piece(record, row, row["started_on"], 0, int(row["wait_s"] >= 10))
            else:
                yield Piece(record, row, row["started_on"], int(row["wait_s"] <= 60), 1)


@defines("average_speed_of_answer")
def _average_speed_of_answer(records: Records) -> Iterator[Piece]:
    for record, rows in records.either("transaction", "contact_summary"):
        for row in rows:
            if row["channel"] != "telephone":
                continue
            if record == "contact_summary":
                yield Piece(record, row, row["month"], row["wait_s"], row["handled"])
            elif row["wait_s"] is not None and row["status"] != "abandoned":
                yield Piece(record, row, row["started_on"], row["wait_s"], 1)


@defines("first_contact_resolution")
def _first_contact_resolution(records: Records) -> Iterator[Piece]:
    contacts = [
        row
        for row in records["transaction"]
        if row["channel"] in ("telephone", "in_person") and row["customer_key"] is not None
    ]

    def order(row: Row) -> tuple:
        return row["started_at"], row["transaction_id"], row["source"]

    for row in contacts:
        if row["status"] == "abandoned":
            continue
        asked_again = any(
            other["customer_key"] == row["customer_key"]
            and other["service_id"] == row["service_id"]
            and order(other) > order(row)
            and other["started_at"] - row["started_at"] <= timedelta(days=7)
            for other in contacts
        )
        yield Piece("transaction", row, row["started_on"], int(not asked_again), 1)


@defines("online_completion")
def _online_completion(records: Records) -> Iterator[Piece]:
    for row in records["transaction"]:
        online = row["kind"] == "transaction" and row["channel"] in ("online", "kiosk")
        if online and row["status"] != "in_progress":
            yield Piece("transaction", row, row["started_on"], int(row["status"] == "completed"), 1)


def borne_costs(records: Records) -> Iterator[tuple[Row, str | None, int]]:
    """Each ledger line with the channels that bear it and how much of it, in cents × millionths.

    A channel's own line is its own; a shared one is split by its cost centre's key of the fiscal year, and what the
    key does not cover is nobody's.
    """
    keys: dict[tuple[str, int, str], list[tuple[str, int]]] = {}
    for share in records.get("allocation_share", []):
        at = share["source"], share["fiscal_year"], share["cost_centre"]
        keys.setdefault(at, []).append((share["channel"], share["share_millionths"]))
    for line in records["ledger_line"]:
        if line["channel"] is not None:
            yield line, line["channel"], line["amount_cents"] * 1_000_000
            continue
        left = 1_000_000
        at = line["source"], fiscal_year(line["posted_on"]), line["cost_centre"]
        for channel, millionths in keys.get(at, []):
            yield line, channel, line["amount_cents"] * millionths
            left -= millionths
        if left:
            yield line, None, line["amount_cents"] * left


def _running_costs(records: Records) -> Iterator[tuple[Row, int]]:
    for line, channel, borne in borne_costs(records):
        if line["kind"] == "expense" and line["account"] != "start_up":
            yield {**line, "channel": channel}, borne


@defines("cost_per_transaction")
def _cost_per_transaction(records: Records) -> Iterator[Piece]:
    for line, borne in _running_costs(records):
        yield Piece("ledger_line", line, line["posted_on"], borne, 0)
    for row in records["transaction"]:
        if row["kind"] == "transaction" and row["status"] == "completed":
            yield Piece("transaction", row, row["completed_on"], 0, 1)


@defines("unallocated_cost_share")
def _unallocated_cost_share(records: Records) -> Iterator[Piece]:
    for line, borne in _running_costs(records):
        yield Piece("ledger_line", line, line["posted_on"], borne if line["channel"] is None else 0, borne)


@defines("recoveries_share")
def _recoveries_share(records: Records) -> Iterator[Piece]:
    for line in records["ledger_line"]:
        if line["kind"] in ("recovery", "appropriation"):
            cents = line["amount_cents"]
            yield Piece("ledger_line", line, line["posted_on"], cents if line["kind"] == "recovery" else 0, cents)


@defines("right_first_time")
def _right_first_time(records: Records) -> Iterator[Piece]:
    for row in records["quality_audit"]:
        weight = row["weight_millionths"]
        yield Piece("quality_audit", row, row["audited_on"], 0 if row["error_found"] else weight, weight)


@defines("channel_availability")
def _channel_availability(records: Records) -> Iterator[Piece]:
    for row in records["schedule"]:
        yield Piece("schedule", row, row["on_date"], row["scheduled_minutes"], row["scheduled_minutes"])
    for row in records["outage"]:
        if not row["planned"]:
            yield Piece("outage", row, row["on_date"], -row["down_minutes"], 0)


# --- Growth ------------------------------------------------------------------------------------------------------


def _done(records: Records) -> Iterator[Row]:
    for row in records["transaction"]:
        if row["kind"] == "transaction" and row["status"] == "completed":
            yield row


def _digital(row: Row) -> bool:
    return row["channel"] == "online" or row["assisted_digital"] is True


def _catalogue(records: Records) -> dict[str, Row]:
    """Each service as the first of the sources describes it."""
    found: dict[str, Row] = {}
    for service in sorted(records["service"], key=lambda service: service["source"]):
        found.setdefault(service["service_id"], service)
    return found


@defines("transaction_volume", "volume_growth")
def _transaction_volume(records: Records) -> Iterator[Piece]:
    for row in _done(records):
        yield Piece("transaction", row, row["completed_on"], 1, None)


@defines("digital_share_of_all")
def _digital_share_of_all(records: Records) -> Iterator[Piece]:
    for row in _done(records):
        yield Piece("transaction", row, row["completed_on"], int(_digital(row)), 1)


def _among_services_online(holds: Callable[[Row], bool]) -> Definition:
    def definition(records: Records) -> Iterator[Piece]:
        services = _catalogue(records)
        for row in _done(records):
            since = services.get(row["service_id"], {}).get("online_from")
            if since is not None and row["completed_on"] is not None and row["completed_on"] >= since:
                yield Piece("transaction", row, row["completed_on"], int(holds(row)), 1)

    return definition


defines("digital_take_up")(_among_services_online(_digital))
defines("avoidable_transactions")(
    _among_services_online(lambda row: row["channel"] in ("in_person", "telephone") and not _digital(row))
)


@defines("services_online")
def _services_online(records: Records) -> Iterator[Piece]:
    for service in _catalogue(records).values():
        month = service["launched_on"] and service["launched_on"].replace(day=1)
        while month and records.data_to and month <= records.data_to:
            end = end_of(month, "month")
            if service["retired_on"] is None or service["retired_on"] >= end:
                online = service["online_from"] is not None and service["online_from"] <= end
                yield Piece("service", service, month, int(online), 1)
            month = end + timedelta(days=1)


@defines("onboarded_against_plan")
def _onboarded_against_plan(records: Records) -> Iterator[Piece]:
    for row in records["initiative"]:
        if row["onboarding"]:
            yield Piece("initiative", row, row["live_on"], 1, 0)
            yield Piece("initiative", row, row["planned_on"], 0, 1)


@defines("partner_measures_met")
def _partner_measures_met(records: Records) -> Iterator[Piece]:
    for row in records["sla_result"]:
        if row["denominator"]:
            met = row["numerator"] * 1_000_000 >= row["target_millionths"] * row["denominator"]
            yield Piece("sla_result", row, row["quarter_start"], int(met), 1)


@defines("access_within_10_km")
def _access_within_10_km(records: Records) -> Iterator[Piece]:
    for row in records["population"]:
        if row["distance_m"] is not None:
            near = row["distance_m"] <= 10_000
            yield Piece("population", row, row["on_date"], row["people"] if near else 0, row["people"])


# --- Slices ------------------------------------------------------------------------------------------------------

OWN_COLUMN = {
    "channel": "channel", "line": "line_id", "service": "service_id", "region": "region_id", "location": "location_id",
    "operator": "operator_id", "language": "language", "customer_type": "customer_type", "unit": "unit_id",
    "branch": "branch_id", "tenure": "tenure", "partner": "partner_id",
    "run_by": "run_by_id", "hour": "started_half_hour",
    "kind": "kind", "circumstance": "circumstance", "category": "category", "decision": "decision",
}  # fmt: skip
TOLD_BESIDE = {"kind": "wait_s"}
"""Columns of which another record has its namesake: the column that only the rows which are meant have too."""
REACHED = {
    "line": ("service", "service_id", "line_id"),
    "region": ("location", "location_id", "region_id"),
    "operator": ("location", "location_id", "operator_id"),
    "branch": ("unit", "unit_id", "parent_unit_id"),
    "partner": ("service", "service_id", "partner_id"),
    "run_by": ("location", "location_id", "partner_id"),
}
"""Breakdown → the reference table, its key, and the column that says where the row belongs."""


def place(row: Row, breakdown: str, records: Records, day: date | None = None) -> str | None:
    """Where a row that counts on a day belongs in a breakdown; None where it has no place."""
    if breakdown == "weekday":
        stands_for_a_month = "month" in row or "quarter_start" in row
        return None if day is None or stands_for_a_month else str(day.weekday() + 1)
    if OWN_COLUMN[breakdown] in row and TOLD_BESIDE.get(breakdown, OWN_COLUMN[breakdown]) in row:
        return row[OWN_COLUMN[breakdown]]
    if breakdown not in REACHED or REACHED[breakdown][1] not in row:
        return None
    table, key, column = REACHED[breakdown]
    known = [reference for reference in records.get(table, []) if reference[key] == row[key]]
    return min(known, key=lambda reference: reference["source"])[column] if known else None


def fiscal_year(day: date) -> int:
    """The calendar year of its 1 April."""
    return day.year - (day.month < 4)


def label(day: date, grain: str | None) -> str:
    """The code of the period that holds a day; all days are one period without a grain."""
    if grain is None:
        return "all"
    if grain == "day":
        return f"{day.year}-{day.month:02}-{day.day:02}"
    if grain == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    if grain == "month":
        return f"{day.year}-{day.month:02}"
    year = fiscal_year(day)
    quarter = {4: 1, 5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 3, 11: 3, 12: 3, 1: 4, 2: 4, 3: 4}[day.month]
    return f"FY{year}-{str(year + 1)[2:]}" + (f"-Q{quarter}" if grain == "quarter" else "")


def end_of(day: date, grain: str) -> date:
    """The last day of the period that holds a day."""
    while label(day + timedelta(days=1), grain) == label(day, grain):
        day += timedelta(days=1)
    return day


class Sums(NamedTuple):
    """Numerator, denominator (None for a count) and the number of rows counted."""

    numerator: int
    denominator: int | None
    n: int

    def value(self, scale: float) -> float | None:
        """The quotient, at last; None where there is nothing to divide by."""
        if self.denominator is None:
            return self.numerator * scale
        return self.numerator / self.denominator * scale if self.denominator else None


def added(pieces: Iterable[Piece]) -> Sums:
    """The sums of some pieces; the rows counted are those that add to the denominator, for a count to the count."""
    above, below, n, counts = 0, 0, 0, False
    for piece in pieces:
        above += piece.above
        below += piece.below or 0
        counts = counts or piece.below is None
        counted = bool(piece.above if piece.below is None else piece.below)
        n += counted if piece.counted is None else piece.counted
    return Sums(above, None if counts else below, n)


def kept(
    pieces: Iterable[Piece],
    records: Records,
    *,
    start: date = date.min,
    end: date = date.max,
    where: Mapping[str, Sequence[str]] | None = None,
) -> list[Piece]:
    """The pieces of a slice."""
    return [
        piece
        for piece in pieces
        if piece.day is not None
        and start <= piece.day <= end
        and all(place(piece.row, name, records, piece.day) in codes for name, codes in (where or {}).items())
    ]


def last_waves(pieces: Iterable[Piece], every: Iterable[Piece], grain: str | None) -> list[Piece]:
    """The pieces of the last month in which anybody at all answered, of each period of a grain (None: of all)."""
    last: dict[str | None, tuple[int, int]] = {}
    for piece in every:
        if piece.above or piece.below:
            at = label(piece.day, grain) if grain else None
            last[at] = max(last.get(at, (0, 0)), (piece.day.year, piece.day.month))
    return [
        piece
        for piece in pieces
        if last.get(label(piece.day, grain) if grain else None) == (piece.day.year, piece.day.month)
    ]


def grouped(
    pieces: Iterable[Piece], records: Records, *, by: Sequence[str] = (), grain: str | None = None
) -> dict[tuple, Sums]:
    """(period, codes …) → sums, for every group to which any row adds something."""
    groups: dict[tuple, list[Piece]] = {}
    for piece in pieces:
        at = (label(piece.day, grain), *(place(piece.row, name, records, piece.day) for name in by))
        groups.setdefault(at, []).append(piece)
    sums = {at: added(found) for at, found in groups.items()}
    return {at: found for at, found in sums.items() if found.n or found.numerator or found.denominator}


def spread(pieces: Iterable[Piece], *, weighted: bool) -> tuple[int, int]:
    """Σw² and Σwx² of a sample as it is kept: weights in hundredths, or Σwx² in thousandths where all weigh alike."""
    squares = moments = 0
    for piece in pieces:
        if not piece.below:
            continue
        if weighted:
            squares += (piece.below // 10_000) ** 2
            moments += piece.above * (piece.above // piece.below)
        else:
            squares += piece.below**2
            moments += piece.above**2 * 1000 // piece.below
    return squares, moments


# --- Derived kinds: each takes the pieces of one slice, and what the same records hold over all slices -------------


def months_before(day: date, months: int) -> date:
    """The first day of the month that many months before."""
    for _ in range(months):
        day = day.replace(day=1) - timedelta(days=1)
    return day.replace(day=1)


def counted_days(pieces: Iterable[Piece]) -> list[date]:
    """The days on which any row is counted."""
    return [piece.day for piece in pieces if piece.day is not None and (piece.below or piece.below is None)]


def windowed(slice_: list[Piece], every: list[Piece], start: date, end: date, scale: float) -> float | None:
    """The quotient from `start` to `end`; None where nothing is counted yet in its first month or before."""
    if min(counted_days(every), default=date.max).replace(day=1) > start:
        return None
    return added(piece for piece in slice_ if piece.day and start <= piece.day <= end).value(scale)


def rolling(slice_: list[Piece], every: list[Piece], end: date, scale: float) -> float | None:
    """The quotient of the twelve months that end on `end`, the last day of a month."""
    return windowed(slice_, every, months_before(end, 11), end, scale)


def cumulative(slice_: list[Piece], every: list[Piece], end: date, scale: float) -> float | None:
    """The quotient from 1 April to `end`."""
    return windowed(slice_, every, date(fiscal_year(end), 4, 1), end, scale)


def stock(slice_: list[Piece], every: list[Piece], start: date, end: date, scale: float) -> float | None:
    """The quotient of the last month from `start` to `end` in which any row is counted."""
    months = [label(day, "month") for day in counted_days(every) if start <= day <= end]
    if not months:
        return None
    return added(piece for piece in slice_ if piece.day and label(piece.day, "month") == max(months)).value(scale)


def gap(this: list[Piece], other: list[Piece], start: date, end: date, scale: float) -> float | None:
    """The quotient of one group minus that of the other, where both have one."""
    first, second = (
        added(piece for piece in side if piece.day and start <= piece.day <= end).value(scale) for side in (this, other)
    )
    return None if first is None or second is None else first - second


CLOSED = {
    date.fromisoformat(f"{year}-{day}")
    for year, days in {
        2022: "01-03 02-21 04-15 04-18 05-23 07-01 08-01 09-05 10-10 11-11 12-26 12-27",
        2023: "01-02 02-20 04-07 04-10 05-22 07-03 08-07 09-04 10-09 11-13 12-25 12-26",
        2024: "01-01 02-19 03-29 04-01 05-20 07-01 08-05 09-02 10-14 11-11 12-25 12-26",
        2025: "01-01 02-17 04-18 04-21 05-19 07-01 08-04 09-01 10-13 11-11 12-25 12-26",
    }.items()
    for day in days.split()
}
"""Weekdays on which public offices in Ontario are closed, copied from calendars."""


def working_days(start: date, end: date) -> int:
    """Mondays to Fridays on which offices are open, both ends included."""
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return sum(day.isoweekday() <= 5 and day not in CLOSED for day in days)


def growth(slice_: list[Piece], now: tuple[date, date], before: tuple[date, date]) -> float | None:
    """Per working day against a year before, minus 1, over the services that have any in both."""
    counts: list[dict[str, int]] = []
    for start, end in (now, before):
        side: dict[str, int] = {}
        for piece in slice_:
            if piece.day and start <= piece.day <= end and piece.above:
                side[piece.row["service_id"]] = side.get(piece.row["service_id"], 0) + piece.above
        counts.append(side)
    alike = counts[0].keys() & counts[1].keys()
    if not alike:
        return None
    per_day = [
        sum(side[service] for service in alike) / working_days(start, end)
        for side, (start, end) in zip(counts, (now, before), strict=True)
    ]
    return per_day[0] / per_day[1] - 1
