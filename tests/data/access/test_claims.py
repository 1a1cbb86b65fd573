"""Groups that a provider names are mapped to roles and scopes; what cannot be is one sentence."""

import pytest

from data.access.claims import check_groups, viewer_by_claims
from data.access.viewer import Viewer
from data.errors import UserError

GROUPS = {"boards": "board_member", "phones": "operations_manager channel=telephone, channel=kiosk"}
PHONES = Viewer(
    "operations_manager", (("channel", ("kiosk", "telephone")),), email="ada@example.org", group="phones"
)  # fmt: skip
BOARD = Viewer("board_member", email="ada@example.org", group="boards")


@pytest.mark.parametrize(
    ("claims", "name", "viewer"),
    [
        ({"groups": ["phones"]}, "groups", PHONES),
        ({"groups": "phones"}, "groups", PHONES),
        ({"groups": ["others", "phones", "boards"]}, "groups", BOARD),
        ({"realm_access": {"roles": ["phones"]}}, "realm_access.roles", PHONES),
        ({"https://example.org/groups": ["phones"]}, "https://example.org/groups", PHONES),
        ({"groups": ["phone"]}, "groups", None),
        ({"groups": []}, "groups", None),
        ({"groups": None}, "groups", None),
        ({"groups": 7}, "groups", None),
        ({"groups": [{"name": "phones"}, 7]}, "groups", None),
        ({"groups": {"phones": True}}, "groups", None),
        ({"groups": ["phones"]}, "groups.names", None),
        ({}, "groups", None),
    ],
)
def test_the_first_group_of_the_setting_that_the_claims_name_gives_the_role(claims, name, viewer):
    assert viewer_by_claims(" Ada@example.org", claims, name, GROUPS) == viewer


@pytest.mark.parametrize(
    ("meaning", "sentence"),
    [
        ("king", "There is no role 'king'"),
        ("", "There is no role ''"),
        ("operations_manager", "scope"),
        ("planner channel", "scope"),
        ("administrator channel=telephone", "scope"),
    ],
)
def test_a_group_that_is_given_no_role_that_can_be_is_named_with_the_reason(meaning, sentence):
    with pytest.raises(UserError, match="SCORECARD_SIGN_IN_GROUPS gives the group oddly no role that can be") as error:
        check_groups({"boards": "board_member", "oddly": meaning})
    assert sentence in str(error.value)
    assert "aucun rôle possible" in error.value.text("fr")


@pytest.mark.parametrize(("length", "told"), [(199, 199), (200, 200), (201, 200)])
def test_a_groups_name_is_told_to_its_two_hundredth_character(length, told):
    with pytest.raises(UserError, match=f"the group {'g' * told} no role"):
        check_groups({"g" * length: "king"})
