"""What is proven on the fictional organisation as it is published and forecast, seed by seed."""

import random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import polars as pl
import pytest

from dashboard.queries import indicators, session
from dashboard.queries.cache import forget as forget_answers
from dashboard.shell.pages import PAGES
from data.settings import settings
from data.words import Channel
from metrics.assessment.attention import AttentionGroup
from metrics.catalogue.registry import declared
from metrics.catalogue.versions import open_snapshot
from metrics.definition.breakdowns import DIMENSIONS
from metrics.planning.demand import rows
from pipelines.forecast.organisation.publish import publish_forecasts
from tests.support.demo_home import UNTIL, copy_demo_home
from tests.support.opposites import count_sides, find_opposites
from tests.support.pages import drawn, opened
from tests.support.proofs import PROVING, count, proof
from tests.support.sentences import Sentence, read_sentences

PERIOD = f"{UNTIL:%Y-%m}"
QUEUES = ("in_person", "telephone")
SEEDS = range(1, 1 + count(5))


def every_seed(title: str) -> pytest.MarkDecorator:
    """Proves something on the home of each seed."""
    marks = {seed: pytest.mark.proof(title=title, count=1, seed=seed, unit="organisations") for seed in SEEDS}
    seeds = [pytest.param(seed, marks=mark) for seed, mark in marks.items()]
    return pytest.mark.parametrize("home", seeds, indirect=True)


CHANNELS = (None, *(channel.value for channel in (Channel.ONLINE, Channel.IN_PERSON, Channel.KIOSK, Channel.TELEPHONE)))
HEADLINES = tuple(name for name, indicator in declared().items() if indicator.headline)
WAITS = ("counter_within_20_minutes", "calls_within_standard")


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The fictional organisation of a seed at its smallest, published, with forecasts that were really made."""
    folder = copy_demo_home(tmp_path_factory, request.param)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SCORECARD_HOME", str(folder))
        forget_answers()
        publish_forecasts(folder, settings().state_url)
        yield folder
        forget_answers()


def every_address() -> Iterator[tuple[str, dict[str, str]]]:
    """Page and choices: Scorecard, Service quality, Demand in all sections and the headline indicators, per channel.

    Where no proof is asked for: only the channels that people wait in, and only the indicators of waits.
    """
    for channel in CHANNELS if PROVING else (None, *QUEUES):
        chosen = {"channel": channel} if channel else {}
        yield "scorecard", chosen | ({"all": "1"} if PROVING else {})
        if PROVING:
            yield "service_quality", chosen
        for name in HEADLINES if PROVING else WAITS:
            if declared()[name].applies_to({"channel": (channel,)} if channel else {}):
                yield "indicator", chosen | {"indicator": name}
        for section in ("ahead", "plan", "scenarios") if PROVING or channel is None else ():
            yield "demand", chosen | {"section": section}
        for week in ("1", "2", "8") if channel in QUEUES else ():
            yield "demand", chosen | {"section": "staff", "week": week}


def read_page(page: str, chosen: dict[str, str], lang: str) -> list[Sentence]:
    """What a page says at an address."""
    asked = {"lang": lang, "period": PERIOD, **chosen}
    at = opened("" if page == PAGES[0].name else page, **asked)
    assert not at.exception, f"{page}?{urlencode(asked)}: {at.exception}"
    return list(read_sentences(drawn(at), f"{page}?{urlencode(asked)}"))


def told(pairs: list) -> str:
    return "\n".join(str(pair) for pair in pairs)


@pytest.mark.parametrize("lang", ["en", "fr"])
@every_seed("no pages of the fictional organisation say opposite things")
def test_no_two_pages_of_a_fictional_organisation_say_opposite_things(home: Path, lang: str):
    sentences = [one for page, chosen in every_address() for one in read_page(page, chosen, lang)]

    counts = count_sides(sentences, lang)
    assert min(counts[title] for title in ("status", "variation", "assurance", "enough people in the weeks ahead")) > 1
    pairs = find_opposites(sentences, lang)
    assert not pairs, told(pairs)


@pytest.mark.parametrize("home", SEEDS[:1], indirect=True)
@proof("no two of many addresses, drawn from all pages, say opposite things", 200, seed=13)
def test_no_two_of_many_addresses_say_opposite_things(home: Path):
    draw = random.Random(13)
    sentences = {"en": [], "fr": []}
    for _ in range(count(200)):
        lang = draw.choice(["en", "fr"])
        page, chosen = draw_address(draw)
        sentences[lang] += read_page(page, chosen, lang)

    for lang, said in sentences.items():
        pairs = find_opposites(said, lang)
        assert not pairs, told(pairs)


def draw_address(draw: random.Random) -> tuple[str, dict[str, str]]:
    """A page with a period, perhaps a filter, and perhaps choices of its own that links lead to."""
    page = draw.choice(PAGES)
    chosen = {"period": draw.choice(PERIODS)} if page.filtered else {}
    if draw.random() < 0.6:
        name = draw.choice(["channel", "line", "region", "location", "operator"])
        snapshot = session.open_snapshot()
        if codes := list(indicators.names(snapshot, name)):
            chosen[name] = draw.choice(codes)
    for name, values in CHOICES.items():
        if name in page.takes and (name in NEEDED or draw.random() < 0.4):
            chosen[name] = draw.choice(values)
    return page.name, chosen


PERIODS = ("2026-08", "2026-07", "2026-08-31", "2026-W35", "FY2026-27-Q1", "FY2026-27", "FY2025-26", "2025-12")
NEEDED = ("indicator", "record", "key")
CHOICES = {
    "indicator": sorted(declared()),
    "show": [group.value for group in AttentionGroup],
    "all": ["1"],
    "as": ["table"],
    "by": list(DIMENSIONS),
    "section": ["ahead", "plan", "staff", "scenarios"],
    "grain": ["day", "week", "month"],
    "week": ["1", "3", "9", "99"],
    "step": ["shift", "centre", "price"],
    "against": ["previous"],
    "sort": ["-started_at"],
    "page": ["2"],
    "record": ["transaction"],
    "key": ["TX2608-0000005", "none"],
    "q": ["wait", "attente"],
    "find": ["guarant", "satisfaction"],
}
"""What an address may ask of a page beside period and filters."""


@every_seed("80 % intervals of weeks hold 76 to 84 % of the weeks that came")
def test_intervals_of_weeks_hold_as_many_weeks_as_they_say(home: Path):
    """Each of the last 64 origins is judged by what was known before it."""
    errors = rows("error", open_snapshot(home)).filter(grain="week")
    of_weeks = errors.group_by("ahead").agg(pl.col("inside80", "inside95", "n_interval").sum())
    held = {level: of_weeks[f"inside{level}"].sum() / of_weeks["n_interval"].sum() for level in (80, 95)}

    assert errors["origins"].min() >= 64
    assert of_weeks["ahead"].sort().to_list() == list(range(1, 14))
    assert 0.76 <= held[80] <= 0.84
    assert 0.93 <= held[95] <= 0.97
    by_week = of_weeks.select(pl.col("inside80") / pl.col("n_interval")).to_series()
    assert 0.76 <= by_week.min() <= by_week.max() <= 0.84
