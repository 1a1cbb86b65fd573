"""The rows of every table that become known in a stretch of days, month by month, as frames."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from data.demo import (
    brand,
    complaints,
    customers,
    events,
    fulfilment,
    money,
    operation,
    services,
    slips,
    staff,
    surveys,
    texts,
    transactions,
)
from data.demo.calendar import CHANNELS, first_day, fiscal_year, month_of, month_start
from data.demo.network import places, roster
from data.demo.registers import positions, strategy
from data.demo.tables import KNOWN_ON, metadata
from data.demo.transactions import KINDS, OUTCOMES, REASONS, Month

LOOK_BACK_MONTHS = 6  # more than the 170 days between an interaction and the last row about it
SERVICE_CODES = pl.Series(services.SERVICE_CODES)
LANGUAGES = pl.Series(["en", "fr"])
CLIENTS = pl.Series(["individual", "business"])
CIRCUMSTANCES = pl.Series(["normal", "not_normal"])


def rows(
    seed: int, first: int, scale: float, after: date | None, until: date
) -> Iterator[tuple[str, pl.DataFrame, float]]:
    """Table, its rows known after `after` (None: from the beginning) up to `until`, and the share done."""
    start = first_day(first)
    begin = start if after is None else after + timedelta(days=1)
    for table, frame in references(seed, first, scale, begin if after else None, until):
        yield table, frame, 0.0
    early = month_of(begin) - (LOOK_BACK_MONTHS if after else 0)
    months = range(max(early, month_of(start)), month_of(until) + 1)
    outlets = places.outlets(seed, first, scale)
    people = staff.headcounts(seed, first, months[-1])
    ahead = range(
        month_of(begin + (roster.KNOWN_AHEAD if after else timedelta())), month_of(until + roster.KNOWN_AHEAD) + 1
    )
    for month in ahead:
        planned = _within("roster", roster.capacity(seed, first, scale, month), begin, until)
        if len(planned):
            yield "roster", planned, 0.0
    refunds: dict[int, int] = {}
    for done, month in enumerate(months):
        for table, frame in _month(seed, first, scale, month, outlets, people[month], refunds):
            whole = not after and month + LOOK_BACK_MONTHS < month_of(until)
            known_rows = frame.drop("_known", strict=False) if whole else _within(table, frame, begin, until)
            if len(known_rows):
                yield table, known_rows, (done + 1) / len(months)


def _within(table: str, frame: pl.DataFrame, begin: date, until: date) -> pl.DataFrame:
    if not len(frame):
        return frame
    column = "_known" if "_known" in frame.columns else KNOWN_ON[table]
    first, last = (pl.Series([edge]).cast(pl.Date)[0] for edge in (frame[column].min(), frame[column].max()))
    if first < begin or last > until:
        frame = frame.filter(pl.col(column).cast(pl.Date).is_between(begin, until))
    return frame.drop("_known", strict=False)


def _frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    columns = metadata.tables[table]
    kinds = {"TEXT": pl.String, "BIGINT": pl.Int64, "BOOLEAN": pl.Boolean, "DATE": pl.Date, "FLOAT": pl.Float64}
    schema = {c.name: kinds[str(c.type)] for c in columns.columns}
    if rows and "_known" in rows[0]:
        schema["_known"] = pl.Date
    return pl.DataFrame(rows, schema=schema)


def references(
    seed: int, first: int, scale: float, begin: date | None, until: date
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Reference rows: those there from the beginning, and those that begin in the stretch."""
    start = first_day(first)

    def labels(key: str, names_of: dict[str, Any]) -> list[dict[str, Any]]:
        return [{key: code, "label_en": names[0], "label_fr": names[1]} for code, names in names_of.items()]

    years = range(first, fiscal_year(until) + 1)
    quarters = [date(y, m, 1) for y in range(first, until.year + 1) for m in (1, 4, 7, 10)]
    found = places.outlets(seed, first, scale)
    rows = {
        "business_line": labels("line_code", services.LINES),
        "district": labels("district_code", places.REGIONS),
        "run_by": labels("run_by_code", places.OPERATORS),
        "partner": [
            {"partner_code": code, "label_en": en, "label_fr": fr, "signed": date(first - n, 4, 1)}
            for code, (en, fr, n) in services.PARTNERS.items()
        ],
        "offering": [_offering(service, first) for service in services.SERVICES],
        "outlet": [_outlet(o) for o in found],
        "org_unit": staff.units(),
        "norm": [row | {"_known": row["since"]} for row in services.standards(first)],
        "happening": [
            row | {"_known": row["starts"]} for row in events.events(seed, first, until, places.relocations(found))
        ],
        **strategy.tactics(seed, first, scale, years),
        "cost_key": [row | {"_known": first_day(y)} for y in years for row in money.shares(y, first)],
        "inhabitants": [
            row | {"_known": q} for q in quarters if start <= q for row in places.population(seed, found, q)
        ],
    }
    for table, table_rows in rows.items():
        known_rows = [row for row in table_rows if (row.get("_known") or start) <= until]
        if begin is not None:
            known_rows = [row for row in known_rows if (row.get("_known") or start) >= begin]
        if known_rows:
            yield table, _frame(table, known_rows).drop("_known", strict=False)


