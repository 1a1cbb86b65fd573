"""A pair of opposite sentences is found where one is planted, and nothing where there is none."""

import re

import pytest

from dashboard.text.wording import guarantees
from tests.support.opposites import FACTS, find_opposites, sides_taken
from tests.support.sentences import Sentence, read_sentences

WAITS = ("counter_within_20_minutes", "calls_within_standard")


def said(text: str, asked: str = "scorecard?lang=en&period=2026-08", **about: str) -> Sentence:
    """A sentence as a page would say it of an indicator (by default of waits at counters)."""
    subject = about or {"indicator": WAITS[0], "period": "2026-08"}
    return Sentence(text, subject, asked)


PLANTED = [
    ("status", said("Met"), said("Missed", "indicator?lang=en&period=2026-08")),
    ("assurance", said("Target can be met or missed: met in 9 of the last 24 months"),
     said("Target will not be met without change: met in 0 of the last 24 months.")),
    ("variation", said("Normal variation."), said("Concern: unusually low since Feb 2026")),
    ("a target met now", said("Target not met in the last 24 months"), said("Met")),
    ("enough people where the target is never met", said("Enough people · last weeks: model 97%, measured 70%",
                                                       channel="in_person"),
     said("Target not met in the last 24 months.")),
    ("too few people where the target is always met",
     said("Too few people, in 3 of 8 weeks (526 person-hours short)", channel="in_person"),
     said("Target will be met as things are: met in 24 of the last 24 months")),
    ("whether the weeks ahead can be told", said("No half-hour is short of staff or above 90% occupancy.",
                                                channel="in_person"),
     said("Of the 8 weeks, the model says that 99% were served in time; 70% were. That is too far apart: "
          "whether people suffice in the weeks ahead cannot be said.", channel="in_person")),
    ("half-hours with a warning", said("No half-hour is short of staff or above 90% occupancy."),
     said("10 half-hours, worst first")),
    ("something needs attention", said("No indicator needs attention. Nothing moved beyond normal variation."),
     said("2 of 15 indicators need attention: Trust, Growth.")),
    ("where a period will end", said("2026-27 will end at 81.0%, in four of five cases between 79.0% and 83.0%; "
                                     "target 85.0%: out of reach."),
     said("2026-27 will end at 86.0%, in four of five cases between 84.0% and 88.0%; target 85.0%: likely.")),
    ("a target out of reach that will be met",
     said("2026-27 will end at 81.0%, in four of five cases between 79.0% and 83.0%; target 85.0%: out of reach."),
     said("Target will be met as things are: met in 24 of the last 24 months")),
    ("a target in reach that will not be met",
     said("2026-27 will end at 84.0%, in four of five cases between 82.0% and 86.0%; target 85.0%: within reach."),
     said("Target will not be met without change: met in 0 of the last 24 months.")),
    ("guarantees at risk", said(guarantees.NOTHING.en, "service_quality"),
     said("3 guaranteed items are open at the end of 31 August 2026: 1 past their time, 2 due within five business "
          "days.", "service_quality")),
    ("there is a plan", said("No scenario is published: staffing and the outlook use the forecast with its overrides."),
     said("with the plan “Winter”", "demand?lang=en")),
]  # fmt: skip
"""Fact, and two sentences that contradict each other in it."""


@pytest.mark.parametrize(("fact", "one", "other"), PLANTED, ids=[fact for fact, *_ in PLANTED])
def test_a_planted_pair_of_opposites_is_found(fact: str, one: Sentence, other: Sentence):
    assert fact in {pair.fact for pair in find_opposites([one, other], "en")}
    assert fact in {pair.fact for pair in find_opposites([other, one], "en")}
    assert find_opposites([one, one], "en") == [], "a sentence does not contradict itself"


def test_every_fact_has_two_sides_that_are_found_in_both_languages():
    for fact in FACTS:
        for lang in ("en", "fr"):
            for side, texts in fact.sides.items():
                for text in texts:
                    written = re.sub(r"\{\w+\}", "7", getattr(text, lang))
                    sides = sides_taken(said(written), lang, fact)
                    assert side in sides, (fact.title, lang, written)


def test_other_things_are_not_compared():
    near = said("Near")
    elsewhere = [
        said("Met", indicator=WAITS[0], period="2026-07"),
        said("Met", indicator=WAITS[0], period="2026-08", line="dv"),
        said("Met", indicator=WAITS[1], period="2026-08"),
        said("Met", channel="in_person"),
        said("Met now, though its usual range misses it"),
    ]
    assert find_opposites([near, *elsewhere], "en") == []


def test_a_quarter_may_end_in_reach_and_its_year_out_of_it_and_a_verdict_may_say_that_it_differs():
    quarter = said(
        "Oct–Dec 2026 will end at 86.0%, in four of five cases between 84.0% and 88.0%; target 85.0%: likely."
    )
    year = said("2026-27 will end at 81.0%, in four of five cases between 79.0% and 83.0%; target 85.0%: out of reach.")
    though = said(
        "2026-27 will end at 84.0%, in four of five cases between 82.0% and 86.0%; target 85.0%: within reach, "
        "though its usual range misses it."
    )
    never = said("Target will not be met without change: met in 0 of the last 24 months.")

    assert find_opposites([quarter, year, said(f"Where it will end{quarter.text}{year.text}")], "en") == []
    assert find_opposites([though, never], "en") == []


MARKUP = """
<table><tr><th><a href="./indicator?lang=en&amp;period=2026-08&amp;indicator=trust">Trust</a></th>
<td><span class="good"><span aria-hidden="true">✓ </span>Met</span></td>
<td><span title="Normal variation"><svg><path d=""/></svg></span></td></tr>
<tr><th>Jul 2026</th><td>Concern</td></tr></table>
<ul><li><a href="./demand?channel=telephone&amp;section=staff">Telephone</a> <span>Enough people</span></li></ul>
<p>Too few to judge</p>
"""


def test_a_text_is_about_what_its_row_or_item_links_to_and_else_about_what_was_asked():
    sentences = read_sentences(MARKUP, "indicator?lang=en&period=2026-09&indicator=growth")
    about = {one.text: dict(one.subject) for one in sentences}

    assert about["Met"] == about["Normal variation"] == {"indicator": "trust", "period": "2026-08"}
    assert about["Concern"] == {"period": "2026-09"}, "a row without a link may be of any period"
    assert about["Enough people"] == {"channel": "telephone", "period": "2026-09"}
    assert about["Too few to judge"] == {"indicator": "growth", "period": "2026-09"}
