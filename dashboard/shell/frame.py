"""The frame around every page: reads the address into a page context, draws the head, and catches failures."""

import logging
from collections.abc import Callable, Mapping
from itertools import chain
from secrets import token_hex

import streamlit as st

from dashboard.exports.provenance import provenance
from dashboard.monitoring.page_timing import measure_page
from dashboard.queries import indicators, people, session
from dashboard.request import address, periods
from dashboard.request.context import LANGUAGES, PageContext, fill
from dashboard.shell.footer import footer
from dashboard.shell.header import header, refused, title
from dashboard.shell.pages import PAGES, TAKES, TITLES, Page
from dashboard.text import formats
from dashboard.text.wording import access as words_of_access
from dashboard.text.wording import frame as words
from dashboard.ui.component import draw
from dashboard.ui.markup import Html, join, tag
from data.access.viewer import Viewer
from data.errors import UserError
from data.refusals import catalogue as refusals
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import containing
from metrics.calendar.standing import Standing, standing
from metrics.definition.breakdowns import DIMENSIONS

log = logging.getLogger("scorecard.dashboard")

Query = Mapping[str, list[str]]
"""What an address asks for: parameter → values."""


def language(query: Query) -> str:
    """The language of the address, else of the browser, else English."""
    chosen = _first(query, "lang")
    if chosen in LANGUAGES:
        return chosen
    return "fr" if (st.context.locale or "").lower().startswith("fr") else "en"


def run(page: Page) -> None:
    """Shows a page inside the frame; whatever fails becomes a sentence with a reference, and is logged."""
    query, too_long = address.bounded({name: st.query_params.get_all(name) for name in st.query_params})
    lang = language(query)
    viewer = None
    try:
        if not session.published():
            draw(_note(fill(words.NOTHING_PUBLISHED, lang)), "empty", lang)
            return
        viewer = people.current_viewer()
        as_of, snapshot, notes = _open(_first(query, "asof"), lang, viewer)
        people.require_scope(snapshot, viewer)
        ctx, unknown = read(page, query, lang, snapshot, as_of, viewer)
        if not viewer.may_open(page.name):
            draw(refused(ctx, page), "frame", lang)
            viewer.check_page(page.name)
        st.set_page_config(page_title=" – ".join(dict.fromkeys([title(ctx, page), fill(words.TITLE, lang)])))
        notes += [fill(words.NOT_KNOWN, lang, what=code) for code in address.shortened([*too_long, *unknown])]
        if reason := periods.problem(_first(query, "period"), lang):
            shown = formats.period(ctx.period, lang)
            notes.append(f"{reason} {fill(words.SHOWN_INSTEAD, lang, period=shown)}")
        done = fill(words.DONE, lang, page=title(ctx, page))
        work = {"working": fill(words.WORKING, lang), "done": done}
        files = provenance(ctx, fictional=session.fictional(snapshot))
        draw(header(ctx, page, notes), "frame", lang, work=work, files=files)
        outside = without_data(ctx) if page.filtered else None
        if outside is None:
            page.view(ctx)
        else:
            draw(outside, "outside", lang)
        draw(footer(ctx, page), "foot")
    except UserError as refusal:
        error = people.why_not_signed_in(refusal, _first(query, address.SIGN_IN))
        # What a person can put right is said in their language; it needs no reference to a log.
        log.warning("page %s refused, asked %s: %s", page.name, query, error)
        draw(_note(error.text(lang), "note warn"), "failed", lang)
        _after_refusal(error, viewer, page, lang)
    except Exception:
        reference = token_hex(4)
        log.exception("page %s failed, reference %s, asked %s", page.name, reference, query)
        draw(_note(fill(words.FAILED, lang, reference=reference), "note warn"), "failed", lang)


