"""Texts of planners are read by who sees what they are about, and by everybody where they are about everything."""

import pytest

from data.access.texts import all_concern, is_about

TELEPHONE = (("channel", ("telephone",)),)
HEALTH_CALLS = (("channel", ("telephone",)), ("line", ("health",)))
REGION = (("region", ("north",)),)


def series(channel: str | None = None, line: str | None = None, location: str | None = None) -> dict[str, str | None]:
    return {"channel": channel, "line": line, "location": location}


@pytest.mark.parametrize(
    ("row", "scope", "read"),
    [
        (series(), (), True),
        (series("online"), (), True),
        (series(), TELEPHONE, True),
        (series("telephone"), TELEPHONE, True),
        (series("telephone", "health"), TELEPHONE, True),
        (series("online"), TELEPHONE, False),
        (series(None, "health"), TELEPHONE, False),
        (series(None, None, "C001"), TELEPHONE, False),
        (series("telephone", "health"), HEALTH_CALLS, True),
        (series("telephone"), HEALTH_CALLS, False),
        (series(), REGION, True),
        (series("telephone"), REGION, False),
    ],
)
def test_an_override_or_a_special_day_lies_in_a_scope_as_a_whole_or_is_about_everything(row, scope, read):
    assert is_about(row, scope) is read


@pytest.mark.parametrize(
    ("steps", "scope", "read"),
    [
        ([], TELEPHONE, True),
        ([{"kind": "campaign", "share": 0.1}], TELEPHONE, True),
        ([{"from_channel": "telephone", "to_channel": "online"}], TELEPHONE, True),
        ([{"from_channel": "kiosk", "to_channel": "online"}], TELEPHONE, False),
        ([{"from_channel": "telephone", "to_channel": "online"}, {"location": "C001"}], TELEPHONE, False),
        ([{"line": "health", "monthly": {"telephone": 5.0}}], HEALTH_CALLS, True),
        ([{"line": "business", "monthly": {"telephone": 5.0}}], HEALTH_CALLS, False),
        ([{"location": "C001", "leave": {"telephone": 0.5}}], TELEPHONE, True),
        ([{"location": "C001"}], REGION, False),
    ],
)
def test_a_scenario_is_read_by_whom_each_of_its_steps_concerns(steps, scope, read):
    assert all_concern(steps, scope) is read
