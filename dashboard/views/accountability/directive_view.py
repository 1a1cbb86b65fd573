"""The Service Directive on one page: how each obligation stands, what that rests on, and who attests the rest."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.actions import accountability as actions
from dashboard.findings.accountability import MOST
from dashboard.findings.comments import plain
from dashboard.queries import directive
from dashboard.request.context import LANGUAGES, PageContext
from dashboard.text import formats
from dashboard.text.wording import directive as words
from dashboard.ui.component import draw
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.accountability.tabs import tabs
from data.access.roles import ROLES, Action
from data.accountability_words import AttestationKind
from data.words import LONGEST_TEXT
from metrics.accountability.compliance import Compliance, Line, counted, open_lines
from metrics.accountability.obligations import OBLIGATIONS
from metrics.calendar.periods import parse

TONES = {
    Compliance.NOT_KEPT: ("✗", "bad"),
    Compliance.PARTLY: ("≈", "plain"),
    Compliance.NOT_ATTESTED: ("–", "bad"),
    Compliance.LAPSED: ("–", "plain"),
    Compliance.EXEMPTED: ("·", "plain"),
    Compliance.ATTESTED: ("✓", "good"),
    Compliance.SHOWN: ("✓", "good"),
}
"""A shape beside the word, so that colour is not needed."""

SEEN_AT: Mapping[str, tuple[str, dict[str, str]]] = {
    "common_standards": ("service_quality", {}),
    "program_standards": ("service_quality", {}),
    "standards_communicated": ("service_quality", {}),
    "guarantees_approved": ("service_quality", {}),
    "quality_monitored": ("scorecard", {"all": "1"}),
    "quality_communicated": ("service_quality", {}),
    "improvements": ("strategy", {}),
    "feedback": ("indicator", {"indicator": "complaints_acknowledged_on_time"}),
    "third_parties": ("partners", {}),
    "french_quality": ("indicator", {"indicator": "service_standards_met", "by": "language"}),
}
"""Obligation → the page that shows the evidence, and what is chosen on it."""


def show(ctx: PageContext) -> None:
    """The sentence, the obligations, and the form of who attests."""
    found = directive.compliance(ctx)
    draw(join(tabs(ctx), bottom_line(found, ctx), _lines(found, ctx)), "directive")
    _attest(found, ctx)


def bottom_line(found: Sequence[Line], ctx: PageContext) -> Html:
    """One sentence: how many obligations hold, on what, and which are open."""
    left, states = open_lines(found), counted(found)
    counts = [
        ctx.say(text, n=formats.number(states[state], ctx.lang))
        for state, text in words.COUNTS.items()
        if state in states
    ]
    n = {"n": formats.number(len(found), ctx.lang), "counts": formats.together(counts, ctx.lang) if counts else ""}
    names = [f"{ctx.say(line.obligation.title)} ({ctx.say(line.compliance.text).lower()})" for line in left[:MOST]]
    if more := len(left) - len(names):
        names.append(ctx.say(words.MORE, n=formats.number(more, ctx.lang)))
    told = "; ".join(names)
    if not left:
        sentence = ctx.say(words.ALL_HOLD, **n)
    elif counts:
        held = formats.number(len(found) - len(left), ctx.lang)
        sentence = ctx.say(words.SOME_OPEN, held=held, names=told, **n)
    else:
        sentence = ctx.say(words.NONE_HELD, n=n["n"], names=told)
    return tag("p", sentence, class_="note warn" if left else "note", data_start=True, tabindex=-1)


def _lines(found: Sequence[Line], ctx: PageContext) -> Html:
    caption = ctx.say(words.CAPTION, period=formats.period(ctx.period, ctx.lang))
    columns = [Column(ctx.say(text)) for text in (words.OBLIGATION, words.STANDS, words.RESTS_ON)]
    body = table(caption, columns, [_row(line, ctx) for line in found], kind="wide", caption_hidden=True)
    return join(
        tag("p", caption, ". ", ctx.say(words.RULE), class_="soft"),
        tag("p", ctx.say(words.FILTERS), class_="soft") if ctx.where else None,
        scrolling(body, caption),
    )


def _row(line: Line, ctx: PageContext) -> list[Child]:
    mark, tone = TONES[line.compliance]
    state = tag(
        "span", tag("span", mark, formats.SPACE, aria_hidden="true"), ctx.say(line.compliance.text), class_=tone
    )
    return [ctx.say(line.obligation.title), state, _rests_on(line, ctx)]


def _rests_on(line: Line, ctx: PageContext) -> Html:
    """What the data show, with the way there; and what somebody said."""
    parts: list[Child] = []
    if line.proof is not None:
        values = {name: _written(value, ctx) for name, value in line.proof.values.items()}
        parts.append(ctx.say(words.SENTENCES[line.proof.told], **values))
        page, chosen = SEEN_AT[line.obligation.code]
        if ctx.leads_to(page):
            # A statement is of a quarter, and shown on its page only.
            of = {"period": str(quarter)} if (quarter := line.proof.values.get("quarter")) else {}
            address = ctx.link(page, **{**dict.fromkeys(ctx.where), **chosen, **of})
            parts.append(tag("a", ctx.say(words.SEE), " ▸", href=address, class_="see"))
    if line.said is not None:
        parts.append(_said(line, ctx))
    elif line.compliance is Compliance.NOT_ATTESTED:
        parts.append(ctx.say(words.NOBODY))
    return join(*(join(part, " ") for part in parts))


def _said(line: Line, ctx: PageContext) -> str:
    row = line.said or {}
    told = {
        "author": row["author"],
        "role": ctx.say(ROLES[row["role"]].title),
        "day": formats.day(row["recorded_at"].astimezone().date(), ctx.lang),
        "grounds": plain(row, "text", ctx),
    }
    if row["kind"] == AttestationKind.EXEMPTED:
        day = formats.day(row["approved_on"], ctx.lang)
        return ctx.say(words.EXEMPTED, approval=row["approval"], approved=day, **told)
    return ctx.say(words.ATTESTED, **told)


def _written(value: object, ctx: PageContext) -> str:
    """A number, share, day or quarter as a sentence has it."""
    if isinstance(value, float):
        return formats.percent(value, ctx.lang)
    if isinstance(value, int):
        return formats.number(value, ctx.lang)
    if isinstance(value, date):
        return formats.day(value, ctx.lang)
    return formats.period(parse(str(value)), ctx.lang)


def _attest(found: Sequence[Line], ctx: PageContext) -> None:
    other = next(lang for lang in LANGUAGES if lang != ctx.lang)
    names = {line.obligation.code: ctx.say(line.obligation.title) for line in found}
    kinds = {kind.value: ctx.say(text) for kind, text in words.KINDS.items()}
    first = next((line.obligation.code for line in open_lines(found) if line.proof is None), next(iter(OBLIGATIONS)))
    fields = [
        FormField(name="obligation", label=words.WHICH, kind="select", options=names, value=first),
        FormField(name="kind", label=words.KIND, kind="select", options=kinds),
        FormField(name=f"text_{ctx.lang}", label=words.GROUNDS, kind="long", longest=LONGEST_TEXT),
        FormField(name=f"text_{other}", label=words.GROUNDS_OTHER, kind="long", longest=LONGEST_TEXT, required=False),
        FormField(name="approval", label=words.APPROVAL, required=False),
        FormField(name="approved_on", label=words.APPROVED_ON, kind="date", required=False),
        who(ctx),
    ]

    def save(submission: Submission) -> str:
        return actions.attest(
            ctx,
            submission.viewer,
            submission.seen,
            obligation=submission.text("obligation"),
            kind=submission.text("kind"),
            text_en=submission.text("text_en"),
            text_fr=submission.text("text_fr"),
            approval=submission.text("approval"),
            approved_on=submission.day("approved_on"),
        )

    form(
        ctx.say(words.ATTEST),
        fields,
        save,
        ctx,
        "attest",
        seen=directive.newest_attestation(ctx),
        note=ctx.say(words.ATTEST_NOTE),
        offered=Action.ATTEST in ctx.viewer.declared.may,
    )
