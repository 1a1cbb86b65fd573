"""The places that are looked at: one address per page and state, from the pages that are declared."""

from dashboard.shell.pages import PAGES
from tests.support.proofs import PROVING

ASKED = {
    "scorecard": "",
    "indicator": "&indicator=counter_within_20_minutes",
    "search": "&q=wait",
    "transactions": "&indicator=counter_within_20_minutes",
    "transaction": "&indicator=service_standards_met&record=transaction&key=TX2608-0000005",
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
    "transactions-none": "./transactions?",
    "transactions-two-records": "./transactions?indicator=complaints_per_10000&sort=-started_at&page=2",
    "transactions-grouped": "./transactions?indicator=cost_per_transaction&group=channel",
    "transactions-staff": "./transactions?indicator=engagement_index",
    "transactions-many-found": "./transactions?find=satisfaction",
    "transaction-unknown": "./transaction?record=transaction&key=none",
    "operations-calls": "./operations?measure=calls_within_standard",
    "service_quality-operator": "./service_quality?split=operator",
    "service_quality-lists": "./service_quality?items=open&open=complaints&register=all&complaints=location",
    "partners-one": "./partners?party=health",
    "demand-plan": "./demand?section=plan&channel=telephone&from=2026-09-07&to=2026-09-13",
    "demand-staff": "./demand?section=staff&channel=in_person",
    "demand-scenario": "./demand?section=scenarios&step=centre",
    "reporting-meeting": "./reporting?meeting=1",
    "reporting-wall": "./reporting?meeting=minutes&full=1",
    "strategy-table": "./strategy?as=table",
    "definitions-found": "./definitions?find=guarant",
}

SEEN = (("en", "light"), ("fr", "dark"))
"""The language and colours that a place is looked at in: colours know no language. Proving, a page is seen in all four,
and a state, whose parts are drawn as on its page, in these."""


def cases() -> list[tuple[str, str, tuple[str, ...]]]:
    """Language and name of all that is looked at, and the colours in which it is, one after the other."""
    seen = {lang: (scheme,) for lang, scheme in SEEN}
    every = ("light", "dark")
    return [
        (lang, name, every if PROVING and name not in STATES else seen[lang]) for lang in seen for name in places("en")
    ]


def places(lang: str) -> dict[str, str]:
    """Name → address, relative, of every page and of the states worth a look, in a language."""
    pages = {page.name: f"./{'' if page is PAGES[0] else page.name}?{ASKED.get(page.name, '')}" for page in PAGES}
    return {name: f"{path}&lang={lang}&period=2026-08" for name, path in (pages | STATES).items()}
