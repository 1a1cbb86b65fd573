"""Roles are granted by whole decisions, the newest in force; what is wrong is one sentence, and nothing is written."""

import pytest

from data.access.roles import ROLES
from data.access.viewer import Viewer, read_scope
from data.errors import UserError
from data.state import permission_history, permissions, viewer_of
from data.state.writing import grant, grant_all, revoke

BOSS = "boss@example.org"


@pytest.fixture
def url(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'state.db'}"


def test_the_newest_decision_on_a_person_is_in_force_and_earlier_ones_stay(url: str):
    grant(url, "Ada@Example.org", "planner", {}, author="me")
    grant(url, "ada@example.org", "operations_manager", {"channel": ("telephone", "kiosk")}, author="me")

    assert viewer_of(url, " ADA@example.org") == Viewer(
        "operations_manager", (("channel", ("kiosk", "telephone")),), email="ada@example.org"
    )
    assert permission_history(url)["role"].to_list() == ["planner", "operations_manager"]

    revoke(url, "ada@example.org", author="me")
    assert viewer_of(url, "ada@example.org") is None
    assert permissions(url).is_empty()


def test_nothing_is_read_or_made_where_nobody_was_granted_anything(url: str, tmp_path):
    assert viewer_of(url, BOSS) is None
    assert not (tmp_path / "state.db").exists()


@pytest.mark.parametrize(
    ("email", "role", "scope", "code"),
    [
        ("nobody", "planner", {}, "access_not_an_address"),
        ("a@b@c", "planner", {}, "access_not_an_address"),
        ("a b@example.org", "planner", {}, "access_not_an_address"),
        ("a" * 250 + "@x.org", "planner", {}, "access_not_an_address"),
        ("a@example.org", "king", {}, "access_unknown_role"),
        ("a@example.org", "partner", {}, "access_role_needs_scope"),
        ("a@example.org", "operations_manager", {}, "access_role_needs_scope"),
        ("a@example.org", "administrator", {"channel": ("kiosk",)}, "access_role_without_scope"),
        ("a@example.org", "planner", {"channel": ()}, "access_scope_names_nothing"),
    ],
)
def test_what_cannot_be_granted_is_refused_and_nothing_is_written(url: str, email, role, scope, code):
    with pytest.raises(UserError) as error:
        grant_all(url, [(BOSS, "administrator", {}), (email, role, scope)], author="me")

    assert error.value.code == code
    assert permissions(url).is_empty()


@pytest.mark.parametrize("pair", ["channel", "channel=", "=kiosk", " = "])
def test_a_scope_that_names_nothing_is_refused(pair: str):
    with pytest.raises(UserError) as error:
        read_scope(["line=cars", pair])
    assert error.value.code == "access_scope_names_nothing"


def test_the_last_administrator_cannot_be_locked_out(url: str):
    grant(url, BOSS, "administrator", {}, author="me")
    for lock_out in (lambda: revoke(url, BOSS, author="me"), lambda: grant(url, BOSS, "planner", {}, author="me")):
        with pytest.raises(UserError) as error:
            lock_out()
        assert error.value.code == "access_last_administrator"

    grant(url, "second@example.org", "administrator", {}, author="me")
    revoke(url, BOSS, author="me")
    assert permissions(url)["email"].to_list() == ["second@example.org"]


def test_every_role_can_be_granted(url: str):
    for n, (code, role) in enumerate(ROLES.items()):
        grant(url, f"{n}@example.org", code, {"channel": ("kiosk",)} if role.bounded else {}, author="me")

    assert permissions(url)["role"].to_list() == list(ROLES)
