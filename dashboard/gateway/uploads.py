"""No page takes files, so nothing may be left with the server: Streamlit would keep it in memory."""

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.gateway.answers import refuse
from data.refusals import dashboard as refusals

ROUTE = "/_stcore/upload_file"


class NoUploads:
    """Refuses whatever is sent to the address for uploads, before it is read."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and ROUTE in scope["path"]:
            await refuse(refusals.NO_UPLOADS(), 405, scope, receive, send)
        else:
            await self.app(scope, receive, send)
