"""An explanation in words: one sentence, and a line for each of its slices.

What is shown of it is rounded together, so that its lines, the rest and the season add up to the change on screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.request.context import fill
from dashboard.text import formats
from dashboard.text.wording import explanation as words
from data.certainty import present
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.definition.breakdowns import DIMENSIONS, names
from metrics.engine.decomposition import rounded_parts
from metrics.explanation.explanation import Against, Explanation


@dataclass(frozen=True)
class Line:
    """One slice: its codes, by which a page links to it, its name, and what is told of it."""

    breakdowns: Mapping[str, str]
    name: str
    text: str


def describe(explanation: Explanation, snapshot: Snapshot, lang: str) -> list[str]:
    """A sentence that says what changed and whether a cause was found, then at most five lines."""
    told = lines(explanation, snapshot, lang)
    each = [f"{line.name}{line.text}" for line in told]
    return [sentence(explanation, lang), *each, *([rest_line(explanation, lang)] if told else [])]


def sentence(explanation: Explanation, lang: str) -> str:
    """What changed, what of it was expected, and how many slices account for the rest."""
    indicator = explanation.indicator

    def say(text: Text, **values: Any) -> str:
        return fill(text, lang, **values)

    facts = {
        "title": getattr(indicator.title, lang),
        "period": formats.period(explanation.period, lang),
        "value": formats.value(explanation.value, indicator.unit, lang, indicator.decimals),
        "reference": formats.value(explanation.reference, indicator.unit, lang, indicator.decimals),
        "change": formats.gap(explanation.change, indicator.unit, lang, indicator.decimals),
    }
    if explanation.against is Against.TARGET:
        text = say(words.AGAINST_TARGET, **facts)
    else:
        text = say(words.AGAINST_PERIOD, before=formats.period(present(explanation.reference_period), lang), **facts)
    if explanation.expected:
        text += " " + say(words.EXPECTED, expected=_parts(explanation, lang)[-2])
    count = len(explanation.slices)
    alike = words.NOTHING_OF_GAP if explanation.against is Against.TARGET else words.NOTHING
    nothing = alike if explanation.candidates else words.NO_CANDIDATES
    verdict = nothing if not count else words.ONE if count == 1 else words.SEVERAL
    candidates = formats.number(explanation.candidates, lang)
    alarms = formats.percent(explanation.false_alarm_rate, lang, 0)
    return text + " " + say(verdict, count=count, candidates=candidates, alarms=alarms)


def lines(explanation: Explanation, snapshot: Snapshot, lang: str) -> list[Line]:
    """The slices by their names, what each adds and what share of the change, or of the gap to a target, that is."""
    if explanation.against is Against.TARGET:
        text = words.LINE_OF_GAP
    else:
        text = words.LINE_BEYOND_SEASON if explanation.expected else words.LINE
    told = []
    for slice_, effect in zip(explanation.slices, _parts(explanation, lang), strict=False):
        share = "" if slice_.share is None else formats.percent(slice_.share, lang, 0)
        of_slice = fill(
            text if share else words.LINE_ALONE, lang, effect=effect, share=share, n=formats.number(slice_.n, lang)
        )
        told.append(Line(slice_.breakdowns, slice_name(slice_.breakdowns, snapshot, lang), of_slice))
    return told


def slice_name(breakdowns: Mapping[str, str], snapshot: Snapshot, lang: str) -> str:
    """`Channel: Kiosk, Region: North`, in the words of the reader."""
    titles = (getattr(DIMENSIONS[name].title, lang) for name in breakdowns)
    members = _members(breakdowns, snapshot, lang)
    return ", ".join(
        fill(words.GROUP, lang, breakdown=title, name=name) for title, name in zip(titles, members, strict=True)
    )


def short_name(breakdowns: Mapping[str, str], snapshot: Snapshot, lang: str) -> str:
    """`Kiosk, North`: the same where it is plain what is spoken of."""
    return ", ".join(_members(breakdowns, snapshot, lang))


def _members(breakdowns: Mapping[str, str], snapshot: Snapshot, lang: str) -> list[str]:
    return [
        getattr(names(breakdown, snapshot).get(code, Text(code, code)), lang) for breakdown, code in breakdowns.items()
    ]


def rest_line(explanation: Explanation, lang: str) -> str:
    """What no slice accounts for."""
    return fill(words.REST, lang, rest=_parts(explanation, lang)[-1])


def _parts(explanation: Explanation, lang: str) -> list[str]:
    """The effects of the slices, what was expected, and the rest, as they are shown."""
    unit, decimals = explanation.indicator.unit, explanation.indicator.decimals
    parts = [*(one.effect for one in explanation.slices), explanation.expected, explanation.rest]
    rounded = rounded_parts(parts, formats.places(unit, decimals))
    return [formats.gap(float(part), unit, lang, decimals) for part in rounded]


def as_plain(explanation: Explanation) -> dict[str, Any]:
    """An explanation as plain values, as scripts read it."""
    reference = explanation.reference_period
    return {
        "indicator": explanation.indicator.name,
        "period": explanation.period.code,
        "reference_period": reference.code if reference else None,
        "value": explanation.value,
        "reference": explanation.reference,
        "change": explanation.change,
        "expected": explanation.expected,
        "slices": [
            {"breakdowns": dict(one.breakdowns), "effect": one.effect, "share": one.share, "n": one.n}
            for one in explanation.slices
        ],
        "rest": explanation.rest,
        "candidates": explanation.candidates,
        "false_alarm_rate": explanation.false_alarm_rate,
    }


def as_frame(explanation: Explanation) -> pl.DataFrame:
    """The slices as rows: `slice` (`channel=kiosk, region=north`), `effect`, `share`, `n`; then `rest`, `expected`."""
    rows: list[tuple[object, ...]] = [
        (", ".join(f"{name}={code}" for name, code in one.breakdowns.items()), one.effect, one.share, one.n)
        for one in explanation.slices
    ]
    rows += [("rest", explanation.rest, None, None), ("expected", explanation.expected, None, None)]
    schema = {"slice": pl.String, "effect": pl.Float64, "share": pl.Float64, "n": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
