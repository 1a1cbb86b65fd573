"""Role × page × record × action × export: whatever is added must be given to somebody, or to nobody on purpose."""

import ast
import re
from pathlib import Path

import pytest

from dashboard.shell.pages import PAGES
from data.access.roles import ALL_GROUPS, ROLES, Action
from data.access.viewer import WHOLE, Viewer
from data.errors import UserError
from data.records import RECORDS
from metrics.engine.restricted import GROUPS

ROOT = Path(__file__).parents[3]

SEES = """
role               | scorecard indicator alerts operations transactions transaction service_quality demand strategy definitions health reporting administration partners audits directive
chief_executive    | x         x         x      x          x            x           x               x      x        x           x      x         -              x        x      x
board_member       | x         x         x      -          -            -           x               -      x        x           -      x         -              x        x      x
partner            | x         x         x      -          x            x           x               -      -        x           -      x         -              x        -      -
operations_manager | x         x         x      x          x            x           x               x      -        x           -      x         -              -        -      -
planner            | x         x         x      -          -            -           -               x      x        x           -      x         -              -        -      -
hr_analyst         | x         x         x      -          x            x           -               -      -        x           -      x         -              -        -      -
steward            | x         x         x      x          x            x           x               -      -        x           x      x         -              x        x      x
administrator      | x         x         x      x          x            x           x               x      x        x           x      x         x              x        x      x
"""  # noqa: E501

EVERYONES = {"account", "mine", "search", "accessibility"}
"""The pages that everybody has: on oneself, and what leads to all others."""

DOES = """
role               | override publish comment lock targets alerts statement follow people accept audits attest
chief_executive    | -        x       x       x    x       x      x         x      -      x      x      x
board_member       | -        -       -       -    -       -      -         x      -      -      -      -
partner            | -        -       x       -    -       -      -         x      -      x      -      -
operations_manager | x        -       x       -    -       x      -         x      -      -      -      -
planner            | x        x       x       -    -       x      -         x      -      -      -      -
hr_analyst         | -        -       x       -    -       x      -         x      -      -      -      -
steward            | -        -       x       -    x       x      -         x      -      -      x      -
administrator      | x        x       x       x    x       x      x         x      x      x      x      x
"""

ACTIONS = {
    "add_override": Action.OVERRIDE,
    "withdraw_override": Action.OVERRIDE,
    "add_special_day": Action.OVERRIDE,
    "change_special_day": Action.OVERRIDE,
    "withdraw_special_day": Action.OVERRIDE,
    "save_scenario": Action.OVERRIDE,
    "change_scenario": None,  # by `save_scenario`
    "copy_scenario": None,  # by `save_scenario`
    "rename_scenario": Action.OVERRIDE,
    "delete_scenario": Action.OVERRIDE,
    "publish_plan": Action.PUBLISH,
    "withdraw_plan": Action.PUBLISH,
    "decide": Action.ALERTS,
    "add_rule": Action.ALERTS,
    "withdraw_rule": Action.ALERTS,
    "publish_statement": Action.STATEMENT,
    "save_comment": Action.COMMENT,
    "add_item": Action.COMMENT,
    "change_item": Action.COMMENT,
    "add_note": Action.COMMENT,
    "follow": Action.FOLLOW,
    "choose": Action.FOLLOW,
    "lock_period": Action.LOCK,
    "reopen_period": Action.LOCK,
    "accept_results": Action.ACCEPT,
    "change_recommendation": Action.AUDITS,
    "attest": Action.ATTEST,
    "grant": Action.PEOPLE,
    "revoke": Action.PEOPLE,
}

EXPORTS = {
    "dashboard/views/drilldown/downloads.py": "transactions",
    "dashboard/views/demand/downloads.py": "demand",
    "dashboard/views/administration/blocks.py": "administration",
    "dashboard/views/reporting/pack.py": "reporting",
}
"""Where files are handed out, and the page without which nobody gets one."""