def _offering(service: services.Service, first: int) -> dict[str, Any]:
    since = services.launch_day(service, first)
    online = service.online_month
    before = services.month_day(first, -36)
    return {
        "service_code": service.code, "line_code": service.line, "partner_code": service.partner,
        "label_en": service.en, "label_fr": service.fr, "client_kind": service.customer_type,
        "fee_cents": service.fee_cents, "since": since or before,
        "online_since": None if online is None else before if online == 0 else services.month_day(first, online),
        "_known": since,
    }  # fmt: skip


def _outlet(outlet: places.Outlet) -> dict[str, Any]:
    return {
        "outlet_code": outlet.code, "label_en": outlet.en, "label_fr": outlet.fr, "district_code": outlet.region,
        "run_by_code": outlet.operator, "partner_code": outlet.partner, "lat_millionths": outlet.latitude,
        "lon_millionths": outlet.longitude, "desks": outlet.desks, "hours_a_week": outlet.weekly_hours,
        "bilingual": outlet.bilingual, "since": outlet.opened, "closed": outlet.closed,
    }  # fmt: skip


def _month(
    seed: int, first: int, scale: float, month: int, outlets: list[places.Outlet], people: dict[str, int],
    refunds: dict[int, int],
) -> Iterator[tuple[str, pl.DataFrame]]:  # fmt: skip
    rows = transactions.interactions(seed, first, scale, month)
    keys = customers.keys(seed, first, scale, month)
    ends = fulfilment.deliveries(seed, first, rows)
    codes = pl.Series([o.code for o in outlets])
    base = _interactions(rows, keys, codes)
    slow = pl.Series(rows.slow)
    wrong = slips.clock_errors(seed, rows)
    yield from _clock_errors(base[wrong.row], wrong.fixed)
    at_once = ~rows.slow
    at_once[wrong.row] = False
    yield "interaction", base.filter(pl.Series(at_once))
    yield "application", base.filter(slow).drop("closed_at", "outcome", "reason")
    number = base["interaction_no"]
    yield (
        "fulfilment",
        pl.DataFrame(
            {
                "interaction_no": number.gather(ends.row),
                "ended_at": _moment(ends.ended),
                "outcome": pl.Series(OUTCOMES).gather(np.where(ends.rejected, 3, 0)),
                "reason": pl.Series(REASONS).gather(_optional(np.where(ends.rejected, 2, -1))),
            }
        ),
    )
    yield "feedback", _feedback(base, surveys.answers(seed, first, rows, ends), month)
    yield from _grievances(base, complaints.complaints(seed, first, rows, ends), month)
    claims = fulfilment.claims(seed, first, rows, ends)
    for moment, amount in zip(claims["moment"], claims["amount"], strict=True):
        paid_month = int(np.datetime64(int(moment), "s").astype("datetime64[M]").astype(int))
        refunds[paid_month] = refunds.get(paid_month, 0) + int(amount)
    about = base[claims["row"]]
    yield "claim", about.select("interaction_no", "channel", "service_code").with_columns(
        _numbers("CL", month, len(about)).alias("claim_no"), _moment(claims["moment"]).alias("claimed_at"),
        pl.Series("days_late", claims["days_late"], pl.Int64), pl.Series("decision", claims["decision"], pl.String),
        pl.Series("paid_cents", claims["amount"], pl.Int64),
    )  # fmt: skip
    yield "file_review", _reviews(base, complaints.audits(seed, first, rows, outlets), month)
    yield "uptime_plan", _frame("uptime_plan", operation.schedule(seed, first, month))
    yield "incident", _frame("incident", operation.outages(seed, first, month))
    results = operation.agreements(seed, first, month)
    yield "agreement_result", _frame("agreement_result", [r | {"_known": month_start(month)} for r in results])
    last_day = month_start(month + 1) - timedelta(days=1)
    about_staff = staff.months(seed, first, month, people, operation.working_days(month))
    yield "unit_month", _frame("unit_month", [row | {"_known": last_day} for row in about_staff])
    moved = [row | {"filed_on": row["on_day"] + slips.FILED_AFTER} for row in staff.movements(seed, month)]
    yield "movement", _frame("movement", moved)
    for table, found in positions.rows(seed, first, month).items():
        yield table, _frame(table, found)
    invited, replies = staff.wave(seed, first, month, people)
    yield "survey_wave", _frame("survey_wave", invited)
    yield "staff_reply", _frame("staff_reply", replies)
    yield "public_reply", _frame("public_reply", brand.answers(seed, first, month))
    yield "posting", _frame("posting", money.ledger(seed, first, scale, rows, outlets, refunds.get(month, 0)))


