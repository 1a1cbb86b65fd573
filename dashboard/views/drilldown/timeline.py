"""What happened to one transaction, in the order in which it happened, and a bar of it against its standard."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from dashboard.request.context import PageContext
from dashboard.text import cells, formats
from dashboard.text.wording import transactions as words
from dashboard.ui.markup import Child, Html, tag
from data.records import RECORDS
from data.text import Text
from data.words import InteractionStatus
from metrics.drilldown.record_story import RecordStory
from metrics.drilldown.service_standard import Standing, Verdict

Row = Mapping[str, Any]
TONES = {Verdict.MET: "good", Verdict.LATE: "bad", Verdict.OVERDUE: "bad"}
MARKS = {Verdict.MET: "✓", Verdict.LATE: "✗", Verdict.OVERDUE: "✗"}


@dataclass(frozen=True, kw_only=True)
class Event:
    """One step: when, what, and a detail; `record` is the record that tells more."""

    at: datetime
    what: str
    detail: str | None = None
    record: tuple[str, str] | None = None
    ahead: bool = False
    """Whether it is a moment by which something is wanted, rather than something that happened."""


def verdict(standing: Standing, ctx: PageContext) -> Html:
    """Met its standard, by how much; or late, or open, or why there is nothing to say."""
    kind = TONES.get(standing.verdict, "plain")
    mark = tag("span", MARKS.get(standing.verdict, "–"), " ", aria_hidden="true")
    text = ctx.say(words.VERDICTS[standing.verdict], margin=margin(standing, ctx))
    return tag("p", mark, text, class_=f"verdict {kind}")


def margin(standing: Standing, ctx: PageContext) -> str:
    """`2 business days`, or `3 min`."""
    if standing.business_days is None:
        return cells.span(standing.seconds or 0)
    # Nothing is one in French and many in English.
    singular = standing.business_days == 1 or (standing.business_days == 0 and ctx.lang == "fr")
    text = words.BUSINESS_DAY if singular else words.BUSINESS_DAYS
    return ctx.say(text, n=formats.number(standing.business_days, ctx.lang))


def timeline(row: Row, story: RecordStory, ctx: PageContext, zone: ZoneInfo) -> Html:
    """The steps as an ordered list, each with its local time; those of another record lead to it."""
    steps = sorted(events(row, story, ctx), key=lambda step: step.at)
    items = [
        tag(
            "li",
            tag("span", cells.moment(step.at, ctx, zone, seconds=True), class_="when"),
            tag("span", _link(step, ctx), class_="what"),
            tag("span", step.detail, class_="soft") if step.detail else None,
            class_="ahead" if step.ahead else None,
        )
        for step in steps
    ]
    return tag("ol", items, class_="timeline")


def events(row: Row, story: RecordStory, ctx: PageContext) -> Iterator[Event]:
    """Every step that is known, in no order."""
    yield Event(at=row["started_at"], what=ctx.say(words.STARTED))
    if story.served_at and row["wait_s"]:
        wait = ctx.say(words.AFTER, time=cells.span(row["wait_s"]))
        yield Event(at=story.served_at, what=ctx.say(words.SERVED), detail=wait)
    if row["due_at"]:
        yield Event(at=row["due_at"], what=ctx.say(words.DUE), ahead=True)
    if row["completed_at"]:
        serve = row["serve_s"] and ctx.say(words.AFTER_SERVICE, time=cells.span(row["serve_s"]))
        ended = ctx.say(InteractionStatus(row["status"]).text)
        yield Event(at=row["completed_at"], what=ended, detail=serve or None)
    for answer in story.related.get("survey_answer", ()):
        rated = answer["overall"] and ctx.say(words.RATED, rating=answer["overall"])
        yield _event("survey_answer", answer, "answered_at", words.SURVEY, rated or None, ctx)
    for complaint in story.related.get("complaint", ()):
        yield from _complaint(complaint, ctx)
    for claim in story.related.get("guarantee_claim", ()):
        yield _event("guarantee_claim", claim, "claimed_at", words.CLAIMED, _decision(claim, ctx), ctx)
    for audit in story.related.get("quality_audit", ()):
        finding = ctx.say(words.NO_ERROR)
        if audit["error_found"]:
            finding = ctx.say(words.ERROR_FOUND, kind=_cell("quality_audit", "error_kind", audit, ctx))
        yield _event("quality_audit", audit, "audited_at", words.AUDITED, finding, ctx)


def _complaint(row: Row, ctx: PageContext) -> Iterator[Event]:
    """When it came, and both of its clocks: by when something was wanted, and when it was done."""
    about = ctx.say(words.ABOUT, category=_cell("complaint", "category", row, ctx))
    yield _event("complaint", row, "received_at", words.COMPLAINED, about, ctx)
    clocks = (
        ("acknowledge_due_at", words.ACKNOWLEDGE_DUE, "acknowledged_at", words.ACKNOWLEDGED),
        ("answer_due_at", words.ANSWER_DUE, "answered_at", words.ANSWERED),
    )
    for due, due_text, done, done_text in clocks:
        if row[due]:
            yield Event(at=row[due], what=ctx.say(due_text), ahead=True)
        if row[done]:
            outcome = row[due] and ctx.say(words.IN_TIME if row[done] <= row[due] else words.TOO_LATE)
            yield Event(at=row[done], what=ctx.say(done_text), detail=outcome or None)


def _event(record: str, row: Row, at: str, what: Text, detail: str | None, ctx: PageContext) -> Event:
    key = "|".join(str(row[name]) for name in RECORDS[record].primary_key())
    return Event(at=row[at], what=ctx.say(what), detail=detail, record=(record, key))


def _decision(claim: Row, ctx: PageContext) -> str:
    if claim["decision"] is None:
        return ctx.say(words.UNDECIDED)
    decision = _cell("guarantee_claim", "decision", claim, ctx)
    amount = claim["amount_cents"] and _cell("guarantee_claim", "amount_cents", claim, ctx)
    return f"{decision}, {amount}" if amount else decision


def _cell(record: str, column: str, row: Row, ctx: PageContext) -> str:
    return cells.cell(record, column, row[column], ctx, ZoneInfo("UTC"))


def _link(step: Event, ctx: PageContext) -> Child:
    if not step.record:
        return step.what
    record, key = step.record
    return tag("a", step.what, href=ctx.link("transaction", record=record, key=key))


def bar(row: Row, story: RecordStory, ctx: PageContext) -> Html | None:
    """Waiting and service on one line, and the moment by which the standard wanted it done.

    Measured in per cent, so that a narrow page makes it shorter and its words no smaller.
    """
    start, end, due = row["started_at"], row["completed_at"], row["due_at"]
    if end is None or due is None:
        return None
    whole = (max(end, due) - start).total_seconds() or 1.0

    def share(moment: datetime) -> float:
        return float((moment - start).total_seconds() / whole * 100)

    def block(since: float, until: float, ink: str) -> Html:
        return tag("rect", x=f"{since:.2f}%", y=6, width=f"{max(until - since, 0.4):.2f}%", height=16, fill=ink)

    late = story.standing is not None and story.standing.verdict is Verdict.LATE
    served = share(story.served_at) if story.served_at and row["wait_s"] else 0.0
    marks = [block(0, 100, "var(--band)")]
    if served:
        marks += [block(0, served, "var(--grey)"), _label(ctx.say(words.BAR_WAIT), 0)]
    marks += [
        block(served, share(end), "var(--orange)" if late else "var(--blue)"),
        tag("rect", x=f"calc({share(due):.2f}% - 2px)", y=1, width=3, height=26, fill="var(--ink)"),
        _label(ctx.say(words.BAR_DUE), share(due)),
    ]
    return tag("svg", marks, width="100%", height=46, class_="bar", aria_hidden="true", focusable="false")


def _label(text: str, at: float) -> Html:
    anchor = "end" if at > 50 else "start"
    return tag("text", text, x=f"{at:.2f}%", y=42, font_size=12, text_anchor=anchor, fill="var(--muted)")
