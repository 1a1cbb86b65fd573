"""What the public reads without signing in: the statements that were published, and nothing else.

`/statement/en/` is the newest quarter; `/statement/en/FY2026-27-Q2/` one quarter as last corrected, and with `1/`
behind it its first version, which never changes. Only the database of what was published is read: no run, no record,
no draft.
"""

import logging
from collections.abc import Callable
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from dashboard.exports.statement.files import FILES, JSON, content
from dashboard.exports.statement.page import Surroundings, empty, page
from dashboard.queries.standards.statements import Published, published
from dashboard.request.context import LANGUAGES
from data.errors import UserError
from data.refusals.obligations import statement as refusals
from data.settings import organisation_name, settings
from data.state import open_to_read
from metrics.standards.statement import Version

log = logging.getLogger("scorecard.dashboard")

NAME = "statement"
SOON, LONG = "public, max-age=300", "public, max-age=31536000, immutable"
"""How long a copy may be kept: a quarter can be corrected, a version never changes."""


def routes(prefix: str) -> list[Route]:
    """The addresses, and the same below the path that a proxy serves."""
    below = ("", f"/{prefix}") if prefix else ("",)
    paths = {
        "": _start,
        "/{lang}": _folder,
        "/{lang}/": _guard(_newest),
        "/{lang}/{period}": _folder,
        "/{lang}/{period}/": _guard(_quarter),
        "/{lang}/{period}/{version}": _folder,
        "/{lang}/{period}/{version}/": _guard(_version),
        "/{lang}/{period}/{version}/{file}": _guard(_file),
    }
    slashes = {f"/{NAME}/": _start}
    every = {f"/{NAME}{path}": answer for path, answer in paths.items()} | slashes
    return [Route(f"{path}{address}", answer) for path in below for address, answer in every.items()]


def _start(request: Request) -> Response:
    """The language that the browser asks for, else English."""
    first = request.headers.get("accept-language", "").strip().lower()
    lang = "fr" if first.startswith("fr") else "en"
    base = request.url.path.rstrip("/")
    return RedirectResponse(f"{base}/{lang}/", 302, {"Cache-Control": SOON, "Vary": "Accept-Language"})


def _folder(request: Request) -> Response:
    """The same with a stroke at its end, without which relative addresses lead astray."""
    return RedirectResponse(f"{request.url.path}/", 301, {"Cache-Control": SOON})


def _guard(answer: Callable[[Request, Published], Response | None]) -> Callable[[Request], Response]:
    """The answer, 404 for what was not published, 503 where that cannot be read."""

    def guarded(request: Request) -> Response:
        if request.path_params["lang"] not in LANGUAGES:
            return _sentence(refusals.NOT_THERE(), 404)
        try:
            kept = published(open_to_read(settings().state_url))
        except UserError as error:
            log.warning("what was published cannot be read: %s", error)
            return _sentence(refusals.NOT_READABLE(), 503)
        found = answer(request, kept)
        return _sentence(refusals.NOT_THERE(), 404) if found is None else _unless_known(request, found)

    return guarded


def _newest(request: Request, kept: Published) -> Response:
    lang = request.path_params["lang"]
    now = settings()
    if not kept:
        return _html(empty(lang, organisation_name(now), f"../{_other(lang)}/"), SOON)
    newest = max(kept)
    around = _around(
        kept, newest, lang, up="../", down=f"{newest}/{kept[newest][-1].version}/", here=f"../{_other(lang)}/"
    )
    return _html(page(kept[newest][-1], lang, around), SOON)


def _quarter(request: Request, kept: Published) -> Response | None:
    lang, code = request.path_params["lang"], request.path_params["period"]
    if code not in kept:
        return None
    here = f"../../{_other(lang)}/{code}/"
    around = _around(kept, code, lang, up="../../", down=f"{kept[code][-1].version}/", here=here)
    return _html(page(kept[code][-1], lang, around), SOON)


def _version(request: Request, kept: Published) -> Response | None:
    lang, code = request.path_params["lang"], request.path_params["period"]
    one = _find(request, kept)
    if one is None:
        return None
    newer = f"../../{code}/" if one is not kept[code][-1] else None
    here = f"../../../{_other(lang)}/{code}/{one.version}/"
    around = _around(kept, code, lang, up="../../../", down="", here=here, newest=newer)
    return _html(page(one, lang, around), SOON)


def _file(request: Request, kept: Published) -> Response | None:
    one, name = _find(request, kept), request.path_params["file"]
    if one is None or name not in FILES:
        return None
    kind = "application/json" if name == JSON else "text/csv; charset=utf-8"
    # The log up to this version, so that the file never changes either.
    earlier = [other for other in kept[one.statement.period] if (other.version or 0) <= (one.version or 0)]
    return Response(content(name, one, earlier), media_type=kind, headers={"Cache-Control": LONG})


def _find(request: Request, kept: Published) -> Version | None:
    versions = kept.get(request.path_params["period"], ())
    # As text: a number of five thousand digits is no version either.
    return next((one for one in versions if str(one.version) == request.path_params["version"]), None)


def _around(
    kept: Published, code: str, lang: str, *, up: str, down: str, here: str, newest: str | None = None
) -> Surroundings:
    """`up`: to the folder of the languages. `down`: from here to the folder of the files."""
    now = settings()
    return Surroundings(
        language=here,
        files={name: f"{down}{name}" for name in FILES},
        log=kept[code],
        others={other: f"{up}{lang}/{other}/" for other in sorted(kept, reverse=True) if other != code},
        newest=newest,
        organisation=organisation_name(now),
        contact=now.contact,
    )


def _other(lang: str) -> str:
    return "en" if lang == "fr" else "fr"


def _html(text: str, keep: str) -> Response:
    return HTMLResponse(text, headers={"Cache-Control": keep})


def _unless_known(request: Request, answer: Response) -> Response:
    """304 where the browser's copy is the same."""
    mark = f'"{sha256(bytes(answer.body)).hexdigest()[:32]}"'
    answer.headers["ETag"] = mark
    if mark in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": mark, "Cache-Control": answer.headers["Cache-Control"]})
    return answer


def _sentence(error: UserError, status: int) -> Response:
    text = f"{error.text('en')}\n{error.text('fr')}\n"
    return PlainTextResponse(text, status, headers={"Cache-Control": "no-store"})
