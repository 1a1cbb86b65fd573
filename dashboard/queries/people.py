"""Who is looking: asked anew by every request, so that a role that is taken away is gone with the next click."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import UTC, datetime
from hmac import compare_digest
from threading import Lock
from typing import Any

import polars as pl
import streamlit as st

from dashboard.queries import trail
from dashboard.queries.session import current
from dashboard.request.address import NOT_BELIEVED, PROVIDER_DOWN
from data.access.claims import viewer_by_claims, viewer_of_group
from data.access.viewer import Viewer
from data.audit.check import Finding, check_trail, search_trail
from data.audit.trail import Event
from data.errors import UserError
from data.records import RECORDS
from data.refusals import sign_in as refusals
from data.state import is_decided, permissions, viewer_of
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.catalogue import visible
from metrics.catalogue.visible import scope_names
from metrics.definition.limits import unlimited

SECRET_HEADER = "X-Scorecard-Secret"
HOUR = 3600

NOBODY = "nobody"
"""How the trail names who has not said who they are."""

PROBLEMS = {NOT_BELIEVED: refusals.NOT_BELIEVED, PROVIDER_DOWN: refusals.PROVIDER_DOWN}
UNSEEN = (refusals.SIGN_IN, *PROBLEMS.values())
"""Who reads these has met nothing yet; the gateway notes what came to nothing itself."""

MOST_SIGN_INS = 10_000
_SEEN: OrderedDict[tuple[str, Any], None] = OrderedDict()
_NOTING = Lock()


def current_viewer() -> Viewer:
    """Who is looking: by the proxy in front or the provider where one is set, else the administrator of the home.

    Raises: UserError of `data.refusals.sign_in` for who has not signed in, whose sign-in has ended or who has no role.
    """
    settings = current()
    if secret := settings.proxy_secret.get_secret_value():
        headers = st.context.headers
        if not compare_digest((headers.get(SECRET_HEADER) or "").encode(), secret.encode()):
            raise refusals.NOT_BY_THE_PROXY()
        return _person(headers.get(settings.proxy_header), None)
    if not settings.signs_in:
        return Viewer()
    if not st.user.is_logged_in:
        raise refusals.SIGN_IN()
    claims = st.user.to_dict()
    signed_in_at = claims.get("iat")
    if not isinstance(signed_in_at, int | float) or _now() - signed_in_at > settings.sign_in_hours * HOUR:
        raise refusals.ENDED()
    if claims.get("email_verified") is False:
        raise refusals.NO_ADDRESS()
    return _person(claims.get("email"), signed_in_at, claims)


def offers_sign_in(error: UserError) -> bool:
    """Whether what was refused would be shown to who signs in."""
    return error.refusal in (refusals.SIGN_IN, refusals.ENDED, *PROBLEMS.values())


def sign_in() -> None:
    """Leads to the provider."""
    st.login()


def note_refused(error: UserError, viewer: Viewer | None, page: str) -> None:
    """A line on who met what is not theirs; who has merely not signed in yet has met nothing.

    Raises: UserError where it cannot be noted.
    """
    if error.code.startswith(("access_", "sign_in_")) and error.refusal not in UNSEEN:
        who = str(error.values.get("email", NOBODY))
        # A page is run again by whatever happens on it, and that is no further attempt.
        mark = who, page, error.code
        if st.session_state.get("refused") == mark:
            return
        st.session_state["refused"] = mark
        trail.note_refusal(viewer or Viewer(NOBODY, email=who), f"page {page}", error)


def check_still(viewer: Viewer) -> None:
    """Raises: UserError where a person's role is another than the one that a page was drawn for."""
    if not viewer.email:
        return
    settings = current()
    now = viewer_of(settings.state_url, viewer.email)
    if now is None and viewer.group and not is_decided(settings.state_url, viewer.email):
        now = viewer_of_group(viewer.email, viewer.group, settings.sign_in_groups)
    if now is None or now.rights != viewer.rights:
        raise refusals.CHANGED()


def require_scope(snapshot: Snapshot, viewer: Viewer) -> None:
    """Raises: UserError where nothing of what a person is limited to is in the data."""
    visible.require_scope(viewer, unlimited(snapshot))


