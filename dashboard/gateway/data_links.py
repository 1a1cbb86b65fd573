"""Data links: `/data/<indicator>.csv` or `.json`, and `/data/scorecard.csv`, by a personal token.

The options are those of `scorecard query` and `scorecard show`, and so are the answers, to the last digit. What is
refused is JSON with a code, a sentence in the language that the program asks for, and nothing else.
"""

import logging
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from secrets import token_hex
from typing import Any

import polars as pl
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from dashboard.exports.indicator_table import indicator_table
from dashboard.exports.plain_files import PARTS
from dashboard.exports.scorecard_table import scorecard_table
from dashboard.gateway.token_rate import TokenRate
from dashboard.queries import data_links, session
from dashboard.queries.cache import cached, with_all
from dashboard.request.data_question import SCORECARD, DataQuestion, check_secrets, read_question
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.errors import UserError
from data.refusals import catalogue as catalogue_refusals
from data.refusals import data_links as refusals
from data.storage.snapshot import Snapshot

log = logging.getLogger("scorecard.dashboard")

NAME = "data"
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
ALWAYS = {"Vary": "Authorization, Accept-Language", "X-Robots-Tag": "noindex"}
ASK_AGAIN = {"Cache-Control": "private, no-cache"}
"""A copy may be kept by who asked, and is asked about each time: a token may be gone, and a run may have published."""
KEEP_NOT = {"Cache-Control": "no-store"}
CHALLENGES = ('Bearer realm="scorecard"', 'Basic realm="scorecard", charset="UTF-8"')
STATUS = {
    refusals.NO_TOKEN: 401,
    refusals.NOT_IN_FORCE: 401,
    catalogue_refusals.UNKNOWN_INDICATOR: 404,
    refusals.TOO_MANY: 429,
    refusals.NO_RUN: 503,
    refusals.UNFORESEEN: 500,
}
"""What is not named here was asked wrongly: 400, or 403 for what is not theirs."""

RATE = TokenRate()


def routes(prefix: str) -> list[Route]:
    """The address, and the same below the path that a proxy serves."""
    below = ("", f"/{prefix}") if prefix else ("",)
    return [Route(f"{path}/{NAME}/{{file}}", guarded) for path in below]


def guarded(request: Request) -> Response:
    """The answer, or why there is none."""
    try:
        return _answer_to(request)
    except UserError as error:
        return _refused(request, error)
    except Exception:
        reference = token_hex(4)
        log.exception("data link %s failed, reference %s", request.path_params["file"], reference)
        return _refused(request, refusals.UNFORESEEN(reference=reference))


def _answer_to(request: Request) -> Response:
    options = request.query_params.multi_items()
    check_secrets(options)
    viewer = data_links.owner_of(_token(request))
    RATE.count(viewer.email)
    name, dot, form = request.path_params["file"].rpartition(".")
    if not dot or form not in PARTS:
        raise refusals.NO_FORM(file=request.path_params["file"][:60], name=(name or form)[:60])
    try:
        return _numbers(request, read_question(name, options), form, viewer)
    except UserError as error:
        data_links.note_refused(viewer, name, error)
        raise


def _numbers(request: Request, question: DataQuestion, form: str, viewer: Viewer) -> Response:
    snapshot = data_links.open_tables(viewer, question.as_of)
    mark = f'"{data_links.edition_of(question, form, snapshot, viewer)}"'
    headers = ALWAYS | ASK_AGAIN | {"ETag": mark, "X-Scorecard-Run": snapshot.manifest.run}
    if session.fictional(snapshot):
        headers["X-Scorecard-Data"] = "fictional"
    # Answered before it is known whether a copy is still right: a question that cannot be is refused each time.
    decisions = session.open_decisions(snapshot, viewer) if question.name == SCORECARD else None
    frame = _table(snapshot, viewer, vars(question), decisions)
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    data_links.note_taken(viewer, question, form, frame.height)
    return StreamingResponse(PARTS[form](frame), media_type=KINDS[form], headers=headers)


@cached(64, by=with_all)
def _table(snapshot: Snapshot, viewer: Viewer, asked: Mapping[str, Any], decisions: Decisions | None) -> pl.DataFrame:
    """The rows that `scorecard query` and `scorecard show` print; `asked`: a `DataQuestion`; raises as they do."""
    name, period, where = asked["name"], asked["period"], asked["where"]
    if decisions is None:
        by, grain = asked["by"], asked["grain"]
        return indicator_table(snapshot, viewer, name, by=by, grain=grain, period=period, where=where)
    targets, where = decisions.targets, viewer.limited(where)
    return scorecard_table(snapshot, targets, period=period, where=where, every=asked["every"])[0]


def _token(request: Request) -> str:
    """What stands in the header: a bearer token, or the password of a user name, whatever that is."""
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and value.strip():
        return value.strip()
    if kind.lower() == "basic":
        try:
            _, colon, password = b64decode(value, validate=True).decode().partition(":")
        except (NotBase64, UnicodeDecodeError):
            password = colon = ""
        if colon and password:
            return password
    raise refusals.NO_TOKEN()


def _refused(request: Request, error: UserError) -> Response:
    lang = "fr" if request.headers.get("accept-language", "").strip().lower().startswith("fr") else "en"
    status = STATUS.get(error.refusal, 403 if error.code.startswith("access_") else 400)
    body = {"code": error.code, "sentence": error.text(lang)}
    answer = JSONResponse(body, status, headers=ALWAYS | KEEP_NOT | {"Content-Language": lang})
    if status == 401:
        for challenge in CHALLENGES:
            answer.headers.append("WWW-Authenticate", challenge)
    if error.refusal is refusals.TOO_MANY:
        answer.headers["Retry-After"] = str(error.values["seconds"])
    return answer
