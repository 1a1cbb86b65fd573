"""Whether a sentence claims that things got better or worse, in English and French, by a rule that anybody can read.

A text is cut into clauses. A clause that denies (`not`, `aucun`) or looks ahead or doubts (`should`, `prévoyons`)
claims nothing. Words of improvement and decline claim what they say. Words of rising and falling claim it of the
nearest noun of the clause: of waits, complaints or costs a fall is an improvement, of satisfaction a decline; of
the result itself the indicator tells which is good. Without such a noun nothing is claimed.

The rule knows no meaning: irony, a clause about another indicator and words that are not listed escape it. Its error
rate stands in decision 0197; it informs and never keeps anybody from writing.
"""

import re
from dataclasses import dataclass

from data.words import Better
from metrics.reporting.claim_words import BAD, MOVED, NOUNS, RESULT, SAID, SILENT, Direction


@dataclass(frozen=True)
class Claim:
    """`words`: those of the text that claim it."""

    direction: Direction
    words: str


CLAUSES = re.compile(r"[.;:!?\n]|,\s|\b(?:but|because|although|while|mais|parce que|bien que|tandis que)\b")


def claims(text: str, lang: str, better: Better) -> list[Claim]:
    """What a text claims, each direction once, in the order of the text.

    `better`: of the indicator, for what is said of the result itself.
    """
    found: dict[Direction, Claim] = {}
    for clause in CLAUSES.split(text.lower().replace("’", "'")):
        if SILENT[lang].search(clause):
            continue
        for _, claim in sorted([*_said(clause, lang), *_moved(clause, lang, better)], key=lambda pair: pair[0]):
            found.setdefault(claim.direction, claim)
    return list(found.values())


def _said(clause: str, lang: str) -> list[tuple[int, Claim]]:
    return [
        (match.start(), Claim(direction, match[0]))
        for direction, pattern in SAID[lang].items()
        for match in pattern.finditer(clause)
    ]


def _moved(clause: str, lang: str, better: Better) -> list[tuple[int, Claim]]:
    claimed = []
    for rising, pattern in MOVED[lang].items():
        for match in pattern.finditer(clause):
            less_is_good = _less_is_good(clause, match.start(), lang, better)
            if less_is_good is not None:
                direction = Direction.DECLINE if rising == less_is_good else Direction.IMPROVEMENT
                claimed.append((match.start(), Claim(direction, match[0])))
    return claimed


def _less_is_good(clause: str, at: int, lang: str, better: Better) -> bool | None:
    """Whether less of what moved is good, by the nearest noun, one before the word rather than one after it."""
    nouns = [
        (match.start() > at, abs(match.start() - at), kind)
        for kind, pattern in NOUNS[lang].items()
        for match in pattern.finditer(clause)
    ]
    if not nouns:
        return None
    kind = min(nouns)[2]
    if kind == RESULT:
        return None if better is Better.NEUTRAL else better is Better.LOWER
    return kind == BAD
