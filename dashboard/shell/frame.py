"""The frame around every page: reads the address into a page context, draws the head, and catches failures."""

import logging
from collections.abc import Callable, Mapping
from itertools import chain
from secrets import token_hex

import streamlit as st

from dashboard.monitoring import page_timing
from dashboard.queries import indicators
from dashboard.request import as_of, periods
from dashboard.request.context import LANGUAGES, PageContext, said
from dashboard.shell.header import header, title
from dashboard.shell.pages import PAGES, TAKES, Page
from dashboard.text.wording import frame as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from data.errors import UserError
from metrics.catalogue.versions import lost
from metrics.definition.dimensions import DIMENSIONS

log = logging.getLogger("scorecard.dashboard")


def language(asked: Mapping[str, list[str]]) -> str:
    """The language of the address, else of the browser, else English."""
    wanted = (asked.get("lang") or [""])[0]
    if wanted in LANGUAGES:
        return wanted
    return "fr" if (st.context.locale or "").lower().startswith("fr") else "en"


def run(page: Page) -> None:
    """Shows a page inside the frame; whatever fails becomes a sentence with a reference, and is logged."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    lang = language(asked)
    try:
        if not indicators.published():
            draw(_note(said(words.NOTHING_PUBLISHED, lang)), "empty", lang)
            return
        past, notes = _past((asked.get("asof") or [None])[0], lang)
        with as_of.as_of(past), as_of.in_words_of(indicators.tables()):
            ctx, unknown = read(page, asked, lang)
            st.set_page_config(page_title=" – ".join(dict.fromkeys([title(ctx, page), said(words.TITLE, lang)])))
            notes += [said(words.NOT_KNOWN, lang, what=code) for code in unknown]
            draw(header(ctx, page, notes), "frame", lang)
            page.view(ctx)
    except Exception:
        reference = token_hex(4)
        log.exception("page %s failed, reference %s, asked %s", page.name, reference, asked)
        draw(_note(said(words.FAILED, lang, reference=reference), "note warn"), "failed", lang)


def _past(wanted: str | None, lang: str) -> tuple[str | None, list[str]]:
    """The run or day whose scorecard is asked for; else None and why it cannot be shown."""
    try:
        with as_of.as_of(wanted):
            snapshot = indicators.tables()
    except UserError:
        return None, [said(words.NOT_KNOWN, lang, what=wanted)]
    if wanted and lost(snapshot):
        return None, [said(words.DEFINITIONS_LOST, lang, run=snapshot.manifest.run)]
    return wanted, []


def read(page: Page, asked: Mapping[str, list[str]], lang: str) -> tuple[PageContext, list[str]]:
    """The context that the address means, and what in it is not known."""
    unknown = []
    period = periods.read((asked.get("period") or [None])[0])
    if period is None:
        unknown += asked.get("period", [])
        period = periods.latest(indicators.reach()[1])
    where = {}
    for name in DIMENSIONS:
        known = indicators.names(name) if name in asked else {}
        where[name] = tuple(code for code in asked.get(name, []) if code in known)
        unknown += [code for code in asked.get(name, []) if code not in known]
    # A choice of any page is kept here; `link` lets only those through that the page it leads to takes.
    own = {name: asked[name][0] for name in set(chain(*TAKES.values())) if asked.get(name)}
    ctx = PageContext(
        page=page.name,
        lang=lang,
        period=period,
        where={name: codes for name, codes in where.items() if codes},
        own=own,
        takes=TAKES,
        start=PAGES[0].name,
        as_of=as_of.asked(),
    )
    return ctx, unknown


def navigation() -> Callable[[], None]:
    """The pages as Streamlit knows them; returns what shows the one that was asked for.

    Streamlit's own menu is hidden: its links lose language, period and filters, and in sections it fails axe.
    """
    shown = {page.name: _streamlit_page(page) for page in PAGES}
    chosen = st.navigation(list(shown.values()), position="hidden")
    return chosen.run


def _streamlit_page(page: Page) -> st.Page:
    def show() -> None:
        with page_timing.page(page.name):
            run(page)

    return st.Page(show, title=words.TITLE.en, url_path=page.name, default=page is PAGES[0])


def _note(text: str, kind: str = "note") -> Html:
    return join(tag("p", text, class_=kind, role="status"))
