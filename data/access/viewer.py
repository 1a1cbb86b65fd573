"""Who is looking: what they may see goes into every read, and so into the key of everything that is cached."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from data.access.roles import ROLES, Action, Role
from data.errors import nearest
from data.refusals import access as refusals

Scope = tuple[tuple[str, tuple[str, ...]], ...]
"""The groups that a viewer is limited to, as (breakdown, codes); none means everything."""

Clause = tuple[tuple[str, tuple[str, ...]], ...]
"""Of a row at least one of these holds."""


@dataclass(frozen=True)
class Viewer:
    """`role`: a code of `ROLES`. `scope`: what it is limited to. `email`: who it is; empty for the home's own.

    `name`: who signs what is written; empty while nobody has said so. It changes nothing of what may be seen. `group`:
    the one at the provider by which they have their role; empty for who was granted it here.
    """

    role: str = "administrator"
    scope: Scope = ()
    name: str = ""
    email: str = ""
    group: str = ""

    @property
    def declared(self) -> Role:
        """What the role may see and do."""
        return ROLES[self.role]

    @property
    def who(self) -> str:
        """How the trail names them."""
        return self.email or "administrator of the home"

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The scope, each breakdown with those that mean the same for the role; a row must satisfy each clause."""
        alike = dict(self.declared.alike)
        return tuple(tuple((other, codes) for other in alike.get(name, (name,))) for name, codes in self.scope)

    @property
    def extent(self) -> Scope:
        """The scope, those that mean the same for the role as one breakdown: `partner|run_by`, either of the two."""
        alike = dict(self.declared.alike)
        return tuple(("|".join(alike.get(name, (name,))), codes) for name, codes in self.scope)

    @property
    def rights(self) -> str:
        """All that decides what may be seen, as a key of caches: empty for who may see everything."""
        return "" if self.role == "administrator" and not self.scope else repr((self.role, self.scope))

    def limited(self, where: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """The filters asked for, never wider than the scope; a breakdown that may be another is left to the rows."""
        limited = {name: tuple(codes) for name, codes in where.items()}
        alike = dict(self.declared.alike)
        for name, codes in self.scope:
            if name not in alike:
                limited[name] = tuple(code for code in limited.get(name, codes) if code in codes)
        return limited

    def check_action(self, action: Action) -> None:
        """Raises: UserError where the role may not do that."""
        if action not in self.declared.may:
            raise refusals.ACTION(action=action.text, role=self.declared.title)
        if self.scope and action not in OF_A_PART:
            raise refusals.ACTION_OF_ALL(action=action.text)

    def check_change(self, series: Mapping[str, str | None]) -> None:
        """Raises: UserError where what is changed reaches beyond the scope; None in a series means all codes."""
        if any(series.get(name) not in codes for name, codes in self.scope):
            raise refusals.CHANGE_BEYOND_SCOPE()

    def check_page(self, page: str) -> None:
        """Raises: UserError where the role has no such page."""
        if page not in self.declared.pages:
            raise refusals.PAGE(role=self.declared.title)
        if page in WHOLE and self.scope:
            raise refusals.PAGE_OF_ALL()

    def may_open(self, page: str) -> bool:
        """Whether the role has such a page, and it can be limited to the scope."""
        return page in self.declared.pages and not (page in WHOLE and self.scope)

    def check_record(self, record: str) -> None:
        """Raises: UserError where the role may not open single rows of a record."""
        if record not in self.declared.records:
            raise refusals.RECORD(record=record, role=self.declared.title)


def read_scope(pairs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A scope as people write it, `channel=telephone` each; raises UserError for what names nothing."""
    scope: dict[str, tuple[str, ...]] = {}
    for pair in filter(str.strip, pairs):
        name, sign, code = (part.strip() for part in pair.partition("="))
        if not (sign and name and code):
            raise refusals.SCOPE_NAMES_NOTHING()
        scope[name] = (*scope.get(name, ()), code)
    return scope


def check_role(role: str, scope: Mapping[str, Collection[str]]) -> None:
    """Raises: UserError for an unknown role, a scope that names nothing, one that is missing or one too many."""
    if role not in ROLES:
        raise refusals.UNKNOWN_ROLE(role=role, nearest=nearest(role, ROLES))
    if any(not codes or not all(codes) for codes in scope.values()):
        raise refusals.SCOPE_NAMES_NOTHING()
    if ROLES[role].bounded and not scope:
        raise refusals.ROLE_NEEDS_SCOPE(role=role)
    if role == ADMINISTRATOR and scope:
        raise refusals.ROLE_WITHOUT_SCOPE(role=role)


ADMINISTRATOR = "administrator"

OF_A_PART = (Action.OVERRIDE, Action.COMMENT, Action.ALERTS, Action.ACCEPT, Action.FOLLOW)
"""What who sees a part may change in it."""

WHOLE = ("health", "strategy", "administration", "audits", "directive")
"""Pages of the whole organisation, which know no scope."""
