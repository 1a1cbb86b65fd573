"""How the server answers what it does not let in: one sentence in both languages, for it cannot know the reader's."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from data.errors import UserError

POLICY = 1008
"""The code with which a websocket is closed that must not be opened."""


def header(scope: Scope, name: str) -> str:
    """A header of a request, empty where it is missing."""
    return Headers(scope=scope).get(name, "")


async def refuse(error: UserError, status: int, scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the sentence and a status; a websocket is closed before it opens, which a client sees as 403."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": POLICY})
        return
    text = f"{error.text('en')}\n{error.text('fr')}\n"
    await PlainTextResponse(text, status, headers={"Cache-Control": "no-store"})(scope, receive, send)
