"""Reading what the dashboard draws, without a browser."""

import html
import json
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

APP = Path(__file__).parents[2] / "dashboard" / "app.py"


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
    return "\n".join(json.loads(one)["html"] for one in found)


def words(at: AppTest) -> str:
    """All words on the page."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", drawn(at))))
