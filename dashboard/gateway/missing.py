"""A page that is not there: said by us, in both languages and with a way on, before Streamlit shows another one."""

from collections.abc import Iterable
from html import escape
from urllib.parse import unquote

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.gateway.answers import header

LONGEST = 60
SERVED = {"healthz", "metrics", "oauth2callback", "statement"}
"""What is answered beside the pages."""
HTML = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Page not found / Page introuvable</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 17px/1.5 "Source Sans", system-ui, sans-serif; max-width: 40em; margin: 12vh auto; padding: 0 1rem; }}
h1 {{ font-size: 1.4em; margin: 0; }} section {{ margin: 0 0 2em; }}
</style></head><body><main>
<section><h1>Page not found</h1><p>There is no page “{name}” here. The address may have been mistyped.</p>
<p><a href="{start}?lang=en">Go to the scorecard</a></p></section>
<section lang="fr"><h1>Page introuvable</h1><p>Il n’y a pas de page «&nbsp;{name}&nbsp;» ici. L’adresse est peut-être
mal saisie.</p><p><a href="{start}?lang=fr">Aller au tableau de bord</a></p></section>
</main></body></html>"""


class MissingPage:
    """Answers 404 to a browser that opens an address which is neither a page nor anything else that is served."""

    def __init__(self, app: ASGIApp, pages: Iterable[str], prefix: str = "") -> None:
        self.app, self.pages = app, frozenset(pages)
        self.start = f"/{prefix}/" if prefix else "/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = self._missing(scope) if scope["type"] == "http" else None
        if name is None:
            await self.app(scope, receive, send)
            return
        content = HTML.format(name=escape(name[:LONGEST]), start=escape(self.start))
        await HTMLResponse(content, 404, headers={"Cache-Control": "no-store"})(scope, receive, send)

    def _missing(self, scope: Scope) -> str | None:
        """The name that was opened and is no page; None for a page, a file, and what only machines ask for."""
        if scope["method"] != "GET" or "text/html" not in header(scope, "accept"):
            return None
        path = unquote(scope["path"])
        if not path.startswith(self.start):
            return None
        name = path.removeprefix(self.start).strip("/")
        served = not name or name in self.pages or "." in name.rpartition("/")[2] or "/" in name or name[0] == "_"
        return None if served or name in SERVED else name