RECORDS_OF = {
    "chief_executive": {name for name in RECORDS if name != "staff_answer"},
    "board_member": set(),
    "partner": {"transaction", "survey_answer", "complaint", "guarantee_claim", "sla_result"},
    "operations_manager": {
        "transaction", "contact_summary", "capacity", "schedule", "outage", "survey_answer", "complaint",
        "guarantee_claim", "quality_audit",
    },
    "planner": set(),
    "hr_analyst": {"staff_wave", "staff_month", "staff_event", "vacancy", "critical_role"},
    "steward": {name for name in RECORDS if name != "staff_answer"},
    "administrator": {name for name in RECORDS if name != "staff_answer"},
}  # fmt: skip


def drawn(table: str) -> dict[str, dict[str, bool]]:
    header, *lines = [line.replace("|", " ").split() for line in table.strip().splitlines()]
    return {role: dict(zip(header[1:], (mark == "x" for mark in marks), strict=True)) for role, *marks in lines}


def test_every_page_is_given_to_the_roles_that_are_drawn_and_to_no_other():
    pages = [page.name for page in PAGES if page.name not in EVERYONES]
    assert drawn(SEES) == {code: {page: page in role.pages for page in pages} for code, role in ROLES.items()}
    assert all(set(role.pages) >= EVERYONES for role in ROLES.values())
    assert {page for role in ROLES.values() for page in role.pages} == {page.name for page in PAGES}


def test_every_action_is_given_to_the_roles_that_are_drawn_and_to_no_other():
    assert drawn(DOES) == {code: {one.value: one in role.may for one in Action} for code, role in ROLES.items()}


def test_every_record_is_opened_by_the_roles_that_are_listed_and_staff_answers_by_none():
    assert {code: set(role.records) for code, role in ROLES.items()} == RECORDS_OF


def test_staff_groups_are_those_that_are_published():
    assert set(ALL_GROUPS) == {"all", *GROUPS}
    assert {code for code, role in ROLES.items() if set(role.groups) - {"all"}} == {
        "chief_executive", "hr_analyst", "administrator"
    }  # fmt: skip


def test_whatever_a_page_can_change_asks_the_role_and_is_noted():
    found = {}
    for path in (ROOT / "dashboard" / "actions").glob("*.py"):
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
                asked = [ast.unparse(node.args[1]) for node in ast.walk(function) if _asks(node)]
                found[function.name] = Action[asked[0].removeprefix("Action.")] if asked else None

    assert found == ACTIONS


def _asks(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "writing"


def test_whatever_hands_out_a_file_belongs_to_a_page():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "dashboard").rglob("*.py")
        if re.search(r"draw_(buttons|files)\(", path.read_text(encoding="utf-8")) and "ui" not in path.parts
    }

    assert found == set(EXPORTS)
    assert set(EXPORTS.values()) <= {page.name for page in PAGES}


@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_drawn_is_refused(role: str):
    viewer = Viewer(role)
    for page, given in drawn(SEES)[role].items():
        assert refuses(lambda page=page: viewer.check_page(page)) != given
    for action in Action:
        assert refuses(lambda action=action: viewer.check_action(action)) != drawn(DOES)[role][action.value]


def test_who_sees_a_part_neither_opens_pages_of_all_nor_changes_what_touches_all():
    part = Viewer("administrator", (("channel", ("kiosk",)),))

    assert all(refuses(lambda page=page: part.check_page(page)) for page in WHOLE)
    assert {action for action in Action if not refuses(lambda action=action: part.check_action(action))} == {
        Action.OVERRIDE, Action.COMMENT, Action.ALERTS, Action.FOLLOW, Action.ACCEPT
    }  # fmt: skip
    assert not refuses(lambda: part.check_change({"channel": "kiosk", "line": None}))
    assert refuses(lambda: part.check_change({"channel": "online"}))
    assert refuses(lambda: part.check_change({"channel": None, "line": "cars"}))


def refuses(check) -> bool:
    try:
        check()
    except UserError:
        return True
    return False
