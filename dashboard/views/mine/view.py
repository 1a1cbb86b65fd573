"""One's own page: what is due and overdue, what one answers for and follows, and what one chose."""

from collections.abc import Sequence

from dashboard.actions import mine as actions
from dashboard.queries import alerts
from dashboard.queries.cycle import mine
from dashboard.request.context import PageContext
from dashboard.text import formats, locked_figures, verdicts
from dashboard.text.alerts import count
from dashboard.text.wording import mine as words
from dashboard.text.wording import reporting as reporting_words
from dashboard.ui.component import draw
from dashboard.ui.forms import FormField, Submission, form, who
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, scrolling, table
from dashboard.views.shared.comment import text
from dashboard.views.shared.item import status
from data.access.roles import Action
from data.text import Text
from data.words import Cadence, MessageLanguage
from metrics.assessment.assessment import Assessment


def show(ctx: PageContext) -> None:
    """What is due first, then the numbers, then the forms."""
    draw(join(_due(ctx), _items(ctx), _owned(ctx), _followed(ctx), _ways(ctx)), "mine")
    _follow(ctx)
    _choose(ctx)


def _due(ctx: PageContext) -> Html:
    """The comments that are still to be written, or that nothing is due."""
    title = tag("h2", ctx.say(words.DUE, period=formats.period(ctx.period, ctx.lang)), data_start=True, tabindex=-1)
    if mine.owner(ctx) is None:
        return join(title, tag("p", ctx.say(words.NO_OWNER), class_="note"))
    due = mine.due(ctx)
    if not due:
        text = words.NOTHING_DUE if not mine.items(ctx) else reporting_words.NONE_DUE_FROM_YOU
        return join(title, tag("p", ctx.say(text), class_="note"))
    listed = []
    for one in due:
        indicator = one.assessment.indicator
        asked = ctx.say(words.COMMENT_ON, name=ctx.say(indicator.title))
        why = ctx.say(reporting_words.MANDATORY if one.mandatory else reporting_words.NEEDS)
        link = tag("a", asked, href=ctx.link("indicator", indicator=indicator.name))
        state = tag("span", f" – {why}, {ctx.say(one.state.text)}", class_="bad soft" if one.mandatory else "soft")
        listed.append(tag("li", link, state))
    return join(title, tag("ul", listed, class_="bullets"))


def _items(ctx: PageContext) -> Html:
    title, rows = ctx.say(words.OPEN_ITEMS), mine.items(ctx)
    if not rows:
        return join(tag("h2", title), tag("p", ctx.say(words.NO_ITEMS), class_="soft"))
    titles = (reporting_words.WHAT, reporting_words.DUE_ON, reporting_words.STATUS)
    columns = [Column(ctx.say(each)) for each in titles]
    listed = [[text(row, "text", ctx), formats.day(row["due"], ctx.lang), status(row, ctx)] for row in rows]
    return join(tag("h2", title), scrolling(table(title, columns, listed, kind="wide", caption_hidden=True), title))


def _owned(ctx: PageContext) -> Html | None:
    owner = mine.owner(ctx)
    if owner is None:
        return None
    return _numbers(ctx.say(words.ANSWER_FOR, owner=ctx.say(owner)), mine.assessed(mine.owned(ctx), ctx), ctx)


def _followed(ctx: PageContext) -> Html:
    title, names = ctx.say(words.FOLLOWING), mine.follows(ctx)
    if not names:
        return join(tag("h2", title), tag("p", ctx.say(words.NOT_FOLLOWING), class_="soft"))
    return _numbers(title, mine.assessed(names, ctx), ctx)


def _numbers(title: str, assessments: Sequence[Assessment], ctx: PageContext) -> Html:
    """Each indicator with what is said of it, in the very words that a lock would keep."""
    columns = [Column(ctx.say(words.INDICATOR)), Column(ctx.say(words.SAYS))]
    rows = [_row(assessment, ctx) for assessment in assessments]
    return join(tag("h2", title), scrolling(table(title, columns, rows, kind="wide", caption_hidden=True), title))


def _row(assessment: Assessment, ctx: PageContext) -> list[Child]:
    indicator = assessment.indicator
    link = tag("a", ctx.say(indicator.title), href=ctx.link("indicator", indicator=indicator.name))
    tone = verdicts.TONES[assessment.status] if assessment.value is not None else "plain"
    mark = verdicts.MARKS[assessment.status] if assessment.value is not None else "–"
    return [
        link,
        join(tag("span", mark, " ", aria_hidden="true", class_=tone), locked_figures.sentence(assessment, ctx.lang)),
    ]


def _ways(ctx: PageContext) -> Html:
    links: list[Child] = [tag("a", count(alerts.open_count(ctx), ctx.lang), href=ctx.link("alerts"))]
    links += [" · ", tag("a", ctx.say(words.ACCESS), href=ctx.link("account"))]
    return tag("p", links)


def _follow(ctx: PageContext) -> None:
    """The forms that begin to follow an indicator and cease to."""
    names = mine.follows(ctx)
    every = {name: ctx.say(one.title) for name, one in ctx.snapshot.catalogue.items()}
    groups = (
        (True, "follow-one", words.FOLLOW, words.FOLLOW_BUTTON, [name for name in every if name not in names]),
        (False, "unfollow-one", words.UNFOLLOW, words.UNFOLLOW_BUTTON, list(names)),
    )
    for following, key, title, button, offered in groups:

        def save(submission: Submission, following: bool = following) -> str:
            indicator = submission.text("indicator")
            return actions.follow(ctx, submission.viewer, indicator=indicator, following=following)

        options = {name: every[name] for name in offered}
        fields = [FormField(name="indicator", label=words.INDICATOR, kind="select", options=options), *_signed(ctx)]
        form(ctx.say(title), fields, save, ctx, key, seen=0, button=button, offered=bool(offered) and _may(ctx))


def _choose(ctx: PageContext) -> None:
    """The form of what one answers for and how one is written to."""
    now = mine.preference(ctx)
    as_set = {"": ctx.say(words.AS_SET)}
    owners = {"": "–"} | {name: ctx.say(text) for name, text in mine.owners(ctx).items()}

    def choice(name: str, label: Text, options: dict[str, str], value: str | None) -> FormField:
        return FormField(name=name, label=label, kind="select", options=options, value=value or "", required=False)

    fields = [
        choice("owner", words.OWNER, owners, now.owner),
        choice("cadence", words.CADENCE, as_set | _words(Cadence, ctx), now.cadence),
        choice("language", words.LANGUAGE, as_set | _words(MessageLanguage, ctx), now.language),
        *_signed(ctx),
    ]

    def save(submission: Submission) -> str:
        chosen = {name: submission.text(name) for name in ("owner", "cadence", "language")}
        return actions.choose(ctx, submission.viewer, **chosen)

    note = ctx.say(words.CHOICES_NOTE)
    form(ctx.say(words.CHOICES), fields, save, ctx, "choose", seen=0, note=note, offered=_may(ctx))


def _words(offered: type[Cadence] | type[MessageLanguage], ctx: PageContext) -> dict[str, str]:
    return {one.value: ctx.say(one.text) for one in offered}


def _signed(ctx: PageContext) -> list[FormField]:
    """Who signs, where somebody signed in; what is one's own needs no name where nobody does."""
    return [who(ctx)] if ctx.viewer.email else []


def _may(ctx: PageContext) -> bool:
    return Action.FOLLOW in ctx.viewer.declared.may
