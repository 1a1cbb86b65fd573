"""What was agreed with partners: who has no agreement, what ends soon, whose answer is overdue; and one partner's."""

from collections.abc import Sequence

from dashboard.findings.accountability import measures_met, overdue_line, partners_line
from dashboard.queries import accountability
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.cells import NOTHING
from dashboard.text.wording import accountability as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Child, Html, join, tag
from dashboard.ui.tables import Column, Group, grouped, scrolling
from dashboard.views.accountability import accepting, report
from dashboard.views.accountability.cells import expires, latest_answer
from dashboard.views.accountability.tabs import tabs
from data.text import Text
from metrics.accountability.agreements import AgreementInForce, PartnerAgreements, without_agreement

TITLES = (words.AGREEMENT, words.PARTY, words.SIGNED, words.EXPIRES, words.MEASURES_MET, words.ACCEPTED)


def show(ctx: PageContext) -> None:
    """All partners, or the one of the address."""
    found = accountability.partners(ctx)
    chosen = next((one for one in found if one.partner == ctx.own.get("party")), None)
    if chosen is None and len(found) == 1:
        # Who answers for one partner has no list to choose from.
        chosen = found[0]
    if chosen is None:
        draw(join(tabs(ctx), _unknown(ctx), _all(found, ctx)), "partners")
        return
    draw(join(tabs(ctx), _back(ctx) if len(found) > 1 else None, report.report(chosen, ctx)), "partner")
    accepting.accept(chosen, ctx)


def heading(ctx: PageContext) -> Text:
    """The partner whose report is shown, or the page."""
    found = {one.partner: one for one in accountability.partners(ctx)}
    chosen = found.get(ctx.own.get("party", ""))
    return chosen.name if chosen else words.PARTNERS


def lead(found: Sequence[PartnerAgreements], ctx: PageContext) -> Html:
    """How many have an agreement, who has none, what ends soon, and whose answer is overdue."""
    warn = bool(without_agreement(found) or accountability.overdue(ctx))
    told = tag("p", partners_line(found, ctx)), tag("p", overdue_line(found, ctx))
    return tag("div", *told, class_="note warn" if warn else "note")


def _all(found: Sequence[PartnerAgreements], ctx: PageContext) -> Html:
    if not found:
        return tag("p", ctx.say(words.NO_PARTNERS), class_="note", data_start=True, tabindex=-1)
    columns = [Column(ctx.say(title), number=title is words.MEASURES_MET) for title in TITLES]
    groups = [Group(_name(one, ctx), [_row(agreement, ctx) for agreement in one.agreements] or [_none(ctx)])
              for one in found]  # fmt: skip
    caption = ctx.say(words.CAPTION)
    body = grouped(caption, columns, groups, kind="wide", caption_hidden=True)
    return join(
        tag("div", lead(found, ctx), data_start=True, tabindex=-1),
        tag("p", caption, class_="soft"),
        tag("p", ctx.say(words.FILTERS), class_="soft") if ctx.where else None,
        scrolling(body, caption),
    )


def _name(one: PartnerAgreements, ctx: PageContext) -> Child:
    link = tag("a", ctx.say(one.name), href=ctx.link(party=one.partner))
    if one.holds:
        return link
    return tag("span", link, " ", tag("span", "✗ ", ctx.say(words.NONE_IN_FORCE), class_="bad"))


def _row(one: AgreementInForce, ctx: PageContext) -> list[Child]:
    return [
        join(ctx.say(one.title), " ", tag("span", ctx.say(one.kind.text), class_="soft")),
        ctx.say(one.party.text),
        formats.day(one.signed, ctx.lang),
        expires(one, ctx, marked=True),
        measures_met(one, ctx) if one.holds else NOTHING,
        latest_answer(one, ctx),
    ]


def _none(ctx: PageContext) -> list[Child]:
    return [tag("span", ctx.say(words.NONE_IN_FORCE), class_="soft"), *[NOTHING] * (len(TITLES) - 1)]


def _unknown(ctx: PageContext) -> Html | None:
    asked = ctx.own.get("party")
    return tag("p", ctx.say(words.UNKNOWN, what=asked), class_="note warn") if asked else None


def _back(ctx: PageContext) -> Html:
    return tag(
        "p", tag("a", "◂ ", ctx.say(words.ALL_PARTNERS), href=ctx.link(party=None), id="all-partners"), class_="screen"
    )
