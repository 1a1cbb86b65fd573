"""What a comment claims: sentences that were labelled before the rule was written (`statements.txt`)."""

from pathlib import Path

import pytest

from data.words import Better
from metrics.reporting.claim_words import Direction
from metrics.reporting.claims import claims

LABELLED = [
    [cell.strip() for cell in line.split("|")]
    for line in Path(__file__).with_name("statements.txt").read_text(encoding="utf-8").splitlines()[1:]
]
ENOUGH = 0.9


def claimed(text: str, lang: str, better: Better = Better.HIGHER) -> str:
    return " and ".join(claim.direction.value for claim in claims(text, lang, better)) or "none"


def test_nine_of_ten_labelled_statements_are_read_as_their_author_meant_them():
    assert len(LABELLED) == 40
    for lang in ("en", "fr"):
        mine = [(text, label) for of, label, text in LABELLED if of == lang]
        wrong = [(text, label, claimed(text, lang)) for text, label in mine if claimed(text, lang) != label]
        assert len(wrong) <= (1 - ENOUGH) * len(mine), wrong


@pytest.mark.parametrize(
    ("better", "claim"), [(Better.HIGHER, "decline"), (Better.LOWER, "improvement"), (Better.NEUTRAL, "none")]
)
def test_of_the_result_itself_the_indicator_tells_which_way_is_good(better: Better, claim: str):
    assert claimed("The result fell by two points.", "en", better) == claim
    assert claimed("Le résultat a baissé de deux points.", "fr", better) == claim


def test_each_direction_is_claimed_once_with_the_words_that_claim_it():
    found = claims("Waits fell, waits fell again, but costs rose.", "en", Better.HIGHER)

    assert [(claim.direction, claim.words) for claim in found] == [
        (Direction.IMPROVEMENT, "fell"),
        (Direction.DECLINE, "rose"),
    ]


def test_a_denial_silences_its_clause_and_no_other():
    assert claimed("Service has not improved, but waits fell.", "en") == "improvement"
    assert claimed("Le service ne s’est pas amélioré, mais l’attente a diminué.", "fr") == "improvement"
