"""The places that are looked at: one address per page and state, from the pages that are declared."""

from dashboard.pages import PAGES

ASKED = {
    "scorecard": "",
    "indicator": "&indicator=counter_within_20_minutes",
    "transactions": "&indicator=counter_within_20_minutes",
}
"""What a page needs in its address to show something."""

STATES = {
    "scorecard-all": "./?all=1",
    "scorecard-table": "./?as=table",
    "scorecard-channel": "./?channel=kiosk",
    "scorecard-group": "./?show=attention",
    "indicator-table": "./indicator?indicator=cost_per_transaction&as=table",
    "indicator-staff": "./indicator?indicator=engagement_index",
    "indicator-unknown": "./indicator?indicator=nonsense",
    "indicator-not-applicable": "./indicator?indicator=trust&channel=kiosk",
}


def places(lang: str) -> dict[str, str]:
    """Name → address, relative, of every page and of the states worth a look, in a language."""
    pages = {page.name: f"./{'' if page is PAGES[0] else page.name}?{ASKED.get(page.name, '')}" for page in PAGES}
    return {name: f"{path}&lang={lang}&period=2026-08" for name, path in (pages | STATES).items()}
