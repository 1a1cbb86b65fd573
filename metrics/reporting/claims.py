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
from metrics.reporting.claim_figures import compared
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
from metrics.reporting.claim_movements import BESIDE, MOVED
from metrics.reporting.claim_reasons import BRINGS, DEEDS, DISRUPTION, EXPLAINED, OURS, WORKED
from metrics.reporting.claim_subjects import CHANNELS, EVERY, NONE, SUBJECTS, Subject
from metrics.reporting.claim_words import SAID, Direction

SENTENCES = re.compile(r"(?:[^.!?\n]|[.](?=\w))+[.!?]*")
OBJECT = re.compile(r" (?:the |our |its |their |la |le |les |l'|nos |notre |leur )?")
"""Between a verb and what it is done to."""
LEADS = re.compile(r"more|fewer|less|(?:half|twice) as many|(?:\w+ fois )?plus d(?:e|')|davantage|moins(?: d(?:e|'))?")
"""Of people and the like these tell what these do: "fewer people complained"."""
APART = re.compile(r" (?:à|au|aux|par|pour|than|que|by|for|at|to) ")
THIS = re.compile(r"\b(?:the|this|that|la|cette|le|ce) (?:\w+ )?$")
"""A rise that is no rise of anything named is one of the result."""
THAN = re.compile(r"(?: (?:as|than|que|qu'|to|at|since|by|in|for)\b|\W*$)")
RESULT = Subject(EVERY, None, "", "")
OURSELVES = re.compile(r"^\W*(?:[\w ]+, )?(?:this \w+ |ce \w+-ci )?(?:and )?(?:we|nous|on|it|ça)\b")
MEASURE = re.compile(
    r" (?:(?:by|from|to|de|d'|à|of|over|further|encore|back|another|us|nous) ?)*(?:about |environ |près de )?"
    r"(?:\$?\d|[\w-]+ (?:\w+ )?(?:points?|per ?cent|pour cent)|(?:a|one|un|le) (?:half|third|quarter|tiers|quart)\b)"
)
Nouns = list[tuple[int, Subject]]
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
    """What was read of a sentence so far: its claims by place, what explains them, and the noun that was named last.

    `told`: its text without what is denied, doubted or still to come; `bare`: movements of nothing that is named.
    """

    claimed: list[Claim] = field(default_factory=list)
    explained: list[Claim] = field(default_factory=list)
    subject: Subject | None = None
    bare: list[Claim] = field(default_factory=list)
    told: str = ""
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
                read.told += piece if not ahead else ""
        read.told += ", "
    if not read.claimed and not read.other:
        read.claimed += read.bare
    if not read.claimed:
        read.claimed += _compared(read, lang, topic)
    return [*read.claimed, *_explained(read, sentence, lang)]


def _explained(read: _Sentence, sentence: str, lang: str) -> list[Claim]:
    """What is told of a cause or an effect, where the sentence tells of a change or names what the indicator counts."""
    if not (read.claimed or read.own):
        return [claim for claim in read.explained if WORKED[lang].fullmatch(claim.words) and not read.other]
    worse = any(claim.direction is Direction.DECLINE for claim in read.claimed)
    told = list[Claim]()
    for claim in [
        *read.explained,
        *(Claim(Direction.EFFECT, one[0].strip()) for one in DEEDS[lang].finditer(read.told)),
    ]:
        before = sentence.partition(claim.words)[0]
        outside = DISRUPTION[lang].search(sentence) or (worse and not OURS[lang].search(before or sentence))
        # A storm has no effect that anybody meant, whatever verb says so.
        told.append(Claim(Direction.CAUSE if outside else claim.direction, claim.words))
    return told


def _take(read: _Sentence, piece: str, lang: str, topic: Topic, *, ahead: bool) -> None:
    nouns = list(_nouns(piece, lang))
    elsewhere = _elsewhere(piece, lang, topic)
    named = [noun for _, noun in nouns if not noun.plain] or [noun for _, noun in nouns]
    read.own = read.own or (not elsewhere and any(not topic.foreign(noun) for noun in named))
    read.other = read.other or elsewhere or any(noun.of != NONE and topic.foreign(noun) for noun in named)
    if not elsewhere and not ahead and not EARLIER.match(piece):
        found = [*_said(piece, lang, nouns, read.subject, topic), *_moved(piece, lang, nouns, read.subject, topic)]
        read.claimed += [claim for _, claim in sorted(found, key=lambda pair: pair[0])]
        read.bare += _bare(piece, lang, nouns, topic)
    words = (
        [(Direction.EFFECT, BRINGS[lang])] if ahead else [*EXPLAINED[lang].items(), (Direction.EFFECT, WORKED[lang])]
    )
    for kind, pattern in words:
        read.explained += [Claim(kind, match[0].strip()) for match in pattern.finditer(piece)]
    kept = [noun for noun in named if noun.of != NONE]
    read.subject = kept[-1] if kept else read.subject


def _bare(piece: str, lang: str, nouns: Nouns, topic: Topic) -> Iterator[Claim]:
    """A movement without a noun is of the result itself where it is ours ("we slipped") or has a measure ("by 3%")."""
    if not any(noun.of == NONE for _, noun in nouns) and topic.better is not Better.NEUTRAL:
        for rising, match in _movements(piece, lang):
            if OURSELVES.search(piece, 0, match.start()) or MEASURE.match(piece, match.end()):
                yield _change(rising, RESULT, topic, match[0])


def _compared(read: _Sentence, lang: str, topic: Topic) -> Iterator[Claim]:
    """What two figures tell of the nouns between them, else of the last in front, else of the result itself."""
    for pair in compared(read.told):
        nouns = [(at, noun) for at, noun in _nouns(read.told, lang) if at < pair.end and noun.of != NONE]
        within = [noun for at, noun in nouns if at >= pair.start and not noun.plain]
        meant = within[0] if within else nouns[-1][1] if nouns else RESULT
        neutral = meant.less_is_good is None and topic.better is Better.NEUTRAL
        if not topic.foreign(meant) and not neutral and not (meant is RESULT and read.other):
            yield _change(pair.rising, meant, topic, read.told[pair.start : pair.end].strip())


def _change(rising: bool, subject: Subject, topic: Topic, words: str) -> Claim:
    less_is_good = topic.better is Better.LOWER if subject.less_is_good is None else subject.less_is_good
    return Claim(Direction.DECLINE if rising == less_is_good else Direction.IMPROVEMENT, words)


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
        if subject.less_is_good is not None or topic.better is not Better.NEUTRAL:
            yield match.start(), _change(rising, subject, topic, match[0])


def _movements(piece: str, lang: str) -> Iterator[tuple[bool, re.Match[str]]]:
    """Words of rising (True) and falling."""
    for rising, pattern in MOVED[lang].items():
        yield from ((rising, match) for match in pattern.finditer(piece))


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
    return None if beside and not THAN.match(piece, match.end()) else before


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
