"""Who comes back from the provider without having signed in is led to the page that says why, and leaves a line.

Streamlit leads them to the first page without a word, or answers with one of its own.
"""

import logging
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.queries import people
from dashboard.request.address import NOT_BELIEVED, PROVIDER_DOWN, SIGN_IN
from data.errors import UserError

log = logging.getLogger("scorecard.dashboard")

LOGIN, CALLBACK = "auth/login", "oauth2callback"
COOKIE = "_streamlit_user="
TAKEN_AWAY = "max-age=0"


class SignInProblems:
    """Answers in place of Streamlit where a sign-in came to nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        step = next((one for one in (LOGIN, CALLBACK) if path.endswith(f"/{one}")), None)
        if scope["type"] != "http" or step is None:
            await self.app(scope, receive, send)
            return
        answer: list[Message] = []

        async def hold(message: Message) -> None:
            answer.append(message)

        await self.app(scope, receive, hold)
        if (problem := find_problem(step, scope, answer[0])) is None:
            for message in answer:
                await send(message)
            return
        await run_in_threadpool(_note, problem)
        headers = Headers(raw=answer[0]["headers"]).getlist("set-cookie")
        response = RedirectResponse(f"{path.removesuffix(step)}?{SIGN_IN}={problem}", 302)
        response.raw_headers += [(b"set-cookie", cookie.encode("latin-1")) for cookie in headers]
        await response(scope, receive, send)


def find_problem(step: str, scope: Scope, start: Message) -> str | None:
    """What went wrong, by how Streamlit answers: it takes away the cookie of a sign-in that it does not believe."""
    if step == LOGIN:
        return PROVIDER_DOWN if start["status"] >= 400 else None
    cookies = [one.lower() for one in Headers(raw=start["headers"]).getlist("set-cookie") if one.startswith(COOKIE)]
    came_back = {"code", "error"} & parse_qs(scope.get("query_string", b"").decode("latin-1")).keys()
    return NOT_BELIEVED if came_back and cookies and all(TAKEN_AWAY in one for one in cookies) else None


def _note(problem: str) -> None:
    try:
        people.note_sign_in_problem(problem)
    except UserError as error:
        log.warning("a sign-in that came to nothing is not in the audit trail: %s", error)