def _after_refusal(error: UserError, viewer: Viewer | None, page: Page, lang: str) -> None:
    """Notes who met what is not theirs, and offers the way in or out."""
    try:
        people.note_refused(error, viewer, page.name)
    except UserError as not_noted:
        log.warning("a refusal is not in the audit trail: %s", not_noted)
    if viewer is not None or not people.may_sign_out():
        return
    if people.offers_sign_in(error):
        st.button(fill(words_of_access.SIGN_IN, lang), key="sign-in", on_click=people.sign_in)
    elif st.button(fill(words_of_access.SIGN_OUT, lang), key="sign-out"):
        people.leave()


def _open(as_of: str | None, lang: str, viewer: Viewer) -> tuple[str | None, Snapshot, list[str]]:
    """The run or day of the address and its snapshot; where that cannot be shown, the one in force and why."""
    try:
        return as_of, session.open_snapshot(as_of, viewer), []
    except UserError as error:
        if not as_of:
            raise
        lost = error.refusal is refusals.DEFINITIONS_LOST
        (what,) = address.shortened([as_of])
        note = fill(words.DEFINITIONS_LOST, lang, **error.values) if lost else fill(words.RUN_GONE, lang, what=what)
    return None, session.open_snapshot(viewer=viewer), [note]


def read(
    page: Page, query: Query, lang: str, snapshot: Snapshot, as_of: str | None = None, viewer: Viewer | None = None
) -> tuple[PageContext, list[str]]:
    """The context that the address means, and what in it is not known."""
    unknown = []
    period = periods.read(_first(query, "period"))
    if period is None:
        period = periods.latest(indicators.whole_to(snapshot))
    where = {}
    for name in DIMENSIONS:
        members = indicators.names(snapshot, name) if name in query else {}
        where[name] = tuple(dict.fromkeys(code for code in query.get(name, []) if code in members))
        unknown += [code for code in query.get(name, []) if code not in members]
    # A choice of any page is kept here; `link` lets only those through that the page it leads to takes.
    own = {name: query[name][0] for name in set(chain(*TAKES.values())) if query.get(name)}
    ctx = PageContext(
        page=page.name,
        lang=lang,
        period=period,
        snapshot=snapshot,
        decisions=session.open_decisions(snapshot, viewer or Viewer()),
        viewer=viewer or Viewer(),
        where={name: codes for name, codes in where.items() if codes},
        own=own,
        takes=TAKES,
        titles=TITLES,
        start=PAGES[0].name,
        as_of=as_of,
    )
    return ctx, unknown


def without_data(ctx: PageContext) -> Html | None:
    """A sentence and a way on where the period has not begun or lies before the first data; None where there are any.

    Without it a future month would say that nothing needs attention.
    """
    if ctx.snapshot.manifest.data_to is None:
        return None
    first, data_to = indicators.reach(ctx.snapshot)
    where = standing(ctx.period, first, data_to)
    if where is Standing.NOT_BEGUN:
        text, way_on = words.NOT_BEGUN, periods.latest(indicators.whole_to(ctx.snapshot))
    elif where is Standing.BEFORE_DATA:
        text, way_on = words.BEFORE_DATA, containing(first, "month")
    else:
        return None
    asked, to = formats.period(ctx.period, ctx.lang), formats.period(way_on, ctx.lang)
    link = tag("a", ctx.say(text.way_on, period=to), " ▸", href=ctx.link(period=way_on.code), id="go-known")
    return tag("p", ctx.say(text.sentence, period=asked), " ", link, class_="note warn", role="status")


def navigation() -> Callable[[], None]:
    """The pages as Streamlit knows them; returns what shows the one that was asked for.

    Streamlit's own menu is hidden: its links lose language, period and filters, and in sections it fails axe.
    """
    pages = [_streamlit_page(page) for page in PAGES]
    return st.navigation(pages, position="hidden").run


def _streamlit_page(page: Page) -> st.Page:
    def show() -> None:
        with measure_page(page.name):
            run(page)

    return st.Page(show, title=words.TITLE.en, url_path=page.name, default=page is PAGES[0])


def _first(query: Query, name: str) -> str | None:
    return next(iter(query.get(name) or []), None)


def _note(text: str, kind: str = "note") -> Html:
    return join(tag("p", text, class_=kind, role="status"))
