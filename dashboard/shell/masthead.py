"""What stands above every page: whether its numbers were verified, that they are invented, who looks, the language."""

from dashboard.queries import alerts, health, session
from dashboard.request.context import PageContext
from dashboard.shell.guide import guide
from dashboard.text import formats
from dashboard.text.access import viewer_name
from dashboard.text.alerts import count
from dashboard.text.wording import alerts as alerts_words
from dashboard.text.wording import frame as words
from dashboard.text.wording import mine as mine_words
from dashboard.ui.markup import Html, tag


def masthead(ctx: PageContext) -> Html:
    """What holds for all pages: whether the numbers were verified, that they are invented, who looks, the language."""
    other_lang = "en" if ctx.lang == "fr" else "fr"
    return tag(
        "div",
        tag("a", ctx.say(words.SKIP), href="#content", class_="skip", id="go-content"),
        _name(ctx),
        _verified(ctx),
        tag("span", ctx.say(words.FICTIONAL), class_="fictional", title=ctx.say(words.FICTIONAL_WHY))
        if session.fictional(ctx.snapshot)
        else None,
        _alerts(ctx),
        guide(ctx),
        tag("a", ctx.say(mine_words.TITLE), href=ctx.link("mine"), id="go-mine", class_="mine"),
        tag("a", viewer_name(ctx.viewer, ctx.lang), href=ctx.link("account"), id="go-account", class_="who"),
        tag(
            "a",
            ctx.say(words.OTHER_LANGUAGE),
            href=ctx.link(lang=other_lang),
            lang=other_lang,
            hreflang=other_lang,
            id="go-lang",
        ),
        class_="masthead",
    )


def _alerts(ctx: PageContext) -> Html | None:
    """How many alerts wait for somebody; the way to them, for who has the page."""
    if not ctx.viewer.may_open("alerts"):
        return None
    n = alerts.open_count(ctx)
    mark = tag("span", "⚑ " if n else "", aria_hidden="true")
    text = tag("strong", count(n, ctx.lang)) if n else count(n, ctx.lang)
    return tag("a", mark, text, href=ctx.link("alerts"), title=ctx.say(alerts_words.COUNT_WHY), id="go-alerts",
               class_="checked warn" if n else "checked soft")  # fmt: skip


def _name(ctx: PageContext) -> Html | None:
    """The organisation, by its mark and its name, as the settings give them."""
    organisation = session.organisation()
    if not organisation.name and not organisation.mark:
        return None
    name = ctx.say(organisation.name) if organisation.name else ctx.say(words.MARK)
    mark = (
        tag("img", src=organisation.mark, alt="" if organisation.name else name, height=20)
        if organisation.mark
        else None
    )
    return tag("span", mark, name if organisation.name else None, class_="organisation")


def _verified(ctx: PageContext) -> Html:
    """Whether the numbers of this run were recomputed by another road; the way to what that found, for who may go."""
    result = health.verification(ctx.snapshot)
    name, href = ("a", ctx.link("health")) if ctx.viewer.may_open("health") else ("span", None)
    if result is None or result.run != ctx.snapshot.manifest.run or result.failed:
        return tag(name, ctx.say(words.NOT_VERIFIED), href=href, class_="checked soft", id="go-verified")
    n = formats.number(result.numbers, ctx.lang)
    why = ctx.say(words.VERIFIED_WHY, n=n, moment=formats.moment(result.at, ctx.lang)) if result.clean else None
    text = ctx.say(words.VERIFIED) if result.clean else ctx.say(words.DIFFERENCES, n=result.differences)
    mark = tag("span", "✓ " if result.clean else "✗ ", aria_hidden="true")
    tone = "good" if result.clean else "bad"
    return tag(name, mark, text, href=href, title=why, class_=f"checked {tone}", id="go-verified")
