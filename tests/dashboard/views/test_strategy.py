"""The strategy map: the same in a drawing and in a list, and no evidence without its numbers."""

import html
import re
from pathlib import Path

import pytest

from dashboard.views.strategy import evidence_table
from dashboard.views.strategy import map as strategymap
from data.storage.snapshot import Snapshot
from data.words import Factor, Frequency
from metrics.assessment.assessment import Assessment
from metrics.assessment.objectives import OBJECTIVES, standings
from metrics.assessment.strategy import ARROWS, Arrow, Evidence, Hypothesis, Support, lanes
from metrics.catalogue.registry import declared
from tests.support.pages import context, drawn, opened, words

PLACE = context("strategy")
EVERY = [Assessment(indicator=indicator, period=PLACE.period) for indicator in declared().values()]


def weighed_as(support: Support, **found: float) -> list[Hypothesis]:
    evidence = Evidence(support=support, pairs=30, **found)
    return [Hypothesis(arrow=arrow, evidence=evidence, frequency=Frequency.MONTH) for arrow in ARROWS]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_drawing_and_list_lead_to_the_same_indicators(town: Path, lang: str):
    page = drawn(opened("strategy", lang=lang, period="2025-03"))
    svg, rest = re.search(r"<svg viewBox.*?</svg>", page)[0], page.split('class="nested"')[1]

    on_map, listed = (set(re.findall(r"[?;]indicator=(\w+)", part)) for part in (svg, rest))
    assert listed == set(declared())
    assert on_map <= listed
    assert {name for arrow in ARROWS for name in (arrow.cause, arrow.effect)} <= on_map
    assert {name for name, indicator in declared().items() if indicator.headline} <= on_map


def test_all_six_factors_stand_there_with_their_worst_child(town: Path):
    said = words(opened("strategy", lang="en", period="2025-03"))

    for factor in Factor:
        assert factor.text.en in said.split("The same as a list")[1]
    assert said.count("worst:") >= 12


def test_as_a_table_there_is_no_drawing(town: Path):
    at = opened("strategy", lang="en", **{"as": "table"})

    assert "<svg" not in drawn(at).partition("</details>")[2], "below the guide, which draws the icons"
    assert "Correlation r" in words(at)


def test_every_arrow_shows_r_lag_and_pairs(town: Path):
    said = words(opened("strategy", lang="en", period="2025-03"))

    assert "same month" in said
    assert "1 wave later" in said
    assert said.count("Too few points") > len(ARROWS)


def test_evidence_is_told_by_line_and_by_word():
    drawings = {
        support: strategymap.drawing(lanes(EVERY), weighed_as(support, r=0.5, low=0.1, high=0.8), PLACE)
        for support in Support
    }
    dashes = {
        support: set(re.findall(r'fill="none" marker-end="[^"]*"([^/]*)/>', d)) for support, d in drawings.items()
    }

    assert len({frozenset(found) for found in dashes.values()}) == 3
    assert all("dasharray" not in found for found in dashes[Support.SUPPORTED])
    for support in Support:
        table = evidence_table.arrows(weighed_as(support, r=0.5, low=0.1, high=0.8), PLACE)
        assert table.count(support.text.en) == len(ARROWS)
        assert table.count("0.10 to 0.80") == len(ARROWS)


def test_a_series_that_never_moved_has_no_r_and_says_why():
    assert "one of the two never changed" in evidence_table.arrows(weighed_as(Support.NOT_SUPPORTED), PLACE)


@pytest.mark.parametrize(
    ("lag", "frequency", "said"),
    [
        (0, Frequency.QUARTER, "same quarter"),
        (1, Frequency.MONTH, "1 month later"),
        (3, Frequency.WAVE, "3 waves later"),
    ],
)
def test_a_lag_is_in_its_own_periods(lag: int, frequency: Frequency, said: str):
    arrow = Arrow(cause="trust", effect="trust", lag=lag)
    evidence = Evidence(support=Support.TOO_FEW, pairs=0)

    assert evidence_table.lag(Hypothesis(arrow=arrow, evidence=evidence, frequency=frequency), PLACE) == said


def test_an_objective_draws_what_stands_for_it_the_chain_and_headline_indicators():
    waits = next(one for one in standings(EVERY) if one.objective.code == "short_waits")
    names = [one.indicator.name for one in strategymap.on_map(waits, weighed_as(Support.TOO_FEW))]

    assert names == ["calls_within_standard", "counter_within_20_minutes", "first_contact_resolution"]
    assert "more in the list below" in strategymap.drawing(lanes(EVERY), weighed_as(Support.TOO_FEW), PLACE)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_box_holds_its_objective_who_answers_for_it_and_value_and_trend_of_its_indicators(town: Path, lang: str):
    svg = re.search(r"<svg viewBox.*?</svg>", drawn(opened("strategy", lang=lang, period="2025-03")))[0]
    said = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", svg))).replace("\u00a0", " ")

    for objective in OBJECTIVES:
        first = getattr(objective.title, lang).split(" ")[0]
        assert first in said, objective.code
        assert getattr(objective.owner, lang).split(" ")[0] in said, objective.code
    met = next(judged for judged in EVERY if judged.indicator.name == "service_standards_met")
    assert getattr(met.indicator.title, lang) in html.unescape(svg), "the label names the indicator whole"
    assert "→" in said


def test_the_words_fit_their_boxes():
    for text in (text for indicator in declared().values() for text in indicator.title):
        lines = strategymap._lines(text, strategymap.LINE)
        assert len(lines) <= 5, text
        assert max(map(len, lines)) <= strategymap.LINE + 2, text


@pytest.mark.parametrize(("lang", "sentence"), [("en", "Not on the map:"), ("fr", "Absente de la carte")])
def test_an_arrow_that_earlier_figures_do_not_define_is_named_below_the_table(lang: str, sentence: str):
    then = Snapshot(
        PLACE.snapshot.home, PLACE.snapshot.manifest, catalogue={n: i for n, i in declared().items() if n != "trust"}
    )
    ctx = context("strategy", lang, snapshot=then)

    assert str(evidence_table.left_out(ctx)).count(sentence) == sum("trust" in (a.cause, a.effect) for a in ARROWS) == 1
    assert sentence not in str(evidence_table.left_out(context("strategy", lang)))
