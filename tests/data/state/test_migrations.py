"""A database of an earlier version is brought up to date and keeps all that was written in it."""

from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text

from data.state import (
    acceptances,
    action_items,
    agreements,
    attestations,
    comments,
    overrides,
    period_locks,
    permissions,
    plan,
    published_statements,
    recommendations,
    scenarios,
    special_days,
    targets,
)
from data.state.engine import _engine, open_state, write_transaction
from data.state.writing import grant, publish_statement, save_comment
from tests.data.state.test_reporting import comment

WRITTEN = """
INSERT INTO target (recorded_at, indicator, fiscal_year, channel, target, near, path, source)
VALUES ('2024-03-20 14:05:06', 'digital_take_up', 'FY2024-25', 'online', 0.48, 0.45, 'linear', 'plan')
"""


def brought_to(url, version):
    """A database as the given version left it; its folder is there, as an earlier run made it."""
    open_state(url)
    with write_transaction(_engine(url)) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "data.state:migrations")
        command.downgrade(config, version)
    return _engine(url)


def test_targets_outlive_the_step_that_adds_what_planners_write(url):
    engine = brought_to(url, "0001_target")
    with engine.begin() as connection:
        connection.execute(text(WRITTEN))
    assert set(inspect(engine).get_table_names()) == {"target", "state_version"}

    assert targets(url).select("indicator", "channel", "target").rows() == [("digital_take_up", "online", 0.48)]

    assert overrides(url).is_empty()
    assert special_days(url).is_empty()
    assert scenarios(url).is_empty()
    assert plan(url) is None
    assert targets(url)["recorded_at"].dt.to_string("%F %T").to_list() == ["2024-03-20 14:05:06"]


def test_roles_and_plans_outlive_the_step_that_adds_statements(url):
    grant(url, "ada@example.org", "planner", {}, author="me")
    engine = brought_to(url, "0003_access")
    assert "statement" not in inspect(engine).get_table_names()

    assert published_statements(url).is_empty()
    assert publish_statement(url, "FY2024-25-Q1", "a", author="me") == 1
    assert permissions(url)["email"].to_list() == ["ada@example.org"]


def test_what_was_decided_outlives_the_step_that_adds_comments_and_locks(url):
    engine = brought_to(url, "0003_access")
    with engine.begin() as connection:
        connection.execute(text(WRITTEN))

    save_comment(url, comment(), author="Maya", seen=0)

    assert (comments(url).height, targets(url).height) == (1, 1)
    assert action_items(url).is_empty()
    assert period_locks(url).is_empty()


def test_comments_outlive_the_step_that_adds_agreements_audits_and_attestations(url):
    save_comment(url, comment(), author="Maya", seen=0)
    engine = brought_to(url, "0006_reporting")
    assert "agreement" not in inspect(engine).get_table_names()

    assert comments(url)["author"].to_list() == ["Maya"]
    for table in (agreements, acceptances, recommendations, attestations):
        assert table(url).is_empty()