def _moment(seconds: np.ndarray) -> pl.Series:
    """Local seconds since 1970 as naive moments; 0 is none."""
    moments = seconds.astype("datetime64[s]").astype("datetime64[ms]")
    moments[seconds == 0] = np.datetime64("NaT")
    return pl.Series(moments)


def _optional(numbers: np.ndarray) -> pl.Series:
    """Whole numbers, those below zero absent."""
    return pl.Series(pa.array(numbers.astype(np.int64), mask=numbers < 0))


def _numbers(letters: str, month: int, how_many: int) -> pl.Series:
    return texts.numbers(f"{letters}{month_start(month):%y%m}-", np.arange(1, how_many + 1), 6)


def _interactions(rows: Month, keys: pl.Series, codes: pl.Series) -> pl.DataFrame:
    ended = np.where(rows.outcome == 1, 0, rows.ended)
    return pl.DataFrame(
        {
            "interaction_no": texts.numbers(f"TX{month_start(rows.month):%y%m}-", rows.number, 7),
            "kind": pl.Series(KINDS).gather(rows.kind),
            "channel": pl.Series(CHANNELS).gather(rows.channel),
            "service_code": SERVICE_CODES.gather(rows.service),
            "outlet_code": codes.gather(_optional(rows.outlet)),
            "lang": LANGUAGES.gather(rows.french.astype(np.uint8)),
            "client_key": keys,
            "client_kind": CLIENTS.gather(rows.business.astype(np.uint8)),
            "opened_at": _moment(rows.started),
            "promised_by": _moment(rows.due),
            "wait_s": _optional(rows.wait),
            "handle_s": _optional(rows.serve),
            "circumstance": CIRCUMSTANCES.gather(rows.abnormal.astype(np.uint8)),
            "covered": pl.Series(rows.guaranteed),
            "assisted": pl.Series(rows.assisted),
            "fee_cents": pl.Series(np.where(rows.outcome == 0, rows.fee, 0)),
            "closed_at": _moment(ended),
            "outcome": pl.Series(OUTCOMES).gather(rows.outcome.astype(np.uint8)),
            "reason": pl.Series(REASONS).gather(_optional(rows.reason)),
        }
    )


def _clock_errors(visits: pl.DataFrame, fixed: np.ndarray) -> Iterator[tuple[str, pl.DataFrame]]:
    yield "clock_error", visits.with_columns(pl.col("closed_at") - slips.CLOCK_BEHIND)
    yield "clock_fix", visits.select("interaction_no", "closed_at", _moment(fixed).alias("fixed_at"))


ABOUT = ["interaction_no", "channel", "service_code", "outlet_code", "lang", "client_kind"]


def _feedback(base: pl.DataFrame, answers: dict[str, Any], month: int) -> pl.DataFrame:
    rating_names = {"timeliness": "rating_time"} | {d: f"rating_{d}" for d in surveys.DRIVERS[1:]}
    about = base[answers["row"]].select(ABOUT)
    return about.with_columns(
        _numbers("FB", month, len(about)).alias("feedback_no"),
        _moment(answers["moment"]).alias("given_at"),
        pl.Series("rating", answers["overall"], pl.Int64),
        pl.Series("weight_millionths", answers["weight"], pl.Int64),
        *[_optional(np.where(answers[d] == 0, -1, answers[d])).alias(name) for d, name in rating_names.items()],
    )


def _grievances(base: pl.DataFrame, grievances: dict[str, Any], month: int) -> Iterator[tuple[str, pl.DataFrame]]:
    about = base[grievances["row"]].select(ABOUT)
    frame = about.with_columns(
        _numbers("PL", month, len(about)).alias("grievance_no"), _moment(grievances["received"]).alias("received_at"),
        pl.Series(complaints.CATEGORIES).gather(grievances["cause"]).alias("cause"),
        _moment(grievances["acknowledge_due"]).alias("acknowledge_by"),
        _moment(grievances["answer_due"]).alias("answer_by"),
        pl.Series("escalated", grievances["escalated"], pl.Boolean),
    )  # fmt: skip
    yield "grievance", frame
    for step in ("acknowledged", "answered"):
        done = {
            "grievance_no": frame["grievance_no"],
            "step": [step] * len(frame),
            "done_at": _moment(grievances[step]),
        }
        yield "grievance_step", pl.DataFrame(done, schema_overrides={"step": pl.String})


def _reviews(base: pl.DataFrame, reviews: dict[str, Any], month: int) -> pl.DataFrame:
    about = base[reviews["row"]].select("interaction_no", "channel", "service_code", "outlet_code")
    kind = _optional(np.where(reviews["error"], reviews["kind"], -1))
    return about.with_columns(
        _numbers("QR", month, len(about)).alias("review_no"), _moment(reviews["moment"]).alias("reviewed_at"),
        pl.Series("weight_millionths", reviews["weight"], pl.Int64), pl.Series("faulty", reviews["error"], pl.Boolean),
        pl.Series(complaints.ERROR_KINDS).gather(kind).alias("fault"),
    )  # fmt: skip
