"""The list of definitions: every indicator with all that its declaration says, and the words."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.settings import settings
from data.state import TARGET
from data.state.writing import add_targets
from data.words import Perspective
from metrics.catalogue.registry import declared
from tests.support.pages import drawn, opened, words


def target(year: str, value: float, **other: object) -> dict[str, object]:
    plain = {"indicator": "trust", "fiscal_year": year, "target": value, "near": value - 0.05, "path": "step"}
    return dict.fromkeys(TARGET) | plain | {"source": "Business plan", "approved_by": "Board"} | other


@pytest.fixture
def decided(town: Path) -> None:
    """Targets of which one was replaced and one holds for a part only."""
    url = settings().state_url
    add_targets(url, pl.DataFrame([target("FY2023-24", 0.6), target("FY2024-25", 0.65)], schema=TARGET))
    later = [target("FY2024-25", 0.7, approved_on=date(2024, 5, 1), reason="<b>new</b> plan")]
    part = [target("FY2024-25", 0.5, indicator="digital_take_up", channel="kiosk")]
    add_targets(url, pl.DataFrame(later + part, schema=TARGET))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_indicator_is_defined_and_can_be_linked_to(town: Path, lang: str):
    at = opened("definitions", lang=lang)
    page, said = drawn(at), words(at).replace("\N{NO-BREAK SPACE}", " ")

    for name, indicator in declared().items():
        assert f'id="{name}"' in page
        for text in (
            indicator.title,
            indicator.definition,
            indicator.why_it_matters,
            indicator.caveat,
            indicator.owner,
        ):
            assert re.sub(r"\s+", " ", getattr(text, lang)).replace("\N{NO-BREAK SPACE}", " ") in said
    assert all(f'href="#{perspective.value}"' in page for perspective in Perspective)


def test_the_parts_are_told_from_the_declaration(town: Path):
    said = words(opened("definitions", lang="en", find="counter within 20"))

    assert "number of transactions, dated by “Started”" in said
    assert "channel" in said.split("selected by")[1].split("Denominator")[0]
    assert "none: this is a number" in words(opened("definitions", lang="en", find="transaction_volume"))
    cost = words(opened("definitions", lang="fr", find="cost_per_transaction"))
    assert "somme : coût supporté, sur écritures comptables" in cost.replace("\N{NO-BREAK SPACE}", " ")


def test_no_column_shows_its_code(town: Path):
    page = words(opened("definitions", lang="fr"))

    for code in ("completed_at", "weight_millionths", "due_on", "customer_key", "customer_type"):
        assert f" {code}," not in page.replace("Code interne", "")


def test_targets_are_shown_with_their_history(decided: None):
    said = words(opened("definitions", lang="en", find="trust"))

    assert "70.0%" in said
    assert said.count("replaced") == 1
    assert "Board, 1 May 2024" in said
    assert "<b>new</b> plan" in said
    assert "No target has been set." in words(opened("definitions", lang="en", find="transaction_volume"))


def test_targets_of_parts_are_counted_and_shown_where_few_are_listed(decided: None):
    everything = words(opened("definitions", lang="en"))
    alone = words(opened("definitions", lang="en", find="digital_take_up"))

    assert "Other targets, for specific channels, lines of business, places or partners: 1." in everything
    assert "Kiosk" in alone.split("Targets of Digital take-up")[-1]


def test_a_filter_finds_in_any_capitals_and_accents(town: Path):
    said = words(opened("definitions", lang="fr", find="ECHEANCE"))

    assert "Garanties de service respectées" in said
    assert "Confiance envers" not in said
    nothing = words(opened("definitions", lang="en", find="zzz"))
    assert "No match for zzz" in nothing


def test_staff_indicators_have_no_way_to_records(town: Path):
    page = drawn(opened("definitions", lang="en", find="engagement_index"))

    assert "indicator=engagement_index" in page
    assert "See the records" not in page


def test_the_words_are_explained(town: Path):
    said = words(opened("definitions", lang="en"))

    for word in ("Service standard", "Guarantee, breach, claim, payment", "Variation", "Assurance", "Suppressed"):
        assert word in said.split("Words")[-1]
