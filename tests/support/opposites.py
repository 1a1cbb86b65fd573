"""Pairs of sentences that cannot both be true of one thing, and a search for them over whatever pages say.

A fact has sides; each side is a list of texts of the product, so that a reworded text stays in the table. Two sides of
one fact about the same thing are opposites.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.text.wording import demand, guarantees, period_end, scenario, scorecard, staff, verdicts
from data.text import Text
from data.words import Status
from metrics.catalogue.registry import declared
from metrics.planning.measured_assumptions import WAITED_FOR
from metrics.planning.outlook import Enough
from metrics.planning.period_end.basis import Chance
from tests.support.sentences import Sentence

Key = tuple[str, ...] | None
"""What a sentence is about, as far as a fact asks; None: nothing that the fact is about."""

QUEUES = {indicator: channel for channel, (indicator, _) in WAITED_FOR.items()}

AFTER = r"(?=$|[.,;:(·]| [:;(·])"
"""What may follow a word that stands by itself: the end, or a sign that more comes."""


def of_indicator(sentence: Sentence) -> Key:
    """One indicator, in one period, under the same filters."""
    subject = dict(sentence.subject)
    if "indicator" not in subject or "period" not in subject:
        return None
    # An indicator of one channel is the same whether that channel was chosen or none.
    channels = declared()[subject["indicator"]].channels if subject["indicator"] in declared() else None
    if channels is not None and {subject.get("channel")} <= {None, *channels} and len(channels) == 1:
        subject.pop("channel", None)
    return tuple(f"{name}={value}" for name, value in sorted(subject.items()))


def of_queue(sentence: Sentence) -> Key:
    """The people of one channel: said of the channel, or of the indicator of its waits as a whole."""
    subject = dict(sentence.subject)
    channel = QUEUES.get(subject.get("indicator", ""), None if "indicator" in subject else subject.get("channel"))
    others = subject.keys() - {"indicator", "period", "channel"}
    return (channel,) if channel in QUEUES.values() and not others else None


def of_end(sentence: Sentence) -> Key:
    """One indicator at the end of one quarter or year: that which the sentence begins with.

    What stands around two such sentences is of both periods, and so of neither.
    """
    subject = dict(sentence.subject)
    ends = re.findall(r"(.+?) (?:will end at|ends with|finira à|finit sur)", sentence.text)
    return (subject["indicator"], ends[0]) if len(ends) == 1 and "indicator" in subject else None


def of_page(sentence: Sentence) -> Key:
    """One address."""
    return (sentence.asked,)


def of_all(sentence: Sentence) -> Key:
    """The whole organisation, whatever was asked."""
    return ()


@dataclass(frozen=True)
class Fact:
    """Something that has one side at a time. `about`: whom a sentence says it of."""

    title: str
    about: Callable[[Sentence], Key]
    sides: Mapping[str, tuple[Text, ...]]


V, A = verdicts.VARIATION, verdicts.ASSURANCE
MISSED_ALWAYS = (A["consistent_fail"], A["never"])


def at_the_end(chance: Chance) -> Text:
    """The sentence of where a period will end, with its verdict as it stands where nothing beside it differs."""
    verdict, word = period_end.VERDICT, chance.text
    return Text(verdict.en.replace("{word}", word.en), verdict.fr.replace("{word}", word.fr))


ENDS = {chance: at_the_end(chance) for chance in Chance}

FACTS = (
    Fact("status", of_indicator, {status.value: (status.text,) for status in Status}),
    Fact(
        "variation",
        of_indicator,
        {
            "common": (V["common_cause"],),
            "better": (V["special_cause_improvement"], scorecard.IMPROVED),
            "worse": (V["special_cause_concern"], scorecard.WORSENED),
            "other": (V["special_cause_neutral_high"],),
        },
    ),
    Fact("assurance", of_indicator, {name: (text,) for name, text in A.items()}),
    Fact("a target met now", of_indicator, {"met": (Status.MET.text, A["met_for_now"]), "missed": (A["never"],)}),
    Fact(
        "a target missed now",
        of_indicator,
        {"missed": (Status.MISSED.text, A["missed_for_now"]), "met": (A["always"], A["met_for_now"])},
    ),
    Fact("a target that will be met", of_indicator, {"yes": (A["consistent_pass"],), "no": (Status.MISSED.text,)}),
    Fact("a target that will be missed", of_indicator, {"yes": (A["consistent_fail"],), "no": (Status.MET.text,)}),
    Fact(
        "something needs attention",
        of_page,
        {"no": (scorecard.NO_ATTENTION,), "yes": (scorecard.ATTENTION, scorecard.ONE_ATTENTION)},
    ),
    Fact(
        "something moved",
        of_page,
        {
            "no": (scorecard.NOTHING_MOVED, scorecard.NOTHING_CHANGED),
            "yes": (scorecard.WORSENED, scorecard.IMPROVED),
        },
    ),
    Fact("enough people in the weeks ahead", of_queue, {word.value: (word.text,) for word in Enough}),
    Fact(
        "whether the weeks ahead can be told",
        of_queue,
        {
            "no": (Enough.UNSURE.text, staff.WITHHELD),
            "yes": (Enough.MET.text, Enough.NEAR.text, Enough.SHORT.text, staff.NO_WARNINGS, staff.NO_GAPS),
        },
    ),
    Fact(
        "whether it is known who is there",
        of_queue,
        {
            "no": (Enough.UNKNOWN.text, staff.SUMMARY_WITHOUT_STAFF),
            "yes": (Enough.MET.text, Enough.NEAR.text, Enough.SHORT.text, staff.SUMMARY),
        },
    ),
    Fact(
        "enough people where the target is never met",
        of_queue,
        {"enough": (Enough.MET.text,), "never met": MISSED_ALWAYS},
    ),
    Fact(
        "too few people where the target is always met",
        of_queue,
        {"too few": (Enough.SHORT.text,), "always met": (A["consistent_pass"], A["always"])},
    ),
    Fact("where a period will end", of_end, {chance.value: (text,) for chance, text in ENDS.items()}),
    Fact(
        "a target out of reach that will be met",
        of_indicator,
        {"met": (A["consistent_pass"],), "out of reach": (ENDS[Chance.OUT],)},
    ),
    Fact(
        "a target in reach that will not be met",
        of_indicator,
        {"not met": (A["consistent_fail"],), "in reach": (ENDS[Chance.LIKELY], ENDS[Chance.WITHIN])},
    ),
    Fact("guarantees at risk", of_page, {"none": (guarantees.NOTHING,), "some": (guarantees.OPEN_LATE,)}),
    Fact("breaches not claimed", of_page, {"none": (guarantees.ALL_CLAIMED,), "some": (guarantees.UNCLAIMED,)}),
    Fact(
        "services without a guarantee",
        of_page,
        {
            "none": (guarantees.NO_ELSEWHERE,),
            "too few cases": (guarantees.ELSEWHERE_FEW,),
            "some": (guarantees.ELSEWHERE_LEAD,),
        },
    ),
    Fact("half-hours with a warning", of_page, {"none": (staff.NO_WARNINGS,), "some": (staff.WARNED,)}),
    Fact("centres that lack people", of_page, {"none": (staff.NO_GAPS,), "some": (staff.GAPS_WHY,)}),
    Fact("half-hours in a fine week", of_page, {"none": (staff.NO_WARNINGS,), "some": (staff.GAPS_WHY,)}),
    Fact("the model was compared", of_queue, {"no": (staff.NOT_CHECKED,), "yes": (staff.CHECK, staff.CHECKED)}),
    Fact("there is a forecast", of_page, {"no": (demand.NO_SERIES, demand.NOTHING), "yes": (demand.EXPECTED,)}),
    Fact("there is a plan", of_all, {"no": (scenario.NO_PLAN,), "yes": (scenario.PLAN_OF, demand.OUTLOOK_PLAN)}),
    Fact("the plan fits", of_all, {"no": (demand.MISFIT,), "yes": (demand.OUTLOOK_PLAN, staff.PLAN)}),
)  # fmt: skip


@dataclass(frozen=True)
class Opposites:
    """Two sentences that cannot both be true."""

    fact: str
    about: tuple[str, ...]
    one: Sentence
    other: Sentence

    def __str__(self) -> str:
        return (
            f"{self.fact}, of {' '.join(self.about) or 'everything'}: “{self.one.text}” at {self.one.asked}, but "
            f"“{self.other.text}” at {self.other.asked}"
        )


def find_opposites(sentences: Iterable[Sentence], lang: str, facts: Iterable[Fact] = FACTS) -> list[Opposites]:
    """Every fact that sentences of one language take two sides of; one pair each."""
    sides: dict[tuple[str, tuple[str, ...]], dict[str, Sentence]] = defaultdict(dict)
    facts = list(facts)
    for sentence in sentences:
        for fact, side, said in _said(sentence, lang, facts):
            key = fact.about(said)
            if key is not None:
                sides[fact.title, key].setdefault(side, said)
    return [
        Opposites(fact, about, *list(taken.values())[:2]) for (fact, about), taken in sides.items() if len(taken) > 1
    ]


def count_sides(sentences: Iterable[Sentence], lang: str) -> dict[str, int]:
    """Fact → how many sentences take a side of it: a search that finds nothing must have read something."""
    counts = dict.fromkeys((fact.title for fact in FACTS), 0)
    for sentence in sentences:
        for fact, _, said in _said(sentence, lang, FACTS):
            counts[fact.title] += fact.about(said) is not None
    return counts


def sides_taken(sentence: Sentence, lang: str, fact: Fact) -> set[str]:
    """The sides of a fact that a sentence takes."""
    return {side for _, side, _ in _said(sentence, lang, [fact])}


def _said(sentence: Sentence, lang: str, facts: Iterable[Fact]) -> Iterator[tuple[Fact, str, Sentence]]:
    for fact in facts:
        for side, texts in fact.sides.items():
            for text in texts:
                if match := _pattern(getattr(text, lang)).search(sentence.text):
                    yield fact, side, _of_named(sentence, match.groupdict().get("name"), lang)


def _of_named(sentence: Sentence, name: str | None, lang: str) -> Sentence:
    """The sentence as one about the indicator that it names."""
    code = _titles(lang).get(name.casefold()) if name else None
    return Sentence(sentence.text, {**sentence.subject, "indicator": code}, sentence.asked) if code else sentence


@cache
def _titles(lang: str) -> dict[str, str]:
    return {getattr(indicator.title, lang).casefold(): code for code, indicator in declared().items()}


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """A text with its gaps open: a sentence is found inside others, a word or two only where they stand alone."""
    parts = re.split(r"\{(\w+)\}", re.sub(r"\s+", " ", template))
    body = "".join(
        re.escape(part) if at % 2 == 0 else (r"(?P<name>[^.;]+?)" if part == "name" else r".+?")
        for at, part in enumerate(parts)
    )
    sentence = template.endswith(".") or len(template.split()) > 4 or len(parts) > 1
    return re.compile(body if sentence else rf"^(?:\W\s)?{body}{AFTER}")
