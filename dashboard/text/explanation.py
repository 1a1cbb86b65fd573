"""An explanation in words: one sentence, and a line for each of its slices."""

from typing import Any

import polars as pl

from dashboard.text import formats
from dashboard.text.wording import explanation as words
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.definition.dimensions import DIMENSIONS, names
from metrics.explanation.explanation import Against, Explanation, Slice


def describe(explanation: Explanation, snapshot: Snapshot, lang: str) -> list[str]:
    """A sentence that says what changed and whether a cause was found, then at most five lines."""
    slices = [slice_line(one, explanation, snapshot, lang) for one in explanation.slices]
    return [sentence(explanation, lang), *slices, *([rest_line(explanation, lang)] if slices else [])]


def sentence(explanation: Explanation, lang: str) -> str:
    """What changed, what of it was expected, and how many slices account for the rest."""
    indicator = explanation.indicator

    def say(text: Text, **values: Any) -> str:
        return getattr(text, lang).format(**values)

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
        text = say(words.AGAINST_PERIOD, before=formats.period(explanation.reference_period, lang), **facts)
    if explanation.expected:
        expected = formats.gap(explanation.expected, indicator.unit, lang, indicator.decimals)
        text += " " + say(words.EXPECTED, expected=expected)
    count = len(explanation.slices)
    nothing = words.NOTHING if explanation.candidates else words.NO_CANDIDATES
    verdict = nothing if not count else words.ONE if count == 1 else words.SEVERAL
    candidates = formats.number(explanation.candidates, lang)
    alarms = formats.percent(explanation.false_alarm_rate, lang, 0)
    return text + " " + say(verdict, count=count, candidates=candidates, alarms=alarms)


def slice_line(slice_: Slice, explanation: Explanation, snapshot: Snapshot, lang: str) -> str:
    """One slice by its names, what it adds and what share of the change, or of the gap to a target, that is."""
    effect = formats.gap(slice_.effect, explanation.indicator.unit, lang, explanation.indicator.decimals)
    share = "" if slice_.share is None else formats.percent(slice_.share, lang, 0)
    line = words.LINE_OF_GAP if explanation.against is Against.TARGET else words.LINE
    return getattr(line if share else words.LINE_ALONE, lang).format(
        name=slice_name(slice_, snapshot, lang), effect=effect, share=share, n=formats.number(slice_.n, lang)
    )


def slice_name(slice_: Slice, snapshot: Snapshot, lang: str) -> str:
    """`Channel: Kiosk, Region: North`, in the words of the reader."""
    parts = []
    for breakdown, code in slice_.breakdowns.items():
        name = names(breakdown, snapshot).get(code, Text(code, code))
        title = getattr(DIMENSIONS[breakdown].title, lang)
        parts.append(getattr(words.GROUP, lang).format(breakdown=title, name=getattr(name, lang)))
    return ", ".join(parts)


def rest_line(explanation: Explanation, lang: str) -> str:
    """What no slice accounts for."""
    rest = formats.gap(explanation.rest, explanation.indicator.unit, lang, explanation.indicator.decimals)
    return getattr(words.REST, lang).format(rest=rest)


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
    rows = [
        (", ".join(f"{name}={code}" for name, code in one.breakdowns.items()), one.effect, one.share, one.n)
        for one in explanation.slices
    ]
    rows += [("rest", explanation.rest, None, None), ("expected", explanation.expected, None, None)]
    schema = {"slice": pl.String, "effect": pl.Float64, "share": pl.Float64, "n": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")
