"""Roles by what a provider says of a person: the groups it names are mapped to roles and scopes by a setting.

What an administrator decides here stands over it: a role granted here counts instead, one taken away stays away.
"""

from collections.abc import Mapping
from typing import Any

from data.access.viewer import Viewer, check_role, read_scope
from data.errors import UserError
from data.refusals import sign_in as refusals

LONGEST = 200
"""Characters of a group's name in a sentence."""


def check_groups(groups: Mapping[str, str]) -> None:
    """Raises: UserError for a group that is mapped to no role, to an unknown one or to a scope that cannot be."""
    for group in groups:
        viewer_of_group("", group, groups)


def viewer_by_claims(email: str, claims: Mapping[str, Any], name: str, groups: Mapping[str, str]) -> Viewer | None:
    """The person of an address as the first group of `groups` that the claims name; None where they name none.

    `name`: the claim that holds the groups; a dot leads into it, as `realm_access.roles`. `groups`: group → role and
    scope, as `operations_manager channel=telephone`. Raises: UserError where what the group is mapped to cannot be.
    """
    value: Any = claims
    for part in name.split(".") if name not in claims else [name]:
        value = value.get(part) if isinstance(value, Mapping) else None
    member_of = {value} if isinstance(value, str) else set(filter(_is_text, value or ())) if _is_list(value) else set()
    for group in groups:
        if group in member_of:
            return viewer_of_group(email, group, groups)
    return None


def viewer_of_group(email: str, group: str, groups: Mapping[str, str]) -> Viewer | None:
    """The person of an address as a member of a group; None where the group is not mapped any more."""
    if group not in groups:
        return None
    role, *pairs = groups[group].replace(",", " ").split() or [""]
    try:
        scope = read_scope(pairs)
        check_role(role, scope)
    except UserError as problem:
        raise refusals.GROUP_MEANS_NOTHING(group=group[:LONGEST], problem=problem) from None
    limits = tuple((name, tuple(sorted(set(scope[name])))) for name in sorted(scope))
    return Viewer(role, limits, email=email.strip().lower(), group=group)


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)
