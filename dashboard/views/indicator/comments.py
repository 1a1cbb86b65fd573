"""What the owner says of the number, beside what the data say; its history, and the form that writes it."""

from dashboard.actions import reporting as actions
from dashboard.findings.comments import Row
from dashboard.queries import reporting
from dashboard.queries.cycle.promises import promises_of
from dashboard.request.context import LANGUAGES, PageContext
from dashboard.text import formats
from dashboard.text.wording import reporting as words
from dashboard.ui.component import draw
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import Html, join, tag
from dashboard.views.shared import meeting_notes, promises
from dashboard.views.shared.comment import author, comment
from dashboard.views.shared.comment_check import beside_data
from data.access.roles import Action
from data.text import Text
from data.words import LONGEST_COMMENT, Movement
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import AttentionGroup, group
from metrics.definition.indicator import Indicator

PUBLISH, DRAFT = "publish", "draft"


def said(assessment: Assessment, ctx: PageContext) -> Html | None:
    """The comment of the period and part on the page with its earlier versions; or that one is asked for."""
    versions = reporting.versions(ctx, assessment.indicator.name)
    period = formats.period(ctx.period, ctx.lang)
    if not versions:
        asked = group(assessment) is AttentionGroup.ATTENTION
        return tag("p", ctx.say(words.ASKED, period=period), class_="soft") if asked else None
    newest, *earlier = versions
    older = [tag("li", author(row, ctx), comment(row, ctx)) for row in earlier]
    title = ctx.say(words.EARLIER, n=formats.number(len(earlier), ctx.lang))
    return tag(
        "section",
        tag("h2", ctx.say(words.OWNER_SAYS), " ", author(newest, ctx)),
        comment(newest, ctx),
        beside_data(newest, assessment, ctx),
        tag("details", tag("summary", title), tag("ol", older), class_="folded", id="earlier-comments")
        if earlier
        else None,
        class_="comment",
    )


def write(indicator: Indicator, ctx: PageContext) -> None:
    """What is done about the number, and the form of who may comment; what others send is refused in a sentence."""
    decided = (
        meeting_notes.undertaken(indicator.name, ctx),
        meeting_notes.said_of(indicator.name, ctx),
        promises.promised(promises_of(ctx, indicator.name), ctx),
    )
    if any(decided):
        draw(join(*decided), "undertaken")
    if ctx.as_of:
        return
    if found := reporting.overtaken_draft(ctx, indicator.name):
        draw(_overtaken(*found, ctx), "overtaken-draft")
    draft = reporting.draft(ctx, indicator.name)
    row = draft or reporting.in_force(ctx).get(indicator.name)
    offered = Action.COMMENT in ctx.viewer.declared.may and not reporting.is_locked(ctx)

    def save(submission: Submission) -> str:
        values = {name: submission.text(name) for name in _texts()} | {
            "action_owner": submission.text("action_owner"),
            "action_due": submission.day("action_due"),
            "effect_by": submission.day("effect_by"),
            "effect_indicator": submission.text("effect_indicator"),
            "effect_direction": submission.text("effect_direction"),
        }
        is_draft = submission.text("save_as") == DRAFT
        return actions.save_comment(
            ctx, submission.viewer, submission.seen, indicator=indicator.name, draft=is_draft, values=values
        )

    title = words.CHANGE_COMMENT if row else words.WRITE
    note = ctx.say(words.WRITE_NOTE)
    if draft:
        note = f"{ctx.say(words.YOUR_DRAFT, moment=formats.moment(draft['recorded_at'], ctx.lang))} {note}"
    form(
        ctx.say(title, period=formats.period(ctx.period, ctx.lang)),
        _fields(row, indicator, ctx),
        save,
        ctx,
        "comment",
        seen=reporting.newest_comment(ctx, indicator.name),
        note=note,
        offered=offered,
    )


def _overtaken(draft: Row, published: Row, ctx: PageContext) -> Html:
    """The form holds what was published; what the reader had written before is not lost."""
    moment = formats.moment(draft["recorded_at"], ctx.lang)
    title = ctx.say(words.OVERTAKEN, moment=moment, who=published["author"])
    return tag("details", tag("summary", title), comment(draft, ctx), class_="folded", id="overtaken-draft")


def _texts() -> list[str]:
    return [f"{part}_{lang}" for part in words.PARTS for lang in LANGUAGES]


def _fields(row: Row | None, indicator: Indicator, ctx: PageContext) -> list[FormField]:
    """The reader's language first, then the other."""
    other = next(lang for lang in LANGUAGES if lang != ctx.lang)
    save_as = {PUBLISH: ctx.say(words.PUBLISH), DRAFT: ctx.say(words.DRAFT)}
    own, dated = words.PARTS, {"action_due": words.ACTION_DUE, "effect_by": words.EFFECT_BY}
    return [
        *(_long(f"{part}_{ctx.lang}", title, row) for part, title in own.items()),
        FormField(name="action_owner", label=words.ACTION_OWNER, value=_value(row, "action_owner"), required=False),
        *(
            FormField(name=name, label=title, kind="date", value=_value(row, name), required=False)
            for name, title in dated.items()
        ),
        *_promised(row, indicator, ctx),
        *(_long(f"{part}_{other}", title, row) for part, title in words.OTHER_LANGUAGE.items()),
        FormField(name="save_as", label=words.SAVE_AS, kind="select", options=save_as, value=PUBLISH),
        who(ctx),
    ]


def _promised(row: Row | None, indicator: Indicator, ctx: PageContext) -> list[FormField]:
    """Which indicator is to move, and which way: what can be judged later."""
    headline = {name: ctx.say(one.title) for name, one in ctx.snapshot.catalogue.items() if one.headline}
    indicators = {"": ctx.say(words.THIS_ONE)} | {
        name: title for name, title in headline.items() if name != indicator.name
    }
    ways = {"": ctx.say(words.NO_WAY)} | {one.value: ctx.say(one.text) for one in Movement}
    offered = (("effect_direction", words.EFFECT_WAY, ways), ("effect_indicator", words.EFFECT_ON, indicators))
    return [
        FormField(name=name, label=label, kind="select", options=options, value=_value(row, name), required=False)
        for name, label, options in offered
    ]


def _long(name: str, title: Text, row: Row | None) -> FormField:
    value = _value(row, name)
    return FormField(name=name, label=title, kind="long", value=value, required=False, longest=LONGEST_COMMENT)


def _value(row: Row | None, name: str) -> str:
    return str(row[name]) if row and row[name] is not None else ""
