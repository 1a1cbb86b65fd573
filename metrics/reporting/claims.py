"""What a comment claims: that things got better or worse, and what brought that about; a rule that anybody can read.

A sentence is cut into clauses. What a clause denies (`not`, `aucun`) or doubts (`should`, `prévoyons`) is not claimed,
nor is a question, nor what a sentence itself calls too early to tell. Words of improvement and decline claim what they
say. Words of rising and falling claim it of the nearest noun: of waits, complaints or costs a fall is an improvement,
of satisfaction a decline; of the result itself the indicator tells which is good. Without a noun nothing is claimed;
a noun of another indicator or of another channel claims nothing of this one. A cause counts in a sentence that tells
of a change or names what the indicator counts; an effect is that something done has brought a change, or will.

The rule knows no meaning: irony and words that are not listed escape it. Its error rate stands in decision 0179; it
informs and never keeps anybody from writing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from data.words import Better
from metrics.reporting.claim_limits import (
    AFTERTHOUGHT,
    AHEAD,
    BREAKS,
    DENIAL,
    DISCLAIMER,
    DOUBT,
    EARLIER,
    FACT,
    JOINTS,
)
from metrics.reporting.claim_reasons import BRINGS, DISRUPTION, EXPLAINED, WORKED
from metrics.reporting.claim_subjects import CHANNELS, EVERY, NONE, SUBJECTS, Subject
from metrics.reporting.claim_words import BESIDE, MOVED, SAID, Direction

SENTENCES = re.compile(r"(?:[^.!?\n]|[.](?=\w))+[.!?]*")
OBJECT = re.compile(r" (?:the |our |its |their |la |le |les |l'|nos |notre |leur )?")
"""Between a verb and what it is done to."""
LEADS = re.compile(r"more|fewer|less|half as many|plus d(?:e|')|davantage|moins(?: d(?:e|'))?")
"""Of people and the like these tell what these do: "fewer people complained"."""
APART = re.compile(r" (?:à|au|aux|par|pour|than|que|by|for|at) ")
THIS = re.compile(r"\b(?:the|this|that|la|cette|le|ce) (?:\w+ )?$")
"""A rise that is no rise of anything named is one of the result."""
RESULT = Subject(EVERY, None, "", "")
NUMBERS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
        "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze",
    )
    for number, word in enumerate(words.split(), 1)
}
_FIGURE = rf"(\d+(?:[.,]\d+)?|{'|'.join(NUMBERS)})"
_UNIT = r"[ %$\w]{0,16}?"
FIGURES = {
    "en": {
        True: re.compile(rf"\bfrom {_FIGURE}{_UNIT} to {_FIGURE}"),
        False: re.compile(rf"\b{_FIGURE}{_UNIT} against {_FIGURE}"),
    },
    "fr": {
        True: re.compile(rf"\bd(?:e |'){_FIGURE}{_UNIT} à {_FIGURE}"),
        False: re.compile(rf"\b{_FIGURE}{_UNIT} contre {_FIGURE}"),
    },
}
"""Two figures: the earlier one first (True), or second."""
NEAR = 45
"""Letters within which a noun belongs to a word that stands beside it."""


@dataclass(frozen=True)
class Claim:
    """`words`: those of the text that claim it."""

    direction: Direction
    words: str


@dataclass(frozen=True)
class Topic:
    """What the comment is about: the indicator's name, empty where none is known, and which way is good for it."""

    better: Better
    indicator: str = ""

    def foreign(self, subject: Subject) -> bool:
        return not subject.concerns(self.indicator)


@dataclass
class _Sentence:
    """What was read of a sentence so far: its claims by place, what explains them, and the noun that was named last."""

    claimed: list[Claim] = field(default_factory=list)
    explained: list[Claim] = field(default_factory=list)
    subject: Subject | None = None
    own: bool = False
    other: bool = False


def claims(text: str, lang: str, better: Better, indicator: str = "") -> list[Claim]:
    """What a text claims of an indicator (its name; `better`: which way is good), each direction once, in its order."""
    topic, found = Topic(better, indicator), dict[Direction, Claim]()
    for match in SENTENCES.finditer(re.sub(r"\s", " ", text.lower().replace("’", "'"))):
        sentence = FACT.sub("", match[0])
        if not sentence.endswith("?") and not DISCLAIMER[lang].search(sentence):
            for claim in _read(sentence, lang, topic):
                found.setdefault(claim.direction, claim)
    return list(found.values())


def _read(sentence: str, lang: str, topic: Topic) -> list[Claim]:
    read = _Sentence()
    for clause in BREAKS.split(sentence):
        if AFTERTHOUGHT.fullmatch(clause):
            read = _Sentence()
            continue
        doubted = ahead = False
        for piece in JOINTS.split(clause):
            doubted = doubted or DOUBT[lang].search(piece) is not None
            ahead = ahead or AHEAD[lang].search(piece) is not None
            if not doubted and not DENIAL[lang].search(piece):
                _take(read, piece, lang, topic, ahead=ahead)
    strong = [claim for claim in read.explained if WORKED[lang].fullmatch(claim.words) and not read.other]
    told = read.explained if read.claimed or read.own else strong
    if DISRUPTION[lang].search(sentence):
        # A storm has no effect that anybody meant, whatever verb says so.
        told = [Claim(Direction.CAUSE, claim.words) for claim in told]
    return [*read.claimed, *told]


