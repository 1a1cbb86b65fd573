"""Two figures of one sentence that are set against each other, an earlier and a later one, in English and French."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COUNTED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty",
    "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt",
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "trente": 30, "quarante": 40, "cinquante": 50}
NUMBERS = {word: number for line in _COUNTED for number, word in enumerate(line.split(), 1)} | _TENS | {"une": 1}
PARTS = {
    "half": 1 / 2,
    "third": 1 / 3,
    "quarter": 1 / 4,
    "fifth": 1 / 5,
    "tenth": 1 / 10,
    "moitié": 1 / 2,
    "tiers": 1 / 3,
    "quart": 1 / 4,
    "cinquième": 1 / 5,
    "dixième": 1 / 10,
}
_WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))
NUMBER = rf"(?:\d+(?:[ ,]\d{{3}})*(?:[.,]\d+)?|\b(?:{_WORDS})\b)"
FIGURE = re.compile(
    rf"(?P<many>{NUMBER})(?: (?P<parts>{'|'.join(PARTS)})s?\b"
    rf"|(?:(?: [\w']+){{0,3}} in(?: every)?|(?: [\w']+){{0,2}} sur) (?P<all>{NUMBER})(?! ?%))?"
    rf"|\b(?:a|la|le|un) (?P<part>{'|'.join(PARTS)})\b|\b(?P<lone>half|la moitié)\b"
)
"""`many`: a number; of `all` where it is "eight calls in ten", of `parts` where it is "two thirds"."""
UNIT = re.compile(r" ?(?:%|per ?cent|pour cent)|(?= ?\$)")
LIMIT = re.compile(
    r"\b(?:within|in|under|since|until|inside|after|dès|moins de|en|depuis|plus de|more than|of|by|next"
    r"|last) (?:the )?$"
)
"""In front of a figure that is a date, a limit or a difference, and no result."""
DATE = re.compile(
    r"(?:st|nd|rd|th|er)\b| (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b"
    r"| (?:years?|months?|weeks?|quarters?|ans?|mois|semaines?|trimestres?) (?:ago|later|earlier|plus tôt|in a row"
    r"|de suite)"
)
_FILL = (
    r"(?: ?(?:about|some|only|nearly|just|barely|the|a|around|almost"
    r"|environ|à peine|près de|seulement|à|de|que|quelque|\$))* ?\$?$"
)
_WAS = r"(?:was|were|had been|stood at|used to be|had|came to)"
_ETAIT = r"(?:ét(?:ait|aient|ions)|compt(?:ait|ions)|av(?:ait|ions)|s'établissait|s'élevait|dénombrait|enregistrait)"
SET_AGAINST = re.compile(
    r"(?:\b(?:against|versus|vs\.?|compared (?:with|to)|in comparison (?:with|to)|instead of|as opposed to|from|up on"
    rf"|down on|contre|au lieu d[e']|comparativement à|comparée?s? à|par rapport à"
    rf"|(?:it|that|this|we|they|there) {_WAS}"
    rf"|(?:when|where|whereas|while) [\w ]{{0,30}}{_WAS}"
    rf"|(?:on|elle|il|ils|elles|nous|cela|ce taux|c')(?: en)? ?{_ETAIT}"
    rf"|(?:alors qu|quand|tandis qu|là où)[\w' ]{{1,30}}{_ETAIT}))" + _FILL
)
"""It ends what stands between a later figure and the earlier one."""
BEFORE = re.compile(
    r"(?:[^,;.\d]{0,25}? )?(?:(?:the|in the|au|le) )?(?:(?:previous|last|prior) "
    r"(?:year|month|quarter|wave|spring|summer|fall|winter)"
    r"|(?:year|month|quarter|wave) before|a (?:year|month) (?:ago|earlier)|(?:année|mois|trimestre|vague) précédente?"
    r"|l'(?:an|automne|été|hiver|année) (?:dernier|passé)e?|auparavant|un an plus tôt|il y a un an)\b"
)
"""What follows a figure that is the earlier one."""
LED_TO = re.compile(r"\b(?:to|à|vers)" + _FILL)
NOW = re.compile(r"\b(?:now|today|maintenant|aujourd'hui|désormais|à présent)\b")
FROM = re.compile(rf"(?:\bfrom|\bde|\bdes|\bd'|\b{_WAS}|\b{_ETAIT})" + _FILL)
THEN = re.compile(rf"\b(?:{_WAS}|{_ETAIT})" + _FILL)


@dataclass(frozen=True)
class Figure:
    """A figure of a sentence: where it stands and how much it is, `of` how many."""

    start: int
    end: int
    value: float
    of: float | None
    unit: str


@dataclass(frozen=True)
class Compared:
    """A later figure that is set against an earlier one: which of them is greater, and where they stand."""

    rising: bool
    start: int
    end: int


def compared(sentence: str) -> Iterator[Compared]:
    """The pairs of figures that a sentence sets against each other, those that are alike left out."""
    figures = list(_figures(sentence))
    for place, last in enumerate(figures[1:], 1):
        alike = [one for one in figures[:place] if one.unit == last.unit]
        first = (alike or figures[:place])[-1]
        gap, lead = sentence[first.end : last.start], sentence[: first.start]
        set_against = SET_AGAINST.search(gap) or (BEFORE.match(sentence, last.end) and not BEFORE.match(gap))
        if set_against and not (THEN.search(lead) and NOW.search(gap)):
            earlier, later = last, first
        elif FROM.search(lead) and (LED_TO.search(gap) or (THEN.search(lead) and NOW.search(gap))):
            earlier, later = first, last
        else:
            continue
        change = _share(later, earlier) - _share(earlier, later)
        if change:
            yield Compared(change > 0, first.start, last.end)


def _share(one: Figure, other: Figure) -> float:
    """A figure as one can compare it with another: "eight in ten, up from seven" leaves the second ten unsaid."""
    if one.of is None and other.of is not None and one.value > 1:
        return one.value / (100 if one.unit else other.of)
    return one.value / (one.of or 1)


def _figures(sentence: str) -> Iterator[Figure]:
    for match in FIGURE.finditer(sentence):
        whole = UNIT.match(sentence, match.end())
        end = whole.end() if whole else match.end()
        unit = "%" if whole and whole[0] else "$" if whole or sentence[: match.start()].endswith("$") else ""
        limit = not unit and LIMIT.search(sentence, 0, match.start()) and not match["all"]
        if limit or DATE.match(sentence, match.end()):
            continue
        part = match["part"] or match["lone"]
        many = (
            PARTS[part.removeprefix("la ")]
            if part
            else _number(match["many"]) * (PARTS[match["parts"]] if match["parts"] else 1)
        )
        of = 1.0 if part or match["parts"] else _number(match["all"]) if match["all"] else None
        yield Figure(match.start(), end, many, of, unit)


def _number(word: str) -> float:
    if word in NUMBERS:
        return float(NUMBERS[word])
    return float(re.sub(r"[ ,](?=\d{3}(?!\d))", "", word).replace(",", "."))
