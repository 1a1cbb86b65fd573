"""The version of what was decided: it differs whenever any decision does, and no look changes it."""

from datetime import date

import polars as pl
import pytest

from data.access.viewer import Viewer
from data.audit.trail import Event, record
from data.state import TARGET, SpecialDay, decisions_version
from data.state.writing import (
    accept_results,
    add_agreements,
    add_item,
    add_recommendations,
    add_special_day,
    add_targets,
    grant,
    publish_plan,
    save_comment,
    save_scenario,
)
from tests.data.state.test_accountability import AGREEMENT, RECOMMENDATION, acceptance, say
from tests.data.state.test_override import add, withdraw
from tests.data.state.test_reporting import comment, lock
from tests.data.state.test_scenario import STEPS

LATER = date(2026, 4, 7)
TARGET_ROW = pl.DataFrame(
    [{**dict.fromkeys(TARGET), "indicator": "a", "fiscal_year": "FY2026-27", "target": 0.8, "near": 0.76,
      "path": "step", "source": "Board"}],
    schema=TARGET,
)  # fmt: skip


def special_day(url):
    day = SpecialDay(name="Strike", name_fr="Grève", first_day=date(2026, 3, 5), last_day=date(2026, 3, 5),
                     channel=None, line=None, effect="exclude", percent=None, every_year=False)  # fmt: skip
    add_special_day(url, day, author="Maya Tremblay", seen=None)


DECISIONS = {
    "an override": add,
    "one withdrawn": lambda url: withdraw(url, add(url, name="Another", first_day=LATER, last_day=LATER)),
    "a special day": special_day,
    "a target": lambda url: add_targets(url, TARGET_ROW),
    "a scenario": lambda url: save_scenario(
        url,
        name="A",
        author="Maya Tremblay",
        steps=STEPS,
        base_run="20260228T060000",
        seen=0,
        description=None,
        result=[],
    ),
    "a plan": lambda url: publish_plan(url, "A", author="Maya Tremblay", seen=0),
    "a comment": lambda url: save_comment(url, comment(), author="Maya Tremblay", seen=0),
    "an action": lambda url: add_item(
        url,
        kind="action",
        indicator=None,
        period="2025-01",
        part="{}",
        text_en="Open a desk",
        text_fr=None,
        owner="Operations",
        due=LATER,
        author="Maya Tremblay",
    ),
    "an agreement": lambda url: add_agreements(url, [AGREEMENT]),
    "accepted results": lambda url: accept_results(url, acceptance(), author="Maya Tremblay", seen=0),
    "a recommendation": lambda url: add_recommendations(url, [RECOMMENDATION], author="Maya Tremblay"),
    "an attestation": say,
    "a closed period": lock,
    "a role": lambda url: grant(url, "chief@example.org", "administrator", {}, author="command line"),
}


def test_every_decision_gives_another_version(url):
    versions = [decisions_version(url)]
    for decide in DECISIONS.values():
        decide(url)
        versions.append(decisions_version(url))

    assert versions[0] == (), "nobody has decided anything, and reading creates nothing"
    assert len(set(versions)) == 1 + len(DECISIONS)


def test_so_does_another_of_the_same_kind(url):
    add(url)
    first = decisions_version(url)
    add(url, name="Another", first_day=LATER, last_day=LATER)

    assert decisions_version(url) != first


def test_what_is_only_looked_at_gives_none(url, tmp_path):
    add(url)
    before = decisions_version(url)
    record(tmp_path, url, Viewer(), Event.OPENED, "rows", {})

    assert decisions_version(url) == before


@pytest.mark.parametrize("name", DECISIONS)
def test_the_version_names_the_newest_row_of_its_table(url, name):
    if name == "a plan":
        DECISIONS["a scenario"](url)
    before = set(decisions_version(url))
    DECISIONS[name](url)

    assert set(decisions_version(url)) - before, f"{name} is not told"
