"""The scorecard in two sentences, and what changed, ranked by the strength of the signal."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.place import Place
from dashboard.status import COMMON, CONCERN, IMPROVEMENT, Group, group
from dashboard.wording import scorecard as words
from metrics.judged import Judged


def strength(judged: Judged) -> float:
    """How far the last value lies from its mean, as a share of the limits' half-width."""
    last = judged.points.tail(1).to_dicts()
    if not last or judged.value is None or judged.variation == COMMON or last[0]["upper"] is None:
        return 0.0
    half = last[0]["upper"] - last[0]["mean"]
    return abs(last[0]["value"] - last[0]["mean"]) / half if half else float("inf")


def changed(judged: Sequence[Judged], most: int = 5) -> list[Judged]:
    """The signals, strongest first."""
    signals = [one for one in judged if one.value is not None and one.variation != COMMON]
    return sorted(signals, key=lambda one: -strength(one))[:most]


def attention(judged: Sequence[Judged], place: Place) -> str:
    """How many need attention."""
    n = sum(group(one) is Group.ATTENTION for one in judged)
    if not n:
        return place.say(words.NO_ATTENTION)
    return place.say(words.ATTENTION if n > 1 else words.ONE_ATTENTION, n=n, all=len(judged))


def movement(judged: Sequence[Judged], place: Place) -> str:
    """The strongest concern and the strongest improvement, and whether anything else moved."""
    signals = changed(judged, len(judged))
    if not signals:
        return place.say(words.NOTHING_MOVED)
    parts = []
    for kind, text in ((CONCERN, words.WORSENED), (IMPROVEMENT, words.IMPROVED)):
        first = next((one for one in signals if one.variation == kind), None)
        if first:
            since = formats.period(first.since or first.period, place.lang)
            parts.append(place.say(text, name=place.say(first.indicator.title), since=since))
    others = len(signals) - len(parts)
    if others:
        parts.append(place.say(words.ONE_OTHER) if others == 1 else place.say(words.OTHERS, n=others))
    else:
        parts.append(place.say(words.NOTHING_ELSE))
    sentence = "; ".join(parts)
    return sentence[0].upper() + sentence[1:] + "."
