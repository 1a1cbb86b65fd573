"""The pages, declared once. To add one:

1. write `dashboard/views/<page>/view.py` with `def show(ctx: PageContext) -> None`, and its blocks beside it: read by
   `dashboard.queries` with `ctx.snapshot`, `ctx.viewer`, `ctx.period` and `ctx.where`, make markup with
   `dashboard.ui` (`markup`, `tables`, `svg`), hand it to `component.draw`. A page imports no other page; what several
   share stands in `dashboard/views/shared`, and what changes data in `dashboard/actions`;
2. put its texts in `dashboard/text/wording/<page>.py` as `Text(en, fr)`;
3. add a `Page` below: its name is its address (`/demand`), `takes` names its own choices in the address, `parent` the
   page that its trail leads back to; pages without `in_menu` are reached by links only;
4. name its folder in the contract `pages` of pyproject.toml.

Links are `ctx.link("indicator", indicator="trust")`: language, period, day and filters come along.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.request.context import PageContext
from dashboard.text.wording import access as access_words
from dashboard.text.wording import accessibility as accessibility_words
from dashboard.text.wording import accountability as accountability_words
from dashboard.text.wording import alerts as alerts_words
from dashboard.text.wording import definitions as definitions_words
from dashboard.text.wording import demand as demand_words
from dashboard.text.wording import directive as directive_words
from dashboard.text.wording import frame
from dashboard.text.wording import health as health_words
from dashboard.text.wording import mine as mine_words
from dashboard.text.wording import operations as operations_words
from dashboard.text.wording import reporting as reporting_words
from dashboard.text.wording import search as search_words
from dashboard.text.wording import service_quality as quality_words
from dashboard.text.wording import strategy as strategy_words
from dashboard.text.wording import transactions as transactions_words
from dashboard.views.accessibility import view as accessibility
from dashboard.views.account import view as account
from dashboard.views.accountability import audits_view, directive_view, partners_view
from dashboard.views.administration import view as administration
from dashboard.views.alerts import view as alerts
from dashboard.views.definitions import view as definitions
from dashboard.views.demand import view as demand
from dashboard.views.drilldown import list_view, record_view
from dashboard.views.health import view as health
from dashboard.views.indicator import view as indicator
from dashboard.views.mine import view as mine
from dashboard.views.operations import view as operations
from dashboard.views.reporting import view as reporting
from dashboard.views.scorecard import view as scorecard
from dashboard.views.search import view as search
from dashboard.views.service_quality import view as service_quality
from dashboard.views.strategy import view as strategy
from data.access.viewer import Viewer
from data.text import Text


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page. `filtered`: whether period and filters are chosen on it; `sought`: whether search leads to it
    though the menu does not.

    `heading`: what stands above it instead of its title, where that depends on what is shown.
    """

    name: str
    title: Text
    view: Callable[[PageContext], None]
    in_menu: bool = True
    sought: bool = False
    takes: tuple[str, ...] = ()
    parent: str | None = None
    filtered: bool = True
    heading: Callable[[PageContext], Text] | None = None


PAGES = (
    Page(
        name="scorecard",
        title=frame.SCORECARD,
        view=scorecard.show,
        takes=("show", "all", "as", "beside"),
        heading=lambda ctx: frame.TITLE,
    ),
    Page(
        name="indicator",
        title=frame.INDICATOR,
        view=indicator.show,
        takes=("indicator", "by", "as", "against", "members", "member"),
        in_menu=False,
        parent="scorecard",
        heading=indicator.heading,
    ),
    Page(name="alerts", title=alerts_words.TITLE, view=alerts.show, takes=("state", "alert"), filtered=False),
    Page(
        name="operations",
        title=operations_words.TITLE,
        view=operations.show,
        takes=("measure", "cells", "places", "at", "half", "order"),
    ),
    Page(
        name="service_quality",
        title=quality_words.TITLE,
        view=service_quality.show,
        takes=("standards", "split", "items", "register", "complaints", "open"),
    ),
    Page(
        name="partners",
        title=accountability_words.PARTNERS,
        view=partners_view.show,
        takes=("party",),
        in_menu=False,
        sought=True,
        parent="service_quality",
        heading=partners_view.heading,
    ),
    Page(
        name="audits",
        title=accountability_words.AUDITS,
        view=audits_view.show,
        in_menu=False,
        sought=True,
        parent="service_quality",
        filtered=False,
    ),
    Page(
        name="directive",
        title=directive_words.TITLE,
        view=directive_view.show,
        in_menu=False,
        sought=True,
        parent="service_quality",
    ),
    Page(
        name="transactions",
        title=transactions_words.TITLE,
        view=list_view.show,
        takes=("indicator", "columns", "sort", "page", "of", "only", "group", "in", "find"),
        parent="indicator",
    ),
    Page(
        name="transaction",
        title=transactions_words.RECORD,
        view=record_view.show,
        takes=("record", "key", "source", "indicator", "columns", "sort", "page", "of", "only", "group", "in"),
        in_menu=False,
        parent="transactions",
        heading=record_view.heading,
    ),
    Page(
        name="demand",
        title=demand_words.TITLE,
        view=demand.show,
        takes=("section", "grain", "run", "week", "scenario", "step", "from", "to", "special"),
        filtered=False,
    ),
    Page(name="strategy", title=strategy_words.TITLE, view=strategy.show, takes=("as",)),
    Page(name="reporting", title=reporting_words.TITLE, view=reporting.show, takes=("meeting", "full")),
    Page(name="definitions", title=definitions_words.TITLE, view=definitions.show, takes=("find",), filtered=False),
    Page(name="health", title=health_words.TITLE, view=health.show, filtered=False),
    Page(
        name="search",
        title=search_words.TITLE,
        view=lambda ctx: search.show(ctx, _open_to(ctx.viewer)),
        takes=("q",),
        in_menu=False,
        parent="scorecard",
        filtered=False,
    ),
    Page(
        name="accessibility",
        title=accessibility_words.TITLE,
        view=accessibility.show,
        in_menu=False,
        parent="scorecard",
        filtered=False,
    ),
    Page(
        name="administration",
        title=access_words.ADMINISTRATION,
        view=administration.show,
        takes=("find",),
        filtered=False,
    ),
    Page(name="mine", title=mine_words.TITLE, view=mine.show, in_menu=False),
    Page(name="account", title=access_words.ACCOUNT, view=account.show, in_menu=False, filtered=False),
)


def _open_to(viewer: Viewer) -> dict[str, Text]:
    """The pages of the menu, and those that search leads to, that a viewer may open."""
    return {page.name: page.title for page in PAGES if (page.in_menu or page.sought) and viewer.may_open(page.name)}


TITLES = {page.name: page.title for page in PAGES}
TAKES = {page.name: page.takes for page in PAGES}
