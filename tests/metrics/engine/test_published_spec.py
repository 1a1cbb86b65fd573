"""All that the engine publishes of homes drawn at random, recomputed in SQL: every row set and staff group."""

import random
from datetime import date, timedelta

import polars as pl
import pytest

from data.storage.manifest import Manifest
from data.verify.run import verify
from metrics.catalogue.registry import declared
from metrics.engine.cubes import columns_of
from metrics.engine.disclosure import STAFF_MINIMUM
from metrics.engine.fingerprint import fingerprint
from metrics.engine.published_spec import specification
from tests.support.drawn_tables import rows
from tests.support.proofs import seeds


def verified(tables, data_to=None):
    """The verification of a drawn home, whose manifest has no mark yet and knows one of its sources only."""
    states = tables.manifest.sources["drawn"]
    if data_to:
        states = {name: state.model_copy(update={"data_to": data_to}) for name, state in states.items()}
    sources = dict.fromkeys(["drawn", "a", "b"], states)
    # Made anew rather than copied: a copy would keep the last day that the first has worked out.
    now = Manifest(**dict(tables.manifest) | {"fingerprint": fingerprint(tables), "sources": sources})
    return verify(tables.home, now, specification(tables))


def test_every_part_of_the_catalogue_is_declared_where_it_is_published(home, staff_home):
    tables = [*specification(home.published).tables, *specification(staff_home.published).tables]

    parts = {column.sum for indicator in declared().values() for column in columns_of(indicator)}
    assert {one.name for table in tables for one in table.sums} == parts


@seeds("every number of random homes is the same in SQL", 20, first=1)
def test_every_number_of_thirty_months_of_random_rows_is_the_same_in_sql(seed, random_home):
    home = random_home(seed)
    found = verified(home.published)

    published = [name for name in home.published.manifest.tables if name.startswith("published/")]
    cells = (home.published.scan(name).select("^.+[.].+$").collect().count() for name in published)
    assert found.listed == []
    assert found.numbers == sum(frame.sum_horizontal().item() for frame in cells)


def test_the_last_known_day_decides_what_a_deadline_counts(home):
    late = verified(home.published, data_to=date(2025, 3, 1))

    assert {(found.column.partition(".")[0], found.period[:7]) for found in late.listed} >= {
        ("guarantees_kept", "2025-03"),
        ("complaints_answered_on_time", "2025-03"),
    }
    assert {found.period[:7] for found in late.listed} == {"2025-03"}


@pytest.fixture(scope="module")
def staff_home(built, tmp_path_factory):
    """Forty waves of staff answers in units of every size about the smallest that may be shown, with gaps."""
    rng = random.Random(7)
    units = {"u1": "b1", "u2": "b1", "u3": "b1", "u4": "b2", "u5": "b2", "u6": "b3", "u7": None, "u8": "nowhere"}
    sizes = [0, 1, STAFF_MINIMUM - 1, STAFF_MINIMUM, STAFF_MINIMUM, STAFF_MINIMUM + 1, 14, 25]
    items = ("commitment", "motivation", "organization", "job", "pride", "stay", "recommend")
    answers = [
        {
            "wave_id": f"w{wave}",
            "respondent": f"{unit}-{number}",
            "closed_on": date(2021, 1, 31) + timedelta(days=45 * wave),
            "unit_id": unit,
            "tenure": rng.choice(["under_2", "from_2_to_5", "from_6_to_15", None]),
        }
        | {item: rng.choice([1, 2, 3, 4, 5, 5, None]) for item in items}
        for wave in range(40)
        for unit in units
        for number in range(rng.choice(sizes))
    ]
    above = [{"unit_id": unit, "parent_unit_id": branch, "name_en": unit} for unit, branch in units.items()]
    folder = tmp_path_factory.mktemp("staff")
    return built(folder, {"unit": above, "staff_answer": answers}, data_to=date(2026, 3, 31))


def test_staff_groups_of_forty_waves_are_hidden_by_the_same_rule_in_sql(staff_home):
    found = verified(staff_home.published)
    groups = staff_home.published.scan("published/staff_answer.cells").collect()

    assert found.listed == []
    assert groups["suppressed"].sum() > 100
    assert (~groups["suppressed"]).sum() > 100


EDGES = """
    transaction_id | started_on | completed_on | due_on     | channel   | service_id
    ---------------+------------+--------------+------------+-----------+-----------
    launch         | 2024-11-30 | 2024-12-01   | 2025-03-31 | online    | plate
    before         | 2024-11-30 | 2024-11-30   | 2025-04-01 | telephone | plate
"""


def test_the_very_day_counts_in_both(drawn_home):
    services = [{"service_id": "plate", "online_from": date(2024, 12, 1), "launched_on": date(2024, 12, 1)}]
    done = {"kind": "transaction", "status": "completed", "guaranteed": True}
    transactions = [row | done for row in rows(EDGES).to_dicts()]
    tables = drawn_home(transaction=transactions, service=services, data_to=date(2025, 3, 31)).published
    kept = tables.scan("published/transaction.day").select(pl.col("guarantees_kept.denominator.0").sum()).collect()
    online = tables.scan("published/offered_online.day").select(pl.col("digital_take_up.denominator.0").sum()).collect()

    assert kept.item() == 1, "what was due on the last known day counts, a day later it does not"
    assert online.item() == 1, "what was done on the first day online counts, the day before it does not"
    assert verified(tables).listed == []
