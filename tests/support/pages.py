"""Reading what the dashboard draws, without a browser."""

import html
import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from dashboard.queries import session
from dashboard.request.context import PageContext
from dashboard.request.decisions import Decisions
from dashboard.ui import forms
from data.access.viewer import Viewer
from data.storage.manifest import Manifest
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared

APP = Path(__file__).parents[2] / "dashboard" / "app.py"

# Every `AppTest` looks through all installed packages for components, which takes longer than most pages do; no test
# installs a package.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

NOWHERE = Path("/nowhere")
MOMENT = datetime(2025, 1, 1, tzinfo=UTC)


def context(page: str, lang: str = "en", period: str = "2025-01", **chosen: Any) -> PageContext:
    """A page of a home without tables, for what is drawn without reading any."""
    manifest = Manifest(
        run="", started_at=MOMENT, finished_at=MOMENT, tables={}, fingerprint="", sources={}, folders={}
    )
    given = {
        "snapshot": Snapshot(NOWHERE, manifest, catalogue=declared()),
        "decisions": Decisions(f"sqlite:///{NOWHERE}/state.db"),
    }
    return PageContext(page=page, lang=lang, period=parse(period), **given | chosen)


def context_of_home(page: str, lang: str = "en", period: str = "2025-01", **chosen: Any) -> PageContext:
    """A page of the home that the settings name."""
    snapshot = session.open_snapshot()
    decisions = session.open_decisions(snapshot, Viewer())
    return context(page, lang, period, snapshot=snapshot, decisions=decisions, **chosen)


def opened(page: str = "", /, **asked: str) -> AppTest:
    """The dashboard as someone sees it who opens an address."""
    at = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in asked.items():
        at.query_params[name] = value
    if page:
        # Pages are functions, which AppTest cannot switch to by file: it is told the page's own number instead.
        at._page_hash = number_of(page)
    return at.run()


def number_of(page: str) -> str:
    """The number under which Streamlit knows a page."""
    return calc_hash(page)


def drawn(at: AppTest) -> str:
    """All markup on the page."""
    found = [element.proto.json for element in at.main.get("bidi_component")]
    return "\n".join(json.loads(one)[0]["html"] for one in found)


def words(at: AppTest) -> str:
    """All words on the page."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", drawn(at))))


def fill(monkeypatch: pytest.MonkeyPatch, form: str, **values: str | list[str]) -> None:
    """Someone fills in a form of the page that is opened next, and sends it once, with what its hidden fields hold."""
    waiting = {form: {name: [value] if isinstance(value, str) else value for name, value in values.items()}}
    draw_form = forms.draw_form

    def once(markup, key):
        draw_form(markup, key)
        if key not in waiting:
            return None
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', str(markup))
        return {name: [value] for name, value in hidden} | waiting.pop(key)

    monkeypatch.setattr(forms, "draw_form", once)