def why_not_signed_in(error: UserError, problem: str | None) -> UserError:
    """What to say to who has to sign in: that, or why they are back from the provider without having signed in."""
    return PROBLEMS[problem]() if error.refusal is refusals.SIGN_IN and problem in PROBLEMS else error


def note_sign_in_problem(problem: str) -> None:
    """A line on a sign-in that came to nothing; raises UserError where it cannot be noted."""
    trail.note_refusal(Viewer(NOBODY, email=NOBODY), "sign-in", PROBLEMS[problem]())


def scope_members(snapshot: Snapshot, viewer: Viewer) -> list[tuple[Text, list[Any]]]:
    """What a viewer is limited to: per breakdown its title and its members' names."""
    return scope_names(viewer, unlimited(snapshot))


def unseen(snapshot: Snapshot) -> list[UserError]:
    """Why the indicators that who reads does not see are not shown."""
    return list(getattr(snapshot.catalogue, "refused", {}).values())


def may_sign_out() -> bool:
    """Whether it is here that people sign in; a proxy has its own way out."""
    settings = current()
    return settings.signs_in and not settings.proxy_secret.get_secret_value()


def sign_out(viewer: Viewer) -> None:
    """Ends the sign-in here, and at the provider where it offers that."""
    trail.note(viewer, Event.SIGNED_OUT, viewer.declared.title.en)
    st.logout()


def leave() -> None:
    """Ends the sign-in of somebody who has no role here."""
    st.logout()


def signs_in() -> bool:
    """Whether people say who they are; without, whoever reaches the port is the administrator of the home."""
    settings = current()
    return settings.signs_in or bool(settings.proxy_secret.get_secret_value())


def people() -> pl.DataFrame:
    """Who has a role; see `data.state.permissions`."""
    return permissions(current().state_url)


def trail_lines(**asked: Any) -> pl.DataFrame:
    """Lines of the audit trail, the newest first; see `data.audit.check.search_trail`."""
    return search_trail(current().state_url, **asked)


def retention(snapshot: Snapshot) -> list[tuple[str, int | None, str | None]]:
    """Record, for how many months its rows are retained (None: for ever from now on), and the first month of rows."""
    months, first = current().retention, snapshot.manifest.kept_from
    return [(name, months.get(name), first.get(name)) for name in RECORDS if name in months or name in first]


def export_trail(viewer: Viewer) -> pl.DataFrame:
    """Every line of the trail, for who takes it away; that is a line as well."""
    check_still(viewer)
    lines = trail_lines()
    trail.note(viewer, Event.EXPORTED, "audit trail", rows=lines.height)
    return lines


def trail_check() -> Finding:
    """Whether the audit trail is whole."""
    settings = current()
    return check_trail(settings.home, settings.state_url)


def _person(email: object, signed_in_at: object, claims: Mapping[str, Any] | None = None) -> Viewer:
    if not isinstance(email, str) or "@" not in email:
        raise refusals.NO_ADDRESS()
    settings = current()
    viewer = viewer_of(settings.state_url, email)
    # What was decided here stands over what the provider says.
    if viewer is None and claims and settings.sign_in_groups and not is_decided(settings.state_url, email):
        viewer = viewer_by_claims(email, claims, settings.sign_in_claim, settings.sign_in_groups)
    if viewer is None:
        raise refusals.NO_ROLE(email=email.strip().lower())
    _note_sign_in(viewer, signed_in_at)
    return viewer


def _note_sign_in(viewer: Viewer, signed_in_at: object) -> None:
    """Once for each sign-in, however many pages follow; of a proxy, which tells none, once per browser session."""
    mark = viewer.email, signed_in_at or id(st.session_state)
    if st.session_state.get("signed in") == mark:
        return
    st.session_state["signed in"] = mark
    with _NOTING:
        if signed_in_at and mark in _SEEN:
            return
        _SEEN[mark] = None
        while len(_SEEN) > MOST_SIGN_INS:
            _SEEN.popitem(last=False)
    trail.note(viewer, Event.SIGNED_IN, viewer.declared.title.en)


def _now() -> float:
    return datetime.now(UTC).timestamp()
