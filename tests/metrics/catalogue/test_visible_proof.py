"""Whatever a viewer asks, the answer is that of an organisation in which there are no rows but theirs."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import polars as pl
import pytest

from data.access.roles import ROLES
from data.access.viewer import Viewer
from data.errors import UserError
from data.records import REFERENCES
from data.storage.snapshot import Snapshot
from metrics.catalogue.visible import visible
from metrics.definition.limits import Limited, alike
from metrics.drilldown.record_story import read_story, rows_of
from metrics.drilldown.rows_behind import list_rows
from metrics.engine.answer import Question, answer
from tests.support.organisation import CODES, draw_rows, draw_viewer, home_of, only_yours, others_changed
from tests.support.proofs import PROVING, count, proof

PAIRS, VIEWERS = 5_000, 60
PERIODS = (None, "2024-11", "FY2024-25-Q3", "2025-01", "2024-12-10", "FY2024-25")
GRAINS = (None, "month", "quarter", "day")


def draw_question(draw: Random, viewer: Viewer, snapshot: Snapshot) -> Question | None:
    """A question on an indicator that the viewer has, inside or across their scope."""
    # What is counted over reference tables has rows that everybody may name, so no home without others' can be drawn.
    drawn = [one for one in snapshot.catalogue.values() if not set(one.records) & set(REFERENCES)]
    if not drawn:
        return None
    indicator = draw.choice(drawn)
    by = tuple(draw.sample(indicator.breakdowns, min(len(indicator.breakdowns), draw.choice([0, 0, 1, 2]))))
    filters = [name for name in indicator.breakdowns if name in CODES]
    chosen = draw.sample(filters, min(len(filters), draw.choice([0, 0, 1])))
    where = {name: (draw.choice(CODES[name]),) for name in chosen}
    return Question(
        indicator=indicator.name, by=by, grain=draw.choice(GRAINS), period=draw.choice(PERIODS),
        where=viewer.limited(where),
    )  # fmt: skip


def outcome(question: Question, snapshot: Snapshot) -> object:
    """The numbers of a question, or the code of its refusal."""
    try:
        return answer(question, snapshot).rows()
    except UserError as error:
        return error.code


def obtained(question: Question, snapshot: Snapshot) -> object:
    """The rows behind a number with their sums and their columns, and the story of the first."""
    try:
        plain = Question(indicator=question.indicator, period=question.period, where=question.where)
        behind = list_rows(plain, snapshot)
    except UserError as error:
        return error.code
    rows = behind.frame.sort("record", "key", "numerator").collect()
    stories = []
    for record, key in rows.select("record", "key").head(2).rows():
        for row in rows_of(record, key, snapshot):
            story = read_story(record, row, snapshot)
            stories.append((story.related, [(one.indicator.name, one.numerator) for one in story.counted]))
    return behind.counts, behind.numerator, behind.denominator, rows.rows(), stories


def cases(folder: Path, seed: int, change) -> Iterator[tuple[Random, Viewer, Snapshot, Snapshot]]:
    """Viewers, each with the organisation as it is, as they may see it, and another home to compare with."""
    draw = Random(seed)
    rows = draw_rows(draw)
    snapshot = home_of(folder / "all", rows, publish=True)
    for n in range(count(VIEWERS)):
        viewer = draw_viewer(draw, [role for role in ROLES if role not in ("administrator", "board_member")])
        yield draw, viewer, snapshot, home_of(folder / f"other {n}", change(rows, viewer, draw), publish=False)


@proof("a viewer's numbers are those of their rows alone", PAIRS, seed=14)
def test_numbers_are_those_of_the_viewers_rows_alone(tmp_path: Path):
    asked, told = 0, 0
    for draw, viewer, snapshot, theirs in cases(tmp_path, 14, lambda rows, who, _: only_yours(rows, who)):
        seen = visible(snapshot, viewer)
        for _ in range(count(PAIRS) // count(VIEWERS)):
            if question := draw_question(draw, viewer, seen):
                expected = outcome(question, theirs)
                assert outcome(question, seen) == expected, (viewer, question)
                asked += 1
                told += isinstance(expected, list) and any(row[-3] is not None for row in expected)
    assert told > asked / 10, "most questions had no number at all"


@proof("what others' rows are changes nothing that a viewer obtains", PAIRS, seed=41)
def test_what_a_viewer_obtains_does_not_depend_on_rows_of_others(tmp_path: Path):
    for draw, viewer, snapshot, other in cases(tmp_path, 41, others_changed):
        one, two = visible(snapshot, viewer), visible(other, viewer)
        assert list(one.catalogue) == list(two.catalogue)
        for n in range(count(PAIRS) // count(VIEWERS)):
            if question := draw_question(draw, viewer, one):
                assert outcome(question, one) == outcome(question, two), (viewer, question)
                # Rows and stories are read for every question only where it is proven in full: they take the longest.
                if n % 4 and not PROVING:
                    continue
                assert obtained(question, one) == obtained(question, two), (viewer, question)


def test_numbers_change_as_soon_as_the_limits_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    rows, manager = draw_rows(Random(1)), Viewer("operations_manager", (("channel", ("telephone",)),), email="a@b.c")
    snapshot = home_of(tmp_path, rows, publish=True)
    question = Question(indicator="transaction_volume")
    calls = sum(
        row["channel"] == "telephone" and row["kind"] == "transaction" and row["status"] == "completed"
        for row in rows["transaction"]
    )

    assert answer(question, visible(snapshot, manager))["n"].item() <= calls
    monkeypatch.setattr(Limited, "scan", lambda self, table: self.whole.scan(table))
    monkeypatch.setattr(Limited, "read", lambda self, table: self.whole.read(table))
    assert answer(question, visible(snapshot, manager))["n"].item() > calls


def test_totals_equal_the_sum_over_the_filters_of_the_scope(tmp_path: Path):
    snapshot = home_of(tmp_path, draw_rows(Random(2)), publish=True)
    manager = Viewer("operations_manager", (("channel", ("telephone", "kiosk")),), email="a@b.c")
    seen = visible(snapshot, manager)
    quotients = [indicator.name for indicator in seen.catalogue.values() if not indicator.derived]

    for name in quotients:
        parts = [
            answer(Question(indicator=name, where={"channel": [code]}), snapshot) for code in ("telephone", "kiosk")
        ]
        total = answer(Question(indicator=name), seen)
        for column in ("numerator", "denominator", "n"):
            assert total[column].fill_null(0).item() == sum(part[column].fill_null(0).item() for part in parts), name
    assert len(quotients) > 10


@pytest.mark.parametrize(
    ("role", "scope", "indicator", "code"),
    [
        ("planner", (), "engagement_index", "access_not_in_role"),
        ("hr_analyst", (), "transaction_volume", "access_not_in_role"),
        ("operations_manager", (("region", ("up",)),), "channel_availability", "access_not_limitable"),
        ("chief_executive", (("channel", ("kiosk",)),), "engagement_index", "access_not_limitable"),
        ("operations_manager", (("channel", ("telephone",)),), "first_contact_resolution", "access_neighbours"),
    ],
)
def test_what_cannot_be_limited_is_refused_in_a_sentence(tmp_path: Path, role, scope, indicator, code):
    snapshot = home_of(tmp_path, draw_rows(Random(3), 30), publish=False)
    seen = visible(snapshot, Viewer(role, scope, email="a@b.c"))

    assert indicator in snapshot.catalogue
    with pytest.raises(UserError) as error:
        answer(Question(indicator=indicator), seen)
    assert error.value.code == code
    assert error.value.text("fr") != error.value.text("en")


def test_customer_keys_are_hidden_from_roles_that_do_not_need_them(tmp_path: Path):
    snapshot = home_of(tmp_path, draw_rows(Random(4), 60), publish=False)
    question = Question(indicator="transaction_volume")

    def columns(role: str, scope=()) -> set[str]:
        return set(list_rows(question, visible(snapshot, Viewer(role, scope, email="a@b.c"))).columns)

    assert "customer_key" in columns("operations_manager", (("channel", ("telephone",)),))
    assert "customer_key" not in columns("chief_executive")
    row = rows_of("transaction", "T0001", visible(snapshot, Viewer("chief_executive", email="a@b.c")))[0]
    assert row["customer_key"] is None
    assert pl.Series([row["transaction_id"]]).item() == "T0001"


@pytest.mark.parametrize(
    ("role", "scope", "indicator", "shared"),
    [
        ("planner", (), "transaction_volume", True),
        ("chief_executive", (), "engagement_index", True),
        ("hr_analyst", (), "engagement_index", True),
        ("board_member", (), "engagement_index", False),
        ("planner", (), "engagement_index", False),
        ("hr_analyst", (), "transaction_volume", False),
        ("operations_manager", (("channel", ("telephone",)),), "transaction_volume", False),
        ("partner", (("partner", ("health",)),), "transaction_volume", False),
    ],
)
def test_answers_are_shared_by_who_sees_all_rows_of_an_indicator_and_by_nobody_else(
    tmp_path: Path, role, scope, indicator, shared
):
    snapshot = home_of(tmp_path, draw_rows(Random(5), 30), publish=False)
    seen = visible(snapshot, Viewer(role, scope, email="a@b.c"))

    assert alike(indicator, seen) is (snapshot if shared else seen)