def _take(read: _Sentence, piece: str, lang: str, topic: Topic, *, ahead: bool) -> None:
    nouns = list(_nouns(piece, lang))
    elsewhere = _elsewhere(piece, lang, topic)
    named = [noun for _, noun in nouns if not noun.plain] or [noun for _, noun in nouns]
    read.own = read.own or (not elsewhere and any(not topic.foreign(noun) for noun in named))
    read.other = read.other or elsewhere or any(noun.of != NONE and topic.foreign(noun) for noun in named)
    if not elsewhere and not ahead and not EARLIER.match(piece):
        found = [*_said(piece, lang, nouns, read.subject, topic), *_moved(piece, lang, nouns, read.subject, topic)]
        read.claimed += [claim for _, claim in sorted(found, key=lambda pair: pair[0])]
    words = (
        [(Direction.EFFECT, BRINGS[lang])] if ahead else [*EXPLAINED[lang].items(), (Direction.EFFECT, WORKED[lang])]
    )
    for kind, pattern in words:
        read.explained += [Claim(kind, match[0].strip()) for match in pattern.finditer(piece)]
    read.subject = named[-1] if named else read.subject


Nouns = list[tuple[int, Subject]]


def _said(piece: str, lang: str, nouns: Nouns, before: Subject | None, topic: Topic) -> Iterator[tuple[int, Claim]]:
    for direction, pattern in SAID[lang].items():
        for match in pattern.finditer(piece):
            subject = _subject(match, lang, nouns, before)
            if subject is None or not topic.foreign(subject):
                yield match.start(), Claim(direction, match[0])


def _moved(piece: str, lang: str, nouns: Nouns, before: Subject | None, topic: Topic) -> Iterator[tuple[int, Claim]]:
    for rising, match in _movements(piece, lang):
        subject = _subject(match, lang, nouns, before)
        if subject is None or topic.foreign(subject):
            continue
        less_is_good = subject.less_is_good
        if less_is_good is None and topic.better is Better.NEUTRAL:
            continue
        if less_is_good is None:
            less_is_good = topic.better is Better.LOWER
        yield match.start(), Claim(Direction.DECLINE if rising == less_is_good else Direction.IMPROVEMENT, match[0])


def _movements(piece: str, lang: str) -> Iterator[tuple[bool, re.Match[str]]]:
    """Words of rising (True) and falling, and two figures of which one follows the other."""
    for rising, pattern in MOVED[lang].items():
        yield from ((rising, match) for match in pattern.finditer(piece))
    for earlier_first, pattern in FIGURES[lang].items():
        for match in pattern.finditer(piece):
            one, other = (_number(word) for word in match.groups())
            if one != other:
                yield (one < other) == earlier_first, match


def _number(word: str) -> float:
    return float(NUMBERS[word]) if word in NUMBERS else float(word.replace(",", "."))


def _subject(match: re.Match[str], lang: str, nouns: Nouns, before: Subject | None) -> Subject | None:
    """The noun that a word is said of: one beside it, else the last in front of it, else the first after it."""
    piece, beside = match.string, BESIDE[lang].fullmatch(match[0]) is not None
    after = [(at, noun) for at, noun in nouns if at >= match.end() and not (noun.plain and noun.of != NONE)]
    if beside and after and after[0][0] <= match.end() + NEAR and not APART.search(piece, match.end(), after[0][0]):
        # "A shorter form" is not a shorter wait, but "fewer people complained" is fewer complaints.
        meant = [noun for at, noun in after if noun.of != NONE and at <= match.end() + NEAR]
        return meant[0] if meant and LEADS.fullmatch(match[0]) else after[0][1]
    nouns = [noun for noun in nouns if not noun[1].plain] or nouns
    for at, noun in nouns:
        if match.start() <= at < match.end() or OBJECT.fullmatch(piece, match.end(), at):
            return noun
    front = [noun for at, noun in nouns if at < match.start()]
    if front or nouns:
        return front[-1] if front else nouns[0][1]
    if beside and THIS.search(piece, 0, match.start()):
        return RESULT
    return None if beside else before


def _nouns(piece: str, lang: str) -> Iterator[tuple[int, Subject]]:
    """The nouns of a piece by their place; of several at one place the first of the table."""
    found: dict[int, Subject] = {}
    for subject, pattern in _patterns(lang):
        for match in pattern.finditer(piece):
            found.setdefault(match.start(), subject)
    yield from sorted(found.items(), key=lambda pair: pair[0])


def _elsewhere(piece: str, lang: str, topic: Topic) -> bool:
    """Whether a piece speaks of another channel than the one that the indicator is of."""
    named = {channel for channel, words in CHANNELS.items() if re.search(_whole(words[lang == "fr"]), piece)}
    own = {channel for channel in CHANNELS if channel in topic.indicator}
    return bool(own and named and not own & named)


@lru_cache
def _patterns(lang: str) -> tuple[tuple[Subject, re.Pattern[str]], ...]:
    return tuple((one, re.compile(_whole(one.fr if lang == "fr" else one.en))) for one in SUBJECTS)


def _whole(words: str) -> str:
    return rf"(?<![\w-])(?:{words})(?!\w)"
