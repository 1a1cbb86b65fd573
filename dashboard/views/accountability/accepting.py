"""The form by which a side accepts the results of a quarter, or objects to them."""

from dashboard.actions import accountability as actions
from dashboard.queries import accountability
from dashboard.request.context import LANGUAGES, PageContext
from dashboard.text import formats
from dashboard.text.wording import accountability as words
from dashboard.ui.component import draw
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import tag
from data.access.roles import Action
from data.accountability_words import Side
from data.words import LONGEST_COMMENT
from metrics.accountability.acceptances import GRAIN
from metrics.accountability.agreements import PartnerAgreements


def accept(one: PartnerAgreements, ctx: PageContext) -> None:
    """Of the quarter that the page shows; on a page of another period the way to the last quarter that is over."""
    asked = [agreement for agreement in one.agreements if agreement.accept_within is not None]
    may = Action.ACCEPT in ctx.viewer.declared.may
    if asked and may and ctx.period.grain != GRAIN:
        quarter = accountability.quarter(ctx)
        link = tag("a", formats.period(quarter, ctx.lang), href=ctx.link(period=quarter.code), id="go-quarter")
        draw(tag("p", ctx.say(words.CHOOSE_QUARTER), " ", link, class_="screen"), "choose-quarter")
        return
    open_for = {
        agreement.code: f"{agreement.code} – {ctx.say(agreement.title)}"
        for agreement in asked
        if any(answer.period == ctx.period for answer in accountability.answers(ctx, agreement))
    }
    other = next(lang for lang in LANGUAGES if lang != ctx.lang)
    partner = ctx.viewer.role == actions.PARTNER
    sides = {side.value: ctx.say(side.text) for side in Side if side is Side.PARTNER or not partner}
    fields = [
        FormField(name="agreement", label=words.AGREEMENT, kind="select", options=open_for),
        FormField(name="side", label=words.SIDE, kind="select", options=sides),
        FormField(
            name="answer",
            label=words.ANSWER,
            kind="select",
            options={code: ctx.say(text) for code, text in words.CHOICES.items()},
        ),
        FormField(name=f"text_{ctx.lang}", label=words.REMARK, kind="long", longest=LONGEST_COMMENT, required=False),
        FormField(name=f"text_{other}", label=words.REMARK_OTHER, kind="long", longest=LONGEST_COMMENT, required=False),
        who(ctx),
    ]

    def sign(submission: Submission) -> str:
        return actions.accept_results(
            ctx,
            submission.viewer,
            submission.seen,
            submission.run,
            agreement=submission.text("agreement"),
            side=submission.text("side"),
            accepted=submission.text("answer") == "yes",
            text_en=submission.text("text_en"),
            text_fr=submission.text("text_fr"),
        )

    form(
        ctx.say(words.ACCEPT, period=formats.period(ctx.period, ctx.lang)),
        fields,
        sign,
        ctx,
        "accept",
        seen=accountability.newest_answer(ctx),
        button=words.ACCEPT_BUTTON,
        note=ctx.say(words.ACCEPT_NOTE),
        offered=may and bool(open_for),
    )
