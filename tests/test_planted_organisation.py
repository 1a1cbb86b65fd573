"""What a seed planted in the fictional organisation is what page, explanation and alerts say first: no code knows."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries.cache import forget as forget_answers
from dashboard.text.explanation import describe
from data import demo
from data.demo.network import roster
from data.settings import settings
from data.state import targets
from data.storage.snapshot import Snapshot
from metrics.alerts.evaluation import evaluate
from metrics.assessment.hot_spots import Spot, spots_of
from metrics.calendar.periods import parse
from metrics.catalogue.registry import declared
from metrics.catalogue.versions import open_snapshot
from metrics.definition.breakdowns import names
from metrics.engine.answer import Question, answer
from metrics.explanation.explanation import Against, explain
from pipelines.run import run
from scorecard.targets_loading import load_targets
from tests.metrics.alerts.drawn import target
from tests.support.demo_home import SOURCE, UNTIL, settings_of
from tests.support.demo_year import demo_year
from tests.support.homes import ZONE, home_with
from tests.support.pages import opened, words
from tests.support.proofs import PROVING

WAITS = declared()["counter_within_20_minutes"]
MONTH = f"{UNTIL:%Y-%m}"
FIRST_YEAR, SCALE = 2021, 0.01
TITLE = "what a seed planted is said first by page, explanation and alerts"
SPILLS_OVER = 2
"""For so many hours after a block is felt what happened in it: who had to wait is still there."""
SEEDS = range(1, 6)


@dataclass(frozen=True)
class Found:
    """What was published, what the seed planted in it, and how its places are called."""

    planted: roster.Planted
    snapshot: Snapshot
    targets: pl.DataFrame
    month: str

    def name(self, place: str) -> str:
        return names("location", self.snapshot)[place].en

    def is_bad(self, hour: str) -> bool:
        """Whether a half-hour is one at which the centre lacks a desk, or is still felt to."""
        begins, ends = roster.MISSING_AT_NOON
        return begins <= int(hour[:2]) < ends + SPILLS_OVER

    def standing_out(self, by: tuple[str, ...], **where: list[str]) -> list[Spot]:
        """What chance does not explain, the most missed first."""
        listed = spots_of(WAITS, parse(self.month), by, where, self.snapshot, self.targets).listed
        return sorted((spot for spot in listed if spot.excess is not None), key=lambda spot: -(spot.excess or 0.0))


@contextmanager
def found_in(home: Path, seed: int, scale: float) -> Iterator[Found]:
    with settings_of(home):
        forget_answers()
        planted = roster.planted(seed, FIRST_YEAR, scale)
        yield Found(planted, open_snapshot(home), targets(settings().state_url), MONTH)
        forget_answers()


def make_home(home: Path, seed: int) -> None:
    """The organisation of a seed at a hundredth of full size: at its smallest nobody waits long."""
    with settings_of(home):
        demo.write(scale=SCALE, seed=seed, until=UNTIL)
        run(home, [SOURCE])
        load_targets(SOURCE / "targets.csv", settings().state_url)


def check_page(found: Found) -> None:
    text = words(opened("operations", lang="en", period=found.month, measure=WAITS.name))
    place = re.search(r"Worst place: (.+?) · ", text)
    both = re.search(r"Worst half-hour at one place: (.+), (\d+):\d\d · ", text)

    assert place
    assert place[1] == found.name(found.planted.centre)
    assert both
    assert both[1] == found.name(found.planted.centre)
    assert found.is_bad(f"{int(both[2]):02}")


def check_hours(found: Found) -> None:
    """Looked at alone, each other place that was planted has its block among the half-hours that stand out."""
    for place, weekday, begins in found.planted.hours:
        hours = range(begins, begins + 2 + SPILLS_OVER)
        worst = found.standing_out(("weekday", "hour"), location=[place])
        blocks = [(spot.codes["weekday"], int(spot.codes["hour"][:2])) for spot in worst]

        assert any(day == str(weekday + 1) and hour in hours for day, hour in blocks), (place, weekday + 1, begins)


def check_explanation(found: Found) -> None:
    question = Question(indicator=WAITS.name, period=found.month)
    result = explain(question, Against.TARGET, found.snapshot, found.targets)
    assert result.slices, "something is named"
    first = result.slices[0]
    where = {name: [code] for name, code in first.breakdowns.items()}
    rows = answer(Question(indicator=WAITS.name, period=found.month, by=("location",), where=where), found.snapshot)
    places = set(rows.filter(rows["denominator"] > 0)["location"])

    # An operator all of whose centres were planted with something is named rather than each of them.
    assert found.planted.centre in places
    assert places <= {found.planted.centre, *(place for place, *_ in found.planted.hours)}
    assert first.effect < 0
    called = {text.en for name, code in first.breakdowns.items() for text in [names(name, found.snapshot)[code]]}
    assert any(name in line for line in describe(result, found.snapshot, "en") for name in called)


def check_alerts(found: Found) -> None:
    alerts = evaluate(found.snapshot, found.targets).alerts
    first = next(alert for alert in alerts if alert.indicator == WAITS.name)
    places = [alert for alert in alerts if alert.indicator == WAITS.name and set(alert.codes) == {"location"}]

    assert alerts[0].kind == "place"
    assert (first.kind, first.codes["location"]) == ("place", found.planted.centre)
    assert found.is_bad(first.codes["hour"])
    assert places[0].codes["location"] == found.planted.centre


if PROVING:

    @pytest.mark.parametrize(
        "seed",
        [
            pytest.param(seed, marks=pytest.mark.proof(title=TITLE, count=1, seed=seed, unit="organisations"))
            for seed in SEEDS
        ],
    )
    def test_what_was_planted_is_said_first_by_page_explanation_and_alerts(seed: int, tmp_path: Path) -> None:
        make_home(tmp_path, seed)
        with found_in(tmp_path, seed, SCALE) as found:
            check_page(found)
            check_explanation(found)
            check_alerts(found)
            check_hours(found)


def test_what_was_planted_is_said_first_by_explanation_and_alerts_of_the_visits_alone(tmp_path: Path) -> None:
    """One seed, without its database: the visits of its last month, as `make prove` has the whole of five."""
    year = demo_year(1)
    month, seconds = date(2026, 10, 1), pl.duration(seconds="second")
    visits = year.contacts.filter(pl.col("channel") == "in_person", pl.col("day").dt.month_start() == month)
    began = (pl.col("day").cast(pl.Datetime("us")) + seconds).dt.replace_time_zone(ZONE).dt.convert_time_zone("UTC")
    rows = visits.with_row_index("number").select(
        "channel", "status", "wait_s", pl.col("number").cast(pl.String).alias("transaction_id"),
        pl.lit("transaction").alias("kind"), pl.col("location").alias("location_id"),
        began.alias("started_at"), pl.col("day").alias("started_on"),
    )  # fmt: skip
    places = pl.DataFrame(
        [(one.code, one.code) for one in year.outlets], schema=("location_id", "name_en"), orient="row"
    )
    snapshot = home_with(tmp_path, data_to=date(2026, 10, 31), transaction=rows, location=places)
    aims = target().with_columns(fiscal_year=pl.lit("FY2026-27")).head(1)
    found = Found(year.planted, snapshot, aims, "2026-10")

    check_explanation(found)
    check_alerts(found)
    check_hours(found)


def test_no_product_code_asks_what_was_planted() -> None:
    rooms = ("dashboard", "metrics", "pipelines", "scorecard")
    files = [file for room in rooms for file in (Path(__file__).parents[1] / room).rglob("*.py")]

    assert len(files) > 100
    assert not [file for file in files if re.search(r"\bplanted\b|network\.roster", file.read_text("utf-8"))]
