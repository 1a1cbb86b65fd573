"""The part of the page about the public statement: whether it was published, what it would say, and publishing it."""

from dashboard.actions.statement import publish_statement
from dashboard.exports.statement import sections
from dashboard.queries.standards import statements
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import statement as words
from dashboard.ui.component import draw
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import Html, join, tag
from data.access.roles import Action
from data.errors import UserError
from data.words import LONGEST_TEXT
from metrics.standards.statement import GRAIN, latest_quarter


def statement(ctx: PageContext) -> None:
    """Drawn apart from the rest of the page: it changes when somebody publishes, which is no new edition."""
    draw(_told(ctx), "statement")
    if ctx.period.grain == GRAIN and _may_publish(ctx) and _problem(ctx) is None:
        _form(ctx)


def _told(ctx: PageContext) -> Html:
    heading = tag("h2", ctx.say(words.SECTION), id="statement")
    if ctx.viewer.scope:
        return join(heading, tag("p", ctx.say(words.OF_ALL)))
    if ctx.period.grain != GRAIN:
        quarter = latest_quarter(ctx.snapshot)
        link = tag("a", formats.period(quarter, ctx.lang), href=ctx.link(period=quarter.code), id="go-quarter")
        return join(heading, tag("p", ctx.say(words.CHOOSE_QUARTER), " ", link))
    return join(heading, _published(ctx), _preview(ctx))


def _published(ctx: PageContext) -> Html:
    period = formats.period(ctx.period, ctx.lang)
    versions = statements.published(ctx.decisions.url).get(ctx.period.code, [])
    if not versions:
        return tag("p", ctx.say(words.STATE_NEVER, period=period))
    last = versions[-1]
    day = formats.day(last.day, ctx.lang) if last.day else ""
    told = ctx.say(words.STATE_PUBLISHED, period=period, day=day, version=last.version)
    address = f"statement/{ctx.lang}/{ctx.period.code}/"
    return tag("p", told, " ", tag("a", ctx.say(words.READ_IT), href=address, target="_blank"))


def _preview(ctx: PageContext) -> Html:
    """The figures as the public would read them now, or why there are none."""
    if (problem := _problem(ctx)) is not None:
        return tag("p", problem.text(ctx.lang), class_="note")
    computed = statements.draft(ctx.snapshot, ctx.period.code)
    hidden = sum(figure.hidden for figure in computed.figures)
    n = {"n": formats.number(len(computed.figures), ctx.lang), "hidden": formats.number(hidden, ctx.lang)}
    return join(
        tag("p", ctx.say(words.PREVIEW, period=formats.period(ctx.period, ctx.lang), **n)),
        tag(
            "details",
            tag("summary", ctx.say(words.PREVIEW_SHOW)),
            sections.lead(computed, ctx.lang),
            sections.tables(computed, ctx.lang),
            class_="folded",
        ),
    )


def _problem(ctx: PageContext) -> UserError | None:
    """Why there is no statement of this quarter."""
    try:
        statements.draft(ctx.snapshot, ctx.period.code)
    except UserError as error:
        return error
    return None


def _may_publish(ctx: PageContext) -> bool:
    return Action.STATEMENT in ctx.viewer.declared.may and not ctx.viewer.scope


def _form(ctx: PageContext) -> None:
    versions = statements.published(ctx.decisions.url).get(ctx.period.code, [])
    title = ctx.say(words.CORRECT if versions else words.PUBLISH)
    reason = [FormField(name="reason", label=words.WHY, longest=LONGEST_TEXT)] if versions else []

    def save(sent: Submission) -> str:
        return publish_statement(ctx, sent.viewer, sent.seen, sent.run, reason=sent.text("reason"))

    form(
        title,
        [*reason, who(ctx)],
        save,
        ctx,
        "publish-statement",
        seen=versions[-1].version or 0 if versions else 0,
        button=words.CORRECT if versions else words.PUBLISH,
        note=ctx.say(words.NEVER_CHANGES),
    )
