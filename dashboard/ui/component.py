"""The one component: our own markup in the page, without a frame around it, with links that need no reload."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.request.form_message import read_message
from dashboard.ui.markup import Html

HERE = Path(__file__).parent
_DRAWN = st.components.v2.component(
    "scorecard_markup",
    html='<div class="root"></div>\n',
    css="".join((HERE / name).read_text(encoding="utf-8") for name in ("style.css", "records.css", "demand.css")),
    js="\n".join((HERE / name).read_text(encoding="utf-8") for name in ("work.js", "files.js", "component.js")),
)


def draw_form(markup: Html, key: str) -> dict[str, list[str]] | None:
    """Shows a form marked `data_send`; what was sent with it, once, each field's values as a list."""
    assert isinstance(markup, Html), "only what dashboard.ui.markup made is safe to show"
    result = _DRAWN(data=_told(markup), key=key, on_sent_change=_listen)
    message = read_message(result.sent)
    if message is None or st.session_state.get(f"{key} sent") == message.at:
        return None
    st.session_state[f"{key} sent"] = message.at
    return message.values


def _told(
    markup: Html,
    lang: str | None = None,
    go: str | None = None,
    work: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> list[dict[str, Any]]:
    """What the component is sent; as a list, because Streamlit looks into a dict for tables and loads pandas for it."""
    return [{"html": markup, "lang": lang, "go": go, "work": work and dict(work), "files": files and dict(files)}]


def _listen() -> None:
    """A component keeps what it sends only where someone listens."""


def draw(
    markup: Html,
    key: str,
    lang: str | None = None,
    go: str | None = None,
    work: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
) -> None:
    """Shows markup. `lang`: makes it the language of the whole document, which Streamlit leaves at English.

    `go`: a link to follow at once; it takes the place of the present address, so that Back does not lead here again.
    `work`: what the page says from now on while the server works on a choice (`working`), and once it is `done`.
    `files`: what `files.js` writes into the files that it makes of charts and tables.
    """
    assert isinstance(markup, Html), "only what dashboard.ui.markup made is safe to show"
    _DRAWN(data=_told(markup, lang, go, work, files), key=key)
