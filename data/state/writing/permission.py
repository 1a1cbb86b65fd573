"""Granting and revoking roles."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, insert

from data.access.viewer import ADMINISTRATOR, check_role
from data.refusals import access as refusals
from data.state.engine import open_state, word_failures, write_transaction
from data.state.permission import Permission, in_force
from data.state.writing import checks

ADDRESS = re.compile(r"[^@\s\x00-\x1f,;<>\"]+@[^@\s\x00-\x1f,;<>\"]+")
LONGEST_ADDRESS = 254

Scopes = Mapping[str, Sequence[str]]
Grant = tuple[str, str, Scopes]
"""An address, a role, a scope."""


def address(text: str | None) -> str:
    """An e-mail address in lower case; raises UserError for what is none."""
    email = (text or "").strip().lower()
    if len(email) > LONGEST_ADDRESS or not ADDRESS.fullmatch(email):
        raise refusals.NOT_AN_ADDRESS(email=email[:LONGEST_ADDRESS])
    return email


def grant(url: str, email: str, role: str, scope: Scopes, *, author: str) -> None:
    """Gives a person a role within a scope, in place of the one before; see `grant_all`."""
    grant_all(url, [(email, role, scope)], author=author)


def grant_all(url: str, grants: Iterable[Grant], *, author: str) -> int:
    """Gives people their roles, all or none; out: how many differ from what is in force.

    Whether a scope names members that there are is the caller's question, who knows the data.
    Raises: UserError, as `check_role`, for an address that is none, and where no administrator would be left.
    """
    checked = [(address(email), role, scope) for email, role, scope in grants]
    for _, role, scope in checked:
        check_role(role, scope)
    values = [
        {"email": email, "role": role, "scope": _stored(scope), "author": checks.author(author)}
        for email, role, scope in checked
    ]
    with word_failures(url), write_transaction(open_state(url)) as connection:
        people = _people(connection)
        new = [row for row in values if people.get(row["email"]) != (row["role"], row["scope"])]
        _check_administrators(people, people | {row["email"]: (row["role"], row["scope"]) for row in new})
        if new:
            connection.execute(insert(Permission), new)
    return len(new)


def revoke(url: str, email: str, *, author: str) -> None:
    """Takes a person's role away; raises UserError where they have none, or are the only administrator."""
    email = address(email)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        people = _people(connection)
        if email not in people:
            raise refusals.UNKNOWN_VIEWER(email=email)
        _check_administrators(people, {name: role for name, role in people.items() if name != email})
        values = {"email": email, "role": None, "scope": "{}", "author": checks.author(author)}
        connection.execute(insert(Permission).values(values))


def _people(connection: Connection) -> dict[str, tuple[str, str]]:
    return {row["email"]: (row["role"], row["scope"]) for row in connection.execute(in_force()).mappings()}


def _check_administrators(before: Mapping[str, tuple[str, str]], after: Mapping[str, tuple[str, str]]) -> None:
    """Whoever locks the last administrator out could not be let in again by any page."""
    last = [email for email, (role, _) in before.items() if role == ADMINISTRATOR]
    if last and not any(role == ADMINISTRATOR for role, _ in after.values()):
        raise refusals.LAST_ADMINISTRATOR(email=last[0])


def _stored(scope: Scopes) -> str:
    return json.dumps({name: sorted(set(scope[name])) for name in sorted(scope)}, ensure_ascii=False)
